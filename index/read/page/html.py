"""A web page, reduced to its article."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from index.article import Draft
from index.errors import ReadError
from index.read.page.about import read_about
from index.read.encodings import decode
from index.read.page.layout import drop_unreadable, lay_out, read_paragraphs
from index.read.limits import read_whole
from index.read.metadata import make_draft

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_BODY = re.compile(rb"</head\b|<body\b", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)


def read_html(file: BinaryIO, source: str) -> Iterator[Draft]:
    """Read a saved page as one article; raise ReadError if there is none in it."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    data = read_whole(file)
    page = load_html(drop_unreadable(decode(data, _find_charset(data))))
    if page is None:
        raise ReadError("no article text was found in the page")
    fields = read_about(page)
    lay_out(page)
    article = bare_extraction(page, include_comments=False)
    if not isinstance(article, Document) or not article.text:
        raise ReadError("no article text was found in the page")
    yield make_draft(fields, "\n\n".join(read_paragraphs(article.body)), source, "html")


def _find_charset(data: bytes) -> str | None:
    """Return the encoding that a page's head declares."""
    head = _COMMENT.sub(b"", _BODY.split(data, maxsplit=1)[0])
    found = _CHARSET.search(head)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None
