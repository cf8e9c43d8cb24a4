"""What comes of checking a statement, and what is asked to check it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.answer import Check, Support
from rag.retrieve.hit import Hit


@dataclass(frozen=True, slots=True)
class EvidenceSpan:
    """Where words stand that support a statement, or would: offsets into the article's text."""

    article_id: str
    passage_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """How what is cited supports a statement: the facts looked up, and the words that support it best.

    `better` are words that were read and not cited, and would support it. `supported` and `contradicted` are shares:
    how strongly all speaks for it, and how strongly the reader against it; None where nothing was weighed.
    """

    support: Support
    checks: tuple[Check, ...] = ()
    place: EvidenceSpan | None = None
    better: EvidenceSpan | None = None
    supported: float | None = None
    contradicted: float | None = None


# statement, its language, the passages that it cites, what else was read
StatementChecker = Callable[[str, str, Sequence[Hit], Sequence[Hit]], Verdict]
