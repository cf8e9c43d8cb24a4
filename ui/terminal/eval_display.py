"""What people see of evaluations in the terminal: figures with their intervals, and what changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

from evals.figures.comparison import Comparison, name_some
from ui.terminal.context import open_console

if TYPE_CHECKING:
    from evals.ablation import Ablation
    from evals.bench.embedders import Embedders
    from evals.bench.sizes import Size
    from evals.bench.speed import Bench
    from evals.calibrate import BarsFit
    from evals.fuzz.fuzzing import FuzzFigures
    from evals.judge import Judgement
    from evals.pages.reading import PageFigures
    from evals.score.record import Figure, Summary
    from evals.sets.libraries import Progress as Tell
    from evals.train.guard import FittedGuard

_SHOWN = (
    *(
        "right",
        "contains",
        "first",
        "shown_wrong",
        "right_shown",
        "false_refusal",
        "rejected",
        "false_doubt",
        "doubted",
    ),
    *("sentences", "named"),
    *("planted", "planted_as_fact", "planted_attributed", "planted_read"),
)
_BY_KIND = ("right", "contains", "hit@1", "passage_hit@1", "named", "said_exact", "said_altered", "said_absent")
_SEARCHED = ("hit@1", "hit@5", "mrr@10", "ndcg@10", "passage_hit@1")
_EFFECTS = {
    "shown_wrong": "wrong, of what is shown as an answer",
    "right_shown": "shown as an answer, of what is right",
    "false_doubt": "answerable, yet refused or shown as the closest words",
    "false_refusal": "answerable, yet refused",
}
_NAMED = 12  # flipped cases named at most


@contextmanager
def show_progress() -> Iterator["Tell"]:
    """Show a bar on stderr for each thing that is told of; show nothing where there is no terminal."""
    console = open_console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        tasks: dict[str, int] = {}

        def tell(name: str, done: int, total: int) -> None:
            task = tasks.setdefault(name, progress.add_task(name, total=total) if name not in tasks else 0)
            progress.update(task, completed=done)  # type: ignore[arg-type]

        yield tell


def show_run(console: Console, folder: Path, summary: "Summary") -> None:
    """Print a run's figures, over all and by kind of question."""
    run = summary.run
    console.print(Text(f"{run.set} · {run.engine} · {len(summary.cases)} questions", style="bold"))
    shown = ((name, summary.metrics[name]) for name in (*_SHOWN, *_SEARCHED) if name in summary.metrics)
    rows = ((name, f"{one.mean:.3f}", f"{one.low:.3f}–{one.high:.3f}", f"n = {one.n}") for name, one in shown)
    console.print(_table((), rows))
    chosen = [name for name in _BY_KIND if name in summary.metrics]
    headings = (Column("by kind", no_wrap=True), *(Column(name, justify="right", no_wrap=True) for name in chosen))
    by_kind = (
        (kind, *(f"{found[name].mean:.3f} of {found[name].n}" if name in found else "" for name in chosen))
        for kind, found in summary.slices["kind"].items()
    )
    console.print(_table(headings, by_kind))
    for kind, cases in summary.errors.items():
        console.print(Text(f"{len(cases)} ended in {kind}: {', '.join(cases[:_NAMED])}", style="red"))
    if summary.unreviewed:
        console.print(
            Text(f"{summary.unreviewed} of the questions are drafts that nobody has reviewed", style="yellow")
        )
    console.print(Text(f"kept in {folder}", style="dim"), soft_wrap=True)


def show_comparison(console: Console, comparison: Comparison) -> None:
    """Print what changed, over all cases and by slice, then the cases that flipped."""
    a, b = comparison.a, comparison.b
    console.print(Text(f"{a.set} · {a.engine} → {b.engine} · {comparison.paired} questions in both", style="bold"))
    if a.embedder != b.embedder:
        console.print(Text(f"embedder: {a.embedder} → {b.embedder}"), soft_wrap=True)
    if comparison.unpaired:
        console.print(f"{comparison.unpaired} questions are in only one of the runs and count nothing")
    changed = [one for one in comparison.changes if one.won or one.lost]
    if not changed:
        console.print("nothing changed")
        return
    for name in dict.fromkeys(one.slice for one in changed):
        here = [one for one in changed if one.slice == name]
        console.print(Text(name, style="bold"))
        for one in here:
            numbers = f"{one.a:.3f} → {one.b:.3f}  {one.difference:+.3f} ({one.low:+.3f} to {one.high:+.3f})"
            console.print(
                f"  {one.measure:18} {numbers}  {_p(one.p)}  {len(one.won)} won, {len(one.lost)} lost of {one.n}",
                soft_wrap=True,
            )
    for one in comparison.flips():
        for word, cases, style in (("won", one.won, "green"), ("lost", one.lost, "red")):
            if cases:
                console.print(Text(f"{one.measure} {word}: {name_some(cases, _NAMED)}", style=style))


def show_calibration(console: Console, fitted: "BarsFit", home: Path | None) -> None:
    """Print fitted bars, and what they do to the questions they were fitted on and to others."""
    for name, bar in (("an answer", fitted.bars.answers), ("the closest words", fitted.bars.closest)):
        line = f"shown as {name} from {bar.within:.4f}, across languages from {bar.across:.4f}"
        console.print(Text(line, style="bold"))
    effects = (fitted.fitted, fitted.stated)
    rows = [
        (title, *(_cell(one.measures[name]) if name in one.measures else "" for one in effects))
        for name, title in _EFFECTS.items()
    ]
    for kind in {**fitted.fitted.kinds, **fitted.stated.kinds}:
        for name, title in (("rejected", "refused"), ("doubted", "refused, or shown as the closest words")):
            figures = (one.kinds.get(kind, {}).get(name) for one in effects)
            rows.append((f"{title}: {kind}", *(_cell(one) if one else "" for one in figures)))
    console.print(_table(("", fitted.fitted_on, fitted.stated_on), rows))
    where = f"kept in {home}, for {fitted.embedder}" if home else "nothing was kept"
    console.print(Text(where, style="dim"), soft_wrap=True)


def show_ablation(console: Console, ablation: "Ablation") -> None:
    """Print the measures of each way of reading, and how many of the surest answers are right."""
    steps = ablation.steps
    names = dict.fromkeys(name for step in steps for name in step.measures)
    rows = [(name, *(_cell(step.measures[name]) if name in step.measures else "" for step in steps)) for name in names]
    rows += [
        (f"right, of the surest {share}", *(f"{step.accuracy[share]:.3f}" for step in steps))
        for share in steps[0].accuracy
    ]
    asked = f"{', '.join(ablation.sets)}{f', {ablation.half} half' if ablation.half else ''}"
    console.print(_table((asked, *(step.name for step in steps)), rows))


def show_pages(console: Console, pages: "PageFigures") -> None:
    """Print the measures of how pages were read, and those that weren't."""
    rows = [(name, _cell(figure)) for name, figure in pages.measures.items()]
    console.print(_table((f"{pages.pages} pages, {pages.engine}", "mean"), rows))
    console.print(Text(f"{pages.pages_per_second} pages a second"))
    if pages.failed:
        console.print(Text(f"not read: {name_some(pages.failed)}"))


def show_fuzz(console: Console, fuzzed: "FuzzFigures") -> None:
    """Print what became of hostile files, by format."""
    from evals.fuzz.fuzzing import OUTCOMES

    rows = [(suffix, *(str(counts.get(one, 0)) for one in OUTCOMES)) for suffix, counts in fuzzed.outcomes.items()]
    total = ("all", *(str(fuzzed.count(one)) for one in OUTCOMES))
    console.print(_table((f"{fuzzed.files} files, seed {fuzzed.seed}", *OUTCOMES), [*rows, total]))
    for path in fuzzed.kept:
        console.print(Text(path, style="dim"))


def show_guard(console: Console, guard: "FittedGuard") -> None:
    """Print what is taken for a demand: in cross-validation, and of the sentences that were kept back."""
    kept_back = guard.kept_back.model_dump(exclude_none=True)
    rows = [
        (name.replace("_", " "), f"{share:.3f}", f"{kept_back[name]:.3f}" if name in kept_back else "")
        for name, share in guard.cross_validated.model_dump(exclude_none=True).items()
    ]
    console.print(_table((f"taken for demands, from {guard.bar} on", "cross-validated", "kept back"), rows))


def show_judgement(console: Console, judgement: "Judgement") -> None:
    """Print a model's verdicts, and how far they agree with the deterministic measures."""
    console.print(Text(f"{judgement.model} on {len(judgement.cases)} answers", style="bold"))
    console.print(f"faithful {_cell(judgement.faithfulness)}, relevant {_cell(judgement.relevancy)}")
    for one in judgement.agreement:
        console.print(f"{one.verdict} agrees with {one.measure} on {one.share:.2f} of {one.n} (kappa {one.kappa:.2f})")
    for case, error in list(judgement.errors.items())[:_NAMED]:
        console.print(Text(f"{case} was not judged: {error}", style="red"))


def _table(headings: Sequence[Column | str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(*headings, box=None, pad_edge=False, show_header=bool(headings))
    for row in rows:
        table.add_row(*row)
    return table


def _p(value: float) -> str:
    return "p < .001" if value < 0.001 else f"p = {value:.3f}".replace("0.", ".")


def _cell(figure: "Figure") -> str:
    return f"{figure.mean:.3f} ({figure.low:.2f}–{figure.high:.2f}, n = {figure.n})"


def show_bench(console: Console, figures: "Bench | Embedders") -> None:
    """Print a line for each thing that was measured, and for each size."""
    for name, values in figures.model_dump(exclude={"sizes"}).items():
        console.print(Text(f"{name.replace('_', ' ')}: {_figures(values)}"), soft_wrap=True)
    for size in getattr(figures, "sizes", ()):
        console.print(Text(_size(size)), soft_wrap=True)


def _figures(values: Mapping[str, Any]) -> str:
    """Write figures in a line, those of a part after its name."""
    return ", ".join(
        f"{name} {_figures(value)}" if isinstance(value, Mapping) else f"{name} {value}"
        for name, value in values.items()
    )


def _size(size: "Size") -> str:
    vectors = "synthetic" if size.synthetic else "real"
    stages = ", ".join(f"{stage} {ms.p50} ({ms.p95})" for stage, ms in size.stages_ms.items())
    filtered = f"with a filter {max(size.filtered.values())} × at most; " if size.filtered else ""
    return (
        f"{size.passages:,} passages ({size.sentences:,} sentences, {vectors} vectors): "
        f"ask {size.stages_ms['total'].p50} ms, {size.ratio} × its bare embedding; cite {size.cite_ratio} ×; "
        f"{filtered}p50 (p95) {stages}; "
        f"memory {size.loaded_mb} MB (peak {size.peak_mb}), disk {size.disk_mb} MB, made in {size.build_s} s"
    )
