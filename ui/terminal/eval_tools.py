"""The commands of `pullquote eval` around a run: fit the bars, draft and make cases, judge answers, measure speed."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ui.terminal.context import Json, open_console, print_result, read_settings
from ui.terminal.eval_commands import Corpus, Data, load_sets, read_configuration
from ui.terminal.output import print_error, print_fields, print_json

if TYPE_CHECKING:
    from evals.sets.cases import QuestionSet
    from ui.settings import Settings


def calibrate(
    context: typer.Context,
    questions: Annotated[str, typer.Argument(metavar="SET", help="Fitted on this set.")],
    on: Annotated[
        str | None, typer.Option(metavar="SET", help="Stated on this one; if not given, each on a half of SET.")
    ] = None,
    wrong: Annotated[
        float, typer.Option(min=0, max=1, help="Share of what is shown as an answer that may be wrong.")
    ] = 0.1,
    false_doubts: Annotated[
        float,
        typer.Option(min=0, max=0.9, help="Share of right answers that may be shown as the closest words for that."),
    ] = 0.2,
    false_refusals: Annotated[
        float, typer.Option(min=0, max=0.5, help="Share of the answerable questions that may be refused.")
    ] = 0.03,
    corpus: Corpus = None,
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Keep nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Fit from where on answers are shown as such, or as the closest words; say what that gives elsewhere; keep it."""
    from evals.calibrate import Shares, save_bars
    from evals.calibrate import calibrate as fit
    from ui.terminal.eval_display import show_calibration, show_progress

    settings = read_settings(context)
    fitted_on = load_sets(settings, questions, data, corpus)
    stated_on = load_sets(settings, on, data, corpus) if on else []
    with show_progress() as tell:
        configuration = read_configuration(settings, "quote")
        fitted = fit(fitted_on, stated_on, configuration, Shares(wrong, false_doubts, false_refusals), tell)
    if not dry_run:
        save_bars(fitted, settings.home, configuration.embedder)
    if as_json:
        print_json({**fitted.model_dump(mode="json"), "kept": not dry_run})
    else:
        show_calibration(open_console(), fitted, None if dry_run else settings.home)


def ablate(
    context: typer.Context,
    sets: Annotated[list[str], typer.Argument(metavar="SET...", help="Questions, of one or more sets.")],
    half: Annotated[Literal["dev", "test"] | None, typer.Option(help="Only this half of each.")] = None,
    corpus: Corpus = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Say what the trained reader is worth: the embedder alone, the reader ranking, and it refusing, too."""
    from evals.ablation import ablate as run
    from ui.terminal.eval_display import show_ablation, show_progress

    settings = read_settings(context)
    questions = [one for name in sets for one in load_sets(settings, name, data, corpus)]
    with show_progress() as tell:
        found = run(questions, read_configuration(settings, "quote"), half, tell)
    print_result(found, show_ablation, as_json=as_json)


def pages(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Pages, with what is expected of them.")],
    engine: Annotated[
        Literal["pullquote", "trafilatura"], typer.Option(help="Read as Pullquote does, or by trafilatura alone.")
    ] = "pullquote",
    as_json: Json = False,
) -> None:
    """Read saved pages and compare them with what is expected: body, title, publisher, date, language, sentences."""
    from evals.pages.reading import measure_pages
    from evals.pages.suites import read_suite
    from ui.terminal.eval_display import show_pages, show_progress

    read_settings(context)
    with show_progress() as tell:
        found = measure_pages(read_suite(folder), engine, tell)
    print_result(found, show_pages, as_json=as_json)


def fuzz(
    context: typer.Context,
    minutes: Annotated[float, typer.Option(min=0.01, help="How long.")] = 10,
    seed: Annotated[int, typer.Option(help="The same seed makes the same files.")] = 0,
    keep: Annotated[
        Path | None, typer.Option(file_okay=False, help="Keep the files here that weren't read as they should be.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Read hostile files of every format as `add` does; fail if one crashes or hangs it, or goes unnamed."""
    from evals.fuzz.fuzzing import BAD, fuzz
    from ui.terminal.eval_display import show_fuzz, show_progress

    read_settings(context)
    with show_progress() as tell:
        found = fuzz(seed, seconds=minutes * 60, keep=keep, tell=tell)
    print_result(found, show_fuzz, as_json=as_json)
    if found.count(*BAD):
        raise typer.Exit(1)


def guard(
    context: typer.Context,
    on: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Measured on this file of sentences; if not given, on one kept back for that."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the direction here, as .npy.")] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Fit what tells planted demands from news; say how many demands it tells, and what else it takes for one."""
    from evals.train.guard import PLANTED, fit_guard, save_direction
    from ui.terminal.eval_display import show_guard

    settings = read_settings(context)
    embedder = read_configuration(settings, "check").embedder
    fitted = fit_guard(embedder, (data or settings.evals.data) / "reading", on or PLANTED)
    if out:
        save_direction(fitted.direction, out)
    print_result(fitted.told, show_guard, as_json=as_json)


def draft(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The .jsonl file to write.", dir_okay=False)],
    most: Annotated[int, typer.Option(min=1, help="How many questions at most.")] = 50,
    as_json: Json = False,
) -> None:
    """Draft questions out of the home's own articles, with blanks to fill in, for you to review."""
    from evals.errors import SetError
    from evals.sets.draft import draft_cases
    from evals.sets.files import format_case, write_lines
    from evals.sets.libraries import library_articles
    from ui.service.service import open_home_library

    settings = read_settings(context)
    with open_home_library(settings, print_error, writing=False) as library:
        articles = library_articles(library)
        if not articles:
            raise SetError(f"{settings.home} has no articles to draft from; add some with: pullquote add FOLDER")
        count = write_lines(out, map(format_case, draft_cases(articles, most)))
    line = f"{count} drafts are in {out}: make each a question, and set reviewed to true or drop the field"
    print_fields(line, {"file": str(out), "cases": count}, as_json=as_json)


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
    from evals.sets.files import format_case, write_lines
    from evals.sets.makers import MAKERS

    settings = read_settings(context)
    count = write_lines(out, map(format_case, MAKERS[what](_load_set(settings, questions, data, corpus))))
    print_fields(f"{count} cases are in {out}", {"file": str(out), "cases": count}, as_json=as_json)


def judge(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A run folder.")],
    limit: Annotated[int | None, typer.Option(min=1, help="Only so many answers, spread over the run.")] = None,
    as_json: Json = False,
) -> None:
    """Ask a language model whether the answers are faithful and relevant; it decides nothing."""
    from evals.judge import judge_run
    from rag.model.chat_model import open_llm
    from ui.terminal.eval_display import show_judgement, show_progress

    settings = read_settings(context)
    with show_progress() as tell:
        judgement = judge_run(folder, open_llm(settings.llm), tell, limit)
    print_result(judgement, show_judgement, as_json=as_json)


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
    from evals.bench.embedders import Embedders, bench_embedders
    from evals.bench.speed import Bench, bench_speed
    from index.embed.provider import open_embedder
    from ui.terminal.eval_display import show_bench, show_progress

    settings = read_settings(context)
    opener = partial(open_embedder, settings.embed, print_error)
    figures: Bench | Embedders
    with show_progress() as tell:
        if embedder:
            figures = bench_embedders(sources or ["corpus"], opener, tell)
        else:
            figures = bench_speed(sources or ["corpus"], opener, [count for count in passages if count], tell)
    print_result(figures, show_bench, as_json=as_json)


def train(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The .onnx file to write; its card goes beside it.", dir_okay=False)],
    work: Annotated[Path, typer.Option(help="Where examples and checkpoints are kept.", file_okay=False)],
    data: Data = None,
    start: Annotated[
        Path | None, typer.Option(help="A reader's .onnx file to go on from, with the last stage.", exists=True)
    ] = None,
    processes: Annotated[int, typer.Option(min=1, help="As many as there are cores.")] = 2,
    as_json: Json = False,
) -> None:
    """Train the reader, for some hours. An interrupted run is gone on with."""
    from importlib.util import find_spec

    from evals.errors import TrainingError
    from index.embed.e5 import BundledE5
    from index.embed.provider import open_embedder

    settings = read_settings(context)
    reading = (data or settings.evals.data) / "reading"
    if not reading.is_dir():
        raise TrainingError(f"{reading} isn't there; say with --data where public data is")
    if not out.absolute().parent.is_dir():
        raise TrainingError(f"{out.parent} isn't there; name a file in a folder that is")
    if find_spec("torch") is None:
        raise TrainingError("training needs PyTorch; install it with: .venv/bin/pip install torch==2.13.0")
    embedder = open_embedder(settings.embed, print_error)
    if not isinstance(embedder, BundledE5):
        raise TrainingError("the reader is made of the bundled embedder; unset PULLQUOTE_EMBED__PROVIDER")
    from evals.train.recipe import Recipe
    from evals.train.run import train_reader

    recipe = Recipe(start=start, processes=processes)
    card = train_reader(embedder, reading, work, out, recipe=recipe, tell=print_error)
    line = f"The reader is in {out}, {card.megabytes:.1f} MB, after {card.hours:.1f} hours; its card is beside it"
    print_fields(line, {"file": str(out), "minutes": round(card.hours * 60)}, as_json=as_json)


def _load_set(settings: "Settings", name: str, data: Path | None, corpus: Path | None) -> "QuestionSet":
    from evals.sets.standing import GROUPS

    if name in GROUPS:
        raise typer.BadParameter(f"{name} is several sets; name one of {', '.join(GROUPS[name])}", param_hint="SET")
    return load_sets(settings, name, data, corpus)[0]
