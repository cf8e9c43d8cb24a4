"""Word files: paragraphs, headings, tables, footnotes and what their properties tell."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from docx import Document
from docx.oxml import parse_xml

from evals.fuzz.files import make_docx, pack
from index.article import Draft
from index.errors import ReadError
from index.read.document.docx import read_docx

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORDS = "The harbour froze over on Tuesday, and ferries lay still for nine days."


def read(data: bytes) -> Draft:
    (draft,) = read_docx(io.BytesIO(data), "a.docx")
    return draft


def make(write: Callable[..., None]) -> bytes:
    document = Document()
    document.core_properties.title = ""
    write(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_rows_are_paragraphs_and_headings_stand_alone() -> None:
    found = read(make_docx())
    assert found.title == "The quay of Velmora is rebuilt"
    assert found.published == date(2026, 3, 12)
    assert found.publisher is None
    assert "| pier | crowns |\n\n| north | 41 |" in found.text


def test_the_first_heading_is_the_title_of_one_that_has_none() -> None:
    def write(document: Document) -> None:
        document.add_heading("Ice in the harbour", 1)
        document.add_paragraph(WORDS)

    assert read(make(write)).title == "Ice in the harbour"


def test_a_table_that_only_places_its_words_is_read_as_paragraphs() -> None:
    def write(document: Document) -> None:
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = WORDS, "A note."

    assert read(make(write)).text == f"{WORDS}\n\nA note."


def test_what_was_inserted_is_read_and_what_was_deleted_is_not() -> None:
    def write(document: Document) -> None:
        document.element.body.insert(
            0,
            parse_xml(
                f"<w:p {NAMESPACE}><w:r><w:t xml:space='preserve'>The ice is </w:t></w:r>"
                "<w:del><w:r><w:delText>thin</w:delText></w:r></w:del><w:ins><w:r><w:t>thick</w:t></w:r></w:ins>"
                "<w:r><w:t>.</w:t></w:r></w:p>"
            ),
        )

    assert read(make(write)).text == "The ice is thick."


def test_a_dateline_is_believed_before_the_day_the_file_was_made() -> None:
    def write(document: Document) -> None:
        document.core_properties.created = datetime(2013, 12, 23)
        document.add_paragraph("5 March 2026")
        document.add_paragraph(WORDS)

    assert read(make(write)).published == date(2026, 3, 5)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(ReadError, match="larger than 50 MB when it is unpacked"):
        read(pack({"word/document.xml": b" " * 60_000_000}))


@pytest.mark.parametrize("data", [b"no zip", pack({"a.txt": b"no Word file"}), make_docx()[:-700]])
def test_what_is_none_is_told(data: bytes) -> None:
    with pytest.raises(ReadError, match="no Word file"):
        read(data)


def test_damage_inside_is_told() -> None:
    with zipfile.ZipFile(io.BytesIO(make_docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"][:-200]
    with pytest.raises(ReadError, match="damaged"):
        read(pack(parts))
