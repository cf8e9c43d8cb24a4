"""Collections: articles that are kept together under a name; an article may be in several."""

import json
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import CollectionError
from index.store.database import Database

LONGEST_NAME = 80
_CONTROLS = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # Unicode's categories; Cf turns the direction of what stands beside it
_JOINERS = "\u200c\u200d"  # Persian and the languages of India spell with them


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection: its name as it was first written, and the ids of its articles, sorted."""

    name: str
    articles: tuple[str, ...]


class Collections:
    """The collections of a catalog. One exists as long as an article is in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Collection]:
        """Return all collections, by name."""
        found: dict[str, list[str]] = {}
        for row in self._database.fetch("SELECT name, article_id FROM collections ORDER BY name, article_id"):
            found.setdefault(row["name"], []).append(row["article_id"])
        return [Collection(name, tuple(found[name])) for name in sorted(found, key=_fold)]

    def get(self, name: str) -> Collection:
        """Return a collection by its name as it was first written; one that isn't there has no articles."""
        rows = self._database.fetch("SELECT article_id FROM collections WHERE name = ? ORDER BY article_id", name)
        return Collection(name, tuple(row["article_id"] for row in rows))

    def names(self) -> list[str]:
        """Return the names of all collections, sorted."""
        return sorted((row["name"] for row in self._database.fetch("SELECT DISTINCT name FROM collections")), key=_fold)

    def find(self, name: str) -> str | None:
        """Return the name of a collection as it was first written; None if there is no such collection."""
        return next((known for known in self.names() if _fold(known) == _fold(name)), None)

    def add(self, name: str, article_ids: Sequence[str]) -> str:
        """Put articles into a collection, which is made if it is new; return its name as it was first written.

        Raise CollectionError if the name can't be one. What isn't the id of an article is passed over.
        """
        spelled = self.find(name) or tidy_name(name)
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO collections SELECT ?, id FROM articles"
                " WHERE id IN (SELECT value FROM json_each(?))",
                (spelled, json.dumps(list(article_ids))),
            )
        return spelled

    def remove(self, name: str, article_ids: Sequence[str]) -> str:
        """Take articles out of a collection; return its name as it was first written.

        Raise CollectionError if there is no such collection. Articles that aren't in it are passed over.
        """
        spelled = self.find(name)
        if spelled is None:
            raise CollectionError(f"there is no collection {name.strip()}; `pullquote collection list` shows them all")
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM collections WHERE name = ? AND article_id IN (SELECT value FROM json_each(?))",
                (spelled, json.dumps(list(article_ids))),
            )
        return spelled

    def move(self, connection: sqlite3.Connection, article_id: str, replaced: str) -> None:
        """Put an article wherever the one was that it takes the place of, within the same transaction."""
        connection.execute(
            "INSERT OR IGNORE INTO collections SELECT name, ? FROM collections WHERE article_id = ?",
            (article_id, replaced),
        )


def tidy_name(name: str) -> str:
    """Return the name of a collection without the space around it; raise CollectionError if it can't be one."""
    tidied = unicodedata.normalize("NFC", name.strip())
    if not tidied:
        raise CollectionError("the name of a collection is empty; give it one, such as Elections")
    if len(tidied) > LONGEST_NAME:
        raise CollectionError(
            f"the name of a collection is longer than {LONGEST_NAME} characters; give it a shorter one"
        )
    if any(unicodedata.category(one) in _CONTROLS and one not in _JOINERS for one in tidied):
        raise CollectionError("the name of a collection has line breaks or control characters in it; leave them out")
    return tidied


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip().casefold())
