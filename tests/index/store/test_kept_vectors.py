"""Vectors that are kept after they were read."""

from collections.abc import Mapping

import numpy as np
import pytest

from index.store.kept_vectors import KeptVectors, Vector

AXES = dict(zip("abcd", 2 * np.eye(4, dtype=np.float32), strict=True))


class Reading:
    """Reads axes, and notes which."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, names: list[str]) -> Mapping[str, Vector]:
        self.asked += names
        return {name: AXES[name] for name in names if name in AXES}


@pytest.fixture
def reading() -> Reading:
    return Reading()


def test_a_vector_is_read_once_and_has_length_one(reading: Reading) -> None:
    kept = KeptVectors(10)
    names, rows = kept.stack(("a", "b", "unknown"), reading)
    assert (names, reading.asked) == (["a", "b"], ["a", "b", "unknown"])
    assert np.allclose(rows, np.eye(4)[:2])
    assert kept.stack(("c", "b", "a"), reading)[0] == ["b", "a", "c"]
    assert reading.asked == ["a", "b", "unknown", "c"]


def test_what_has_changed_is_read_again(reading: Reading) -> None:
    kept = KeptVectors(10)
    kept.stack(("a", "b"), reading)
    kept.forget(["a"])
    kept.stack(("a", "b"), reading)
    assert reading.asked == ["a", "b", "a"]


def test_no_more_are_kept_than_is_wanted_and_what_is_wanted_at_once_is_whole(reading: Reading) -> None:
    kept = KeptVectors(2)
    assert kept.stack(tuple("abcd"), reading)[1].shape == (4, 4)
    assert len(kept._vectors) == 2
    kept.stack(("a", "d"), reading)
    assert reading.asked == [*"abcd", "a"]


def test_of_nothing_there_is_nothing(reading: Reading) -> None:
    assert KeptVectors(2).stack(("unknown",), reading)[0] == []
    assert KeptVectors(2).stack((), reading)[0] == []
