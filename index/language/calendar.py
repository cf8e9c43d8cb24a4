"""The calendar that a text is read by: a language's own, and those of the languages whose words it borrows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache, reduce
from typing import Any

from index.language.language import Calendar, Forms, Language, find_language, languages


@cache
def read_with(language: str | None) -> tuple[Language, ...]:
    """Return a language and those it borrows words from; all where none is told, none where it has no file."""
    if language is None:
        return languages()
    told = find_language(language)
    borrowed = map(find_language, told.calendar.also if told else ())
    return tuple(one for one in (told, *borrowed) if one)


@cache
def calendar_of(language: str | None) -> Calendar | None:
    """Return the words for times that a text of a language is read with; None where it has no file."""
    calendars = [one.calendar for one in read_with(language)]
    merged: Calendar | None = reduce(_joined, calendars) if calendars else None
    return merged


def numbered(rows: Forms) -> dict[str, int]:
    """Return the number of each form's row, from 1; what is written small may have a capital, too."""
    return {
        way: number
        for number, row in enumerate(rows, start=1)
        for form in row
        for way in (form, form[:1].upper() + form[1:])
    }


@cache
def numbers(*names: str) -> Mapping[str, int]:
    """Return the number of each form in some rows of the calendar of any language, in lower case."""
    rows = [getattr(one.calendar, name) for one in languages() for name in names]
    return {form.lower(): number for one in rows for form, number in numbered(one).items()}


@cache
def unit_names() -> Mapping[str, str]:
    """Return which unit of time a word of any language names, in lower case."""
    tables = [table for one in languages() for table in (one.calendar.units, one.calendar.plurals)]
    return {word.lower(): unit for table in tables for unit, words in table.items() for word in words.split("|")}


def any_of(words: Iterable[str]) -> str:
    """Write words as alternatives for a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def names_of(rows: str) -> frozenset[str]:
    """Return the names in rows of any language's calendar, such as its `months`, in lower case."""
    return frozenset(name.lower() for one in languages() for row in getattr(one.calendar, rows) for name in row)


def _joined(one: Any, other: Any) -> Any:
    """Put two calendars into one that reads both: words beside words, rows by rows, patterns as alternatives."""
    if isinstance(one, Calendar):
        names = [field.name for field in fields(Calendar)]
        return Calendar(**{name: _joined(getattr(one, name), getattr(other, name)) for name in names})
    if isinstance(one, str):
        return "|".join(filter(None, (one, other)))
    if isinstance(one, dict):
        return one | other | {key: _joined(one[key], other[key]) for key in one.keys() & other.keys()}
    if isinstance(one, tuple) and one and other and isinstance(one[0], tuple):
        return tuple(map(_joined, one, other))
    return tuple(dict.fromkeys(one + other)) if isinstance(one, tuple) else one | other
