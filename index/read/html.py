"""A web page, reduced to its article."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from index.article import Draft
from index.errors import ReadError
from index.read.encodings import decode
from index.read.limits import read_whole
from index.read.metadata import make_draft

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read_html(file: BinaryIO, source: str) -> Iterator[Draft]:
    """Read a saved page as one article, in the encoding that it declares."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    data = read_whole(file)
    page = bare_extraction(decode(data, _find_charset(data)), with_metadata=True, include_comments=False)
    if not isinstance(page, Document) or not page.text:
        raise ReadError("no article text was found in the page")
    fields = {
        "title": page.title,
        "publisher": page.sitename or page.hostname,
        "published": page.date,
        "language": page.language,
        "url": page.url,
    }
    yield make_draft(fields, page.text.replace("\n", "\n\n"), source, "html")


def _find_charset(data: bytes) -> str | None:
    """Return the encoding a page declares in its first lines, if Python knows it."""
    found = _CHARSET.search(data[:2048])
    try:
        return codecs.lookup(found.group(1).decode()).name if found else None
    except LookupError:
        return None
