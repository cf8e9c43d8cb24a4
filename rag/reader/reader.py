"""The reader: how well each sentence of a passage answers a question, and whether a passage bears out a claim."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from index.embed.e5 import BundledE5, count_cores
from index.embed.embedder import Embedder
from index.embed.session import open_session
from index.embed.weights import Floats
from index.errors import EmbeddingError
from rag.reader.pair import Pair, Pairing, Task

FILE = Path(__file__).with_name("reader.onnx")
LANGUAGES = frozenset("ar de el en es hi id ja pt ro ru th tl tr vi zh".split())  # that it has learnt
_log = logging.getLogger(__name__)
_OUTPUTS: dict[Task, str] = {"answers": "answers", "supports": "labels"}
_ROOM = 320  # tokens of a pair


@dataclass(frozen=True, slots=True)
class Answering:
    """What the reader makes of a question beside a passage: shares that sum to 1.

    `none` is that of no sentence answering, `sentences` those of the ones read, which are the passage's first.
    """

    none: float
    sentences: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the reader makes of a claim beside a passage: shares that sum to 1."""

    supported: float
    contradicted: float
    neither: float


class Reader:
    """Reads pairs with the trained network, one on a thread, as many at once as there are cores.

    It shares the embedder's tokens and their embeddings. Safe from several threads.
    """

    def __init__(self, embedder: BundledE5, model: bytes) -> None:
        self._session: Any = open_session(model)
        self._embedder = embedder
        self.pairing = Pairing(embedder.weights, embedder.tokenize)

    def read(self, question: str, passages: Sequence[Sequence[str]]) -> list[Answering]:
        """Read a question beside the sentences of each passage."""
        found = self._score_all("answers", question, passages)
        return [Answering(float(shares[0]), tuple(map(float, shares[1:]))) for shares in found]

    def judge(self, claim: str, passages: Sequence[Sequence[str]]) -> list[Judgement]:
        """Judge a claim by the sentences of each passage."""
        return [Judgement(*map(float, shares)) for shares in self._score_all("supports", claim, passages)]

    def score(self, task: Task, pair: Pair) -> Floats:
        """Return the shares of all outcomes of a pair: of none and each sentence, or of each label."""
        embedded = self._embedder.embed_tokens(np.array(pair.ids))[None]
        scores: Floats = self._session.run([_OUTPUTS[task]], {"embedded": embedded, "rows": pair.average_rows()})[0]
        shares = np.exp(scores - scores.max())
        return np.asarray(shares / shares.sum())

    def _score_all(self, task: Task, query: str, passages: Sequence[Sequence[str]]) -> list[Floats]:
        pairs = [self.pairing(task, query, sentences, _ROOM) for sentences in passages]
        if len(pairs) < 2:
            return [self.score(task, pair) for pair in pairs]
        with ThreadPoolExecutor(count_cores()) as pool:
            return list(pool.map(partial(self.score, task), pairs))


def open_reader(embedder: Embedder, file: Path = FILE) -> Reader | None:
    """Return the reader that shares the embedder's tokens; None beside an embedder that is not the bundled one.

    Where the file can't be loaded there is none either, and the log says so.
    """
    if not isinstance(embedder, BundledE5):
        return None
    try:
        return Reader(embedder, file.read_bytes())
    except (EmbeddingError, OSError) as error:
        _log.warning("The reader can't be loaded (%s); answers are chosen by nearness alone", error)
        return None
