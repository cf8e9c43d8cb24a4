"""`pullquote eval …`: how good the answers are, and how fast."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal.context import Json, open_console, print_result, read_settings
from ui.terminal.output import print_error, print_fields, print_json, print_line

if TYPE_CHECKING:
    from evals.run.runner import Configuration
    from evals.score.record import Summary
    from evals.sets.cases import QuestionSet
    from ui.settings import Settings

evals = typer.Typer(help="How good are the answers, and how fast.", no_args_is_help=True)
ENGINES = ("quote", "llm", "llm-undefended", "search", "cite", "check", "dense", "fts5", "rrf")
Data = Annotated[Path | None, typer.Option(help="Where public data lies (or PULLQUOTE_EVALS__DATA).", file_okay=False)]
Corpus = Annotated[Path | None, typer.Option(help="The articles that a file of questions is asked about.")]
Floors = Annotated[
    list[str] | None, typer.Option(metavar="[SLICE:]MEASURE=VALUE", help="Fail below this, such as right=0.8.")
]
Tolerance = Annotated[float, typer.Option(min=0, max=1, help="How much worse is not yet worse.")]
Engines = Annotated[
    list[str] | None,
    typer.Option(
        help=f"What is asked: {', '.join(ENGINES)}; if not given, quote, cite for excerpts, check for statements."
    ),
]


@evals.command()
def run(
    context: typer.Context,
    sets: Annotated[
        list[str], typer.Argument(metavar="SET...", help="Standing sets, groups of them, or files of questions.")
    ],
    engine: Engines = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only so many questions, spread over the set.")] = None,
    out: Annotated[
        Path | None, typer.Option(file_okay=False, help="The run's folder; of several runs, the folder for them.")
    ] = None,
    corpus: Corpus = None,
    data: Data = None,
    summaries: Annotated[
        Path | None, typer.Option(file_okay=False, help="Keep each summary here too, as SET.ENGINE.json.")
    ] = None,
    fail_under: Floors = None,
    no_worse_than: Annotated[
        Path | None,
        typer.Option(metavar="RUN", exists=True, help="Fail if worse than this run, or SET.ENGINE.json in it."),
    ] = None,
    tolerance: Tolerance = 0.0,
    with_report: Annotated[bool, typer.Option("--report", help="Write each run's page, too.")] = False,
    as_json: Json = False,
) -> None:
    """Ask every question of a set and score the answers. An unfinished run is gone on with."""
    from dataclasses import replace

    from evals.figures.comparison import read_floors
    from evals.report.page import write_report
    from evals.run.runner import keep_summary, run_set
    from ui.terminal.eval_display import show_progress, show_run

    if unknown := set(engine or ()) - set(ENGINES):
        raise typer.BadParameter(f"{min(unknown)} is none of {', '.join(ENGINES)}", param_hint="--engine")
    settings = read_settings(context)
    read_floors(fail_under or [])  # a slip is better reported before hours of asking
    chosen = [one for name in sets for one in load_sets(settings, name, data, corpus, limit)]
    asked = [(one, name) for one in chosen for name in engine or [_engine_for(one)]]
    missed = []
    configuration = read_configuration(settings, asked[0][1])
    for questions, name in asked:
        folder = out / f"{questions.name}.{name}" if out and len(asked) > 1 else out
        with show_progress() as tell:
            where, summary = run_set(questions, replace(configuration, engine=name), tell, out=folder)
        if as_json:
            print_json({"folder": str(where), **summary.model_dump(mode="json")})
        else:
            show_run(open_console(), where, summary)
        if summaries:
            summaries.mkdir(parents=True, exist_ok=True)
            keep_summary(_summary_in(summaries, summary), summary)
        if with_report:
            write_report(where)
        missed += _missed(summary, fail_under or [], no_worse_than, tolerance)
    if missed:
        for line in missed:
            print_error(line)
        raise typer.Exit(1)


def _engine_for(questions: "QuestionSet") -> str:
    from evals.sets.cases import ExcerptCase, StatementCase

    if questions.select(StatementCase):
        return "check"
    return "cite" if questions.select(ExcerptCase) else "quote"


@evals.command("compare")
def compare_(
    a: Annotated[Path, typer.Argument(metavar="DIR_A", help="The run before: its folder or summary.")],
    b: Annotated[Path, typer.Argument(metavar="DIR_B", help="The run after.")],
    no_worse: Annotated[bool, typer.Option("--no-worse", help="Fail if the second is worse.")] = False,
    tolerance: Tolerance = 0.0,
    as_json: Json = False,
) -> None:
    """Say what changed between two runs of a set, whether it is real, and which cases flipped."""
    from evals.figures.comparison import check_no_worse, compare
    from evals.score.record import read_summary
    from ui.terminal.eval_display import show_comparison

    comparison = compare(read_summary(a), read_summary(b))
    print_result(comparison, show_comparison, as_json=as_json)
    if no_worse:
        check_no_worse(comparison, tolerance)


@evals.command()
def report(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR...", help="Run folders.")], as_json: Json = False
) -> None:
    """Write a run's figures, plots and cases as one page, report.html in its folder."""
    from evals.report.page import write_report

    for folder in folders:
        page = str(write_report(folder))
        print_fields(page, {"report": page}, as_json=as_json)


@evals.command()
def table(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="A folder of summaries.")] = None,
    into: Annotated[
        Path | None, typer.Option(help="Write them between the marks in this file.", dir_okay=False)
    ] = None,
) -> None:
    """Print summaries as Markdown tables."""
    from evals.figures.tables import RESULTS, tables, write_tables

    if into is None:
        print_line(tables(folder or RESULTS))
    else:
        write_tables(into, folder or RESULTS)


def load_sets(
    settings: "Settings", name: str, data: Path | None, corpus: Path | None = None, limit: int | None = None
) -> "list[QuestionSet]":
    """Return the question sets that a name stands for, the questions of each cut to a `limit`."""
    from dataclasses import replace

    from evals.sets.makers import sample
    from evals.sets.standing import find_sets

    found = find_sets(name, data or settings.evals.data, corpus)
    return [replace(one, cases=tuple(sample(one.cases, limit))) for one in found] if limit else found


def _missed(summary: "Summary", floors: list[str], baseline: Path | None, tolerance: float) -> list[str]:
    """Say in a line each which bars a run has missed."""
    from evals.errors import GateError
    from evals.figures.comparison import check_floors, check_no_worse, compare
    from evals.score.record import SUMMARY, read_summary

    missed = []
    try:
        check_floors(summary, floors)
    except GateError as error:
        missed.append(str(error))
    try:
        if baseline is not None:
            one_run = baseline.is_file() or (baseline / SUMMARY).exists()
            earlier = read_summary(baseline if one_run else _summary_in(baseline, summary))
            check_no_worse(compare(earlier, summary), tolerance)
    except GateError as error:
        missed.append(str(error))
    return missed


def _summary_in(folder: Path, summary: "Summary") -> Path:
    return folder / f"{summary.run.set}.{summary.run.engine}.json"


def read_configuration(settings: "Settings", engine: str) -> "Configuration":
    """Return what is evaluated: an engine with the settings' embedder and model."""
    from evals.run.runner import Configuration
    from index.embed.provider import open_embedder
    from rag.model.chat_model import open_model

    embedder = open_embedder(settings.embed, print_error)
    return Configuration(engine, settings.home, embedder, settings.rag, open_model(settings.llm))
