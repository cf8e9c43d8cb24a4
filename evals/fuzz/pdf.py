"""A small PDF, written by hand: lines of text at their places on each page."""

from collections.abc import Mapping, Sequence

_HEIGHT = 842  # of a page, in points

Placed = tuple[float, float, float, str]  # left edge and distance from the top, size, words


def write_pdf(pages: Sequence[Sequence[Placed]], properties: Mapping[str, str] | None = None) -> bytes:
    """Write a document in Helvetica; its words are of Windows-1252."""
    objects: list[bytes] = [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    parent = len(pages) * 2 + 2
    for page in pages:
        content = b"BT " + b"".join(map(_write_line, page)) + b"ET"
        objects += [
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 %d] /Resources << /Font << /F1 1 0 R >> >>"
            b" /Contents %d 0 R >>" % (parent, _HEIGHT, len(objects) + 1),
        ]
    kids = b" ".join(b"%d 0 R" % number for number in range(3, parent, 2))
    told = b" ".join(b"/%s (%s)" % (name.encode(), _escape(words)) for name, words in (properties or {}).items())
    objects += [
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Catalog /Pages %d 0 R >>" % parent,
        b"<< %s >>" % told,
    ]
    return _assemble(objects)


def _write_line(placed: Placed) -> bytes:
    left, down, size, words = placed
    return b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (size, left, _HEIGHT - down, _escape(words))


def _escape(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _assemble(objects: Sequence[bytes]) -> bytes:
    """Write the objects of a file, the last two of which are its catalog and its properties, and where each begins."""
    data = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + b"trailer\n<< /Size %d"
        b" /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(objects) - 1, len(objects), len(data))
    )
