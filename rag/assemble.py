"""What was read for a question → the whole Answer."""

from collections.abc import Collection, Sequence

from index.language.detection import language_of
from rag.answer import Answer, ReadPassage, Reason, Timings, add_markers
from rag.inquiry import Inquiry
from rag.question.unknown_names import find_unknown_names
from rag.quote.ranking import pick_quotes
from rag.quote.statements import AnswerContent, state_quotes
from rag.retrieve.hit import Hit
from rag.write.writer import AnswerEvent


def assemble_quotes(inquiry: Inquiry, *, engine: str = "quote", fallback: str | None = None) -> Answer:
    """Return the answer that quotes what answers, or says that nothing does."""
    reading, answering, calibration = inquiry.reading, inquiry.answering, inquiry.calibration
    quotes = pick_quotes(answering, calibration.ranking)
    content = state_quotes(reading, quotes, answering, inquiry.similarity, calibration.agreement)
    return _assemble(
        inquiry,
        content,
        reason=None if content.statements else "empty_corpus" if inquiry.empty else "not_in_corpus",
        engine=engine,
        fallback=fallback,
        language=content.citations[0].language if content.citations else reading.language,
        hits=reading.hits,
    )


def assemble_written(inquiry: Inquiry, event: AnswerEvent, model: str) -> Answer:
    """Return the answer that a model has written; of what was read, what it was given."""
    text = " ".join(statement.text for statement in event.statements)
    return _assemble(
        inquiry,
        AnswerContent(event.statements, event.citations),
        reason=event.reason,
        engine=model,
        language=language_of(text) or inquiry.reading.language,
        hits=event.hits,
        checking=event.checking,
    )


def _assemble(
    inquiry: Inquiry,
    content: AnswerContent,
    *,
    reason: Reason | None,
    engine: str,
    language: str,
    hits: Sequence[Hit],
    fallback: str | None = None,
    checking: float = 0.0,
) -> Answer:
    refused = not content.statements
    return Answer(
        id=inquiry.identity,
        question=inquiry.question,
        standalone_question=inquiry.reading.question,
        answered=not refused,
        reason=reason,
        confidence=None if refused else inquiry.confidence,
        unnamed=find_unknown_names(inquiry.reading) if refused else (),
        undated=inquiry.undated,
        engine=engine,
        fallback=fallback,
        language=language,
        text=" ".join(add_markers(statement) for statement in content.statements),
        statements=content.statements,
        citations=content.citations,
        read=_not_cited(hits, {citation.passage_id for citation in content.citations}),
        disagreement=content.disagreement,
        differing=content.differing,
        shared_sources=content.shared_sources,
        timings_ms=_timings(inquiry, checking),
    )


def _not_cited(hits: Sequence[Hit], cited: Collection[str]) -> tuple[ReadPassage, ...]:
    fields = ReadPassage.model_fields.keys()
    read = (hit.fields() for hit in hits if hit.passage.id not in cited)
    return tuple(ReadPassage(**{name: one[name] for name in fields}) for one in read)


def _timings(inquiry: Inquiry, checking: float) -> Timings:
    started, read_at, ended = inquiry.started, inquiry.read_at, inquiry.clock()
    retrieve, answer, total = read_at - started, ended - read_at - checking, ended - started
    return Timings(
        retrieve=_milliseconds(retrieve),
        answer=_milliseconds(answer),
        check=_milliseconds(checking),
        total=_milliseconds(total),
    )


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)
