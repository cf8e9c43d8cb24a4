"""Do the articles agree? Sentences of other articles that say the same as a quote, or answer with another figure.

Both are told by the facts of the sentences, which compare across languages, and only of sentences that stand among
the best answers. What isn't sure is left out: that articles differ where they don't is worse than not to see it. So a
difference is one of figures or dates, asked for by the question, about the same names, in the same words, and of no
other time. Opinions that differ aren't seen.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.language.words import overlap
from rag.facts.dates import Date
from rag.facts.facts import Facts, facts_in
from rag.facts.figure import Figure
from rag.facts.names import Name
from rag.question.kinds import kinds_of, offers
from rag.quote.ranking import Quote

MOST_AGREEING = 2
_NEAR = 0.3  # how far below the best answer a sentence that says the same may score
_TOP = 0.06  # and one that says something else
_LOOKED_AT = 12
_SAME_WORDS = 0.5  # of either sentence, for the two to be about the same thing
_NEARLY_SAME_WORDS = 0.7  # where the question names nothing that both would have to name
_ACROSS = 0.92  # the same between languages, by the embedder
_SAME_NAMES = 0.5  # of the names of the sentence that has fewer
_ALIKE = 2  # figures, dates and names that two sentences have in common when they say the same
_AROUND = 0.1  # of a figure that is said to be about right
_MUCH = 20  # from where on a bare figure is hardly the same by chance
_OPEN = 2.0  # times a figure that is only said to be passed, or not to be reached
_NEXT = re.compile(r"[ \u00a0-](?:ng |na |de )?([^\W\d_]{3,})")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w-]+")
_COUNTED = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|isang?|dala|tatlo|apat|lima|anim|pito|wal)"
)

Nearness = Callable[[str, str], float]  # of two sentences, by id


@dataclass(frozen=True, slots=True)
class Difference:
    """Two answers to one question that can't both be right, and what each says."""

    one: Quote
    other: Quote
    says: str
    other_says: str


def agreeing(quote: Quote, ranked: Sequence[Quote]) -> list[Quote]:
    """Return the sentences of other articles, one each, that say the same as a quote, at most two, best first."""
    found: dict[str, Quote] = {}
    for other in _others(quote, ranked, _NEAR):
        if other.hit.article.id not in found and _say_the_same(quote, other):
            found[other.hit.article.id] = other
    return list(found.values())[:MOST_AGREEING]


def kindred(one: Quote, other: Quote) -> bool:
    """Tell whether one of two sentences of different articles says all that the other does."""
    apart = one.hit.article.id != other.hit.article.id
    return apart and (_say_the_same(one, other) or _say_the_same(other, one))


def differing(question: str, quotes: Sequence[Quote], ranked: Sequence[Quote], near: Nearness) -> Difference | None:
    """Return how the articles differ in what a question asks for; None if they don't, or it isn't sure.

    `near` compares two sentences of different languages, by their ids; 0 to 1.
    """
    kinds, has_kind = kinds_of(question), offers(question)
    if not kinds & {"amount", "time"}:
        return None
    named = facts_in(question, "en").names
    for quote in quotes:
        for other in _others(quote, ranked, _TOP) if has_kind(quote.text) else ():
            if has_kind(other.text) and _names_all(named, quote) and _names_all(named, other):
                found = _in_dates(quote, other) if "time" in kinds else _in_figures(quote, other)
                if found and _same_subject(quote, other, near, strictly=not named):
                    return found
    return None


def _others(quote: Quote, ranked: Sequence[Quote], margin: float) -> Iterator[Quote]:
    """Yield well-ranked sentences of other articles that might compare; cheap, because every answer pays for it."""
    if not _COUNTED.search(quote.text):
        return
    names = set(_CAPITALISED.findall(quote.text))
    for other in ranked[:_LOOKED_AT]:
        elsewhere = other.hit.article.id != quote.hit.article.id and other.score >= ranked[0].score - margin
        if elsewhere and _COUNTED.search(other.text) and names & set(_CAPITALISED.findall(other.text)):
            yield other


def _say_the_same(one: Quote, other: Quote) -> bool:
    """Tell whether the other sentence has all figures of the first, and its names, and no more negation."""
    mine, theirs = _facts(one), _facts(other)
    figures = _shared(_figures(mine), _figures(theirs))
    if not figures or figures < len(_figures(mine)) or bool(mine.negations) != bool(theirs.negations):
        return False
    alike = figures + _shared(mine.dates, theirs.dates) + _same_names(mine, theirs)
    return (
        alike >= _ALIKE
        and _count_alike(one, other)
        and _share_names(mine, theirs)
        and not _of_other_times(mine, theirs)
    )


def _count_alike(one: Quote, other: Quote) -> bool:
    """Tell whether some figure that both have says much: two of this and two of that are no agreement."""
    counted, also_counted = (_by_kind(quote, _facts(quote)) for quote in (one, other))
    across = one.hit.article.language != other.hit.article.language
    return any(
        figure.agrees(another) and (kind == also or (across and max(figure.values) >= _MUCH))
        for kind, figures in counted.items()
        for also, others in also_counted.items()
        for figure in figures
        for another in others
    )


def _in_figures(one: Quote, other: Quote) -> Difference | None:
    """Return the figures of one kind in which two sentences differ; each has to have one of that kind only."""
    mine, theirs = _facts(one), _facts(other)
    if _of_other_times(mine, theirs) or not _share_names(mine, theirs):
        return None
    counted, also_counted = _by_kind(one, mine), _by_kind(other, theirs)
    for kind, figures in counted.items():
        others = also_counted.get(kind, [])
        if len(figures) == len(others) == 1 and not _compatible(figures[0], others[0]):
            return Difference(one, other, figures[0].text, others[0].text)
    return None


def _in_dates(one: Quote, other: Quote) -> Difference | None:
    mine, theirs = _facts(one), _facts(other)
    dates, others = (_dated(facts) for facts in (mine, theirs))
    if len(dates) != 1 or len(others) != 1 or not _share_names(mine, theirs):
        return None
    compare = dates[0].told.keys() & others[0].told.keys()
    return None if not compare or dates[0].agrees(others[0]) else Difference(one, other, dates[0].text, others[0].text)


def _by_kind(quote: Quote, facts: Facts) -> dict[str, list[Figure]]:
    """Return figures by their unit, or else by the word after them: passengers."""
    kinds: dict[str, list[Figure]] = {}
    for figure in _figures(facts):
        word = _NEXT.match(quote.text, figure.end)
        kind = figure.unit or (word.group(1).casefold() if word else "")
        if kind and not figure.vague:
            kinds.setdefault(kind, []).append(figure)
    return kinds


def _compatible(one: Figure, other: Figure) -> bool:
    """Tell whether two figures may both be right: more than 57 and 58, about 57 and 55, 57 and 57.3."""
    if one.agrees(other) or other.agrees(one):
        return True
    for mine in one.values:
        for theirs in other.values:
            apart = abs(mine - theirs)
            around = _AROUND * max(mine, theirs) if "~" in one.bound + other.bound else 0.0
            if apart <= max(one.step, other.step, around):
                return True
            if _within(one.bound, mine, theirs) or _within(other.bound, theirs, mine):
                return True
    return False


def _within(bound: str, mine: float, theirs: float) -> bool:
    """Tell whether a figure lies on the side that a bound leaves open; nobody says more than 140 of 300."""
    low, high = (mine, theirs) if bound == ">" else (theirs, mine)
    return bound in {">", "<"} and low <= high <= _OPEN * low


def _names_all(names: Sequence[Name], quote: Quote) -> bool:
    there = _facts(quote).names
    return all(any(_agree(name, one) for one in there) for name in names)


def _same_subject(one: Quote, other: Quote, near: Nearness, *, strictly: bool) -> bool:
    if one.hit.article.language == other.hit.article.language:
        return overlap(one.text, other.text) >= (_NEARLY_SAME_WORDS if strictly else _SAME_WORDS)
    return not strictly and near(one.sentence.id, other.sentence.id) >= _ACROSS


def _of_other_times(mine: Facts, theirs: Facts) -> bool:
    """Tell whether both are dated, and differently: a year's figure is no other year's."""
    dated = [_dated(facts) for facts in (mine, theirs)]
    return all(dated) and not any(date.agrees(other) or other.agrees(date) for date in dated[0] for other in dated[1])


def _dated(facts: Facts) -> list[Date]:
    return [date for date in facts.dates if not date.relative]


def _share_names(mine: Facts, theirs: Facts) -> bool:
    fewer = min(len(_names(mine)), len(_names(theirs)))
    return fewer > 0 and _same_names(mine, theirs) >= max(1.0, _SAME_NAMES * fewer)


def _same_names(mine: Facts, theirs: Facts) -> int:
    return sum(any(_agree(name, other) for other in _names(theirs)) for name in _names(mine))


def _agree(one: Name, other: Name) -> bool:
    return one.agrees(other, across=True)


def _shared(mine: Iterable[Figure] | Iterable[Date], theirs: Iterable[Figure] | Iterable[Date]) -> int:
    others = list(theirs)
    return sum(any(one.agrees(other) for other in others) for one in mine)  # type: ignore[arg-type]


def _figures(facts: Facts) -> list[Figure]:
    return [figure for figure in facts.figures if not figure.ordinal]


def _names(facts: Facts) -> list[Name]:
    return [name for name in facts.names if not name.opens]


def _facts(quote: Quote) -> Facts:
    return _facts_of(quote.text, quote.hit.article.language)


@lru_cache(maxsize=256)
def _facts_of(text: str, language: str) -> Facts:
    return facts_in(text, language)
