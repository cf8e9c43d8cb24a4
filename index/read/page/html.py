"""A web page, reduced to its article."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from index.article import Draft
from index.errors import ReadError
from index.read.encodings import decode
from index.read.limits import read_whole
from index.read.metadata import make_draft
from index.read.page.about import read_about
from index.read.page.layout import drop_unreadable, lay_out
from index.read.page.paragraphs import read_paragraphs

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_BODY = re.compile(rb"</head\b|<body\b", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)


def read_html(file: BinaryIO, source: str) -> Iterator[Draft]:
    """Read a saved page as one article; raise ReadError if there is none in it."""
    yield read_page(read_whole(file), source)


def read_page(data: bytes, source: str, charset: str | None = None) -> Draft:
    """Read a page as one article, in `charset` if what it came with tells that; raise ReadError if there is none."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    page = load_html(drop_unreadable(decode(data, charset or _find_charset(data))))
    if page is None:
        raise ReadError("no article text was found in the page")
    fields = read_about(page)
    lay_out(page)
    article = bare_extraction(page, include_comments=False)
    if not isinstance(article, Document) or not article.text:
        raise ReadError("no article text was found in the page")
    return make_draft(fields, "\n\n".join(read_paragraphs(article.body)), source, "html")


def _find_charset(data: bytes) -> str | None:
    """Return the encoding that a page's head declares."""
    head = _COMMENT.sub(b"", _BODY.split(data, maxsplit=1)[0])
    found = _CHARSET.search(head)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None
