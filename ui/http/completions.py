"""The chat API of OpenAI, so that any of its clients can talk with the corpus.

What was sent can't be taken back, so only checked statements are streamed, and none before one is supported. The whole
Answer comes along under `pullquote`.
"""

import json
import secrets
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from rag.answer import Answer, EngineName, Turn
from rag.engine import final_answer
from rag.model.chat_model import Waiting
from rag.write.writer import Event, StatementEvent
from ui.http.plain_text import TextStream, strip_sources, to_text
from ui.http.streaming import ClosingStream, cancel_on_disconnect
from ui.service.contract import AskRequest, Words
from ui.service.problems import KNOWN_ERRORS, problem_of, status_of
from ui.service.service import LocalService
from ui.wording import describe_wait

PREFIX = "/v1/"
QUOTING, WRITING = "pullquote", "pullquote-llm"
_USAGE = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}  # the model's endpoint counts, not this one


class CompletionError(Exception):
    """A request that can't be answered; `param` is the part of it that is at fault, `code` as OpenAI names it."""

    def __init__(self, message: str, param: str, code: str = "bad_request", status: int = 400) -> None:
        super().__init__(message)
        self.param, self.code, self.status = param, code, status


class _Lenient(BaseModel):
    """What is sent besides, such as a temperature or tools, is ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(_Lenient):
    """A part of a message; those that aren't text are ignored."""

    type: str
    text: Words = ""


class Message(_Lenient):
    """A message of the conversation; those that aren't the user's or the assistant's are ignored."""

    role: Literal["user", "assistant", "system", "developer", "tool", "function"]
    content: Words | tuple[Part, ...] | None = None

    @property
    def text(self) -> str:
        """What it says."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        return "\n".join(part.text for part in self.content if part.type == "text")


class StreamOptions(_Lenient):
    """Whether the tokens used are reported at the end of a stream; here they are zeros."""

    include_usage: bool = False


class CompletionRequest(_Lenient):
    """A conversation whose last message is the question."""

    model: Words = QUOTING
    messages: tuple[Message, ...] = Field(min_length=1)
    stream: bool = False
    stream_options: StreamOptions | None = None

    def to_request(self) -> AskRequest:
        """Return the question, with the turns before it; raise CompletionError."""
        conversation = [message for message in self.messages if message.role in {"user", "assistant"}]
        if not conversation or conversation[-1].role != "user":
            raise CompletionError("the last message has to be the user's question", "messages")
        *before, question = conversation
        engine: EngineName = "llm" if self.model == WRITING else "quote"
        return AskRequest(question=question.text, history=_turns(before), engine=engine)


def add_completions(app: FastAPI, service: LocalService) -> None:
    """Add the routes below /v1."""
    started = int(time.time())

    def models() -> dict[str, dict[str, Any]]:
        writer = service.writer()
        engines = {QUOTING: "quote", **({WRITING: f"llm:{writer}"} if writer else {})}
        common = {"object": "model", "created": started, "owned_by": "pullquote"}
        return {name: {"id": name, **common, "engine": engine} for name, engine in engines.items()}

    def model(name: str) -> dict[str, Any]:
        known = models()
        if name not in known:
            hint = "" if WRITING in known else f"; {WRITING} is there once PULLQUOTE_LLM__MODEL is set"
            message = f"there is no model {name}; there is {' and '.join(known)}{hint}"
            raise CompletionError(message, "model", "model_not_found", 404)
        return known[name]

    @app.get("/v1/models", summary="The models that /v1/chat/completions knows")
    async def list_models() -> dict[str, Any]:
        return {"object": "list", "data": list(models().values())}

    @app.get("/v1/models/{name}", summary="One of them")
    async def show_model(name: str) -> dict[str, Any]:
        return model(name)

    @app.post("/v1/chat/completions", summary="Ask as any client of OpenAI's chat API does")
    async def complete(body: CompletionRequest, request: Request) -> Response:
        model(body.model)
        events = service.stream(body.to_request())
        if body.stream:
            return ClosingStream(_chunks(events, body), "text/event-stream")
        answer = await cancel_on_disconnect(request, final_answer(events))
        return answer if isinstance(answer, Response) else JSONResponse(_completion(answer, body.model))

    @app.exception_handler(CompletionError)
    async def reply_error(_request: Request, error: CompletionError) -> JSONResponse:
        return error_reply(str(error), error.code, error.status, error.param)


def error_reply(message: str, code: str, status: int, param: str | None = None) -> JSONResponse:
    """Report an error as OpenAI's clients understand it."""
    status = 400 if status == 422 else status
    return JSONResponse(_error(message, code, status, param), status_code=status)


def _error(message: str, code: str, status: int, param: str | None = None) -> dict[str, Any]:
    kind = "invalid_request_error" if status < 500 else "server_error"
    return {"error": {"message": message, "type": kind, "code": code, "param": param}}


def _turns(messages: Sequence[Message]) -> tuple[Turn, ...]:
    """Pair questions with the answers that follow; one without has an empty one, an answer to nothing is left out."""
    turns: list[Turn] = []
    for message in messages:
        if message.role == "user":
            turns.append(Turn(question=message.text, text=""))
        elif turns:
            text = f"{turns[-1].text} {strip_sources(message.text)}".strip()
            turns[-1] = Turn(question=turns[-1].question, text=text)
    return tuple(turns)


def _completion(answer: Answer, model: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": to_text(answer), "refusal": None}
    choice = {"message": {**message, "pullquote": answer.model_dump(mode="json")}, "logprobs": None}
    return {**_head("chat.completion", model), "choices": [_choice(choice, "stop")], "usage": _USAGE}


async def _chunks(
    events: AsyncGenerator[Event | Answer, None], request: CompletionRequest
) -> AsyncGenerator[str, None]:
    """Yield server-sent events; a wait of the model is a comment, which clients skip."""
    head = _head("chat.completion.chunk", request.model)

    def chunk(finish: str | None = None, **delta: Any) -> str:
        return _event({**head, "choices": [_choice({"delta": delta}, finish)]})

    yield chunk(role="assistant", content="")
    text_stream = TextStream()
    async with aclosing(events):
        try:
            async for event in events:
                if isinstance(event, Waiting):
                    yield f": {describe_wait(event.seconds)}\n\n"
                elif isinstance(event, StatementEvent) and (text := text_stream.add(event)):
                    yield chunk(content=text)
                elif isinstance(event, Answer):
                    yield chunk(content=text_stream.finish(event))
                    yield chunk("stop", pullquote=event.model_dump(mode="json"))
        except KNOWN_ERRORS as error:
            problem = problem_of(error)
            yield _event(_error(problem.detail, problem.type, status_of(error)))
            return
    if request.stream_options and request.stream_options.include_usage:
        yield _event({**head, "choices": [], "usage": _USAGE})
    yield "data: [DONE]\n\n"


def _head(kind: str, model: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{secrets.token_hex(12)}", "object": kind, "created": int(time.time()), "model": model}


def _choice(content: dict[str, Any], finish: str | None) -> dict[str, Any]:
    return {"index": 0, **content, "finish_reason": finish}


def _event(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data)}\n\n"
