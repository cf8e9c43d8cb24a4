"""Writers killed at random moments, and two at once: real processes on a real library."""

from dataclasses import replace
from pathlib import Path

import pytest

from evals.faults.kill import kill_writers, write_at_once
from evals.faults.soundness import Expected, Faults, examine
from evals.faults.words import WordEmbedder
from evals.faults.writer import OPERATIONS, Orders, text_of, work
from index.article import Draft, article_id
from index.library import open_library


@pytest.mark.timeout(600)
def test_ten_kills_lose_nothing(tmp_path: Path) -> None:
    report = kill_writers(tmp_path / "home", 10, seed=4)
    assert report.faults == Faults()
    assert report.passed
    assert sum(report.killed.values()) == 10
    assert report.acknowledged


@pytest.mark.timeout(600)
def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    report = write_at_once(tmp_path / "home", 2, seed=4)
    assert report.faults == Faults()
    assert report.acknowledged == 16


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, Expected]:
    """A library of three articles, and what is expected of it."""
    expected = Expected()
    with open_library(tmp_path / "home", WordEmbedder, writing=True) as library:
        for number, source in enumerate("abc"):
            library.add(Draft(source, text_of(source, number), "clean"))
            expected.learn({"operation": "add", "source": source, "number": number, "done": True})
    return tmp_path / "home", expected


def test_a_sound_library_has_no_faults(written: tuple[Path, Expected]) -> None:
    assert examine(*written) == Faults()


def test_a_lost_and_an_outdated_article_are_faults(written: tuple[Path, Expected]) -> None:
    home, expected = written
    with open_library(home, WordEmbedder, writing=True) as library:
        library.remove(article_id("a"))
    expected.learn({"operation": "update", "source": "b", "number": 9, "done": True})
    assert examine(home, expected).lost == 2


def test_what_was_begun_may_be_done_or_not(written: tuple[Path, Expected]) -> None:
    home, expected = written
    expected.learn({"operation": "update", "source": "b", "number": 9})
    expected.learn({"operation": "remove", "source": "c", "number": 10})
    assert examine(home, expected) == Faults()
    assert (expected.done["b"], expected.begun) == (1, {})


def test_a_vector_without_an_article_is_a_fault(written: tuple[Path, Expected]) -> None:
    home, expected = written
    with open_library(home, WordEmbedder, writing=True) as library:
        ids, _ = library.catalog.ids()
        library.vectors.add("passages", ["stray"], [library.embedder.embed_question(text_of("a", 0))])
        library.vectors.delete("passages", ids[:1])
    found = examine(home, expected)  # as many as there should be, so nothing is swept
    assert found.orphans
    assert found.unfound == 1
    assert found.problems
    assert found.count >= 3


def test_a_writer_tells_what_it_begins_and_what_is_done(tmp_path: Path) -> None:
    lines: list[str] = []
    work(replace(Orders(str(tmp_path / "home"), 1, 0), most=3), lines.append)
    assert len(lines) == 7
    assert "done" not in lines[1]
    assert "done" in lines[2]


def test_every_operation_leaves_a_sound_library(tmp_path: Path) -> None:
    for number, name in enumerate(OPERATIONS):
        work(Orders(str(tmp_path / "home"), 1, number, operations=(name,), most=1), lambda _: None)
    with open_library(tmp_path / "home", WordEmbedder, writing=True) as library:
        assert library.find_problems() == []
