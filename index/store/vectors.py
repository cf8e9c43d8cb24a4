"""Chroma: vectors by id, passages and sentences in a collection each, rebuildable from the catalog."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import chromadb
import numpy as np
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError

from index.errors import StoreDamagedError, StoreError, StoreFullError
from index.store.database import is_full
from index.store.kept_vectors import KeptVectors, Vector, normalize

Kind = Literal["passages", "sentences"]
_PAGE = 5_000
_COMPARED = 10_000  # vectors that are compared one by one, rather than searched among
_KEPT = 10_000  # of each kind, for comparing: about 15 MB, and as much again for the rows in use
_TRIES = 5
_PLACES = 8  # where a sample is taken
_TOLERATED = 0.25  # share of a sample
_SAME = 1e-3  # cosine distance of what is the same vector
_MISSING = "finding id"  # in what Chroma says when a query names an id that it doesn't have
_TOO_FULL = "the disk of %s is full; free some space, and try again"
_COPIES = 8  # of a vector: in the queue and the graph, their journals, and room to spare
_ROOM = 4 << 20  # bytes that have to be free for writing
_FULL = "disk is full"  # in what SQLite says, through Chroma; Chroma itself says nothing of it
_PANIC = "PanicException"  # what Chroma's Rust core raises on damaged files; no Exception, can't be imported


class Vectors:
    """The vector index of one home. Embeddings are always passed in, so Chroma downloads no model."""

    def __init__(self, folder: Path, original: Path | None = None) -> None:
        """Open the index in `folder`; errors name the `original` where that is a copy."""
        self.folder = original or folder
        try:
            with self._translate_errors():
                self._client: Any = chromadb.PersistentClient(
                    path=str(folder), settings=Settings(anonymized_telemetry=False)
                )
                self._collections: dict[Kind, Any] = {
                    kind: self._open_collection(kind) for kind in ("passages", "sentences")
                }
                self._kept: dict[Kind, KeptVectors] = {kind: KeptVectors(_KEPT) for kind in self._collections}
        except StoreError:
            SharedSystemClient.clear_system_cache()  # or Chroma would hand out the broken one again
            raise

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def _open_collection(self, kind: Kind) -> Any:
        return self._client.get_or_create_collection(
            kind, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}
        )

    def add(self, kind: Kind, ids: Sequence[str], vectors: Sequence[Vector]) -> None:
        """Add or replace vectors, in batches of the size Chroma takes."""
        size = self._client.get_max_batch_size()
        self._require_room(sum(vector.nbytes for vector in vectors) * _COPIES)
        with self._translate_errors():
            for at in range(0, len(ids), size):
                batch = np.stack(vectors[at : at + size])
                self._collections[kind].upsert(ids=list(ids[at : at + size]), embeddings=batch)
        self._kept[kind].forget(ids)

    def delete(self, kind: Kind, ids: Sequence[str]) -> None:
        """Delete vectors; unknown ids are no error."""
        self._require_room(0)
        with self._translate_errors():
            for at in range(0, len(ids), _PAGE):
                self._collections[kind].delete(ids=list(ids[at : at + _PAGE]))
        self._kept[kind].forget(ids)

    def get(self, kind: Kind, ids: Sequence[str]) -> dict[str, Vector]:
        """Return the vectors of those ids that have one."""
        found: dict[str, Vector] = {}
        with self._translate_errors():
            for at in range(0, len(ids), _PAGE):
                page = self._collections[kind].get(ids=list(ids[at : at + _PAGE]), include=["embeddings"])
                found |= zip(page["ids"], page["embeddings"], strict=True)
        return found

    def similarity(self, kind: Kind, one: str, other: str) -> float:
        """Return how near two vectors are by cosine; 0 if either isn't there."""
        with self._translate_errors():
            found = self._collections[kind].get(ids=[one, other], include=["embeddings"])["embeddings"]
        return float(found[0] @ found[1]) if len(found) == 2 else 0.0

    def nearest(
        self, kind: Kind, vector: Vector, limit: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return (id, cosine similarity) of the nearest vectors, best first, `among` some ids if given."""
        if among is None:
            return self._query(kind, vector, limit, None)
        if len(among) <= _COMPARED:
            return self._compare(kind, vector, limit, among)
        present = list(among)
        for _ in range(_TRIES):  # Chroma refuses an id that it doesn't have, and a writer may just have deleted one
            try:
                return self._query(kind, vector, limit, present)
            except StoreDamagedError as error:
                if _MISSING not in str(error):
                    raise
            present = self._filter_present(kind, present)
        return []

    def _compare(self, kind: Kind, vector: Vector, limit: int, among: Sequence[str]) -> list[tuple[str, float]]:
        """Compare with each one: of few, Chroma would look for one after another in all that it has."""
        names, rows = self._kept[kind].stack(tuple(among), lambda missing: self.get(kind, missing))
        if not names:
            return []
        similarities = rows @ normalize([vector])[0]
        best = np.argsort(-similarities, kind="stable")[:limit]
        return [(names[at], float(similarities[at])) for at in best]

    def _filter_present(self, kind: Kind, ids: Sequence[str]) -> list[str]:
        pages = (list(ids[at : at + _PAGE]) for at in range(0, len(ids), _PAGE))
        with self._translate_errors():
            return [name for page in pages for name in self._collections[kind].get(ids=page, include=[])["ids"]]

    def _query(self, kind: Kind, vector: Vector, limit: int, among: list[str] | None) -> list[tuple[str, float]]:
        with self._translate_errors():
            found = self._collections[kind].query(
                query_embeddings=[vector], n_results=limit, include=["distances"], ids=among
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(name, 1.0 - float(distance)) for name, distance in pairs]

    def ids(self, kind: Kind) -> set[str]:
        """Return every id whose vector can be read."""
        collection = self._collections[kind]
        found: set[str] = set()
        with self._translate_errors():
            for at in range(0, collection.count(), _PAGE):
                page = collection.get(include=["embeddings"], limit=_PAGE, offset=at)
                readable = np.isfinite(page["embeddings"]).all(axis=1) & np.any(page["embeddings"], axis=1)
                found.update(name for name, good in zip(page["ids"], readable, strict=True) if good)
        return found

    def count(self, kind: Kind) -> int:
        """Count the vectors."""
        with self._translate_errors():
            return int(self._collections[kind].count())

    def count_lost(self, kind: Kind, sample: int) -> int:
        """Count the vectors that aren't found by themselves, of a `sample` spread over all; 0 if those are few.

        A sound graph of very similar vectors doesn't lead to some of them either.
        """
        collection = self._collections[kind]
        lost = looked_for = 0
        with self._translate_errors():
            count = collection.count()
            places = _PLACES if count > sample else 1
            size = max(1, sample // places)
            for place in range(places):
                at = count * place // places
                chosen = collection.get(include=["embeddings"], limit=size, offset=at)["embeddings"]
                if not len(chosen):
                    continue
                found = collection.query(query_embeddings=list(chosen), n_results=1, include=["distances"])["distances"]
                lost += sum(not nearest or not nearest[0] < _SAME for nearest in found)
                looked_for += len(chosen)
        return lost if lost > looked_for * _TOLERATED else 0

    def _require_room(self, size: int) -> None:
        """Refuse what may not fit: where the disk is full Chroma leaves a file half written, or hangs for good."""
        if is_full(self.folder, size + _ROOM):
            raise StoreFullError(_TOO_FULL % self.folder)

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            if not isinstance(error, (ChromaError, OSError, ValueError)) and type(error).__name__ != _PANIC:
                raise
            reason = " ".join(str(error).split())
            if _FULL in reason or is_full(self.folder):
                raise StoreFullError(_TOO_FULL % self.folder) from error
            raise StoreDamagedError(f"{self.folder} failed ({reason}); run: pullquote doctor --repair") from error
