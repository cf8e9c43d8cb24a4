"""A language model that says what a test wants, and a server that asks it."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx

from tests.rag.model.misbehaving import KEY, Act, Endpoint, Line, saying
from tests.ui.running import Server

QUESTION = "Who leads Hugging Face?"
LEADS = "Clement Delangue is the CEO of Hugging Face [ID]."
LED = "Clement Delangue is the CEO of Hugging Face."
UNTRUE = "Gold rose in Zurich 77 times."


@dataclass(frozen=True, slots=True)
class Writing:
    """A server without the page, and the model behind it."""

    server: Server
    model: Endpoint


def first_passage(asked: dict[str, Any]) -> str:
    """The id of the first passage that a prompt gives."""
    return str(asked["messages"][-1]["content"].partition('<passage id="')[2].partition('"')[0])


def citing_the_first(text: str) -> Act:
    """Say a text with the id of the first passage in place of `ID`."""
    return lambda line, asked: saying(text.replace("ID", first_passage(asked)))(line, asked)


def in_turn(*acts: Act) -> Act:
    """Do one thing after another, one an answer."""
    left = list(acts)

    def act(line: Line, asked: dict[str, Any]) -> None:
        left.pop(0)(line, asked)

    return act


def environment(model: Endpoint) -> dict[str, str]:
    """The settings that name a model."""
    named = {"BASE_URL": model.url, "MODEL": "oracle", "API_KEY": KEY}
    return {f"PULLQUOTE_LLM__{name}": value for name, value in named.items()}


def stopping_after(text: str, then: Callable[[Line], None] = Line.hold) -> Act:
    """Say a text and no more, until the other side has gone; or do something else `then`."""

    def act(line: Line, asked: dict[str, Any]) -> None:
        line.head()
        line.words(text.replace("ID", first_passage(asked)))
        then(line)

    return act


async def leave_mid_answer(writing: Writing, path: str, question: dict[str, Any]) -> None:
    """Ask, and leave when the model has said something and means to say more."""
    begun = threading.Event()

    def stop(line: Line) -> None:
        begun.set()
        line.hold()

    writing.model.act = stopping_after("Clement", stop)
    async with httpx.AsyncClient(base_url=writing.server.address, timeout=90, trust_env=False) as client:
        asking = asyncio.create_task(client.post(path, json=question))
        assert await asyncio.to_thread(begun.wait, 90)
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking
