"""The lines of a document's pages → its paragraphs, and where in them a page begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from index.read.document.lines import HYPHEN, Line
from index.read.page.layout import ends_in_stop, join_lines

_WIDER = 1.35  # than usual is a gap between two paragraphs
_OTHER_SIZE = 0.15
_INDENT = 0.7  # of a line's height
_SHORT = 0.85  # of the width of the column is a line that fills it
_HALF = 0.6
_ITEM = re.compile(r"[•‣▪●○◦■□–—*-]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s")
_PARTED = re.compile(rf"(\w*){HYPHEN}(\w*)")
_COMPOUND = re.compile(r"\w+(?:-\w+)+")


@dataclass(slots=True)
class Paragraph:
    """A run of text, and at which of its offsets which page begins."""

    text: str
    pages: list[tuple[int, int]] = field(default_factory=list)  # offset, page


def join_pages(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """Return the text of a document, a paragraph to a block, and the offsets where its pages begin."""
    blocks: list[str] = []
    starts: dict[int, int] = {}
    at = 0
    for paragraph in find_paragraphs([line for page in pages for line in page]):
        for offset, page in paragraph.pages:
            starts.setdefault(page, at + offset)
        blocks.append(paragraph.text)
        at += len(paragraph.text) + 2
    found = [max(0, at - 2)]
    for page in range(len(pages), 0, -1):  # an empty page begins where the next one does
        found.append(starts.get(page, found[-1]))
    return "\n\n".join(blocks), tuple(reversed(found[1:])) if blocks else ()


def find_paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs that lines make up."""
    if not lines:
        return
    usual = _usual_gap(lines)
    words = _Words(lines)
    paragraph = Paragraph(lines[0].text, [(0, lines[0].page)])
    widest = _columns(lines)
    for before, line in pairwise(lines):
        if _goes_on(before, line, usual, widest[before.page, _edge(before)]):
            parted = before.text.endswith(HYPHEN)
            paragraph.text = paragraph.text + line.text if parted else join_lines(paragraph.text, line.text)
            if line.page != before.page:
                paragraph.pages.append((len(paragraph.text) - len(line.text), line.page))
        else:
            yield words.mend(paragraph)
            paragraph = Paragraph(line.text, [(0, line.page)])
    yield words.mend(paragraph)


def _goes_on(before: Line, line: Line, usual: float, column: float) -> bool:
    """Tell whether a line belongs to the paragraph of the line before."""
    height = max(before.height, line.height, 1)
    if abs(before.height - line.height) > _OTHER_SIZE * height or _ITEM.match(line.text):
        return False
    starts_small = line.text[0].islower() or before.text.endswith((HYPHEN, ","))
    full = before.width >= _SHORT * column
    if before.page != line.page or line.y > before.y + height / 2:  # the next page or column
        return not ends_in_stop(before.text) and (starts_small or full)
    if (before.y - line.y) / height > _WIDER * usual:
        return False
    if line.start > before.start + _INDENT * height:
        return starts_small and not ends_in_stop(before.text)
    return full or starts_small or (not ends_in_stop(before.text) and before.width >= _HALF * column)


def _usual_gap(lines: Sequence[Line]) -> float:
    """Return how far lines are from each other, in heights of a line."""
    gaps = [
        (before.y - line.y) / max(before.height, line.height, 1)
        for before, line in pairwise(lines)
        if before.page == line.page and 0 < before.y - line.y < 4 * max(before.height, line.height, 1)
    ]
    return median(gaps) if gaps else 1.2


def _edge(line: Line) -> int:
    """Return the column that a line stands in, by its edge in steps of a broad indent."""
    return round(line.start / 40)


def _columns(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """Return how wide the widest line of each column is, by page and edge."""
    widest: dict[tuple[int, int], float] = {}
    for line in lines:
        key = line.page, _edge(line)
        widest[key] = max(widest.get(key, 0.0), line.width)
    return widest


class _Words:
    """The words of a document, which tell whether a hyphen at a line's end belongs to its word."""

    def __init__(self, lines: Sequence[Line]) -> None:
        text = "\n".join(line.text for line in lines)
        self._words = set(re.findall(r"\w+", text.casefold()))
        self._compounds = set(_COMPOUND.findall(text.casefold()))

    def mend(self, paragraph: Paragraph) -> Paragraph:
        """Put together the words that were parted between two lines."""
        while found := _PARTED.search(paragraph.text):
            first, last = found.groups()
            hyphen, rest = ("-" if self._keeps_hyphen(first, last) else ""), found.start() + len(first) + 1
            pages = paragraph.pages
            paragraph.pages = [(at - 1 + len(hyphen) if at >= rest else at, page) for at, page in pages]
            paragraph.text = paragraph.text[: rest - 1] + hyphen + paragraph.text[rest:]
        return paragraph

    def _keeps_hyphen(self, first: str, last: str) -> bool:
        if f"{first}{last}".casefold() in self._words:
            return False
        compound = f"{first}-{last}".casefold() in self._compounds
        return compound or not first or not last or last[0].isupper() or first[-1].isdecimal() or last[0].isdecimal()
