"""Name: what a sentence names, and whether what is cited names the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import ClassVar, Literal

from index.language.countries import fold
from index.language.language import languages

NameType = Literal["person", "organisation", "place", "people", "unknown"]
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Name:
    """A name and its folded words, or its key where it is one that changes across languages.

    `opens` says that it may be no name but the capital that opens a sentence; `key` stands for `United States`,
    `Estados Unidos` and `Amerika` alike; `before` is the word before it in lower case.
    """

    kind: ClassVar = "name"
    text: str
    start: int
    end: int
    words: tuple[str, ...]
    key: str = ""
    type: NameType = "unknown"
    opens: bool = False
    before: str = ""

    @property
    def may_be_person(self) -> bool:
        """Whether nothing is against its being somebody's: it is, or it isn't known whose it is and has two words."""
        return self.type == "person" or (self.type == "unknown" and not self.key and " " in self.text)

    def agrees(self, other: "Name", *, across: bool = False) -> bool:
        """Tell whether `other` is the same: in full, by surname, by initials; `across` languages by its looks, too."""
        if self.key or other.key:
            return self.key == other.key
        mine, theirs = set(self.words) - generic_words(), set(other.words) - generic_words()
        if not mine or not theirs:
            return self.words == other.words
        if mine <= theirs or theirs <= mine:
            return True
        if _initials(self.words) == "".join(other.words) or _initials(other.words) == "".join(self.words):
            return True
        alike = [any(_are_alike(one, another, across=across) for another in theirs) for one in mine]
        numbers = {one for one in mine if one[-1:].isdigit() or one[:1].isdigit()}
        return numbers <= theirs and any(alike) if across else all(alike)


@cache
def generic_words() -> frozenset[str]:
    """Return the words that are no name by themselves in any language: names compare across them."""
    return fold_words(*(one.naming.generic | one.naming.institutions for one in languages()))


def fold_words(*sets: frozenset[str]) -> frozenset[str]:
    """Fold the words of several sets into one."""
    return frozenset(fold(word) for one in sets for word in one)


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words) if len(words) > 1 else "\n"


def _are_alike(one: str, other: str, *, across: bool) -> bool:
    """Tell whether two words are one name: with a linker or a plural, or, `across` languages, spelled like it."""
    if one == other or one.rstrip("s") == other.rstrip("s") or one.removesuffix("ng") == other.removesuffix("ng"):
        return True
    if not across or min(len(one), len(other)) < 4 or any(map(str.isdigit, one + other)):
        return False
    return one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= _ALIKE
