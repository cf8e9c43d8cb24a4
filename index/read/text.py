"""Plain text, as it was pasted."""

from collections.abc import Iterator
from typing import BinaryIO

from index.article import Draft
from index.read.encodings import decode
from index.read.limits import read_whole


def read_text(file: BinaryIO, source: str) -> Iterator[Draft]:
    """Read a file as one article; what it says about itself is found when it is tidied."""
    yield Draft(source, decode(read_whole(file)))
