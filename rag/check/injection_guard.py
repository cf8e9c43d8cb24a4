"""Sentences that tell whoever answers what to say: no model that answers is given them, and they support no statement.

A model that gives way repeats what is demanded, and since the demand has the very words, it would be cited for them.
What is a demand is told by how far its vector points along one direction, `demand.npy`, from sentences that state
something to sentences that instruct; `pullquote eval guard` fits it. A claim that is planted as a plain sentence is no
demand: it is cited from who says so.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.embed.embedder import Embeddings
from index.library import Library
from rag.calibration import Calibration, calibration_for
from rag.check.checker import Checker
from rag.check.verdict import Verdict
from rag.retrieve.hit import Hit

DIRECTION = Path(__file__).with_name("demand.npy")


class InjectionGuard:
    """Checks statements, lets no demand support one, and tells demands from news. Safe from several threads.

    Beside an embedder that no direction was fitted for, nothing is a demand.
    """

    def __init__(self, library: Library, checker: Checker, calibration: Calibration | None = None) -> None:
        self._library = library
        self._check = checker.check
        self._bar = (calibration or calibration_for(library.embedder.model_name)).demand
        self._instructs = lru_cache(maxsize=4096)(self._points_along)

    def __call__(self, statement: str, language: str, cited: Sequence[Hit], others: Sequence[Hit]) -> Verdict:
        """Check a statement in a language against the passages it cites; `others` were read, too.

        What demands something is as if it weren't there: it supports nothing, and denies nothing.
        """
        return self._check(statement, language, cited, others, self._find_sentences([*cited, *others]))

    def find_demands(self, hits: Sequence[Hit]) -> frozenset[str]:
        """Return the ids of the sentences that are demands, and the titles and publishers that are."""
        names = {name for hit in hits for name in (hit.article.title, hit.article.publisher) if name}
        return self._find_sentences(hits) | set(filter(self._instructs, names))

    def _find_sentences(self, hits: Sequence[Hit]) -> frozenset[str]:
        ids = [sentence.id for hit in hits for sentence in hit.passage.sentences]
        if self._bar is None or not ids:
            return frozenset()
        pointing = self._library.vectors.nearest("sentences", read_direction(), len(ids), ids)
        return frozenset(one for one, similarity in pointing if similarity >= self._bar)

    def _points_along(self, text: str) -> bool:
        if self._bar is None:
            return False
        return float(np.dot(self._library.embedder.embed_passages([text])[0], read_direction())) >= self._bar


@lru_cache(maxsize=1)
def read_direction() -> Embeddings:
    """Return the direction of demands, of unit length."""
    direction: Embeddings = np.load(DIRECTION, allow_pickle=False)
    return direction
