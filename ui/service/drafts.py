"""A file with a draft to check → its text."""

from pathlib import Path

from index.errors import ReadError
from index.read.document.docx import read_paragraphs
from index.read.encodings import decode
from index.read.limits import read_whole

FORMATS = (".docx", ".md", ".txt")


def read_draft(path: Path) -> str:
    """Read a draft: plain text and Markdown as they are, a Word file as its paragraphs; raise ReadError."""
    if path.suffix.lower() not in FORMATS:
        raise ReadError(f"{path.name} is no draft; give one of these: {', '.join(FORMATS)}")
    try:
        with path.open("rb") as file:
            return "\n\n".join(read_paragraphs(file)) if path.suffix.lower() == ".docx" else decode(read_whole(file))
    except OSError as error:
        raise ReadError(f"can't read {path}: {error.strerror or error}") from error
