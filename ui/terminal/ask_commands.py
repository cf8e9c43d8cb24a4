"""The commands that ask: search, ask, cite, check, chat. Heavy imports stand inside them: `--help` is instant."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ui.terminal.batch import Shape, run_batch
from ui.terminal.context import Json, Result, open_console, open_home, print_result
from ui.terminal.output import error_line, fail, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from rag.answer import Answer
    from rag.check.checked import CheckedStatement
    from rag.lookup.finding import Finding
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
Collection = Annotated[str | None, typer.Option(metavar="NAME", help="Only articles of this collection.")]
Article = Annotated[
    list[str] | None, typer.Option(metavar="ID", help="Only this article, by its id or source; may be repeated.")
]
Fields = dict[str, Any]


def search(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(metavar="TEXT")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 10,
    language: Language = None,
    publisher: Publisher = None,
    after: After = None,
    before: Before = None,
    collection: Collection = None,
    article: Article = None,
    batch: Batch = None,
    as_json: Json = False,
) -> None:
    """Find passages."""
    from ui.service.contract import SearchRequest, SearchResult
    from ui.terminal.display import show_hits

    def act(service: "Service", request: SearchRequest) -> SearchResult:
        return service.search(request)

    common = {"k": k, **collect_filters(language, publisher, after, before, collection, article)}
    _run(context, SearchRequest, "TEXT", {"query": query}, common, act, show_hits, batch, as_json)


def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument()] = None,
    engine: Engine = "quote",
    language: Language = None,
    publisher: Publisher = None,
    after: After = None,
    before: Before = None,
    collection: Collection = None,
    article: Article = None,
    batch: Batch = None,
    as_json: Json = False,
) -> None:
    """Ask a question; every sentence of the answer is quoted from an article, or checked against one."""
    from ui.service.contract import AskRequest
    from ui.terminal.display import show_answer
    from ui.terminal.live import answer_live

    def act(service: "Service", request: AskRequest) -> "Answer":
        return service.ask(request) if as_json or batch else answer_live(service, request, open_console())

    common = {"engine": engine, **collect_filters(language, publisher, after, before, collection, article)}
    _run(context, AskRequest, "QUESTION", {"question": question}, common, act, show_answer, batch, as_json)


def cite(
    context: typer.Context,
    excerpt: Annotated[str | None, typer.Argument()] = None,
    language: Language = None,
    publisher: Publisher = None,
    after: After = None,
    before: Before = None,
    collection: Collection = None,
    article: Article = None,
    batch: Batch = None,
    as_json: Json = False,
) -> None:
    """Look up whether and where an excerpt stands: word for word, altered, or not in the corpus."""
    from ui.service.contract import CiteRequest
    from ui.terminal.display import show_finding

    def act(service: "Service", request: CiteRequest) -> "Finding":
        return service.cite(request)

    common = collect_filters(language, publisher, after, before, collection, article)
    _run(context, CiteRequest, "EXCERPT", {"excerpt": excerpt}, common, act, show_finding, batch, as_json)


def check(
    context: typer.Context,
    statement: Annotated[str | None, typer.Argument()] = None,
    file: Annotated[Path | None, typer.Option(help="A draft: .md, .txt or .docx.", dir_okay=False)] = None,
    source: Annotated[
        list[str] | None, typer.Option(help="Check against this article alone, by its source; may be repeated.")
    ] = None,
    language: Language = None,
    publisher: Publisher = None,
    after: After = None,
    before: Before = None,
    collection: Collection = None,
    article: Article = None,
    batch: Batch = None,
    as_json: Json = False,
) -> None:
    """Check whether the articles bear out a statement, or each sentence of a draft."""
    from ui.service.contract import CheckRequest, DraftRequest
    from ui.terminal.display import show_check, show_draft

    def act(service: "Service", request: CheckRequest) -> "CheckedStatement":
        return service.check(request)

    common = {"sources": source or (), **collect_filters(language, publisher, after, before, collection, article)}
    if file is None:
        _run(
            context,
            CheckRequest,
            "STATEMENT or --file DRAFT",
            {"statement": statement},
            common,
            act,
            show_check,
            batch,
            as_json,
        )
        return
    from ui.service.drafts import read_draft

    request = validate(DraftRequest, {"draft": read_draft(file), **common})
    with open_home(context) as service:
        checked = service.check_draft(request)
        if as_json:
            for one in checked:
                print_json(one.model_dump(mode="json"))
        else:
            show_draft(open_console(), checked)


def chat(
    context: typer.Context,
    engine: Engine = "quote",
    language: Language = None,
    publisher: Publisher = None,
    after: After = None,
    before: Before = None,
    collection: Collection = None,
    article: Article = None,
) -> None:
    """Talk with the corpus in the terminal; a number opens a citation, an empty line ends, Ctrl+C stops an answer."""
    from ui.service.contract import Filtered

    filtered = validate(Filtered, collect_filters(language, publisher, after, before, collection, article))
    with open_home(context) as service:
        from ui.terminal.conversation import converse

        converse(service, open_console(), engine, filtered)


def _run(
    context: typer.Context,
    shape: type[Shape],
    wanted: str,
    given: Fields,
    common: Fields,
    act: Callable[["Service", Shape], Result],
    show: Callable[["Console", Result], None],
    batch: Path | None,
    as_json: bool,
) -> None:
    """Answer what is `given`, or each line of a batch, and print what comes of it; `common` holds for either."""
    if batch is not None:
        run_batch(context, batch, shape, common, act)
        return
    if None in given.values():
        fail(f"give {wanted}, or --batch FILE", 2)
    request = validate(shape, {**given, **common})
    with open_home(context) as service:
        result = act(service, request)
    print_result(result, show, as_json=as_json)


def collect_filters(
    language: str | None,
    publisher: str | None,
    after: str | None,
    before: str | None,
    collection: str | None,
    article: list[str] | None,
) -> Fields:
    """Return the options that filter as fields of a request."""
    days = {"after": after, "before": before}
    return {"language": language, "publisher": publisher, **days, "collection": collection, "articles": article or ()}


def validate(shape: type[Shape], fields: Fields) -> Shape:
    """Return a request of its fields; wrong ones end the command."""
    try:
        return shape.model_validate(fields)
    except ValueError as error:
        fail(error_line(error), 2)
