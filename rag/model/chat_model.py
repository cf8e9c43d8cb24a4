"""A language model behind any OpenAI-compatible endpoint.

For LlamaIndex's evaluators it is an OpenAILike. Answers are streamed by the openai client itself, because LlamaIndex's
generator leaves the request running when it is closed, fails at `delta: null`, and knows one time-out for everything.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from index.tidy.characters import fold_space
from rag.errors import ModelBrokenError, ModelError, ModelUnsetError
from rag.model.failures import to_model_error
from rag.model.stream_parser import StreamParser
from rag.model.timeouts import MOST_WAITING, RETRIES, Timeouts, retry_after
from rag.settings import LlmSettings

if TYPE_CHECKING:
    import openai
    from llama_index.llms.openai_like import OpenAILike

Message = Mapping[str, str]  # role, content
_CONNECT = 10.0  # seconds
_RENAMED = {"max_tokens": "max_completion_tokens"}  # what newer models of OpenAI want in place of a parameter


@dataclass(frozen=True, slots=True)
class Waiting:
    """The endpoint has no time now; it is asked again after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Finish:
    """The model is done; `cut` if it ran out of tokens."""

    cut: bool


StreamEvent = str | Waiting | Finish


class ChatModel(Protocol):
    """Something that answers messages, piece by piece."""

    @property
    def name(self) -> str:
        """The model's name."""

    @property
    def context_window(self) -> int:
        """Tokens that messages and answer may have together."""

    @property
    def answer_tokens(self) -> int:
        """Tokens that an answer may have."""

    def stream(self, messages: Sequence[Message], most_tokens: int | None = None) -> AsyncGenerator[StreamEvent, None]:
        """Yield an answer as it comes, Finish last; raise ModelError. Closing it ends the request."""


class EndpointModel:
    """The model that the settings name; safe from several threads and event loops, as a request shares nothing."""

    def __init__(self, settings: LlmSettings, most_waiting: float = MOST_WAITING) -> None:
        if not settings.model:
            raise ModelUnsetError
        self._settings = settings
        self._most_waiting = most_waiting

    def __repr__(self) -> str:
        return f"Model({self.name!r} at {self._settings.shown_url!r})"

    @property
    def name(self) -> str:
        """The model's name."""
        return self._settings.model

    @property
    def context_window(self) -> int:
        """Tokens that messages and answer may have together."""
        return self._settings.context_window

    @property
    def answer_tokens(self) -> int:
        """Tokens that an answer may have."""
        return min(self._settings.answer_tokens, self._settings.context_window // 3)

    async def stream(
        self, messages: Sequence[Message], most_tokens: int | None = None
    ) -> AsyncGenerator[StreamEvent, None]:
        """Yield an answer as it comes, Finish last; raise ModelError. Closing it ends the request."""
        async with AsyncExitStack() as stack:
            client = await stack.enter_async_context(_client(self._settings))
            timeouts = Timeouts(self._settings)
            parameters = {"temperature": self._settings.temperature, "max_tokens": most_tokens or self.answer_tokens}
            request = {"model": self.name, "messages": list(messages)}
            waited, tries = 0.0, 0
            while True:
                opened = await _open_stream(stack, client, timeouts, {**request, **parameters})
                if not isinstance(opened, Exception):
                    break
                tries += 1
                wait = retry_after(opened, tries)
                name = getattr(opened, "param", None)  # what the endpoint says it doesn't take
                if isinstance(name, str) and name in parameters and tries <= RETRIES:
                    parameters = _drop_parameter(parameters, name)
                elif wait is None or tries > RETRIES or waited + wait > self._most_waiting:
                    raise to_model_error(opened, self._settings)
                else:
                    waited += wait
                    yield Waiting(wait)
                    await asyncio.sleep(wait)
            async with aclosing(self._read(opened, timeouts)) as pieces:
                async for piece in pieces:
                    yield piece

    async def _read(self, response: Any, timeouts: Timeouts) -> AsyncGenerator[StreamEvent, None]:
        parser = StreamParser(self._settings, response.headers.get("content-type", ""))
        chunks = response.iter_bytes()
        while (data := await timeouts.within(anext(chunks, None))) is not None:
            for text in parser.feed(data):
                yield text
            if parser.alive:
                timeouts.renew()
        for text in parser.finish():
            yield text
        yield Finish(parser.cut)


async def complete(model: ChatModel, messages: Sequence[Message], most_tokens: int | None = None) -> str:
    """Return a model's answer whole; raise ModelError."""
    async with aclosing(model.stream(messages, most_tokens)) as pieces:
        return "".join([piece async for piece in pieces if isinstance(piece, str)])


def open_model(settings: LlmSettings) -> EndpointModel | None:
    """Return the model that the settings name, None if they name none. Nothing is sent yet."""
    return EndpointModel(settings) if settings.model else None


async def list_models(settings: LlmSettings, most: int = 20) -> tuple[str, ...]:
    """Return the names of the models that the endpoint lists, so many at most; raise ModelError."""
    import openai

    async with _client(settings) as client:
        try:
            listed = await Timeouts(settings).within(client.models.list())
            return tuple(fold_space(str(one.id))[:80] for one in listed.data[:most])
        except openai.OpenAIError as error:
            fault: ModelError = to_model_error(error, settings)
        except (AttributeError, TypeError, ValueError):
            fault = ModelBrokenError(f"{settings.shown_url} doesn't list its models")
    raise fault


def open_llm(settings: LlmSettings) -> "OpenAILike":
    """Return the model for LlamaIndex; raise ModelError if the settings name none. Nothing is sent yet."""
    if not settings.model:
        raise ModelUnsetError
    from llama_index.llms.openai_like import OpenAILike

    class Discreet(OpenAILike):  # type: ignore[misc]  # it brings no types
        """An OpenAILike that doesn't show its key."""

        def __repr_args__(self) -> Any:
            return [(name, value) for name, value in super().__repr_args__() if name != "api_key"]

    return Discreet(
        model=settings.model,
        api_base=settings.base_url,
        api_key=settings.api_key.get_secret_value() or "none",
        context_window=settings.context_window,
        temperature=settings.temperature,
        timeout=settings.timeout,
        max_retries=2,
        is_chat_model=True,
        is_function_calling_model=False,
    )


async def _open_stream(
    stack: AsyncExitStack, client: "openai.AsyncOpenAI", timeouts: Timeouts, request: Mapping[str, Any]
) -> Any:
    """Send the request; return the response once its head is there, or the client's error."""
    import openai

    opening = client.chat.completions.with_streaming_response.create(stream=True, **request)
    timeouts.restart()  # loading the client's own parts is no silence of the model
    try:
        return await timeouts.within(stack.enter_async_context(opening))
    except openai.OpenAIError as error:
        return error


def _client(settings: LlmSettings) -> "openai.AsyncOpenAI":
    import openai

    return openai.AsyncOpenAI(
        base_url=settings.base_url,
        api_key=settings.api_key.get_secret_value() or "none",
        timeout=openai.Timeout(settings.timeout, connect=min(_CONNECT, settings.first_token_timeout)),
        max_retries=0,
    )


def _drop_parameter(parameters: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Leave out a parameter that the model doesn't take, or name it as newer ones do."""
    return {
        _RENAMED.get(one, one) if one == name else one: value
        for one, value in parameters.items()
        if one != name or one in _RENAMED
    }
