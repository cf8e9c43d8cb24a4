"""Dates that are written out in full, whatever surrounds them: 16 January 2026, Sept. 3, 2025, 2026-01-16."""

import re
from contextlib import suppress
from datetime import date
from functools import cache

from index.language.calendar import any_of, calendar_of, numbered, numbers

Match = re.Match[str]
_DIGITS = r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-/.])(?P<number>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)"
_YEAR = r"(?P<year>1\d{3}|20\d\d)(?![\d%]|[.,]\d)"
_NOT_AFTER = r"(?<![\d.,/$€£₱¥])"


@cache
def full_dates(language: str | None = None) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of full dates in a language: digits only if it has no file, any language if none is told.

    Their groups are `year`, `day` and either `month`, a name, or `number`, its digits.
    """
    known = calendar_of(language)
    numeric = (rf"(?<![\d.]){pattern}(?!\d)" for pattern in (known.numeric if known else ()))
    written = (f"{day}{before_year(language)}{_YEAR}" for day in month_days(language))
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (_DIGITS, *numeric, *written))


@cache
def month_days(language: str | None) -> tuple[str, ...]:
    """Return the patterns of a month and its day, in either order, without a year."""
    known = calendar_of(language)
    if known is None:
        return ()
    day = rf"(?:{known.before_day})?(?P<day>[0-3]?\d)(?:{known.after_day})?(?!\d)"
    point, month = r"\.?" if known.day_point else "", month_pattern(language)
    return rf"{_NOT_AFTER}{day}{point}(?: (?:{known.of}))? {month}", rf"(?<!\w){month} {day}"


def before_year(language: str | None) -> str:
    """Return the pattern of what stands between a day or month and its year."""
    known = calendar_of(language)
    return rf"(?:,? (?:(?:{known.of}) )?|,? ?\()" if known and known.of else r",? \(?"


def month_pattern(language: str | None, *, short: bool = True) -> str:
    """Return the pattern of a month's name, or of its abbreviation with or without a point."""
    known = calendar_of(language)
    if known is None:
        return "(?!)"
    names = rf"(?:{any_of(numbered(known.months))})\b"
    return rf"(?P<month>{names}|(?:{any_of(numbered(known.short_months))})\b\.?)" if short else rf"(?P<month>{names})"


def month_number(match: Match) -> int:
    """Return the month of a match, by its name in any language or by its digits."""
    groups = match.groupdict()
    return int(groups["number"]) if groups.get("number") else numbers("months", "short_months")[_word(groups["month"])]


def weekday_number(match: Match) -> int:
    """Return the weekday of a match by its name in any language, Monday as 1."""
    return numbers("weekdays", "short_weekdays")[_word(match["weekday"])]


def day_of(match: Match) -> date:
    """Return the day of a match of a full date; raise ValueError if there is no such day."""
    return date(int(match["year"]), month_number(match), int(match["day"]))


def find_date(text: str, language: str | None = None) -> date | None:
    """Return a full date that stands in `text`, one in digits first; in any language if none is told."""
    for pattern in full_dates(language):
        for match in pattern.finditer(text):
            with suppress(ValueError):
                return day_of(match)
    return None


def _word(form: str) -> str:
    return form.rstrip(".").lower()
