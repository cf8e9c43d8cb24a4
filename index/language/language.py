"""What a language is, as data: one frozen Language a language, in a file of its own; code is generic over them.

`find_language` returns None for a language without a file, and whoever reads facts then abstains: an unknown language
is never read as another one. A further language is one file, a line in `_FILES`, and a row in tests/index/language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

_FILES = ("en", "tl", "es", "id", "de")


def words(text: str) -> frozenset[str]:
    """Read words between white space; a `_` is a space within one."""
    return frozenset(word.replace("_", " ") for word in text.split())


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
