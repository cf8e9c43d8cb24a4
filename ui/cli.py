"""The command line. Heavy imports stand inside the commands, so that `--help` is instant."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from ui.edge import Json, settings_of, stderr, stdout, told
from ui.eval_commands import evals
from ui.lines import complain, fail, line_of, print_json, say
from ui.wording import NO_ARTICLES

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ui.service import Service
    from ui.settings import Settings

app = typer.Typer(
    help="Answers you can check: ask a corpus of articles, and open every sentence where it stands.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(evals, name="eval")
Batch = Annotated[Path | None, typer.Option(help="A .jsonl file of requests, one a line; - is standard input.")]
Language = Annotated[str | None, typer.Option(help="Only articles in this language, such as en or tl.")]
Publisher = Annotated[str | None, typer.Option(help="Only articles of this publisher.")]
After = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only articles of this day or later, such as 2026-01-01.")
]
Before = Annotated[str | None, typer.Option(metavar="DATE", help="Only articles of this day or earlier.")]
Shape = TypeVar("Shape", bound="BaseModel")


@app.callback()
def _global(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option(help="Where the library lives (or PULLQUOTE_HOME).", file_okay=False)
    ] = None,
) -> None:
    context.obj = home


@app.command()
def add(
    context: typer.Context,
    sources: Annotated[list[str], typer.Argument(metavar="PATH_OR_URL...", help="Files or folders.")],
    as_json: Json = False,
) -> None:
    """Add articles: .txt, .md, .html, .jsonl, or folders of them. Changed ones are updated."""
    from index.read import count

    outcomes = []
    with _service(context, writing=True) as service:
        from ui.terminal import progress_of, show_added

        with progress_of(stderr(), count(sources)) as progress:
            for outcome in service.add(sources):
                outcomes.append(outcome)
                progress.step(outcome)
                if as_json:
                    print_json(outcome.model_dump(mode="json", exclude={"tokens"}))
    for outcome in outcomes:
        if outcome.status == "failed":
            complain(f"{outcome.source}: {outcome.error}")
    show_added(stderr() if as_json else stdout(), outcomes)
    if any(outcome.status == "failed" for outcome in outcomes):
        raise typer.Exit(1)


@app.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List all articles."""
    from ui.contract import article_json

    with _service(context) as service:
        articles = service.articles()
    if as_json:
        for article in articles:
            print_json(article_json(article, text=False))
    elif articles:
        from ui.terminal import show_articles

        show_articles(stdout(), articles)
    else:
        say(NO_ARTICLES)


@app.command()
def show(
    context: typer.Context,
    article_id: Annotated[str, typer.Argument(metavar="ID")],
    revision: Annotated[str | None, typer.Option(help="An earlier revision of it.")] = None,
    as_json: Json = False,
) -> None:
    """Show an article with its full text."""
    from ui.contract import article_json

    with _service(context) as service:
        article = service.article(article_id, revision)
    if as_json:
        print_json(article_json(article))
    else:
        from ui.terminal import show_article

        show_article(stdout(), article)


@app.command()
def remove(
    context: typer.Context, ids: Annotated[list[str], typer.Argument(metavar="ID...")], as_json: Json = False
) -> None:
    """Remove articles, with everything that was kept of them."""
    from ui.contract import article_json

    def one(service: "Service", article_id: str) -> None:
        article = service.remove(article_id)
        if as_json:
            print_json({**article_json(article, text=False), "status": "removed"})
        else:
            say(f"removed  {article.title}")

    with _service(context, writing=True) as service:
        failed = [code for name in ids if (code := _attempt(one, service, name))]
    if failed:
        raise typer.Exit(max(failed))


@app.command()
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
    from ui.contract import SearchRequest

    filters = _filters(language, publisher, after, before)
    if batch is not None:
        _run_batch(context, batch, SearchRequest, {"k": k, **filters}, lambda service, it: service.search(it))
        return
    request = _shaped(SearchRequest, {"query": _given(query, "TEXT"), "k": k, **filters})
    with _service(context) as service:
        result = service.search(request)
    if as_json:
        print_json(result.model_dump(mode="json"))
    else:
        from ui.terminal import show_hits

        show_hits(stdout(), result)


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument()] = None,
    engine: Annotated[
        Literal["quote", "llm"],
        typer.Option(help="Who answers: quote picks sentences, offline; llm has the model of the settings write."),
    ] = "quote",
    language: Language = None,
    publisher: Publisher = None,
    after: After = None,
    before: Before = None,
    batch: Batch = None,
    as_json: Json = False,
) -> None:
    """Ask a question; every sentence of the answer is quoted from an article, or checked against one."""
    from ui.contract import AskRequest

    filters = {"engine": engine, **_filters(language, publisher, after, before)}
    if batch is not None:
        _run_batch(context, batch, AskRequest, filters, lambda service, it: service.ask(it))
        return
    request = _shaped(AskRequest, {"question": _given(question, "QUESTION"), **filters})
    with _service(context) as service:
        answer = service.ask(request)
    if as_json:
        print_json(answer.model_dump(mode="json"))
    else:
        from ui.terminal import show_answer

        show_answer(stdout(), answer)


@app.command()
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
    from ui.contract import CiteRequest

    filters = _filters(language, publisher, after, before)
    if batch is not None:
        _run_batch(context, batch, CiteRequest, filters, lambda service, it: service.cite(it))
        return
    request = _shaped(CiteRequest, {"excerpt": _given(excerpt, "EXCERPT"), **filters})
    with _service(context) as service:
        finding = service.cite(request)
    if as_json:
        print_json(finding.model_dump(mode="json"))
    else:
        from ui.terminal import show_finding

        show_finding(stdout(), finding)


@app.command()
def chat(context: typer.Context) -> None:
    """Talk with the corpus in the terminal; a citation's number opens it, an empty line ends."""
    with _service(context) as service:
        from ui.conversation import converse

        converse(service, stdout())


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="A loopback address.")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="7860, or the next free one.", show_default=False)
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Open the chat page and the HTTP API on this machine."""
    if host not in {"127.0.0.1", "localhost", "::1"}:
        raise typer.BadParameter("only loopback addresses are served: 127.0.0.1, localhost or ::1", param_hint="--host")
    settings = settings_of(context)
    with told():
        from ui.server import serve as run

        run(settings, host, port, open_browser=open_browser, tell=lambda line: print(line, flush=True))  # noqa: T201


@app.command()
def doctor(
    context: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help="Make again what is derived: vectors, full-text index.")
    ] = False,
    llm: Annotated[bool, typer.Option("--llm", help="Try the language model of the settings instead.")] = False,
    as_json: Json = False,
) -> None:
    """Check the library, and rebuild what can be rebuilt from its catalog; or try the language model."""
    from index.library import open_library
    from ui.service import embedder_opener

    settings = settings_of(context)
    if llm:
        _try_model(settings, as_json=as_json)
        return
    with (
        told(),
        open_library(settings.home, embedder_opener(settings), writing=True, sweep=False) as library,
    ):
        made = library.repair() if repair else None
        found = library.problems()
    if as_json:
        print_json({"problems": found, "embedded": made})
    else:
        if made is not None:
            say(f"{made} texts were embedded again")
        for line in found or ["no problems found"]:
            say(line)
    if found:
        raise typer.Exit(3)


def _try_model(settings: "Settings", *, as_json: bool) -> None:
    from dataclasses import asdict

    from rag.probe import probe

    found = probe(settings.llm)
    problems = [found.problem] if found.problem else []
    if as_json:
        print_json({**asdict(found), "problems": problems})
    elif found.problem:
        complain(found.line)
    else:
        say(found.line)
    if problems:
        raise typer.Exit(3)


def main() -> None:
    """Run the command line."""
    app(prog_name="pullquote")


@contextmanager
def _service(context: typer.Context, *, writing: bool = False) -> Iterator["Service"]:
    settings = settings_of(context)
    from ui.service import open_service

    with told(), open_service(settings, writing=writing) as service:
        yield service


def _attempt(action: Callable[..., None], service: "Service", *arguments: Any) -> int:
    """Do one of several inputs; tell what fails and return its exit code, 0 if it didn't."""
    from ui.problems import TOLD, exit_code_of

    try:
        action(service, *arguments)
    except TOLD as error:
        complain(str(error))
        return exit_code_of(error)
    return 0


def _run_batch(
    context: typer.Context,
    path: Path,
    shape: type[Shape],
    common: dict[str, Any],
    act: Callable[["Service", Shape], "BaseModel"],
) -> None:
    """Answer each line of a file with a line; a line that fails says why, and the rest go on."""
    from ui.contract import Problem
    from ui.problems import TOLD, exit_code_of, problem_of

    codes = [0]
    with _service(context) as service:
        for line in _lines(path):
            identity: Any = None
            try:
                fields = json.loads(line)
                identity = fields.get("id") if isinstance(fields, dict) else None
                request = shape.model_validate({**common, **fields})
                print_json(act(service, request).model_dump(mode="json"))
            except TOLD as error:
                print_json({"id": identity, "error": problem_of(error).model_dump()})
                codes.append(exit_code_of(error))
            except (ValueError, TypeError, RecursionError) as error:
                problem = Problem(type="bad_request", title="The line is not in the right form", detail=line_of(error))
                print_json({"id": identity, "error": problem.model_dump()})
                codes.append(1)
    if max(codes):
        complain(f"{len(codes) - 1} of the lines failed; each says why in its place")
        raise typer.Exit(max(codes))


def _lines(path: Path) -> Iterable[bytes]:
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        fail(f"can't read {path}: {line_of(error)}", 2)
    return [line for line in data.split(b"\n") if line.strip()]


def _filters(language: str | None, publisher: str | None, after: str | None, before: str | None) -> dict[str, Any]:
    return {"language": language, "publisher": publisher, "after": after, "before": before}


def _shaped(shape: type[Shape], fields: dict[str, Any]) -> Shape:
    try:
        return shape.model_validate(fields)
    except ValueError as error:
        fail(line_of(error), 2)


def _given(value: str | None, name: str) -> str:
    if value is None:
        fail(f"give {name}, or --batch FILE", 2)
    return value
