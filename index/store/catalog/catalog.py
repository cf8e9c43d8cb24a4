"""The catalog: one SQLite file that is the truth about articles, passages and sentences."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.article import Article, Passage, Sentence
from index.errors import StoreDamagedError
from index.store.catalog.choices import Choices
from index.store.catalog.collections import Collections
from index.store.catalog.database import Database
from index.store.catalog.fetched import Fetched
from index.store.catalog.filters import MARKED, Filters, build_condition
from index.store.catalog.full_text import FullText, Words
from index.store.catalog.sources import Sources
from index.store.catalog.watches import Watches

_EMBEDDER = "embedder"
_BESIDE = ("collections", "sources", "fetched", "watches", "meta")  # the tables of what isn't of articles alone
_INTO_REVISIONS = (
    "INTO revisions VALUES (:id, :revision, :text, :title, :publisher, :published, :language, :url, :pages)"
)
if TYPE_CHECKING:
    from index.store.catalog.selection import Selection

_log = logging.getLogger(__name__)
_REVISIONS = "SELECT a.id, a.source, r.* FROM articles a JOIN revisions r ON r.article_id = a.id WHERE "


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage in its article."""

    article: Article
    passage: Passage


class Catalog:
    """Articles, passages and sentences of one home, the `full_text` index of their words, and what was `fetched`.

    `collections` are those of its articles, `choices` what filters can name, `selection` what passes them.
    """

    def __init__(self, path: Path, *, writing: bool = True) -> None:
        self._database = Database(path, writing=writing)
        self._altered: set[str] = set()  # articles that were told to be
        self.sources = Sources(self._database)
        self.watches = Watches(self._database)
        self.fetched = Fetched(self._database)
        self.collections = Collections(self._database)
        self.choices = Choices(self._database, self.collections)
        self.full_text = FullText(self._database, self._mark)

    @cached_property
    def selection(self) -> "Selection":
        """What passes filters, made when first needed."""
        from index.store.catalog.selection import Selection  # needs NumPy, which takes its time to load

        return Selection(self._database)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @property
    def writes(self) -> int:
        """How often it was written since it was opened."""
        return self._database.writes

    def reopen(self, change: Callable[[], None], writes: int) -> bool:
        """Close the file, let it `change`, and open it again, while nobody reads; not if there are more `writes`."""
        return self._database.reopen(change, writes)

    def copy_rest(self, other: "Catalog") -> None:
        """Have what isn't of articles alone as another catalog has it: collections, sources, saved questions.

        The embedder stays; articles that aren't here yet are in no collection.
        """
        rows = {table: list(map(tuple, other._database.fetch(f"SELECT * FROM {table}"))) for table in _BESIDE}
        own = self._database.fetch("SELECT * FROM meta WHERE key = ?", _EMBEDDER)
        rows["meta"] = [row for row in rows["meta"] if row[0] != _EMBEDDER] + list(map(tuple, own))
        known = {article.id for article in self.articles()}
        rows["collections"] = [row for row in rows["collections"] if row[1] in known]
        with self._database.transaction() as connection:
            for table, values in rows.items():
                connection.execute(f"DELETE FROM {table}")
                for row in values:
                    connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)

    def get_meta(self, key: str) -> str | None:
        """Return what is kept under `key`."""
        rows = self._database.fetch("SELECT value FROM meta WHERE key = ?", key)
        return str(rows[0]["value"]) if rows else None

    def set_meta(self, key: str, value: str) -> None:
        """Keep `value` under `key`."""
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def embedder(self) -> str | None:
        """The identity of the embedder that the vectors come from; None while there are none."""
        return self.get_meta(_EMBEDDER)

    @embedder.setter
    def embedder(self, identity: str) -> None:
        self.set_meta(_EMBEDDER, identity)

    def articles(self) -> list[Article]:
        """Return all articles, by title, without their texts."""
        rows = self._database.fetch("SELECT *, '' AS text, '' AS pages FROM articles ORDER BY title COLLATE NOCASE, id")
        return [_make_article(row) for row in rows]

    def article(self, article_id: str, revision: str | None = None) -> Article | None:
        """Return an article with its text, at its current or at an earlier revision.

        One that has moved has another id by now; a revision is still found, by its text. Raise StoreDamagedError if the
        text isn't the one that was saved.
        """
        article = self.stored_article(article_id, revision)
        if article and not article.is_genuine:
            raise StoreDamagedError(_describe_altered(article))
        return article

    def stored_article(self, article_id: str, revision: str | None = None) -> Article | None:
        """Return an article as it is stored, whether or not its text is the one that was saved."""
        rows = self._database.fetch(
            _REVISIONS + "a.id = ? AND r.revision = coalesce(?, a.revision)", article_id, revision
        )
        if not rows and revision:
            rows = self._database.fetch(_REVISIONS + "r.revision = ? LIMIT 1", revision)
        return _make_article(rows[0]) if rows else None

    def count_undated(self, filters: Filters | None) -> int:
        """Count the articles without a date that pass all filters but those by day, if there are any of those."""
        if filters is None or not (filters.after or filters.before):
            return 0
        condition, values = build_condition(replace(filters, after=None, before=None))
        query = (
            f"SELECT count(*) AS n FROM articles a WHERE a.published IS NULL AND {condition}"
            " AND EXISTS (SELECT 1 FROM passages p WHERE p.article_id = a.id)"
        )
        return int(self._database.fetch(query, *values)[0]["n"])

    def earlier_revisions(self, article_ids: Sequence[str]) -> list[Article]:
        """Return the replaced revisions of articles, with their texts."""
        rows = self._database.fetch_in(_REVISIONS + "r.revision != a.revision AND a.id IN (%s)", article_ids)
        return self._genuine(map(_make_article, rows))

    def same_texts(self, article: Article) -> list[Article]:
        """Return the other articles that have an article's text now, by source."""
        rows = self._database.fetch(
            _REVISIONS + "r.revision = a.revision AND a.revision = ? AND a.id != ? ORDER BY a.source",
            article.revision,
            article.id,
        )
        return [_make_article(row) for row in rows]

    def save(self, article: Article, passages: Sequence[Passage], replaced: str | None = None) -> None:
        """Write an article and its current passages in one transaction; earlier texts stay.

        It takes over those of the article with the id `replaced`, which is forgotten.
        """
        fields = _to_fields(article)
        with self._database.transaction() as connection:
            genuine = self._forget_passages(connection, article.id)
            connection.execute(
                "INSERT INTO articles"
                " VALUES (:id, :revision, :title, :publisher, :published, :language, :source, :url)"
                " ON CONFLICT (id) DO UPDATE SET revision = :revision, title = :title, publisher = :publisher,"
                " published = :published, language = :language, url = :url",
                fields,
            )
            connection.execute(f"INSERT OR REPLACE {_INTO_REVISIONS}", fields)
            words = [self._save_passage(connection, article, passage) for passage in passages]
            self.full_text.add(connection, words)
            if replaced:
                genuine &= self._forget_passages(connection, replaced)
                self.collections.move(connection, article.id, replaced)
                connection.execute(
                    "UPDATE OR IGNORE revisions SET article_id = ? WHERE article_id = ?", (article.id, replaced)
                )
                connection.execute("DELETE FROM articles WHERE id = ?", (replaced,))
        if not genuine:
            self.full_text.rebuild()

    def save_earlier(self, revisions: Sequence[Article]) -> None:
        """Write earlier revisions of articles that are there; those that are known stay as they are."""
        with self._database.transaction() as connection:
            connection.executemany(f"INSERT OR IGNORE {_INTO_REVISIONS}", map(_to_fields, revisions))

    def remove(self, article_id: str) -> None:
        """Forget an article, every revision of it."""
        with self._database.transaction() as connection:
            genuine = self._forget_passages(connection, article_id)
            connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))
        if not genuine:
            self.full_text.rebuild()

    def passages(self, ids: Sequence[str], filters: Filters | None = None) -> dict[str, StoredPassage]:
        """Return the passages of `ids` that are live and pass the filters, by id.

        Those of an article whose text isn't the one that was saved are left out, which is logged once.
        """
        condition, values = build_condition(filters or Filters())
        query = f"SELECT p.* FROM passages p JOIN articles a ON a.id = p.article_id WHERE {condition} AND p.id IN (%s)"
        with self._database.lock:  # an update in between would pair old offsets with a new text
            rows = self._database.fetch_in(query, ids, values)
            passages = self._read_passages(rows)
            articles = self._read_current(list({row["article_id"] for row in rows}))
        return {
            passage.id: StoredPassage(articles[row["article_id"]], passage)
            for row, passage in zip(rows, passages, strict=True)
            if row["article_id"] in articles
        }

    def passages_of(self, article_id: str) -> list[Passage]:
        """Return an article's passages in order."""
        return self._read_passages(
            self._database.fetch("SELECT * FROM passages WHERE article_id = ? ORDER BY start", article_id)
        )

    def passages_of_sentences(self, sentence_ids: Sequence[str], filters: Filters | None = None) -> dict[str, str]:
        """Return the passage id of each sentence that is live and passes the filters."""
        marked, values = (f"{MARKED.format('s.passage')} AND", [self.selection.mark(filters)]) if filters else ("", [])
        rows = self._database.fetch_in(
            "SELECT s.id, p.id AS passage_id FROM sentences s JOIN passages p ON p.number = s.passage"
            f" WHERE {marked} s.id IN (%s)",
            sentence_ids,
            values,
        )
        return {row["id"]: row["passage_id"] for row in rows}

    def ids(self, filters: Filters | None = None) -> tuple[list[str], list[str]]:
        """Return the ids of all live passages and of all live sentences that pass the filters."""
        if filters:
            return list(self.selection.passage_ids(filters)), list(self.selection.sentence_ids(filters))
        kinds = (self._database.fetch(f"SELECT id FROM {kind}") for kind in ("passages", "sentences"))
        passages, sentences = ([row["id"] for row in rows] for rows in kinds)
        return passages, sentences

    def count_passages(self, filters: Filters | None = None) -> int:
        """Count passages alone, those that pass the filters, which a question needs and which is cheaper."""
        if filters:
            return self.selection.count(filters)
        return int(self._database.fetch("SELECT count(*) AS n FROM passages")[0]["n"])

    def counts(self) -> tuple[int, int, int]:
        """Count articles, passages and sentences."""
        row = self._database.fetch(
            "SELECT (SELECT count(*) FROM articles) AS a, (SELECT count(*) FROM passages) AS p,"
            " (SELECT count(*) FROM sentences) AS s"
        )[0]
        return row["a"], row["p"], row["s"]

    def find_problems(self) -> list[str]:
        """Return what SQLite's and FTS5's own checks find wrong with the file."""
        problems = [str(row[0]) for row in self._database.fetch("PRAGMA quick_check") if row[0] != "ok"]
        if not self.full_text.is_consistent():
            problems.append("the full-text index disagrees with the texts")
        return problems + [_describe_altered(one) for one in self._find_altered()]

    def _find_altered(self) -> Iterator[Article]:
        """Yield the articles, at any revision, whose text isn't the one that was saved."""
        for row in self._database.fetch("SELECT article_id, revision FROM revisions"):
            article = self.stored_article(row["article_id"], row["revision"])
            if article and not article.is_genuine:
                yield article

    def _genuine(self, articles: Iterable[Article]) -> list[Article]:
        """Leave out those whose text isn't the one that was saved, and tell so once."""
        kept = []
        for article in articles:
            if article.is_genuine:
                kept.append(article)
            elif article.id not in self._altered:
                self._altered.add(article.id)
                _log.warning("pullquote: %s; it is left out", _describe_altered(article))
        return kept

    def _mark(self, filters: Filters) -> bytes:
        return self.selection.mark(filters)

    def _read_current(self, ids: Sequence[str]) -> dict[str, Article]:
        rows = self._database.fetch_in(_REVISIONS + "r.revision = a.revision AND a.id IN (%s)", ids)
        return {article.id: article for article in self._genuine(map(_make_article, rows))}

    def _read_passages(self, rows: Sequence[Any]) -> list[Passage]:
        """Return the passages of rows, with their sentences."""
        sentences: dict[int, list[Sentence]] = {row["number"]: [] for row in rows}
        query = "SELECT * FROM sentences WHERE passage IN (%s) ORDER BY start"
        for row in self._database.fetch_in(query, list(sentences)):
            sentences[row["passage"]].append(Sentence(row["id"], row["start"], row["end"], bool(row["heading"])))
        return [Passage(row["id"], row["start"], row["end"], tuple(sentences[row["number"]])) for row in rows]

    def _save_passage(self, connection: sqlite3.Connection, article: Article, passage: Passage) -> Words:
        number = connection.execute(
            "INSERT INTO passages (id, article_id, start, end) VALUES (?, ?, ?, ?)",
            (passage.id, article.id, passage.start, passage.end),
        ).lastrowid
        connection.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
            [(s.id, number, s.start, s.end, s.heading) for s in passage.sentences],
        )
        return number, article.title, article.text[passage.start : passage.end]

    def _forget_passages(self, connection: sqlite3.Connection, article_id: str) -> bool:
        """Forget an article's passages; return whether their words can be forgotten, which an altered text prevents."""
        article = self.stored_article(article_id)
        if article is None:
            return True
        rows = self._database.fetch("SELECT number, start, end FROM passages WHERE article_id = ?", article_id)
        words = ((row["number"], article.title, article.text[row["start"] : row["end"]]) for row in rows)
        self.full_text.forget(connection, words)
        connection.execute("DELETE FROM passages WHERE article_id = ?", (article_id,))
        return article.is_genuine


def _describe_altered(article: Article) -> str:
    return (
        f"the text of {article.id} ({article.source}) was altered in the catalog; add its file again, or restore the"
        " catalog from a backup"
    )


def _to_fields(article: Article) -> dict[str, Any]:
    fields = {name: getattr(article, name) for name in Article.__slots__}
    published = article.published and article.published.isoformat()
    return {**fields, "published": published, "pages": " ".join(map(str, article.pages))}


def _make_article(row: Any) -> Article:
    fields = {name: row[name] for name in Article.__slots__}
    published = row["published"] and date.fromisoformat(row["published"])
    return Article(**{**fields, "published": published, "pages": tuple(map(int, row["pages"].split()))})
