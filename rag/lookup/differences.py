"""What differs between an excerpt and the article: figures, names, dates, negations, words; with both readings.

The words of English, Filipino and Spanish are known; in other languages figures, names and words are told apart.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.language.words import stop_words
from rag.facts.words import ALL_MONTHS, ALL_NEGATIONS, ALL_NUMBERS, ALL_TIMES
from rag.lookup.alignment import Alignment, Change
from rag.lookup.finding import Difference, DifferenceKind
from rag.lookup.tokens import Token, Tokens

_FIGURE = re.compile(r"[$€£₱¥]?\d[\d.,]*%?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TELLING = frozenset({"name", "figure", "date"})


def differences(excerpt: Tokens, article: Tokens, alignment: Alignment) -> tuple[Difference, ...]:
    """Name what differs at a place, in the order of the excerpt, each with both readings."""
    pieces = (piece for change in _joined(alignment.changes) for piece in _split(excerpt, article, change))
    return tuple(
        Difference(
            kind=_kind(excerpt, article, piece),
            excerpt=excerpt.words_between(*piece.excerpt),
            article=article.words_between(*piece.article),
        )
        for piece in pieces
    )


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


def _split(excerpt: Tokens, article: Tokens, change: Change) -> Iterator[Change]:
    """Cut a run of changes word for word where a name, a figure and a date stand side by side."""
    (here, to), (there, until) = change.excerpt, change.article
    pairs = [Change((here + at, here + at + 1), (there + at, there + at + 1)) for at in range(to - here)]
    kinds = [_kind(excerpt, article, pair) for pair in pairs] if to - here == until - there else []
    if len(_TELLING.intersection(kinds)) < 2 or "negation" in kinds:
        yield change
        return
    starts = [at for at, kind in enumerate(kinds) if at == 0 or (kind in _TELLING and kind != kinds[at - 1])]
    for start, end in pairwise([*starts, len(pairs)]):
        yield Change((here + start, here + end), (there + start, there + end))


def _kind(excerpt: Tokens, article: Tokens, change: Change) -> DifferenceKind:
    here, there = excerpt[slice(*change.excerpt)], article[slice(*change.article)]
    words = [token for token in (*here, *there) if token.word]
    if not words:
        return "signs"
    if [token.key for token in here] == [token.key for token in there]:
        return "case"
    if sum(map(_is_negation, here)) != sum(map(_is_negation, there)):
        return "negation"
    return _kind_of_words(here, there, words, beside_month=_beside_month(article, change.article))


def _kind_of_words(
    here: Sequence[Token], there: Sequence[Token], words: Sequence[Token], *, beside_month: bool
) -> DifferenceKind:
    figures = all(map(_is_figure, words))
    if not (here and there) and not figures:
        return "added" if here else "dropped"
    named = any(map(_is_name, words))
    if not named and (any(map(_is_time, words)) or (figures and beside_month)):
        return "date"
    if figures or (not named and any(map(_is_figure, words))):
        return "figure"
    return "name" if named else "words"


def _is_negation(token: Token) -> bool:
    return token.key in ALL_NEGATIONS or token.key.endswith("n't")


def _is_time(token: Token) -> bool:
    if token.text == "may":  # the verb
        return False
    return token.key in ALL_TIMES or _YEAR.fullmatch(token.key) is not None


def _is_figure(token: Token) -> bool:
    return token.key in ALL_NUMBERS or _FIGURE.fullmatch(token.key) is not None


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and token.key not in stop_words() and not _is_time(token) and not _is_figure(token)


def _beside_month(article: Tokens, span: tuple[int, int]) -> bool:
    near = [*article[max(0, span[0] - 1) : span[0]], *article[span[1] : span[1] + 1]]
    return any(token.key in ALL_MONTHS for token in near)
