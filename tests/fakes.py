"""Stand-ins for what is slow or far away."""

import re
import time
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from pydantic import PrivateAttr

from index.embed.embedder import Embedder, Embeddings
from index.errors import EmbeddingError


class FakeEmbedder(Embedder):
    """Embeds a text as its hashed words: the same words, the same direction. A token is a word.

    `embedded` lists the passages it was given. It raises EmbeddingError on a text that holds `fails_on`, or what
    `fails_with` says, and takes `pause` seconds for each call.
    """

    name: str = "fake"
    dimension: int = 64
    fails_on: str | None = None
    fails_with: Any = None
    pause: float = 0
    _embedded: list[str] = PrivateAttr(default_factory=list)

    def __init__(self, **fields: Any) -> None:
        super().__init__(model_name="fake", **fields)

    @property
    def identity(self) -> str:
        """The given name; the dimension is no part of it."""
        return self.name

    @property
    def embedded(self) -> list[str]:
        """Every passage embedded so far."""
        return self._embedded

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """Embed each text's words."""
        time.sleep(self.pause)
        if self.fails_with is not None:
            raise self.fails_with
        if any(self.fails_on and self.fails_on in text for text in texts):
            raise EmbeddingError("the fake embedder was told to fail")
        self._embedded.extend(texts)
        return np.stack([self.embed_question(text) for text in texts])

    def embed_question(self, text: str) -> Embeddings:
        """Embed in the same form as passages."""
        vector = np.zeros(self.dimension, dtype=np.float32)
        vector[0] = 0.1
        for word in re.findall(r"\w+", text.lower()):
            vector[zlib.crc32(word.encode()) % self.dimension] += 1
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)

    def count_tokens(self, text: str) -> int:
        """Count the words."""
        return len(text.split())
