"""The commands that keep the library up to date: sync, sources, watch. Heavy imports stand inside them."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal.commands.ask import After, Article, Before, Collection, Language, Publisher, collect_filters, validate
from ui.terminal.context import Json, open_console, open_home
from ui.terminal.output import fail, print_error, print_fields, print_json, print_line

if TYPE_CHECKING:
    from index.library import AddResult
    from ui.service.service import Service

_RETRY = 10.0  # seconds after a sync that failed
_LOOK = 2_000  # milliseconds
watch = typer.Typer(help="Save questions, and be told what is new in the answers.", no_args_is_help=True)


def sync(
    context: typer.Context,
    prune: Annotated[bool, typer.Option("--prune", help="Remove articles that are gone from their source.")] = False,
    watching: Annotated[
        bool, typer.Option("--watch", help="Go on until Ctrl+C: folders as they change, addresses every so often.")
    ] = False,
    every: Annotated[int, typer.Option(min=1, metavar="MINUTES", help="How often, with --watch.")] = 15,
    as_json: Json = False,
) -> None:
    """Read again all that was added: what is new, changed or gone; then ask the saved questions again."""
    if watching:
        _watch(context, every, prune=prune, as_json=as_json)
    elif not _sync_once(context, prune=prune, as_json=as_json):
        raise typer.Exit(1)


def sources(
    context: typer.Context,
    forget: Annotated[str | None, typer.Option(metavar="SOURCE", help="Read this one no more.")] = None,
    as_json: Json = False,
) -> None:
    """List the files, folders and addresses that `sync` reads again."""
    from ui.service.contract import SOURCE

    with open_home(context, writing=forget is not None) as service:
        if forget is not None:
            service.upkeep.forget_source(forget)
            print_fields(f"forgotten  {forget}", {"address": forget, "status": "forgotten"}, as_json=as_json)
            return
        for source in service.upkeep.sources():
            if as_json:
                print_json(SOURCE.dump_python(source))
            else:
                print_line(source.address)


@watch.command("add")
def add_watch(
    context: typer.Context,
    question: Annotated[str, typer.Argument()],
    language: Language = None,
    publisher: Publisher = None,
    after: After = None,
    before: Before = None,
    collection: Collection = None,
    article: Article = None,
    as_json: Json = False,
) -> None:
    """Save a question, to be asked again after each `sync`."""
    from ui.service.contract import WatchRequest

    fields = {"question": question, **collect_filters(language, publisher, after, before, collection, article)}
    request = validate(WatchRequest, fields)
    with open_home(context, writing=True) as service:
        saved = service.upkeep.add_watch(request)
    if as_json:
        print_json(saved.model_dump(mode="json"))
    else:
        print_line(f"saved as {saved.id}  {saved.question}")


@watch.command("list")
def list_watches(context: typer.Context, as_json: Json = False) -> None:
    """List the saved questions."""
    with open_home(context) as service:
        for saved in service.upkeep.watches():
            if as_json:
                print_json(saved.model_dump(mode="json"))
            else:
                filters = saved.model_dump(mode="json", exclude={"id", "question"}, exclude_defaults=True)
                chosen = ", ".join(f"{name}: {value}" for name, value in filters.items())
                print_line(f"{saved.id}  {saved.question}" + (f"  ({chosen})" if chosen else ""))


@watch.command("remove")
def remove_watch(
    context: typer.Context,
    numbers: Annotated[list[int], typer.Argument(metavar="NUMBER...")],
    as_json: Json = False,
) -> None:
    """Forget saved questions."""
    from ui.service.problems import KNOWN_ERRORS, exit_code_of

    codes = [0]
    with open_home(context, writing=True) as service:
        for number in numbers:
            try:
                service.upkeep.remove_watch(number)
            except KNOWN_ERRORS as error:
                print_error(str(error))
                codes.append(exit_code_of(error))
                continue
            print_fields(f"removed  {number}", {"id": number, "status": "removed"}, as_json=as_json)
    if max(codes):
        raise typer.Exit(max(codes))


@watch.command("ask")
def ask_watches(context: typer.Context, as_json: Json = False) -> None:
    """Ask the saved questions now, and tell what is new since they were last asked."""
    with open_home(context, writing=True) as service:
        _tell_news(service, as_json=as_json)


def report_added(outcomes: Sequence["AddResult"], *, as_json: bool) -> bool:
    """Tell of each failed, moved and lost article, and how many of each there are; return if all went well."""
    from ui.terminal.display import show_added

    for outcome in outcomes:
        if line := _describe(outcome):
            print_error(line)
    show_added(open_console(stderr=as_json), outcomes)
    return all(outcome.status != "failed" for outcome in outcomes)


def _describe(outcome: "AddResult") -> str | None:
    if outcome.status in {"failed", "skipped"}:
        return f"{outcome.source}: {outcome.error}"
    if outcome.status == "gone":
        return f"{outcome.source} is gone; its article stays, remove it with: remove {outcome.article_id}"
    if outcome.status == "removed":
        return f"{outcome.source} is gone; its article was removed"
    if outcome.moved_from:
        return f"{outcome.moved_from} is gone; its article is now that of {outcome.source}"
    return None


def _sync_once(context: typer.Context, *, prune: bool, only: Sequence[str] = (), as_json: bool) -> bool:
    """Read sources again, all or `only` some files, and ask the saved questions; return if all went well."""
    from ui.service.contract import ADDED, SyncRequest

    outcomes = []
    with open_home(context, writing=True) as service:
        if not service.upkeep.sources():
            fail("nothing was added that could be read again; begin with: pullquote add PATH", 1)
        for outcome in service.upkeep.sync(SyncRequest(prune=prune, only=tuple(only))):
            outcomes.append(outcome)
            if as_json:
                print_json(ADDED.dump_python(outcome, mode="json", exclude={"tokens"}))
        went_well = report_added(outcomes, as_json=as_json)
        _tell_news(service, as_json=as_json)
    return went_well


def _tell_news(service: "Service", *, as_json: bool) -> None:
    from ui.terminal.display import show_alert

    for alert in service.upkeep.ask_watches():
        if as_json:
            print_json(alert.model_dump(mode="json"))
        else:
            show_alert(open_console(), alert)


def _watch(context: typer.Context, minutes: int, *, prune: bool, as_json: bool) -> None:
    """Sync what changes as it does, and all of it every so many minutes, until Ctrl+C; what fails is tried again."""
    from ui.service.problems import KNOWN_ERRORS

    with suppress(KeyboardInterrupt):
        while True:
            wait = minutes * 60.0
            try:
                _sync_once(context, prune=prune, as_json=as_json)
                for changed in _await_changes(context, time.monotonic() + wait):
                    _sync_once(context, prune=prune, only=changed, as_json=as_json)
            except KNOWN_ERRORS as error:
                print_error(f"{error}; trying again in {_RETRY:.0f} s")
                time.sleep(_RETRY)


def _await_changes(context: typer.Context, deadline: float) -> Iterator[list[str]]:
    """Yield the files of the sources that have changed, as they do, until it is time to read all of them again."""
    from watchfiles import watch as watch_files

    with open_home(context) as service:
        paths = [source.address for source in service.upkeep.sources() if os.path.exists(source.address)]  # noqa: PTH110
    if not paths:
        time.sleep(max(0.0, deadline - time.monotonic()))
        return
    for changes in watch_files(*paths, rust_timeout=_LOOK, yield_on_timeout=True):
        if changes:
            yield sorted(path for _, path in changes)
        if time.monotonic() >= deadline:
            return


def reindex(context: typer.Context, as_json: Json = False) -> None:
    """Split and embed all articles again: after a change of the embedder, or with a newer Pullquote.

    The library answers as before until all is done; what was interrupted is gone on with.
    """
    from ui.service.contract import ADDED

    outcomes = []
    with open_home(context, writing=True) as service:
        from ui.terminal.display import show_adding

        with show_adding(open_console(stderr=True), len(service.articles())) as count_done:
            try:
                for outcome in service.upkeep.reindex():
                    outcomes.append(outcome)
                    count_done(outcome)
                    if as_json:
                        print_json(ADDED.dump_python(outcome, mode="json", exclude={"tokens"}))
            except KeyboardInterrupt:
                fail(
                    "interrupted; the old index answers as before, and `pullquote reindex` goes on with the new one",
                    130,
                )
    if not as_json:
        print_line(f"{len({outcome.source for outcome in outcomes})} articles are indexed anew")


def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False)],
    as_json: Json = False,
) -> None:
    """Write the library into one file: articles with earlier texts, collections, vectors, sources, saved questions."""
    if file.exists():
        fail(f"{file} exists; name another file, or delete it", 1)
    try:
        with NamedTemporaryFile(dir=file.parent, prefix=f"{file.name}.", delete=False) as written:
            partial = Path(written.name)
            try:
                with open_home(context) as service:
                    for block in service.upkeep.write_archive():
                        written.write(block)
                size = written.tell()
                partial.replace(file)
            finally:
                partial.unlink(missing_ok=True)
    except OSError as error:
        fail(f"can't write {file}: {error.strerror}", 1)
    line = f"exported to {file}, {size / 1e6:.1f} MB"
    print_fields(line, {"file": str(file), "bytes": size, "status": "exported"}, as_json=as_json)


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False)],
    as_json: Json = False,
) -> None:
    """Add what was exported from a library. Articles that are there already are updated where they differ."""
    from index.errors import ReadError
    from ui.service.contract import ADDED

    outcomes = []
    try:
        with file.open("rb") as archive, open_home(context, writing=True) as service:
            for outcome in service.upkeep.read_archive(archive):
                outcomes.append(outcome)
                if as_json:
                    print_json(ADDED.dump_python(outcome, mode="json", exclude={"tokens"}))
    except OSError as error:
        fail(f"can't read {file}: {error.strerror}", 1)
    except ReadError as error:
        fail(f"{file}: {error}", 1)
    if not report_added(outcomes, as_json=as_json):
        raise typer.Exit(1)
