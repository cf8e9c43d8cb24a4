"""Which passages some filters let through: a byte for each, so that a filter costs next to nothing.

SQLite asks for a passage's byte as it goes through what it has found. Joined with the articles, it would read every
passage that passes, or every one that doesn't, before the first word is looked up.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.store.database import Database
from index.store.filters import MARKED, Filters, build_condition

_MARKED_PASSAGES = "FROM json_each(?) marked JOIN passages p ON p.number = marked.value"
_KEPT = 32  # filters whose marks are kept until the next write
_LISTED = 10_000  # ids of a filter that are kept as long
_PAGE = 20_000  # passages read at once; other readers wait so long


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The article of each passage, by both their numbers, after so many writes; the marks and lists made so far."""

    writes: int
    owners: NDArray[np.int64]
    total: int
    marks: dict[Filters, bytes] = field(default_factory=dict)
    ids: dict[tuple[str, Filters], tuple[str, ...]] = field(default_factory=dict)


class Selection:
    """Marks passages that pass. Safe from several threads: at worst two make the same marks."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._snapshot: _Snapshot | None = None

    def mark(self, filters: Filters) -> bytes:
        """Return a byte for each passage number: 1 if it passes the filters, else 0."""
        snapshot = self._read_snapshot()
        marks = snapshot.marks.get(filters)
        if marks is None:
            marks = self._mark(snapshot, filters)
            if len(snapshot.marks) >= _KEPT:
                snapshot.marks.clear()
                snapshot.ids.clear()
            snapshot.marks[filters] = marks
        return marks

    def count(self, filters: Filters) -> int:
        """Count the passages that pass."""
        return self.mark(filters).count(1)

    def total(self) -> int:
        """Count all passages, as they were when last read."""
        return self._read_snapshot().total

    def passing(self, passage_ids: Sequence[str], filters: Filters) -> set[str]:
        """Return those passage ids that are live and pass."""
        query = f"SELECT id FROM passages WHERE {MARKED.format('number')} AND id IN (%s)"
        return {row["id"] for row in self._database.fetch_in(query, passage_ids, [self.mark(filters)])}

    def passage_ids(self, filters: Filters) -> tuple[str, ...]:
        """Return the ids of all passages that pass."""
        return self._fetch_ids(f"SELECT p.id {_MARKED_PASSAGES}", filters)

    def sentence_ids(self, filters: Filters) -> tuple[str, ...]:
        """Return the ids of all sentences of passages that pass."""
        return self._fetch_ids(f"SELECT s.id {_MARKED_PASSAGES} JOIN sentences s ON s.passage = p.number", filters)

    def sentences_of(self, passage_ids: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of the sentences of some passages."""
        query = "SELECT s.id FROM passages p JOIN sentences s ON s.passage = p.number WHERE p.id IN (%s)"
        return tuple(row["id"] for row in self._database.fetch_in(query, passage_ids))

    def _fetch_ids(self, query: str, filters: Filters) -> tuple[str, ...]:
        snapshot = self._read_snapshot()
        ids = snapshot.ids.get((query, filters))
        if ids is None:
            numbers = np.flatnonzero(np.frombuffer(self.mark(filters), dtype=np.uint8))
            rows = self._database.fetch(query, json.dumps(numbers.tolist()))
            ids = tuple(row["id"] for row in rows)
            if len(ids) <= _LISTED:
                snapshot.ids[query, filters] = ids
        return ids

    def _mark(self, snapshot: _Snapshot, filters: Filters) -> bytes:
        condition, values = build_condition(filters)
        rows = self._database.fetch(f"SELECT a.rowid FROM articles a WHERE {condition}", *values)
        passing = np.zeros(max(int(snapshot.owners.max(initial=0)), *(row[0] for row in rows), 0) + 1, dtype=bool)
        passing[[row[0] for row in rows]] = True
        return passing[snapshot.owners].tobytes()

    def _read_snapshot(self) -> _Snapshot:
        writes = self._database.writes  # before reading: what is written meanwhile makes the next reader read again
        if self._snapshot is None or self._snapshot.writes != writes:
            owners = self._read_owners()
            self._snapshot = _Snapshot(writes, owners, int(np.count_nonzero(owners)))
        return self._snapshot

    def _read_owners(self) -> NDArray[np.int64]:
        top = self._database.fetch("SELECT max(number) AS n FROM passages")[0]["n"] or 0
        owners = np.zeros(top + 1, dtype=np.int64)  # no article has the number 0
        for start in range(0, top + 1, _PAGE):
            rows = self._database.fetch(
                "SELECT p.number, a.rowid FROM passages p JOIN articles a ON a.id = p.article_id"
                " WHERE p.number BETWEEN ? AND ?",
                start,
                min(start + _PAGE - 1, top),
            )
            if rows:
                pairs = np.array([tuple(row) for row in rows], dtype=np.int64)
                owners[pairs[:, 0]] = pairs[:, 1]
        return owners
