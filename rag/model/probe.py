"""Try a language model, and say in one line what is wrong with it, if anything is."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from rag.errors import ModelError
from rag.model.chat_model import EndpointModel, Message, StreamEvent, list_models
from rag.settings import LlmSettings

_HELLO: Sequence[Message] = ({"role": "user", "content": "Say OK."},)
_TOKENS = 16


@dataclass(frozen=True, slots=True)
class Probe:
    """What came of trying: the models that the endpoint lists, milliseconds to the first word, the problem."""

    model: str
    base_url: str
    models: tuple[str, ...] = ()
    first_token_ms: float | None = None
    problem: str | None = None

    @property
    def line(self) -> str:
        """What to tell about it, in one line."""
        return self.problem or f"{self.model} at {self.base_url} answers, after {self.first_token_ms:.0f} ms"


def probe(settings: LlmSettings) -> Probe:
    """Ask the model for a word; if it says none, list what the endpoint has instead. Never raises ModelError."""
    return asyncio.run(_probe(settings))


async def _probe(settings: LlmSettings) -> Probe:
    where = settings.shown_url
    try:
        model = EndpointModel(settings, most_waiting=0)
        started = perf_counter()
        async for piece in model.stream(_HELLO, _TOKENS):
            if _is_word(piece):
                return Probe(settings.model, where, first_token_ms=round((perf_counter() - started) * 1000, 2))
    except ModelError as error:
        models = await _list_models(settings)
        known = f" It has: {', '.join(models)}." if models and settings.model not in models else ""
        return Probe(settings.model, where, models, problem=f"{error}{'.' if known else ''}{known}")
    return Probe(settings.model, where, problem=f"{settings.model} at {where} said nothing")


async def _list_models(settings: LlmSettings) -> tuple[str, ...]:
    try:
        return await list_models(settings)
    except ModelError:
        return ()


def _is_word(piece: StreamEvent) -> bool:
    return isinstance(piece, str) and bool(piece.strip())
