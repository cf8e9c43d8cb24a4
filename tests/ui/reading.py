"""Markup read back as a browser would, and what hostile text must not turn into."""

from html.parser import HTMLParser
from typing import Any

HOSTILE = "\"'><script>x()</script><img src=//evil onerror=x()> ${x()} {{x}} `x` </mark> &amp; \x00 \ud800"
ELEMENTS = {
    *(
        "a",
        "article",
        "bdi",
        "blockquote",
        "button",
        "code",
        "details",
        "div",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "header",
    ),
    *("input", "label", "li", "mark", "nav", "option", "p", "section", "select", "span", "strong", "summary", "ul"),
}
ATTRIBUTES = {
    *("aria-controls", "aria-expanded", "aria-hidden", "aria-label", "aria-live", "aria-selected", "class"),
    *("data-ask", "data-back", "data-clear", "data-copy", "data-filters", "data-library", "data-place"),
    *("data-unfiltered", "dir", "hidden", "href", "id", "lang", "name", "rel", "role", "tabindex", "target", "title"),
    *("type", "value"),
    *("aria-pressed", "autocapitalize", "autocomplete", "data-address", "data-close", "data-gloss", "data-models"),
    *("data-only", "data-supported", "data-try", "data-writes", "data-written", "inputmode", "min", "placeholder"),
    *("selected", "spellcheck", "step"),
}


class Reader(HTMLParser):
    """Collects elements with their attributes and text, and fails on an element out of place."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[dict[str, Any]] = []
        self.open: list[dict[str, Any]] = []
        self.feed(markup)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append({"tag": tag, "text": "", **dict(attrs)})
        self.found.append(self.open[-1])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element["text"] += data

    def all(self, tag: str, **attributes: str) -> list[dict[str, Any]]:
        named = [element for element in self.found if element["tag"] == tag]
        return [one for one in named if attributes.items() <= {k.rstrip("_"): v for k, v in one.items()}.items()]


def assert_inert(markup: str) -> None:
    """Assert that nothing in it is an element, an attribute or a template that isn't our own."""
    found = Reader(markup).found
    assert {element["tag"] for element in found} <= ELEMENTS
    assert {key for element in found for key in element} - {"tag", "text"} <= ATTRIBUTES
    assert not set(markup) & set("{}$`")
    markup.encode()
