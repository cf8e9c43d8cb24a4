"""The times that a text speaks of, in English, Filipino and Spanish, with the days that are meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.article import Article, Span
from rag.facts.times.dates import DATES
from rag.facts.times.period import Period
from rag.facts.times.relative import RELATIVE
from rag.facts.times.rule import Match, Rule
from rag.facts.times.spelled import WEEKDAYS, any_of

_EDGE = re.compile(
    r"\b(?:since|before|after|until|till|by|prior to|starting|simula|mula|bago|pagkatapos|hanggang|desde|hasta"
    rf"|antes de|después de)(?: the| year| ang| ng| noong| sa| pa| el| la| del?| (?:{any_of(WEEKDAYS)}),?)*\s*$",
    re.IGNORECASE,
)
_LONGEST_EDGE = 30  # characters
_LONGEST_SPEECH = 2_000
_QUOTES = re.compile(r"[“”\"«»]")


@dataclass(frozen=True, slots=True)
class Time:
    """Words of a text, by offsets, and the days they stand for.

    `relative` words say so only together with the day they were written. Of an `edge` only the end or the beginning
    is told: since last year, bago ang 2025.
    """

    start: int
    end: int
    period: Period
    relative: bool
    edge: bool


def times_in(text: str, written: date | None = None, start: int = 0) -> tuple[Time, ...]:
    """Find the times that `text` speaks of from `start` on, read as words of the day they were `written`.

    Without that day only what is written out is found (January 2026); nor is anything relative read in words in
    quotation marks, which may have been said on another day. What isn't sure is left out, never guessed.
    """
    taken = bytearray(len(text))  # a 1 for each character that belongs to a time already
    found: list[Time] = []
    for rule, match in _matches(text, start):
        here, to = rule.span(match)
        if any(taken[here:to]):
            continue
        taken[here:to] = b"\1" * (to - here)
        period = _read(rule, match, written)
        if period is not None and here >= start and (rule.absolute or not _spoken(text, here)):
            edge = _EDGE.search(text, max(0, here - _LONGEST_EDGE), here) is not None
            found.append(Time(here, to, period, not rule.absolute, edge))
    return tuple(sorted(found, key=lambda time: time.start))


def times_of(article: Article, span: Span) -> tuple[Time, ...]:
    """Return the times that some words of an article speak of, by offsets into its text."""
    paragraph = article.text.rfind("\n", 0, span.start) + 1
    text = article.text[paragraph : span.end]
    return tuple(
        Time(paragraph + one.start, paragraph + one.end, one.period, one.relative, one.edge)
        for one in times_in(text, article.published, span.start - paragraph)
    )


def _matches(text: str, start: int) -> Iterator[tuple[Rule, Match]]:
    for rule in (*DATES, *RELATIVE):
        yield from ((rule, match) for match in rule.pattern.finditer(text, start))


def _read(rule: Rule, match: Match, written: date | None) -> Period | None:
    if written is None and not rule.absolute:
        return None
    try:
        return rule.read(match, written or date.min)
    except (ValueError, OverflowError):  # 31 April, or the year before the first
        return None


def _spoken(text: str, at: int) -> bool:
    """Tell whether words stand in quotation marks that their paragraph has opened and not closed."""
    paragraph = max(text.rfind("\n", 0, at) + 1, at - _LONGEST_SPEECH)
    opened = 0
    for mark in _QUOTES.findall(text, paragraph, at):
        opened = 1 if mark in "“«" else 0 if mark in "”»" else 1 - opened
    return bool(opened)
