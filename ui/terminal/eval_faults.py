"""`pullquote eval kill`: can a library be hurt."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal.context import Json, print_result, read_settings

if TYPE_CHECKING:
    from rich.console import Console

    from evals.faults.kill import KillReport


def kill(
    context: typer.Context,
    rounds: Annotated[int, typer.Option(min=1, help="How often.")] = 200,
    seed: Annotated[int, typer.Option(help="Other moments, other articles.")] = 1,
    writers: Annotated[
        bool, typer.Option("--writers", help="Two writers at once instead, neither of which is killed.")
    ] = False,
    bundled: Annotated[
        bool, typer.Option("--bundled", help="With the bundled embedder, which is slower than one made for this.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Kill whoever writes to a temporary library, at random moments, and look whether anything is lost."""
    from evals.faults.kill import kill_writers, write_at_once
    from ui.terminal.eval_display import show_progress

    settings = read_settings(context)
    cache = str(settings.embed.cache) if bundled else None
    run = write_at_once if writers else kill_writers
    with show_progress() as tell, TemporaryDirectory() as folder:
        report = run(Path(folder) / "home", rounds, seed, tell, cache)
    print_result(report, show_kills, as_json=as_json)
    if not report.passed:
        raise typer.Exit(1)


def show_kills(console: "Console", report: "KillReport") -> None:
    """Show what became of a library whose writers were killed."""
    while_doing = ", ".join(f"{name} {count}" for name, count in sorted(report.killed.items()))
    console.print(f"{report.rounds} rounds, {report.acknowledged} writes acknowledged, {report.seconds:.0f} s")
    if while_doing:
        console.print(f"killed during: {while_doing}")
    faults = report.faults
    counts = {name: getattr(faults, name) for name in ("lost", "orphans", "duplicates", "unfound", "stuck")}
    console.print(", ".join(f"{count} {name}" for name, count in counts.items()))
    for line in faults.problems:
        console.print(line, markup=False)
