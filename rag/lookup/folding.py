"""Text folded for comparison, with the way back: which characters of the original each folded one stands for.

Folded are quotation marks, dashes, ellipses, white space and the typographer's ligatures, and nothing else: not
case, not accents, not punctuation. A hyphen before white space may be a column's, and then is no difference. Texts
come here in NFC and without invisible characters, as `index.tidy.characters.fold_characters` leaves them.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

from index.language.patterns import UNSPACED

OMISSION = "…"
BREAK = "\u00ad"  # a hyphen at the end of a line: one of the word, or of the line alone
_SINGLE = {
    **dict.fromkeys("\"'`´‘’‚‛“”„‟«»‹›「」『』〝〞〟＂＇ʼʹ′″", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－⸺⸻", "-"),
    **dict.fromkeys("\n\t", " "),
}
_HYPHENS = "-‐‑"
_TABLE = str.maketrans(_SINGLE)
_RUNS = re.compile(
    r"(?P<omission> ?(?:[\[(] ?)?(?:…|\.(?: ?\.){2})[ .…]*(?:[\])] ?)?)"
    r"|(?P<break>(?<=[^\W\d_])-[ ]+(?=[^\W\d_]))"
    r"|(?P<dash> *-[- ]*)|(?P<space>  +)|(?P<quote>''+)|(?P<form>[\uFB00-\uFB06\uFF01-\uFF5E])"
)
_FOLDS: dict[str, Callable[[str], str]] = {
    "omission": lambda _: OMISSION,
    "break": lambda _: BREAK,
    "dash": lambda _: "-",
    "space": lambda _: " ",
    "quote": lambda _: "'",
    "form": lambda found: unicodedata.normalize("NFKC", found),
}


class Extent(NamedTuple):
    """A span of the original text."""

    start: int
    end: int


class FoldedText:
    """A text between two offsets of an original, folded; spans of it lead back to the original."""

    def __init__(self, original: str, start: int = 0, end: int | None = None) -> None:
        self.original = original
        pieces: list[str] = []
        self._folded, self._source = [0], [start]  # where a piece begins, folded and in the original
        source = original[start:end].translate(_TABLE)
        at = length = 0
        for run in _RUNS.finditer(source):
            put = _FOLDS[run.lastgroup or ""](run.group())
            if put == BREAK and original[start + run.start()] not in _HYPHENS:
                put = "-"
            pieces += (source[at : run.start()], put)
            length += run.start() - at
            self._folded += (length, length + len(put))
            self._source += (start + run.start(), start + run.end())
            length += len(put)
            at = run.end()
        pieces.append(source[at:])
        self._end = start + len(source)
        self.text = "".join(pieces)

    def extent(self, start: int, end: int) -> Extent:
        """Return the span of the original that `text[start:end]` stands for, without white space around it."""
        first, last = self._origin(start)[0], self._origin(end - 1)[1]
        words = self.original[first:last]
        return Extent(first + len(words) - len(words.lstrip()), last - len(words) + len(words.rstrip()))

    def find(self, words: str, seams: Container[int] = ()) -> Iterator[Extent]:
        """Yield where folded `words` stand as whole words, in order; a word may end at any of the `seams`."""
        for start, end in self._occurrences(words):
            found = self.extent(start, end)
            if not any(splits_word(self.original, edge) and edge not in seams for edge in found):
                yield found

    def _occurrences(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield where words stand in the folded text, whether at the ends of lines they are hyphenated or not."""
        pattern = _hyphenated(words, BREAK in self.text)
        found = pattern.search(self.text)
        while found:
            yield found.span()
            found = pattern.search(self.text, found.start() + 1)

    def _origin(self, at: int) -> tuple[int, int]:
        """Return the span of the original that one folded character stands for."""
        piece = bisect_right(self._folded, at) - 1
        if piece % 2:  # a run that was folded into this
            return self._source[piece], self._source[piece + 1]
        source = self._source[piece] + at - self._folded[piece]
        return source, source + 1


def splits_word(text: str, at: int) -> bool:
    """Tell whether a word or a figure goes on across an offset."""
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.category(after).startswith("M"):
        return True
    if UNSPACED.match(before) or UNSPACED.match(after):
        return False
    if before.isdigit() and after == "%":
        return True
    figure = any(re.match(r"\d[.,]\d", text[max(0, at - back) : at + 2]) for back in (1, 2))
    return figure or (before.isalnum() and after.isalnum())


def _hyphenated(words: str, broken: bool) -> re.Pattern[str]:
    """Write words as a pattern for a text that is `broken` into lines, or has no hyphens of lines."""
    if not broken:
        return re.compile("-?".join(map(re.escape, words.split(BREAK))))
    hyphens = {"-": f"[-{BREAK}]", BREAK: f"[-{BREAK}]?"}
    pieces = (hyphens.get(one) or re.escape(one) for one in words)
    return re.compile("".join(piece + f"{BREAK}?" * one.isalpha() for one, piece in zip(words, pieces, strict=True)))
