"""Names in a sentence: people, organisations, places, products; folded so that they compare across languages.

What the reader isn't sure of it leaves out or calls unknown: a name is a person's only where something beside it says
so, never for being two words with capitals. A language without a file, or without capitals, has no names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from index.language.countries import Exonym, exonyms, fold
from index.language.language import Language, find_language
from rag.facts.name import Name, NameType, fold_words, generic_words

Span = tuple[int, int]
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:\.[a-z]{2,3}\b)?(?:[’'](?!s\b)[A-ZÀ-Þ][^\W_]+)?"
    r"(?:(?:[-–]|&)(?:[A-ZÀ-Þ\d][^\W_]*)(?:\.\d+)?)*"
)
_CAPITALISED = re.compile(r"[^\W_]*[A-ZÀ-ÖØ-Þ]")
_BEGINS = re.compile(r"(?:^|[.?!:;…\n]|[“\"‘«(¿¡—–]) *$")
_ROMAN = re.compile(r"[ivxlc]+")
_OF_MONEY = re.compile(r"\$| dollars?\b")  # US$5, 5 U.S. dollars
_COUNTING = re.compile(  # after a number that counts something
    r"[.,]\d|[%–]| ?(?:%|(?:m|b|tr)illion|(?:m|b|tr)il[yl]on|percent|por ciento|porsiyento|dollars|"
    r"(?:times|beses|veces|years?|taon|años?|months?|buwan|mes(?:es)?)\b)"
)
_APPOSITION = re.compile(r", (?:who|whose|quien|dessen|deren)\b")
_LONGEST = 60  # characters; what is longer is no name


def names_in(text: str, language: str | None, taken: Sequence[Span] = ()) -> list[Name]:
    """Return the names in `text`, in order, but for what lies in a span `taken` by a date; what is shouted has none."""
    lexicon = _lexicon(language)
    if lexicon is None or (text.isupper() and " " in text.strip()):
        return []
    return [name for name in _Reader(text, lexicon, taken).names() if len(name.text) <= _LONGEST]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """What a language, and English within Filipino, knows of names."""

    exonyms: dict[str, Exonym]
    longest: int  # words of an exonym
    first: frozenset[str]  # words that an exonym begins with
    first_small: frozenset[str]  # those of exonyms that are written small
    titles: frozenset[str]
    markers: frozenset[str]
    speaking: frozenset[str]
    followers: frozenset[str]
    places: frozenset[str]
    institutions: frozenset[str]
    generic: frozenset[str]
    common: frozenset[str]  # no name, though it may have a capital at the start of a sentence
    times: frozenset[str]
    persons: frozenset[str]
    linker: str
    nouns: bool


@cache
def _lexicon(code: str | None) -> _Lexicon | None:
    language = find_language(code)
    if language is None:
        return None
    known = [language, *([find_language("en")] if code == "tl" else [])]
    spoken = [one for one in known if one is not None]
    names = {form: exonym for one in reversed(spoken) for form, exonym in exonyms(one.code).items()}
    naming = [one.naming for one in spoken]
    return _Lexicon(
        exonyms=names,
        longest=max(len(form.split()) for form in names),
        first=frozenset(form.partition(" ")[0] for form in names),
        first_small=frozenset(form.partition(" ")[0] for form, known in names.items() if known.small),
        titles=fold_words(*(one.titles for one in naming)),
        markers=language.naming.person_markers,
        speaking=fold_words(*(one.speaking for one in naming)),
        followers=frozenset().union(*(one.followers for one in naming)),
        places=fold_words(*(one.places for one in naming)),
        institutions=fold_words(*(one.institutions for one in naming)),
        generic=generic_words(),
        common=fold_words(*(one.words.stop | one.naming.openers | one.numbers.numerals.keys() for one in spoken)),
        times=_times(spoken),
        persons=frozenset(language.reference.persons),
        linker=language.naming.linker,
        nouns=language.naming.nouns,
    )


def _times(spoken: Sequence[Language]) -> frozenset[str]:
    """Return the months and weekdays, which have a capital in some languages and are no names."""
    tables = [table for one in spoken for table in (one.calendar.months, one.calendar.weekdays)]
    return frozenset(fold(forms[0]) for table in tables for forms in table)  # Jun and Jan are names, too


class _Reader:
    """Reads the names of one text from left to right."""

    def __init__(self, text: str, lexicon: _Lexicon, taken: Sequence[Span]) -> None:
        self._text = text
        self._lexicon = lexicon
        self._words = [
            found
            for found in _WORD.finditer(text)
            if not any(start < found.end() and found.start() < end for start, end in taken)
            and not _OF_MONEY.match(text, found.end())
        ]
        self._bare = [_bare(found.group()) for found in self._words]

    def names(self) -> Iterator[Name]:
        """Yield each name."""
        at = 0
        while at < len(self._words):
            found: tuple[Name | None, int] | None = self._exonym(at)
            if found is None and self._is_capitalised(at) and not self._is_common(at):
                found = self._run(at)
            name, at = found or (None, at + 1)
            if name is not None:
                yield name

    def _is_capitalised(self, at: int) -> bool:
        return _CAPITALISED.match(self._words[at].group()) is not None

    def _is_common(self, at: int) -> bool:
        """Tell a word that has its capital for opening a sentence, or that is no name anywhere."""
        written = self._words[at].group()
        bare = self._bare[at]
        if bare in self._lexicon.times or self._unlinked(bare) in self._lexicon.times:
            return True
        return bare in self._lexicon.common and not (written.isupper() and len(bare) > 1)

    def _unlinked(self, word: str) -> str:
        return word.removesuffix(self._lexicon.linker) if self._lexicon.linker else word

    def _exonym(self, at: int) -> tuple[Name, int] | None:
        """Find the longest form of the table that begins at a word."""
        first = self._bare[at].partition("-")[0]
        begins = self._lexicon.first if self._is_capitalised(at) else self._lexicon.first_small
        if first not in begins and self._unlinked(first) not in begins:
            return None
        for until in range(min(len(self._words), at + self._lexicon.longest), at, -1):
            run = self._words[at:until]
            if any(re.search(r"[^ \u00a0-]|  ", self._text[one.end() : two.start()]) for one, two in pairwise(run)):
                continue
            form = " ".join(self._bare[at:until]).replace("-", " ")
            known = self._lexicon.exonyms.get(form) or self._lexicon.exonyms.get(self._unlinked(form))
            if known and self._is_written(run, known) and not (until == at + 1 and self._goes_on(until, known)):
                return self._name(at, until, known), until
        return None

    def _is_written(self, run: Sequence[re.Match[str]], known: Exonym) -> bool:
        """Tell whether a form is written as a name is: with its capital, initials in capitals only."""
        first = run[0].group()
        if known.capital:
            return all(one.group().replace(".", "").isupper() for one in run)
        return known.small or _CAPITALISED.match(first) is not None

    def _goes_on(self, at: int, known: Exonym) -> bool:
        """Tell whether a country is only the beginning of a name: America Online."""
        if known.kind == "people" or at >= len(self._words) or not self._is_capitalised(at):
            return False
        word = self._bare[at]
        return (
            self._text[self._words[at - 1].end() : self._words[at].start()] == " "
            and word not in self._lexicon.generic | self._lexicon.times | self._lexicon.exonyms.keys()
        )

    def _run(self, at: int) -> tuple[Name | None, int]:
        """Read a run of words with capitals, and the numbers of a product: `Kirin 9020`."""
        until = at + 1
        while until < len(self._words) and self._joins(at, until):
            until += 1
        first = at
        while first < until and self._bare[first] in self._lexicon.titles:
            first += 1
        bare = self._bare[first:until]
        empty = all(word in self._lexicon.generic or word.isdigit() or _ROMAN.fullmatch(word) for word in bare)
        if empty or len("".join(bare)) < 2 or not self._is_told(first, until, titled=first > at):
            return None, until
        return self._name(first, until), until

    def _joins(self, at: int, until: int) -> bool:
        """Tell whether a word goes on with the run that begins at `at`."""
        before, word = self._words[until - 1], self._words[until]
        if until == at + 1 and word.group().isdigit() and self._opens(at):
            return False
        between = self._text[before.end() : word.start()]
        if between != " " and not (between == ". " and len(before.group()) == 1 and word.group().istitle()):
            return False
        if re.search(r"[’']s$", before.group()):
            return False
        return (self._is_capitalised(until) and self._bare[until] not in self._lexicon.times) or self._is_model(until)

    def _is_model(self, at: int) -> bool:
        """Tell a number that belongs to the name before it from a figure: `Ascend 910`, but not `Nvidia 57 billion`."""
        word = self._words[at]
        if not re.fullmatch(r"\d+[A-Za-z]{0,3}", word.group()) or re.fullmatch(r"(?:1[5-9]|20)\d\d", word.group()):
            return False
        return not _COUNTING.match(self._text, word.end())

    def _is_told(self, first: int, until: int, *, titled: bool) -> bool:
        """Tell a name from a noun where nouns have capitals: by a title, a second word, or capitals within."""
        if not self._lexicon.nouns or titled or until - first > 1:
            return True
        return re.search(r".[A-ZÄÖÜ\d]", self._words[first].group()) is not None or self._speaks(first, until)

    def _opens(self, at: int) -> bool:
        start = self._words[at].start()
        return _BEGINS.search(self._text[max(0, start - 4) : start]) is not None

    def _name(self, first: int, until: int, known: Exonym | None = None) -> Name:
        start, end = self._words[first].start(), self._words[until - 1].end()
        written = _unpossessed(self._text[start:end])
        end = start + len(written)
        bare = tuple(self._bare[first:until])
        found = known or self._lexicon.exonyms.get(" ".join(bare))
        opens = known is None and until - first == 1 and self._opens(first) and not re.search(r".[A-Z\d]", written)
        opens = opens and not re.match(r"[’']s\b", self._text[end:])
        before = self._words[first - 1].group().lower() if first else ""
        kind = self._type(first, until, found)
        return Name(written, start, end, bare, found.key if found else "", kind, opens, before)

    def _type(self, first: int, until: int, known: Exonym | None) -> NameType:
        """Tell what a name is of by what stands in it and beside it."""
        if known is not None:
            return "unknown" if known.kind == "name" else known.kind
        bare = self._bare[first:until]
        if not self._lexicon.institutions.isdisjoint(bare):
            return "organisation"
        if self._is_person(first, until):
            return "person"
        before = self._bare[first - 1] if first else ""
        return "place" if before in self._lexicon.places and not any(map(str.isdigit, "".join(bare))) else "unknown"

    def _is_person(self, first: int, until: int) -> bool:
        before = self._bare[first - 1] if first else ""
        if before in self._lexicon.titles | self._lexicon.markers:
            return True
        if _APPOSITION.match(self._text, self._words[until - 1].end()) or self._has_role(until):
            return True
        words = [one.group() for one in self._words[first:until]]
        if not 2 <= len(words) <= 4 or not all(word.istitle() and word.isalpha() for word in words):
            return False
        return self._speaks(first, until) or any(
            _bare(one.group()) in self._lexicon.persons for one in self._words[until:]
        )

    def _has_role(self, until: int) -> bool:
        """Tell whether a role stands behind a name: Ana Reyes, the founder of …; Ana Reyes is the founder of …"""
        behind = self._text[self._words[until - 1].end() :]
        joint = re.match(r", | (\w+) ", behind)
        if joint is None or (joint[1] and joint[1] not in self._lexicon.followers):
            return False
        return any(_bare(word.strip(",.")) in self._lexicon.titles for word in behind[joint.end() :].split(" ", 3)[:3])

    def _speaks(self, first: int, until: int) -> bool:
        """Tell whether a verb of speaking stands just before or behind a name."""
        beside = [self._words[at].group() for at in (first - 1, until) if 0 <= at < len(self._words)]
        return any(_bare(word) in self._lexicon.speaking for word in beside)


def _bare(word: str) -> str:
    """Return a word without accents, case, points and the mark of a possessor."""
    return fold(_unpossessed(word)).replace(" ", "-")


def _unpossessed(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)
