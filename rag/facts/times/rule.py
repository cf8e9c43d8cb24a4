"""Rule: words for a time, and the period that they mean."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rag.facts.times.period import Period

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, whose group `words` (or else all of it) stands for a time, and how that time is read.

    `read` is given the match and the day the words were written, and returns None where nothing is sure; it raises
    ValueError or OverflowError for a day that there is not. An `absolute` time needs no such day.
    """

    pattern: re.Pattern[str]
    read: Callable[[Match, date], Period | None]
    absolute: bool = False

    def span(self, match: Match) -> tuple[int, int]:
        """Return where the words of a match stand."""
        named = "words" in self.pattern.groupindex and match["words"] is not None
        return match.span("words" if named else 0)


def unsure(_match: Match, _written: date) -> None:
    """Read nothing into words that may mean several times, so that no part of them is read either."""
