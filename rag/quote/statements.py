"""Quotes → what an answer states: statements, citations, and how far their sources agree, differ or are one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rag.answer import Citation, Differing, SharedSource, Statement, cite
from rag.quote.agreement import Difference, Nearness, agreeing, differing, kindred
from rag.quote.attribution import Source, attributed, publications
from rag.quote.ranking import MOST_SENTENCES, Quote
from rag.retrieve.near_copies import holding


@dataclass(frozen=True, slots=True)
class Stated:
    """What an answer says and cites."""

    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    shared_sources: tuple[SharedSource, ...] = ()
    disagreement: str | None = None
    differing: tuple[Differing, ...] = ()
    passages: frozenset[str] = field(default_factory=frozenset)


def state(
    question: str, quotes: Sequence[Quote], parts: Sequence[Sequence[Quote]], near: Nearness, language: str = "en"
) -> Stated:
    """State what quotes say, with the sentences of other articles that say the same; `parts` are all, ranked.

    Where the articles differ in what was asked, both are quoted. What times mean is told in `language`.
    """
    difference = next(filter(None, (_differing(question, quotes, ranked, near) for ranked in parts)), None)
    groups = list(_groups(_with(quotes, difference), parts))
    numbered = [quote for group in groups for quote in group]
    sources = {number: _sources(quote, numbered) for number, quote in enumerate(numbered, start=1)}
    citations = tuple(_cite(number, quote, language) for number, quote in enumerate(numbered, start=1))
    numbers = {quote.sentence.id: number for number, quote in enumerate(numbered, start=1)}
    return Stated(
        statements=tuple(
            Statement(text=group[0].text, support="quoted", citations=tuple(numbers[one.sentence.id] for one in group))
            for group in groups
        ),
        citations=citations,
        shared_sources=shared_sources(citations, sources),
        disagreement=told(difference) if difference else None,
        differing=_differing_citations(difference, numbers) if difference else (),
        passages=frozenset(quote.hit.passage.id for quote in numbered),
    )


def shared_sources(citations: Sequence[Citation], sources: Mapping[int, Sequence[Source]]) -> tuple[SharedSource, ...]:
    """Return the sources that citations of different articles rest on, given each citation's by its number."""
    resting: dict[str, list[Citation]] = {}
    names: dict[str, str] = {}
    for citation in citations:
        for source in sources.get(citation.number, ()):
            resting.setdefault(source.key, []).append(citation)
            names.setdefault(source.key, source.name)
    return tuple(
        SharedSource(source=names[key], citations=tuple(dict.fromkeys(one.number for one in cited)))
        for key, cited in resting.items()
        if len({one.article_id for one in cited}) > 1
    )


def told(difference: Difference) -> str:
    """Say how articles differ, the older first; which is right is for the reader to tell."""
    sides = [(difference.one, difference.says), (difference.other, difference.other_says)]
    sides.sort(key=lambda side: side[0].hit.article.published or date.max)
    alike = len({quote.hit.article.publisher for quote, _ in sides}) == 1
    return f"The articles differ: {'; '.join(f'{_named(quote, alike)} says {says}' for quote, says in sides)}."


def _named(quote: Quote, alike: bool) -> str:
    article = quote.hit.article
    name = f"“{article.title}”" if alike or not article.publisher else article.publisher
    day = article.published
    return f"{name} ({day.day} {day:%B %Y})" if day else f"{name} (undated)"


def _differing(question: str, quotes: Sequence[Quote], ranked: Sequence[Quote], near: Nearness) -> Difference | None:
    return differing(question, [one for one in quotes if _is_of(one, ranked)], ranked, near)


def _with(quotes: Sequence[Quote], difference: Difference | None) -> list[Quote]:
    """Return the quotes with the other side of a difference, right after the one it differs from."""
    if difference is None:
        return list(quotes)
    kept = [one for one in quotes if one.sentence.id != difference.other.sentence.id]
    at = next(at for at, one in enumerate(kept, start=1) if one.sentence.id == difference.one.sentence.id)
    shown = [*kept[:at], difference.other, *kept[at:]]
    while len(shown) > at + 1 and sum(1 + (one.opening is not None) for one in shown) > MOST_SENTENCES:
        shown.pop()
    return shown


def _is_of(quote: Quote, ranked: Sequence[Quote]) -> bool:
    """Tell whether a quote is one of these, with or without the sentence that names its subject."""
    return any(quote.sentence.id == one.sentence.id for one in ranked)


def _groups(quotes: Sequence[Quote], parts: Sequence[Sequence[Quote]]) -> Iterator[list[Quote]]:
    """Yield each quote with the sentences that say the same.

    What is quoted itself is cited so, and not quoted again, only where each says all that the other does.
    """
    quoted = {quote.sentence.id: quote for quote in quotes}
    cited: set[str] = set()
    for quote in quotes:
        if quote.sentence.id in cited:
            continue
        ranked = next((part for part in parts if _is_of(quote, part)), ())
        same = [one for one in agreeing(quote, ranked) if one.sentence.id not in cited]
        group = [quote, *(one for one in same if one.sentence.id not in quoted or _is_of(quote, agreeing(one, ranked)))]
        cited |= {one.sentence.id for one in group}
        yield group


def _sources(quote: Quote, numbered: Sequence[Quote]) -> list[Source]:
    """Return what a quote rests on; where another article says the same, on the reports its article names, too."""
    found = list(attributed(quote.hit.article, quote))
    if any(kindred(quote, other) for other in numbered):
        found += publications(quote.hit.article)
    return list({source.key: source for source in found}.values())


def _cite(number: int, quote: Quote, language: str) -> Citation:
    article = quote.hit.article
    return cite(
        number,
        article,
        quote.hit.passage.id,
        quote,
        language,
        copies=holding(quote.text, quote.hit.copies),
        attributed_to=[source.name for source in attributed(article, quote)],
    )


def _differing_citations(difference: Difference, numbers: Mapping[str, int]) -> tuple[Differing, ...]:
    return (
        Differing(citation=numbers[difference.one.sentence.id], says=difference.says),
        Differing(citation=numbers[difference.other.sentence.id], says=difference.other_says),
    )
