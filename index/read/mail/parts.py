"""The parts of a message as it is sent: its fields, and what of its body is text."""

from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from index.errors import ReadError
from index.tidy.characters import fold_space

_ODD = (HeaderParseError, LookupError, UnicodeError, ValueError, TypeError)


def parse_message(data: bytes) -> Message:
    """Parse a message; raise ReadError if there are none of its fields.

    The older of the standard library's policies is used: the newer one fails on fields that it can't parse.
    """
    message: Message = BytesParser(policy=compat32).parsebytes(data)
    if not message.keys():
        raise ReadError("it is no message: it has no fields such as From and Date")
    return message


def read_field(message: Message, name: str) -> str | None:
    """Return a field as one line, decoded as far as that can be; None if it isn't there."""
    raw = message.get(name)
    return decode_words(str(raw)) or None if raw is not None else None


def decode_words(raw: str) -> str:
    """Decode the encoded words of a field."""
    try:
        return fold_space(str(make_header(decode_header(raw))))
    except _ODD:
        return fold_space(raw.encode("utf-8", "replace").decode("utf-8"))


def find_parts(message: Message, kind: str) -> Iterator[Message]:
    """Yield the parts of a kind, such as text/html, that aren't attachments."""
    for part in message.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            yield part


def read_payload(part: Message) -> tuple[bytes, str | None]:
    """Return what a part holds, and the encoding that it names."""
    payload = part.get_payload(decode=True)
    try:
        charset = part.get_content_charset()
    except _ODD:
        charset = None
    return payload if isinstance(payload, bytes) else b"", charset
