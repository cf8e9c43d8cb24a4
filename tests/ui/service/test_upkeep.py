"""A library kept up to date by the process that has it open."""

from pathlib import Path

from index.errors import FilterError
from index.ingestion import Ingestion
from index.settings import FetchSettings
from index.store.catalog.filters import Filters
from rag.answer import Answer, Timings
from rag.engine import validate_question
from tests.index.libraries import open_home
from ui.service.contract import AskRequest
from ui.service.upkeep import Upkeep


def answer(request: AskRequest) -> Answer:
    """Answer what can be asked."""
    if request.publisher:
        raise FilterError(f"no article is by {request.publisher}")
    asked = validate_question(request.question)
    return Answer(
        question=asked,
        standalone_question=asked,
        answered=False,
        engine="quote",
        language="en",
        text="",
        timings_ms=Timings(**dict.fromkeys(Timings.model_fields, 0.0)),
    )


def test_a_saved_question_that_can_t_be_asked_stops_no_other(tmp_path: Path) -> None:
    with open_home(tmp_path / "home") as library:
        for question in ("", "why " * 600, "Who leads Brenn?"):
            library.catalog.watches.add(question, Filters())
        library.catalog.watches.add("Who leads Brenn?", Filters(publisher="Kettle"))
        upkeep = Upkeep(library, Ingestion(library, FetchSettings()), answer)
        told = [(one.error, one.answer is not None) for one in upkeep.ask_watches()]
    assert told == [
        ("there are no words in the question; write what you want to know", False),
        ("the question is longer than 2,000 characters; ask something shorter", False),
        (None, True),
        ("no article is by Kettle", False),
    ]
