"""Words, figures and signs of a folded text: the units that an excerpt and an article are compared by."""

import re
from typing import NamedTuple

from rag.lookup.folding import Extent, FoldedText

_TOKEN = re.compile(
    r"[$€£₱¥]?\d++(?:[.,]\d++)*+(?:%|(?![^\W_]))"
    r"|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W_]+(?:['\u0300-\u036f][^\W_]+|\.[a-z]{2,3}\b)*"
    r"|\S"
)
_ENDS = frozenset(".!?:…")


def keys_of(text: str) -> frozenset[str]:
    """Return the keys of a folded text's tokens, which is quicker than the tokens."""
    return frozenset(_TOKEN.findall(text.casefold()))


class Token(NamedTuple):
    """A word, a figure or a sign; `key` is what it is found by, whatever its case; offsets are folded."""

    text: str
    key: str
    start: int
    end: int
    word: bool


class Tokens(list[Token]):
    """The tokens of a folded text, in order."""

    def __init__(self, folded: FoldedText) -> None:
        self.folded = folded
        super().__init__(
            Token(text, text.casefold(), found.start(), found.end(), len(text) > 1 or text.isalnum())
            for found in _TOKEN.finditer(folded.text)
            for text in [found.group()]
        )

    def extent(self, start: int, end: int) -> Extent:
        """Return the span of the original that the tokens from `start` to `end` stand for."""
        return self.folded.extent(self[start].start, self[end - 1].end)

    def words_between(self, start: int, end: int) -> str:
        """Return the words of the original from one token to another; nothing if there are none."""
        if start >= end:
            return ""
        span = self.extent(start, end)
        return " ".join(self.folded.original[span.start : span.end].split())

    def sentence_start(self, at: int, most: int) -> int:
        """Return where the sentence of a token begins if that is at most so many tokens before, else `at`."""
        return next((back for back in range(at, max(0, at - most) - 1, -1) if self.opens_sentence(back)), at)

    def opens_sentence(self, at: int) -> bool:
        """Tell whether a sentence or a paragraph begins with a token."""
        if at == 0:
            return self.folded.extent(self[0].start, self[0].end).start == 0
        if self[at - 1].key == "'" and at > 1:
            return self.opens_sentence(at - 1)
        between = self.folded.original[self.extent(at - 1, at).end : self.extent(at, at + 1).start]
        return self[at - 1].key in _ENDS or "\n" in between
