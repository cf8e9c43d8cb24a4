"""What differs between an excerpt and the article: figures, names, dates, negations, words; with both readings.

What a word is is told by the facts that it belongs to, as the check of a statement reads them; in a language without a
file figures in digits and words are told apart.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from index.language.calendar import numbers
from index.language.language import UNITS, find_language
from rag.facts.facts import facts_in
from rag.facts.figure import Figure
from rag.lookup.alignment import Alignment, Change
from rag.lookup.finding import Difference, DifferenceKind
from rag.lookup.tokens import Token, Tokens

_FIGURE = re.compile(r"[^\w\s]?\d")
_DIGIT = re.compile(r"\d")
_TELLING = frozenset({"name", "figure", "date"})


def differences(excerpt: Tokens, article: Tokens, alignment: Alignment, language: str) -> tuple[Difference, ...]:
    """Name what differs at a place in an article in a language, in the order of the excerpt, with both readings."""
    if not alignment.changes:
        return ()
    here, there = _Side(excerpt, 0, len(excerpt), language), _Side(article, alignment.start, alignment.end, language)
    pieces = (piece for change in _joined(alignment.changes) for piece in _split(here, there, change))
    return tuple(
        _tell(_kind(here, there, piece), excerpt.words_between(*piece.excerpt), article.words_between(*piece.article))
        for piece in pieces
    )


def _tell(kind: DifferenceKind, mine: str, theirs: str) -> Difference:
    """Tell of two figures only what differs, without the words around them that are the same."""
    if kind in {"figure", "notation"} and _DIGIT.search(mine) and _DIGIT.search(theirs):
        one, other = mine.split(), theirs.split()
        while one[-1] == other[-1] and not _DIGIT.search(one[-1]):
            one, other = one[:-1], other[:-1]
        while one[0] == other[0] and not _DIGIT.search(one[0]):
            one, other = one[1:], other[1:]
        mine, theirs = " ".join(one), " ".join(other)
    return Difference(kind=kind, excerpt=mine, article=theirs)


class _Side:
    """The tokens of the excerpt, or of the article at the place it stands, and the facts they belong to."""

    def __init__(self, tokens: Tokens, start: int, end: int, language: str) -> None:
        self._tokens = tokens
        span = tokens.extent(start, end)
        self._times = _words_of_time(language)
        facts = facts_in(tokens.folded.original[span.start : span.end], language)
        self._figures = [(one.start + span.start, one.end + span.start, one) for one in facts.figures]
        self._facts = [(one.start + span.start, one.end + span.start, one.kind) for one in facts]
        self._negations = [(one.start + span.start, one.end + span.start) for one in facts.negations]

    def tokens(self, span: tuple[int, int]) -> list[Token]:
        return self._tokens[slice(*span)]

    def kinds(self, span: tuple[int, int]) -> list[str]:
        """Return the kind of fact that each word belongs to, an empty one for a word of none."""
        return [self._kind(at) for at in range(*span) if self._tokens[at].word]

    def negations(self, span: tuple[int, int]) -> int:
        """Count the negations that any of the tokens belongs to."""
        if span[0] == span[1]:
            return 0
        there = self._tokens.extent(*span)
        return sum(start < there.end and there.start < end for start, end in self._negations)

    def figures(self, span: tuple[int, int]) -> list[Figure]:
        """Return the figures that any of the tokens belongs to, if all that are words do."""
        spans = [self._tokens.extent(at, at + 1) for at in range(*span) if self._tokens[at].word]
        held = [
            [one for start, end, one in self._figures if start < there.end and there.start < end] for there in spans
        ]
        return list(dict.fromkeys(one for figures in held for one in figures)) if all(held) else []

    def _kind(self, at: int) -> str:
        there = self._tokens.extent(at, at + 1)
        kinds = {kind for start, end, kind in self._facts if start < there.end and there.start < end}
        if "date" in kinds:
            return "date"
        if _FIGURE.match(self._tokens[at].key):
            return "figure"
        return next(iter(sorted(kinds)), "date" if self._tokens[at].key in self._times else "")


@cache
def _words_of_time(language: str) -> frozenset[str]:
    """Return words that tell a time without being a date: weeks, earlier."""
    known = find_language(language)
    if known is None:
        return frozenset()
    return known.calendar.telling | {word for word, unit in known.numbers.units.items() if unit in UNITS}


def _joined(changes: Sequence[Change]) -> list[Change]:
    """Join what one word of agreement separates if words only moved past it: `hindi rin nagbago`, `nagbago rin`."""
    joined: list[Change] = []
    for change in changes:
        before = joined[-1] if joined else None
        if before and change.excerpt[0] - before.excerpt[1] == 1 and _one_sided(before) != _one_sided(change):
            joined[-1] = Change((before.excerpt[0], change.excerpt[1]), (before.article[0], change.article[1]))
        else:
            joined.append(change)
    return joined


def _one_sided(change: Change) -> bool:
    return change.excerpt[0] == change.excerpt[1] or change.article[0] == change.article[1]


def _split(here: _Side, there: _Side, change: Change) -> Iterator[Change]:
    """Cut a run of changes word for word where a name, a figure and a date stand side by side."""
    (first, to), (other, until) = change.excerpt, change.article
    pairs = [Change((first + at, first + at + 1), (other + at, other + at + 1)) for at in range(to - first)]
    kinds = [_kind(here, there, pair) for pair in pairs] if to - first == until - other else []
    if len(_TELLING.intersection(kinds)) < 2 or "negation" in kinds:
        yield change
        return
    starts = [at for at, kind in enumerate(kinds) if at == 0 or (kind in _TELLING and kind != kinds[at - 1])]
    for start, end in pairwise([*starts, len(pairs)]):
        yield Change((first + start, first + end), (other + start, other + end))


def _kind(here: _Side, there: _Side, change: Change) -> DifferenceKind:
    if same := _kind_of_same_words(here, there, change):
        return same
    mine, theirs = here.tokens(change.excerpt), there.tokens(change.article)
    if here.negations(change.excerpt) != there.negations(change.article):
        return "negation"
    kinds = [*here.kinds(change.excerpt), *there.kinds(change.article)]
    if not (mine and theirs) and set(kinds) != {"figure"}:
        return "added" if mine else "dropped"
    months, others = ([_month_or_key(token) for token in side if token.word] for side in (mine, theirs))
    if months == others and "figure" not in kinds:
        return "words"  # Jan. 5, January 5
    telling: tuple[DifferenceKind, ...] = ("name", "date", "figure")
    return next((kind for kind in telling if kind in kinds), "words")


def _kind_of_same_words(here: _Side, there: _Side, change: Change) -> DifferenceKind | None:
    """Return what differs in words that are the same: signs, capitals, a notation, a hyphen; None in others."""
    mine, theirs = here.tokens(change.excerpt), there.tokens(change.article)
    if not any(token.word for token in (*mine, *theirs)):
        return "signs"
    if [token.text.casefold() for token in mine] == [token.text.casefold() for token in theirs]:
        return "case"
    figures, others = here.figures(change.excerpt), there.figures(change.article)
    if figures and len(figures) == len(others) and all(map(Figure.equals, figures, others)):
        return "notation"
    keys, their_keys = [token.key for token in mine], [token.key for token in theirs]
    if any(map(_DIGIT.search, (*keys, *their_keys))):
        return None
    if keys == their_keys:
        return "notation"  # U.S. and US
    return "signs" if "".join(keys).replace("-", "") == "".join(their_keys).replace("-", "") else None


def _month_or_key(token: Token) -> str | int:
    return numbers("months", "short_months").get(token.key, token.key)
