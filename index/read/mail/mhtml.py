"""Pages that a browser has saved whole, in one file (.mhtml, .mht)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from index.article import Draft
from index.errors import ReadError
from index.read.limits import read_whole
from index.read.mail.parts import find_parts, parse_message, read_field, read_payload
from index.read.page.html import read_page


def read_mhtml(file: BinaryIO, source: str) -> Iterator[Draft]:
    """Read the page of a file, whose address is where it was saved from; raise ReadError if there is none in it."""
    message = parse_message(read_whole(file))
    part = next(find_parts(message, "text/html"), None)
    if part is None:
        raise ReadError("there is no page in it; save it anew as .html")
    payload, charset = read_payload(part)
    draft = read_page(payload, source, charset)
    address = read_field(part, "Content-Location") or read_field(message, "Snapshot-Content-Location") or ""
    yield replace(draft, url=address) if address.lower().startswith(("http://", "https://")) else draft
