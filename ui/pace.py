"""How often a page is told of what is being made, and how it learns that nobody reads it any more."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TypeVar

APART = 0.09  # seconds between two tellings: faster than anybody reads, slower than a model writes
BEAT = 0.5  # seconds after which there is a telling even of nothing
Made = TypeVar("Made")


async def paced(
    events: AsyncGenerator[Made, None], stop: asyncio.Event, apart: float = APART, beat: float = BEAT
) -> AsyncGenerator[list[Made], None]:
    """Yield what has been made since the last time, until all is made or `stop` is set; an error is raised again.

    Gradio learns that a page was closed only when its generator yields the next time, however long that takes
    (queueing.py, process_events), so something is yielded every `beat` seconds. `events` run in a task of their own,
    which ends when this generator does: what they have open is closed where it was opened.
    """
    arrived: list[Made] = []
    making = asyncio.create_task(_gather(events, arrived))
    stopping = asyncio.create_task(stop.wait())
    silent = 0.0
    try:
        while not making.done() and not stop.is_set():
            await asyncio.wait({making, stopping}, timeout=apart, return_when=asyncio.FIRST_COMPLETED)
            silent += apart
            if (arrived and not making.done()) or silent >= beat:
                silent = 0.0
                yield _taken(arrived)
        if arrived:
            yield _taken(arrived)
        if making.done():
            making.result()
    finally:
        making.cancel()
        stopping.cancel()
        await asyncio.wait({making, stopping})


async def _gather(events: AsyncGenerator[Made, None], arrived: list[Made]) -> None:
    async with aclosing(events):
        async for event in events:
            arrived.append(event)  # noqa: PERF401  (each as it comes)


def _taken(arrived: list[Made]) -> list[Made]:
    taken = arrived[:]
    arrived.clear()
    return taken
