"""Vectors that were read, kept so that comparing them again costs a multiplication; Chroma takes 50 µs to tell one."""

import threading
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Stack = tuple[list[str], NDArray[np.float32]]  # ids, and their vectors as rows
_STACKS = 4


class KeptVectors:
    """The `most` vectors that were read last, of length 1, and the last stacks of them. Safe from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._vectors: dict[str, Vector] = {}
        self._stacks: dict[tuple[str, ...], Stack] = {}
        self._lock = threading.Lock()

    def stack(self, ids: tuple[str, ...], read: Callable[[list[str]], Mapping[str, Vector]]) -> Stack:
        """Return those of some vectors that there are; `read` is asked for what isn't kept."""
        with self._lock:
            if ids in self._stacks:
                return self._stacks[ids]
            found = {name: self._vectors[name] for name in ids if name in self._vectors}
        missing = [name for name in ids if name not in found]
        fresh = {name: np.copy(vector) for name, vector in read(missing).items()} if missing else {}
        found |= fresh
        stack = list(found), normalize(list(found.values()))
        with self._lock:
            self._vectors |= fresh
            _shorten(self._vectors, self._most)
            self._stacks[ids] = stack
            _shorten(self._stacks, _STACKS)
        return stack

    def forget(self, ids: Sequence[str]) -> None:
        """Forget vectors that have changed, or aren't there any more."""
        with self._lock:
            if [name for name in ids if self._vectors.pop(name, None) is not None]:
                self._stacks.clear()


def normalize(vectors: Sequence[Vector]) -> NDArray[np.float32]:
    """Return vectors as rows in the same directions of length 1; what has no direction stays as it is."""
    rows = np.stack(vectors) if vectors else np.zeros((0, 1), dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _shorten(kept: dict[str, Vector] | dict[tuple[str, ...], Stack], most: int) -> None:
    """Drop what was kept first."""
    for key in list(islice(kept, max(0, len(kept) - most))):
        del kept[key]  # type: ignore[arg-type]
