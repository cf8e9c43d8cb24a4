"""Word files (.docx): their paragraphs, with those of tables and footnotes, in the order in which they are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, Any, BinaryIO

from index.article import Draft
from index.errors import ReadError
from index.prose import is_prose
from index.read.document.properties import clean_title, read_day
from index.read.document.unzip import open_zip
from index.read.page.paragraphs import write_row
from index.tidy.masthead import find_published

if TYPE_CHECKING:
    from docx.document import Document

_LARGEST = 100_000_000  # bytes, unpacked
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {**{f"{_WORD}{name}": " " for name in ("tab", "br", "cr")}, f"{_WORD}noBreakHyphen": "-"}
_BOX = f"{_WORD}txbxContent"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading, or a row of a table with its cells."""

    cells: tuple[str, ...]
    heading: bool = False


def read_docx(file: BinaryIO, source: str) -> Iterator[Draft]:
    """Read a Word file as one article; whoever wrote it is no publisher."""
    document = _open(file)
    try:
        blocks = list(_read_blocks(document))
        title, created = _read_properties(document)
    except _damage() as error:
        raise ReadError("it is a damaged Word file (.docx); save it anew") from error
    lines = [text for block in blocks for text in _write(block)]
    heading = next((block.cells[0] for block in blocks if block.heading), None)
    published = find_published(lines) or created
    yield Draft(source, "\n\n".join(lines), markup="document", title=clean_title(title) or heading, published=published)


def read_paragraphs(file: BinaryIO) -> Iterator[str]:
    """Yield the paragraphs that hold words, headings marked as in Markdown; raise ReadError if it is no Word file."""
    try:
        for block in _read_blocks(_open(file)):
            yield from (f"# {text}" if block.heading else text for text in block.cells if text)
    except _damage() as error:
        raise ReadError("it is a damaged Word file (.docx); save it anew") from error


def _open(file: BinaryIO) -> "Document":
    from docx import Document

    open_zip(file, "Word file (.docx)", _LARGEST).close()
    file.seek(0)
    try:
        return Document(file)
    except _damage() as error:
        raise ReadError("it is no Word file (.docx), or a damaged one; save it anew") from error


def _damage() -> tuple[type[Exception], ...]:
    """Return what python-docx raises on a file whose parts are not as they should be."""
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    from index.read.document.unzip import DAMAGE

    return (*DAMAGE, OpcError, PythonDocxError, LxmlError, AttributeError, IndexError, OSError, TypeError, ValueError)


def _read_blocks(document: "Document") -> Iterator[Block]:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            style = (block.style.name if block.style else None) or ""
            if text := _text_of(block._p):
                yield Block((text,), heading=style.startswith(("Heading", "Title")))
        elif isinstance(block, Table):
            yield from (Block(cells) for cells in map(_read_row, block._tbl.tr_lst) if any(cells))
    yield from (Block((text,)) for text in _read_footnotes(document))


def _read_row(row: Any) -> tuple[str, ...]:
    return tuple(" ".join(filter(None, map(_text_of, cell.iter(f"{_WORD}p")))) for cell in row.tc_lst)


def _read_footnotes(document: "Document") -> Iterator[str]:
    from docx.oxml.parser import parse_xml

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/footnotes"):
            for paragraph in parse_xml(relation.target_part.blob).iter(f"{_WORD}p"):
                if text := _text_of(paragraph):
                    yield text


def _text_of(paragraph: Any) -> str:
    """Return the words of a paragraph: with links and what was inserted, without what was deleted."""
    written = paragraph.iter(f"{_WORD}t", *_SPACES)
    words = (_SPACES.get(one.tag, one.text or "") for one in written if not _is_boxed(one, paragraph))
    return " ".join("".join(words).split())


def _is_boxed(element: Any, paragraph: Any) -> bool:
    """Tell whether words are of a text box that stands in a paragraph, which comes twice."""
    return any(above.tag == _BOX for above in takewhile(lambda above: above is not paragraph, element.iterancestors()))


def _write(block: Block) -> Iterator[str]:
    """Yield a paragraph, or a row as one; cells that hold sentences are paragraphs each."""
    if any(map(is_prose, block.cells)):
        yield from filter(None, block.cells)
    else:
        yield write_row(list(block.cells))


def _read_properties(document: "Document") -> tuple[str, date | None]:
    properties = document.core_properties
    created = properties.created
    return properties.title, read_day(created.isoformat()) if created else None
