"""How often a page is told, and that what is made for it ends with it."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import pytest

from ui.page.throttle import throttle


class Made:
    """Makes so many things, so many seconds apart, and knows when it was closed."""

    def __init__(self, count: int, apart: float, fault: Exception | None = None) -> None:
        self.count, self.apart, self.fault, self.closed = count, apart, fault, False

    async def things(self) -> AsyncGenerator[int, None]:
        try:
            for number in range(self.count):
                yield number
                await asyncio.sleep(self.apart)
            if self.fault:
                raise self.fault
        finally:
            self.closed = True


async def told(made: Made, most: int = 99, **times: float) -> list[list[int]]:
    tellings: list[list[int]] = []
    async with aclosing(throttle(made.things(), asyncio.Event(), **times)) as coming:
        async for telling in coming:
            tellings.append(telling)
            if len(tellings) == most:
                break
    return tellings


def test_everything_is_told_in_order_and_not_one_by_one() -> None:
    tellings = asyncio.run(told(Made(50, 0.002), interval=0.02))
    assert [one for telling in tellings for one in telling] == list(range(50))
    assert 2 <= len(tellings) <= 12


def test_what_comes_after_a_while_is_told_at_once() -> None:
    async def wait() -> float:
        made = Made(2, 1.2)
        async with aclosing(throttle(made.things(), asyncio.Event(), interval=1, heartbeat=9)) as coming:
            started = time.monotonic()
            assert await anext(coming) == [0]
            assert await anext(coming) == [1]
            return time.monotonic() - started - 1.2

    assert asyncio.run(wait()) < 0.5


def test_while_nothing_is_made_it_is_told_so_often_enough_to_learn_that_nobody_listens() -> None:
    started = time.monotonic()
    assert asyncio.run(told(Made(1, 30), most=3, interval=0.01, heartbeat=0.05))[1:] == [[], []]
    assert time.monotonic() - started < 5


def test_leaving_closes_what_is_being_made_before_it_is_left() -> None:
    made = Made(1, 30)
    asyncio.run(told(made, most=1, interval=0.01))
    assert made.closed


@pytest.mark.parametrize("ending", ["stopped", "cancelled"])
def test_stopping_closes_what_is_being_made(ending: str) -> None:
    made = Made(1, 30)

    async def listen(stop: asyncio.Event) -> list[Any]:
        async with aclosing(throttle(made.things(), stop)) as coming:
            return [telling async for telling in coming]

    async def run() -> None:
        stop = asyncio.Event()
        listening = asyncio.create_task(listen(stop))
        await asyncio.sleep(0.3)
        if ending == "stopped":
            stop.set()
            assert [0] in await listening
        else:
            listening.cancel()
            await asyncio.wait({listening})
        assert made.closed

    asyncio.run(run())


def test_a_fault_is_raised_after_what_came_before_it() -> None:
    seen: list[int] = []

    async def run() -> None:
        made = Made(2, 0, ValueError("broken"))
        async with aclosing(throttle(made.things(), asyncio.Event())) as coming:
            async for telling in coming:
                seen.extend(telling)

    with pytest.raises(ValueError, match="broken"):
        asyncio.run(run())
    assert seen == [0, 1]
