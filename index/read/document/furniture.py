"""What repeats at the head and foot of a document's pages: running titles, page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from index.read.document.lines import Line

_DEEP = 3  # lines at the head and at the foot of a page that may be furniture
_FEWEST_PAGES = 3  # on which words have to stand
_SHARE = 0.4  # of the pages, on which they have to; left and right pages may have different ones
_STEP = 15  # points within which it stands
_NUMBER = re.compile(r"\W*(?:\w+\W+)?\d{1,4}(?:\W+(?:\w{1,4}\W+)?\d{1,4})?\W*|\W*[ivxlc]{1,7}\W*", re.IGNORECASE)
_BARE = re.compile(r"\W*(\d{1,4})\W*")


def drop_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page without those that repeat at its edge, or are only its number."""
    counts = Counter(chain.from_iterable({_key(line) for line in _edge(page)} for page in pages))
    filled = sum(map(bool, pages))
    repeated = {key for key, count in counts.items() if _is_often(count, filled, numbered=_is_number(key[0]))}
    return [_drop(page, repeated, single=filled == 1) for page in pages]


def _drop(page: Sequence[Line], repeated: set[tuple[str, int]], *, single: bool) -> list[Line]:
    """Take off a page's edges, from outside, what is furniture."""
    ordered = _from_above(page)
    dropped: set[int] = set()
    for edge in (ordered[:_DEEP], ordered[:-_DEEP:-1]):
        for line in edge:
            if _key(line) not in repeated and not (single and _is_own_number(line)):
                break
            dropped.add(id(line))
    return [line for line in page if id(line) not in dropped]


def _edge(page: Sequence[Line]) -> Iterator[Line]:
    ordered = _from_above(page)
    yield from ordered[:_DEEP]
    yield from ordered[max(_DEEP, len(ordered) - _DEEP) :]


def _from_above(page: Sequence[Line]) -> list[Line]:
    """Return the lines from the highest to the lowest, wherever they come in reading order."""
    return sorted(page, key=lambda line: -line.y)


def _is_own_number(line: Line) -> bool:
    found = _BARE.fullmatch(line.text)
    return found is not None and int(found[1]) == line.page


def _key(line: Line) -> tuple[str, int]:
    """Return what a running line has on every page: its words with any figures, and its height there."""
    return re.sub(r"\d+", "#", " ".join(line.text.casefold().split())), round(line.y / _STEP)


def _is_number(key: str) -> bool:
    return bool(_NUMBER.fullmatch(key.replace("#", "1"))) and len(key.split()) <= 4


def _is_often(count: int, pages: int, *, numbered: bool) -> bool:
    return count >= (2 if numbered else _FEWEST_PAGES) and count >= pages * _SHARE
