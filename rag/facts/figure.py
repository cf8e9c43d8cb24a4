"""Figure: a value that a sentence gives, and whether what is cited says as much."""

from dataclasses import dataclass
from math import isclose
from typing import ClassVar

from rag.facts.units import conflict

_STRICT = frozenset("% times".split())
_SMALL = 10.0  # a number below it says little without what it counts


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: the values it can be read as, what it counts if that is said, and its bound (`>`, `<`, `~`).

    A part of a whole is a percentage. `step` is the worth of its last digit, `ordinal` tells third from three,
    `vague` says that only the magnitude is known: millions.
    """

    kind: ClassVar = "figure"
    text: str
    start: int
    end: int
    values: tuple[float, ...]
    unit: str = ""
    bound: str = ""
    step: float = 0.0
    ordinal: bool = False
    vague: bool = False

    def agrees(self, other: "Figure") -> bool:
        """Tell whether `other`, in what is cited, says as much."""
        if self.ordinal != other.ordinal or conflict(self.unit, other.unit):
            return False
        one_sided = bool(self.unit) != bool(other.unit)
        if one_sided and (_STRICT.intersection((self.unit, other.unit)) or max(self.values) < _SMALL):
            return False
        return any(self._meets(one, another, other) for one in self.values for another in other.values)

    def counts_alike(self, other: "Figure") -> bool:
        """Tell whether both count the same, or neither says what it counts."""
        return bool(self.unit) == bool(other.unit) and not conflict(self.unit, other.unit)

    def equals(self, other: "Figure") -> bool:
        """Tell whether both are one figure, in whatever notation."""
        kind = (self.ordinal, self.vague) == (other.ordinal, other.vague)
        return (
            kind
            and self.counts_alike(other)
            and any(isclose(one, another) for one in self.values for another in other.values)
        )

    def _meets(self, mine: float, theirs: float, other: "Figure") -> bool:
        if other.vague:
            return self.vague and mine == theirs
        if self.vague:
            return mine <= theirs < mine * 1000
        rounding = max(self.step if self.bound == "~" else 0.0, other.step if other.bound == "~" else 0.0) / 2
        if self.unit == "%" and not (self.step and other.step):
            rounding = 1.0  # a third is 33%
        return abs(mine - theirs) <= max(rounding, 1e-9 * abs(mine))
