"""Files and folders → Drafts. One bad file never stops its neighbours: it is yielded as a ReadFailure."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.read.formats import READERS
from index.read.jsonl import count_lines

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def read_all(sources: Iterable[str]) -> Iterator[Draft | ReadFailure]:
    """Read several files and folders, one after the other."""
    for source in sources:
        if is_address(source):
            yield ReadFailure(source, "a web address is no file; save the page as .html and give that")
        else:
            yield from read(Path(source))


def is_address(source: str) -> bool:
    """Tell whether a source is an address, such as one of the web, and no path."""
    return _ADDRESS.match(source) is not None


def read(path: Path) -> Iterator[Draft | ReadFailure]:
    """Read a file, or every file under a folder in name order; hidden files and folders are passed over.

    Symbolic links that lead out of the folder, pipes and unknown formats are failures.
    """
    if not _is_folder(path):
        yield from _read_file(path)
        return
    root = os.path.realpath(path)
    for found in _list_files(path):
        if isinstance(found, OSError):
            yield ReadFailure(_to_text(Path(found.filename)), found.strerror or str(found))
        elif not Path(os.path.realpath(found)).is_relative_to(root):
            yield ReadFailure(_to_text(found), "it links to a place outside the folder")
        elif not _is_folder(found):  # a linked folder inside is read where it stands
            yield from _read_file(found)


def count_articles(sources: Iterable[str]) -> int:
    """Count the articles that `read_all` will try, to tell how far along it is."""
    paths = (Path(source) for source in sources)
    files = (found for path in paths for found in (_list_files(path) if _is_folder(path) else [path]))
    return sum(
        _count_lines(file) if isinstance(file, Path) and file.suffix.lower() == ".jsonl" else 1 for file in files
    )


def _count_lines(path: Path) -> int:
    try:
        _check_regular(path)
        with path.open("rb") as file:
            return count_lines(file)
    except (OSError, ReadError):
        return 1


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112  Path.is_dir raises on a name that is too long


def _list_files(folder: Path) -> Iterator[Path | OSError]:
    """Yield the files under a folder, and in their place the errors of folders that can't be listed."""
    unlisted: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in folders if Path(here, name).is_symlink())
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))
    yield from unlisted


def _read_file(path: Path) -> Iterator[Draft | ReadFailure]:
    source = _to_text(path)
    try:
        source = _to_text(Path(os.path.realpath(path)))
        _check_regular(path)
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            yield ReadFailure(source, f"its format isn't known; these are: {', '.join(sorted(READERS))}")
            return
        with path.open("rb") as file:
            yield from reader(file, source)
    except ReadError as error:
        yield ReadFailure(source, str(error))
    except (OSError, ValueError) as error:  # a ValueError is a path with a NUL
        yield ReadFailure(source, getattr(error, "strerror", None) or str(error))


def _to_text(path: Path) -> str:
    """Return a path as text; bytes that aren't UTF-8 are shown as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _check_regular(path: Path) -> None:
    if not path.exists():
        raise ReadError("there is no such file or folder")
    if not stat.S_ISREG(path.stat().st_mode):
        raise ReadError("it is not a regular file")
