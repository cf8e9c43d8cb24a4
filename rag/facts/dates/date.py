"""Date: a time as far as words tell it, comparable when partial, and the days it means where that is sure."""

from dataclasses import dataclass
from typing import ClassVar

from rag.facts.dates.period import Period

_TOLD = ("year", "month", "day", "weekday", "season", "decade")


@dataclass(frozen=True, slots=True)
class Date:
    """Words for a time, by offsets; `relative` is a step (-1, 0, 1) of a unit from now: last year, a week later.

    `period` are the days meant, where readers wouldn't differ; `absolute` words mean them whenever they were written.
    Of an `edge` only the end or the beginning is told: since last year, bago ang 2025.
    """

    kind: ClassVar = "date"
    text: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    decade: int | None = None
    relative: tuple[int, str] | None = None
    period: Period | None = None
    absolute: bool = False
    edge: bool = False

    @property
    def told(self) -> dict[str, int]:
        """What it tells of a date that stands by itself, by name."""
        fields = {name: getattr(self, name) for name in _TOLD}
        return {name: value for name, value in fields.items() if value is not None}

    def agrees(self, other: "Date") -> bool:
        """Tell whether `other` says something of the same and nothing against it: 16 January 2026, January 2026."""
        if self.relative or other.relative:
            return self.relative == other.relative
        mine, theirs = _implied(self.told), _implied(other.told)
        shared = mine.keys() & theirs.keys()
        return bool(shared) and all(mine[name] == theirs[name] for name in shared)

    def contradicts(self, other: "Date") -> bool:
        """Tell whether both are told from now, in the same unit, and differ: last year, next year."""
        if self.relative is None or other.relative is None:
            return False
        return self.relative[1] == other.relative[1] and self.relative[0] != other.relative[0]


def _implied(told: dict[str, int]) -> dict[str, int]:
    """Add the decade of a year."""
    return {"decade": told["year"] // 10 * 10} | told if "year" in told else told
