"""A draft that is checked, as HTML: its text with each sentence marked, what was found, and a report to take along."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from rag.answer import Citation
from rag.check.checked import CheckedStatement
from ui.page.html.conversation import render_how_to_add
from ui.page.html.markup import Html, button, direction_of, element, join
from ui.page.html.source import Anchor
from ui.wording import (
    count_noun,
    describe_check,
    describe_quotation,
    describe_undated,
    format_day,
    format_page,
    join_dotted,
    shorten,
    summarize_draft,
)

_LABEL = 60  # characters of a sentence that stand before what was found of it
_READINGS = {"contradicted": "The article: ", "unsupported": "Nearest: "}
_SIGNS = {"supported": "✓", "contradicted": "✗", "unsupported": "?", "unchecked": "–"}
_KEY = (
    ("supported", "borne out"),
    ("contradicted", "the articles say otherwise"),
    ("unsupported", "not found in what was read"),
    ("unchecked", "not checked"),
)


def render_draft_invitation(*, empty: bool) -> Html:
    """Render what stands above the box: what checking does, or how to add articles first."""
    if empty:
        return element("div", render_how_to_add(), class_="invitation")
    promise = (
        "Paste a sentence or a whole draft. Each sentence is held against the articles, "
        "each quotation looked up word for word."
    )
    keys = element("span", " Ctrl+Enter checks it.", class_="keys")
    return element("div", element("h2", "Do the articles say so?"), element("p", promise, keys), class_="invitation")


def render_draft_verdict(checked: Sequence[CheckedStatement], total: int, among: str | None = None) -> Html:
    """Render how many sentences are what, and, when all are checked, the report to take along."""
    if len(checked) < total:
        line = f"Checking: {len(checked)} of {count_noun(total, 'sentence')}"
        return element("p", line, element("span", class_="dots"), class_="pending")
    report, left_out = write_report(checked), max((one.undated for one in checked), default=0)
    download = element(
        "a",
        "Download report",
        download="check.md",
        class_="quiet",
        href=f"data:text/markdown;charset=utf-8,{quote(report)}",
    )
    return join(
        element("h2", f"{summarize_draft(checked)}.", class_=f"verdict {_worst(checked)}", tabindex="-1"),
        element("p", f"Held against {among} only", class_="byline", dir="auto") if among else None,
        element("p", undated, class_="byline") if (undated := describe_undated(left_out)) else None,
        element("p", button("Copy report", "quiet", data_copy=report), download, class_="colophon"),
    )


def render_draft(text: str, checked: Sequence[CheckedStatement]) -> Html:
    """Render a draft with its sentences marked, and under each paragraph what has to be looked at."""
    paragraphs = [
        join(
            element("p", *_mark_sentences(text, list(sentences)), dir="auto"),
            _render_findings([one for one in checked if start <= (one.start or 0) < end]),
        )
        for (start, end), sentences in groupby(checked, key=lambda one: _paragraph_of(text, one.start or 0))
    ]
    key = element("p", *(element("span", f"{_SIGNS[verdict]} {word}") for verdict, word in _KEY), class_="key byline")
    return element("section", key, *paragraphs, class_="draft") if checked else Html()


def write_report(checked: Sequence[CheckedStatement]) -> str:
    """Write what was found as Markdown: the count, then each sentence with its verdict, place and quotations."""
    lines = [f"{summarize_draft(checked)}.", ""]
    for one in checked:
        lines += [f"- {' '.join(one.statement.split())}", f"  - {describe_check(one)}"]
        lines += [f"  - {describe_quotation(quoted)}" for quoted in one.quotations]
        lines += [f"  - “{' '.join(cited.quote.split())}” ({_name_source(cited)})" for cited in one.citations]
    return "\n".join(lines) + "\n"


def _name_source(cited: Citation) -> str:
    return join_dotted(cited.publisher, cited.title, format_day(cited.published), format_page(cited.page))


def _worst(checked: Sequence[CheckedStatement]) -> str:
    """Name the look of the whole: `exact` where nothing is to be looked at."""
    claims = {one.verdict for one in checked if one.claim}
    quoted = {quotation.verdict for one in checked for quotation in one.quotations}
    return "exact" if claims <= {"supported"} and quoted <= {"exact"} else "altered"


def _paragraph_of(text: str, at: int) -> tuple[int, int]:
    start, end = text.rfind("\n\n", 0, at) + 1, text.find("\n\n", at)
    return start, len(text) if end < 0 else end


def _mark_sentences(text: str, sentences: Sequence[CheckedStatement]) -> Iterator[str]:
    for one in sentences:
        words = " ".join(text[one.start : one.end].split())
        if not one.claim:
            yield element("span", words, class_="sentence")
        elif one.citations:
            place = Anchor.at(one.citations[0]).model_dump_json()
            sign = element("span", _SIGNS[one.verdict], class_="sign", aria_hidden="true")
            found = {"class_": f"sentence {one.verdict}", "title": describe_check(one)}
            yield element(
                "a", words, sign, href="#source", data_place=place, **found
            )  # a button would be no part of a line
        else:
            yield element("span", words, class_=f"sentence {one.verdict}", title=describe_check(one))
        yield " "


def _render_findings(sentences: Sequence[CheckedStatement]) -> Html | None:
    """List what is not borne out, and quotations that aren't word for word; None where there is nothing."""
    told = [finding for one in sentences for finding in _findings_of(one)]
    items = (element("li", finding) for finding in told)
    around = direction_of(sentences[0].language if sentences else None)
    return element("ul", *items, class_="findings", dir=around) if told else None


def _findings_of(one: CheckedStatement) -> Iterator[Html]:
    if one.claim and one.verdict != "supported":
        label = element("strong", f"“{shorten(one.statement, _LABEL)}” ", dir="auto")
        nearest = one.citations[0] if one.citations else None
        reading = (
            element("span", f" {_READINGS.get(one.verdict, '')}“{' '.join(nearest.quote.split())}”", dir="auto")
            if nearest
            else None
        )
        yield join(label, element("span", describe_check(one), dir="auto"), reading)
    for quotation in one.quotations:
        if quotation.verdict != "exact":
            place = Anchor.at(quotation.matches[0]).model_dump_json() if quotation.matches else None
            shown = button("Open", "quiet", data_place=place) if place else None
            yield join(element("span", describe_quotation(quotation), dir="auto"), " ", shown)
