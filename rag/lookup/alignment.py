"""Where in a text an excerpt is meant to stand: the run of words that needs the fewest changes to become it.

A semi-global alignment (Needleman & Wunsch 1970, with free ends in the article), in a band around the diagonal
that most words lie on.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from math import inf

from index.language.words import stop_words
from rag.calibration import LOOKUP
from rag.lookup.tokens import Token, Tokens

_BAND = range(8, 60)  # how many words may have come or gone before a place counts as two
_SIGN, _CASE, _CHANGED, _KIN, _GAP, _END = 0.5, 0.1, 1.0, 0.9, 1.01, 1.1  # costs
_OPENING = 3  # words that can have been left out before a capital
_ENDS = frozenset(".!?")
_SAME, _PUT_IN, _LEFT_OUT = range(3)  # steps: along both, along the excerpt, along the article
Pair = tuple[int | None, int | None]  # a token of the excerpt and the article's in its place


@dataclass(frozen=True, slots=True)
class Change:
    """Where excerpt and article differ: a run of tokens of each, either may be empty."""

    excerpt: tuple[int, int]
    article: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A run of the article's tokens, what differs in it, and how much of both is the same.

    `agreeing` counts words that are the same, `telling` those of them that aren't stop words; `share` is that of
    `agreeing` of the longer of the two; `similarity` is that of all tokens of both, signs included, where a word in
    another case counts half.
    """

    start: int
    end: int
    changes: tuple[Change, ...]
    agreeing: int
    telling: int
    share: float
    similarity: float


def align(excerpt: Tokens, article: Tokens) -> Alignment | None:
    """Find the run of the article's tokens that comes nearest to the excerpt; None if few words are shared."""
    diagonal = _find_diagonal(excerpt, article)
    if diagonal is None:
        return None
    pairs = _pair_tokens(excerpt, article, diagonal)
    pairs = _extend_to_sentence_start(excerpt, article, _keep_to_sentence(excerpt, article, pairs))
    return _summarize(excerpt, article, pairs)


def _find_diagonal(excerpt: Tokens, article: Tokens) -> int | None:
    """Return by how much the article's tokens are ahead of the excerpt's where most of the words agree."""
    places: dict[str, list[int]] = {token.key: [] for token in excerpt if token.word}
    for at, token in enumerate(article):
        if token.key in places:
            places[token.key].append(at)
    wanted = LOOKUP.aligned * sum(token.word for token in excerpt)
    if sum(bool(places.get(token.key)) for token in excerpt) < wanted:
        return None
    votes = Counter(at - here for here, token in enumerate(excerpt) for at in places.get(token.key, ()))
    band = _band(excerpt) // 2
    best, most = 0, 0.0
    for diagonal, count in votes.items():
        if (near := sum(votes[diagonal + off] for off in range(-band, band + 1)) + count / 2) > most:
            best, most = diagonal, near
    return best if most >= wanted else None


def _band(excerpt: Tokens) -> int:
    return min(max(len(excerpt) // 3, _BAND.start), _BAND.stop)


def _pair_tokens(excerpt: Tokens, article: Tokens, diagonal: int) -> list[Pair]:
    """Return which token stands for which, in order; None where there is none on the other side."""
    band = _band(excerpt)
    low = max(0, diagonal - band)
    there = article[low : diagonal + len(excerpt) + band + 1]
    row = [0.0] * (len(there) + 1)
    steps: list[bytearray] = []
    for here, token in enumerate(excerpt):
        middle = here + diagonal - low
        row, taken = _next_row(token, there, row, range(max(0, middle - band), middle + band + 1))
        steps.append(taken)
    at = min(range(len(row)), key=row.__getitem__)
    return _trace_back(steps, at, low)


def _next_row(token: Token, there: list[Token], above: list[float], band: range) -> tuple[list[float], bytearray]:
    row, taken = [inf] * len(above), bytearray([_PUT_IN]) * len(above)
    gap = _gap(token)
    if band.start == 0:
        row[0] = above[0] + gap
    for at in range(band.start, min(band.stop, len(there))):
        other = there[at]
        same, put_in, left_out = above[at] + _cost(token, other), above[at + 1] + gap, row[at] + _gap(other)
        if same <= put_in and same <= left_out:
            row[at + 1], taken[at + 1] = same, _SAME
        elif put_in <= left_out:
            row[at + 1] = put_in
        else:
            row[at + 1], taken[at + 1] = left_out, _LEFT_OUT
    return row, taken


def _trace_back(steps: list[bytearray], at: int, low: int) -> list[Pair]:
    pairs: list[Pair] = []
    here = len(steps)
    while here:
        step = steps[here - 1][at]
        here, at = here - (step != _LEFT_OUT), at - (step != _PUT_IN)
        pairs.append((None if step == _LEFT_OUT else here, None if step == _PUT_IN else low + at))
    return pairs[::-1]


def _cost(one: Token, other: Token) -> float:
    if one.text == other.text:
        return 0.0
    if one.key == other.key:
        return _CASE
    if one.word != other.word:
        return inf
    if not one.word:
        return _SIGN
    kin = one.text[-1].isdigit() == other.text[-1].isdigit() and one.text[0].isupper() == other.text[0].isupper()
    return _KIN if kin else _CHANGED


def _gap(token: Token) -> float:
    return _GAP if token.word else _END if token.text in _ENDS else _SIGN


def _keep_to_sentence(excerpt: Tokens, article: Tokens, pairs: list[Pair]) -> list[Pair]:
    """Leave out what stands before the article's sentence where a changed beginning would reach across its start."""
    changed = next((at for at, pair in enumerate(pairs) if _agrees(excerpt, article, pair)), 0)
    opening = [at for at, (_, there) in enumerate(pairs[: changed + 1]) if there and article.opens_sentence(there)]
    begins = opening[-1] if opening else 0
    return [*((here, None) for here, _ in pairs[:begins] if here is not None), *pairs[begins:]]


def _extend_to_sentence_start(excerpt: Tokens, article: Tokens, pairs: list[Pair]) -> list[Pair]:
    """Take in what the article's sentence opens with, if the excerpt poses as its opening."""
    here, there = pairs[0]
    if here is None or there is None or not _opens_sentence(excerpt[here].text) or _agrees(excerpt, article, pairs[0]):
        return pairs
    begins = article.sentence_start(there, _OPENING)
    if not all(token.word for token in article[begins:there]):
        return pairs
    return [*((None, at) for at in range(begins, there)), *pairs]


def _opens_sentence(word: str) -> bool:
    """Tell whether a word is written as the first of a sentence; capitals throughout say nothing."""
    return word[0].isupper() and (len(word) == 1 or not word.isupper())


def _summarize(excerpt: Tokens, article: Tokens, pairs: list[Pair]) -> Alignment | None:
    ahead = [there for _, there in pairs if there is not None]
    if not ahead:
        return None
    changes, agreeing, telling, alike = [], 0, 0, 0.0
    here, there = pairs[0][0] or 0, ahead[0]
    for differs, run in groupby(pairs, key=lambda pair: not _agrees(excerpt, article, pair)):
        members = list(run)
        to = here + sum(one is not None for one, _ in members), there + sum(one is not None for _, one in members)
        if differs:
            changes.append(Change((here, to[0]), (there, to[1])))
        for one, other in members:
            if one is not None and other is not None and excerpt[one].key == article[other].key:
                agreeing += excerpt[one].word
                telling += excerpt[one].word and excerpt[one].key not in stop_words()
                alike += 1.0 if excerpt[one].text == article[other].text else 0.5
        here, there = to
    start, end = ahead[0], ahead[-1] + 1
    words = max(sum(token.word for token in tokens) for tokens in (excerpt, article[start:end]))
    similarity = 2 * alike / (len(excerpt) + end - start)
    return Alignment(start, end, tuple(changes), agreeing, telling, agreeing / words, similarity)


def _agrees(excerpt: Tokens, article: Tokens, pair: Pair) -> bool:
    here, there = pair
    return here is not None and there is not None and excerpt[here].text == article[there].text
