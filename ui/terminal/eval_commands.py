"""`pullquote eval …`: how good the answers are, and how fast."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ui.terminal.context import Json, read_settings, report_errors, stderr_console, stdout_console
from ui.terminal.output import print_error, print_json, print_line

if TYPE_CHECKING:
    from evals.run.run import Configuration
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
    if unknown := set(engine or ()) - set(ENGINES):
        raise typer.BadParameter(f"{min(unknown)} is none of {', '.join(ENGINES)}", param_hint="--engine")
    settings = read_settings(context)
    with report_errors():
        from dataclasses import replace

        from evals.figures.comparison import read_floors
        from evals.run.run import run as run_set
        from ui.terminal.eval_display import show_progress, show_run

        read_floors(fail_under or [])  # a slip is better told before hours of asking
        chosen = [one for name in sets for one in _sets(settings, name, data, corpus, limit)]
        asked = [(one, name) for one in chosen for name in engine or [_engine_for(one)]]
        missed = []
        configuration = _configuration(settings, asked[0][1])
        for questions, name in asked:
            folder = out / f"{questions.name}.{name}" if out and len(asked) > 1 else out
            with show_progress(stderr_console()) as tell:
                where, summary = run_set(questions, replace(configuration, engine=name), tell, out=folder)
            if as_json:
                print_json({"folder": str(where), **summary.model_dump(mode="json")})
            else:
                show_run(stdout_console(), where, summary)
            _keep(summary, summaries)
            if with_report:
                _report(where)
            missed += _missed(summary, fail_under or [], no_worse_than, tolerance)
    if missed:
        for line in missed:
            print_error(line)
        raise typer.Exit(1)


def _engine_for(questions: "QuestionSet") -> str:
    if any(case.supported is not None for case in questions.cases):
        return "check"
    return "cite" if any(case.verdict for case in questions.cases) else "quote"


@evals.command("compare")
def compare_(
    a: Annotated[Path, typer.Argument(metavar="DIR_A", help="The run before: its folder or summary.")],
    b: Annotated[Path, typer.Argument(metavar="DIR_B", help="The run after.")],
    no_worse: Annotated[bool, typer.Option("--no-worse", help="Fail if the second is worse.")] = False,
    tolerance: Tolerance = 0.0,
    as_json: Json = False,
) -> None:
    """Say what changed between two runs of a set, whether it is real, and which cases flipped."""
    with report_errors():
        from evals.figures.comparison import check_no_worse, compare
        from evals.score.record import read_summary
        from ui.terminal.eval_display import show_comparison

        comparison = compare(read_summary(a), read_summary(b))
        if as_json:
            print_json(comparison.model_dump(mode="json"))
        else:
            show_comparison(stdout_console(), comparison)
        if no_worse:
            check_no_worse(comparison, tolerance)


@evals.command()
def report(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR...", help="Run folders.")], as_json: Json = False
) -> None:
    """Write a run's figures, plots and cases as one page, report.html in its folder."""
    with report_errors():
        for folder in folders:
            page = str(_report(folder))
            _tell(page, {"report": page}, as_json=as_json)


@evals.command()
def table(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="A folder of summaries.")] = None,
    into: Annotated[Path | None, typer.Option(help="Put it between the marks of this paper.", dir_okay=False)] = None,
) -> None:
    """Print summaries as the tables of the README."""
    with report_errors():
        from evals.figures.tables import RESULTS, tables, write_tables

        if into is None:
            print_line(tables(folder or RESULTS))
        else:
            write_tables(into, folder or RESULTS)


@evals.command()
def calibrate(
    context: typer.Context,
    questions: Annotated[str, typer.Argument(metavar="SET", help="Fitted on this set.")],
    on: Annotated[
        str | None, typer.Option(metavar="SET", help="Stated on this one; if not given, each on a half of SET.")
    ] = None,
    false_refusals: Annotated[
        float, typer.Option(min=0, max=0.5, help="Share of the answerable questions that may be refused.")
    ] = 0.08,
    corpus: Corpus = None,
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Keep nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Fit the refusal gate, say what it gives on other questions, and keep it in the home."""
    settings = read_settings(context)
    with report_errors():
        from evals.calibrate import calibrate as fit
        from evals.calibrate import keep
        from ui.terminal.eval_display import show_calibration, show_progress

        fitted_on = _set(settings, questions, data, corpus)
        stated_on = _set(settings, on, data, corpus) if on else None
        with show_progress(stderr_console()) as tell:
            configuration = _configuration(settings, "quote")
            fitted = fit(fitted_on, stated_on, configuration, false_refusals, tell)
        if not dry_run:
            keep(fitted, settings.home, configuration.embedder)
        if as_json:
            print_json({**fitted.model_dump(mode="json"), "kept": not dry_run})
        else:
            show_calibration(stdout_console(), fitted, None if dry_run else settings.home)


@evals.command()
def draft(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The .jsonl file to write.", dir_okay=False)],
    most: Annotated[int, typer.Option(min=1, help="How many questions at most.")] = 50,
    as_json: Json = False,
) -> None:
    """Draft questions out of the home's own articles, with blanks to fill in, for you to review."""
    settings = read_settings(context)
    with report_errors():
        from evals.errors import SetError
        from evals.sets.cases import line_of, write_new
        from evals.sets.draft import draft as made
        from evals.sets.libraries import articles_of
        from index.library import open_library
        from ui.service.service import embedder_opener

        with open_library(settings.home, embedder_opener(settings, print_error), writing=False) as library:
            articles = articles_of(library)
            if not articles:
                raise SetError(f"{settings.home} has no articles to draft from; add some with: pullquote add FOLDER")
            count = write_new(out, map(line_of, made(articles, most)))
    line = f"{count} drafts are in {out}: make each a question, and set reviewed to true or drop the field"
    _tell(line, {"file": str(out), "cases": count}, as_json=as_json)


@evals.command()
def make(
    context: typer.Context,
    what: Annotated[Literal["removed-gold", "known-items", "excerpts"], typer.Argument(help="What to make.")],
    questions: Annotated[str, typer.Argument(metavar="SET", help="Out of this set and its articles.")],
    out: Annotated[Path, typer.Option(help="The .jsonl file to write.", dir_okay=False)],
    corpus: Corpus = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Make more cases: unanswerable ones, searches for known items, excerpts to look up."""
    settings = read_settings(context)
    with report_errors():
        from evals.sets.cases import write_new
        from evals.sets.makers import MAKERS

        count = write_new(out, MAKERS[what](_set(settings, questions, data, corpus)))
    _tell(f"{count} cases are in {out}", {"file": str(out), "cases": count}, as_json=as_json)


@evals.command()
def judge(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A run folder.")],
    limit: Annotated[int | None, typer.Option(min=1, help="Only so many answers, spread over the run.")] = None,
    as_json: Json = False,
) -> None:
    """Ask a language model whether the answers are faithful and relevant; it decides nothing."""
    settings = read_settings(context)
    with report_errors():
        from evals.judge import judge as ask
        from rag.model.chat_model import open_llm
        from ui.terminal.eval_display import show_judgement, show_progress

        with show_progress(stderr_console()) as tell:
            judgement = ask(folder, open_llm(settings.llm), tell, limit)
        if as_json:
            print_json(judgement.model_dump(mode="json"))
        else:
            show_judgement(stdout_console(), judgement)


@evals.command()
def bench(
    context: typer.Context,
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH...]", help="Articles; corpus/ if not given.")
    ] = None,
    passages: Annotated[
        list[int], typer.Option(min=0, help="Ask so many synthetic passages too, for some minutes; 0 for none.")
    ] = [1_000, 10_000, 100_000],  # noqa: B006  # typer copies it
    embedder: Annotated[
        bool, typer.Option("--embedder", help="Only the embedder, beside the engine its weights come with.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Measure speed: adding, asking and starting, as ratios within one run, and asking at several sizes."""
    settings = read_settings(context)
    with report_errors():
        from evals.bench.bench import Bench
        from evals.bench.bench import bench as measure
        from evals.bench.embedders import Embedders, bench_embedders
        from index.embed.provider import open_embedder
        from ui.terminal.eval_display import show_bench, show_progress

        opener = partial(open_embedder, settings.embed, print_error)
        figures: Bench | Embedders
        with show_progress(stderr_console()) as tell:
            if embedder:
                figures = bench_embedders(sources or ["corpus"], opener, tell)
            else:
                figures = measure(sources or ["corpus"], opener, [count for count in passages if count], tell)
        if as_json:
            print_json(figures.model_dump())
        else:
            show_bench(stdout_console(), figures)


def _sets(
    settings: "Settings", name: str, data: Path | None, corpus: Path | None = None, limit: int | None = None
) -> "list[QuestionSet]":
    from dataclasses import replace

    from evals.sets.makers import spread
    from evals.sets.standing import find_sets

    found = find_sets(name, data or settings.evals.data, corpus)
    return [replace(one, cases=tuple(spread(one.cases, limit))) for one in found] if limit else found


def _set(settings: "Settings", name: str, data: Path | None, corpus: Path | None) -> "QuestionSet":
    from evals.sets.standing import GROUPS

    if name in GROUPS:
        raise typer.BadParameter(f"{name} is several sets; name one of {', '.join(GROUPS[name])}", param_hint="SET")
    return _sets(settings, name, data, corpus)[0]


def _tell(line: str, fields: dict[str, str | int], *, as_json: bool) -> None:
    if as_json:
        print_json(fields)
    else:
        print_line(line)


def _report(folder: Path) -> Path:
    from evals.report import write_report

    return write_report(folder)


def _keep(summary: "Summary", folder: Path | None) -> None:
    from evals.score.record import write_summary

    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        write_summary(_summary_in(folder, summary), summary)


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
            known = read_summary(baseline if one_run else _summary_in(baseline, summary))
            check_no_worse(compare(known, summary), tolerance)
    except GateError as error:
        missed.append(str(error))
    return missed


def _summary_in(folder: Path, summary: "Summary") -> Path:
    return folder / f"{summary.run.set}.{summary.run.engine}.json"


def _configuration(settings: "Settings", engine: str) -> "Configuration":
    from evals.run.run import Configuration
    from index.embed.provider import open_embedder
    from rag.model.chat_model import open_model

    embedder = open_embedder(settings.embed, print_error)
    return Configuration(engine, settings.home, embedder, settings.rag, open_model(settings.llm))
