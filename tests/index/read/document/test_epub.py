"""Books: a chapter is an article of its own."""

import io
import zipfile
from datetime import date

import pytest

from evals.fuzz.files import make_epub, pack
from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.read.document.epub import read_epub


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(make_epub())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read(members: dict[str, bytes]) -> list[Draft | ReadFailure]:
    return list(read_epub(io.BytesIO(pack(members)), "a.epub"))


def test_a_chapter_has_the_title_and_the_publisher_of_its_book() -> None:
    first, second = read(parts())
    assert isinstance(first, Draft)
    assert (first.source, second.source) == ("a.epub#OEBPS/chapter1.xhtml", "a.epub#OEBPS/chapter2.xhtml")
    assert (first.title, first.publisher, first.language) == ("Harbours: Chapter 1", "Kettle Press", "en")
    assert first.published == date(2026, 3, 12)
    assert first.text.startswith("Chapter 1\n\nThe harbour authority")


def test_chapters_come_in_the_order_of_the_book() -> None:
    members = parts()
    first, second = b"<itemref idref='c1'/>", b"<itemref idref='c2'/>"
    members["OEBPS/content.opf"] = members["OEBPS/content.opf"].replace(first + second, second + first)
    assert [one.source for one in read(members)] == ["a.epub#OEBPS/chapter2.xhtml", "a.epub#OEBPS/chapter1.xhtml"]


def test_a_cover_is_passed_over_and_a_missing_chapter_told_of() -> None:
    members = parts()
    members["OEBPS/chapter1.xhtml"] = b"<html><body><img src='cover.png'/></body></html>"
    del members["OEBPS/chapter2.xhtml"]
    (failure,) = read(members)
    assert isinstance(failure, ReadFailure)
    assert failure.reason == "OEBPS/chapter2.xhtml is missing in it; save it anew"


def test_short_chapters_and_tables_are_read_whole() -> None:
    members = parts()
    members["OEBPS/chapter1.xhtml"] = (
        b"<html><body><p>Ice.</p><table><tr><td>a</td><td>1</td></tr></table></body></html>"
    )
    first = read(members)[0]
    assert isinstance(first, Draft)
    assert first.text == "Ice.\n\n| a | 1 |"


def test_a_locked_book_is_told() -> None:
    locked = b"<encryption><EncryptedData><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/>"
    with pytest.raises(ReadError, match="DRM"):
        read({**parts(), "META-INF/encryption.xml": locked + b"</EncryptedData></encryption>"})


@pytest.mark.parametrize(
    "members", [{"a.txt": b"no book"}, {"META-INF/container.xml": b""}, {"META-INF/container.xml": b"<a/>"}]
)
def test_what_is_no_book_is_told(members: dict[str, bytes]) -> None:
    with pytest.raises(ReadError):
        read(members)


def test_no_entity_is_opened() -> None:
    members = parts()
    entity = b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><package xmlns='http://www.idpf.org/2007/opf'"
    members["OEBPS/content.opf"] = (
        members["OEBPS/content.opf"]
        .replace(b"<package xmlns='http://www.idpf.org/2007/opf'", entity)
        .replace(b"Harbours", b"&x;")
    )
    first = read(members)[0]
    assert isinstance(first, Draft)
    assert "root" not in str(first.title)
