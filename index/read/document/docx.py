"""Word files (.docx): their paragraphs, with those of tables, in the order in which they are read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO
from zipfile import BadZipFile, ZipFile

from index.errors import ReadError

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_LARGEST = 100_000_000  # bytes, unpacked


def read_paragraphs(file: BinaryIO) -> Iterator[str]:
    """Yield the paragraphs that hold words, headings marked as in Markdown; raise ReadError if it is no Word file."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

    try:
        with ZipFile(file) as archive:
            if sum(one.file_size for one in archive.infolist()) > _LARGEST:
                raise ReadError(f"it is larger than {_LARGEST // 1_000_000} MB when it is unpacked; split it")
        document = Document(file)
    except (BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError) as error:
        raise ReadError("it is no Word file (.docx), or a damaged one; save it anew") from error
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _read_paragraph(block)
        elif isinstance(block, Table):
            for row in block.rows:
                yield from (text for cell in row.cells for one in cell.paragraphs for text in _read_paragraph(one))


def _read_paragraph(paragraph: "Paragraph") -> Iterator[str]:
    style = paragraph.style.name if paragraph.style else ""
    if text := " ".join(paragraph.text.split()):
        yield f"# {text}" if (style or "").startswith(("Heading", "Title")) else text
