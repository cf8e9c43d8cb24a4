"""Places where an excerpt stands: found around passages that may hold it, word for word or with changes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from index.article import Article, Passage
from index.store.catalog import Found
from rag.lookup.alignment import Alignment, align
from rag.lookup.differences import differences
from rag.lookup.finding import Difference
from rag.lookup.folding import Extent, FoldedText
from rag.lookup.tokens import Tokens, keys_of

AGREEING_WORDS = 5  # that a place needs to be the one meant
AGREEING_SHARE = 0.65  # of the words of excerpt or place, whichever has more
_FEW, _NEARLY_ALL = 3, 0.75  # the same of a short excerpt: words that aren't stop words
_SHARED = 0.5  # of an excerpt's words that a text has to hold for a place to be looked for in it
_TRIED = 4  # such texts at most


class Region:
    """A stretch of an article around passages of it, folded."""

    def __init__(self, article: Article, passages: Sequence[Passage], reach: int) -> None:
        self.article = article
        self.passages = passages
        self.folded = FoldedText(article.text, max(0, passages[0].start - reach), passages[-1].end + reach)
        self.seams = {edge for passage in passages for one in passage.sentences for edge in (one.start, one.end)}

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its tokens."""
        return keys_of(self.folded.text)

    @cached_property
    def tokens(self) -> Tokens:
        """Its words, figures and signs."""
        return Tokens(self.folded)

    def passage_at(self, start: int) -> str:
        """Return the id of the passage that holds an offset, or else of the nearest one before."""
        before = [passage for passage in self.passages if passage.start <= start]
        return (before or self.passages)[-1].id


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where an excerpt stands in an article, and what differs; word for word if nothing does."""

    region: Region
    span: Extent
    similarity: float = 1.0
    differences: tuple[Difference, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the words stand there as they are."""
        return not self.differences

    @property
    def quote(self) -> str:
        """The article's words."""
        return self.region.article.text[self.span.start : self.span.end]


def regions_around(found: Iterable[Found], reach: int) -> list[Region]:
    """Return the stretches of text up to `reach` characters around passages; those that would overlap are one."""
    regions: dict[str, list[Region]] = {}
    ordered = sorted(found, key=lambda one: (one.article.id, one.passage.start))
    for _, group in groupby(ordered, key=lambda one: one.article.id):
        run: list[Passage] = []
        for one in (members := list(group)):
            if run and one.passage.start > run[-1].end + 2 * reach:
                regions.setdefault(one.article.id, []).append(Region(one.article, run, reach))
                run = []
            run.append(one.passage)
        regions.setdefault(members[0].article.id, []).append(Region(members[0].article, run, reach))
    return [region for those in regions.values() for region in those]


def exact_places(excerpt: Tokens, regions: Iterable[Region]) -> Iterator[Occurrence]:
    """Find where an excerpt stands word for word."""
    for region in regions:
        yield from (Occurrence(region, span) for span in region.folded.find(excerpt.folded.text, region.seams))


def altered_places(
    excerpt: Tokens, regions: Iterable[Region], shared: float = _SHARED, agreeing: int = AGREEING_WORDS
) -> list[Occurrence]:
    """Find where an excerpt stands with changes, one place in a region, the most similar first.

    It is looked for in the regions that hold at least the share `shared` of its words; so many words have to agree.
    """
    places = (_altered(excerpt, region, agreeing) for region in _promising(excerpt, regions, shared))
    return sorted((place for place in places if place), key=lambda place: -place.similarity)


def _promising(excerpt: Tokens, regions: Iterable[Region], share: float) -> list[Region]:
    """Return the few regions that hold most of an excerpt's words, of which those count more that few hold."""
    words = {token.key for token in excerpt if token.word}
    shared = [(region, words & region.keys) for region in regions]
    holding = Counter(word for _, held in shared for word in held)
    enough = [(region, held) for region, held in shared if len(held) >= share * len(words)]
    enough.sort(key=lambda one: -sum(1 / holding[word] for word in one[1]))
    return [region for region, _ in enough[:_TRIED]]


def _altered(excerpt: Tokens, region: Region, agreeing: int) -> Occurrence | None:
    found = align(excerpt, region.tokens)
    if found is None or not _meant(found, agreeing):
        return None
    span = region.tokens.extent(found.start, found.end)
    return Occurrence(region, span, round(found.similarity, 4), differences(excerpt, region.tokens, found))


def _meant(found: Alignment, agreeing: int) -> bool:
    """Tell whether enough agrees for a place to be the one meant."""
    if found.agreeing >= agreeing:
        return found.share >= AGREEING_SHARE
    return found.telling >= _FEW and found.share >= _NEARLY_ALL
