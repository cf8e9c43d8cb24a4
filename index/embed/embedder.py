"""Text → vectors: what every embedder can do.

All are LlamaIndex embeddings, and return float32 arrays of unit length to those who want arrays.
"""

from collections.abc import Sequence

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray

Embeddings = NDArray[np.float32]


class Embedder(BaseEmbedding):
    """A LlamaIndex embedding that also knows its identity, dimension and tokens."""

    @property
    def identity(self) -> str:
        """Name what makes the vectors: equal identities, comparable vectors."""
        raise NotImplementedError

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """Embed texts to be found; shape (len(texts), dimension), unit length. Raise EmbeddingError."""
        raise NotImplementedError

    def embed_question(self, text: str) -> Embeddings:
        """Embed a question; shape (dimension,), unit length. Raise EmbeddingError."""
        raise NotImplementedError

    def count_tokens(self, text: str) -> int:
        """Count the tokens of `text` as the embedder reads it, its passage prefix included."""
        raise NotImplementedError

    def _get_query_embedding(self, query: str) -> list[float]:
        return self.embed_question(query).tolist()  # type: ignore[no-any-return]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self.embed_passages([text])[0].tolist()  # type: ignore[no-any-return]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self.embed_passages(texts).tolist()  # type: ignore[no-any-return]


def sanitize(text: str) -> str:
    """Replace what no engine takes: NUL and lone surrogates."""
    return text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
