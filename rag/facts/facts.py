"""What can be checked in a text: its figures, dates and names, and whether it negates, each with where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from rag.facts.dates.date import Date
from rag.facts.dates.reader import dates_in
from rag.facts.figure import Figure
from rag.facts.figures import figures_in
from rag.facts.name import Name
from rag.facts.names import names_in
from rag.facts.negations import Negation, negations_in

Fact = Figure | Date | Name


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one text; offsets are code points of it."""

    figures: tuple[Figure, ...] = ()
    dates: tuple[Date, ...] = ()
    names: tuple[Name, ...] = ()
    negations: tuple[Negation, ...] = ()

    def __iter__(self) -> Iterator[Fact]:
        """Go through figures, dates and names in the order of the text."""
        facts: list[Fact] = [*self.figures, *self.dates, *self.names]
        return iter(sorted(facts, key=lambda fact: fact.start))


def facts_in(text: str, language: str) -> Facts:
    """Read the facts of a text in a language, a two-letter code; without a file for it only digits and ISO dates.

    What belongs to a date is no figure, and what belongs to a name is neither: `H20`, `Kirin 9020`. The words of a
    longer figure are no name, nor is one for its capital at the start: `57 Milliarden Dollar`, `Sieben`, `CHF 57`.
    """
    dates = dates_in(text, language)
    taken = [(date.start, date.end) for date in dates]
    counted = figures_in(text, language, taken)
    names = [name for name in names_in(text, language, taken) if not any(_is_part(name, one) for one in counted)]
    figures = [one for one in counted if not any(name.start < one.end and one.start < name.end for name in names)]
    return Facts(tuple(figures), tuple(dates), tuple(names), tuple(negations_in(text, language)))


def _is_part(name: Name, figure: Figure) -> bool:
    signed = figure.unit and not figure.text[0].isdecimal()
    return figure.start < name.start + (name.opens or bool(signed)) and name.end <= figure.end


def has(facts: Facts, fact: Fact, *, across: bool = False) -> bool:
    """Tell whether `facts`, of what is cited, say what `fact` says; `across` languages names may be spelled alike.

    A date may be put together from several: the day here, the year there.
    """
    match fact:
        case Figure():
            numbered = (word for name in facts.names for word in name.words)  # Route 99
            return any(fact.agrees(one) for one in facts.figures) or fact.text in numbered
        case Name():
            return any(fact.agrees(one, across=across) for one in facts.names)
        case Date():
            return _dated(facts, fact)


def _dated(facts: Facts, date: Date) -> bool:
    if date.relative:
        return not any(date.contradicts(one) for one in facts.dates) or any(date.agrees(one) for one in facts.dates)
    there = [one.told for one in facts.dates]
    told = {(name, value) for one in there for name, value in one.items()}
    return any(date.agrees(one) for one in facts.dates) and told >= set(date.told.items())
