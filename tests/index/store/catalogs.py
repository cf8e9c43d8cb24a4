"""Catalogs of earlier schema versions."""

import sqlite3
from contextlib import closing
from pathlib import Path

from index.article import revision_of

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
INSERT INTO articles VALUES ('a', 'REVISION', 'Ferry', NULL, '2026-01-05', 'en', 'ferry.txt', NULL);
INSERT INTO revisions VALUES ('a', 'REVISION', 'The ferry sank.', 'Ferry', NULL, '2026-01-05', 'en', NULL);
INSERT INTO passages VALUES (1, 'p', 'a', 0, 15);
INSERT INTO sentences VALUES ('s', 1, 0, 15, 0);
INSERT INTO words (words) VALUES ('rebuild');
PRAGMA user_version = 1;
""".replace("REVISION", revision_of("The ferry sank."))


def make_first(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST)


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
