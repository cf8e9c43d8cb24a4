"""An answer in the terminal as it is written: what is checked stands as it will stay, what isn't yet is dim."""

import asyncio
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.live import Live
from rich.segment import Segment
from rich.text import Text

from ui.terminal.display import render_statement
from ui.wording import describe_wait

if TYPE_CHECKING:
    from rag.answer import Answer
    from ui.service.contract import AskRequest
    from ui.service.partial_answer import PartialAnswer
    from ui.service.service import Service


def answer_live(service: "Service", request: "AskRequest", console: Console) -> "Answer":
    """Answer a question; on a terminal, show how it is written, and clear that at the end, as some of it may go.

    Ctrl+C raises KeyboardInterrupt once the model's request has ended.
    """
    if request.engine == "quote" or not console.is_terminal:
        return service.ask(request)
    return asyncio.run(_stream(service, request, console))


async def _stream(service: "Service", request: "AskRequest", console: Console) -> "Answer":
    from rag.answer import Answer
    from ui.service.partial_answer import PartialAnswer

    partial, answer = PartialAnswer(), None
    with Live(_Display(partial), console=console, transient=True, refresh_per_second=10):
        async with aclosing(service.stream(request)) as events:
            async for event in events:
                if isinstance(event, Answer):
                    answer = event
                else:
                    partial.add(event)
    assert answer is not None  # noqa: S101  # a stream ends with one
    return answer


@dataclass(frozen=True, slots=True)
class _Display:
    """Shows what has been written so far; its last lines, where the terminal is too low for all."""

    partial: "PartialAnswer"

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = console.render_lines(Group(*self._parts()), options, pad=False)
        for line in lines[-max(1, console.height - 1) :]:
            yield from line
            yield Segment.line()

    def _parts(self) -> Iterator[RenderableType]:
        yield from map(render_statement, self.partial.statements)
        waiting = describe_wait(self.partial.wait) if self.partial.wait is not None else self.partial.unchecked
        yield Text(waiting if self.partial.has_begun else "reading …", style="dim")
