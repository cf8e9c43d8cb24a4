"""Files and folders → Drafts. One bad file never stops its neighbours: it is yielded as a ReadFailure."""

import os
import re
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.read.formats import HARMLESS, READERS
from index.read.jsonl import count_lines
from index.read.mail.message import count_messages
from index.read.worker import Job, Limits, Worker

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_AHEAD = 1  # files that the worker is asked for before they are wanted


def read_all(sources: Iterable[str], limits: Limits | None = None) -> Iterator[Draft | ReadFailure]:
    """Read several files and folders, one after the other, each file within `limits`."""
    with Worker(limits) as worker:
        yield from _read_files(_find_all(sources), worker)


def read_source(source: str, worker: Worker) -> Iterator[Draft | ReadFailure]:
    """Read a file or folder with a worker that reads others, too."""
    return _read_files(_find_all([source]), worker)


def is_address(source: str) -> bool:
    """Tell whether a source is an address, such as one of the web, and no path."""
    return _ADDRESS.match(source) is not None


def read(path: Path, limits: Limits | None = None) -> Iterator[Draft | ReadFailure]:
    """Read a file, or every file under a folder in name order; hidden files and folders are passed over.

    Symbolic links that lead out of the folder, pipes and unknown formats are failures.
    """
    with Worker(limits) as worker:
        yield from _read_files(_find(path), worker)


def count_articles(sources: Iterable[str]) -> int:
    """Count the articles that `read_all` will try, to tell how far along it is."""
    paths = (Path(source) for source in sources)
    files = (found for path in paths for found in (_list_files(path) if _is_folder(path) else [path]))
    return sum(_count_in(file) if isinstance(file, Path) else 1 for file in files)


def _count_in(path: Path) -> int:
    count = {".jsonl": count_lines, ".mbox": count_messages}.get(path.suffix.lower())
    if count is None:
        return 1
    try:
        _check_regular(path)
        with path.open("rb") as file:
            return count(file)
    except (OSError, ReadError):
        return 1


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112  Path.is_dir raises on a name that is too long


def _list_files(folder: Path) -> Iterator[Path | OSError]:
    """Yield the files under a folder, and in their place the errors of folders that can't be listed."""
    unlisted: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (path for name in folders if os.path.islink(path := Path(here, name)))  # noqa: PTH114  any length
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))
    yield from unlisted


def _find_all(sources: Iterable[str]) -> Iterator[Job | ReadFailure]:
    for source in sources:
        if is_address(source):
            yield ReadFailure(source, "a web address is no file; save the page as .html and give that")
        else:
            yield from _find(Path(source))


def _find(path: Path) -> Iterator[Job | ReadFailure]:
    """Yield each file to be read, and in their place those that can't be."""
    if not _is_folder(path):
        yield _check_file(path)
        return
    root = os.path.realpath(path)
    for found in _list_files(path):
        if isinstance(found, OSError):
            yield ReadFailure(_to_text(Path(found.filename)), found.strerror or str(found))
        elif not Path(os.path.realpath(found)).is_relative_to(root):
            yield ReadFailure(_to_text(found), "it links to a place outside the folder")
        elif not _is_folder(found):  # a linked folder inside is read where it stands
            yield _check_file(found)


def _check_file(path: Path) -> Job | ReadFailure:
    source = _to_text(path)
    try:
        source = _to_text(Path(os.path.realpath(path)))
        _check_regular(path)
    except ReadError as error:
        return ReadFailure(source, str(error))
    except (OSError, ValueError) as error:  # a ValueError is a path with a NUL
        return ReadFailure(source, getattr(error, "strerror", None) or str(error))
    suffix = path.suffix.lower()
    if suffix not in READERS:
        return ReadFailure(source, f"its format isn't known; these are: {', '.join(sorted(READERS))}")
    return Job(partial(_open, path), suffix, source)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _read_files(found: Iterable[Job | ReadFailure], worker: Worker) -> Iterator[Draft | ReadFailure]:
    """Read files in order; the worker has begun with the next one while the last is used."""
    waiting: deque[Job | ReadFailure] = deque()
    for one in found:
        waiting.append(_begin(one, worker))
        if len(waiting) > _AHEAD:
            yield from _finish(waiting.popleft(), worker)
    for one in waiting:
        yield from _finish(one, worker)


def _begin(job: Job | ReadFailure, worker: Worker) -> Job | ReadFailure:
    if isinstance(job, ReadFailure) or job.suffix in HARMLESS:
        return job
    try:
        worker.begin(job)
    except OSError as error:
        return ReadFailure(job.source, error.strerror or str(error))
    return job


def _finish(job: Job | ReadFailure, worker: Worker) -> Iterator[Draft | ReadFailure]:
    if isinstance(job, ReadFailure):
        yield job
        return
    try:
        if job.suffix in HARMLESS:
            with job.open() as file:
                yield from READERS[job.suffix](file, job.source)
        else:
            yield from worker.finish(job)
    except ReadError as error:
        yield ReadFailure(job.source, str(error))
    except OSError as error:
        yield ReadFailure(job.source, error.strerror or str(error))


def _to_text(path: Path) -> str:
    """Return a path as text; bytes that aren't UTF-8 are shown as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _check_regular(path: Path) -> None:
    if not path.exists():
        raise ReadError("there is no such file or folder")
    if not stat.S_ISREG(path.stat().st_mode):
        raise ReadError("it is not a regular file")
