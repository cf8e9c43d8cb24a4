"""HTML that is safe to show: `element` is all that writes markup, and it escapes every plain string.

`Html` is what it has written.
"""

import html
from collections.abc import Iterable

from index.language.cldr import is_right_to_left

_EMPTY = frozenset({"input"})  # elements that hold nothing and have no end
_TEMPLATE_CHARACTERS = {ord(character): f"&#{ord(character)};" for character in "{}$`"}


class Html(str):
    """Markup in which everything that came from outside is already escaped."""

    __slots__ = ()


def escape(text: str) -> Html:
    """Make `text` inert in HTML, in attributes, and in the templates gr.HTML runs its values through.

    A lone surrogate becomes a question mark, because it could not be sent to the browser.
    """
    sendable = text.encode("utf-8", "replace").decode("utf-8")
    return Html(html.escape(sendable).translate(_TEMPLATE_CHARACTERS))


def element(name: str, /, *children: str | None, **attributes: str | bool | None) -> Html:
    """Write an element; `class_` and `data_place` become `class` and `data-place`, None is left out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _EMPTY:
        return Html(f"<{name}{written}/>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def join(*parts: str | None) -> Html:
    """Put parts one after another; plain strings are escaped, None is left out."""
    present = (part for part in parts if part is not None)
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in present))


def button(label: str | Html, kind: str | None = None, **attributes: str | bool | None) -> Html:
    """Write a button that does what `data_…` says, or what its place does."""
    return element("button", label, **{"type": "button", "class_": kind, **attributes})


def field(label: str, control: Html, kind: str = "field") -> Html:
    """Write a control of a form under its label."""
    return element("label", element("span", label), control, class_=kind)


def direction_of(language: str | None) -> str | None:
    """Return the `dir` of what stands around words in a language: bars, bylines; None where it is the page's own."""
    return "rtl" if language and is_right_to_left(language) else None


def render_byline(*parts: str | None, language: str | None = None) -> Html:
    """Write a line of small print beside words in a language; each part keeps its own direction."""
    told = (element("span", element("bdi", part)) for part in parts if part)
    return element("p", *told, class_="byline", dir=direction_of(language))


def render_list(kind: str, items: Iterable[Html]) -> Html:
    """Write a list whose items may themselves be long."""
    return element("ul", *(element("li", item) for item in items), class_=kind)


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'
