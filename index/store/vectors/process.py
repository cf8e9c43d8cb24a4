"""The vectors, in a process of their own: whatever becomes of Chroma, whoever asks lives on, and is told."""

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from index.errors import StoreDamagedError, StoreError, StoreFullError
from index.store.vectors.files import claim, copy_for_reading, seal, state_of, unseal
from index.store.vectors.fork_server import fork

if TYPE_CHECKING:
    from index.store.vectors.vectors import Kind, Vectors

T = TypeVar("T")
PATIENCE = 60.0  # seconds for one call; the longest are the largest batches
_READING = {"count", "get", "ids", "nearest", "similarity"}
_BLOCK = 1 << 16
_SAMPLE = 64  # vectors that have to find themselves in an index that was interrupted


def open_vectors(folder: Path, *, writing: bool, patience: float = PATIENCE) -> "Vectors":
    """Return the vectors of `folder`, opened in a process of their own when they are first asked for.

    Reading writes nothing. A call raises StoreDamagedError where they are damaged, StoreFullError where the disk is
    full; damaged is also what gives no answer within `patience` seconds. The next call starts anew.
    """
    return cast("Vectors", VectorProcess(folder, writing=writing, patience=patience))


class VectorProcess:
    """Has the methods of Vectors, and asks them of a process that may be lost."""

    def __init__(self, folder: Path, *, writing: bool, patience: float = PATIENCE) -> None:
        self.folder = folder
        self._writing = writing
        self._patience = patience
        self._lock = threading.Lock()
        self._closed = False
        self._process: _Process | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return partial(self._call, name)

    def close(self) -> None:
        """End the process, once all it has written is noted; whoever calls after that is refused."""
        with self._lock:
            self._closed = True
            self._end()

    def replace(self, change: Callable[[], T]) -> T:
        """End the process, let the folder `change`, and start anew at the next call; whoever calls meanwhile waits."""
        with self._lock:
            self._end()
            return change()

    def kill(self) -> None:
        """End the process at once, as a crash would."""
        self._discard()

    def _call(self, name: str, *values: Any, **named: Any) -> Any:
        with self._lock:
            try:
                return self._ensure_process(name).ask(name, values, named, self._patience)
            except BaseException:  # Ctrl+C, too: its answer would be taken for that of the next call
                self._discard()  # after a failed write Chroma may hang in the next one
                raise

    def _ensure_process(self, name: str) -> "_Process":
        """Return the process; where one can't write on a full disk, one that reads is enough for reading."""
        if self._closed:  # who reads while all is closed may not start a writer: the home isn't locked any more
            raise StoreError(f"{self.folder} is closed; nothing was changed")
        reading = name in _READING
        if self._process and (reading or self._process.writing):
            return self._process
        self._discard()
        try:
            self._process = _Process(self.folder, writing=self._writing, patience=self._patience)
        except StoreFullError:
            if not (self._writing and reading):
                raise
            self._process = _Process(self.folder, writing=False, patience=self._patience)
        return self._process

    def _end(self) -> None:
        if self._process:
            try:
                with suppress(StoreError):
                    self._process.ask("close", (), {}, self._patience)
            finally:
                self._discard()

    def _discard(self) -> None:
        process, self._process = self._process, None
        if process:
            process.end()


class _Process:
    """One process, from its start to its end."""

    def __init__(self, folder: Path, *, writing: bool, patience: float) -> None:
        self.writing = writing
        self._folder = folder
        self._copy: str | None = None
        self._connection = fork(str(folder), writing)
        self._pid: int | None = None  # one that isn't told ends when the connection does
        try:
            self._pid = int(self._receive(patience))
            self._copy = self._take(patience)
        except BaseException:
            self.end()
            raise

    def ask(self, name: str, values: Sequence[Any], named: dict[str, Any], patience: float) -> Any:
        """Return what a method returns, or raise what it raises."""
        try:
            self._connection.send((name, values, named))
        except OSError as error:
            raise self._crash() from error
        return self._take(patience)

    def end(self) -> None:
        """End it, whatever it does."""
        if self._pid and not self._has_ended():
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        self._connection.close()
        if self._copy:
            shutil.rmtree(self._copy, ignore_errors=True)

    def _take(self, patience: float) -> Any:
        done, result = self._receive(patience)
        if not done:
            raise result
        return result

    def _receive(self, patience: float) -> Any:
        try:
            if self._connection.poll(patience):
                return self._connection.recv()
        except (EOFError, OSError) as error:
            raise self._crash() from error
        raise StoreDamagedError(
            f"{self._folder} gave no answer for {patience:.0f} seconds, so that was given up; try again, and if it"
            " happens again run: pullquote doctor --repair"
        )

    def _has_ended(self) -> bool:
        """Its number may be another process's by now. What it still answers is passed over, in whatever pieces."""
        try:
            while self._connection.poll(0):
                if not os.read(self._connection.fileno(), _BLOCK):
                    return True
        except OSError:
            return True
        return False

    def _crash(self) -> StoreDamagedError:
        return StoreDamagedError(f"{self._folder} is damaged: reading it crashed; run: pullquote doctor --repair")


def answer(connection: Connection, folder: str, writing: bool) -> None:  # comes as JSON
    """Answer calls of Vectors until whoever asks is done or gone; in the process that may be lost."""
    connection.send(os.getpid())
    try:
        with _write(Path(folder)) if writing else _read(Path(folder)) as (vectors, copy):
            connection.send((True, copy))
            _answer(connection, vectors)
        connection.send((True, None))
    except (EOFError, OSError):
        return
    except BaseException as error:  # noqa: BLE001  # the edge of a process: whoever asks is told
        connection.send((False, error))


def _answer(connection: Connection, vectors: "Vectors") -> None:
    while True:
        try:
            name, values, named = connection.recv()
        except EOFError:
            return
        if name == "close":
            return
        connection.send((True, getattr(vectors, name)(*values, **named)))


@contextmanager
def _write(folder: Path) -> "Iterator[tuple[Vectors, None]]":
    from index.store.vectors.vectors import Vectors

    with claim(folder):
        interrupted = _examine(folder)
        unseal(folder)
        vectors = Vectors(folder)
        if interrupted:
            prove(vectors)
        yield vectors, None
        vectors.close()
        seal(folder)


@contextmanager
def _read(folder: Path) -> "Iterator[tuple[Vectors, str]]":
    from index.store.vectors.vectors import Vectors

    interrupted = _examine(folder)
    with copy_for_reading(folder, linked=not interrupted) as copy:
        vectors = Vectors(copy, folder)
        if interrupted:
            prove(vectors)
        yield vectors, str(copy)
        vectors.close()


def _examine(folder: Path) -> bool:
    """Tell whether the index was interrupted; raise StoreDamagedError if its files aren't those that were left."""
    state = state_of(folder)
    if state == "damaged":
        raise StoreDamagedError(f"{folder} is damaged: its files have changed; run: pullquote doctor --repair")
    return state == "interrupted"


def prove(vectors: "Vectors", sample: int = _SAMPLE) -> None:
    """Let vectors find themselves; raise StoreDamagedError if one doesn't."""
    kinds: tuple[Kind, ...] = ("passages", "sentences")
    for kind in kinds:
        if lost := vectors.count_lost(kind, sample):
            raise StoreDamagedError(
                f"{vectors.folder} is damaged: {lost} of its {kind} can't be found; run: pullquote doctor --repair"
            )
