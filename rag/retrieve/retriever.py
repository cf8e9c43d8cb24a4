"""Question → passages: dense passages, dense sentences and full text, fused by score.

A passage's dense score is the mean of its own similarity and its best sentence's, which finds better than
either alone. Full text adds up to a weight of its own, by the share of the question's weight in rare
words that the passage holds. A question in another language shares few words with a passage, so its share is
small by itself: rank fusion, which rewards any match at all, ruins such questions.
"""

import math
from collections.abc import Mapping, Sequence

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.language.detection import detect_language, language_of
from index.language.words import content_words
from index.library import Library
from index.store.catalog import StoredPassage
from index.store.filters import Filters
from rag.answer import Provenance, provenance_of
from rag.calibration import DEFAULT, RetrievalWeights
from rag.retrieve.hit import Hit, Reading
from rag.retrieve.near_copies import fold_copies
from rag.retrieve.nearest import PASSAGES, find_nearest

_SPARE = 10  # further passages looked at for near-copies of the ones wanted, or their originals
_COMMON = 20_000  # passages; a word that more of them hold takes longest to rank by, and tells least
_BM25_CEILING = 2.2  # FTS5's bm25 gives a term at most its idf times k1 + 1


class HybridRetriever(BaseRetriever):
    """Finds passages in a library; a LlamaIndex retriever whose nodes carry the offsets."""

    def __init__(self, library: Library, limit: int = 10, weights: RetrievalWeights = DEFAULT.retrieval) -> None:
        super().__init__()
        self._library = library
        self._limit = limit
        self._weights = weights

    def read(
        self,
        question: str,
        limit: int | None = None,
        filters: Filters | None = None,
        *,
        by_words: bool = True,
        folding: bool = True,
    ) -> Reading:
        """Find the best passages for `question`; scores compare within one reading.

        Unless `by_words`, its words count nothing, which is cheaper for a text of many. With `folding` one article
        stands for its near-copies.
        """
        library = self._library
        total = library.catalog.count_passages(filters)
        language = language_of(question) or detect_language(question)
        if not total:
            return Reading(question, language, (), frozenset())
        words = content_words(question, language_of(question)) if by_words else []
        holders = {word: library.catalog.full_text.count(word, filters) for word in words}
        weights = {word: _inverse_frequency(total, count) for word, count in holders.items()}
        vector = library.embedder.embed_question(question)
        passages, sentences = find_nearest(library, vector, filters)
        rare = [word for word, count in holders.items() if count <= _COMMON and not self._is_common(word, filters)]
        lexical = self._score_words(weights, rare, filters)
        owners = library.catalog.passages_of_sentences(list(sentences))
        scores = _Scores(passages, sentences, lexical, owners, self._weights.lexical)
        hits = self._load(scores, limit or self._limit, filters, folding=folding)
        unknown = frozenset(word for word, count in holders.items() if not count)
        return Reading(question, language, tuple(hits), unknown)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [to_node(hit) for hit in self.read(query_bundle.query_str).hits]

    def _load(self, scores: "_Scores", limit: int, filters: Filters | None, *, folding: bool) -> list[Hit]:
        """Return the best hits; what a writer has just removed from the catalog is passed over."""
        ranked = scores.rank()
        loaded: list[Hit] = []
        hits: list[Hit] = []
        while len(hits) < limit and ranked:
            wanted = limit - len(hits) + (_SPARE if folding else 0)
            names, ranked = ranked[:wanted], ranked[wanted:]
            found = self._library.catalog.passages(names, filters)
            loaded += [scores.hit(found[name]) for name in names if name in found]
            hits = fold_copies(loaded) if folding else loaded
        return hits[:limit]

    def _is_common(self, word: str, filters: Filters | None) -> bool:
        """Tell whether a word that few of those hold that pass is held by very many: these are gone through, too."""
        catalog = self._library.catalog
        if not filters or catalog.selection.total() <= _COMMON:
            return False
        return catalog.full_text.count(word, most=_COMMON + 1) > _COMMON

    def _score_words(
        self, weights: Mapping[str, float], words: Sequence[str], filters: Filters | None
    ) -> dict[str, float]:
        """Return, by passage id, the share of the question's weight that it holds in `words`; 0 to 1."""
        ideal = sum(weights.values()) * _BM25_CEILING
        found = self._library.catalog.full_text.search(words, PASSAGES, filters)
        return {name: min(1.0, score / ideal) for name, score in found}


def to_node(hit: Hit) -> NodeWithScore:
    """Return a hit as a LlamaIndex node, with what a reader needs to know in its metadata."""
    metadata = Provenance(**provenance_of(hit.article, hit.passage.id)).model_dump(mode="json", exclude={"passage_id"})
    start, end = hit.passage.start, hit.passage.end
    node = TextNode(id_=hit.passage.id, text=hit.text, start_char_idx=start, end_char_idx=end, metadata=metadata)
    return NodeWithScore(node=node, score=hit.score)


class _Scores:
    """What the three searches say; an unnamed candidate is at most as near as the last one named."""

    def __init__(
        self,
        passages: Mapping[str, float],
        sentences: Mapping[str, float],
        lexical: Mapping[str, float],
        owners: Mapping[str, str],
        lexical_weight: float,
    ) -> None:
        self._sentences, self._lexical = sentences, lexical
        self._last_sentence = min(sentences.values(), default=0.0)
        last_passage = min(passages.values(), default=0.0)
        best: dict[str, float] = {}  # of a passage's sentences
        for sentence, passage in owners.items():
            best[passage] = max(best.get(passage, self._last_sentence), sentences[sentence])
        self._similarities = {
            name: (passages.get(name, last_passage) + best.get(name, self._last_sentence)) / 2
            for name in {*passages, *best, *lexical}
        }
        self._scores = {
            name: similarity + lexical_weight * lexical.get(name, 0.0)
            for name, similarity in self._similarities.items()
        }

    def rank(self) -> list[str]:
        """Return the ids of all candidates, best first."""
        return sorted(self._scores, key=lambda name: (-self._scores[name], name))

    def hit(self, found: StoredPassage) -> Hit:
        """Return a passage as a hit."""
        name = found.passage.id
        sentences = {one.id: self._sentences.get(one.id, self._last_sentence) for one in found.passage.sentences}
        score, similarity = self._scores[name], self._similarities[name]
        return Hit(found.article, found.passage, score, similarity, self._lexical.get(name, 0.0), sentences)


def _inverse_frequency(total: int, holding: int) -> float:
    return math.log((total - holding + 0.5) / (holding + 0.5) + 1)
