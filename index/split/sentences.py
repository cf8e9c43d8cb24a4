"""Where sentences begin and end, as offsets.

A paragraph is a line. Inside it a sentence ends at a stop (with its closing quotes and footnote marks), in scripts
without stops at a space, and where a page has run two together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.prose import is_prose
from index.split.run_together import find_lost_boundaries
from index.split.stops import ends_with_stop, find_boundaries
from index.split.unstopped import find_spaced_boundaries

_BLOCK = re.compile(r"\S(?:.*\S)?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence or heading, without the white space around it."""

    start: int
    end: int
    heading: bool


def split_paragraphs(text: str) -> Iterator[list[SentenceSpan]]:
    """Yield the sentences of each paragraph; together they hold every visible character of `text`."""
    lost = find_lost_boundaries(text)
    for block in _BLOCK.finditer(text):
        spans = list(_strip_spans(text, _find_cuts(block, lost)))
        if len(spans) == 1 and not is_prose(block.group()) and not ends_with_stop(block.group()):
            yield [SentenceSpan(block.start(), block.end(), heading=True)]
        else:
            yield [SentenceSpan(start, end, heading=False) for start, end in spans]


def split_sentences(text: str) -> list[SentenceSpan]:
    """Return the sentences of all paragraphs."""
    return [span for paragraph in split_paragraphs(text) for span in paragraph]


def _find_cuts(block: re.Match[str], lost: set[int]) -> list[int]:
    line, offset = block.group(), block.start()
    cuts = {at for at in lost if block.start() < at < block.end()}
    cuts.update(offset + at for at in (*find_boundaries(line), *find_spaced_boundaries(line)))
    return sorted({block.start(), *cuts, block.end()})


def _strip_spans(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
