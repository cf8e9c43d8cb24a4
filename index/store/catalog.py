"""The catalog: one SQLite file that is the truth about articles, passages and sentences."""

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from index.article import Article, Passage, Sentence
from index.errors import StoreDamagedError
from index.store.database import Database
from index.store.filters import Filters, build_clause
from index.store.full_text import FullText, Words

_log = logging.getLogger(__name__)
_REVISIONS = "SELECT a.id, a.source, r.* FROM articles a JOIN revisions r ON r.article_id = a.id WHERE "


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage in its article."""

    article: Article
    passage: Passage


class Catalog:
    """Articles, passages and sentences of one home, and the `full_text` index of their words."""

    def __init__(self, path: Path, *, writing: bool = True) -> None:
        self._database = Database(path, writing=writing)
        self._altered: set[str] = set()  # articles that were told to be
        self.full_text = FullText(self._database)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def get_meta(self, key: str) -> str | None:
        """Return what is kept under `key`."""
        rows = self._database.fetch("SELECT value FROM meta WHERE key = ?", key)
        return str(rows[0]["value"]) if rows else None

    def set_meta(self, key: str, value: str) -> None:
        """Keep `value` under `key`."""
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

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
        clause, values = build_clause(replace(filters, after=None, before=None))
        query = f"SELECT count(DISTINCT a.id) AS n {clause} AND a.published IS NULL"
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
        fields = {name: getattr(article, name) for name in Article.__slots__}
        fields["published"] = article.published and article.published.isoformat()
        fields["pages"] = " ".join(map(str, article.pages))
        with self._database.transaction() as connection:
            genuine = self._forget_passages(connection, article.id)
            connection.execute(
                "INSERT INTO articles"
                " VALUES (:id, :revision, :title, :publisher, :published, :language, :source, :url)"
                " ON CONFLICT (id) DO UPDATE SET revision = :revision, title = :title, publisher = :publisher,"
                " published = :published, language = :language, url = :url",
                fields,
            )
            connection.execute(
                "INSERT OR REPLACE INTO revisions"
                " VALUES (:id, :revision, :text, :title, :publisher, :published, :language, :url, :pages)",
                fields,
            )
            words = [self._save_passage(connection, article, passage) for passage in passages]
            self.full_text.add(connection, words)
            if replaced:
                genuine &= self._forget_passages(connection, replaced)
                connection.execute(
                    "UPDATE OR IGNORE revisions SET article_id = ? WHERE article_id = ?", (article.id, replaced)
                )
                connection.execute("DELETE FROM articles WHERE id = ?", (replaced,))
        if not genuine:
            self.full_text.rebuild()

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
        clause, values = build_clause(filters)
        with self._database.lock:  # an update in between would pair old offsets with a new text
            rows = self._database.fetch_in(f"SELECT p.* {clause} AND p.id IN (%s)", ids, values)
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

    def passages_of_sentences(self, sentence_ids: Sequence[str]) -> dict[str, str]:
        """Return the passage id of each live sentence."""
        rows = self._database.fetch_in(
            "SELECT s.id, p.id AS passage_id FROM sentences s JOIN passages p ON p.number = s.passage"
            " WHERE s.id IN (%s)",
            sentence_ids,
        )
        return {row["id"]: row["passage_id"] for row in rows}

    def ids(self, filters: Filters | None = None) -> tuple[list[str], list[str]]:
        """Return the ids of all live passages and of all live sentences that pass the filters."""
        clause, values = build_clause(filters)
        passages = self._database.fetch(f"SELECT p.id {clause}", *values)
        sentences = self._database.fetch(
            f"SELECT id FROM sentences WHERE passage IN (SELECT p.number {clause})", *values
        )
        return [row["id"] for row in passages], [row["id"] for row in sentences]

    def count_passages(self) -> int:
        """Count passages alone, which a question needs and which is cheaper."""
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


def _make_article(row: Any) -> Article:
    fields = {name: row[name] for name in Article.__slots__}
    published = row["published"] and date.fromisoformat(row["published"])
    return Article(**{**fields, "published": published, "pages": tuple(map(int, row["pages"].split()))})
