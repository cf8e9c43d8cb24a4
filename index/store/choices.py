"""What filters can name: the publishers, collections and articles that there are."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from index.errors import FilterError
from index.store.collections import Collections
from index.store.database import Database
from index.store.filters import Filters

_NEAR = 0.5  # how alike a name has to be to be one that may have been meant
_SOME = 3  # known names that are listed where none is near
_LONGEST = 80  # characters of a name in a message


class Choices:
    """Looks up what filters name, so that a slip of the pen isn't taken for a filter that nothing passes."""

    def __init__(self, database: Database, collections: Collections) -> None:
        self._database = database
        self._collections = collections

    def resolve(self, filters: Filters) -> Filters:
        """Return filters as the catalog knows what they name: articles by id, a collection as it is spelled.

        Raise FilterError if they name what isn't there, or a period that ends before it begins. In an empty library
        nothing is there, and that is told by whoever asks.
        """
        if not filters:
            return filters
        if filters.after and filters.before and filters.after > filters.before:
            raise FilterError(f"{filters.after} is after {filters.before}, so no day lies between; change one of them")
        if not self._database.fetch("SELECT 1 FROM articles LIMIT 1"):
            return filters
        if filters.publisher:
            self._require_publisher(filters.publisher)
        return replace(
            filters,
            collection=self.spell_collection(filters.collection) if filters.collection else None,
            articles=None if filters.articles is None else self.find_articles(filters.articles),
        )

    def find_articles(self, names: Iterable[str]) -> frozenset[str]:
        """Return the ids of articles that are named by id or source; raise FilterError if one isn't there."""
        wanted = set(names)
        listed = json.dumps(sorted(wanted))
        found = self._database.fetch(
            "SELECT id, source FROM articles WHERE id IN (SELECT value FROM json_each(?1))"
            " UNION SELECT id, source FROM articles WHERE source IN (SELECT value FROM json_each(?1))",
            listed,
        )
        unknown = wanted - {row[field] for row in found for field in ("id", "source")}
        if unknown:
            name = _shorten(min(unknown))
            raise FilterError(f"no article has the source {name}, nor that id; `pullquote list --json` shows them all")
        return frozenset(row["id"] for row in found)

    def spell_collection(self, name: str) -> str:
        """Return the name of a collection as it was first written; raise FilterError if there is none of it."""
        spelled = self._collections.find(name)
        if spelled is None:
            known = self._collections.names()
            raise FilterError(_describe_unknown(f"there is no collection {_shorten(name)}", name, known))
        return spelled

    def _require_publisher(self, name: str) -> None:
        if self._database.fetch("SELECT 1 FROM articles WHERE publisher = ? COLLATE NOCASE LIMIT 1", name):
            return
        rows = self._database.fetch("SELECT DISTINCT publisher AS name FROM articles WHERE publisher IS NOT NULL")
        known = [str(row["name"]) for row in rows]
        raise FilterError(_describe_unknown(f"no article is by the publisher {_shorten(name)}", name, known))


def _describe_unknown(problem: str, name: str, known: Sequence[str]) -> str:
    folded = {one.casefold(): one for one in known}
    near = [folded[one] for one in get_close_matches(name.casefold(), folded, n=3, cutoff=_NEAR)]
    if near:
        return f"{problem}; did you mean {' or '.join(map(_shorten, near))}?"
    some = [_shorten(one) for one in sorted(known, key=str.casefold)[:_SOME]]
    return f"{problem}; known: {', '.join(some)}{', …' if len(known) > _SOME else ''}" if some else problem


def _shorten(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
