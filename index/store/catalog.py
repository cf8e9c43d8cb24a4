"""The catalog: one SQLite file that is the truth about articles, passages and sentences.

Passages and sentences are kept as offsets; the full-text index (FTS5, bm25) reads their words through a
view, so there is no second copy of a text that could drift. All SQL of the project is in this file.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.article import Article, Passage, Sentence
from index.errors import StoreDamagedError, StoreError

SCHEMA = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, revision TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT, published TEXT,
    language TEXT NOT NULL, source TEXT NOT NULL UNIQUE, url TEXT
);
CREATE TABLE IF NOT EXISTS revisions (
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, revision TEXT NOT NULL, text TEXT NOT NULL,
    title TEXT NOT NULL, publisher TEXT, published TEXT, language TEXT NOT NULL, url TEXT,
    PRIMARY KEY (article_id, revision)
);
CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_of_article ON passages (article_id);
CREATE TABLE IF NOT EXISTS sentences (
    id TEXT PRIMARY KEY, passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL, heading INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sentences_of_passage ON sentences (passage);
CREATE VIEW IF NOT EXISTS passage_words AS
    SELECT p.number AS number, a.id AS article_id, a.title AS title,
           substr(r.text, p.start + 1, p.end - p.start) AS text
    FROM passages p JOIN articles a ON a.id = p.article_id
    JOIN revisions r ON r.article_id = a.id AND r.revision = a.revision;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    title, text, content = 'passage_words', content_rowid = 'number',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
"""


_OF_ARTICLES = "FROM passages p JOIN articles a ON a.id = p.article_id"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles may answer; None lets all pass. Undated articles pass no date bound.

    `without` names articles, by id, that are treated as if they weren't there.
    """

    language: str | None = None
    publisher: str | None = None
    after: date | None = None
    before: date | None = None
    without: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any((self.language, self.publisher, self.after, self.before, self.without))


@dataclass(frozen=True, slots=True)
class Found:
    """A passage in its article."""

    article: Article
    passage: Passage


class Catalog:
    """Reads and writes one catalog file; safe from several threads, for one process at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection = self._open()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def meta(self, key: str) -> str | None:
        """Return what was noted under `key`."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", key)
        return str(rows[0]["value"]) if rows else None

    def note(self, key: str, value: str) -> None:
        """Keep `value` under `key`."""
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def articles(self) -> list[Article]:
        """Return all articles, by title, without their texts."""
        rows = self._rows("SELECT *, '' AS text FROM articles ORDER BY title COLLATE NOCASE, id")
        return [_article(row) for row in rows]

    def article(self, article_id: str, revision: str | None = None) -> Article | None:
        """Return an article with its text, at its current or at an earlier revision."""
        rows = self._rows(
            "SELECT a.id, a.source, r.* FROM articles a JOIN revisions r ON r.article_id = a.id"
            " WHERE a.id = ? AND r.revision = coalesce(?, a.revision)",
            article_id,
            revision,
        )
        return _article(rows[0]) if rows else None

    def earlier(self, article_ids: Sequence[str]) -> list[Article]:
        """Return the replaced revisions of articles, with their texts."""
        rows = self._rows_in(
            "SELECT a.id, a.source, r.* FROM articles a JOIN revisions r ON r.article_id = a.id"
            " WHERE r.revision != a.revision AND a.id IN (%s)",
            article_ids,
        )
        return [_article(row) for row in rows]

    def put(self, article: Article, passages: Sequence[Passage]) -> None:
        """Write an article and its current passages in one transaction; earlier texts stay."""
        with self._transaction() as connection:
            self._forget_passages(connection, article.id)
            fields = {name: getattr(article, name) for name in Article.__slots__}
            fields["published"] = _iso(article.published)
            connection.execute(
                "INSERT INTO articles"
                " VALUES (:id, :revision, :title, :publisher, :published, :language, :source, :url)"
                " ON CONFLICT (id) DO UPDATE SET revision = :revision, title = :title, publisher = :publisher,"
                " published = :published, language = :language, url = :url",
                fields,
            )
            connection.execute(
                "INSERT OR REPLACE INTO revisions"
                " VALUES (:id, :revision, :text, :title, :publisher, :published, :language, :url)",
                fields,
            )
            for passage in passages:
                self._put_passage(connection, article, passage)

    def remove(self, article_id: str) -> None:
        """Forget an article, every revision of it."""
        with self._transaction() as connection:
            self._forget_passages(connection, article_id)
            connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))

    def passages(self, ids: Sequence[str], filters: Filters | None = None) -> dict[str, Found]:
        """Return the passages of `ids` that are live and pass the filters, by id."""
        condition, values = _condition(filters)
        with self._lock:  # an update in between would pair old offsets with a new text
            rows = self._rows_in(
                "SELECT p.number, p.id, p.article_id, p.start, p.end FROM passages p"
                f" JOIN articles a ON a.id = p.article_id WHERE p.id IN (%s) {condition}",
                ids,
                values,
            )
            sentences = self._sentences([row["number"] for row in rows])
            articles = self._current(list({row["article_id"] for row in rows}))
        return {
            row["id"]: Found(
                articles[row["article_id"]],
                Passage(row["id"], row["start"], row["end"], tuple(sentences[row["number"]])),
            )
            for row in rows
        }

    def passages_of_sentences(self, sentence_ids: Sequence[str]) -> dict[str, str]:
        """Return the passage id of each live sentence."""
        rows = self._rows_in(
            "SELECT s.id, p.id AS passage_id FROM sentences s JOIN passages p ON p.number = s.passage"
            " WHERE s.id IN (%s)",
            sentence_ids,
        )
        return {row["id"]: row["passage_id"] for row in rows}

    def passages_of(self, article_id: str) -> list[Passage]:
        """Return an article's passages in order."""
        rows = self._rows("SELECT * FROM passages WHERE article_id = ? ORDER BY start", article_id)
        sentences = self._sentences([row["number"] for row in rows])
        return [Passage(row["id"], row["start"], row["end"], tuple(sentences[row["number"]])) for row in rows]

    def search_words(self, terms: Sequence[str], limit: int, filters: Filters | None = None) -> list[tuple[str, float]]:
        """Return (passage id, bm25) of the passages that hold any of `terms`; greater is better."""
        if not terms:
            return []
        condition, values = _condition(filters)
        among = f"AND rowid IN (SELECT p.number {_OF_ARTICLES} WHERE 1 {condition})" if filters else ""
        rows = self._rows(
            "SELECT p.id, -found.rank AS score FROM (SELECT rowid AS number, rank FROM words WHERE words MATCH ?"
            f" AND rank MATCH 'bm25(0.5, 1.0)' {among} ORDER BY rank LIMIT ?) found"
            " JOIN passages p USING (number) ORDER BY score DESC, p.id",
            " OR ".join(_quoted(term) for term in terms),
            *values,
            limit,
        )
        return [(row["id"], row["score"]) for row in rows]

    def passages_with(self, term: str, filters: Filters | None = None, most: int = -1) -> int:
        """Count the passages that hold a term, as the full-text index sees it, and pass the filters; or `most`."""
        condition, values = _condition(filters)
        among = f"AND rowid IN (SELECT p.number {_OF_ARTICLES} WHERE 1 {condition})" if filters else ""
        query = f"SELECT count(*) AS n FROM (SELECT 1 FROM words WHERE words MATCH ? {among} LIMIT ?)"
        return int(self._rows(query, _quoted(term), *values, most)[0]["n"])

    def ids(self, filters: Filters | None = None) -> tuple[list[str], list[str]]:
        """Return the ids of all live passages and of all live sentences that pass the filters."""
        condition, values = _condition(filters)
        joined = f"{_OF_ARTICLES} WHERE 1 {condition}"
        passages = self._rows(f"SELECT p.id {joined}", *values)
        sentences = self._rows(f"SELECT id FROM sentences WHERE passage IN (SELECT p.number {joined})", *values)
        return [row["id"] for row in passages], [row["id"] for row in sentences]

    def passage_count(self) -> int:
        """Count passages alone, which a question needs and which is cheaper."""
        return int(self._rows("SELECT count(*) AS n FROM passages")[0]["n"])

    def counts(self) -> tuple[int, int, int]:
        """Count articles, passages and sentences."""
        row = self._rows(
            "SELECT (SELECT count(*) FROM articles) AS a, (SELECT count(*) FROM passages) AS p,"
            " (SELECT count(*) FROM sentences) AS s"
        )[0]
        return row["a"], row["p"], row["s"]

    def problems(self) -> list[str]:
        """Return what SQLite's and FTS5's own checks find wrong with the file."""
        found = [str(row[0]) for row in self._rows("PRAGMA quick_check") if row[0] != "ok"]
        try:
            self._rows("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        except StoreDamagedError:
            found.append("the full-text index disagrees with the texts")
        return found

    def rebuild_words(self) -> None:
        """Make the full-text index anew from the texts."""
        with self._transaction() as connection:
            connection.execute("INSERT INTO words (words) VALUES ('rebuild')")

    def _open(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(self.path, check_same_thread=False, isolation_level=None)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA busy_timeout = 5000")
            connection.execute("PRAGMA foreign_keys = ON")
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found == 0:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {SCHEMA}; COMMIT;")
        except sqlite3.OperationalError as error:
            raise StoreError(f"can't open {self.path}: {error}; check the folder's permissions and space") from error
        except sqlite3.DatabaseError as error:
            raise _damaged(self.path, error) from error
        if found > SCHEMA:
            connection.close()
            raise StoreError(f"{self.path} was written by a newer Pullquote (schema {found}); update Pullquote")
        return connection

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.execute("ROLLBACK")
                    raise
                self._connection.execute("COMMIT")
            except sqlite3.OperationalError as error:
                raise StoreError(f"can't write {self.path}: {error}; nothing was changed") from error
            except sqlite3.DatabaseError as error:
                raise _damaged(self.path, error) from error

    def _rows(self, query: str, *values: Any) -> list[Any]:
        with self._lock:
            try:
                return self._connection.execute(query, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise _damaged(self.path, error) from error

    def _rows_in(self, query: str, ids: Sequence[Any], values: Sequence[Any] = ()) -> list[Any]:
        """Run a query with `IN (%s)` in slices that fit SQLite's limit on variables."""
        slices = [ids[at : at + 500] for at in range(0, len(ids), 500)]
        return [row for part in slices for row in self._rows(query % ",".join("?" * len(part)), *part, *values)]

    def _current(self, ids: Sequence[str]) -> dict[str, Article]:
        rows = self._rows_in(
            "SELECT a.*, r.text FROM articles a JOIN revisions r ON r.article_id = a.id AND r.revision = a.revision"
            " WHERE a.id IN (%s)",
            ids,
        )
        return {row["id"]: _article(row) for row in rows}

    def _sentences(self, numbers: Sequence[int]) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = {number: [] for number in numbers}
        for row in self._rows_in("SELECT * FROM sentences WHERE passage IN (%s) ORDER BY start", numbers):
            found[row["passage"]].append(Sentence(row["id"], row["start"], row["end"], bool(row["heading"])))
        return found

    def _put_passage(self, connection: sqlite3.Connection, article: Article, passage: Passage) -> None:
        number = connection.execute(
            "INSERT INTO passages (id, article_id, start, end) VALUES (?, ?, ?, ?)",
            (passage.id, article.id, passage.start, passage.end),
        ).lastrowid
        connection.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
            [(s.id, number, s.start, s.end, s.heading) for s in passage.sentences],
        )
        words = article.text[passage.start : passage.end]
        connection.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (number, article.title, words))

    def _forget_passages(self, connection: sqlite3.Connection, article_id: str) -> None:
        """Delete an article's passages; the full-text index needs to be told the words it forgets."""
        article = self.article(article_id)
        if article is None:
            return
        forgotten = [
            (row["number"], article.title, article.text[row["start"] : row["end"]])
            for row in self._rows("SELECT number, start, end FROM passages WHERE article_id = ?", article_id)
        ]
        connection.executemany("INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)", forgotten)
        connection.execute("DELETE FROM passages WHERE article_id = ?", (article_id,))


def _condition(filters: Filters | None) -> tuple[str, list[str]]:
    if not filters:
        return "", []
    tests = {
        "a.language = ?": filters.language,
        "a.publisher = ? COLLATE NOCASE": filters.publisher,
        "a.published >= ?": _iso(filters.after),
        "a.published <= ?": _iso(filters.before),
    }
    chosen = {test: value for test, value in tests.items() if value}
    left_out = sorted(filters.without)
    conditions = [*chosen, f"a.id NOT IN ({','.join('?' * len(left_out))})"] if left_out else chosen
    return "".join(f" AND {test}" for test in conditions), [*chosen.values(), *left_out]


def _article(row: Any) -> Article:
    return Article(
        id=row["id"],
        revision=row["revision"],
        text=row["text"],
        title=row["title"],
        publisher=row["publisher"],
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        language=row["language"],
        source=row["source"],
        url=row["url"],
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _damaged(path: Path, error: sqlite3.DatabaseError) -> StoreDamagedError:
    return StoreDamagedError(f"{path} can't be read ({error}); restore it from a backup, it is never overwritten")
