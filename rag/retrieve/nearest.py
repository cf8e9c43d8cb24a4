"""The nearest passages and sentences among those that pass filters, for about the cost of the nearest of all.

Chroma goes through all that it has if only few pass, and through a list of ids if many do. So of many that pass, the
nearest of all are looked at until enough of them do; few are compared one by one.
"""

from collections.abc import Collection, Sequence
from math import ceil

from index.library import Library
from index.store.filters import Filters
from index.store.kept_vectors import Vector
from index.store.vectors import Kind

PASSAGES = 50
SENTENCES = 200
_SPARE = 1.5  # how many more of all are looked at than those expected to hold what is wanted
_MOST = 1_200  # looked at: a few milliseconds
_GROWTH = 4
_MANY = 3_000  # passages: too many to compare one by one, with their sentences
_ENOUGH, _ENOUGH_OF_MANY = 1 / 2, 1 / 8  # of what is wanted: the rest ranks far behind
Nearest = dict[str, float]  # cosine similarity by id, best first


def find_nearest(library: Library, vector: Vector, filters: Filters | None) -> tuple[Nearest, Nearest]:
    """Return the nearest passages and the nearest sentences that pass."""
    vectors = library.vectors
    if not filters:
        passages = vectors.nearest("passages", vector, PASSAGES)
        return dict(passages), dict(vectors.nearest("sentences", vector, SENTENCES))
    selection = library.catalog.selection
    many = selection.count(filters) > _MANY
    near = _look_at_nearest(library, "passages", vector, PASSAGES, filters)
    far = near is None  # what passes lies far from the question, or there is little of it
    if near is None:
        near = dict(vectors.nearest("passages", vector, PASSAGES, selection.passage_ids(filters)))
    inside = None if far and many else _look_at_nearest(library, "sentences", vector, SENTENCES, filters)
    if inside is None:
        among = selection.sentences_of(list(near)) if many else selection.sentence_ids(filters)
        inside = dict(vectors.nearest("sentences", vector, SENTENCES, among))
    return near, inside


def _look_at_nearest(library: Library, kind: Kind, vector: Vector, limit: int, filters: Filters) -> Nearest | None:
    """Return the nearest of all that pass; None if too few of them do."""
    passing, total = library.catalog.selection.count(filters), library.catalog.selection.total()
    if not passing:
        return {}
    many = passing > _MANY
    enough = limit * (_ENOUGH_OF_MANY if many else _ENOUGH)
    wanted = ceil(limit * _SPARE * total / passing)
    steps = [min(wanted, _MOST // 2), _MOST] if many else [wanted, wanted * _GROWTH]
    for looked_at in (step for step in steps if step <= _MOST):
        found = library.vectors.nearest(kind, vector, looked_at)
        kept = _filter_passing(library, kind, [name for name, _ in found], filters)
        if len(kept) >= enough or len(found) < looked_at:
            return dict([pair for pair in found if pair[0] in kept][:limit])
    return None


def _filter_passing(library: Library, kind: Kind, names: Sequence[str], filters: Filters) -> Collection[str]:
    if kind == "passages":
        return library.catalog.selection.passing(names, filters)
    return library.catalog.passages_of_sentences(names, filters)
