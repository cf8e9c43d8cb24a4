"""Records → figures: means with intervals, by slice, and how well confidence tells right from wrong."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from evals.figures.statistics import interval
from evals.measures import auc, coverage_accuracy
from evals.score.record import SLICES, Figure, Latency, Record, RunInfo, Summary
from evals.sets.cases import UNANSWERABLE, StatementCase
from evals.sets.halves import Half

COMPARED = (
    *("right", "contains", "first", "answered", "false_refusal", "rejected", "planted", "sentences"),
    *("shown_wrong", "right_shown", "false_doubt", "doubted"),
    *("citation_precision", "citation_recall", "citation_validity", "quote_exactness", "support"),
    *("planted_as_fact", "planted_attributed", "like_standalone", "same_citation"),
    *("same_sentence", "better", "named", "said_exact", "said_altered", "said_absent"),
    *("hit@1", "mrr@10", "ndcg@10", "passage_hit@1", "passage_mrr@10"),
)
_DIGITS = 4
_POINTS = 100  # of the curve at most


def summarise(run: RunInfo, records: Sequence[Record], halves: Mapping[str, Half]) -> Summary:
    """Put a run's records into figures; `halves` has the half of each case, by its id."""
    keys = {one.case.id: (one.case.kind, one.pair, halves[one.case.id]) for one in records}
    known = {name for record in records for name in record.measures}
    measures = tuple(name for name in COMPARED if name in known)
    slices = {
        name: {
            key: _compared_figures([one for one in records if keys[one.case.id][at] == key])
            for key in sorted({row[at] for row in keys.values()})
        }
        for at, name in enumerate(SLICES)
    }
    return Summary(
        run=run,
        metrics=figures(records),
        slices=slices,
        separation=_separation(records),
        curve=_curve(records),
        latency_ms=_latency(records),
        errors=_errors(records),
        unreviewed=sum(not record.case.reviewed for record in records),
        measures=measures,
        cases={
            record.case.id: (*keys[record.case.id], *(_round(record, name) for name in measures)) for record in records
        },
    )


def _compared_figures(records: Sequence[Record]) -> dict[str, Figure]:
    return {name: figure for name, figure in figures(records).items() if name in {*COMPARED, "balanced"}}


def figures(records: Sequence[Record]) -> dict[str, Figure]:
    """Return the mean of each measure over the records that have it, with its interval."""
    values: dict[str, list[float]] = {}
    for record in records:
        for name, value in record.measures.items():
            values.setdefault(name, []).append(value)
    return {name: figure(those) for name, those in values.items()} | _balance(records)


def _balance(records: Sequence[Record]) -> dict[str, Figure]:
    """Return balanced accuracy on statements: the mean of how many true ones pass and how many false ones don't."""
    judged: dict[str, list[float]] = {"supported": [], "unsupported": []}
    for record in records:
        if isinstance(record.case, StatementCase) and "right" in record.measures:
            judged[record.case.label].append(record.measures["right"])
    if not all(judged.values()):
        return {}
    true, false = (figure(values) for values in judged.values())
    mean = (true.mean + false.mean) / 2
    below = math.hypot(true.mean - true.low, false.mean - false.low) / 2
    above = math.hypot(true.high - true.mean, false.high - false.mean) / 2
    told = (round(value, _DIGITS) for value in (mean, mean - below, min(1.0, mean + above)))
    return {"balanced": Figure(n=true.n + false.n, **dict(zip(("mean", "low", "high"), told, strict=True)))}


def figure(values: Sequence[float]) -> Figure:
    """Return the mean of some values with its interval."""
    low, high = interval(values)
    return Figure(
        mean=round(sum(values) / len(values), _DIGITS),
        n=len(values),
        low=round(low, _DIGITS),
        high=round(high, _DIGITS),
    )


def latency(milliseconds: Sequence[float]) -> Latency:
    """Return the median and the 95th percentile of some times."""
    middle, high = np.percentile(milliseconds, (50, 95))
    return Latency(p50=round(float(middle), 2), p95=round(float(high), 2))


def _separation(records: Sequence[Record]) -> dict[str, float]:
    weighed = [record for record in records if record.margin is not None]
    positives = [record.margin for record in weighed if record.case.answerable and record.margin is not None]
    found: dict[str, float] = {}
    for kind in sorted(UNANSWERABLE):
        negatives = [record.margin for record in weighed if record.case.kind == kind and record.margin is not None]
        if positives and negatives:
            found[kind] = round(auc(positives, negatives), _DIGITS)
    return found


def _curve(records: Sequence[Record]) -> tuple[tuple[float, float], ...]:
    """Return accuracy among the answered by coverage, with what would have been answered past the gate."""
    points = coverage_accuracy(
        (record.margin, record.measures["would_be_right"] == 1)
        for record in records
        if record.margin is not None and "would_be_right" in record.measures
    )
    step = max(1, len(points) // _POINTS)
    chosen = points[::-1][::step][::-1]
    return tuple((round(coverage, _DIGITS), round(accuracy, _DIGITS)) for coverage, accuracy in chosen)


def _latency(records: Sequence[Record]) -> dict[str, Latency]:
    stages: dict[str, list[float]] = {}
    for record in records:
        if record.answer is not None:
            for stage, value in record.answer.timings_ms.model_dump().items():
                stages.setdefault(stage, []).append(value)
        elif record.rank_ms is not None:
            stages.setdefault("retrieve", []).append(record.rank_ms)
    return {stage: latency(times) for stage, times in stages.items()}


def _errors(records: Sequence[Record]) -> dict[str, tuple[str, ...]]:
    kinds = Counter(record.error.type for record in records if record.error)
    return {
        kind: tuple(record.case.id for record in records if record.error and record.error.type == kind)
        for kind in kinds
    }


def _round(record: Record, name: str) -> float | None:
    value = record.measures.get(name)
    return None if value is None else round(value, _DIGITS)
