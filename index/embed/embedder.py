"""Text → vectors: what every embedder can do, and any OpenAI-compatible endpoint as one.

All are LlamaIndex embeddings, and return float32 arrays of unit length to those who want arrays.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray
from pydantic import PrivateAttr

from index.errors import EmbeddingError
from index.settings import EmbedSettings

Vectors = NDArray[np.float32]


class Embedder(BaseEmbedding):
    """A LlamaIndex embedding that also knows its identity, dimension and tokens."""

    @property
    def identity(self) -> str:
        """Name what makes the vectors: equal identities, comparable vectors."""
        raise NotImplementedError

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to be found; shape (len(texts), dimension), unit length. Raise EmbeddingError."""
        raise NotImplementedError

    def embed_question(self, text: str) -> Vectors:
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


class EndpointEmbedder(Embedder):
    """Any server that speaks OpenAI's embeddings API; tokens are counted with tiktoken's cl100k."""

    _settings: EmbedSettings = PrivateAttr()

    def __init__(self, settings: EmbedSettings, **fields: Any) -> None:
        super().__init__(model_name=settings.model, **fields)
        self._settings = settings

    @property
    def identity(self) -> str:
        """The model and where it is served; the key is no part of it."""
        return f"{self._settings.model} at {self._settings.base_url}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed in batches; a wrong count, dimension or number is an EmbeddingError."""
        prefixed = [self._settings.passage_prefix + speakable(text) for text in texts]
        size = self._settings.batch
        batches = [self._request(prefixed[at : at + size]) for at in range(0, len(prefixed), size)]
        if len({batch.shape[1] for batch in batches}) > 1:
            raise EmbeddingError(f"{self.identity} returned vectors of different lengths")
        return np.concatenate(batches) if batches else np.empty((0, 0), dtype=np.float32)

    def embed_question(self, text: str) -> Vectors:
        """Embed with the query prefix, if one is set."""
        return np.asarray(self._request([self._settings.query_prefix + speakable(text)])[0])

    def count_tokens(self, text: str) -> int:
        """Count with cl100k, the encoding LlamaIndex brings along."""
        return len(self._encoding(self._settings.passage_prefix + text))

    def _request(self, texts: list[str]) -> Vectors:
        import openai

        try:
            reply = self._client.embeddings.create(model=self._settings.model, input=texts, encoding_format="float")
            rows = [item.embedding for item in sorted(reply.data, key=lambda item: item.index)]
            with np.errstate(over="ignore"):  # what is too great becomes infinite, which is refused below
                vectors = np.asarray(rows, dtype=np.float32)
        except openai.APIError as error:
            raise EmbeddingError(f"{self.identity} failed: {self._without_key(_one_line(error))}") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise EmbeddingError(f"{self.identity} answered with something other than embeddings") from error
        if vectors.ndim != 2 or len(vectors) != len(texts):
            raise EmbeddingError(f"{self.identity} returned {len(rows)} vectors for {len(texts)} texts")
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or not lengths.all():
            raise EmbeddingError(f"{self.identity} returned a vector that is zero or not a number")
        return np.asarray(vectors / lengths, dtype=np.float32)

    def _without_key(self, message: str) -> str:
        key = self._settings.api_key.get_secret_value()
        return (message.replace(key, "***") if key else message)[:200]

    @cached_property
    def _client(self) -> Any:
        import openai

        key = self._settings.api_key.get_secret_value() or "none"
        return openai.OpenAI(
            base_url=self._settings.base_url, api_key=key, timeout=self._settings.timeout, max_retries=2
        )

    @cached_property
    def _encoding(self) -> Any:
        from llama_index.core.utils import get_tokenizer

        return get_tokenizer()


def speakable(text: str) -> str:
    """Return text that any engine takes: no NUL, no lone surrogate."""
    return text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
