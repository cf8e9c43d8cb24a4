"""What the reader is worth: each way of reading is asked the same, and the surest answers are told apart."""

from pathlib import Path

import pytest

from evals.ablation import ablate, measure_accuracy
from evals.run.runner import Configuration
from evals.sets.files import read_set
from index.embed.e5 import BundledE5
from rag.settings import RagSettings
from tests.evals.news import record
from tests.ui.island import write_island


def test_each_way_is_asked_the_same_questions(embedder: BundledE5, tmp_path: Path) -> None:
    island = read_set(Path(write_island(tmp_path)))
    configuration = Configuration("quote", tmp_path / "home", embedder, RagSettings())
    found = ablate([island], configuration, None, lambda *_: None)
    assert [step.name for step in found.steps] == [
        "the embedder alone",
        "the reader ranks",
        "the reader ranks and refuses",
    ]
    assert {step.measures["first"].n for step in found.steps} == {3}
    assert {tuple(step.accuracy) for step in found.steps} == {("25%", "50%", "75%", "100%")}


def test_the_surest_answers_are_those_that_score_highest() -> None:
    records = [
        record(f"c{at}", {"would_be_right": right}, margin=margin)
        for at, (margin, right) in enumerate(((0.9, 1.0), (0.8, 1.0), (0.2, 0.0), (0.1, 0.0)))
    ]
    assert measure_accuracy(records) == {
        "25%": 1.0,
        "50%": 1.0,
        "75%": pytest.approx(0.6667),
        "100%": 0.5,
    }
