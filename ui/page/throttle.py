"""How often a page is told of what is being made, and how it learns that nobody reads it any more."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TypeVar

APART = 0.09  # seconds between two tellings: faster than anybody reads, slower than a model writes
BEAT = 0.5  # seconds after which there is a telling even of nothing
Made = TypeVar("Made")


async def throttle(
    events: AsyncGenerator[Made, None], stop: asyncio.Event, apart: float = APART, beat: float = BEAT
) -> AsyncGenerator[list[Made], None]:
    """Yield what has been made since the last time, until all is made or `stop` is set; an error is raised again.

    What is made after a while of nothing is told at once, what follows `apart` seconds later at the earliest.

    Gradio learns that a page was closed only when its generator yields the next time, however long that takes
    (queueing.py, process_events), so something is yielded every `beat` seconds. `events` run in a task of their own,
    which ends when this generator does: what they have open is closed where it was opened.
    """
    arrived: list[Made] = []
    news = asyncio.Event()
    making = asyncio.create_task(_gather(events, arrived, news))
    stopping = asyncio.create_task(stop.wait())
    try:
        while not making.done() and not stop.is_set():
            await _first_of(news, making, stopping, beat)
            if making.done() or stop.is_set():
                break
            news.clear()
            yield _taken(arrived)
            await asyncio.wait({making, stopping}, timeout=apart, return_when=asyncio.FIRST_COMPLETED)
        if arrived:
            yield _taken(arrived)
        if making.done():
            making.result()
    finally:
        making.cancel()
        stopping.cancel()
        await asyncio.wait({making, stopping})


async def _gather(events: AsyncGenerator[Made, None], arrived: list[Made], news: asyncio.Event) -> None:
    async with aclosing(events):
        async for event in events:
            arrived.append(event)
            news.set()


async def _first_of(
    news: asyncio.Event, making: "asyncio.Task[None]", stopping: "asyncio.Task[bool]", beat: float
) -> None:
    """Wait for news, for the end or for a beat, whichever comes first."""
    coming = asyncio.create_task(news.wait())
    try:
        await asyncio.wait({coming, making, stopping}, timeout=beat, return_when=asyncio.FIRST_COMPLETED)
    finally:
        coming.cancel()


def _taken(arrived: list[Made]) -> list[Made]:
    taken = arrived[:]
    arrived.clear()
    return taken
