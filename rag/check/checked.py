"""CheckedStatement: the noun of checking a statement that somebody brings, alone or in a draft."""

from typing import Literal

from rag.answer import Check, Citation, Noun
from rag.lookup.finding import LookupVerdict, Match

CheckVerdict = Literal["supported", "contradicted", "unsupported", "unchecked"]


class CheckedQuotation(Noun):
    """Words in quotation marks, where they stand in what was checked, and whether they stand so in an article."""

    text: str
    start: int
    end: int
    verdict: LookupVerdict
    matches: tuple[Match, ...] = ()


class Scores(Noun):
    """How strongly what was read bears a statement out, and how strongly it says otherwise; shares."""

    supported: float
    contradicted: float


class CheckedStatement(Noun):
    """Whether the articles bear a statement out, by which words, and which of its facts stand there.

    `start` and `end` are offsets into the draft that it stands in. Where there is no `claim`, in a question or an
    announcement, nothing is checked but quotations. `unchecked` is what can't be judged. Of a statement that is
    contradicted, the citations say otherwise; of one that is unsupported, they are the nearest words. `undated` counts
    the articles that a filter by day left out for having no date.
    """

    id: str | int | None = None
    statement: str
    start: int | None = None
    end: int | None = None
    language: str
    claim: bool = True
    verdict: CheckVerdict
    checks: tuple[Check, ...] = ()
    citations: tuple[Citation, ...] = ()
    quotations: tuple[CheckedQuotation, ...] = ()
    scores: Scores | None = None
    undated: int = 0
