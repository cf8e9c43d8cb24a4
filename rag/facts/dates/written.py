"""Dates that are written out, in full or in part: a day, a month, a year, years from one to another, a season."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from index.language.calendar import any_of, numbered
from index.language.dates import (
    before_year,
    day_of,
    full_dates,
    month_days,
    month_number,
    month_pattern,
    weekday_number,
)
from index.language.language import Calendar
from rag.facts.dates.period import Period, day, month_of, year_of
from rag.facts.dates.rule import Match, Read, Rule, Tell, unsure

_BEGINS = r"(?<![\w.,$€£₱¥])"
_FIGURES = r"(?:19|20)\d\d"
_NO_MORE = r"(?![\d%\w]|[.,/]\d|-\d)"
_YEAR = r"(?P<year>1\d{3}|20\d\d)(?![\w%]|[.,]\d)"
_RECENT = 1900  # a number from here on is a year also without a word that says so
_LAST_DAY = 31
_BESIDE = 40  # characters
_NUMBERS = ("year", "day", "decade")


def full_rules(language: str | None, known: Calendar | None, articles: str = "") -> Iterator[Rule]:
    """Yield the rules for what tells a year, the fullest first; digits only for a language that isn't known."""
    full = [Rule(pattern, told, lambda match, _: day(day_of(match)), absolute=True) for pattern in full_dates(language)]
    if known is None:
        yield from full
        return
    year = before_year(language) + _YEAR
    point = r"\.?" if known.day_point else ""
    first = rf"(?<![\d.,/–-])(?P<first>\d\d?)(?:{known.after_day})?{point}[–-]"
    yield _rule(first + month_days(language)[0] + year, None, _days, flags=re.IGNORECASE)
    yield from full
    yield _rule(rf"{_BEGINS}{month_pattern(language)}{year}", told, lambda match, _: named_month(match, _year(match)))
    yield _rule(rf"\b(?:{known.fiscal or '(?!)'}) ?{_YEAR}", told, unsure, flags=re.IGNORECASE)
    words = rf"(?P<words>(?P<first>{_FIGURES}) (?:{known.years_to}) (?P<last>{_FIGURES}){_NO_MORE})"
    yield _rule(rf"\b(?:{known.years_from}) {words}", None, _years, flags=re.IGNORECASE)
    yield _rule(rf"(?<![\w.,/-])(?P<first>{_FIGURES})[–-](?P<last>{_FIGURES}){_NO_MORE}", None, _years)
    for phrase in known.decades:
        pattern = phrase.format(decade=r"(?P<decade>1\d\d0|20\d0)", short=r"(?P<short>[2-9]0)")
        yield _rule(rf"{_BEGINS}{pattern}\b", told, unsure, flags=re.IGNORECASE)
    is_year, means_year = _years_alone(known, articles)
    yield _rule(_BEGINS + _YEAR, is_year, means_year)


def partial_rules(language: str | None, known: Calendar) -> Iterator[Rule]:
    """Yield the rules for what tells less than a year and means no days by itself."""
    beside_day = "|".join(re.sub(r"\?P<\w+>", "?:", one) for one in month_days(language))
    short = rf"(?P<words>(?P<weekday>{any_of(numbered(known.short_weekdays))})\b\.?)"
    yield _rule(rf"\b{short},? (?={beside_day})", told)
    yield _rule(rf"{_BEGINS}{month_pattern(language, short=False)}(?!-)", _surely(known, "month", r"(?!)"))
    weekday = rf"(?P<weekday>{any_of(numbered(known.weekdays))})"
    yield _rule(rf"{_BEGINS}{weekday}s?\b", _surely(known, "weekday", rf",? \(?(?:\d|{beside_day})"))
    for number, words in enumerate(known.seasons, start=1):
        yield _rule(rf"{_BEGINS}(?:{'|'.join(words)})(?!\w)", _season(number))


def told(match: Match) -> Mapping[str, Any]:
    """Return what the groups of a match tell."""
    groups = {name: value for name, value in match.groupdict().items() if value}
    fields = {name: int(groups[name]) for name in _NUMBERS if name in groups}
    if not 1 <= fields.get("day", 1) <= _LAST_DAY:
        return {}
    if "month" in groups or "number" in groups:
        fields["month"] = month_number(match)
    if "weekday" in groups:
        fields["weekday"] = weekday_number(match)
    return fields | {"decade": 1900 + int(groups["short"])} if "short" in groups else fields


def named_month(match: Match, year: int) -> Period:
    """Return the month that a match names."""
    return month_of(date(year, month_number(match), 1))


def _rule(pattern: str, tells: Tell | None, means: Read | None = None, *, flags: re.RegexFlag = re.NOFLAG) -> Rule:
    return Rule(re.compile(pattern, flags), tells, means, absolute=True)


def _season(number: int) -> Tell:
    return lambda _: {"season": number}


def _year(match: Match) -> int:
    return int(match["year"])


def _days(match: Match, _: date) -> Period:
    last = day_of(match)
    return Period(last.replace(day=int(match["first"])), last)


def _years(match: Match, _: date) -> Period:
    return Period(date(int(match["first"]), 1, 1), date(int(match["last"]), 12, 31))


def _years_alone(known: Calendar, articles: str) -> tuple[Tell, Read]:
    """Tell a year from a number of things (1800 soldiers, 2025 pesos), and whether all of it is meant."""
    amount = re.compile(rf"[ \u00a0]?%|[ \u00a0](?:\w+ )?(?:{known.amounts})\b", re.IGNORECASE)
    counted = re.compile(rf" (?:{known.counted or '(?!)'})")
    within = re.compile(rf"\b(?:{known.within})[ –-]$", re.IGNORECASE)
    cue = re.compile(rf"(?:\b(?:{known.within}|{known.cues})[ –-]|[(–-])$", re.IGNORECASE)
    alone = re.compile(rf"(?:^|\(|['’]s |\b(?:{articles}) )$", re.IGNORECASE)

    def tells(match: Match) -> Mapping[str, Any]:
        before, after = _around(match)
        likely = _year(match) >= _RECENT and not counted.match(after)
        return told(match) if not amount.match(after) and (likely or cue.search(before)) else {}

    def means(match: Match, _: date) -> Period | None:
        before, after = _around(match)
        if _year(match) < _RECENT or amount.match(after) or re.match(r"[/-]\d", after):
            return None
        cued = cue.search(before) and (within.search(before) or not counted.match(after))
        return year_of(date(_year(match), 1, 1)) if cued or alone.search(before) else None

    return tells, means


def _around(match: Match) -> tuple[str, str]:
    text, (start, end) = match.string, match.span()
    return text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]


def _surely(known: Calendar, group: str, number: str) -> Tell:
    """Read a word that is another word, too, only beside what makes it a time: in May, but not She may."""
    cue = re.compile(rf"\b(?:{known.within}|{known.cues}) ?-?$", re.IGNORECASE)
    follows = re.compile(number)

    def tells(match: Match) -> Mapping[str, Any]:
        if match[group].lower() in known.doubtful:
            before, after = _around(match)
            if not cue.search(before) and not follows.match(after):
                return {}
        return told(match)

    return tells
