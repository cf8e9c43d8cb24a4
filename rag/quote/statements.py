"""Quotes → what an answer states: statements, citations, and how far their sources agree, differ or are one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rag.answer import Citation, DifferingClaim, SharedSource, Statement, cite
from rag.calibration import AgreementBars
from rag.quote.agreement import (
    Disagreement,
    SentenceSimilarity,
    find_agreeing,
    find_disagreement,
)
from rag.quote.attribution import Source, find_sources, key_of_source
from rag.quote.ranking import MOST_SENTENCES, Quote
from rag.retrieve.hit import Reading
from rag.retrieve.near_copies import select_copies_with


@dataclass(frozen=True, slots=True)
class AnswerContent:
    """What an answer says and cites."""

    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    shared_sources: tuple[SharedSource, ...] = ()
    disagreement: str | None = None
    differing: tuple[DifferingClaim, ...] = ()


def state_quotes(
    reading: Reading,
    quotes: Sequence[Quote],
    parts: Sequence[Sequence[Quote]],
    similarity: SentenceSimilarity,
    bars: AgreementBars,
) -> AnswerContent:
    """State what quotes say, with the sentences of other articles that say the same; `parts` are all, ranked.

    Where the articles differ in what was asked, both are quoted.
    """
    disagreement = _find_disagreement(reading.question, quotes, parts, similarity, bars)
    groups = list(_group(_add_other_side(quotes, disagreement), parts, bars))
    numbered = [quote for group in groups for quote in group]
    numbers = {quote.sentence.id: number for number, quote in enumerate(numbered, start=1)}
    citations = tuple(_cite_quote(number, quote, reading.language) for number, quote in enumerate(numbered, start=1))
    sources = {number: find_sources(quote.hit.article, quote) for number, quote in enumerate(numbered, start=1)}
    statements = (
        Statement(text=group[0].text, support="quoted", citations=tuple(numbers[one.sentence.id] for one in group))
        for group in groups
    )
    return AnswerContent(
        statements=tuple(statements),
        citations=citations,
        shared_sources=find_shared_sources(citations, sources),
        disagreement=describe_disagreement(disagreement) if disagreement else None,
        differing=tuple(
            DifferingClaim(citation=numbers[quote.sentence.id], says=says)
            for quote, says in (disagreement.sides if disagreement else ())
        ),
    )


def find_shared_sources(
    citations: Sequence[Citation], sources: Mapping[int, Sequence[Source]]
) -> tuple[SharedSource, ...]:
    """Return the sources that citations of different articles rest on, given each citation's by its number.

    What a source published itself stands with what cites it.
    """
    resting: dict[str, list[Citation]] = {}
    names: dict[str, str] = {}
    for citation in citations:
        for source in sources.get(citation.number, ()):
            resting.setdefault(source.key, []).append(citation)
            names.setdefault(source.key, source.name)
    shared = []
    for key, citing in resting.items():
        own = [one for one in citations if one.publisher and key_of_source(one.publisher) == key]
        if len({one.article_id for one in (*citing, *own)}) > 1:
            numbers = tuple(dict.fromkeys(one.number for one in citing))
            shared.append(SharedSource(source=names[key], citations=numbers, own=tuple(one.number for one in own)))
    return tuple(shared)


def describe_disagreement(disagreement: Disagreement) -> str:
    """Say how articles differ, the older first; which is right is for the reader to tell."""
    sides = sorted(disagreement.sides, key=lambda side: side[0].hit.article.published or date.max)
    alike = len({quote.hit.article.publisher for quote, _ in sides}) == 1
    return (
        f"The articles differ: {'; '.join(f'{_describe_article(quote, alike)} says {says}' for quote, says in sides)}."
    )


def _describe_article(quote: Quote, alike: bool) -> str:
    article = quote.hit.article
    name = f"“{article.title}”" if alike or not article.publisher else article.publisher
    day = article.published
    return f"{name} ({day.day} {day:%B %Y})" if day else f"{name} (undated)"


def _find_disagreement(
    question: str,
    quotes: Sequence[Quote],
    parts: Sequence[Sequence[Quote]],
    similarity: SentenceSimilarity,
    bars: AgreementBars,
) -> Disagreement | None:
    """Return the first disagreement about a part of the question."""
    for ranked in parts:
        of_part = [one for one in quotes if _is_among(one, ranked)]
        if found := find_disagreement(question, of_part, ranked, similarity, bars):
            return found
    return None


def _add_other_side(quotes: Sequence[Quote], disagreement: Disagreement | None) -> list[Quote]:
    """Return the quotes with the other side of a disagreement, right after the one it differs from."""
    if disagreement is None:
        return list(quotes)
    kept = [one for one in quotes if one.sentence.id != disagreement.other.sentence.id]
    at = next(at for at, one in enumerate(kept, start=1) if one.sentence.id == disagreement.one.sentence.id)
    shown = [*kept[:at], disagreement.other, *kept[at:]]
    while len(shown) > at + 1 and sum(one.sentences for one in shown) > MOST_SENTENCES:
        shown.pop()
    return shown


def _is_among(quote: Quote, ranked: Sequence[Quote]) -> bool:
    """Tell whether a quote is one of these, with or without the sentence that names its subject."""
    return any(quote.sentence.id == one.sentence.id for one in ranked)


def _group(quotes: Sequence[Quote], parts: Sequence[Sequence[Quote]], bars: AgreementBars) -> Iterator[list[Quote]]:
    """Yield each quote with the sentences that say the same.

    What is quoted itself is cited so, and not quoted again, only where each says all that the other does.
    """
    quoted = {quote.sentence.id for quote in quotes}
    cited: set[str] = set()
    for quote in quotes:
        if quote.sentence.id in cited:
            continue
        ranked = next((part for part in parts if _is_among(quote, part)), ())
        group = [quote]
        for one in find_agreeing(quote, ranked, bars):
            mutual = one.sentence.id not in quoted or _is_among(quote, find_agreeing(one, ranked, bars))
            if one.sentence.id not in cited and mutual:
                group.append(one)
        cited |= {one.sentence.id for one in group}
        yield group


def _cite_quote(number: int, quote: Quote, language: str) -> Citation:
    article = quote.hit.article
    return cite(
        number,
        article,
        quote.hit.passage.id,
        quote,
        language,
        copies=select_copies_with(quote.text, quote.hit.copies),
        attributed_to=[source.name for source in find_sources(article, quote)],
    )
