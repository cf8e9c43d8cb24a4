"""RankedPassage: what is scored of a search."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage that a system found: where it stands, and its score there."""

    article_id: str
    passage_id: str
    start: int
    end: int
    score: float = 0.0
