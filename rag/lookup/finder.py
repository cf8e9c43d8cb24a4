"""Excerpt → where it stands: word for word, altered, at several places, or not in the corpus.

Places are looked for around the passages that hold runs of the excerpt's words or lie nearest to it. There only the
words count: folded they stand in a row, or enough of them agree for the place to be the one meant.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from index.language.words import stop_words
from index.library import Library
from index.store.catalog.catalog import StoredPassage
from index.store.catalog.filters import Filters
from index.tidy.characters import fold_characters
from rag.answer import cite
from rag.calibration import LOOKUP, calibration_for
from rag.errors import ExcerptError
from rag.lookup.finding import Finding, LookupVerdict, Match
from rag.lookup.folding import BREAK, OMISSION, FoldedText
from rag.lookup.places import Occurrence, Region, build_regions, find_altered, find_exact
from rag.lookup.related import find_related
from rag.lookup.stitching import find_parts
from rag.lookup.tokens import Tokens
from rag.retrieve.retriever import HybridRetriever

LONGEST_EXCERPT = 5_000
MOST_MATCHES = 10
_RUNS = (4, 8, 16)  # words in a row that are looked for in the full text
_PHRASES = 12  # such runs at most, spread over the excerpt
_HOLDING = 30  # passages that hold such runs, best first
_NEAREST = 12  # passages that lie nearest
_SOFT_HYPHEN = re.compile(r"\u00ad[^\S\r\n]*[\r\n]+\s*")  # where it ends a line
_MARGIN = 200  # characters beside a passage that are looked at, besides the length of the excerpt


class Finder:
    """Looks excerpts up in a library. Safe from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._retriever = HybridRetriever(library)
        self._related = calibration_for(library.embedder.model_name).related

    def find(self, excerpt: str, *, identity: str | int | None = None, filters: Filters | None = None) -> Finding:
        """Find where an excerpt stands; raise ExcerptError if it can't be looked up as it is."""
        words = validate_excerpt(excerpt)
        reading = self._retriever.read(words.folded.original, _NEAREST, filters, by_words=False, folding=False)
        found = {hit.passage.id: StoredPassage(hit.article, hit.passage) for hit in reading.hits}
        holding = self._find_by_words(words, filters)
        missing = [name for name in holding if name not in found]
        found |= self._library.catalog.passages(missing, filters)
        regions = build_regions(found.values(), len(words.folded.original) + _MARGIN)
        places, stitched = _locate(words, regions)
        shown = places[:MOST_MATCHES]
        verdict: LookupVerdict = "absent" if not places else "exact" if places[0].exact and not stitched else "altered"
        return Finding(
            id=identity,
            excerpt=excerpt,
            verdict=verdict,
            stitched=stitched,
            matches=tuple(_to_match(number, place) for number, place in enumerate(shown, start=1)),
            related=find_related(reading, places, self._related.similarity),
            undated=self._library.catalog.count_undated(filters),
            earlier=() if verdict == "exact" else self._find_earlier(words, {one.article.id for one in found.values()}),
        )

    def _find_by_words(self, words: Tokens, filters: Filters | None) -> list[str]:
        """Return the ids of the passages that hold telling runs of an excerpt's words, best first.

        Runs that few passages hold are telling; if there are none so short, longer ones.
        """
        catalog = self._library.catalog
        for length in _RUNS:
            holding = {run: catalog.full_text.count(run, filters, _HOLDING) for run in sample_phrases(words, length)}
            telling = [run for run, count in holding.items() if 0 < count < _HOLDING]
            if telling:
                break
        return [name for name, _ in catalog.full_text.search(telling or list(holding), _HOLDING, filters)]

    def _find_earlier(self, words: Tokens, articles: Collection[str]) -> tuple[Match, ...]:
        """Find where an excerpt stood word for word before an article was changed."""
        replaced = (
            (article, FoldedText(article.text)) for article in self._library.catalog.earlier_revisions(sorted(articles))
        )
        stood = ((article, span) for article, folded in replaced for span in folded.find(words.folded.text))
        cited = (cite(number, article, "", span) for number, (article, span) in enumerate(stood, start=1))
        return tuple(Match(**one.model_dump(), similarity=1.0) for one in islice(cited, MOST_MATCHES))


def validate_excerpt(excerpt: str) -> Tokens:
    """Return an excerpt's words without the marks around them; raise ExcerptError if there are none, or too many."""
    if len(excerpt) > LONGEST_EXCERPT:
        raise ExcerptError(f"the excerpt is longer than {LONGEST_EXCERPT:,} characters; look up a paragraph at a time")
    folded = FoldedText(fold_characters(_SOFT_HYPHEN.sub("", excerpt)))
    bare = folded.text.strip(f" '{OMISSION}")
    if sum(map(str.isalnum, bare)) < 2:
        raise ExcerptError("there are no words in the excerpt; paste at least a few of them")
    start = folded.text.index(bare)
    span = folded.extent(start, start + len(bare))
    return Tokens(FoldedText(folded.original[span.start : span.end]))


def sample_phrases(words: Tokens, length: int) -> list[str]:
    """Return runs of an excerpt's words to look for in the full text; those of stop words only say nothing."""
    bearing = [at for at, token in enumerate(words) if token.word]
    runs = [bearing[at : at + length] for at in range(0, len(bearing), length)]
    telling = [run for run in runs if any(words[at].key not in stop_words() for at in run)] or runs
    step = max(1.0, len(telling) / _PHRASES)
    chosen = [telling[int(at * step)] for at in range(min(len(telling), _PHRASES))]
    spans = ((words[run[0]].start, words[run[-1]].end) for run in chosen)
    return [words.folded.text[start:end].replace(BREAK, "") for start, end in spans]


def _locate(words: Tokens, regions: Sequence[Region]) -> tuple[list[Occurrence], bool]:
    """Return the places of an excerpt, best first, and whether it is stitched together from them."""
    if exact := _deduplicate(find_exact(words, regions)):
        standing = {place.region.article.id for place in exact}
        elsewhere = [region for region in regions if region.article.id not in standing]
        return [*exact, *_deduplicate(find_altered(words, elsewhere, LOOKUP.copied))], False
    whole = _deduplicate(find_altered(words, regions))
    if whole and not _may_be_stitched(words, whole[0]):
        return whole, False
    together = find_parts(words, regions, LOOKUP.parts_similar if whole and not _has_omission(words) else 0.0)
    if not together or (len(together) == 1 and whole and whole[0].similarity >= together[0].similarity):
        return whole, False
    return together, len(together) > 1


def _may_be_stitched(words: Tokens, place: Occurrence) -> bool:
    return _has_omission(words) or any(len(one.excerpt.split()) >= LOOKUP.differing_run for one in place.differences)


def _has_omission(words: Tokens) -> bool:
    return any(token.text == OMISSION for token in words)


def _deduplicate(places: Iterable[Occurrence]) -> list[Occurrence]:
    """Return each place once; a text may lie in two regions."""
    return list({(place.region.article.id, place.span): place for place in reversed([*places])}.values())[::-1]


def _to_match(number: int, place: Occurrence) -> Match:
    region = place.region
    cited = cite(number, region.article, region.passage_at(place.span.start), place.span)
    return Match(**cited.model_dump(), similarity=place.similarity, differences=place.differences)
