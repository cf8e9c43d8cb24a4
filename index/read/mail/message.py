"""Messages (.eml) and mailboxes (.mbox): each message an article, of what its sender wrote in it."""

import re
from collections.abc import Iterator
from datetime import date
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO

from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.read.encodings import decode
from index.read.limits import MAX_BYTES, read_lines, read_whole
from index.read.mail.parts import decode_words, find_parts, parse_message, read_field, read_payload
from index.read.page.html import read_page
from index.read.page.paragraphs import parse_body, read_all_paragraphs

_BEGIN = b"From "
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?$.*", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"(?:^[^>\n][^\n]*:[ \t]*\n(?:[ \t]*\n)?)?(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_QUOTED_HTML = re.compile(
    r"<blockquote\b[^>]{0,500}?(?:type\s*=\s*[\"']?cite|gmail_quote)[^>]{0,500}>.*</blockquote\s*>",
    re.IGNORECASE | re.DOTALL,
)
_YEARS = range(1970, 2101)


def read_eml(file: BinaryIO, source: str) -> Iterator[Draft]:
    """Read a message as one article: without what it quotes, its signature and its attachments."""
    yield _read_message(parse_message(read_whole(file)), source)


def read_mbox(file: BinaryIO, source: str) -> Iterator[Draft | ReadFailure]:
    """Read each message as an article; one that can't be stops none of its neighbours."""
    seen: set[str] = set()
    number = 0
    for number, data in enumerate(_part(file), start=1):
        if data is None:
            yield ReadFailure(f"{source}#{number}", f"the message is larger than {MAX_BYTES // 1_000_000} MB")
        else:
            yield _read_one(data, source, number, seen)
    if number == 0:
        raise ReadError("it is no mailbox: it doesn't begin with “From ”")


def _read_one(data: bytes, source: str, number: int, seen: set[str]) -> Draft | ReadFailure:
    """Read one message of a mailbox, whose names so far are `seen`."""
    name = f"{source}#{number}"
    try:
        message = parse_message(data)
        name = f"{source}#{read_field(message, 'Message-ID') or number}"
        if name in seen:
            return ReadFailure(name, f"message {number} has the id of an earlier one of this file")
        seen.add(name)
        return _read_message(message, name)
    except ReadError as error:
        return ReadFailure(name, str(error))
    except RecursionError:
        return ReadFailure(name, "what it holds is nested too deeply")


def count_messages(file: BinaryIO) -> int:
    """Count the messages of a mailbox, to tell how many articles there may be."""
    return sum(line is not None and line.startswith(_BEGIN) for line in read_lines(file)) or 1


def _part(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield the messages of a mailbox, None in place of one that is too large."""
    lines: list[bytes] = []
    size, after_space, begun = 0, True, False
    for line in read_lines(file):
        if line is not None and line.startswith(_BEGIN) and after_space:
            if begun:
                yield _join(lines, size)
            lines, size, begun = [], 0, True
        elif begun:
            size += len(line) if line is not None else MAX_BYTES + 1
            if line is not None and size <= MAX_BYTES:
                lines.append(line)
            else:
                lines.clear()
        after_space = line is not None and not line.strip()
    if begun:
        yield _join(lines, size)


def _join(lines: list[bytes], size: int) -> bytes | None:
    return _ESCAPED.sub(rb"\1", b"".join(lines)) if size <= MAX_BYTES else None


def _read_message(message: Message, source: str) -> Draft:
    name, _ = parseaddr(str(message.get("From", "")))
    body = _read_body(message, source)
    return Draft(
        source=source,
        text=body,
        markup="mail",
        title=read_field(message, "Subject"),
        publisher=decode_words(name) or None,
        published=_read_date(str(message.get("Date", ""))),
        language=read_field(message, "Content-Language"),
    )


def _read_date(text: str) -> date | None:
    try:
        day = parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day if day.year in _YEARS else None


def _read_body(message: Message, source: str) -> str:
    """Return the plain text of a message, or what its page says; raise ReadError if it has neither."""
    for part in find_parts(message, "text/plain"):
        payload, charset = read_payload(part)
        if payload.strip():
            text = _drop_quoted(_unwrap(decode(payload, charset), part))
            if text.strip():
                return text
    for part in find_parts(message, "text/html"):
        payload, charset = read_payload(part)
        if payload.strip():
            return _read_page(_QUOTED_HTML.sub("", decode(payload, charset)), source)
    raise ReadError("there is no text in the message; its attachments aren't read")


def _read_page(page: str, source: str) -> str:
    """Return the article of a page, or all that is in it where nothing stands out."""
    try:
        return read_page(page.encode(), source, "utf-8").text
    except ReadError:
        body = parse_body(page)
        return "\n\n".join(read_all_paragraphs(body)) if body is not None else ""


def _drop_quoted(text: str) -> str:
    """Drop what a reply quotes, with the line that says whose it is, and the signature."""
    return _QUOTED.sub("\n", _SIGNATURE.sub("", text.replace("\r\n", "\n")))


def _unwrap(text: str, part: Message) -> str:
    """Join the lines that were wrapped only for sending (RFC 3676)."""
    if part.get_param("format") != "flowed":
        return text
    text = re.sub(r"^-- $", "--", text.replace("\r\n", "\n"), flags=re.MULTILINE)
    return re.sub(r"(?<! ) \n(?!>)", "" if part.get_param("delsp") == "yes" else " ", text)
