"""What was found for a question, and the whole Answer that is made of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import Answer, Citation, ReadPassage, Reason, Statement, Timings, cite, marked
from rag.quote import Quote, pick
from rag.retrieve import Hit, Reading
from rag.words import language_of
from rag.write import Written


@dataclass(frozen=True, slots=True)
class Found:
    """A question with what was read for it; `answering` has the sentences that answer each of its parts, ranked.

    Times are in seconds, on the engine's clock.
    """

    identity: str | int | None
    question: str
    reading: Reading
    answering: Sequence[Sequence[Quote]]
    empty: bool  # nothing is in the library
    started: float
    read_at: float

    @property
    def reason(self) -> Reason:
        """Why there is no answer, if there is none."""
        return "empty_corpus" if self.empty else "not_in_corpus"


def quoted(found: Found, ended: float, *, engine: str = "quote", fallback: str | None = None) -> Answer:
    """Return the answer that quotes what was found, or says that nothing was."""
    statements, citations = _stated(pick(found.answering))
    return _answer(
        found,
        statements,
        citations,
        reason=None if statements else found.reason,
        engine=engine,
        fallback=fallback,
        language=citations[0].language if citations else found.reading.language,
        hits=found.reading.hits,
        ended=ended,
    )


def written(found: Found, by: Written, ended: float, model: str) -> Answer:
    """Return the answer that a model has written; of what was read, what it was given."""
    text = " ".join(statement.text for statement in by.statements)
    return _answer(
        found,
        by.statements,
        by.citations,
        reason=by.reason,
        engine=model,
        language=language_of(text) or found.reading.language,
        hits=by.hits,
        ended=ended,
        checking=by.checking,
    )


def _answer(
    found: Found,
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    *,
    reason: Reason | None,
    engine: str,
    language: str,
    hits: Sequence[Hit],
    ended: float,
    fallback: str | None = None,
    checking: float = 0.0,
) -> Answer:
    return Answer(
        id=found.identity,
        question=found.question,
        standalone_question=found.reading.question,
        answered=bool(statements),
        reason=reason,
        engine=engine,
        fallback=fallback,
        language=language,
        text=" ".join(marked(statement) for statement in statements),
        statements=tuple(statements),
        citations=tuple(citations),
        read=_not_cited(hits, {citation.passage_id for citation in citations}),
        timings_ms=Timings(
            retrieve=_milliseconds(found.read_at - found.started),
            answer=_milliseconds(ended - found.read_at - checking),
            check=_milliseconds(checking),
            total=_milliseconds(ended - found.started),
        ),
    )


def _stated(quotes: Sequence[Quote]) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    citations = tuple(
        cite(number, quote.hit.article, quote.hit.passage.id, quote.sentence)
        for number, quote in enumerate(quotes, start=1)
    )
    statements = tuple(
        Statement(text=citation.quote, support="quoted", citations=(citation.number,)) for citation in citations
    )
    return statements, citations


def _not_cited(hits: Sequence[Hit], cited: set[str]) -> tuple[ReadPassage, ...]:
    return tuple(
        ReadPassage(
            article_id=hit.article.id,
            revision=hit.article.revision,
            passage_id=hit.passage.id,
            title=hit.article.title,
            start=hit.passage.start,
            end=hit.passage.end,
            score=round(hit.score, 4),
        )
        for hit in hits
        if hit.passage.id not in cited
    )


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)
