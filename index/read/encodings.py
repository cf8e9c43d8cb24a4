"""Bytes → text: UTF-8, UTF-16 with a byte-order mark, or Windows-1252."""

from index.errors import ReadError

_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode UTF-8, or UTF-16 with a byte-order mark, or else Windows-1252; refuse what isn't text.

    A UTF-8 text with a few broken bytes (cut in the middle of a character, say) keeps all others.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS.items() if data.startswith(mark)), declared or "utf-8")
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken and broken > sum(1 for character in text if character > "\x7f") - broken:
        text = data.decode("cp1252", "replace")
    sample = text[:100_000]
    strange = sum(
        1 for character in sample if character == "\ufffd" or (character < " " and character not in "\t\n\r\f\x0b")
    )
    if strange > len(sample) // 10:
        raise ReadError("it looks like a binary file, not text")
    if not text.strip():
        raise ReadError("it is empty")
    return text
