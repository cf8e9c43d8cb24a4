"""A run as other tools read it: what they compute from its files is what its summary says."""

from pathlib import Path
from typing import Any

import pytest

from evals.run.runner import run_set
from evals.run.systems import ENGINES
from evals.run.trec import write_trec
from evals.score.record import WRITTEN
from tests.evals.news import CASES, NEWS, case, configured, news, record, silent

HARD = (
    case("masks", "Do the boats, the market and the animals wear masks?", articles=("volcano.txt", "rice.txt")),
    case("tower", "Which doors close on a tower of books?", articles=("dugong.txt",)),
    case("all", "Who watches the sacks of ash?", articles=tuple(one.source for one in NEWS[:4])),
    case("mute", "😀", articles=("ferry.txt",)),  # no words: it ends in an error, or finds nothing
)


@pytest.mark.parametrize("engine", [name for name in ENGINES if name not in WRITTEN | {"cite", "check"}])
def test_other_tools_come_to_the_same_figures(tmp_path: Path, engine: str, ir_measures: Any) -> None:
    folder, summary = run_set(news(*CASES, *HARD), configured(tmp_path, engine), silent)
    qrels = list(ir_measures.read_trec_qrels(str(folder / "trec" / "qrels.txt")))
    found = list(ir_measures.read_trec_run(str(folder / "trec" / "run.txt")))
    wanted = {"ndcg@10": ir_measures.nDCG @ 10, "mrr@10": ir_measures.RR @ 10, "recall@10": ir_measures.R @ 10}
    theirs = ir_measures.calc_aggregate(list(wanted.values()), qrels, found)
    for name, measure in wanted.items():
        assert summary.metrics[name].mean == pytest.approx(theirs[measure], abs=1e-4)
    assert 0 < summary.metrics["ndcg@10"].mean < 1
    assert {one.query_id for one in qrels} == {one.id for one in (*CASES, *HARD) if one.articles}


def test_documents_of_equal_score_keep_their_order(tmp_path: Path) -> None:
    ranking = (("b", 0.5), ("a", 0.5), ("b", 0.4), ("c", 0.4999999), ("d", 0.4))
    write_trec(tmp_path / "trec", "dense", [record("one", {}, ranking=ranking, gold=("a",)), record("none", {})])
    lines = [line.split() for line in (tmp_path / "trec" / "run.txt").read_text().splitlines()]
    assert [(line[0], line[1], line[2], line[3], line[5]) for line in lines] == [
        ("one", "Q0", name, str(rank), "dense") for rank, name in enumerate("bacd", start=1)
    ]
    scores = [float(line[4]) for line in lines]
    assert scores == sorted(set(scores), reverse=True)
    assert scores == pytest.approx([0.5, 0.5, 0.5, 0.4], abs=1e-4)
    assert (tmp_path / "trec" / "qrels.txt").read_text() == "one 0 a 1\n"
