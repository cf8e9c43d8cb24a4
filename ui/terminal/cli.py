"""The command line. Heavy imports stand inside the commands, so that `--help` is instant."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal.ask_commands import ask, chat, check, cite, search
from ui.terminal.context import Commands, Json, open_console, open_home, read_settings
from ui.terminal.eval_commands import evals
from ui.terminal.eval_faults import kill
from ui.terminal.eval_tools import ablate, bench, calibrate, draft, guard, judge, make, pages, train
from ui.terminal.output import print_error, print_json, print_line
from ui.wording import NO_ARTICLES

if TYPE_CHECKING:
    from ui.settings import Settings

app = typer.Typer(
    help="Answers you can check: ask a corpus of articles, and open every sentence where it stands.",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(evals, name="eval")
for _tool in (calibrate, ablate, draft, make, judge, bench, pages, train, guard, kill):
    evals.command()(_tool)


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
    sources: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files or folders.")],
    as_json: Json = False,
) -> None:
    """Add articles: .txt, .md, .html, .jsonl, or folders of them. Changed ones are updated."""
    from index.read.files import count_articles
    from ui.service.contract import ADDED

    outcomes = []
    with open_home(context, writing=True) as service:
        from ui.terminal.display import show_added, show_adding

        with show_adding(open_console(stderr=True), count_articles(sources)) as count_done:
            for outcome in service.add(sources):
                outcomes.append(outcome)
                count_done(outcome)
                if as_json:
                    print_json(ADDED.dump_python(outcome, mode="json", exclude={"tokens"}))
    for outcome in outcomes:
        if outcome.status == "failed":
            print_error(f"{outcome.source}: {outcome.error}")
        elif outcome.status == "gone":
            print_error(f"{outcome.source} is gone; its article stays, remove it with: remove {outcome.article_id}")
        elif outcome.moved_from:
            print_error(f"{outcome.moved_from} is gone; its article is now that of {outcome.source}")
    show_added(open_console(stderr=as_json), outcomes)
    if any(outcome.status == "failed" for outcome in outcomes):
        raise typer.Exit(1)


@app.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List all articles."""
    from ui.service.contract import article_to_json

    with open_home(context) as service:
        articles = service.articles()
    if as_json:
        for article in articles:
            print_json(article_to_json(article, text=False))
    elif articles:
        from ui.terminal.display import show_articles

        show_articles(open_console(), articles)
    else:
        print_line(NO_ARTICLES)


@app.command()
def show(
    context: typer.Context,
    article_id: Annotated[str, typer.Argument(metavar="ID")],
    revision: Annotated[str | None, typer.Option(help="An earlier revision of it.")] = None,
    as_json: Json = False,
) -> None:
    """Show an article with its full text."""
    from ui.service.contract import article_to_json

    with open_home(context) as service:
        article = service.article(article_id, revision)
    if as_json:
        print_json(article_to_json(article))
    else:
        from ui.terminal.display import show_article

        show_article(open_console(), article)


@app.command()
def remove(
    context: typer.Context, ids: Annotated[list[str], typer.Argument(metavar="ID...")], as_json: Json = False
) -> None:
    """Remove articles, with everything that was kept of them."""
    from ui.service.contract import article_to_json
    from ui.service.problems import KNOWN_ERRORS, exit_code_of

    codes = [0]
    with open_home(context, writing=True) as service:
        for article_id in ids:
            try:
                article = service.remove(article_id)
            except KNOWN_ERRORS as error:
                print_error(str(error))
                codes.append(exit_code_of(error))
                continue
            if as_json:
                print_json({**article_to_json(article, text=False), "status": "removed"})
            else:
                print_line(f"removed  {article.title}")
    if max(codes):
        raise typer.Exit(max(codes))


for _asking in (search, ask, cite, check, chat):
    app.command()(_asking)


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
    from ui.settings import LOOPBACK

    if host not in LOOPBACK:
        raise typer.BadParameter(f"only loopback addresses are served: {', '.join(LOOPBACK)}", param_hint="--host")
    settings = read_settings(context)
    from ui.http.server import serve as run

    run(settings, host, port, open_browser=open_browser, tell=print_line)


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
    from ui.service.service import open_home_library

    settings = read_settings(context)
    if llm:
        _try_model(settings, as_json=as_json)
        return
    with open_home_library(settings, print_error, writing=True, sweep=False) as library:
        embedded = library.repair() if repair else None
        problems = library.find_problems()
    if as_json:
        print_json({"problems": problems, "embedded": embedded})
    else:
        if embedded is not None:
            print_line(f"{embedded} texts were embedded again")
        for line in problems or ["no problems found"]:
            print_line(line)
    if problems:
        raise typer.Exit(3)


def _try_model(settings: "Settings", *, as_json: bool) -> None:
    from dataclasses import asdict

    from rag.model.probe import probe

    found = probe(settings.llm)
    if as_json:
        print_json({**asdict(found), "problems": [found.problem] if found.problem else []})
    elif found.problem is None:
        print_line(found.line)
    else:
        print_error(found.line)
    if found.problem:
        raise typer.Exit(3)


def main() -> None:
    """Run the command line."""
    app(prog_name="pullquote")
