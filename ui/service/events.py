"""An answer as it is made, as JSON and back: the shapes that programs rely on."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rag.answer import Answer
    from rag.write.writer import Event


def event_to_json(event: "Event | Answer") -> dict[str, Any]:
    """Return an event of a stream in the contract's shape."""
    from rag.answer import Answer
    from rag.model.chat_model import Waiting
    from rag.write.writer import PartialEvent, StatementEvent

    match event:
        case Waiting(seconds):
            return {"event": "waiting", "seconds": seconds}
        case PartialEvent(text):
            return {"event": "pending", "text": text}
        case StatementEvent(statement, citations):
            cited = [citation.model_dump(mode="json") for citation in citations]
            return {"event": "statement", "statement": statement.model_dump(mode="json"), "citations": cited}
        case Answer():
            return {"event": "answer", "answer": event.model_dump(mode="json")}
    raise TypeError(f"{type(event).__name__} stays within the engine")


def event_from_json(fields: "Mapping[str, Any]") -> "Event | Answer":
    """Read back what `event_json` wrote; raise ValueError or KeyError if it is something else."""
    from rag.answer import Answer, Citation, Statement
    from rag.model.chat_model import Waiting
    from rag.write.writer import PartialEvent, StatementEvent

    match fields["event"]:
        case "waiting":
            return Waiting(float(fields["seconds"]))
        case "pending":
            return PartialEvent(str(fields["text"]))
        case "statement":
            citations = tuple(Citation.model_validate(one) for one in fields["citations"])
            return StatementEvent(Statement.model_validate(fields["statement"]), citations)
        case "answer":
            return Answer.model_validate(fields["answer"])
    raise ValueError(f"{fields['event']} is no event of an answer")
