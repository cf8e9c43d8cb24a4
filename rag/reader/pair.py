"""A question or a claim beside a passage, as the reader takes them: one row of tokens, and where in it what stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from index.embed.tokenizer import Tokenizer
from index.embed.weights import Floats, Weights

Task = Literal["answers", "supports"]
_PREFIX: dict[Task, str] = {"answers": "query: ", "supports": "passage: "}  # the embedder's own
_PASSAGE = "passage:"
_LONGEST_QUERY = 96  # tokens of a question or claim
_SHORTEST_CUT = 8  # tokens; of a sentence that doesn't fit, less than this is left out

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Token ids, and token spans: of the question or claim (the query), of the whole passage, of each of its sentences.

    The sentences are the passage's first ones, as many as have room; the last may be cut.
    """

    ids: tuple[int, ...]
    query: Span
    passage: Span
    sentences: tuple[Span, ...]

    def average_rows(self) -> Floats:
        """Return what averages tokens (rows, tokens): those of the query, of the passage, and of each sentence."""
        rows = np.zeros((2 + len(self.sentences), len(self.ids)), dtype=np.float32)
        for row, (start, end) in zip(rows, (self.query, self.passage, *self.sentences), strict=True):
            row[start:end] = 1 / (end - start)
        return rows


class Pairing:
    """Makes pairs with the bundled model's tokens."""

    def __init__(self, weights: Weights, tokenize: Tokenizer) -> None:
        self._bos, self._eos = weights.bos, weights.eos
        self._tokenize = tokenize

    def __call__(self, task: Task, query: str, sentences: Sequence[str], room: int) -> Pair:
        """Return the pair of a question or claim with some sentences, at most `room` tokens long."""
        opening, beginning = self._tokenize([_PREFIX[task] + query, _PASSAGE])
        ids = [self._bos, *opening[:_LONGEST_QUERY], self._eos]
        query_span = (1, len(ids) - 1)
        ids += beginning
        spans: list[Span] = []
        for tokens in self._tokenize(sentences):
            left = room - 1 - len(ids)
            if spans and left < min(len(tokens), _SHORTEST_CUT):
                break
            spans.append((len(ids), len(ids) + len(tokens[:left])))
            ids += tokens[:left]
        return Pair((*ids, self._eos), query_span, (spans[0][0], len(ids)), tuple(spans))

    def choose_around(self, sentences: Sequence[str], at: int, room: int) -> range:
        """Return the numbers of sentence `at` and of those beside it, as many as fit into so many tokens.

        What follows comes first: it goes on about it, as what stands before only leads up to it.
        """
        sizes = [self.count_tokens(sentence) for sentence in sentences]
        start, end, left = at, at + 1, room - sizes[at]
        while sides := [side for side in (end, start - 1) if 0 <= side < len(sizes) and sizes[side] <= left]:
            side = sides[0] if end - at <= at - start + 1 or len(sides) == 1 else sides[-1]
            left -= sizes[side]
            start, end = min(start, side), max(end, side + 1)
        return range(start, end)

    def count_tokens(self, sentence: str) -> int:
        """Return how many tokens a sentence takes."""
        return len(self._tokenize([sentence])[0])
