"""Words, figures and signs of a folded text: the units that an excerpt and an article are compared by."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from index.language.patterns import UNSPACED
from rag.facts.figures import figures_in
from rag.facts.numbers import plain_digits
from rag.lookup.folding import BREAK, Extent, FoldedText

_LETTER = f"(?:(?!{UNSPACED.pattern})[^\\W_])"
_TOKEN = re.compile(
    r"[$£¥\u20a0-\u20cf]?(?:(?<![\d.,])\d{1,3}(?: \d{3})++(?!\d)|\d++)(?:[.,]\d++)*+"
    rf"(?:%|(?![^\W_])|(?={UNSPACED.pattern}))"
    rf"|{UNSPACED.pattern}"
    r"|(?<![^\W_])(?:[^\W\d_]\.){2,}"
    rf"|{_LETTER}+(?:['\u0300-\u036f{BREAK}]{_LETTER}+|\.[a-z]{{2,3}}\b)*"
    r"|\S"
)
_GROUPS = re.compile(r"(?<=\d)[., ](?=\d{3}(?!\d))")
_ENDS = frozenset(".!?:…")


def keys_of(text: str) -> frozenset[str]:
    """Return the keys of a folded text's tokens, which is quicker than the tokens."""
    return frozenset(map(_key, _TOKEN.findall(text.casefold())))


def _key(text: str) -> str:
    """Return what a token in lower case is found by: digits without what groups them, letters without points."""
    if text.isalpha():
        return text
    if text[-1].isdecimal() or text[0].isdecimal():
        return _GROUPS.sub("", plain_digits(text))
    return text.replace(BREAK, "").replace(".", "") or text


class Token(NamedTuple):
    """A word, a figure or a sign; `key` is what it is found by, whatever its case; offsets are folded."""

    text: str
    key: str
    start: int
    end: int
    word: bool


class Tokens(list[Token]):
    """The tokens of a folded text, in order; read in a language, a figure in digits is one with what it counts."""

    def __init__(self, folded: FoldedText, language: str | None = None) -> None:
        self.folded = folded
        tokens = (
            Token(text.replace(BREAK, ""), _key(text.casefold()), found.start(), found.end(), _is_word(text))
            for found in _TOKEN.finditer(folded.text)
            for text in [found.group()]
        )
        super().__init__(_join_figures(tokens, folded.text, language) if language else tokens)

    def read_in(self, language: str) -> "Tokens":
        """Return the same with the figures of a language."""
        return Tokens(self.folded, language)

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


def _is_word(text: str) -> bool:
    return len(text) > 1 or text.isalnum()


def _join_figures(tokens: Iterable[Token], text: str, language: str) -> Iterator[Token]:
    """Make the tokens of a figure one, found by its value: $3.5m, 3.5 million dollars."""
    figures = deque(one for one in figures_in(text, language) if any(map(str.isdecimal, one.text)))
    inside: list[Token] = []
    for token in tokens:
        while figures and figures[0].end <= token.start:
            figures.popleft()
        if not figures or not figures[0].start <= token.start or token.end > figures[0].end:
            yield from inside
            inside = []
            yield token
            continue
        inside.append(token)
        if token.end == figures[0].end:
            start, key = inside[0].start, f"{figures[0].values[0]:.12g}"
            yield Token(text[start : token.end], key, start, token.end, word=True)
            inside = []
    yield from inside
