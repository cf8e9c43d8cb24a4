"""The commands that ask: search, ask, cite, chat. Heavy imports stand inside them, so that `--help` is instant."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar

import typer

from ui.terminal.batch import Shape, run_batch
from ui.terminal.context import Json, open_home, stdout_console
from ui.terminal.output import error_line, fail, print_json

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import Console

    from ui.service.service import Service

Batch = Annotated[Path | None, typer.Option(help="A .jsonl file of requests, one a line; - is standard input.")]
Engine = Annotated[
    Literal["quote", "llm"],
    typer.Option(help="Who answers: quote picks sentences, offline; llm has the model of the settings write."),
]
Language = Annotated[str | None, typer.Option(help="Only articles in this language, such as en or tl.")]
Publisher = Annotated[str | None, typer.Option(help="Only articles of this publisher.")]
After = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only articles of this day or later, such as 2026-01-01.")
]
Before = Annotated[str | None, typer.Option(metavar="DATE", help="Only articles of this day or earlier.")]
Fields = dict[str, Any]
Result = TypeVar("Result", bound="BaseModel")


def search(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(metavar="TEXT")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 10,
    language: Language = None,
    publisher: Publisher = None,
    after: After = None,
    before: Before = None,
    batch: Batch = None,
    as_json: Json = False,
) -> None:
    """Find passages."""
    from ui.service.contract import SearchRequest
    from ui.terminal.display import show_hits

    filters = _filters(language, publisher, after, before)
    asked = _Asked(context, SearchRequest, "TEXT", {"query": query}, {"k": k, **filters}, batch, as_json)
    asked.run(lambda service, it: service.search(it), show_hits)


def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument()] = None,
    engine: Engine = "quote",
    language: Language = None,
    publisher: Publisher = None,
    after: After = None,
    before: Before = None,
    batch: Batch = None,
    as_json: Json = False,
) -> None:
    """Ask a question; every sentence of the answer is quoted from an article, or checked against one."""
    from ui.service.contract import AskRequest
    from ui.terminal.display import show_answer
    from ui.terminal.live import answer_live

    watching = not as_json and batch is None
    common = {"engine": engine, **_filters(language, publisher, after, before)}
    asked = _Asked(context, AskRequest, "QUESTION", {"question": question}, common, batch, as_json)
    asked.run(
        lambda service, it: answer_live(service, it, stdout_console()) if watching else service.ask(it),
        show_answer,
    )


def cite(
    context: typer.Context,
    excerpt: Annotated[str | None, typer.Argument()] = None,
    language: Language = None,
    publisher: Publisher = None,
    after: After = None,
    before: Before = None,
    batch: Batch = None,
    as_json: Json = False,
) -> None:
    """Look up whether and where an excerpt stands: word for word, altered, or not in the corpus."""
    from ui.service.contract import CiteRequest
    from ui.terminal.display import show_finding

    filters = _filters(language, publisher, after, before)
    asked = _Asked(context, CiteRequest, "EXCERPT", {"excerpt": excerpt}, filters, batch, as_json)
    asked.run(lambda service, it: service.cite(it), show_finding)


def chat(
    context: typer.Context,
    engine: Engine = "quote",
    language: Language = None,
    publisher: Publisher = None,
    after: After = None,
    before: Before = None,
) -> None:
    """Talk with the corpus in the terminal; a number opens a citation, an empty line ends, Ctrl+C stops an answer."""
    from ui.service.contract import Filtered

    filtered = _shaped(Filtered, _filters(language, publisher, after, before))
    with open_home(context) as service:
        from ui.terminal.conversation import converse

        converse(service, stdout_console(), engine, filtered)


@dataclass(frozen=True, slots=True)
class _Asked(Generic[Shape]):
    """What a command line asks for: `given` alone, or each line of a batch; `common` holds for either."""

    context: typer.Context
    shape: type[Shape]
    wanted: str
    given: Fields
    common: Fields
    batch: Path | None
    as_json: bool

    def run(self, act: Callable[["Service", Shape], Result], show: Callable[["Console", Result], None]) -> None:
        """Do it, and print what comes of it."""
        if self.batch is not None:
            run_batch(self.context, self.batch, self.shape, self.common, act)
            return
        if None in self.given.values():
            fail(f"give {self.wanted}, or --batch FILE", 2)
        request = _shaped(self.shape, {**self.given, **self.common})
        with open_home(self.context) as service:
            result = act(service, request)
        if self.as_json:
            print_json(result.model_dump(mode="json"))
        else:
            show(stdout_console(), result)


def _filters(language: str | None, publisher: str | None, after: str | None, before: str | None) -> Fields:
    return {"language": language, "publisher": publisher, "after": after, "before": before}


def _shaped(shape: type[Shape], fields: Fields) -> Shape:
    try:
        return shape.model_validate(fields)
    except ValueError as error:
        fail(error_line(error), 2)
