"""Books (.epub): each chapter an article, in the order of the book.

Read here rather than by ebooklib, whose licence (AGPL) would bind what is built on Pullquote: a book is a zip file of
web pages and a list of them.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from urllib.parse import unquote
from zipfile import ZipFile

from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.read.document.properties import read_day
from index.read.document.unzip import open_zip, read_member
from index.read.encodings import decode
from index.read.page.paragraphs import parse_body, read_all_paragraphs
from index.tidy.characters import fold_space

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_HARMLESS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")  # of fonts alone
_HEADINGS = ("h1", "h2", "h3")
_NO_TEXT = "there are no words in it"


@dataclass(frozen=True, slots=True)
class Book:
    """What a book says about itself, and the names of its chapters in reading order."""

    title: str
    publisher: str | None
    published: str
    language: str | None
    chapters: tuple[str, ...]


def read_epub(file: BinaryIO, source: str) -> Iterator[Draft | ReadFailure]:
    """Read each chapter that has words as an article; raise ReadError if it is no book, or locked."""
    with open_zip(file, "book (.epub)") as archive:
        _check_unlocked(archive)
        book = _read_package(archive)
        words = False
        for name in book.chapters:
            try:
                draft = _read_chapter(archive, name, book, source)
            except ReadError as error:
                yield ReadFailure(f"{source}#{name}", str(error))
                words = True
                continue
            if draft:
                words = True
                yield draft
        if not words:
            raise ReadError(_NO_TEXT)


def _check_unlocked(archive: ZipFile) -> None:
    if _ENCRYPTION in archive.namelist():
        found = _parse(read_member(archive, _ENCRYPTION)).iterfind(".//{*}EncryptionMethod")
        if any(method.get("Algorithm") not in _HARMLESS for method in found):
            raise ReadError("it is locked (DRM); only books without that can be read")


def _read_package(archive: ZipFile) -> Book:
    """Read the list of a book's parts."""
    root = _parse(read_member(archive, _CONTAINER)).find(".//{*}rootfile")
    path = root.get("full-path") if root is not None else None
    if not path:
        raise ReadError("it doesn't say where its chapters are; save it anew")
    package = _parse(read_member(archive, path))
    folder = posixpath.dirname(path)
    parts = {
        one.get("id"): _join(folder, one.get("href", ""))
        for one in package.iterfind("{*}manifest/{*}item")
        if "nav" not in one.get("properties", "").split()
    }
    spine = (parts.get(one.get("idref")) for one in package.iterfind("{*}spine/{*}itemref"))
    return Book(
        title=_tell(package, "title") or posixpath.basename(path),
        publisher=_tell(package, "publisher"),
        published=_tell(package, "date") or "",
        language=_tell(package, "language"),
        chapters=tuple(dict.fromkeys(name for name in spine if name)),
    )


def _parse(data: bytes) -> Any:
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("the list of its chapters is damaged; save it anew") from error
    if root is None:
        raise ReadError("the list of its chapters is damaged; save it anew")
    return root


def _join(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0])))


def _tell(package: Any, name: str) -> str | None:
    found = package.find(f"{{*}}metadata/{{http://purl.org/dc/elements/1.1/}}{name}")
    return fold_space("".join(found.itertext())) or None if found is not None else None


def _read_chapter(archive: ZipFile, name: str, book: Book, source: str) -> Draft | None:
    """Read a chapter; None where it has no words, such as a picture of the cover."""
    data = read_member(archive, name)
    page = parse_body(decode(data)) if data.strip() else None
    if page is None:
        return None
    heading = next(
        (text for tag in _HEADINGS for one in page.iter(tag) if (text := fold_space(one.text_content()))), ""
    )
    paragraphs = read_all_paragraphs(page)
    if not any(character.isalnum() for text in paragraphs for character in text):
        return None
    return Draft(
        source=f"{source}#{name}",
        text="\n\n".join(paragraphs),
        markup="html",
        title=f"{book.title}: {heading}" if heading and heading != book.title else book.title,
        publisher=book.publisher,
        published=read_day(book.published),
        language=book.language,
    )
