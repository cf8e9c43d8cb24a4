"""Catalogs of earlier schema versions."""

import sqlite3
from contextlib import closing
from pathlib import Path

from index.store.catalog import Catalog
from index.store.schema import VERSION
from tests.index.store.catalogs import make_first, version_of


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
    assert version_of(path) == VERSION


def test_an_older_catalog_ends_with_the_tables_of_a_new_one(tmp_path: Path) -> None:
    make_first(tmp_path / "older.sqlite3")
    for name in ("older.sqlite3", "new.sqlite3"):
        Catalog(tmp_path / name).close()
    assert shape_of(tmp_path / "older.sqlite3") == shape_of(tmp_path / "new.sqlite3")
