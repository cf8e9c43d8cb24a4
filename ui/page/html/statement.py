"""A statement of an answer as HTML: its words, what they rest on, and what of them was not found."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest

from index.tidy.characters import fold_space
from rag.answer import Citation, Statement
from ui.page.html.checks import render_doubts
from ui.page.html.markup import Html, button, direction_of, element, join, render_byline
from ui.page.html.source import anchor_among
from ui.page.html.translation import render_evidence, render_offer
from ui.wording import describe_attribution, describe_times, format_day, format_page, language_name, list_copies

LONGEST_WORD = 24  # characters that a line of a phone surely holds beside chips
NO_TRANSLATIONS: Mapping[int, Html] = {}


def render_statement(
    statement: Statement,
    citations: Sequence[Citation],
    language: str,
    to: str,
    translations: Mapping[int, Html] = NO_TRANSLATIONS,
) -> Html:
    """Render a statement of an answer in `language` with its citations; `to` is the reader's own language."""
    known = {one.number: one for one in citations}
    cited = [known[number] for number in statement.citations if number in known]
    chips = element("span", *(_chip(citation, citations) for citation in cited), class_="chips", lang="en")
    quoted = statement.support == "quoted" and cited
    bylines = [_byline_of(citation, language, numbered=len(cited) > 1) for citation in cited]
    joined = [_words_of(citation) for citation in cited[1:]] if quoted else []
    language = cited[0].language if quoted else language
    words = element("p", *_with_chips(statement.text, chips), lang=language, dir="auto")
    times = filter(None, map(describe_times, cited))
    return element(
        "div",
        element("blockquote" if quoted else "div", words, class_="words"),
        *bylines[:1],
        *chain.from_iterable(zip_longest(bylines[1:], joined)),
        *(element("p", one, class_="times", dir="auto") for one in times),
        *_render_foreign(statement, cited, to, translations),
        *render_doubts(statement),
        class_=f"statement {statement.support}",
        dir=direction_of(language),
    )


def _words_of(citation: Citation) -> Html:
    """Show the words of a source that joins a quote, for they are others."""
    return element("p", f"“{fold_space(citation.quote)}”", class_="joined", lang=citation.language, dir="auto")


def _render_foreign(
    statement: Statement, cited: Sequence[Citation], to: str, translations: Mapping[int, Html]
) -> Iterator[Html]:
    """Offer to translate the words in another language that a statement is, or, where a model says it, rests on."""
    shown = {"quoted": cited[:1], "supported": cited, "contradicted": cited, "unsupported": (), "unchecked": cited}[
        statement.support
    ]
    for citation in shown:
        if citation.language != to:
            if statement.support != "quoted":
                yield render_evidence(citation)
            yield translations.get(citation.number) or render_offer(citation.number)


def _with_chips(text: str, chips: Html) -> tuple[str, Html]:
    """Keep the chips on the line of the last word, unless that is too long for a line of its own."""
    before, space, last = text.rpartition(" ")
    if len(last) > LONGEST_WORD:
        return text, join("\u00a0", chips)
    return before + space, element("span", last, "\u00a0", chips, class_="kept")


def _chip(citation: Citation, citations: Sequence[Citation]) -> Html:
    return button(
        str(citation.number),
        "chip",
        data_place=anchor_among(citation, citations).model_dump_json(),
        aria_label=f"Open citation {citation.number}: {citation.title}",
        title=citation.title,
    )


def _byline_of(citation: Citation, language: str, *, numbered: bool) -> Html:
    foreign = {citation.language, language} != {"en"}
    return render_byline(
        str(citation.number) if numbered else None,
        citation.publisher or citation.title,
        format_day(citation.published),
        format_page(citation.page),
        language_name(citation.language) if foreign else None,
        describe_attribution(citation.attributed_to),
        list_copies(citation.copies),
    )
