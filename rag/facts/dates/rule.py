"""Rule: words for a time, what they tell of it, and the days that they mean."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rag.facts.dates.period import Period

Match = re.Match[str]
Read = Callable[[Match, date], Period | None]
Tell = Callable[[Match], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, whose group `words` (or else all of it) stands for a time, and how that time is read.

    `tells` returns fields of a Date. `means` is given the day the words were written, too, and returns None where
    nothing is sure; it raises ValueError or OverflowError for a day that there is not. An `absolute` time needs no such
    day. A rule that is `sure` tells nothing where the words are part of others that mean something.
    """

    pattern: re.Pattern[str]
    tells: Tell | None = None
    means: Read | None = None
    absolute: bool = False
    sure: bool = False

    def span(self, match: Match) -> tuple[int, int]:
        """Return where the words of a match stand."""
        return match.span("words" if "words" in self.pattern.groupindex else 0)


def unsure(_match: Match, _written: date) -> None:
    """Read nothing into words that may mean several times, so that no part of them is read either."""
