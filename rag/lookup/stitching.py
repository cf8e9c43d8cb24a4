"""An excerpt in parts: cut at its ellipses, at its sentences, or where the words of one place end.

Parts that follow each other closely in an article are one place with something left out between them. Others are
stitched together.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap

from index.split.sentences import split_sentences
from rag.calibration import LOOKUP
from rag.lookup.finding import Difference, DifferenceKind
from rag.lookup.folding import OMISSION, Extent, FoldedText
from rag.lookup.places import Occurrence, Region, find_altered, find_exact
from rag.lookup.tokens import Token, Tokens

_TRIED = 4  # places of the first part that the others are looked for beside


def find_parts(excerpt: Tokens, regions: Sequence[Region], at_least: float) -> list[Occurrence]:
    """Find the places that an excerpt's parts stand at: one if they follow each other, several if it is stitched.

    None unless each part stands somewhere, similar by `at_least` so much.
    """
    for parts in _cut(excerpt, regions):
        found = [[one for one in _find_places(part, regions) if one.similarity >= at_least] for part in parts]
        sure = [place for places in found for place in places if place.exact]
        found = [places or _find_beside(part, sure) for part, places in zip(parts, found, strict=True)]
        if all(found):
            return _choose_places(found)
    return []


def _cut(excerpt: Tokens, regions: Sequence[Region]) -> Iterator[list[Tokens]]:
    original = excerpt.folded.original
    marks = [at for at, token in enumerate(excerpt) if token.text == OMISSION]
    if marks:
        edges = [-1, *marks, len(excerpt)]
        spans = [excerpt.extent(start + 1, end) for start, end in pairwise(edges) if end > start + 1]
        yield from _make_parts(original, spans)
    sentences = [Extent(one.start, one.end) for one in split_sentences(original)]
    yield from _make_parts(original, sentences)
    for at in _find_seams(excerpt, regions):
        yield from _make_parts(original, [excerpt.extent(0, at), excerpt.extent(at, len(excerpt))])


def _make_parts(original: str, spans: Sequence[Extent]) -> Iterator[list[Tokens]]:
    parts = [Tokens(FoldedText(original[span.start : span.end])) for span in spans]
    if len(parts) > 1 and all(_count_words(part) >= LOOKUP.part_words for part in parts):
        yield parts


def _find_seams(excerpt: Tokens, regions: Sequence[Region]) -> list[int]:
    """Return the tokens at which the longest beginning that stands anywhere ends, and the longest end begins."""
    text = excerpt.folded.text
    beginnings = [text[: token.end] for token in excerpt]
    ends = [text[token.start :] for token in reversed(excerpt)]
    seams = (_count_standing(beginnings, regions), len(excerpt) - _count_standing(ends, regions))
    return [
        at for at in seams if min(_count_words(excerpt[:at]), _count_words(excerpt[at:])) >= LOOKUP.unmarked_part_words
    ]


def _count_standing(pieces: Sequence[str], regions: Sequence[Region]) -> int:
    """Count how many of ever longer pieces, each of which begins or ends with the one before, stand in a region."""
    return max((bisect(pieces, 0, key=lambda piece: piece not in region.folded.text) for region in regions), default=0)


def _count_words(tokens: Sequence[Token]) -> int:
    return sum(token.word for token in tokens)


def _find_places(part: Tokens, regions: Sequence[Region]) -> list[Occurrence]:
    return list(find_exact(part, regions)) or find_altered(part, regions)


def _find_beside(part: Tokens, sure: Sequence[Occurrence]) -> list[Occurrence]:
    """Find a part near to where another stands word for word: there fewer words tell that it is meant."""
    regions = list({id(place.region): place.region for place in sure}.values())
    places = find_altered(part, regions, agreeing=LOOKUP.part_words)
    return [one for one in places if any(_is_near(one, other) or _is_near(other, one) for other in sure)]


def _choose_places(found: Sequence[Sequence[Occurrence]]) -> list[Occurrence]:
    """Choose a place for each part, near each other where they can be; those that follow closely become one."""
    chains = (_chain(first, found[1:]) for first in found[0][:_TRIED])
    chain = min(chains, key=lambda places: sum(starmap(_words_between, pairwise(places))))
    joined = chain[:1]
    for place in chain[1:]:
        if _is_near(joined[-1], place):
            joined[-1] = _join(joined[-1], place)
        else:
            joined.append(place)
    return joined


def _chain(first: Occurrence, rest: Sequence[Sequence[Occurrence]]) -> list[Occurrence]:
    chain = [first]
    for places in rest:
        chain.append(min(places, key=lambda place: _words_between(chain[-1], place)))
    return chain


def _is_near(one: Occurrence, other: Occurrence) -> bool:
    return _words_between(one, other) <= LOOKUP.words_left_out


def _words_between(one: Occurrence, other: Occurrence) -> float:
    if one.region.article.id != other.region.article.id:
        return 1_000_000.0
    if other.span.start < one.span.end:
        return 100_000.0
    return float(len(_text_between(one, other).split()))


def _text_between(one: Occurrence, other: Occurrence) -> str:
    return " ".join(one.region.article.text[one.span.end : other.span.start].split())


def _join(one: Occurrence, other: Occurrence) -> Occurrence:
    """Return two places that follow each other as one, with what stands between them left out."""
    left_out: list[Difference] = []
    if gap := _text_between(one, other):
        kind: DifferenceKind = "dropped" if any(map(str.isalnum, gap)) else "signs"
        left_out.append(Difference(kind=kind, excerpt="", article=gap))
    span = Extent(one.span.start, other.span.end)
    said = sum(len(place.quote.split()) * place.similarity for place in (one, other))
    there = len(one.region.article.text[span.start : span.end].split())
    return Occurrence(
        one.region, span, round(2 * said / (said + there), 4), (*one.differences, *left_out, *other.differences)
    )
