"""The dates that a text speaks of, in any language that is known: what they tell, and the days that they mean."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain

from index.article import Article, Span
from index.language.calendar import any_of, calendar_of, numbered, read_with
from rag.facts.dates.date import Date
from rag.facts.dates.period import Period
from rag.facts.dates.relative import relative_rules
from rag.facts.dates.rule import Match, Rule
from rag.facts.dates.written import full_rules, partial_rules

_LONGEST_EDGE = 30  # characters
_LONGEST_SPEECH = 2_000
_QUOTES = re.compile(r"[“”\"«»]")
_NEVER = re.compile("(?!)")


def dates_in(text: str, language: str | None = None) -> list[Date]:
    """Return the dates in `text` that tell something, in order, none within another.

    They are read as the language, a two-letter code, writes them; in any language if none is told.
    """
    return [one for one in _read(text, language, None) if one.told or one.relative]


def times_in(text: str, written: date | None = None, language: str | None = None, start: int = 0) -> tuple[Date, ...]:
    """Return the dates that mean some days, from `start` on, read as words of the day they were `written`.

    Without that day only what is written out means something (January 2026); nor does anything relative in quotation
    marks, which may have been said on another day. What isn't sure is left out, never guessed.
    """
    return tuple(one for one in _read(text, language, written, start) if one.period)


def times_of(article: Article, span: Span) -> tuple[Date, ...]:
    """Return the dates that mean some days in words of an article, by offsets into its text."""
    paragraph = article.text.rfind("\n", 0, span.start) + 1
    text = article.text[paragraph : span.end]
    found = times_in(text, article.published, article.language, span.start - paragraph)
    return tuple(replace(one, start=paragraph + one.start, end=paragraph + one.end) for one in found)


def _read(text: str, language: str | None, written: date | None, start: int = 0) -> list[Date]:
    telling, meaning = bytearray(len(text)), bytearray(len(text))  # a 1 for each character that belongs to a date
    rules, edges = _rules(language)
    found: list[Date] = []
    for rule, match in ((one, match) for one in rules for match in one.pattern.finditer(text, start)):
        here, to = rule.span(match)
        free = rule.means is not None and not any(meaning[here:to])
        if free:
            meaning[here:to] = b"\1" * (to - here)
        tells = rule.tells(match) if rule.tells and (free or not rule.sure) and not any(telling[here:to]) else {}
        if tells:
            telling[here:to] = b"\1" * (to - here)
        period = _period(rule, match, written) if free else None
        if tells or period:
            edge = edges.search(text, max(0, here - _LONGEST_EDGE), here) is not None
            found.append(Date(text[here:to], here, to, **tells, period=period, absolute=rule.absolute, edge=edge))
    return sorted(found, key=lambda one: one.start)


def _period(rule: Rule, match: Match, written: date | None) -> Period | None:
    if rule.means is None or not (rule.absolute or (written and not _spoken(match.string, rule.span(match)[0]))):
        return None
    try:
        return rule.means(match, written or date.min)
    except (ValueError, OverflowError):  # 31 April, or the year before the first
        return None


@cache
def _rules(language: str | None) -> tuple[tuple[Rule, ...], re.Pattern[str]]:
    """Return the rules of a language, and what makes a date the edge of a time."""
    known = calendar_of(language)
    if known is None:
        return tuple(full_rules(language, known)), _NEVER
    articles = any_of(word for one in read_with(language) for word in one.words.articles)
    rules = chain(
        full_rules(language, known, articles), relative_rules(language, known), partial_rules(language, known)
    )
    weekdays = any_of(numbered(known.weekdays))
    fillers = rf"(?: (?:{known.fillers}|(?:{weekdays}),?))*"
    return tuple(rules), re.compile(rf"\b(?:{known.edges}){fillers}\s*$", re.IGNORECASE)


def _spoken(text: str, at: int) -> bool:
    """Tell whether words stand in quotation marks that their paragraph has opened and not closed."""
    paragraph = max(text.rfind("\n", 0, at) + 1, at - _LONGEST_SPEECH)
    opened = 0
    for mark in _QUOTES.findall(text, paragraph, at):
        opened = 1 if mark in "“«" else 0 if mark in "”»" else 1 - opened
    return bool(opened)
