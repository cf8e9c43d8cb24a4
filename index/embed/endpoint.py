"""Any OpenAI-compatible endpoint as an embedder."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from pydantic import PrivateAttr

from index.embed.embedder import Embedder, Embeddings, sanitize
from index.errors import EmbeddingError
from index.settings import EmbedSettings


class EndpointEmbedder(Embedder):
    """Any server that speaks OpenAI's embeddings API; tokens are counted with tiktoken's cl100k."""

    _settings: EmbedSettings = PrivateAttr()
    _failed: bool = PrivateAttr(default=False)

    def __init__(self, settings: EmbedSettings, **fields: Any) -> None:
        super().__init__(model_name=settings.model, **fields)
        self._settings = settings

    @property
    def identity(self) -> str:
        """The model and where it is served; the key is no part of it."""
        return f"{self._settings.model} at {self._settings.base_url}"

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """Embed in batches; a wrong count, dimension or number is an EmbeddingError."""
        prefixed = [self._settings.passage_prefix + sanitize(text) for text in texts]
        size = self._settings.batch
        batches = [self._request(prefixed[at : at + size]) for at in range(0, len(prefixed), size)]
        if len({batch.shape[1] for batch in batches}) > 1:
            raise EmbeddingError(f"{self.identity} returned vectors of different lengths")
        return np.concatenate(batches) if batches else np.empty((0, 0), dtype=np.float32)

    def embed_question(self, text: str) -> Embeddings:
        """Embed with the query prefix, if one is set."""
        return np.asarray(self._request([self._settings.query_prefix + sanitize(text)])[0])

    def count_tokens(self, text: str) -> int:
        """Count with cl100k, the encoding LlamaIndex brings along."""
        return len(self._encoding(self._settings.passage_prefix + text))

    def _request(self, texts: list[str]) -> Embeddings:
        import openai

        client = self._client.with_options(max_retries=0) if self._failed else self._client
        self._failed = True  # until it answers, so that one that hangs costs its timeout once from then on
        try:
            reply = client.embeddings.create(model=self._settings.model, input=texts, encoding_format="float")
            rows = [item.embedding for item in sorted(reply.data, key=lambda item: item.index)]
            with np.errstate(over="ignore"):  # what is too great becomes infinite, which is refused below
                vectors = np.asarray(rows, dtype=np.float32)
        except openai.APIError as error:
            raise EmbeddingError(f"{self.identity} failed: {self._hide_key(error)}") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise EmbeddingError(f"{self.identity} answered with something other than embeddings") from error
        self._failed = False
        if vectors.ndim != 2 or len(vectors) != len(texts):
            raise EmbeddingError(f"{self.identity} returned {len(rows)} vectors for {len(texts)} texts")
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or not lengths.all():
            raise EmbeddingError(f"{self.identity} returned a vector that is zero or not a number")
        return np.asarray(vectors / lengths, dtype=np.float32)

    def _hide_key(self, error: Exception) -> str:
        key = self._settings.api_key.get_secret_value()
        message = " ".join(str(error).split())
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
