"""What was found for a question, and the whole Answer that is made of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.language.detection import language_of
from rag.answer import Answer, Lack, ReadPassage, Reason, Timings, marked
from rag.question.answer_type import unnamed
from rag.quote.agreement import Nearness
from rag.quote.ranking import Quote, pick
from rag.quote.statements import Stated, state
from rag.retrieve.hit import Hit, Reading
from rag.write.writer import AnswerEvent


@dataclass(frozen=True, slots=True)
class Found:
    """A question with what was read for it; `answering` has the sentences that answer each of its parts, ranked.

    `lacks` is what is asked for and not told where nothing answers, `near` tells how near two sentences are. Times are
    in seconds, on the engine's clock.
    """

    identity: str | int | None
    question: str
    reading: Reading
    answering: Sequence[Sequence[Quote]]
    lacks: Lack | None
    empty: bool  # nothing is in the library
    near: Nearness
    started: float
    read_at: float

    @property
    def reason(self) -> Reason:
        """Why there is no answer, if there is none."""
        return "empty_corpus" if self.empty else "not_in_corpus"


def quoted(found: Found, ended: float, *, engine: str = "quote", fallback: str | None = None) -> Answer:
    """Return the answer that quotes what was found, or says that nothing was."""
    reading, quotes = found.reading, pick(found.answering)
    stated = state(reading.question, quotes, found.answering, found.near, reading.language) if quotes else Stated()
    return _answer(
        found,
        stated,
        reason=None if stated.statements else found.reason,
        engine=engine,
        fallback=fallback,
        language=stated.citations[0].language if stated.citations else reading.language,
        hits=reading.hits,
        ended=ended,
    )


def written(found: Found, by: AnswerEvent, ended: float, model: str) -> Answer:
    """Return the answer that a model has written; of what was read, what it was given."""
    text = " ".join(statement.text for statement in by.statements)
    return _answer(
        found,
        Stated(by.statements, by.citations, passages=frozenset(one.passage_id for one in by.citations)),
        reason=by.reason,
        engine=model,
        language=language_of(text) or found.reading.language,
        hits=by.hits,
        ended=ended,
        checking=by.checking,
    )


def _answer(
    found: Found,
    stated: Stated,
    *,
    reason: Reason | None,
    engine: str,
    language: str,
    hits: Sequence[Hit],
    ended: float,
    fallback: str | None = None,
    checking: float = 0.0,
) -> Answer:
    refused = not stated.statements
    return Answer(
        id=found.identity,
        question=found.question,
        standalone_question=found.reading.question,
        answered=not refused,
        reason=reason,
        lacks=found.lacks if refused else None,
        unnamed=unnamed(found.reading) if refused else (),
        engine=engine,
        fallback=fallback,
        language=language,
        text=" ".join(marked(statement) for statement in stated.statements),
        statements=stated.statements,
        citations=stated.citations,
        read=_not_cited(hits, stated.passages),
        disagreement=stated.disagreement,
        differing=stated.differing,
        shared_sources=stated.shared_sources,
        timings_ms=Timings(
            retrieve=_milliseconds(found.read_at - found.started),
            answer=_milliseconds(ended - found.read_at - checking),
            check=_milliseconds(checking),
            total=_milliseconds(ended - found.started),
        ),
    )


def _not_cited(hits: Sequence[Hit], cited: Collection[str]) -> tuple[ReadPassage, ...]:
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
