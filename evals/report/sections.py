"""A run's figures → the sections of its report, each in tables that say everything its plots show."""

from collections.abc import Iterator, Mapping, Sequence

from evals.judge import Judgement
from evals.report.section import SCALE, Cell, Point, Row, Section, Table
from evals.report.wording import (
    HALVES,
    KINDS,
    LENGTHS,
    MEASURES,
    STAGES,
    count_noun,
    format_interval,
    format_ms,
    format_rate,
    format_value,
)
from evals.score.record import Figure, Record, Summary
from evals.sets.cases import UNANSWERABLE

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "Answers": ("right", "contains", "sentences", "planted", "planted_as_fact", "planted_attributed", "planted_read"),
    "What answers are shown as": ("shown_wrong", "right_shown"),
    "Refusals": ("false_refusal", "rejected"),
    "Refused, or shown as the closest words": ("false_doubt", "doubted"),
    "Citations": ("citation_precision", "support", "quote_exactness"),
    "Lookup": ("named", "said_exact", "said_altered", "said_absent"),
    "Search": ("hit@1", "mrr@10"),
}
_BESIDE = (
    *("named", "said_exact", "said_altered", "said_absent", "contains", "false_refusal", "rejected", "sentences"),
    *("citation_precision", "hit@1", "mrr@10", "passage_hit@1"),
)
_SLICES: Mapping[str, tuple[str, str, Mapping[str, str], str]] = {
    "kind": ("By kind of question", "Kind", KINDS, ""),
    "pair": (
        "By language",
        "Languages",
        {},
        "The language asked in → the language of the article that answers; alone, where none answers.",
    ),
    "half": (
        "By half of the set",
        "Half",
        HALVES,
        "What is tuned is tuned on one half; the other tells whether it holds.",
    ),
}
_STEPS = 10  # of the curve, as figures
_OPINION = (
    "What the model says of the answers, by the words they cite. It stands beside the measures and decides nothing."
)


def headline(summary: Summary) -> Section:
    """Show the main measures with their intervals, refusals by kind of unanswerable question."""
    groups = ((title, tuple(_rows(summary, names))) for title, names in _GROUPS.items())
    tables = (Table(title, ("Measure", "Mean", SCALE), rows) for title, rows in groups if rows)
    intro = "The mean of each measure with its 95% interval, from 0 to 1, over the n questions that it applies to."
    return Section("figures", "The figures", intro, (*tables, _all_measures(summary)))


def _rows(summary: Summary, measures: Sequence[str]) -> Iterator[Row]:
    for measure in measures:
        name, meaning = MEASURES[measure]
        if measure in {"rejected", "doubted"}:
            yield from _rejections(summary, measure)
        elif measure in summary.metrics:
            yield Row(name, _cells(name, measure, summary.metrics[measure]), meaning, measure)


def _rejections(summary: Summary, measure: str) -> Iterator[Row]:
    """Yield a row for each kind: off-topic questions are easy, and a pooled figure would hide the hard ones."""
    for kind in sorted(UNANSWERABLE):
        figure = summary.slices["kind"].get(kind, {}).get(measure)
        if figure:
            name = f"{MEASURES[measure].name}: {kind}"
            yield Row(name, _cells(name, measure, figure), KINDS[kind], f"{kind}:{measure}")


def _cells(name: str, measure: str, figure: Figure) -> tuple[Cell, Cell]:
    return _figure(measure, figure), _whisker(name, measure, figure)


def _figure(measure: str, figure: Figure) -> Cell:
    return Cell(format_value(measure, figure.mean), f"{format_interval(measure, figure)} · n {figure.n:,}")


def _whisker(name: str, measure: str, figure: Figure) -> Cell:
    if measure in LENGTHS:
        return Cell()
    title = f"{name}: {format_rate(figure.mean)}, 95% interval {format_interval(measure, figure)}"
    return Cell(title, drawn=figure)


def _all_measures(summary: Summary) -> Table:
    rows = (
        Row(name, (Cell(format_value(name, one.mean)), Cell(format_interval(name, one)), Cell(f"{one.n:,}")))
        for name, one in summary.metrics.items()
    )
    headings = ("Measure", "Mean", "95% interval", "n")
    return Table("Every measure, as the files call them", headings, tuple(rows), folded=True)


def slices(summary: Summary) -> Section | None:
    """Show the main measure of each slice beside the others."""
    main = main_measure(summary)
    if main is None:
        return None
    intro = f"{MEASURES[main].name}, by what was asked; under each figure, of how many questions."
    tables = (_slice(summary, by, main) for by in _SLICES if summary.slices.get(by))
    return Section("slices", "Where it goes well, and where not", intro, tuple(tables))


def main_measure(summary: Summary) -> str | None:
    """Return what a run is judged by: right answers, or the right article first if it only searched."""
    return next((name for name in ("right", "hit@1") if name in summary.metrics), None)


def _slice(summary: Summary, by: str, main: str) -> Table:
    title, heading, meanings, note = _SLICES[by]
    found = summary.slices[by]
    beside = [name for name in _BESIDE if name != main and any(name in figures for figures in found.values())]
    rows = (
        Row(key, (*_main(key, main, figures), *(_beside(name, figures) for name in beside)), meanings.get(key, ""))
        for key, figures in found.items()
    )
    headings = (heading, MEASURES[main].name, SCALE, *(MEASURES[name].name for name in beside))
    return Table(title, headings, tuple(rows), note, wide=True)


def _main(key: str, main: str, figures: Mapping[str, Figure]) -> tuple[Cell, Cell]:
    return _cells(f"{MEASURES[main].name}, {key}", main, figures[main]) if main in figures else (Cell(), Cell())


def _beside(measure: str, figures: Mapping[str, Figure]) -> Cell:
    figure = figures.get(measure)
    return Cell(format_value(measure, figure.mean), f"of {figure.n:,}") if figure else Cell()


def coverage(summary: Summary, records: Sequence[Record]) -> Section | None:
    """Show what a stricter or a more lenient bar would do, and how well evidence tells what can't be answered."""
    tables = tuple(one for one in (_steps(summary.curve), _separation(summary.separation)) if one.rows)
    if not tables:
        return None
    intro = "A question is answered if its evidence is above a bar. A higher bar answers less, and should err less."
    return Section("coverage", "Answering less, erring less", intro, tables, summary.curve, operating_point(records))


def operating_point(records: Sequence[Record]) -> Point | None:
    """Return the share of questions that were answered and the share of those that was right; None if none was."""
    weighed = [one for one in records if one.margin is not None and "would_be_right" in one.measures]
    right = [one.measures["would_be_right"] for one in weighed if one.answer and one.answer.answered]
    return (len(right) / len(weighed), sum(right) / len(right)) if right else None


def _steps(curve: Sequence[Point]) -> Table:
    wanted = [(step + 1) / _STEPS for step in range(_STEPS)]
    nearest = dict.fromkeys(min(curve, key=lambda point: abs(point[0] - share)) for share in wanted) if curve else {}
    rows = (Row(format_rate(answered), (Cell(format_rate(right)),)) for answered, right in nearest)
    return Table("The line as figures", ("Answered", "Right"), tuple(rows), folded=True)


def _separation(separation: Mapping[str, float]) -> Table:
    rows = (Row(kind, (Cell(format_rate(area)),), KINDS[kind]) for kind, area in separation.items())
    note = (
        "The chance that a question with an answer has stronger evidence than one without (the area under the "
        "ROC curve): 1 tells them apart, .5 is a coin."
    )
    return Table("Telling what can't be answered", ("Kind", "Chance"), tuple(rows), note)


def speed(summary: Summary) -> Section | None:
    """Show how long each stage took."""
    if not summary.latency_ms:
        return None
    rows = (
        Row(STAGES.get(stage, stage), (Cell(format_ms(took.p50)), Cell(format_ms(took.p95))))
        for stage, took in summary.latency_ms.items()
    )
    intro = f"Over {count_noun(len(summary.cases), 'question')}, on the machine of the run."
    table = Table("", ("Stage", "Half within", "95% within"), tuple(rows))
    return Section("speed", "How long it took", intro, (table,))


def opinion(judgement: Judgement) -> Section:
    """Show a model's verdicts with their intervals, and how far they agree with the measures."""
    verdicts = (
        _verdict("Faithful", "The cited words support the answer.", judgement.faithfulness),
        _verdict("Relevant", "The answer, and what it cites, are about the question.", judgement.relevancy),
    )
    agreement = tuple(
        Row(
            label=f"{one.verdict} and {one.measure}",
            cells=(Cell(format_rate(one.share), f"n {one.n}"), Cell(f"{one.kappa:.2f}")),
        )
        for one in judgement.agreement
    )
    return Section(
        id="opinion",
        title=f"What {judgement.model} thinks",
        intro=_OPINION,
        tables=(
            Table("Verdicts", ("Verdict", "Share", SCALE), verdicts),
            Table("Agreement", ("Verdict and measure", "Same", "Cohen's kappa"), agreement),
        ),
    )


def _verdict(label: str, meaning: str, figure: Figure) -> Row:
    share = Cell(format_rate(figure.mean), f"{format_interval('', figure)} · n {figure.n}")
    return Row(label=label, meaning=meaning, cells=(share, Cell(label, drawn=figure)))
