"""The commands that ask: search, ask, cite, chat. Heavy imports stand inside them, so that `--help` is instant."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar

import typer

from ui.batch import Shape, run_batch
from ui.edge import Json, service_of, stdout
from ui.lines import fail, line_of, print_json

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import Console

    from ui.service import Service

Batch = Annotated[Path | None, typer.Option(help="A .jsonl file of requests, one a line; - is standard input.")]
Engine = Annotated[
    Literal["quote", "llm"],
    typer.Option(help="Who answers: quote picks sentences, offline; llm has the model of the settings write."),
]
Fields = dict[str, Any]
Result = TypeVar("Result", bound="BaseModel")


def _filters(
    language: Annotated[str | None, typer.Option(help="Only articles in this language, such as en or tl.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Only articles of this publisher.")] = None,
    after: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only articles of this day or later, such as 2026-01-01.")
    ] = None,
    before: Annotated[str | None, typer.Option(metavar="DATE", help="Only articles of this day or earlier.")] = None,
) -> Fields:
    """Say once which options choose articles."""
    return {"language": language, "publisher": publisher, "after": after, "before": before}


def _filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of `_filters`, as one argument: `filters`."""
    options = inspect.signature(_filters).parameters

    def parameters() -> Iterator[inspect.Parameter]:
        for name, parameter in inspect.signature(command).parameters.items():
            yield from options.values() if name == "filters" else (parameter,)

    @wraps(command)
    def with_options(**given: Any) -> None:
        command(filters=_filters(**{name: given.pop(name) for name in options}), **given)

    keyword_only = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in parameters()]
    with_options.__signature__ = inspect.Signature(keyword_only)  # type: ignore[attr-defined]
    return with_options


@_filtered
def search(
    context: typer.Context,
    filters: Fields,
    query: Annotated[str | None, typer.Argument(metavar="TEXT")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 10,
    batch: Batch = None,
    as_json: Json = False,
) -> None:
    """Find passages."""
    from ui.contract import SearchRequest
    from ui.terminal import show_hits

    asked = _Asked(context, SearchRequest, "TEXT", {"query": query}, {"k": k, **filters}, batch, as_json)
    asked.run(lambda service, it: service.search(it), show_hits)


@_filtered
def ask(
    context: typer.Context,
    filters: Fields,
    question: Annotated[str | None, typer.Argument()] = None,
    engine: Engine = "quote",
    batch: Batch = None,
    as_json: Json = False,
) -> None:
    """Ask a question; every sentence of the answer is quoted from an article, or checked against one."""
    from ui.contract import AskRequest
    from ui.live import answered
    from ui.terminal import show_answer

    watching = not as_json and batch is None
    asked = _Asked(
        context, AskRequest, "QUESTION", {"question": question}, {"engine": engine, **filters}, batch, as_json
    )
    asked.run(
        lambda service, it: answered(service, it, stdout()) if watching else service.ask(it),
        show_answer,
    )


@_filtered
def cite(
    context: typer.Context,
    filters: Fields,
    excerpt: Annotated[str | None, typer.Argument()] = None,
    batch: Batch = None,
    as_json: Json = False,
) -> None:
    """Look up whether and where an excerpt stands: word for word, altered, or not in the corpus."""
    from ui.contract import CiteRequest
    from ui.terminal import show_finding

    asked = _Asked(context, CiteRequest, "EXCERPT", {"excerpt": excerpt}, filters, batch, as_json)
    asked.run(lambda service, it: service.cite(it), show_finding)


@_filtered
def chat(context: typer.Context, filters: Fields, engine: Engine = "quote") -> None:
    """Talk with the corpus in the terminal; a number opens that citation, an empty line ends, Ctrl+C stops an answer."""
    from ui.contract import Filtered

    filtered = _shaped(Filtered, filters)
    with service_of(context) as service:
        from ui.conversation import converse

        converse(service, stdout(), engine, filtered)


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
        with service_of(self.context) as service:
            result = act(service, request)
        if self.as_json:
            print_json(result.model_dump(mode="json"))
        else:
            show(stdout(), result)


def _shaped(shape: type[Shape], fields: Fields) -> Shape:
    try:
        return shape.model_validate(fields)
    except ValueError as error:
        fail(line_of(error), 2)
