"""The chat API of OpenAI, spoken to by OpenAI's own client."""

import asyncio
from typing import Any

import httpx
import openai
import pytest

from rag.write.prompt import NO_ANSWER
from tests.rag.model.misbehaving import Line, refusing
from tests.ui.running import Server
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

OFF_TOPIC = "How do I bake sourdough bread?"


def client(server: Server) -> openai.OpenAI:
    http = httpx.Client(trust_env=False)
    return openai.OpenAI(
        base_url=f"{server.address}/v1", api_key="sk-some-other-service", max_retries=0, http_client=http
    )


def asked(server: Server, question: Any = QUESTION, model: str = "pullquote", **more: Any) -> Any:
    messages = more.pop("messages", [{"role": "user", "content": question}])
    return client(server).chat.completions.create(model=model, messages=messages, **more)


def streamed(writing: Writing, **more: Any) -> tuple[list[str], Any, list[Any]]:
    """The pieces of content that came, the Answer, and all chunks."""
    chunks = list(asked(writing.server, model="pullquote-llm", stream=True, **more))
    pieces = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices and chunk.choices[0].delta.content]
    (last,) = [chunk for chunk in chunks if chunk.choices and chunk.choices[0].finish_reason]
    assert last.choices[0].finish_reason == "stop"
    return pieces, last.choices[0].delta.pullquote, chunks


# whole


def test_a_client_gets_the_answer_with_its_sources_and_the_answer_as_fields(writing: Writing) -> None:
    done = asked(writing.server)
    (choice,) = done.choices
    answer = choice.message.pullquote
    plain = writing.server.request("POST", "/api/ask", json={"question": QUESTION}).json()
    assert {**answer, "timings_ms": 0} == {**plain, "timings_ms": 0}
    assert choice.message.content.startswith(f"{answer['text']}\n\n[1] ")
    assert answer["citations"][0]["title"] in choice.message.content
    assert (choice.finish_reason, choice.message.role, done.model) == ("stop", "assistant", "pullquote")
    assert done.usage.total_tokens == 0
    assert writing.model.asked == []


def test_a_refusal_is_content_that_says_so(writing: Writing) -> None:
    message = asked(writing.server, OFF_TOPIC).choices[0].message
    assert message.content.startswith("Nothing in these articles answers that")
    assert message.pullquote["answered"] is False


def test_the_model_writes_if_it_is_the_one_named(writing: Writing) -> None:
    writing.model.act = citing_the_first(LEADS)
    message = asked(writing.server, model="pullquote-llm").choices[0].message
    assert message.pullquote["engine"] == "llm:oracle"
    assert message.content.startswith(f"{LED} [1]\n\n[1] “")
    assert message.pullquote["citations"][0]["quote"] in message.content


def test_models_are_listed(writing: Writing, server: Server) -> None:
    assert [one.id for one in client(writing.server).models.list()] == ["pullquote", "pullquote-llm"]
    assert client(writing.server).models.retrieve("pullquote-llm").engine == "llm:oracle"  # type: ignore[attr-defined]


# the conversation


def test_earlier_messages_say_what_a_follow_up_is_about(writing: Writing) -> None:
    messages = [
        {"role": "system", "content": "Answer in rhymes about Manaus."},
        {"role": "assistant", "content": "Hello!"},
        {"role": "user", "content": [{"type": "text", "text": "Sino si Alyssa Lee?"}]},
        {"role": "assistant", "content": "Ipinaliwanag ni Alyssa Lee ang sigla. [1]\n\n[1] Ben Tan · Rappler\n[2] Z"},
        {"role": "user", "content": "Where does she work?"},
    ]
    answer = asked(writing.server, messages=messages).choices[0].message.pullquote
    assert answer["standalone_question"] == "Where does Alyssa Lee work?"
    assert answer["question"] == "Where does she work?"


def test_parts_that_are_no_text_are_ignored(writing: Writing) -> None:
    parts = [{"type": "image_url", "image_url": {"url": "data:x"}}, {"type": "text", "text": QUESTION}]
    assert asked(writing.server, parts).choices[0].message.pullquote["question"] == QUESTION


def test_two_questions_in_a_row_are_a_turn_without_an_answer(writing: Writing) -> None:
    messages = [{"role": "user", "content": "Sino si Alyssa Lee?"}, {"role": "user", "content": "Where does she work?"}]
    answer = asked(writing.server, messages=messages).choices[0].message.pullquote
    assert answer["standalone_question"] == "Where does Alyssa Lee work?"


def test_what_other_services_know_is_ignored(writing: Writing) -> None:
    tool: Any = {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}
    done = asked(writing.server, temperature=2, n=3, tools=[tool], tool_choice="auto", user="me", seed=1, stop=["."])
    assert len(done.choices) == 1
    assert done.choices[0].message.pullquote["answered"]


# what can't be answered


@pytest.mark.parametrize(
    ("body", "status", "param"),
    [
        ({"messages": [{"role": "user", "content": "…"}]}, 400, None),
        ({"messages": [{"role": "user", "content": None}]}, 400, None),
        ({"messages": [{"role": "user", "content": "Rice? " * 1000}]}, 400, None),
        ({"messages": []}, 400, None),
        ({"messages": "Who?"}, 400, None),
        ({}, 400, None),
        ([], 400, None),
        ({"messages": [{"role": "wizard", "content": "Who?"}]}, 400, None),
        ({"messages": [{"role": "system", "content": "Who?"}]}, 400, "messages"),
        ({"messages": [{"role": "user", "content": "Who?"}, {"role": "assistant", "content": "He."}]}, 400, "messages"),
        ({"model": "gpt-4o", "messages": [{"role": "user", "content": "Who?"}]}, 404, "model"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_errors_have_openai_s_shape(writing: Writing, body: Any, status: int, param: str | None, stream: bool) -> None:
    sent = {**body, "stream": stream} if isinstance(body, dict) else body
    reply = writing.server.request("POST", "/v1/chat/completions", json=sent)
    error = reply.json()["error"]
    assert (reply.status_code, error["type"], error["param"]) == (status, "invalid_request_error", param)
    assert set(error) == {"message", "type", "code", "param"}
    assert error["message"]


def test_an_unknown_model_is_told_with_those_there_are(writing: Writing, server: Server) -> None:
    with pytest.raises(openai.NotFoundError, match="there is pullquote and pullquote-llm") as caught:
        asked(writing.server, model="gpt-4o")
    assert (caught.value.code, caught.value.param) == ("model_not_found", "model")
    with pytest.raises(openai.NotFoundError):
        client(writing.server).models.retrieve("gpt-4o")


@pytest.mark.parametrize(("method", "path"), [("GET", "/v1/embeddings"), ("POST", "/v1/"), ("GET", "/v1/chat/x")])
def test_another_route_is_told_in_the_same_shape(writing: Writing, method: str, path: str) -> None:
    reply = writing.server.request(method, path)
    assert (reply.status_code, reply.json()["error"]["type"]) == (404, "invalid_request_error")


# streamed


def test_checked_statements_are_streamed_each_with_its_numbers(writing: Writing) -> None:
    writing.model.act = citing_the_first(f"{LEADS} {UNTRUE} It is the CEO that leads it.")
    pieces, answer, _ = streamed(writing)
    assert pieces[0] == f"{LED} [1]"
    assert pieces[1].startswith(f" {UNTRUE} [not supported: ")
    assert [one["support"] for one in answer["statements"]][:2] == ["supported", "unsupported"]
    assert "".join(pieces) == asked(writing.server, model="pullquote-llm").choices[0].message.content


def test_what_is_not_supported_waits_for_something_that_is(writing: Writing) -> None:
    writing.model.act = citing_the_first(f"{UNTRUE} {LEADS}")
    pieces, _, _ = streamed(writing)
    assert pieces[0].startswith(UNTRUE)
    assert LED in pieces[0]


@pytest.mark.parametrize("said", [UNTRUE, NO_ANSWER, f"{UNTRUE} Silver fell in Oslo 12 times."])
def test_without_support_nothing_is_streamed_but_the_refusal(writing: Writing, said: str) -> None:
    writing.model.act = citing_the_first(said)
    pieces, answer, _ = streamed(writing)
    assert len(pieces) == 1
    assert pieces[0].startswith(("Nothing in these articles", "Nothing that the model wrote"))
    assert answer["answered"] is False


def test_a_statement_comes_before_the_model_is_done(writing: Writing) -> None:
    writing.model.act = stopping_after(f"{LEADS} And then")
    with asked(writing.server, model="pullquote-llm", stream=True) as chunks:
        content = next(piece for chunk in chunks if (piece := chunk.choices[0].delta.content))
    assert content == f"{LED} [1]"
    assert writing.model.left.wait(1)


def test_a_model_that_fails_midway_gives_way_to_quotes_told_apart(writing: Writing) -> None:
    writing.model.act = stopping_after(f"{LEADS} And then", lambda line: line.event({"error": {"message": "oops"}}))
    pieces, answer, _ = streamed(writing)
    content = "".join(pieces)
    assert answer["engine"] == "quote"
    before, _, after = content.partition("The model broke off")
    assert before.startswith(f"{LED} [1]\n\n[1] “")
    assert answer["text"] in after
    assert "Quoted, because oracle failed mid-answer" in after


def test_a_model_that_fails_at_once_gives_way_to_quotes(writing: Writing) -> None:
    writing.model.act = refusing("401 Unauthorized")
    pieces, answer, _ = streamed(writing)
    assert "".join(pieces).startswith(answer["text"])
    assert "refuses the key" in "".join(pieces)


def test_usage_comes_last_if_it_is_wanted(writing: Writing) -> None:
    writing.model.act = citing_the_first(LEADS)
    _, _, chunks = streamed(writing, stream_options={"include_usage": True})
    assert (chunks[-1].choices, chunks[-1].usage.total_tokens) == ([], 0)
    assert len({chunk.id for chunk in chunks}) == 1


def test_the_stream_is_of_events_and_says_when_it_is_done(writing: Writing) -> None:
    body = {"messages": [{"role": "user", "content": QUESTION}], "stream": True}
    reply = writing.server.request("POST", "/v1/chat/completions", json=body)
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert reply.text.endswith("data: [DONE]\n\n")
    assert reply.text.isascii()


def test_a_wait_of_the_model_is_a_comment(writing: Writing) -> None:
    writing.model.act = in_turn(refusing("429 Too Many", None, "Retry-After: 1"), citing_the_first(LEADS))
    body = {"model": "pullquote-llm", "messages": [{"role": "user", "content": QUESTION}], "stream": True}
    reply = writing.server.request("POST", "/v1/chat/completions", json=body)
    assert "\n: The model is busy; it is asked again in 1 s.\n" in reply.text


@pytest.mark.parametrize("stream", [False, True])
def test_when_the_reader_leaves_the_model_s_request_ends_within_a_second(writing: Writing, stream: bool) -> None:
    body = {"model": "pullquote-llm", "messages": [{"role": "user", "content": QUESTION}], "stream": stream}
    asyncio.run(leave_mid_answer(writing, "/v1/chat/completions", body))
    assert writing.model.left.wait(1)
    assert writing.server.request("GET", "/healthz").status_code == 200


def test_what_a_model_writes_is_no_image_no_link_and_no_tag(writing: Writing) -> None:
    def act(line: Line, said: dict[str, Any]) -> None:
        lure = "![x](https://evil.example/?q=1) <img src=https://evil.example> [y](https://evil.example)"
        citing_the_first(f"{LEADS} See {lure}.\x1b[2J")(line, said)

    writing.model.act = act
    content = "".join(streamed(writing)[0])
    assert "![" not in content
    assert "](" not in content
    assert "<img" not in content.replace("\\<img", "")
    assert "\x1b" not in content
