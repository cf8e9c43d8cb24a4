"""Baselines that search paragraphs, each in a way that a few lines of anyone's code would.

By the embedder alone; by SQLite's full text alone (all words of the question, joined by OR); and by both,
fused by reciprocal rank (Cormack et al. 2009, k = 60).
"""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from evals.score.ranking import RankedPassage
from evals.sets.libraries import library_articles
from index.article import Article, Passage, span_id
from index.library import Library
from index.split.sentences import split_paragraphs
from index.store.catalog.catalog import Catalog
from index.store.catalog.filters import Filters

_DEPTH = 50
_RRF_K = 60
_WORD = re.compile(r"\w+")


class Baseline:
    """A paragraph is a passage; a catalog of its own keeps the paragraphs, without titles."""

    asks: ClassVar[tuple[type, str] | None] = None

    def __init__(self, library: Library, catalog: Catalog) -> None:
        self._embedder = library.embedder
        self._catalog = catalog
        self._texts: dict[str, str] = {}
        self._places: dict[str, RankedPassage] = {}
        for article in library_articles(library):
            passages = self.passages_of(article)
            catalog.save(replace(article, title=""), passages)
            for one in passages:
                self._texts[one.id] = article.text[one.start : one.end]
                self._places[one.id] = RankedPassage(article.id, one.id, one.start, one.end)

    def passages_of(self, article: Article) -> Sequence[Passage]:
        """Return the article's paragraphs."""
        spans = [(block[0].start, block[-1].end) for block in split_paragraphs(article.text)]
        return [Passage(span_id(article.id, article.revision, start, end), start, end, ()) for start, end in spans]

    def rank(self, question: str, limit: int, filters: Filters | None = None) -> list[RankedPassage]:
        """Return the best paragraphs, best first; of the filters only `without` is heeded."""
        scores = self._scores(question)
        best = (replace(self._places[name], score=scores[name]) for name in _rank(scores))
        left_out = filters.without if filters else frozenset()
        return [one for one in best if one.article_id not in left_out][:limit]

    def _scores(self, question: str) -> Mapping[str, float]:
        raise NotImplementedError

    def _words(self, question: str) -> Mapping[str, float]:
        """FTS5's bm25 over porter stems without diacritics, of the best paragraphs."""
        return dict(self._catalog.full_text.search(list(dict.fromkeys(_WORD.findall(question.lower()))), _DEPTH))


class Dense(Baseline):
    """Cosine of the embedder's vectors for question and paragraph, by brute force."""

    def __init__(self, library: Library, catalog: Catalog) -> None:
        super().__init__(library, catalog)
        self._vectors = self._embedder.embed_passages(list(self._texts.values()))

    def _scores(self, question: str) -> Mapping[str, float]:
        return dict(zip(self._texts, (self._vectors @ self._embedder.embed_question(question)).tolist(), strict=True))


class FullText(Baseline):
    """Words alone."""

    def _scores(self, question: str) -> Mapping[str, float]:
        return self._words(question)


class Fused(Dense):
    """Naive reciprocal-rank fusion of the two."""

    def _scores(self, question: str) -> Mapping[str, float]:
        fused: dict[str, float] = {}
        for scores in (super()._scores(question), self._words(question)):
            for rank, name in enumerate(_rank(scores)[:_DEPTH], start=1):
                fused[name] = fused.get(name, 0.0) + 1 / (_RRF_K + rank)
        return fused


BASELINES: Mapping[str, type[Baseline]] = {"dense": Dense, "fts5": FullText, "rrf": Fused}


@contextmanager
def open_baseline(name: str, library: Library) -> Iterator[Baseline]:
    """Open one of BASELINES over the articles of a library."""
    with tempfile.TemporaryDirectory() as folder:
        catalog = Catalog(Path(folder) / "paragraphs.sqlite3")
        try:
            yield BASELINES[name](library, catalog)
        finally:
            catalog.close()


def _rank(scores: Mapping[str, float]) -> list[str]:
    """Order by score; equals stay as they come, so that fusion gives dense the benefit of a tie."""
    return sorted(scores, key=lambda name: -scores[name])
