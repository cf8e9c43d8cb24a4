"""An answer as it is made: over HTTP, and through the process that serves the home."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from index.store.catalog.filters import Filters
from rag.answer import Answer
from rag.model.chat_model import Waiting
from rag.write.writer import AnswerEvent, Event, PartialEvent, StatementEvent
from tests.rag.model.misbehaving import refusing
from tests.ui.running import run
from tests.ui.scripted import (
    LEADS,
    LED,
    QUESTION,
    UNTRUE,
    Writing,
    citing_the_first,
    in_turn,
    leave_mid_answer,
    stopping_after,
)
from tests.ui.service.owner import TOKEN, Answering, always, answering
from ui.service.contract import AskRequest
from ui.service.errors import RemoteProblemError
from ui.service.events import event_from_json, event_to_json
from ui.service.remote import RemoteService

ASKING = AskRequest(question=QUESTION, engine="llm")
BODY = {"question": QUESTION, "engine": "llm", "stream": True}


def lines(writing: Writing, **more: Any) -> list[dict[str, Any]]:
    reply = writing.server.request("POST", "/api/ask", json={**BODY, **more})
    assert reply.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in reply.text.splitlines()]


def events_of(service: RemoteService, request: AskRequest = ASKING) -> list[Event | Answer]:
    async def collected() -> list[Event | Answer]:
        return [event async for event in service.stream(request)]

    return asyncio.run(collected())


def shown(events: Sequence[Event | Answer]) -> list[str]:
    return [event.statement.text for event in events if isinstance(event, StatementEvent)]


# over HTTP


def test_each_event_is_a_line_and_the_answer_the_last(writing: Writing) -> None:
    writing.model.act = citing_the_first(f"{LEADS} {UNTRUE}")
    *events, last = lines(writing, id=7)
    assert {one["event"] for one in events} == {"pending", "statement"}
    assert (last["event"], last["answer"]["id"], last["answer"]["engine"]) == ("answer", 7, "llm:oracle")
    told = [one for one in events if one["event"] == "statement"]
    assert [one["statement"] for one in told] == last["answer"]["statements"]
    assert [citation for one in told for citation in one["citations"]] == last["answer"]["citations"]
    assert next(one["text"] for one in events if one["event"] == "pending").startswith("Cle")


def test_a_wait_of_the_model_is_told(writing: Writing) -> None:
    writing.model.act = in_turn(refusing("429 Too Many", None, "Retry-After: 1"), citing_the_first(LEADS))
    assert lines(writing)[0] == {"event": "waiting", "seconds": 1.0}


def test_quotes_are_streamed_as_an_answer_alone(writing: Writing) -> None:
    (only,) = lines(writing, engine="quote")
    assert (only["event"], only["answer"]["engine"]) == ("answer", "quote")


def test_without_stream_there_is_an_answer_as_before(writing: Writing) -> None:
    writing.model.act = citing_the_first(LEADS)
    answer = writing.server.request("POST", "/api/ask", json={**BODY, "stream": False}).json()
    assert (answer["engine"], answer["statements"][0]["text"]) == ("llm:oracle", LED)


def test_a_question_that_is_none_is_a_problem_before_anything_is_streamed(writing: Writing) -> None:
    reply = writing.server.request("POST", "/api/ask", json={**BODY, "question": "…"})
    assert (reply.status_code, reply.json()["type"]) == (422, "bad_question")
    assert writing.model.asked == []


@pytest.mark.parametrize("stream", [False, True])
def test_when_the_reader_leaves_the_model_s_request_ends_within_a_second(writing: Writing, stream: bool) -> None:
    asyncio.run(leave_mid_answer(writing, "/api/ask", {**BODY, "stream": stream}))
    assert writing.model.left.wait(1)


# through the process that serves the home


def test_the_terminal_gets_every_event_through_a_server(writing: Writing) -> None:
    writing.model.act = citing_the_first(f"{LEADS} {UNTRUE}")
    with RemoteService(writing.server.address, writing.server.notice["token"]) as service:
        *events, answer = events_of(service)
        assert isinstance(answer, Answer)
        assert shown(events) == [one.text for one in answer.statements]
        assert any(isinstance(event, PartialEvent) for event in events)
        assert service.writer() == "oracle"


def test_leaving_a_stream_ends_it_at_the_server_and_at_the_model(writing: Writing) -> None:
    writing.model.act = stopping_after(f"{LEADS} And then")

    async def leave(service: RemoteService) -> None:
        async with aclosing(service.stream(ASKING)) as events:
            async for event in events:
                if isinstance(event, StatementEvent):
                    return

    with RemoteService(writing.server.address, writing.server.notice["token"]) as service:
        asyncio.run(leave(service))
        assert writing.model.left.wait(1)


def test_filters_go_along(writing: Writing) -> None:
    request = AskRequest(question="Magkano ang nalikom ng Zhipu?", language="tl")
    with RemoteService(writing.server.address, writing.server.notice["token"]) as service:
        (answer,) = events_of(service, request)
    assert isinstance(answer, Answer)
    assert request.filters == Filters("tl", None, None, None)
    assert {one.language for one in answer.citations} == {"tl"}


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (always(422, b'{"type": "bad_question", "title": "T", "detail": "No words."}'), "No words."),
        (always(200, b'{"type": "store_failed", "title": "T", "detail": "No space."}\n'), "No space."),
        (always(200, b'{"event": "pending", "text": "Cle"}\n'), "broke off"),
        (always(200, b""), "broke off"),
        (always(200, b'{"event": "pending", "te\x00'), "doesn't answer"),
        (always(200, b'{"event": "dance"}\n'), "dance"),
        (always(200, b'{"event": "answer", "answer": {}}\n'), "doesn't answer"),
        (always(200, b"[]\n"), "doesn't answer"),
        (always(500, b"<html>"), "answered 500"),
    ],
)
def test_what_fails_on_the_other_side_is_a_problem_here(answer: Answering, detail: str) -> None:
    with (
        answering(answer) as address,
        RemoteService(address, TOKEN) as service,
        pytest.raises(RemoteProblemError, match=detail),
    ):
        events_of(service)


def test_events_are_read_back_as_they_were(shelf: Path) -> None:
    answer = Answer.model_validate(run(shelf, "ask", QUESTION, "--json").json)
    told = StatementEvent(answer.statements[0], answer.citations)
    for event in (Waiting(2.5), PartialEvent("Cle\u2028ment"), told, answer):
        assert event_from_json(json.loads(json.dumps(event_to_json(event)))) == event
    with pytest.raises(TypeError):
        event_to_json(AnswerEvent((), (), None, (), 0, 0.0))
