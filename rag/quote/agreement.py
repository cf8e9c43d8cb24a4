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

from index.language.detection import language_of
from index.language.language import Language, find_language
from index.language.patterns import NEVER, alternatives, any_of
from index.language.words import overlap
from rag.calibration import DEFAULT, AgreementBars
from rag.facts.dates.date import Date
from rag.facts.facts import Facts, facts_in
from rag.facts.figure import Figure
from rag.facts.name import Name
from rag.facts.units import conflict
from rag.quote.ranking import Quote

MOST_AGREEING = 2
_LOOKED_AT = 12
_NEXT = re.compile(r"[ \u00a0-](?:ng |na |de )?([^\W\d_]{3,})")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w-]+")

_cached_facts = lru_cache(maxsize=256)(facts_in)
SentenceSimilarity = Callable[[str, str], float]  # of two sentences, by id
_Differ = Callable[[Quote, Quote, AgreementBars], "Disagreement | None"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two answers to one question that can't both be right, and what each says."""

    one: Quote
    other: Quote
    says: str
    other_says: str

    @property
    def sides(self) -> tuple[tuple[Quote, str], tuple[Quote, str]]:
        """Each quote with what it says."""
        return (self.one, self.says), (self.other, self.other_says)


def find_agreeing(quote: Quote, ranked: Sequence[Quote], bars: AgreementBars = DEFAULT.agreement) -> list[Quote]:
    """Return the sentences of other articles, one each, that say the same as a quote, at most two, best first."""
    found: dict[str, Quote] = {}
    for other in _comparable(quote, ranked, bars.near):
        if other.hit.article.id not in found and _say_the_same(quote, other, bars):
            found[other.hit.article.id] = other
    return list(found.values())[:MOST_AGREEING]


def find_disagreement(
    question: str,
    quotes: Sequence[Quote],
    ranked: Sequence[Quote],
    similarity: SentenceSimilarity,
    bars: AgreementBars = DEFAULT.agreement,
) -> Disagreement | None:
    """Return how the articles differ in what a question asks for; None if they don't, or it isn't sure.

    `similarity` compares two sentences of different languages, by their ids; 0 to 1.
    """
    language = language_of(question)
    known = find_language(language)
    differ = _difference_asked_for(question, known) if known else None
    if differ is None:
        return None
    named = facts_in(question, language or "en").names
    for quote in quotes:
        for other in _comparable(quote, ranked, bars.top):
            if _has_names(named, quote) and _has_names(named, other):
                found = differ(quote, other, bars)
                if found and _share_subject(quote, other, similarity, bars, strictly=not named):
                    return found
    return None


def _difference_asked_for(question: str, language: Language) -> "_Differ | None":
    """Return what finds two sentences to differ in what a question asks for: a time, or an amount."""
    if any_of(language.asking.time).search(question):
        return _differ_in_dates
    return _differ_in_figures if any_of(language.asking.amount).search(question) else None


def _comparable(quote: Quote, ranked: Sequence[Quote], margin: float) -> Iterator[Quote]:
    """Yield well-ranked sentences of other articles that might compare; cheap, because every answer pays for it."""
    if not _may_count(quote):
        return
    names = set(_CAPITALISED.findall(quote.text))
    for other in ranked[:_LOOKED_AT]:
        elsewhere = other.hit.article.id != quote.hit.article.id and other.score >= ranked[0].score - margin
        if elsewhere and _may_count(other) and names & set(_CAPITALISED.findall(other.text)):
            yield other


def _may_count(quote: Quote) -> bool:
    """Tell whether a sentence has a digit, or a numeral of its language."""
    language = find_language(quote.hit.article.language)
    numerals = any_of(alternatives(language.numbers.numerals)) if language else NEVER
    return any(map(str.isdigit, quote.text)) or numerals.search(quote.text) is not None


def _say_the_same(one: Quote, other: Quote, bars: AgreementBars) -> bool:
    """Tell whether both have the same figures, the other has the names of the first, and no more negation.

    A figure more is another point: that somebody was asked about odds is not what the odds are.
    """
    mine, theirs = _facts(one), _facts(other)
    figures = _count_shared(_figures(mine), _figures(theirs))
    if (
        not figures
        or figures < max(len(_figures(mine)), len(_figures(theirs)))
        or bool(mine.negations) != bool(theirs.negations)
    ):
        return False
    alike = figures + _count_shared(mine.dates, theirs.dates) + _count_same_names(mine, theirs)
    return (
        alike >= bars.shared_facts
        and _count_alike(one, other, bars.large)
        and _share_names(mine, theirs, bars.same_names)
        and not _are_of_other_times(mine, theirs)
    )


def _count_alike(one: Quote, other: Quote, large: int) -> bool:
    """Tell whether some figure that both have says much: two of this and two of that are no agreement."""
    counted, also_counted = (_name_kinds(quote, _facts(quote)) for quote in (one, other))
    across = one.hit.article.language != other.hit.article.language
    return any(
        figure.agrees(another) and (_are_of_a_kind(kind, also) or (across and max(figure.values) >= large))
        for figure, kind in counted
        for another, also in also_counted
    )


def _differ_in_figures(one: Quote, other: Quote, bars: AgreementBars) -> Disagreement | None:
    """Return the figures of one kind in which two sentences differ; each has to have one of that kind only."""
    mine, theirs = _facts(one), _facts(other)
    if _are_of_other_times(mine, theirs) or not _share_names(mine, theirs, bars.same_names):
        return None
    counted, also_counted = _name_kinds(one, mine), _name_kinds(other, theirs)
    for figure, kind in counted:
        alike, others = (
            [another for another, also in some if _are_of_a_kind(kind, also)] for some in (counted, also_counted)
        )
        if len(alike) == len(others) == 1 and not _are_compatible(figure, others[0], bars):
            return Disagreement(one, other, figure.text, others[0].text)
    return None


def _differ_in_dates(one: Quote, other: Quote, bars: AgreementBars) -> Disagreement | None:
    mine, theirs = _facts(one), _facts(other)
    dates, others = (_absolute_dates(facts) for facts in (mine, theirs))
    if len(dates) != 1 or len(others) != 1 or not _share_names(mine, theirs, bars.same_names):
        return None
    comparable = dates[0].told.keys() & others[0].told.keys()
    if not comparable or dates[0].agrees(others[0]):
        return None
    return Disagreement(one, other, dates[0].text, others[0].text)


def _name_kinds(quote: Quote, facts: Facts) -> list[tuple[Figure, str]]:
    """Return each figure that counts something with its unit, or else with the word after it: passengers."""
    told = ((one, _NEXT.match(quote.text, one.end)) for one in _figures(facts) if not one.vague)
    kinds = ((one, one.unit or (word.group(1).casefold() if word else "")) for one, word in told)
    return [(one, kind) for one, kind in kinds if kind]


def _are_of_a_kind(one: str, other: str) -> bool:
    """Tell whether two kinds are one, or may be: `$` is some dollar's sign."""
    return not conflict(one, other)


def _are_compatible(one: Figure, other: Figure, bars: AgreementBars) -> bool:
    """Tell whether two figures may both be right: more than 57 and 58, about 57 and 55, 57 and 57.3."""
    if one.agrees(other) or other.agrees(one):
        return True
    for mine in one.values:
        for theirs in other.values:
            apart = abs(mine - theirs)
            around = bars.about * max(mine, theirs) if "~" in one.bound + other.bound else 0.0
            if apart <= max(one.step, other.step, around):
                return True
            if _is_within(one.bound, mine, theirs, bars.open_ended) or _is_within(
                other.bound, theirs, mine, bars.open_ended
            ):
                return True
    return False


def _is_within(bound: str, mine: float, theirs: float, most: float) -> bool:
    """Tell whether a figure lies on the side that a bound leaves open; nobody says more than 140 of 300."""
    low, high = (mine, theirs) if bound == ">" else (theirs, mine)
    return bound in {">", "<"} and low <= high <= most * low


def _has_names(names: Sequence[Name], quote: Quote) -> bool:
    there = _facts(quote).names
    return all(any(_names_agree(name, one) for one in there) for name in names)


def _share_subject(
    one: Quote, other: Quote, similarity: SentenceSimilarity, bars: AgreementBars, *, strictly: bool
) -> bool:
    if one.hit.article.language == other.hit.article.language:
        return overlap(one.text, other.text) >= (bars.nearly_same_words if strictly else bars.same_words)
    return not strictly and similarity(one.sentence.id, other.sentence.id) >= bars.across


def _are_of_other_times(mine: Facts, theirs: Facts) -> bool:
    """Tell whether both are dated, and differently: a year's figure is no other year's."""
    dated = [_absolute_dates(facts) for facts in (mine, theirs)]
    return all(dated) and not any(date.agrees(other) or other.agrees(date) for date in dated[0] for other in dated[1])


def _absolute_dates(facts: Facts) -> list[Date]:
    return [date for date in facts.dates if not date.relative]


def _share_names(mine: Facts, theirs: Facts, share: float) -> bool:
    fewer = min(len(_names(mine)), len(_names(theirs)))
    return fewer > 0 and _count_same_names(mine, theirs) >= max(1.0, share * fewer)


def _count_same_names(mine: Facts, theirs: Facts) -> int:
    return sum(any(_names_agree(name, other) for other in _names(theirs)) for name in _names(mine))


def _names_agree(one: Name, other: Name) -> bool:
    return one.agrees(other, across=True)


def _count_shared(mine: Iterable[Figure] | Iterable[Date], theirs: Iterable[Figure] | Iterable[Date]) -> int:
    others = list(theirs)
    return sum(any(one.agrees(other) for other in others) for one in mine)  # type: ignore[arg-type]


def _figures(facts: Facts) -> list[Figure]:
    return [figure for figure in facts.figures if not figure.ordinal]


def _names(facts: Facts) -> list[Name]:
    return [name for name in facts.names if not name.opens]


def _facts(quote: Quote) -> Facts:
    return _cached_facts(quote.text, quote.hit.article.language)
