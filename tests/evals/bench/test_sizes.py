"""Synthetic libraries hold what they promise, asking them is measured, and the command says so."""

import pickle
from pathlib import Path

import numpy as np
import pytest

from evals.bench import sizes
from evals.bench import speed as benching
from evals.bench.quickstart import Skipped
from evals.bench.sizes import MOST_EMBEDDED, Size, measure_size
from evals.bench.speed import AddSpeed, AskSpeed, Bench, StartSpeed
from evals.bench.synthetic import QUESTIONS, SyntheticVectors, articles
from evals.bench.writing import WriteSpeed
from evals.score.record import Latency
from index.embed.embedder import Embedder
from index.library import open_library
from index.split.passages import split_article
from index.tidy.tidy import tidy
from tests.fakes import FakeEmbedder
from tests.ui.running import run

BALLAST = 600  # MB in this process that are none of the asking one's


@pytest.fixture(scope="module")
def size() -> Size:
    heard: list[tuple[str, int, int]] = []
    ballast = np.ones(BALLAST * 1024 * 1024, dtype=np.uint8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sizes, "MOST_EMBEDDED", 19)
        found = measure_size(20, FakeEmbedder, lambda *step: heard.append(step))
    assert ballast.all()
    assert heard == [("making 20 passages", 20, 20)]
    return found


@pytest.mark.bench
def test_a_size_has_what_was_wanted_and_every_stage(size: Size) -> None:
    assert (size.passages, size.sentences) == (20, 60)
    assert list(size.stages_ms) == ["embed", "retrieve", "answer", "check", "total", "embed_excerpt", "cite"]
    assert all(0 <= spread.p50 <= spread.p95 for spread in size.stages_ms.values())
    assert size.stages_ms["total"].p50 >= size.stages_ms["retrieve"].p50 > size.stages_ms["embed"].p50
    assert size.ratio > 1
    assert size.cite_ratio > 0
    assert len(size.filtered) == 7
    assert all(ratio > 0 for ratio in size.filtered.values())
    assert size.build_s > 0
    assert next(iter(size.model_dump())) == "passages"
    assert Size.model_validate_json(size.model_dump_json()) == size


@pytest.mark.bench
def test_vectors_are_synthetic_above_what_is_worth_embedding(size: Size) -> None:
    assert MOST_EMBEDDED == 5_000
    assert size.synthetic


@pytest.mark.bench
def test_memory_is_that_of_the_process_that_asks(size: Size) -> None:
    assert 50 < size.loaded_mb <= size.peak_mb < BALLAST


def test_articles_are_the_same_each_time_and_a_longer_row_begins_like_a_shorter(fake: Embedder) -> None:
    few, many = list(articles(17)), list(articles(40))
    assert few == list(articles(17))
    assert few[:2] == many[:2]
    assert len({draft.text for draft in many}) == len(many)
    assert [draft.text.count("\n\n") + 1 for draft in few] == [8, 8, 1]
    passages = [passage for draft in few for passage in split_article(tidy(draft), sizes._a_third)]
    assert [len(passage.sentences) for passage in passages] == [3] * 17


def test_synthetic_vectors_lie_near_to_real_ones_and_to_each_other(embedder: Embedder) -> None:
    texts = [sentence for draft in articles(64) for sentence in draft.text.split(". ")]
    vectors_of = SyntheticVectors(embedder)
    vectors = vectors_of(texts)
    assert np.array_equal(vectors[3:0:-1], vectors_of(texts[3:0:-1]))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    near = vectors @ vectors.T
    others = near[~np.eye(len(texts), dtype=bool)]
    assert 0.6 < others.mean() < 0.9
    assert others.max() < 0.999
    assert (vectors @ embedder.embed_question(QUESTIONS[0])).mean() > 0.6


def test_what_is_stored_in_bulk_is_a_sound_library(tmp_path: Path, fake: FakeEmbedder) -> None:
    heard: list[int] = []
    with open_library(tmp_path, lambda: fake, writing=True) as library:
        sizes._fill(library, 300, fake.embed_passages, lambda _, stored, __: heard.append(stored))
        assert library.catalog.counts() == (38, 300, 900)
        assert library.find_problems() == []
    assert heard == [256, 300]


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Measure nothing, but note which sizes the command wants measured."""
    noted: list[int] = []

    def instead(sources: list[str], open_embedder: object, counts: list[int], tell: object) -> Bench:
        noted.extend(counts)
        pickle.dumps(open_embedder)
        asking = AskSpeed(question_ms=2, ask_ms=3, ratio=1.5)
        return Bench(
            adding=AddSpeed(articles=1, tokens=9, bare_tokens_per_second=9, tokens_per_second=9, ratio=1),
            quickstart=Skipped(skipped="it isn't here"),
            warm_ask=asking,
            warm_ask_beside_a_busy_process=asking,
            writing=WriteSpeed(first_word_ms=60, embedding_ms=5, check_ms=9),
            starting=StartSpeed(help_s=1, imports_s=1, ask_s=1, ratio=1),
            sizes=tuple(figures_of(count) for count in counts),
        )

    monkeypatch.setattr(benching, "bench_speed", instead)
    return noted


def figures_of(passages: int) -> Size:
    return Size(
        passages=passages,
        sentences=3 * passages,
        synthetic=passages > MOST_EMBEDDED,
        build_s=1,
        disk_mb=4,
        stages_ms={"embed": Latency(p50=2, p95=2.5), "total": Latency(p50=3, p95=4)},
        ratio=1.5,
        cite_ratio=1.25,
        filtered={"publisher, half": 1.1, "chosen articles": 0.9},
        loaded_mb=200,
        peak_mb=210,
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), [1_000, 10_000, 100_000]),
        (("--passages", "30", "--passages", "100000"), [30, 100_000]),
        (("--passages", "0"), []),
    ],
)
def test_the_command_measures_the_sizes_that_are_wanted(
    tmp_path: Path, wanted: list[int], arguments: tuple[str, ...], expected: list[int]
) -> None:
    done = run(tmp_path, "eval", "bench", *arguments, "--json")
    assert wanted == expected
    asked = ["warm_ask", "warm_ask_beside_a_busy_process", "writing"]
    assert list(done.json) == ["adding", "quickstart", *asked, "starting", "sizes"]
    assert [(size["passages"], size["synthetic"]) for size in done.json["sizes"]] == [
        (count, count > MOST_EMBEDDED) for count in expected
    ]


def test_the_command_says_each_size_in_a_line(tmp_path: Path, wanted: list[int]) -> None:
    lines = run(tmp_path, "eval", "bench", "--passages", "30", "--passages", "100000").out.splitlines()
    small, large = lines[-2:]
    assert all(
        figure in small
        for figure in (
            "30 passages",
            "90 sentences",
            "real",
            "3.0 ms",
            "1.5 ×",
            "1.25 ×",
            "with a filter 1.1 × at most",
        )
    )
    assert all(figure in large for figure in ("100,000 passages", "300,000 sentences", "synthetic", "3.0 (4.0)"))
