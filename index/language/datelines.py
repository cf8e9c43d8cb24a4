"""The date on a line of its own, as pages write it over an article: in any form and language that dateparser knows."""

import re
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from typing import Any

from index.language.calendar import any_of, names_of
from index.language.dates import find_date, full_dates

_CLOCK = re.compile(
    r"(?<!\d)T?\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\b\.?)?(?:\s?(?:Z\b|[+-]\d\d:?\d\d\b))?", re.IGNORECASE
)
_TIME = re.compile(
    rf"(?:\b[^\W\d]{{1,3}}\.? )?(?:{_CLOCK.pattern}|\b\d{{1,2}}[h.]\d\d\b)(?: ?[^\W\d]{{1,4}}\b)?", re.IGNORECASE
)
_BAR = re.compile(r" [|·•] ")
_WORD = r"[^\s\d,;|(/-]+"
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|°|\.)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d)\d{{1,2}}{_ORDINAL}(?:[ -]|, )(?:{_WORD}[ -]){{1,3}}\d{{4}}(?!\d)",  # 15 de marzo de 2026
        rf"{_WORD} \d{{1,2}}{_ORDINAL},? \d{{4}}(?!\d)",  # Mart 15, 2026
        rf"(?<!\d)\d{{1,2}} {_WORD} \d{{1,2}}(?:,| {_WORD}) \d{{4}}(?!\d)",  # 15 tháng 3, 2026
        rf"(?<!\d)\d{{4}}(?:[.年년] ?| |-)(?:\d{{1,2}}[.月월]|{_WORD})[ -]?\d{{1,2}}[.日일]?(?!\d)",  # 2026年3月15日
        r"(?<![\d/.-])\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)\d{4}(?!\d)",  # 15/03/2026
    )
)
_LABELS = re.compile(
    r"\b(?:published|posted|updated|last|on|at|by|noong|inilathala|petsa|date|gmt|utc|[ap]\.?m"
    rf"|{any_of(names_of('weekdays') | names_of('short_weekdays'))})\b",
    re.IGNORECASE,
)
_LONGEST = 80
_BUDDHIST_ERA = 543  # years before the common one
_SCRIPTS_OF_IT = re.compile("[\u0e00-\u0eff]")  # Thai, Lao


def read_dateline(line: str) -> tuple[date, list[str]] | None:
    """Return the full date of a line and the words beside it; None where it has none, or one of two meanings.

    3/4/2026 is a day of March or of April; what a reader can't tell isn't guessed. Of several dates that stand between
    bars the first day counts: the others tell of an update.
    """
    if len(line) > _LONGEST:
        return None
    parts = [found for part in _BAR.split(line) if (found := _read_date(part))]
    alone = [found for found in parts if not found[1]]
    return min(alone) if alone else _read_date(line)


def _read_date(line: str) -> tuple[date, list[str]] | None:
    if found := find_date(line):
        for pattern in full_dates():
            line = pattern.sub(" ", line)
        return found, _words(line)
    for match in (match for form in _FORMS for match in form.finditer(line)):
        if found := _parse(match.group()):
            return found, _words(f"{line[: match.start()]} {line[match.end() :]}")
    return None


def find_clock(line: str) -> bool:
    """Tell whether a line ends in a time of day."""
    return any(match.end() == len(line) for match in _CLOCK.finditer(line))


def _words(text: str) -> list[str]:
    words = (word.strip(".,;:|/()–—-") for word in _LABELS.sub(" ", _TIME.sub(" ", text)).split())
    return [word for word in words if word and not any(map(str.isdecimal, word))]


def _parse(words: str) -> date | None:
    orders = ("DMY",) if any(map(str.isalpha, words)) else ("DMY", "MDY")
    readings = {_parse_as(order, words) for order in orders}
    return readings.pop() if len(readings) == 1 else None


def _parse_as(order: str, words: str) -> date | None:
    found: datetime | None = _parser(order).get_date_data(words).date_obj
    if found is None:
        return None
    day = found.date()
    if _SCRIPTS_OF_IT.search(words) and day.year > datetime.max.year // 4:
        with suppress(ValueError):
            return day.replace(year=day.year - _BUDDHIST_ERA)
    return day


@cache
def _parser(order: str) -> Any:
    from dateparser import DateDataParser

    parts = ["day", "month", "year"]
    settings = {"DATE_ORDER": order, "REQUIRE_PARTS": parts, "PARSERS": ["absolute-time"], "STRICT_PARSING": True}
    return DateDataParser(settings=settings)
