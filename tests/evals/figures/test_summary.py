"""Records summed up: means with intervals, slices, confidence, times; and a file that keeps it."""

import json
from pathlib import Path

import pytest

from evals.errors import RunError
from evals.figures.summary import figure
from evals.score.record import Failure, Record, Summary, read_summary, write_summary
from evals.sets.cases import StatementCase
from rag.answer import Timings
from tests.evals.news import answer, record, summed


def judged(name: str, margin: float, right: float, **fields: object) -> Record:
    return record(name, {"right": right, "would_be_right": right}, margin=margin, **fields)


def test_a_measure_is_the_mean_over_the_cases_that_have_it() -> None:
    found = summed([record("a", {"right": 1.0, "words": 4.0}), record("b", {"right": 0.0}), record("c", {})]).metrics
    assert {name: (one.mean, one.n) for name, one in found.items()} == {"right": (0.5, 2), "words": (4.0, 1)}


def test_a_rate_has_wilson_s_interval_and_a_mean_the_bootstrap_s() -> None:
    rate, mean = figure([1.0] * 45 + [0.0] * 5), figure([1.0, 2.0, 3.0])
    assert (rate.mean, rate.low, rate.high) == (0.9, 0.7864, 0.9565)
    assert (mean.mean, mean.low, mean.high) == (2.0, 1.0, 3.0)


def test_balanced_accuracy_weighs_true_and_false_statements_alike() -> None:
    def checked(name: str, label: str, right: float) -> Record:
        case = StatementCase(id=name, statement="It sank.", language="en", label=label, articles=("a.md",))
        return record(name, {"right": right}).model_copy(update={"case": case})

    records = [*(checked(f"t{at}", "supported", float(at < 6)) for at in range(8)), checked("f", "unsupported", 0.0)]
    found = summed(records).metrics["balanced"]
    assert (found.mean, found.n) == (0.375, 9)
    assert found.low < found.mean < found.high


def test_slices_are_by_kind_pair_and_half() -> None:
    records = [
        record("a", {"right": 1.0}),
        record("b", {"right": 0.0}, kind="cross-language", pair="es→en"),
        record("c", {"right": 1.0, "rejected": 1.0}, kind="near-miss", pair="en"),
    ]
    slices = summed(records).slices
    assert {kind: one["right"].mean for kind, one in slices["kind"].items()} == {
        "cross-language": 0,
        "fact": 1,
        "near-miss": 1,
    }
    assert slices["pair"].keys() == {"en", "en→en", "es→en"}
    assert sum(one["right"].n for one in slices["half"].values()) == 3


def test_separation_is_the_area_under_the_curve_by_kind() -> None:
    records = [
        *(judged(f"fact-{at}", margin, 1.0) for at, margin in enumerate((0.1, 0.2, 0.3, 0.4))),
        judged("near", 0.25, 0.0, kind="near-miss"),
        judged("off", -0.5, 0.0, kind="off-topic"),
        record("error", {"rejected": 0.0}, kind="removed-gold"),  # nothing was weighed
    ]
    assert summed(records).separation == {"near-miss": 0.5, "off-topic": 1.0}


def test_the_curve_goes_from_strict_to_lenient() -> None:
    records = [judged("a", 0.3, 1.0), judged("b", 0.2, 1.0), judged("c", 0.1, 0.0), judged("d", -0.1, 1.0)]
    assert summed(records).curve == ((0.25, 1.0), (0.5, 1.0), (0.75, 0.6667), (1.0, 0.75))


def test_a_long_curve_is_thinned_and_keeps_its_end() -> None:
    curve = summed(judged(f"c{at}", -at, float(at % 2)) for at in range(1001)).curve
    assert 100 <= len(curve) <= 112
    assert curve[-1] == (1.0, 0.4995)


def test_cases_that_can_not_be_called_right_draw_no_curve() -> None:
    summary = summed([record("a", {"hit@1": 1.0}, margin=0.5), judged("b", 0.2, 1.0)])
    assert summary.curve == ((1.0, 1.0),)
    assert summed([record("a", {"hit@1": 1.0}, margin=0.5)]).curve == ()


def test_times_are_by_stage_or_of_the_search_alone() -> None:
    timings = [Timings(retrieve=float(at), answer=1, check=0, total=at + 1.0) for at in range(101)]
    asked = summed(record(f"c{at}", {}, answer=answer(timings_ms=one), rank_ms=9e9) for at, one in enumerate(timings))
    assert (asked.latency_ms["retrieve"].p50, asked.latency_ms["retrieve"].p95) == (50, 95)
    assert asked.latency_ms["total"].p50 == 51
    searched = summed([record("a", {}, rank_ms=3.0), record("b", {})])
    assert {stage: one.p50 for stage, one in searched.latency_ms.items()} == {"retrieve": 3}


def test_errors_are_named_by_their_type_and_drafts_counted() -> None:
    failed = [record(name, {}, error=Failure(type="StoreError", detail="gone")) for name in ("a", "b")]
    draft = record("c", {})
    draft = draft.model_copy(update={"case": draft.case.model_copy(update={"reviewed": False})})
    summary = summed([*failed, draft])
    assert summary.errors == {"StoreError": ("a", "b")}
    assert summary.unreviewed == 1


def kept() -> Summary:
    return summed([record("a", {"right": 1.0, "words": 2.0}), record("b", {"support": 0.5, "right": 0.0})])


def test_a_measure_of_each_case_can_be_looked_up() -> None:
    assert kept().values("right") == {"a": 1, "b": 0}
    assert kept().values("support") == {"b": 0.5}
    assert kept().values("words") == kept().values("nothing") == {}  # runs aren't compared by their words


def test_a_summary_is_kept_with_a_line_for_each_figure_and_case(tmp_path: Path) -> None:
    write_summary(tmp_path / "summary.json", kept())
    lines = (tmp_path / "summary.json").read_text().splitlines()
    assert len([line for line in lines if line.strip().startswith(('"a":', '"b":'))]) == 2
    assert json.loads("\n".join(lines)) == kept().model_dump(mode="json")
    assert read_summary(tmp_path) == read_summary(tmp_path / "summary.json") == kept()


@pytest.mark.parametrize("content", ["", "{}", "[1]", "\xff"])
def test_a_file_that_is_no_summary_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "summary.json").write_text(content, encoding="latin-1")
    with pytest.raises(RunError, match="is not a run's summary"):
        read_summary(tmp_path)


def test_a_folder_without_a_summary_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="is no finished run"):
        read_summary(tmp_path)
