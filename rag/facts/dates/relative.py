"""Times that need the day they were written: last year, kahapon, on Friday, en marzo.

They are read only where readers wouldn't differ. Left unread are vague words (recently, soon, kamakailan, “today” for
nowadays, “bukas” for open), spans that end now (the last year, the past week), quarters and seasons, “about two years
ago”, a month that may be this year's or last year's, and a weekday or month beside a verb that looks ahead.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from index.language.calendar import any_of, numbered, numbers, unit_names
from index.language.dates import month_days, month_number, month_pattern, weekday_number
from index.language.language import Calendar
from rag.facts.dates.period import STEPS, Period, day, days_on
from rag.facts.dates.rule import Match, Read, Rule, Tell, unsure
from rag.facts.dates.written import named_month, told

_WEEK = 7
_SURE_MONTHS = 4  # a month of the year before is named without its year that many months later at most
_MOST_AGO = 14  # what is told in larger numbers is rounded
_STEPPED = ("week", "month", "year")
_LONGEST_SENTENCE = 400  # characters that are looked at
_BREAK = re.compile(r"[.!?;:\n](?=\s|$)")


def relative_rules(language: str | None, known: Calendar) -> Iterator[Rule]:
    """Yield the rules of a calendar; those whose words may be part of others' come later."""
    words = _words(language, known)

    def rules(
        phrases: Iterable[str], tells: Tell | None, means: Read | None = None, *, sure: bool = False
    ) -> Iterator[Rule]:
        yield from (Rule(_pattern(phrase, words), tells, means, sure=sure) for phrase in phrases)

    looking_back = _looking_back(known)
    yield from rules([f"(?:{known.rounding or '(?!)'}) {one}" for one in known.ago], None, unsure)
    yield from rules(known.ago, None, _ago)
    yield from rules(known.unsure, None, unsure)
    yield from rules(known.last_weekend, None, lambda _, written: STEPS["weekend"](written, -1))
    for by, phrases in known.steps.items():
        yield from rules(phrases, _stepped(by), _step(by))
    for by in sorted(known.days, key=_longest_first):
        yield from rules(known.days[by], _stepped(by), _step(by), sure=True)
    today = f"(?P<words>{known.today or '(?!)'})"
    yield from rules([f"{{said}} {today}", f"{today} {{said}}"], _stepped(0), _step(0))
    for by, phrases in known.loose_steps.items():
        yield from rules(phrases, _stepped(by))
    this_week = rf"(?! (?:{known.other_week or '(?!)'})\b)"
    for phrases, after, read in (
        (known.weekday_last, "", _last_weekday),
        (known.weekday_next, "", _next_weekday),
        (known.weekday_coming, this_week, _coming_weekday),
        (known.weekday_looking_back, this_week, looking_back(_weekday)),
        (known.weekday_past, this_week, _weekday),
    ):
        yield from rules([phrase + after for phrase in phrases], told, read)
    for pattern in month_days(language):
        yield Rule(re.compile(rf"{pattern}(?![\w%-]|[.,]\d)"), told, looking_back(_lately(_named_day)))
    yield from rules(known.month_looking_back, told, looking_back(_lately(named_month)))
    yield from rules(known.month_past, told, _lately(named_month))


def _words(language: str | None, known: Calendar) -> Mapping[str, str]:
    """Return the patterns that stand in for the names in phrases."""
    weekdays = numbered(known.weekdays)
    units, plurals = ([table.get(unit, "") for unit in _STEPPED] for table in (known.units, known.plurals))

    def either_case(words: Iterable[str]) -> str:
        """Write units with and without a capital, but for those that are a weekday with it: Linggo, Minggu."""
        forms = {form for some in words for form in some.split("|") if form}
        ways = {way for form in forms for way in (form, form.capitalize()) if way not in weekdays}
        return f"(?P<unit>(?-i:{any_of(ways) or '(?!)'}))"

    return {
        "{unit}": either_case(units),
        "{plural}": either_case(plurals),
        "{units}": either_case((*known.units.values(), *known.plurals.values())),
        "{weekday}": f"(?P<weekday>(?-i:{any_of(weekdays)}))",
        "{month}": f"(?-i:{month_pattern(language, short=False)})",
        "{number}": rf"(?<![.,])(?P<number>\d{{1,2}}|{any_of(numbered(known.numbers))})",
        "{said}": f"(?:{known.said})",
    }


def _pattern(phrase: str, words: Mapping[str, str]) -> re.Pattern[str]:
    for name, pattern in words.items():
        phrase = phrase.replace(name, pattern)
    return re.compile(rf"(?<![\w-])(?:{phrase})(?![\w-])", re.IGNORECASE)


def _longest_first(by: int) -> tuple[bool, bool]:
    """Put pasado mañana and esta mañana before mañana."""
    return abs(by) == 1, by == 0


def _unit_of(match: Match) -> str:
    word = match.groupdict().get("unit")
    return unit_names()[word.lower()] if word else "day"


def _stepped(by: int) -> Tell:
    return lambda match: {"relative": (by, _unit_of(match))}


def _step(by: int) -> Read:
    return lambda match, written: STEPS[_unit_of(match)](written, by)


def _ago(match: Match, written: date) -> Period | None:
    word, unit = match["number"].lower(), _unit_of(match)
    number = int(word) if word.isdigit() else numbers("numbers")[word]
    sure = 0 < number <= _MOST_AGO and (unit == "day" or number > 1)  # “a year ago” is said of eleven months, too
    return STEPS[unit](written, -number) if sure and unit in STEPS else None


def _days_to(match: Match, written: date) -> int:
    """Return how many days it is to a weekday, from 1 for tomorrow to 7."""
    return (weekday_number(match) - written.weekday() - 2) % _WEEK + 1


def _weekday(match: Match, written: date) -> Period:
    """Read a weekday as the last one up to the day it was written."""
    return day(days_on(written, _days_to(match, written) - _WEEK))


def _last_weekday(match: Match, written: date) -> Period | None:
    """Read “last Friday”; nobody knows which one it is where this week had a Friday already."""
    back = _WEEK - _days_to(match, written) % _WEEK
    return day(days_on(written, -back)) if back > written.weekday() else None


def _next_weekday(match: Match, written: date) -> Period | None:
    """Read “next Friday”; nobody knows which one it is where this week still has a Friday."""
    on = _days_to(match, written)
    return day(days_on(written, on)) if written.weekday() + on >= _WEEK else None


def _coming_weekday(match: Match, written: date) -> Period:
    return day(days_on(written, _days_to(match, written)))


def _named_day(match: Match, year: int) -> Period:
    return day(date(year, month_number(match), int(match["day"])))


def _lately(named: Callable[[Match, int], Period]) -> Read:
    """Read a month without its year as the last one, if that is of the same year or only just over."""

    def read(match: Match, written: date) -> Period | None:
        back = (written.month - month_number(match)) % 12
        year = written.year - (month_number(match) > written.month)
        found = named(match, year)
        return found if found.start <= written and (year == written.year or back <= _SURE_MONTHS) else None

    return read


def _looking_back(known: Calendar) -> Callable[[Read], Read]:
    """Read nothing where the sentence looks ahead up to these words or, if it begins with them, after them."""
    looks_ahead = re.compile(rf"\b(?:{known.ahead or '(?!)'})\b")

    def surely(read: Read) -> Read:
        def sure(match: Match, written: date) -> Period | None:
            here, to = match.span()
            before = _BREAK.split(match.string[max(0, here - _LONGEST_SENTENCE) : here])[-1]
            after = _BREAK.split(match.string[to : to + _LONGEST_SENTENCE], maxsplit=1)[0]
            ahead = looks_ahead.search(before if before.strip(" ,“\"'") else after)
            return None if ahead else read(match, written)

        return sure

    return surely
