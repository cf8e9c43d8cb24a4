"""Period: a run of days, the noun of reading times; and how it is written for a reader."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from index.language.cldr import day_name, interval_name, month_name

_WEEK = 7


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period can't end on {self.end} before it starts on {self.start}")

    def __contains__(self, other: "date | Period") -> bool:
        first, last = (other.start, other.end) if isinstance(other, Period) else (other, other)
        return self.start <= first and last <= self.end

    def meets(self, other: "Period") -> bool:
        """Tell whether the two have a day in common."""
        return self.start <= other.end and other.start <= self.end

    def name(self, language: str = "en") -> str:
        """Write it briefly and exactly, as the language does: 2025, January 2026, 5–11 January 2026."""
        first, last = self.start, self.end
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        if self == month_of(last):
            return month_name(last, language)
        return day_name(last, language) if first == last else interval_name(first, last, language)


def day(when: date) -> Period:
    """Return one day."""
    return Period(when, when)


def week_of(when: date) -> Period:
    """Return the week that a day is in, Monday to Sunday."""
    monday = when - timedelta(days=when.weekday())
    return Period(monday, monday + timedelta(days=_WEEK - 1))


def weekend_of(when: date) -> Period:
    """Return the Saturday and Sunday of the week that a day is in."""
    sunday = week_of(when).end
    return Period(sunday - timedelta(days=1), sunday)


def month_of(when: date) -> Period:
    """Return the month that a day is in."""
    return Period(when.replace(day=1), when.replace(day=monthrange(when.year, when.month)[1]))


def year_of(when: date) -> Period:
    """Return the year that a day is in."""
    return Period(date(when.year, 1, 1), date(when.year, 12, 31))


def days_on(when: date, days: int) -> date:
    """Return the day so many days later; raise ValueError beyond the calendar."""
    return when + timedelta(days=days)


def months_on(when: date, months: int) -> date:
    """Return the first of the month so many months later; raise OverflowError beyond the calendar."""
    years, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    return date(years, month + 1, 1)


STEPS: dict[str, Callable[[date, int], Period]] = {
    "day": lambda when, by: day(days_on(when, by)),
    "week": lambda when, by: week_of(days_on(when, by * _WEEK)),
    "weekend": lambda when, by: weekend_of(days_on(when, by * _WEEK)),
    "month": lambda when, by: month_of(months_on(when, by)),
    "year": lambda when, by: year_of(date(when.year + by, 1, 1)),
}
