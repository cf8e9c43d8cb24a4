"""What a language is, as data: one frozen Language a language, in a file of its own; code is generic over them.

`find_language` returns None for a language without a file, and whoever reads facts then abstains: an unknown language
is never read as another one. A further language is one file, a line in `_FILES`, and a row in tests/index/language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

_FILES = ("en", "tl", "es", "id", "de")


def words(text: str) -> frozenset[str]:
    """Read words between white space; a `_` is a space within one."""
    return frozenset(word.replace("_", " ") for word in text.split())


def values(lines: str) -> dict[str, float]:
    """Read `value: word word` a line; a `_` is a space within a word."""
    return {word: float(value) for word, value in named(lines).items()}


def named(lines: str) -> dict[str, str]:
    """Read `name: word word` a line into the name of each word; a `_` is a space within a word."""
    rows = (line.split(":") for line in lines.split("\n") if line.strip())
    return {word.replace("_", " "): name.strip() for name, row in rows for word in row.split()}


def numbered(text: str, first: int = 1, step: int = 1) -> dict[str, float]:
    """Read words for one number after another, from `first` on; forms of one number are joined by `|`."""
    rows = ((first + at * step, row) for at, row in enumerate(text.split()))
    return {form.replace("_", " "): float(value) for value, row in rows for form in row.split("|")}


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
    """How days, months and spans of time are written. Months and weekdays have several forms each, fullest first."""

    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]  # Monday first


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How numbers are written and spelled, in lower case; a word may be several with a space between them.

    `numerals` are added up, `scales` multiplied by; a scale that may open a number is a numeral, too. `parts` are
    divided by and need a count (two thirds), `fractions` are parts by themselves, `multiples` say times how much.
    `vague` words tell only a magnitude, `indefinite` ones not even that. `links` join the words of one number; `one`
    opens a scale or a part without being a numeral (a million). A numeral of 0.5 needs a scale (half a million), and
    `attached` scales stand right behind digits (57bn). An ordinal before a `share` word is a part; a third
    is one before a `part_of` word. `counted` is what is told apart by its number: the first quarter.
    `signs` are short forms of currencies, before a number as well as after it, `before_units` what may stand between
    a number and its unit. Pattern fragments: `ordinal_head` and `ordinal_tail` stand by the digits of an ordinal,
    `joints` between the ends of a range, `bounds` (`>`, `<`, `~`) before a figure. `decimal` has each sign in use.
    """

    decimal: str = ".,"
    numerals: Mapping[str, float] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)
    vague: Mapping[str, float] = field(default_factory=dict)
    indefinite: frozenset[str] = frozenset()
    parts: Mapping[str, float] = field(default_factory=dict)
    fractions: Mapping[str, float] = field(default_factory=dict)
    ordinals: Mapping[str, float] = field(default_factory=dict)
    multiples: Mapping[str, float] = field(default_factory=dict)
    attached: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    before_units: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    one: frozenset[str] = frozenset()
    share: frozenset[str] = frozenset()
    part_of: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    ordinal_head: str = ""
    ordinal_tail: str = ""
    joints: str = ""
    bounds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """What says that something is not so, or may not be so; words, or fragments of patterns.

    `harmless` phrases only look like negations, negations `of_a_noun` bear on something other than the statement
    (without), `soft` words negate by what they mean (lack, unable). `hedges` leave open what they are said of, and a
    statement with an `open` word leaves it as open.
    """

    negations: frozenset[str] = frozenset()
    harmless: frozenset[str] = frozenset()
    of_a_noun: frozenset[str] = frozenset()
    soft: frozenset[str] = frozenset()
    hedges: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()


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
