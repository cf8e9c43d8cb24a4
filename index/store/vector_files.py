"""The files of a vector index: are they as they were left, who writes them, and a copy that may be read.

Whoever wrote an index leaves the size and a checksum of each file when all went well. An index that doesn't agree is
damaged; one without that was interrupted, and has to prove itself.
"""

import fcntl
import json
import os
import shutil
import signal
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Literal

from index.errors import StoreBusyError, StoreFullError

State = Literal["whole", "interrupted", "damaged"]
DATABASE = "chroma.sqlite3"
_MANIFEST = "manifest.json"
_WRITER = "writer"
_PERSISTED = "index_metadata.pickle"
_OURS = {_MANIFEST, _WRITER}
_BLOCK = 1 << 24
_PATIENCE = 1.0  # seconds until a writer that nobody asks any more is ended
_PAUSE = 0.02


def seal(folder: Path) -> None:
    """Note what the files are, now that all is written."""
    fresh = folder / f"{_MANIFEST}.new"
    with suppress(OSError):  # without a note it has to prove itself, that's all
        fresh.write_text(json.dumps(_describe(folder)))
        fresh.rename(folder / _MANIFEST)


def unseal(folder: Path) -> None:
    """Forget what the files were, before anything is written."""
    (folder / _MANIFEST).unlink(missing_ok=True)


def state_of(folder: Path) -> State:
    """Say whether the files are those that were left."""
    try:
        noted = json.loads((folder / _MANIFEST).read_text())
    except FileNotFoundError:
        return "interrupted"
    except (OSError, ValueError):
        return "damaged"
    return "whole" if noted == _describe(folder) else "damaged"


@contextmanager
def claim(folder: Path) -> Iterator[None]:
    """Be the one process that writes the files.

    The home is locked, so another one has lost whoever asked it; one that doesn't end by itself is ended.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _WRITER).open("a+") as file:
        if not _lock(file, _PATIENCE):
            _end_writer(file)
            if not _lock(file, _PATIENCE):
                raise StoreBusyError(f"another process is writing {folder}; wait for it to end, or end it")
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextmanager
def copy_for_reading(folder: Path, *, linked: bool) -> Iterator[Path]:
    """Make a copy that Chroma may open, which it can't without writing; the large files are only `linked`.

    Not those of an index that was interrupted: Chroma may find something left to write into them.
    """
    copy = _make_copy(folder, linked=linked)
    try:
        yield copy
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _make_copy(folder: Path, *, linked: bool) -> Path:
    """Make it where temporary files go or, if there is no room, in memory."""
    for place in dict.fromkeys((tempfile.gettempdir(), "/dev/shm")):  # noqa: S108  # made privately
        copy = None
        try:
            copy = Path(tempfile.mkdtemp(prefix="pullquote-", dir=place))
            _copy(folder, copy, linked=linked)
        except OSError:
            if copy:
                shutil.rmtree(copy, ignore_errors=True)
        else:
            return copy
    raise StoreFullError(f"there is no room for a copy of {folder} to read; free some space, and try again")


def _copy(folder: Path, copy: Path, *, linked: bool) -> None:
    for path in sorted(folder.iterdir()) if folder.exists() else ():
        target = copy / path.name
        if path.is_dir() and not (path / _PERSISTED).exists():
            continue  # Chroma makes it anew from its database, and would write into it
        if path.is_dir() and linked:
            target.symlink_to(path.resolve(), target_is_directory=True)
        elif path.is_dir():
            shutil.copytree(path, target, copy_function=shutil.copyfile)
        elif path.name not in _OURS:
            shutil.copyfile(path, target)


def _describe(folder: Path) -> dict[str, list[int]]:
    """Return size and checksum of each file, by its path in the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name.partition(".new")[0] not in _OURS)
    return {path.relative_to(folder).as_posix(): [path.stat().st_size, _checksum(path)] for path in files}


def _checksum(path: Path) -> int:
    """CRC-32: two gigabytes a second, and it is accidents that are looked for."""
    found = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found = zlib.crc32(block, found)
    return found


def _lock(file: IO[str], wait: float) -> bool:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        else:
            return True


def _end_writer(file: IO[str]) -> None:
    file.seek(0)
    with suppress(ValueError, ProcessLookupError, PermissionError):
        os.kill(int(file.read()), signal.SIGKILL)
