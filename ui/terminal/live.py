"""An answer in the terminal as it is written: what has been told stands as it will stay, what is pending is dim."""

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.live import Live
from rich.segment import Segment
from rich.text import Text

from ui.terminal.display import render_statement
from ui.wording import describe_wait

if TYPE_CHECKING:
    from rag.answer import Answer, Statement
    from rag.write.writer import Event
    from ui.service.contract import AskRequest
    from ui.service.service import Service


def answer_live(service: "Service", request: "AskRequest", console: Console) -> "Answer":
    """Answer a question; on a terminal, show how it is written, and clear that at the end, as some of it may go.

    Ctrl+C raises KeyboardInterrupt once the model's request has ended.
    """
    if request.engine == "quote" or not console.is_terminal:
        return service.ask(request)
    return asyncio.run(_watched(service, request, console))


async def _watched(service: "Service", request: "AskRequest", console: Console) -> "Answer":
    from rag.answer import Answer

    sheet, answer = _Sheet(), None
    with Live(sheet, console=console, transient=True, refresh_per_second=10):
        async with aclosing(service.stream(request)) as events:
            async for event in events:
                if isinstance(event, Answer):
                    answer = event
                else:
                    sheet.take(event)
    assert answer is not None  # noqa: S101  # a stream ends with one
    return answer


class _Sheet:
    """What has been written so far; its last lines, where the terminal is too low for all."""

    def __init__(self) -> None:
        self._statements: list[Statement] = []
        self._below = "reading …"

    def take(self, event: "Event") -> None:
        """Take down what happened."""
        from rag.model.chat_model import Waiting
        from rag.write.writer import PartialEvent, StatementEvent

        if isinstance(event, StatementEvent):
            self._statements.append(event.statement)
            self._below = ""
        elif isinstance(event, PartialEvent):
            self._below = event.text
        elif isinstance(event, Waiting):
            self._below = describe_wait(event.seconds)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        written = Group(*map(render_statement, self._statements), Text(self._below, style="dim"))
        for line in console.render_lines(written, options, pad=False)[-max(1, console.height - 1) :]:
            yield from line
            yield Segment.line()
