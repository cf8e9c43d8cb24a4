"""The catalog's tables.

Passages and sentences are kept as offsets; the full-text index (FTS5) reads their words through a view, so there is
no second copy of a text that could drift. A change of a table is a higher `VERSION`, and a line of `MIGRATIONS`.
"""

_COLLECTIONS = """
CREATE TABLE collections (
    name TEXT NOT NULL COLLATE NOCASE, article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (name, article_id)
) WITHOUT ROWID;
CREATE INDEX collections_of_article ON collections (article_id);
"""
_SOURCES = """
CREATE TABLE sources (address TEXT PRIMARY KEY, collection TEXT) WITHOUT ROWID;
CREATE TABLE fetched (url TEXT PRIMARY KEY, etag TEXT, modified TEXT) WITHOUT ROWID;
CREATE TABLE watches (
    id INTEGER PRIMARY KEY, question TEXT NOT NULL, filters TEXT NOT NULL, told TEXT NOT NULL DEFAULT '[]'
);
"""

VERSION = 2
MIGRATIONS = {  # from a version to the next
    1: f"ALTER TABLE revisions ADD COLUMN pages TEXT NOT NULL DEFAULT ''; {_COLLECTIONS} {_SOURCES}",
}
TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, revision TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT, published TEXT,
    language TEXT NOT NULL, source TEXT NOT NULL UNIQUE, url TEXT
);
CREATE INDEX articles_of_revision ON articles (revision);
CREATE TABLE revisions (
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, revision TEXT NOT NULL, text TEXT NOT NULL,
    title TEXT NOT NULL, publisher TEXT, published TEXT, language TEXT NOT NULL, url TEXT,
    pages TEXT NOT NULL DEFAULT '', PRIMARY KEY (article_id, revision)
);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE INDEX passages_of_article ON passages (article_id);
CREATE TABLE sentences (
    id TEXT PRIMARY KEY, passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL, heading INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sentences_of_passage ON sentences (passage);
CREATE VIEW passage_words AS
    SELECT p.number AS number, a.id AS article_id, a.title AS title,
           substr(r.text, p.start + 1, p.end - p.start) AS text
    FROM passages p JOIN articles a ON a.id = p.article_id
    JOIN revisions r ON r.article_id = a.id AND r.revision = a.revision;
CREATE VIRTUAL TABLE words USING fts5 (
    title, text, content = 'passage_words', content_rowid = 'number',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
{_COLLECTIONS}
{_SOURCES}
"""
