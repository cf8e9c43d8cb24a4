"""Saved questions, and what has been told in answer to each."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from index.store.catalog.database import Database
from index.store.catalog.filters import Filters

_FILTERS = TypeAdapter(Filters)


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved question; `told` are the keys of the quotes that were told in answer to it."""

    id: int
    question: str
    filters: Filters
    told: frozenset[str] = frozenset()


class Watches:
    """The saved questions of one home."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Watch]:
        """Return them in the order in which they were saved."""
        return [_make_watch(row) for row in self._database.fetch("SELECT * FROM watches ORDER BY id")]

    def add(self, question: str, filters: Filters) -> Watch:
        """Save a question; one that is saved with the same filters stays as it is."""
        wanted = _FILTERS.dump_json(filters).decode()
        for watch in self.all():
            if (watch.question, watch.filters) == (question, filters):
                return watch
        with self._database.transaction() as connection:
            added = connection.execute("INSERT INTO watches (question, filters) VALUES (?, ?)", (question, wanted))
        return Watch(int(added.lastrowid or 0), question, filters)

    def remove(self, watch_id: int) -> bool:
        """Forget a question; tell whether it was known."""
        with self._database.transaction() as connection:
            return connection.execute("DELETE FROM watches WHERE id = ?", (watch_id,)).rowcount > 0

    def set_told(self, watch_id: int, told: Iterable[str]) -> None:
        """Keep which quotes have been told."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE watches SET told = ? WHERE id = ?", (json.dumps(sorted(told)), watch_id))


def _make_watch(row: Any) -> Watch:
    told: frozenset[str] = frozenset(json.loads(row["told"]))
    return Watch(row["id"], row["question"], _FILTERS.validate_json(row["filters"]), told)
