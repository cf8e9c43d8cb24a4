"""The command line. Heavy imports stand inside the commands, so that `--help` is instant."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal.commands.ask import ask, chat, check, cite, search
from ui.terminal.commands.collection import collections as collection_commands
from ui.terminal.commands.eval_faults import kill
from ui.terminal.commands.eval_tools import ablate, bench, calibrate, draft, fuzz, guard, judge, make, pages, train
from ui.terminal.commands.evals import evals
from ui.terminal.commands.upkeep import export, import_, reindex, report_added, sources, sync, watch
from ui.terminal.context import Commands, Json, open_console, open_home, read_settings
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
app.add_typer(collection_commands, name="collection")
for _tool in (calibrate, ablate, draft, make, judge, bench, pages, train, guard, fuzz, kill):
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
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH_OR_URL...", help="Files, folders, or addresses of the web.")
    ],
    collection: Annotated[str | None, typer.Option(metavar="NAME", help="Put them into this collection.")] = None,
    limit: Annotated[
        int, typer.Option(min=1, max=10_000, help="How many pages of a feed or a sitemap are added.")
    ] = 100,
    as_json: Json = False,
) -> None:
    """Add articles: text, pages, PDF, Word, books, mail, zip files, folders, the web. Changed ones are updated."""
    from index.read.files import count_articles
    from ui.service.contract import ADDED

    outcomes = []
    with open_home(context, writing=True) as service:
        from ui.terminal.display import show_adding

        with show_adding(open_console(stderr=True), count_articles(paths)) as count_done:
            for outcome in service.add(paths, collection, limit):
                outcomes.append(outcome)
                count_done(outcome)
                if as_json:
                    print_json(ADDED.dump_python(outcome, mode="json", exclude={"tokens"}))
    if not report_added(outcomes, as_json=as_json):
        raise typer.Exit(1)


@app.command("list")
def list_(
    context: typer.Context,
    collection: Annotated[str | None, typer.Option(metavar="NAME", help="Only those of this collection.")] = None,
    as_json: Json = False,
) -> None:
    """List all articles, or those of a collection."""
    from ui.service.contract import list_articles

    with open_home(context) as service:
        articles, collections = service.articles(collection), service.collections() if as_json else []
    if as_json:
        for fields in list_articles(articles, collections):
            print_json(fields)
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


for _command in (search, ask, cite, check, chat, sync, sources, reindex, export):
    app.command()(_command)
app.command("import")(import_)
app.add_typer(watch, name="watch")


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
