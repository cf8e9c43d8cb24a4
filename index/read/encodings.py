"""Bytes → text: valid UTF-8 before all, then what is declared, then what the letters themselves tell."""

import codecs
from contextlib import suppress

from index.errors import ReadError
from index.read.legacy import recognise

_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_ESCAPES = {b"\x1b$)C": "iso2022_kr", b"\x1b$": "iso2022_jp_2", b"\x1b(": "iso2022_jp_2"}
_MEANT = {  # what the web means by a label, as browsers read it (encoding.spec.whatwg.org)
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "hz"), "gb18030"),
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    **dict.fromkeys(("tis-620", "iso8859-11"), "cp874"),
}
_MOST_BROKEN = 100  # of so many characters one may be broken, in a text whose encoding is declared


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode a text; `declared` is the encoding that it names itself, if it does.

    A byte-order mark decides, then valid UTF-8, then `declared` where it fits, then the letters. UTF-8 with a few
    broken bytes (cut in the middle of a character, say) keeps all others. Raise ReadError if it is no text, if it is
    empty, if `declared` is no encoding of text, or if the encoding can't be told.
    """
    named = _find_codec(declared) if declared else None
    text = _decode_marked(data) or _decode_utf8(data)
    if text is None:
        _check_text(data.decode("latin-1"))
        text = _decode_declared(data, named) or _decode_broken_utf8(data) or recognise(data)
    _check_text(text)
    return text


def _find_codec(label: str) -> str | None:
    """Return the codec that a label means; None for one that Python doesn't know."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    try:
        b"a".decode(name)
    except LookupError as error:
        raise ReadError(f"it declares the encoding {label!r}, which isn't one of text; save it as UTF-8") from error
    except UnicodeError:
        return None
    return _MEANT.get(name, name)


def _decode_marked(data: bytes) -> str | None:
    """Decode what its first bytes or its escape sequences tell the encoding of."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            with suppress(UnicodeDecodeError):
                return data.decode(encoding)
    for mark, encoding in _ESCAPES.items():
        if mark in data:
            with suppress(UnicodeDecodeError):
                return data.decode(encoding)
    return None


def _decode_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decode_declared(data: bytes, encoding: str | None) -> str | None:
    if encoding is None or encoding.startswith("utf-"):
        return None
    with suppress(UnicodeError):
        text = data.decode(encoding, "replace")
        return text if text.count("\ufffd") * _MOST_BROKEN <= len(text) else None
    return None


def _decode_broken_utf8(data: bytes) -> str | None:
    """Decode UTF-8 in which fewer characters are broken than whole, of those beyond ASCII."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return text if broken <= sum(1 for character in text if character > "\x7f") - broken else None


def _check_text(text: str) -> None:
    sample = text[:100_000]
    strange = sum(1 for character in sample if character < " " and character not in "\t\n\r\f\x0b")
    if strange > len(sample) // 10:
        raise ReadError("it looks like a binary file, not text")
    if not text.strip():
        raise ReadError("it is empty")
