"""Replies that end when the reader leaves, and what was asked of a model for them with them."""

import asyncio
import json
from collections.abc import AsyncGenerator, Coroutine, Iterator
from contextlib import aclosing
from typing import Any, TypeVar

from fastapi import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Send

from index.errors import IndexingError
from rag.answer import Answer
from rag.write.writer import Event
from ui.service.events import event_to_json
from ui.service.problems import KNOWN_ERRORS, problem_of

LINES = "application/x-ndjson"
_LEFT = 499
Awaited = TypeVar("Awaited")


class ClosingStream(StreamingResponse):
    """A reply whose source is closed as soon as the reader has left."""

    def __init__(self, source: AsyncGenerator[str, None], media_type: str) -> None:
        super().__init__(source, media_type=media_type, headers={"cache-control": "no-store"})
        self._source = source

    async def stream_response(self, send: Send) -> None:
        """Send what comes of the source."""
        async with aclosing(self._source):
            await super().stream_response(send)


def write_lines(objects: Iterator[Any]) -> Iterator[str]:
    """Write an object a line, as each is done; if the library fails, a problem as the last line."""
    try:
        for one in objects:
            yield json.dumps(one) + "\n"  # in ASCII: some take U+2028 for the end of a line
    except IndexingError as error:
        yield json.dumps(problem_of(error).model_dump()) + "\n"


async def json_lines(events: AsyncGenerator[Event | Answer, None]) -> AsyncGenerator[str, None]:
    """Yield a line of JSON for each event, the Answer's last; if asking fails, a problem as the last line."""
    async with aclosing(events):
        try:
            async for event in events:
                yield json.dumps(event_to_json(event)) + "\n"  # in ASCII: some take U+2028 for the end of a line
        except KNOWN_ERRORS as error:
            yield json.dumps(problem_of(error).model_dump()) + "\n"


async def cancel_on_disconnect(request: Request, answering: Coroutine[Any, Any, Awaited]) -> Awaited | Response:
    """Return what comes of a coroutine; if the reader leaves before, give it up: nobody sees the reply."""
    asking, leaving = asyncio.ensure_future(answering), asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return asking.result() if asking.done() else Response(status_code=_LEFT)
    finally:
        for task in (asking, leaving):
            task.cancel()
        await asyncio.gather(asking, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
