"""The words of the catalog's passages: SQLite's full-text index, FTS5, scored by bm25."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from index.errors import StoreDamagedError
from index.store.database import Database
from index.store.filters import MARKED, Filters

Words = tuple[int | None, str, str]  # a passage's number, its article's title, its text


class FullText:
    """Passages by the words they hold."""

    def __init__(self, database: Database, mark: Callable[[Filters], bytes]) -> None:
        self._database = database
        self._mark = mark

    def search(self, terms: Sequence[str], limit: int, filters: Filters | None = None) -> list[tuple[str, float]]:
        """Return (passage id, bm25) of the passages that hold any of `terms`; greater is better."""
        if not terms:
            return []
        among, values = self._restrict_rows(filters)
        rows = self._database.fetch(
            "SELECT p.id, -found.rank AS score FROM (SELECT rowid AS number, rank FROM words WHERE words MATCH ?"
            f" AND rank MATCH 'bm25(0.5, 1.0)' {among} ORDER BY rank LIMIT ?) found"
            " JOIN passages p USING (number) ORDER BY score DESC, p.id",
            " OR ".join(_quote(term) for term in terms),
            *values,
            limit,
        )
        return [(row["id"], row["score"]) for row in rows]

    def count(self, term: str, filters: Filters | None = None, most: int = -1) -> int:
        """Count the passages that hold a term, as the index sees it, and pass the filters; or `most`."""
        among, values = self._restrict_rows(filters)
        query = f"SELECT count(*) AS n FROM (SELECT 1 FROM words WHERE words MATCH ? {among} LIMIT ?)"
        return int(self._database.fetch(query, _quote(term), *values, most)[0]["n"])

    def _restrict_rows(self, filters: Filters | None) -> tuple[str, list[bytes]]:
        return (f"AND {MARKED.format('rowid')}", [self._mark(filters)]) if filters else ("", [])

    def add(self, connection: sqlite3.Connection, passages: Iterable[Words]) -> None:
        """Index passages that are written in the same transaction."""
        connection.executemany("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", passages)

    def forget(self, connection: sqlite3.Connection, passages: Iterable[Words]) -> None:
        """Forget passages; the index needs to be told the words that it forgets."""
        connection.executemany("INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)", passages)

    def is_consistent(self) -> bool:
        """Tell whether the index agrees with the texts."""
        try:
            self._database.fetch("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        except StoreDamagedError:
            return False
        return True

    def rebuild(self) -> None:
        """Make the index anew from the texts."""
        with self._database.transaction() as connection:
            connection.execute("INSERT INTO words (words) VALUES ('rebuild')")


def _quote(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
