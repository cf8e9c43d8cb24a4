"""Two runs compared: what changed shows by name, what didn't shows nothing, and bars are kept."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from evals.errors import GateError, RunError
from evals.figures.comparison import ALL, Change, Comparison, check_floors, check_no_worse, compare, read_floors
from evals.score.record import Record, Summary, read_summary, write_summary
from tests.evals.news import record, summed

HUNDRED = [f"case-{number:03}" for number in range(100)]


def run_of(**values: Mapping[str, float]) -> Summary:
    """A run of made-up cases: `measure={case: value}`."""
    names = dict.fromkeys(name for those in values.values() for name in those)
    return summed(record(one, {m: those[one] for m, those in values.items() if one in those}) for one in names)


def rated(right: Mapping[str, float]) -> Summary:
    return run_of(right=right)


def change(comparison: Comparison, measure: str, part: str = ALL) -> Change:
    (found,) = [one for one in comparison.changes if (one.slice, one.measure) == (part, measure)]
    return found


ALL_RIGHT = rated(dict.fromkeys(HUNDRED, 1.0))
ONE_BROKEN = rated({**dict.fromkeys(HUNDRED, 1.0), "case-042": 0.0})


def test_one_case_broken_in_a_hundred_shows_up_by_name() -> None:
    comparison = compare(ALL_RIGHT, ONE_BROKEN)
    (found,) = comparison.flips()
    assert (found.measure, found.slice, found.n) == ("right", ALL, 100)
    assert (found.won, found.lost) == ((), ("case-042",))
    assert (found.a, found.b, found.difference) == (1, 0.99, -0.01)
    assert found.low < found.difference < found.high
    assert found.p == 1  # one case flipped may be chance, and is told all the same
    with pytest.raises(GateError, match=r"right 1\.000 → 0\.990 by case-042"):
        check_no_worse(comparison)


def test_where_nothing_changed_nothing_shows() -> None:
    comparison = compare(ONE_BROKEN, ONE_BROKEN)
    assert not list(comparison.flips())
    assert {(one.difference, one.p, one.won, one.lost) for one in comparison.changes} == {(0, 1, (), ())}
    check_no_worse(comparison)


def test_what_became_better_was_won() -> None:
    comparison = compare(ONE_BROKEN, ALL_RIGHT)
    assert (change(comparison, "right").won, change(comparison, "right").lost) == (("case-042",), ())
    check_no_worse(comparison)


def test_a_real_difference_has_a_small_p_and_an_interval_without_0() -> None:
    worse = rated({name: float(at % 2) for at, name in enumerate(HUNDRED)})
    found = change(compare(ALL_RIGHT, worse), "right")
    assert found.p < 1e-6
    assert found.high < 0


@pytest.mark.parametrize("measure", ["false_refusal", "planted", "sentences"])
def test_less_is_better_of_some_measures(measure: str) -> None:
    less, more = run_of(**{measure: {"x": 0.0, "y": 0.0}}), run_of(**{measure: {"x": 1.0, "y": 0.0}})
    assert change(compare(more, less), measure).won == ("x",)
    assert change(compare(less, more), measure).lost == ("x",)


@pytest.mark.parametrize("measure", ["false_refusal", "planted"])
def test_more_refusals_and_more_planted_words_are_worse(measure: str) -> None:
    less, more = run_of(**{measure: {"x": 0.0, "y": 0.0}}), run_of(**{measure: {"x": 1.0, "y": 0.0}})
    check_no_worse(compare(more, less))
    with pytest.raises(GateError, match=rf"{measure} 0\.000 → 0\.500 by x"):
        check_no_worse(compare(less, more))


def test_only_cases_of_both_runs_are_compared_and_the_others_counted() -> None:
    comparison = compare(rated({"x": 1.0, "y": 1.0, "old": 0.0}), rated({"x": 0.0, "y": 1.0, "n1": 1.0, "n2": 1.0}))
    assert (comparison.paired, comparison.unpaired) == (2, 3)
    assert (change(comparison, "right").n, change(comparison, "right").lost) == (2, ("x",))


def test_a_measure_is_compared_where_it_applies_in_both_runs() -> None:
    before = run_of(right={"x": 1.0, "y": 1.0}, support={"x": 1.0, "y": 1.0})
    after = run_of(right={"x": 1.0, "y": 0.0}, support={"x": 1.0})
    assert change(compare(before, after), "support").n == 1


def test_runs_without_a_case_in_common_can_not_be_compared() -> None:
    with pytest.raises(RunError, match="no case in common"):
        compare(rated({"x": 1.0}), rated({"y": 1.0}))


def sliced() -> tuple[Summary, Summary]:
    """Two runs in which only the questions from Spanish fell."""

    def records(spanish: float) -> list[Record]:
        return [
            record("x", {"right": 1.0}),
            record("y", {"right": spanish}, kind="cross-language", pair="es→en"),
            record("z", {"rejected": 1.0, "right": 1.0}, kind="near-miss", pair="en"),
        ]

    return summed(records(1.0)), summed(records(0.0))


def test_a_change_in_a_slice_shows_there_and_not_elsewhere() -> None:
    comparison = compare(*sliced())
    assert change(comparison, "right", "kind: cross-language").lost == ("y",)
    assert change(comparison, "right", "pair: es→en").difference == -1
    assert change(comparison, "right", "kind: fact").lost == ()
    assert {one.slice.partition(":")[0] for one in comparison.changes} <= {ALL, "kind", "pair", "half"}


def test_a_slice_that_holds_every_case_is_not_told_twice() -> None:
    kinds = {one.slice for one in compare(ALL_RIGHT, ONE_BROKEN).changes if one.slice.startswith(("kind", "pair"))}
    assert not kinds


# bars


def test_a_fall_within_the_tolerance_is_let_pass() -> None:
    comparison = compare(ALL_RIGHT, ONE_BROKEN)
    check_no_worse(comparison, tolerance=0.01)
    with pytest.raises(GateError):
        check_no_worse(comparison, tolerance=0.009)


def test_many_lost_cases_are_named_up_to_ten() -> None:
    with pytest.raises(GateError, match="case-009 and 90 more"):
        check_no_worse(compare(ALL_RIGHT, rated(dict.fromkeys(HUNDRED, 0.0))))


@pytest.mark.parametrize(
    "floors",
    [
        [],
        ["right=0.66"],
        ["near-miss:rejected=1"],
        ["es→en:right=0", "fact:right=1.0"],
        ["false_refusal=0.5", "sentences=2"],
    ],
)
def test_bars_that_are_held_pass(floors: list[str]) -> None:
    check_floors(measured(), floors)


@pytest.mark.parametrize(
    ("floor", "said"),
    [
        ("right=0.7", r"right is 0\.667 \(n = 3\), 0\.7 was asked for"),
        ("cross-language:right=0.1", r"cross-language:right is 0\.000"),
        ("es→en:right=0.1", "es→en:right is"),
        ("false_refusal=0.4", r"false_refusal is 0\.500"),
        ("sentences=1.4", r"sentences is 1\.500"),
    ],
)
def test_a_bar_that_is_missed_is_told_with_the_figure(floor: str, said: str) -> None:
    with pytest.raises(GateError, match=said):
        check_floors(measured(), ["near-miss:rejected=1", floor])


def test_every_missed_bar_is_told() -> None:
    with pytest.raises(GateError, match=r"news: right is .*; false_refusal is"):
        check_floors(measured(), ["right=0.7", "false_refusal=0.4"])


@pytest.mark.parametrize("floor", ["right", "right=", "right=high", "=0.5", "right=nan", "right=inf", ""])
def test_a_bar_that_can_not_be_read_is_told(floor: str) -> None:
    with pytest.raises(RunError, match=r"no bar; write it like right=0\.8"):
        read_floors([floor])
    with pytest.raises(RunError):
        check_floors(measured(), [floor])


@pytest.mark.parametrize(
    ("floor", "said"),
    [
        ("rigth=0.5", r"no figure rigth; there are .*right"),
        ("near-miss:hit@1=0.5", "no figure near-miss:hit@1; there are rejected, right"),
        ("nearmiss:right=0.5", r"no slice nearmiss; there are .*near-miss"),
    ],
)
def test_a_bar_for_what_was_not_measured_is_told(floor: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        check_floors(measured(), [floor])


def measured() -> Summary:
    return summed(
        [
            record("x", {"right": 1.0, "false_refusal": 0.0, "sentences": 1.0}),
            record("y", {"right": 0.0, "false_refusal": 1.0, "sentences": 2.0}, kind="cross-language", pair="es→en"),
            record("z", {"right": 1.0, "rejected": 1.0}, kind="near-miss", pair="en"),
        ]
    )


def test_committed_summaries_compare_like_the_runs_they_come_from(tmp_path: Path) -> None:
    runs = sliced()
    files = [tmp_path / "a.json", tmp_path / "b.json"]
    for file, one in zip(files, runs, strict=True):
        write_summary(file, one)
    assert compare(*map(read_summary, files)) == compare(*runs)
    assert len([line for line in files[0].read_text().splitlines() if '"y"' in line]) == 1  # a case a line


def test_a_summary_that_keeps_no_cases_is_not_compared_and_says_so() -> None:
    full = summed([record("a", {"right": 1.0})])
    bare = summed([record("a", {"right": 1.0})], engine="dense").model_copy(update={"cases": {}})
    with pytest.raises(RunError, match="the summary of news by dense keeps no cases; compare with the run's folder"):
        compare(bare, full)
