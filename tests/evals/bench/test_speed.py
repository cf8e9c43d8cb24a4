"""How fast it is measured: that there are figures, not how good they are."""

import math
from functools import partial
from pathlib import Path

import pytest

from evals.bench import speed as benching
from evals.bench.speed import Bench, bench_speed
from index.embed.e5 import BundledE5
from index.embed.embedder import Embedder
from index.errors import ReadError
from tests.ui.running import run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text("The ferry\n\nThe ferry to Bohol left at noon. It carried rice and 40 sacks of mail.\n")
    return path


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benching, "_ROUNDS", 1)
    monkeypatch.setattr(benching, "_STARTS", 1)
    monkeypatch.setattr(benching, "QUESTIONS", benching.QUESTIONS[:2])


@pytest.mark.bench
def test_a_bench_has_every_figure_and_a_ratio_of_each_pair(article: Path, cache: Path) -> None:
    figures = bench_speed([str(article)], partial(BundledE5, cache), [3])
    assert Bench.model_validate_json(figures.model_dump_json()) == figures
    assert figures.adding.articles == 1
    assert figures.adding.tokens > 10
    assert figures.writing.first_word_ms is None  # as nothing is known of what was asked
    sections = figures.model_dump(exclude={"sizes", "quickstart"}, exclude_none=True).values()
    numbers = [value for section in sections for value in section.values()]
    assert all(math.isfinite(number) and number > 0 for number in numbers)
    assert figures.starting.ask_s > figures.starting.help_s
    assert [(size.passages, size.sentences, size.synthetic) for size in figures.sizes] == [(3, 9, False)]


@pytest.mark.parametrize("sources", [["nowhere"], []])
def test_a_bench_without_articles_says_so(sources: list[str], fake: Embedder) -> None:
    with pytest.raises(ReadError, match="no articles to measure"):
        bench_speed(sources, lambda: fake)


def test_the_command_tells_of_missing_articles_in_one_line(tmp_path: Path) -> None:
    done = run(tmp_path / "home", "eval", "bench", str(tmp_path / "nowhere"))
    assert (done.code, done.out) == (1, "")
    assert "nowhere" in done.complaint
