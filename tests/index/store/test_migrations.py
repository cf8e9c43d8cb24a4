"""Catalogs of earlier schema versions."""

import sqlite3
from contextlib import closing
from pathlib import Path

from index.store.catalog import Catalog
from index.store.schema import VERSION

FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, revision TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT, published TEXT,
    language TEXT NOT NULL, source TEXT NOT NULL UNIQUE, url TEXT
);
CREATE INDEX articles_of_revision ON articles (revision);
CREATE TABLE revisions (
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, revision TEXT NOT NULL, text TEXT NOT NULL,
    title TEXT NOT NULL, publisher TEXT, published TEXT, language TEXT NOT NULL, url TEXT,
    PRIMARY KEY (article_id, revision)
);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE TABLE sentences (
    id TEXT PRIMARY KEY, passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL, heading INTEGER NOT NULL
) WITHOUT ROWID;
CREATE VIEW passage_words AS
    SELECT p.number AS number, a.id AS article_id, a.title AS title,
           substr(r.text, p.start + 1, p.end - p.start) AS text
    FROM passages p JOIN articles a ON a.id = p.article_id
    JOIN revisions r ON r.article_id = a.id AND r.revision = a.revision;
CREATE VIRTUAL TABLE words USING fts5 (
    title, text, content = 'passage_words', content_rowid = 'number',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO articles VALUES ('a', 'r', 'Ferry', NULL, '2026-01-05', 'en', 'ferry.txt', NULL);
INSERT INTO revisions VALUES ('a', 'r', 'The ferry sank.', 'Ferry', NULL, '2026-01-05', 'en', NULL);
INSERT INTO passages VALUES (1, 'p', 'a', 0, 15);
INSERT INTO sentences VALUES ('s', 1, 0, 15, 0);
INSERT INTO words (words) VALUES ('rebuild');
PRAGMA user_version = 1;
"""


def make_first(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST)


def shape_of(path: Path) -> set[tuple[str, str]]:
    """The tables and indexes of a catalog, by name and columns."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL")]
        return {(name, column[1]) for name in names for column in connection.execute(f"PRAGMA table_info({name})")}


def test_a_catalog_of_the_first_version_keeps_its_articles(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite3"
    make_first(path)
    catalog = Catalog(path)
    article = catalog.article("a")
    assert article is not None
    assert (article.text, article.pages) == ("The ferry sank.", ())
    assert list(catalog.passages(["p"])) == ["p"]
    assert [name for name, _ in catalog.full_text.search(["sank"], 3)] == ["p"]
    assert catalog.find_problems() == []
    catalog.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION


def test_an_older_catalog_ends_with_the_tables_of_a_new_one(tmp_path: Path) -> None:
    make_first(tmp_path / "older.sqlite3")
    for name in ("older.sqlite3", "new.sqlite3"):
        Catalog(tmp_path / name).close()
    assert shape_of(tmp_path / "older.sqlite3") == shape_of(tmp_path / "new.sqlite3")
