"""Negations in a sentence: whether what it says is said not to be."""

import re
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from index.language.language import find_language
from index.language.patterns import any_of


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
    polarity = known.polarity
    harmless, negation = _alternatives(polarity.harmless), _alternatives(polarity.negations)
    return [
        Negation(found.group(), *found.span(), found.group().casefold() in polarity.of_a_noun)
        for found in any_of(f"(?P<harmless>{harmless})|(?P<negation>{negation})").finditer(text)
        if found.lastgroup == "negation"
    ]


def any_fragment(fragments: frozenset[str]) -> re.Pattern[str]:
    """Compile a pattern for any of some words or fragments of patterns, phrases first."""
    return any_of(_alternatives(fragments))


@cache
def _alternatives(fragments: frozenset[str]) -> str:
    return "|".join(sorted(fragments, key=lambda one: (-one.count(" "), -len(one), one)))
