"""Negations in a sentence: whether what it says is said not to be."""

import re
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from index.language.language import find_language


@dataclass(frozen=True, slots=True)
class Negation:
    """A word or phrase that negates; `of_a_noun` says that it bears on something other than the statement."""

    kind: ClassVar = "negation"
    text: str
    start: int
    end: int
    of_a_noun: bool = False


def negations_in(text: str, language: str) -> list[Negation]:
    """Return the negations in `text`, in order; `not only` and its like are none. None of an unknown language."""
    known = find_language(language)
    if known is None:
        return []
    pattern = _either(language)
    return [
        Negation(found.group(), *found.span(), found.group().casefold() in known.polarity.of_a_noun)
        for found in pattern.finditer(text)
        if found.lastgroup == "negation"
    ]


@cache
def any_of(fragments: frozenset[str]) -> re.Pattern[str]:
    """Compile a pattern for any of some words or fragments, whole words and the longest first; never, without any."""
    return re.compile(_alternatives(fragments), re.IGNORECASE)


@cache
def _either(language: str) -> re.Pattern[str]:
    known = find_language(language)
    assert known  # noqa: S101  # asked before
    negation, harmless = _alternatives(known.polarity.negations), _alternatives(known.polarity.harmless)
    return re.compile(rf"(?P<harmless>{harmless})|(?P<negation>{negation})", re.IGNORECASE)


def _alternatives(fragments: frozenset[str]) -> str:
    ordered = sorted(fragments, key=lambda one: (-one.count(" "), -len(one), one))
    return rf"\b(?:{'|'.join(ordered)})\b" if ordered else "(?!)"
