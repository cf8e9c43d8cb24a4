"""One process writes a home at a time; several may read it while nobody writes.

The lock is the operating system's (flock), so a process that is killed leaves none behind.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from index.errors import StoreBusyError, StoreError

_PAUSE = 0.05


@contextmanager
def lock(home: Path, *, writing: bool, wait: float) -> Iterator[None]:
    """Hold the home's lock, shared for reading or alone for writing.

    Raise StoreBusyError if it isn't free within `wait` seconds, StoreError if it can't be made.
    """
    try:
        file = _open(home, writing=writing)
    except OSError as error:
        raise StoreError(f"can't use {home}: {error.strerror}; choose another with --home") from error
    with file:
        _acquire(file.fileno(), fcntl.LOCK_EX if writing else fcntl.LOCK_SH, wait, home)
        yield


def is_owned(home: Path) -> bool:
    """Tell whether some process holds the home alone, to write it or to serve it."""
    try:
        with _open(home, writing=False) as file:
            fcntl.flock(file.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _open(home: Path, *, writing: bool) -> IO[str]:
    """Open what is locked; for reading, one that can't be written is enough."""
    path = home / "lock"
    try:
        return path.open("a")
    except OSError:
        if writing or not path.exists():
            raise
        return path.open()


def _acquire(descriptor: int, mode: int, wait: float, home: Path) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise StoreBusyError(f"another pullquote is using {home}; wait for it to end, or end it") from error
            time.sleep(_PAUSE)
        else:
            return
