"""A language model over HTTP: what it says arrives, whatever goes wrong is told in a line and in time."""

import asyncio
import logging
import socket
import time
import traceback
from contextlib import aclosing
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from rag.errors import (
    ModelBrokenError,
    ModelBusyError,
    ModelError,
    ModelRejectedError,
    ModelSilentError,
    ModelUnreachableError,
    ModelUnsetError,
)
from rag.model.chat_model import EndpointModel, Finish, StreamEvent, Waiting, complete, open_llm, open_model
from rag.model.probe import probe
from rag.settings import PRESETS, LlmSettings
from tests.rag.model import misbehaving as at
from tests.rag.model.misbehaving import KEY, Act, Line, endpoint, refusing, saying

ASKED = [{"role": "user", "content": "What does rice cost?"}]
SILENCES = {"silent", "silent after the head", "only kept open", "stalling", "endless"}
SHORT = {"first_token_timeout": 0.6, "idle_timeout": 0.6, "timeout": 1.5}
FAULTS: dict[str, tuple[Act, type[ModelError], str]] = {
    "401": (refusing("401 Unauthorized"), ModelRejectedError, "refuses the key; set PULLQUOTE_LLM__API_KEY"),
    "403": (refusing("403 Forbidden"), ModelRejectedError, "refuses the key"),
    "404": (refusing("404 Not Found"), ModelRejectedError, "has no model oracle .*set PULLQUOTE_LLM__MODEL"),
    "400": (refusing("400 Bad Request"), ModelRejectedError, "PULLQUOTE_LLM__CONTEXT_WINDOW"),
    "429": (refusing("429 Too Many Requests", None, "Retry-After: 3600"), ModelBusyError, "wait, or ask"),
    "500": (refusing("500 Internal Server Error"), ModelBrokenError, "failed with status 500"),
    "500 with a page": (refusing("500 Oops", b"<html>\n<p>Oops"), ModelBrokenError, "status 500; see its log"),
    "silent": (at.silent, ModelSilentError, "said nothing for 0.6 s"),
    "silent after the head": (at.silent_after_the_head, ModelSilentError, "said nothing for 0.6 s"),
    "only kept open": (at.only_kept_open, ModelSilentError, "said nothing for 0.6 s"),
    "stalling": (at.stalling, ModelSilentError, "stopped mid-answer and said nothing more for 0.6 s"),
    "endless": (at.endless, ModelSilentError, "wasn't done after 1.5 s"),
    "a web page": (at.web_page, ModelBrokenError, "answered with a web page"),
    "truncated": (at.truncated, ModelBrokenError, "broke off"),
    "truncated in a line": (at.truncated_in_a_line, ModelBrokenError, "broke off"),
    "reset": (at.reset, ModelBrokenError, "broke off"),
    "empty": (at.empty, ModelBrokenError, "answered with nothing"),
    "10 MB": (at.ten_megabytes, ModelBrokenError, "doesn't stop talking"),
    "10 MB in a line": (at.ten_megabytes_in_a_line, ModelBrokenError, "doesn't stop talking"),
    "not UTF-8": (at.not_utf8, ModelBrokenError, "no UTF-8"),
    "not JSON": (at.not_json, ModelBrokenError, "is no JSON"),
    "failing mid-answer": (at.failing_mid_answer, ModelBrokenError, "failed mid-answer .“out of memory"),
    "used up by thoughts": (at.used_up, ModelBrokenError, "used up its tokens"),
}


@pytest.fixture(autouse=True, scope="module")
def _loaded() -> None:
    """Load the client once: on a busy machine that alone takes longer than these tests let a model be silent."""
    with endpoint(saying("Fine.")) as server:
        said(server.settings())


async def pieces_of(model: EndpointModel) -> list[StreamEvent]:
    async with aclosing(model.stream(ASKED)) as pieces:
        return [piece async for piece in pieces]


def said(settings: LlmSettings) -> str:
    return asyncio.run(complete(EndpointModel(settings), ASKED))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_a_typed_error_in_time_without_the_key_and_the_next_question_works(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    act, kind, told = FAULTS[name]
    caplog.set_level(logging.DEBUG)
    with endpoint(act) as server:
        model = EndpointModel(server.settings(**(SHORT if name in SILENCES else {})))
        started = time.monotonic()
        with pytest.raises(kind, match=told) as caught:
            asyncio.run(complete(model, ASKED))
        assert time.monotonic() - started < 8  # on a busy machine
        line = str(caught.value)
        assert "\n" not in line
        assert len(line) < 500
        assert KEY not in line + caplog.text + repr(model) + "".join(traceback.format_exception(caught.value))
        model = EndpointModel(server.settings())
        server.act = saying("Rice costs 52 pesos.")
        assert asyncio.run(complete(model, ASKED)) == "Rice costs 52 pesos."
    assert KEY not in caplog.text


def test_nobody_at_the_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    password = KEY[::-1]
    settings = LlmSettings(base_url=f"http://me:{password}@127.0.0.1:{port}/v1", model="oracle")
    with pytest.raises(ModelUnreachableError, match="start the model's server") as caught:
        said(settings)
    assert password not in "".join(traceback.format_exception(caught.value))


def test_no_such_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(ModelUnreachableError, match="no host of the name in http://models"):
        said(LlmSettings(base_url="http://models.test/v1", model="oracle"))


def test_it_waits_as_long_as_it_is_told_and_asks_again() -> None:
    tries = []

    def busy_once(line: Line, asked: dict[str, Any]) -> None:
        tries.append(time.monotonic())
        act = refusing("429 Too Many Requests", None, "Retry-After: 1") if len(tries) == 1 else saying("Fine.")
        act(line, asked)

    with endpoint(busy_once) as server:
        pieces = asyncio.run(pieces_of(EndpointModel(server.settings())))
    assert pieces[0] == Waiting(1.0)
    assert "".join(piece for piece in pieces if isinstance(piece, str)) == "Fine."
    assert tries[1] - tries[0] >= 1


@pytest.mark.parametrize("header", ["Retry-After: 1", "Retry-After: 0", "X: y", "Retry-After: soon"])
def test_waiting_has_an_end(header: str) -> None:
    with endpoint(refusing("429 Too Many Requests", None, header)) as server:
        started = time.monotonic()
        with pytest.raises(ModelBusyError):
            asyncio.run(complete(EndpointModel(server.settings(), most_waiting=1.5), ASKED))
        assert time.monotonic() - started < 4
        assert len(server.asked) <= 2


def test_a_spent_quota_isnt_waited_for() -> None:
    body = {"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}}
    with endpoint(refusing("429 Too Many Requests", body, "Retry-After: 1")) as server:
        with pytest.raises(ModelBusyError, match="greater quota"):
            said(server.settings())
        assert len(server.asked) == 1


def test_a_parameter_that_the_model_doesnt_take_is_left_out() -> None:
    def choosy(line: Line, asked: dict[str, Any]) -> None:
        for name in ("max_tokens", "temperature"):
            if name in asked:
                body = {"error": {"message": f"{name} isn't supported", "param": name, "code": "unsupported_parameter"}}
                return line.refuse("400 Bad Request", body)
        return saying("Fine.")(line, asked)

    with endpoint(choosy) as server:
        assert said(server.settings()) == "Fine."
        assert server.asked[-1]["max_completion_tokens"] == 600
        assert "temperature" not in server.asked[-1]


def odd_but_right(line: Line, _: dict[str, Any]) -> None:
    """What servers do say: nulls, empty lists, comments, CR LF, a usage at the end."""
    line.head()
    line.send(b": hello\r\n\r\n")
    line.event({"choices": []})
    line.chunk(None)
    line.chunk({"role": "assistant", "content": None, "tool_calls": None})
    line.send('data:{"choices":[{"delta":{"content":"Piña at "},"finish_reason":null}]}\r\n\r\n'.encode())
    line.chunk({"content": "niyog."})
    line.chunk(None, "stop")
    line.event({"choices": [], "usage": {"total_tokens": 3}})
    line.event(b"[DONE]")


def whole(line: Line, _: dict[str, Any]) -> None:
    choice = {"index": 0, "message": {"role": "assistant", "content": "Piña at niyog."}, "finish_reason": "stop"}
    line.refuse("200 OK", {"id": "1", "choices": [choice]})


@pytest.mark.parametrize("act", [odd_but_right, whole, saying("Piña at niyog.", size=1)])
def test_what_is_no_fault_isnt_taken_for_one(act: Act) -> None:
    with endpoint(act) as server:
        assert said(server.settings()) == "Piña at niyog."


@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_thoughts_said_aloud_are_no_part_of_an_answer(size: int) -> None:
    with endpoint(saying("\n<think>\nRice, hm.\n</think>\n\nIt costs 52 pesos.", size=size)) as server:
        assert said(server.settings()).strip() == "It costs 52 pesos."
    with endpoint(saying("<thing> costs", size=size)) as server:
        assert said(server.settings()) == "<thing> costs"


def test_thoughts_are_signs_of_life() -> None:
    def thinking(line: Line, _: dict[str, Any]) -> None:
        line.head()
        for _number in range(6):
            line.chunk({"reasoning_content": "hm"})
            time.sleep(0.2)
        line.words("Fine.")
        line.end()

    with endpoint(thinking) as server:
        assert said(server.settings(first_token_timeout=0.6, idle_timeout=0.6)) == "Fine."


def test_an_answer_that_was_cut_says_so() -> None:
    def cut(line: Line, _: dict[str, Any]) -> None:
        line.head()
        line.words("Rice costs")
        line.end("length")

    with endpoint(cut) as server:
        assert asyncio.run(pieces_of(EndpointModel(server.settings())))[-1] == Finish(cut=True)


def test_closing_the_stream_ends_the_request_within_a_second() -> None:
    def talkative(line: Line, _: dict[str, Any]) -> None:
        line.head()
        line.words("Rice costs 52 pesos.")
        line.hold()

    async def first_word(model: EndpointModel) -> float:
        stream = model.stream(ASKED)
        async for piece in stream:
            if piece:
                break
        started = time.monotonic()
        await stream.aclose()
        return started

    with endpoint(talkative) as server:
        started = asyncio.run(first_word(EndpointModel(server.settings())))
        assert server.left.wait(1)
        assert time.monotonic() - started < 1


def test_cancelling_before_the_first_word_ends_the_request_within_a_second() -> None:
    async def impatient(model: EndpointModel) -> None:
        task = asyncio.ensure_future(pieces_of(model))
        await asyncio.sleep(0.5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with endpoint(at.silent) as server:
        asyncio.run(impatient(EndpointModel(server.settings())))
        assert server.left.wait(1)


def test_the_key_goes_into_the_header_and_nowhere_else() -> None:
    with endpoint(saying("Fine.")) as server:
        settings = server.settings()
        said(settings)
        assert f"Bearer {KEY}" in server.heads[0]
        assert KEY not in repr(settings) + str(settings) + repr(open_llm(settings)) + str(open_llm(settings))


@pytest.mark.parametrize("key", ["sk-1\nX-Evil: 1", "sk-ключ", "sk-\x00"])
def test_a_key_that_no_header_can_hold_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        LlmSettings(api_key=SecretStr(key))
    assert key not in str(caught.value)
    assert "sk-" not in str(caught.value)


@pytest.mark.parametrize("address", ["ftp://host/v1", "localhost:11434", "http://", "http://a b/", "http://h:99999/"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="give an address such as"):
        LlmSettings(base_url=address)


def test_a_preset_stands_for_an_address() -> None:
    assert LlmSettings(base_url="LMStudio").base_url == PRESETS["lmstudio"]
    assert all(LlmSettings(base_url=name).base_url == address for name, address in PRESETS.items())


def test_without_a_model_there_is_none() -> None:
    assert open_model(LlmSettings(api_key=SecretStr(KEY))) is None
    with pytest.raises(ModelUnsetError, match="PULLQUOTE_LLM__MODEL"):
        EndpointModel(LlmSettings())


# probing


def test_a_probe_says_that_the_model_answers() -> None:
    with endpoint(saying("OK")) as server:
        found = probe(server.settings())
        assert found.problem is None
        assert "oracle at http://127.0.0.1" in found.line
        assert server.asked[0]["max_tokens"] == 16


def test_a_probe_names_the_models_there_are() -> None:
    def other_models(line: Line, asked: dict[str, Any]) -> None:
        if asked:
            return line.refuse("404 Not Found", {"error": {"message": "model 'oracle' not found"}})
        return line.refuse("200 OK", {"object": "list", "data": [{"id": "qwen"}, {"id": "llama"}]})

    with endpoint(other_models) as server:
        found = probe(server.settings())
    assert found.models == ("qwen", "llama")
    assert "has no model oracle" in found.line
    assert found.line.endswith("It has: qwen, llama.")


@pytest.mark.parametrize(
    "act", [at.empty, at.web_page, at.silent, refusing("401 Unauthorized"), refusing("200 OK", [])]
)
def test_a_probe_tells_a_fault_in_one_line(act: Act) -> None:
    with endpoint(act) as server:
        found = probe(server.settings(**SHORT))
    assert found.problem
    assert "\n" not in found.line
    assert KEY not in found.line


def test_a_probe_tells_that_no_model_is_set() -> None:
    assert "PULLQUOTE_LLM__MODEL" in probe(LlmSettings(base_url="http://127.0.0.1:9/v1")).line
