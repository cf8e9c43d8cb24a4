"""Two runs over the same cases: what changed, is it real, and which cases flipped."""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from evals.errors import GateError, RunError
from evals.figures.statistics import bootstrap, paired_p
from evals.score.record import SLICES, Figure, RunInfo, Summary
from rag.answer import Noun

ALL = "all"
LOWER_IS_BETTER = frozenset(
    {"false_refusal", "false_doubt", "shown_wrong", "planted", "planted_as_fact", "planted_attributed"}
    | {"sentences", "words"}
)
GATED = (
    *("right", "contains", "rejected", "false_refusal", "doubted", "shown_wrong", "planted", "planted_as_fact"),
    *("citation_precision", "support", "quote_exactness", "hit@1", "named"),
)


class Change(Noun):
    """One measure of one slice in both runs; the difference is b - a with its 95% interval.

    `won` names the cases that are better in b, `lost` those that are worse.
    """

    slice: str
    measure: str
    n: int
    a: float
    b: float
    difference: float
    low: float
    high: float
    p: float
    won: tuple[str, ...]
    lost: tuple[str, ...]


class Comparison(Noun):
    """Two runs, paired by case id; `missing` cases are only in a, `unpaired` counts those in only one."""

    a: RunInfo
    b: RunInfo
    paired: int
    unpaired: int
    missing: tuple[str, ...]
    changes: tuple[Change, ...]

    def flips(self) -> Iterator[Change]:
        """Yield the measures over all cases in which any case changed."""
        return (one for one in self.changes if one.slice == ALL and (one.won or one.lost))


def compare(a: Summary, b: Summary) -> Comparison:
    """Compare two runs on the cases they share; raise RunError if there are none."""
    if bare := next((one.run for one in (a, b) if not one.cases), None):
        raise RunError(f"the summary of {bare.set} by {bare.engine} keeps no cases; compare with the run's folder")
    shared = [name for name in a.cases if name in b.cases]
    if not shared:
        raise RunError(f"the runs of {a.run.set} and {b.run.set} have no case in common; compare runs of one set")
    changes = tuple(
        change
        for name, cases in _slices(b, shared)
        for measure in a.measures
        if (change := _change(name, measure, cases, a.values(measure), b.values(measure)))
    )
    unpaired = len(a.cases) + len(b.cases) - 2 * len(shared)
    missing = tuple(name for name in a.cases if name not in b.cases)
    return Comparison(a=a.run, b=b.run, paired=len(shared), unpaired=unpaired, missing=missing, changes=changes)


def check_no_worse(comparison: Comparison, tolerance: float = 0.0) -> None:
    """Raise GateError, naming the cases, if a gated measure fell by more than `tolerance`, or cases are missing."""
    if comparison.missing:
        raise GateError(f"{comparison.b.set}: cases of the run before weren't asked: {name_some(comparison.missing)}")
    worse = [
        one
        for one in comparison.changes
        if one.slice == ALL and one.measure in GATED and _gain(one.measure, one.difference) < -tolerance
    ]
    if worse:
        changes = "; ".join(f"{one.measure} {one.a:.3f} → {one.b:.3f} by {name_some(one.lost)}" for one in worse)
        raise GateError(f"{comparison.b.set} is worse than {comparison.a.engine} was: {changes}")


def check_floors(summary: Summary, floors: Sequence[str]) -> None:
    """Raise GateError if a figure is on the wrong side of its floor, RunError if one can't be looked up.

    A floor reads `right=0.8`, or for a slice `near-miss:rejected=0.5`; where less is better it is a ceiling.
    """
    missed = []
    for name, bound in read_floors(floors):
        figure = _figure(summary, name)
        if _gain(name.rpartition(":")[2], figure.mean - bound) < 0:
            missed.append(f"{name} is {figure.mean:.3f} (n = {figure.n}), {bound:g} was asked for")
    if missed:
        raise GateError(f"{summary.run.set}: {'; '.join(missed)}")


def read_floors(floors: Sequence[str]) -> list[tuple[str, float]]:
    """Return the names of figures and their bounds; raise RunError if one can't be read."""
    found = []
    for floor in floors:
        name, _, written = floor.partition("=")
        try:
            bound = float(written)
        except ValueError:
            bound = math.nan
        if not (name and math.isfinite(bound)):
            raise RunError(f"{floor} is no bar; write it like right=0.8 or near-miss:rejected=0.5")
        found.append((name, bound))
    return found


def name_some(cases: Sequence[str], most: int = 10) -> str:
    """Name cases, and how many more there are."""
    return ", ".join(cases[:most]) + (f" and {len(cases) - most} more" if len(cases) > most else "")


def _figure(summary: Summary, name: str) -> Figure:
    part, _, measure = name.rpartition(":")
    slices = {key: table for by in summary.slices.values() for key, table in by.items()}
    found = slices.get(part) if part else summary.metrics
    if found is None:
        raise RunError(f"{summary.run.set} has no slice {part}; there are {', '.join(sorted(slices))}")
    if measure not in found:
        raise RunError(f"{summary.run.set} has no figure {name}; there are {', '.join(sorted(found))}")
    return found[measure]


def _slices(summary: Summary, cases: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    yield ALL, list(cases)
    for at, name in enumerate(SLICES):
        keys = sorted({str(summary.cases[case][at]) for case in cases})
        for key in keys if len(keys) > 1 else ():  # a slice that holds every case says nothing new
            yield f"{name}: {key}", [case for case in cases if summary.cases[case][at] == key]


def _change(
    name: str, measure: str, cases: Sequence[str], before: Mapping[str, float], after: Mapping[str, float]
) -> Change | None:
    both = [case for case in cases if case in before and case in after]
    if not both:
        return None
    differences = np.array([after[case] - before[case] for case in both])
    low, high = bootstrap(differences.tolist())
    gains = [_gain(measure, value) for value in differences]
    return Change(
        slice=name,
        measure=measure,
        n=len(both),
        a=round(sum(before[case] for case in both) / len(both), 4),
        b=round(sum(after[case] for case in both) / len(both), 4),
        difference=round(float(differences.mean()), 4),
        low=round(low, 4),
        high=round(high, 4),
        p=round(paired_p(differences.tolist()), 4),
        won=tuple(case for case, gain in zip(both, gains, strict=True) if gain > 0),
        lost=tuple(case for case, gain in zip(both, gains, strict=True) if gain < 0),
    )


def _gain(measure: str, difference: float) -> float:
    return -difference if measure in LOWER_IS_BETTER else difference
