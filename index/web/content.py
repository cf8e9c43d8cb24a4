"""What a reply holds: a list of pages, or articles in one of the formats that can be read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import entities, unescape
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import BinaryIO

from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.read.encodings import decode
from index.read.formats import READERS
from index.read.limits import MAX_BYTES
from index.read.worker import Job, Worker
from index.web.body import unpack
from index.web.feeds import read_feed, read_json_feed
from index.web.fetch import Reply
from index.web.listing import Element, Listing, local_name
from index.web.sitemaps import read_sitemap

_ENDINGS = {  # of the formats that a content type means
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/jsonl": ".jsonl",
    "application/x-jsonlines": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/mbox": ".mbox",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/x-mimearchive": ".mht",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "message/rfc822": ".eml",
    "multipart/related": ".mht",
}
_VAGUE = {"", "text/plain", "application/octet-stream", "binary/octet-stream"}  # sent for whatever isn't known
_ROOT = re.compile(
    r"(?>\ufeff|\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*+<([\w.:-]+)", re.DOTALL | re.IGNORECASE
)
_READ_ROOT = 5000  # characters in which a document's first element begins
_REFERENCE = re.compile(r"&(?:(#\w+|amp|lt|gt|quot|apos);|(\w+);|)")
_FEEDS, _SITEMAPS = {"rss", "feed", "rdf:rdf"}, {"urlset", "sitemapindex"}
_PASSWORD = re.compile(rb"<input\b[^<>]{0,500}?\btype\s*=\s*[\"']?password", re.IGNORECASE)
_SHORTEST_BESIDE_LOGIN = 40  # words; a page with less than that and a box for a password is no article


def read_listing(reply: Reply) -> Listing | None:
    """Return the pages that a feed or a sitemap names; None if it is neither. Raise ReadError if it is a broken one."""
    data = unpack(reply.body, MAX_BYTES) if reply.body.startswith(b"\x1f\x8b") else reply.body
    if reply.content_type == "application/feed+json" or (
        reply.content_type == "application/json" and b"jsonfeed.org/version" in data[:_READ_ROOT]
    ):
        return read_json_feed(data)
    found = _ROOT.match(data[:_READ_ROOT].decode("utf-8", "replace"))
    name = found[1].lower() if found else ""
    if name.rpartition(":")[2] not in {one.rpartition(":")[2] for one in _FEEDS | _SITEMAPS}:
        return None
    try:
        root = _parse(decode(data, reply.charset or _declared(data)))
        return read_sitemap(root) if local_name(root) in _SITEMAPS else read_feed(root)
    except (ValueError, SyntaxError) as error:  # lxml's own, of characters that can't be
        raise ReadError("it looks like a feed or a sitemap, but can't be read") from error


def read_reply(reply: Reply, source: str, worker: Worker) -> Iterator[Draft | ReadFailure]:
    """Read a reply with the reader of its format, in the worker's process; raise ReadError if it can't be read."""
    ending = _find_ending(reply)
    if ending not in READERS:
        kind = reply.content_type or "unknown"
        raise ReadError(f"its format ({kind}) can't be read; these can: {', '.join(sorted(READERS))}")
    data = _as_utf8(reply) if ending in {".html", ".htm", ".md", ".txt"} else reply.body
    for found in read_bytes(data, ending, source, worker):
        yield _check(found, reply) if isinstance(found, Draft) and found.source == source else found


def read_bytes(data: bytes, ending: str, source: str, worker: Worker) -> Iterator[Draft | ReadFailure]:
    """Read what would be a file with an ending, in the worker's process."""

    job = Job(partial(_keep, data), ending, source)
    try:
        worker.begin(job)
    except OSError as error:
        yield ReadFailure(source, f"it can't be kept for reading: {error.strerror or error}")
        return
    yield from worker.finish(job)


def _keep(data: bytes) -> BinaryIO:
    file = TemporaryFile()  # noqa: SIM115  the worker closes it
    file.write(data)
    file.seek(0)
    return file


def _check(draft: Draft, reply: Reply) -> Draft | ReadFailure:
    """Return the article of a page with its address; a failure if what was read is but a login."""
    if _PASSWORD.search(reply.body) and len(draft.text.split()) < _SHORTEST_BESIDE_LOGIN:
        return ReadFailure(draft.source, "it asks for a login; open it in a browser, save it as .html and add that")
    return replace(draft, url=draft.url or str(reply.url))


def _find_ending(reply: Reply) -> str:
    """Return the ending of a format's files: by content type; where that is vague, by address, then by the start."""
    named = PurePosixPath(reply.url.path).suffix.lower()
    if reply.content_type in _VAGUE and named in READERS:
        return named
    if reply.content_type in _ENDINGS:
        return _ENDINGS[reply.content_type]
    start = reply.body[:_READ_ROOT].lstrip().lower()
    return ".html" if not reply.content_type and start.startswith((b"<!doctype html", b"<html")) else ""


def _as_utf8(reply: Reply) -> bytes:
    """Return a text in UTF-8 if the server tells its encoding, which goes before what the text says of itself."""
    return decode(reply.body, reply.charset).encode() if reply.charset else reply.body


def _declared(data: bytes) -> str | None:
    found = re.match(rb"\s*<\?xml\b[^>]*\bencoding\s*=\s*[\"']([\w.:-]+)", data)
    return found[1].decode("ascii") if found else None


def _parse(text: str) -> Element:
    """Parse XML that may be a little wrong: with HTML's names of characters, or with a bare &."""
    from lxml import etree

    text = re.sub(r"^\ufeff?\s*<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(_REFERENCE.sub(_resolve, text).encode(), parser)
    if root is None:
        raise ValueError("there is no element in it")
    return root


def _resolve(found: re.Match[str]) -> str:
    if found[1]:
        character = unescape(found[0])
        return character if character == "\ufffd" else found[0]
    name = found[2] or ""
    return entities.html5.get(f"{name};", f"&amp;{name};" if name else "&amp;")
