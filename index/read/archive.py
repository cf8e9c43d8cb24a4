"""Zip files of anything that can be read: each file in one is read as if it stood in a folder."""

import io
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.read.document.unzip import MAX_MEMBERS, MAX_UNPACKED, open_zip, read_member

Readers = Mapping[str, Callable[[BinaryIO, str], Iterator[Draft | ReadFailure]]]
SUFFIX = ".zip"
_HIDDEN = (".", "__MACOSX")


def read_archive(file: BinaryIO, source: str, readers: Readers) -> Iterator[Draft | ReadFailure]:
    """Read every file of an archive by the reader of its ending, and the archives in it, but not those in these."""
    yield from _Unpacking(readers).read(file, source)


class _Unpacking:
    """An archive with those in it, which together may hold no more than one alone."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._bytes = MAX_UNPACKED
        self._files = MAX_MEMBERS

    def read(self, file: BinaryIO, source: str, *, nested: bool = False) -> Iterator[Draft | ReadFailure]:
        with open_zip(file, "zip file", self._bytes, self._files) as archive:
            members = archive.infolist()
            self._bytes -= sum(member.file_size for member in members)
            self._files -= len(members)
            shown = [member for member in members if not member.is_dir() and not _is_hidden(member)]
            if not shown:
                raise ReadError("there are no files in it")
            for member in shown:
                yield from self._read_file(archive, member, f"{source}#{member.filename}", nested=nested)

    def _read_file(
        self, archive: ZipFile, member: ZipInfo, source: str, *, nested: bool
    ) -> Iterator[Draft | ReadFailure]:
        try:
            suffix = _check(member, self._readers, nested=nested)
            file = io.BytesIO(read_member(archive, member))
            if suffix == SUFFIX:
                yield from self.read(file, source, nested=True)
            else:
                yield from self._readers[suffix](file, source)
        except ReadError as error:
            yield ReadFailure(source, str(error))
        except RecursionError:
            yield ReadFailure(source, "what it holds is nested too deeply")


def _is_hidden(member: ZipInfo) -> bool:
    return any(part.startswith(_HIDDEN) and part != ".." for part in PurePosixPath(member.filename).parts)


def _check(member: ZipInfo, readers: Readers, *, nested: bool) -> str:
    """Return the ending of a file's name; raise ReadError if it may not be read."""
    path = PurePosixPath(member.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in member.filename or member.filename[1:2] == ":":
        raise ReadError("its name leads out of the archive")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise ReadError("it is a link; pack the file itself")
    suffix = path.suffix.lower()
    if suffix == SUFFIX and nested:
        raise ReadError("it is an archive in an archive in an archive; unpack it")
    if suffix != SUFFIX and suffix not in readers:
        raise ReadError(f"its format isn't known; these are: {', '.join(sorted(readers))}")
    return suffix
