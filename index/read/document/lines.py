"""A page of a PDF → its lines: their words, and where they stand."""

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.tidy.characters import fold_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
HYPHEN = "\ufffe"  # how PDFium writes the hyphen, and the end, of a line that parts a word
_LINE = re.compile(rf"[^\r\n{HYPHEN}]*{HYPHEN}?")
_PARTED = re.compile(r"\w[-\u2010]\Z")
_RIGHT_TO_LEFT = {"R", "AL"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: `start` and `end` are its edges in reading direction, `y` is its foot, in points.

    A line that ends in the middle of a word ends in `HYPHEN`.
    """

    text: str
    page: int
    start: float
    end: float
    y: float
    height: float

    @property
    def width(self) -> float:
        """How far it reaches."""
        return self.end - self.start


def read_lines(page: Any, number: int) -> "Iterator[Line]":
    """Yield the lines of a page of PDFium's in the order in which they are read."""
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        astral = 0  # characters so far that PDFium counts as two, as UTF-16 does
        for found in _LINE.finditer(text):
            first = found.start() + astral
            astral += sum(character > "\uffff" for character in found[0])
            if words := _fold(found[0]):
                yield _place(text_page, words, number, first, found.end() + astral)
    finally:
        text_page.close()


def _fold(text: str) -> str:
    words = fold_characters(text.translate(_LIGATURES))
    if _PARTED.search(words):  # PDFium leaves the last hyphen of a page as it is
        return words[:-1] + HYPHEN
    return words + HYPHEN if words and text.endswith((HYPHEN, "\u00ad")) else words


def _place(text_page: Any, words: str, number: int, first: int, last: int) -> Line:
    left, bottom, right, top = _box(text_page, first)
    end_left, end_bottom, end_right, end_top = _box(text_page, last - 1)
    start, end = min(left, end_left), max(right, end_right)
    if _reads_from_right(words):
        start, end = -end, -start
    return Line(words, number, start, end, bottom, max(top - bottom, end_top - end_bottom))


def _box(text_page: Any, unit: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a character as its font's line is high; zeros if it has no size."""
    from pypdfium2.raw import FS_RECTF, FPDFText_GetCharIndexFromTextIndex, FPDFText_GetLooseCharBox

    box = FS_RECTF()
    FPDFText_GetLooseCharBox(text_page, max(0, FPDFText_GetCharIndexFromTextIndex(text_page, unit)), box)
    return box.left, box.bottom, box.right, box.top


def _reads_from_right(words: str) -> bool:
    strong = (kind for kind in map(unicodedata.bidirectional, words) if kind in {"L", *_RIGHT_TO_LEFT})
    return next(strong, "L") in _RIGHT_TO_LEFT
