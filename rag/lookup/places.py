"""Places where an excerpt stands: found around passages that may hold it, word for word or with changes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.article import Article, Passage
from index.store.catalog.catalog import StoredPassage
from rag.calibration import LOOKUP
from rag.lookup.alignment import Alignment, align
from rag.lookup.differences import differences
from rag.lookup.finding import Difference
from rag.lookup.folding import Extent, FoldedText
from rag.lookup.tokens import Tokens, keys_of

_TRIED = 4  # texts that hold enough of an excerpt's words, at most


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
        return Tokens(self.folded, self.article.language)

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


def build_regions(found: Iterable[StoredPassage], reach: int) -> list[Region]:
    """Return the stretches of text up to `reach` characters around passages; those that would overlap are one."""
    runs: list[list[StoredPassage]] = []
    for one in sorted(found, key=lambda one: (one.article.id, one.passage.start)):
        last = runs[-1][-1] if runs else None
        if last and last.article.id == one.article.id and one.passage.start <= last.passage.end + 2 * reach:
            runs[-1].append(one)
        else:
            runs.append([one])
    return [Region(run[0].article, [one.passage for one in run], reach) for run in runs]


def find_exact(excerpt: Tokens, regions: Iterable[Region]) -> Iterator[Occurrence]:
    """Find where an excerpt stands word for word."""
    for region in regions:
        yield from (Occurrence(region, span) for span in region.folded.find(excerpt.folded.text, region.seams))


def find_altered(
    excerpt: Tokens, regions: Iterable[Region], shared: float = LOOKUP.shared, agreeing: int = LOOKUP.agreeing_words
) -> list[Occurrence]:
    """Find where an excerpt stands with changes, one place in a region, the most similar first.

    It is looked for in the regions that hold at least the share `shared` of its words; so many words have to agree.
    """
    places = (_align(excerpt, region, agreeing) for region in _select_promising(excerpt, regions, shared))
    return sorted((place for place in places if place), key=lambda place: -place.similarity)


def _select_promising(excerpt: Tokens, regions: Iterable[Region], share: float) -> list[Region]:
    """Return the few regions that hold most of an excerpt's words, of which those count more that few hold."""
    words = {token.key for token in excerpt if token.word}
    shared = [(region, words & region.keys) for region in regions]
    holding = Counter(word for _, held in shared for word in held)
    enough = [(region, held) for region, held in shared if len(held) >= share * len(words)]
    enough.sort(key=lambda one: -sum(1 / holding[word] for word in one[1]))
    return [region for region, _ in enough[:_TRIED]]


def _align(excerpt: Tokens, region: Region, agreeing: int) -> Occurrence | None:
    excerpt = excerpt.read_in(region.article.language)
    found = align(excerpt, region.tokens)
    if found is None or not _is_match(found, agreeing):
        return None
    span = region.tokens.extent(found.start, found.end)
    told = differences(excerpt, region.tokens, found, region.article.language)
    return Occurrence(region, span, round(found.similarity, 4), told)


def _is_match(found: Alignment, agreeing: int) -> bool:
    """Tell whether enough agrees for a place to be the one meant."""
    if found.agreeing >= agreeing:
        return found.share >= LOOKUP.agreeing_share
    few = LOOKUP.few_words - (found.share == 1)
    return found.telling >= few and found.share >= LOOKUP.nearly_all
