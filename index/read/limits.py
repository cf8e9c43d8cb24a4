"""How much is read: more than that is no news article."""

import os
from collections.abc import Iterator
from typing import BinaryIO

from index.errors import ReadError

MAX_BYTES = 20_000_000
MAX_DOCUMENT = 80_000_000  # bytes of a file that holds pictures, too, or is an archive


def read_whole(file: BinaryIO) -> bytes:
    """Return what is in a file; raise ReadError if that is more than `MAX_BYTES`."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ReadError(f"it is larger than {MAX_BYTES // 1_000_000} MB; split it into articles")
    return data


def check_size(file: BinaryIO) -> int:
    """Return the size of a document; raise ReadError if it is more than `MAX_DOCUMENT` bytes."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size > MAX_DOCUMENT:
        raise ReadError(f"it is larger than {MAX_DOCUMENT // 1_000_000} MB; split it")
    return size


def read_lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a file, None in place of one longer than `MAX_BYTES`."""
    while line := file.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_BYTES)
        yield None
