"""Vectors by id, in a real Chroma."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.errors import StoreDamagedError
from index.store.vectors.vectors import Vectors

AXES = np.eye(8, dtype=np.float32)


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[Vectors]:
    vectors = Vectors(tmp_path / "vectors")
    yield vectors
    vectors.close()


def test_the_nearest_come_first_with_their_cosine(vectors: Vectors) -> None:
    between = (AXES[0] + AXES[1]) / np.sqrt(2).astype(np.float32)
    vectors.add("passages", ["a", "b", "c"], [AXES[0], between, AXES[2]])
    found = vectors.nearest("passages", AXES[0], 3)
    assert [name for name, _ in found] == ["a", "b", "c"]
    assert [similarity for _, similarity in found] == pytest.approx([1, 2**-0.5, 0], abs=1e-4)
    assert len(vectors.nearest("passages", AXES[0], 2)) == 2


def test_two_vectors_are_as_near_as_their_cosine_and_one_that_is_gone_is_not_near(vectors: Vectors) -> None:
    between = (AXES[0] + AXES[1]) / np.sqrt(2).astype(np.float32)
    vectors.add("sentences", ["a", "b"], [AXES[0], between])
    assert vectors.similarity("sentences", "a", "b") == pytest.approx(2**-0.5, abs=1e-4)
    assert vectors.similarity("sentences", "a", "gone") == 0


def test_an_empty_index_finds_nothing(vectors: Vectors) -> None:
    assert vectors.nearest("passages", AXES[0], 5) == []
    assert vectors.ids("sentences") == set()


def test_passages_and_sentences_are_apart(vectors: Vectors) -> None:
    vectors.add("passages", ["a"], [AXES[0]])
    assert (vectors.count("passages"), vectors.count("sentences")) == (1, 0)


def test_only_the_chosen_are_searched(vectors: Vectors) -> None:
    vectors.add("passages", ["a", "b", "c"], list(AXES[:3]))
    assert {name for name, _ in vectors.nearest("passages", AXES[0], 5, ["b", "c"])} == {"b", "c"}
    assert vectors.nearest("passages", AXES[0], 5, []) == []


def test_adding_again_replaces(vectors: Vectors) -> None:
    vectors.add("passages", ["a"], [AXES[0]])
    vectors.add("passages", ["a"], [AXES[1]])
    assert vectors.nearest("passages", AXES[1], 1) == [("a", pytest.approx(1.0))]
    assert vectors.count("passages") == 1


def test_what_is_deleted_is_gone_and_what_is_unknown_does_no_harm(vectors: Vectors) -> None:
    vectors.add("passages", ["a", "b"], list(AXES[:2]))
    vectors.delete("passages", ["a", "unknown"])
    vectors.delete("passages", [])
    assert vectors.ids("passages") == {"b"}
    assert [name for name, _ in vectors.nearest("passages", AXES[0], 5)] == ["b"]


def test_more_vectors_than_chroma_takes_at_once_are_kept_found_and_deleted(vectors: Vectors) -> None:
    count = 6_000
    names = [f"n{number}" for number in range(count)]
    rows = np.random.default_rng(7).normal(size=(count, 8)).astype(np.float32)
    vectors.add("sentences", names, list(rows))
    assert vectors.ids("sentences") == set(names)
    assert vectors.nearest("sentences", rows[-1], 1, names[1:])[0][0] == names[-1]
    vectors.delete("sentences", names[1:])
    assert vectors.ids("sentences") == {"n0"}


def test_vectors_are_there_when_opened_again(tmp_path: Path) -> None:
    first = Vectors(tmp_path / "vectors")
    first.add("passages", ["a"], [AXES[0]])
    first.close()
    again = Vectors(tmp_path / "vectors")
    assert again.nearest("passages", AXES[0], 1)[0][0] == "a"
    again.close()


def test_vectors_of_another_length_are_refused_in_one_line(vectors: Vectors) -> None:
    vectors.add("passages", ["a"], [AXES[0]])
    with pytest.raises(StoreDamagedError) as caught:
        vectors.add("passages", ["b"], [AXES[0][:4]])
    assert "\n" not in str(caught.value)
    assert vectors.ids("passages") == {"a"}


@pytest.mark.parametrize("good", [0, 20_000])
def test_a_damaged_database_is_told_with_what_to_do_and_can_be_made_again(tmp_path: Path, good: int) -> None:
    folder = tmp_path / "vectors"
    first = Vectors(folder)
    first.add("passages", [f"n{number}" for number in range(50)], [AXES[0]] * 50)
    first.close()
    database = folder / "chroma.sqlite3"
    data = database.read_bytes()
    database.write_bytes(data[:good] + b"\xa5" * (len(data) - good))
    with pytest.raises(StoreDamagedError, match="pullquote doctor --repair"):
        Vectors(folder).ids("passages")
    database.unlink()
    again = Vectors(folder)
    assert again.ids("passages") == set()
    again.close()
