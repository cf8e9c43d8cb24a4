"""What a language is, as data: one frozen Language a language, in a file of its own; code is generic over them.

`find_language` returns None for a language without a file, and whoever reads facts then abstains: an unknown language
is never read as another one. A further language is one file, a line in `_FILES`, and a row in tests/index/language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

_FILES = ("en", "tl", "es", "id", "de")
Forms = tuple[tuple[str, ...], ...]
Phrases = tuple[str, ...]
UNITS = ("day", "week", "month", "year", "quarter", "decade", "century")


def words(text: str) -> frozenset[str]:
    """Read words between white space; a `_` is a space within one."""
    return frozenset(word.replace("_", " ") for word in text.split())


def forms(text: str) -> Forms:
    """Read rows between white space, with `|` between the forms of one."""
    return tuple(tuple(form.replace("_", " ") for form in row.split("|")) for row in text.split())


def units(text: str) -> Mapping[str, str]:
    """Read the words, or patterns, for the units of time, the shortest first."""
    return dict(zip(UNITS, text.split(), strict=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words by what they do in a sentence, in lower case.

    `stop` words carry no subject, `cues` tell the language besides them, `asking` words open a question.
    """

    stop: frozenset[str]
    cues: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How days, months and spans of time are written, and told from the day of writing.

    A row of `Forms` holds those of one month, weekday or number, in the case they are written in. A string holds the
    alternatives of a pattern. `Phrases` are patterns in which {month}, {weekday}, {number}, {decade}, {short} (its last
    two digits), {unit} (week, month, year), {units} (any, plurals too), {plural} and {said} may stand; they are read in
    any case, the words put into them in their own.
    """

    months: Forms
    short_months: Forms = ()  # read beside a day or a year only
    weekdays: Forms = ()  # Monday first
    short_weekdays: Forms = ()  # read before a date only
    doubtful: frozenset[str] = frozenset()  # months and weekdays that are other words too, in lower case
    telling: frozenset[str] = frozenset()  # other words that tell a time, in lower case
    seasons: Forms = ()  # spring first; patterns
    units: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, str] = field(default_factory=dict)  # and other forms of the units
    numbers: Forms = ()  # one to ten, as they stand before a unit
    # dates
    before_day: str = ""
    after_day: str = ""
    day_point: bool = False  # a point makes it an ordinal: 5. Januar
    of: str = ""  # between day, month and year
    numeric: Phrases = ()  # dates in digits, day first, that are read so in any language
    fiscal: str = ""
    years_from: str = ""  # opens a run of years
    years_to: str = ""  # joins its ends
    decades: Phrases = ()
    within: str = ""  # before a year or month in which something happened
    cues: str = ""  # other words before a year or a doubtful month
    amounts: str = ""  # after a number that is no year
    counted: str = ""  # perhaps after a number that is no year
    edges: str = ""  # since, before: only one end is told
    fillers: str = ""  # between an edge and its date
    # told from the day of writing
    steps: Mapping[int, Phrases] = field(default_factory=dict)  # last, this, next: a period that nobody doubts
    loose_steps: Mapping[int, Phrases] = field(default_factory=dict)  # only the direction is sure
    unsure: Phrases = ()  # what looks like a step and may mean several times
    ago: Phrases = ()
    rounding: str = ""  # before what happened so long ago
    days: Mapping[int, Phrases] = field(default_factory=dict)
    today: str = ""  # this very day only beside a verb of `said`
    said: str = ""
    last_weekend: Phrases = ()
    weekday_last: Phrases = ()
    weekday_next: Phrases = ()
    weekday_coming: Phrases = ()
    weekday_looking_back: Phrases = ()  # the last one, unless the sentence looks ahead
    weekday_past: Phrases = ()
    other_week: str = ""  # after a weekday that isn't of this week
    month_looking_back: Phrases = ()
    month_past: Phrases = ()
    ahead: str = ""  # what tells that a sentence looks ahead
    also: tuple[str, ...] = ()  # languages whose words are used beside its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How numbers are written and spelled."""

    decimal: str = "."
    numerals: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """What says that something is not so, or may not be so."""

    negations: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What tells names, and whose they are."""

    titles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How questions ask, and how they point back at what was said before."""

    pronouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language that facts are read in; `code` has two letters, Filipino's is `tl`."""

    code: str
    words: Words
    calendar: Calendar
    numbers: Numbers
    polarity: Polarity
    naming: Naming
    asking: Asking


def find_language(code: str | None) -> Language | None:
    """Return the language of a two-letter code, None if it has no file."""
    return _language(code) if code in _FILES else None


@cache
def languages() -> tuple[Language, ...]:
    """Return all languages that have a file."""
    return tuple(map(_language, _FILES))


@cache
def _language(code: str) -> Language:
    found: Language = import_module(f"index.language.{code}").LANGUAGE
    return found
