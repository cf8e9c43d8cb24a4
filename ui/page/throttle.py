"""How often a page is updated while an answer is written, and how it learns that nobody reads it any more."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TypeVar

INTERVAL = 0.09  # seconds between two updates: faster than anybody reads, slower than a model writes
HEARTBEAT = 0.5  # seconds after which there is an update even of nothing
Item = TypeVar("Item")


async def throttle(
    events: AsyncGenerator[Item, None], stop: asyncio.Event, interval: float = INTERVAL, heartbeat: float = HEARTBEAT
) -> AsyncGenerator[list[Item], None]:
    """Yield what has come since the last time, until all has or `stop` is set; an error is raised again.

    What comes after a while of nothing is yielded at once, what follows `interval` seconds later at the earliest.

    Gradio learns that a page was closed only when its generator yields the next time, however long that takes
    (queueing.py, process_events), so something is yielded every `heartbeat` seconds. `events` run in a task of their
    own, which ends when this generator does: what they have open is closed where it was opened.
    """
    items: list[Item] = []
    news = asyncio.Event()
    gathering = asyncio.create_task(_gather(events, items, news))
    stopping = asyncio.create_task(stop.wait())
    try:
        while not gathering.done() and not stop.is_set():
            await _first_of(news, gathering, stopping, heartbeat)
            if gathering.done() or stop.is_set():
                break
            news.clear()
            yield _take_all(items)
            await asyncio.wait({gathering, stopping}, timeout=interval, return_when=asyncio.FIRST_COMPLETED)
        if items:
            yield _take_all(items)
        if gathering.done():
            gathering.result()
    finally:
        gathering.cancel()
        stopping.cancel()
        await asyncio.wait({gathering, stopping})


async def _gather(events: AsyncGenerator[Item, None], items: list[Item], news: asyncio.Event) -> None:
    async with aclosing(events):
        async for event in events:
            items.append(event)
            news.set()


async def _first_of(
    news: asyncio.Event, gathering: "asyncio.Task[None]", stopping: "asyncio.Task[bool]", timeout: float
) -> None:
    """Wait for news, for the end or for the timeout, whichever comes first."""
    coming = asyncio.create_task(news.wait())
    try:
        await asyncio.wait({coming, gathering, stopping}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
    finally:
        coming.cancel()


def _take_all(items: list[Item]) -> list[Item]:
    taken = items[:]
    items.clear()
    return taken
