"""An answer as it is made, as JSON and back: the shapes that programs rely on."""

from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rag.answer import Answer
    from rag.write.writer import Event

_adapter = cache(TypeAdapter[Any])


def event_to_json(event: "Event | Answer") -> dict[str, Any]:
    """Return an event of a stream in the contract's shape."""
    from rag.answer import Answer

    if isinstance(event, Answer):
        return {"event": "answer", "answer": event.model_dump(mode="json")}
    for name, kind in _kinds().items():
        if isinstance(event, kind):
            return {"event": name, **_adapter(kind).dump_python(event, mode="json")}
    raise TypeError(f"{type(event).__name__} stays within the engine")


def event_from_json(fields: "Mapping[str, Any]") -> "Event | Answer":
    """Read back what `event_to_json` wrote; raise ValueError or KeyError if it is something else."""
    from rag.answer import Answer

    if fields["event"] == "answer":
        return Answer.model_validate(fields["answer"])
    event: Event = _adapter(_kinds()[fields["event"]]).validate_python(fields)
    return event


def _kinds() -> dict[str, type]:
    from rag.model.chat_model import Waiting
    from rag.write.writer import PartialEvent, StatementEvent

    return {"waiting": Waiting, "pending": PartialEvent, "statement": StatementEvent}
