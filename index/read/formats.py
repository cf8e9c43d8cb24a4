"""The formats that can be read, by the ending of a file's name."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from index.article import Draft, ReadFailure
from index.read.archive import SUFFIX, read_archive
from index.read.document.docx import read_docx
from index.read.document.epub import read_epub
from index.read.document.pdf import read_pdf
from index.read.encodings import decode
from index.read.jsonl import read_jsonl
from index.read.limits import read_whole
from index.read.mail.message import read_eml, read_mbox
from index.read.mail.mhtml import read_mhtml
from index.read.page.html import read_html
from index.read.page.markdown import read_markdown


def read_text(file: BinaryIO, source: str) -> Iterator[Draft]:
    """Read plain text as one article; what it says about itself is found when it is tidied."""
    yield Draft(source, decode(read_whole(file)))


def read_zip(file: BinaryIO, source: str) -> Iterator[Draft | ReadFailure]:
    """Read what is in an archive, each file by the reader of its format."""
    return read_archive(file, source, READERS)


Reader = Callable[[BinaryIO, str], Iterator[Draft | ReadFailure]]  # a file and its source → its articles
READERS: dict[str, Reader] = {
    ".docx": read_docx,
    ".eml": read_eml,
    ".epub": read_epub,
    ".htm": read_html,
    ".html": read_html,
    ".jsonl": read_jsonl,
    ".mbox": read_mbox,
    ".md": read_markdown,
    ".mht": read_mhtml,
    ".mhtml": read_mhtml,
    ".pdf": read_pdf,
    ".txt": read_text,
    SUFFIX: read_zip,
}
HARMLESS = frozenset({".txt"})  # read in this process: nothing in them can take time or memory without end
