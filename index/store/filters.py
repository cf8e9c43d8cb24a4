"""Which articles may answer."""

import json
from dataclasses import dataclass
from datetime import date

MARKED = "substr(?, {} + 1, 1) = x'01'"  # SQL: whether a passage of that number passes; its value are the marks


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles may answer; None lets all pass. Undated articles pass no date bound.

    `without` names articles, by id, that are treated as if they weren't there, `articles` the only ones that are.
    """

    language: str | None = None
    publisher: str | None = None
    after: date | None = None
    before: date | None = None
    without: frozenset[str] = frozenset()
    collection: str | None = None
    articles: frozenset[str] | None = None

    def __bool__(self) -> bool:
        given = (self.language, self.publisher, self.after, self.before, self.without, self.collection)
        return any(given) or self.articles is not None


def build_condition(filters: Filters) -> tuple[str, list[str]]:
    """Return SQL that is true of those articles `a` that pass the filters, and its values.

    A `+` keeps SQLite from looking articles up one by one where what is asked has narrowed them already.
    """
    chosen = None if filters.articles is None else json.dumps(sorted(filters.articles))  # one value for any number
    tests = {
        "a.language = ?": filters.language,
        "a.publisher = ? COLLATE NOCASE": filters.publisher,
        "a.published >= ?": filters.after and filters.after.isoformat(),
        "a.published <= ?": filters.before and filters.before.isoformat(),
        "+a.id NOT IN (SELECT value FROM json_each(?))": filters.without and json.dumps(sorted(filters.without)),
        "+a.id IN (SELECT article_id FROM collections WHERE name = ?)": filters.collection,
        "+a.id IN (SELECT value FROM json_each(?))": chosen,
    }
    values = {test: value for test, value in tests.items() if value}
    return " AND ".join(values) or "true", list(values.values())
