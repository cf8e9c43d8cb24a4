"""Which articles may answer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles may answer; None lets all pass. Undated articles pass no date bound.

    `without` names articles, by id, that are treated as if they weren't there.
    """

    language: str | None = None
    publisher: str | None = None
    after: date | None = None
    before: date | None = None
    without: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any((self.language, self.publisher, self.after, self.before, self.without))


def build_clause(filters: Filters | None) -> tuple[str, list[str]]:
    """Return SQL for the passages `p` of those articles `a` that pass the filters, from FROM on, and its values."""
    chosen = filters or Filters()
    tests = {
        "a.language = ?": chosen.language,
        "a.publisher = ? COLLATE NOCASE": chosen.publisher,
        "a.published >= ?": chosen.after and chosen.after.isoformat(),
        "a.published <= ?": chosen.before and chosen.before.isoformat(),
    }
    values = {test: value for test, value in tests.items() if value}
    left_out = sorted(chosen.without)
    conditions = [*values, f"a.id NOT IN ({','.join('?' * len(left_out))})"]  # SQLite takes an empty list too
    clause = f"FROM passages p JOIN articles a ON a.id = p.article_id WHERE {' AND '.join(conditions)}"
    return clause, [*values.values(), *left_out]
