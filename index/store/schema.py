"""The catalog's tables.

Passages and sentences are kept as offsets; the full-text index (FTS5) reads their words through a view, so there is
no second copy of a text that could drift.
"""

VERSION = 1
TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, revision TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT, published TEXT,
    language TEXT NOT NULL, source TEXT NOT NULL UNIQUE, url TEXT
);
CREATE INDEX IF NOT EXISTS articles_of_revision ON articles (revision);
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
