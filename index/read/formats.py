"""The formats that can be read, by the ending of a file's name."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from index.article import Draft, ReadFailure
from index.read.document.pdf import read_pdf
from index.read.encodings import decode
from index.read.page.html import read_html
from index.read.jsonl import read_jsonl
from index.read.limits import read_whole
from index.read.page.markdown import read_markdown


def read_text(file: BinaryIO, source: str) -> Iterator[Draft]:
    """Read plain text as one article; what it says about itself is found when it is tidied."""
    yield Draft(source, decode(read_whole(file)))


Reader = Callable[[BinaryIO, str], Iterator[Draft | ReadFailure]]  # a file and its source → its articles
READERS: dict[str, Reader] = {
    ".htm": read_html,
    ".html": read_html,
    ".jsonl": read_jsonl,
    ".md": read_markdown,
    ".pdf": read_pdf,
    ".txt": read_text,
}
HARMLESS = frozenset({".txt"})  # read in this process: nothing in them can take time or memory without end
