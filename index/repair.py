"""Vectors that agree with the catalog: what has none is embedded, what belongs to nothing is deleted."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from index.article import Article, Passage, Sentence
from index.store.catalog.catalog import Catalog

if TYPE_CHECKING:
    from index.embed.embedder import Embeddings
    from index.store.vectors.kept import Vector
    from index.store.vectors.vectors import Kind, Vectors

Embed = Callable[[Sequence[str]], "Embeddings"]
_SAMPLE = 2_000  # vectors of each kind that are looked for
_BATCH = 256  # texts given to the embedder at once, to bound memory


def collect_spans(passages: Sequence[Passage]) -> dict["Kind", dict[str, Passage | Sentence]]:
    """Return what has a vector of its own, by kind and id."""
    return {
        "passages": {passage.id: passage for passage in passages},
        "sentences": {sentence.id: sentence for passage in passages for sentence in passage.sentences},
    }


def embed_missing(
    article: Article,
    passages: Sequence[Passage],
    stored: Mapping["Kind", Collection[str]],
    vectors: "Vectors",
    embed: Embed,
    *,
    made: Mapping[str, "Vector"] = MappingProxyType({}),
) -> Collection[str]:
    """Store vectors of the passages and sentences that are not `stored`; return the texts that were embedded for it.

    Those that are `made` already, by id, aren't made again.
    """
    missing = {
        kind: {name: article.text[span.start : span.end] for name, span in spans.items() if name not in stored[kind]}
        for kind, spans in collect_spans(passages).items()
    }
    named = [pair for texts in missing.values() for pair in texts.items()]
    ordered = sorted({text for name, text in named if name not in made}, key=len)
    batches = [ordered[at : at + _BATCH] for at in range(0, len(ordered), _BATCH)]
    found = {text: vector for batch in batches for text, vector in zip(batch, embed(batch), strict=True)}
    for kind, texts in missing.items():
        vectors.add(kind, list(texts), [made[name] if name in made else found[text] for name, text in texts.items()])
    return found


def find_differences(catalog: Catalog, vectors: "Vectors") -> list[str]:
    """Say in one line each where catalog and vectors disagree."""
    differences = []
    for kind, (live, stored) in _compare_ids(catalog, vectors).items():
        if missing := len(live - stored):
            differences.append(f"{missing} {kind} have no vector")
        if left := len(stored - live):
            differences.append(f"{left} vectors of {kind} belong to nothing")
    if lost := count_lost(vectors):
        differences.append(f"{lost} vectors can't be found")
    return differences


def count_lost(vectors: "Vectors") -> int:
    """Count the vectors that don't find themselves, of a large sample."""
    return vectors.count_lost("passages", _SAMPLE) + vectors.count_lost("sentences", _SAMPLE)


def restore_vectors(catalog: Catalog, vectors: "Vectors", embed: Embed) -> int:
    """Delete vectors that belong to nothing and embed what has none; return how many texts that were."""
    ids = _compare_ids(catalog, vectors)
    for kind, (live, stored) in ids.items():
        vectors.delete(kind, sorted(stored - live))
    known = {kind: stored for kind, (_, stored) in ids.items()}
    embedded = 0
    for summary in catalog.articles():
        passages = catalog.passages_of(summary.id)
        article = catalog.stored_article(summary.id)
        if article and any(spans.keys() - known[kind] for kind, spans in collect_spans(passages).items()):
            embedded += len(embed_missing(article, passages, known, vectors, embed))
    return embedded


def _compare_ids(catalog: Catalog, vectors: "Vectors") -> dict["Kind", tuple[set[str], set[str]]]:
    """Return, by kind, the ids that the catalog has and those that have a vector."""
    passages, sentences = catalog.ids()
    return {
        "passages": (set(passages), vectors.ids("passages")),
        "sentences": (set(sentences), vectors.ids("sentences")),
    }
