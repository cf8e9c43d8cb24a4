"""Names that are translated: is `Peste Negra` the `Black Death`? Vectors tell, where neither looks nor the table do."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from index.embed.embedder import Embedder
from rag.facts.name import Name

NameMatcher = Callable[[Name, Sequence[Name]], bool]  # is a name one of these, in another language?


class TranslatedNames:
    """Tells by similarity, without a `bar` never; names of the table and those with numbers are left to the rules."""

    def __init__(self, embedder: Embedder, bar: float | None) -> None:
        self._bar = bar
        self._vector = lru_cache(maxsize=4096)(lambda name: embedder.embed_passages([name])[0])

    def __call__(self, name: Name, others: Sequence[Name]) -> bool:
        """Tell whether a name is one of others in another language."""
        if self._bar is None or not _is_plain(name):
            return False
        mine = self._vector(name.text)
        return any(float(np.dot(mine, self._vector(one.text))) >= self._bar for one in others if _is_plain(one))


def _is_plain(name: Name) -> bool:
    return not name.key and not any(one.isdigit() for one in name.text)
