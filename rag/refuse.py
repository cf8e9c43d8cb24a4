"""The gate: does what was picked answer the question, or does it only stand nearest to it?"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rag.quote import Quote
from rag.retrieve import Reading
from rag.settings import RagSettings

_UNKNOWN_NAME = 0.04  # what a name costs that stands in no article
_CAPITALISED = re.compile(r"(?<=\s)[^\W_]*[A-Z][^\W_]*")
_MEASURED = {"multilingual-e5-small": (1.10, 1.05)}


@dataclass(frozen=True, slots=True)
class Gate:
    """From which score on a quote answers: within a language, and across, where scores are lower.

    Every embedder has a scale of its own; one that nothing was measured for refuses nothing.
    """

    within: float
    across: float

    def lets(self, quote: Quote, reading: Reading, language: Callable[[], str]) -> bool:
        """Tell whether the best quote answers a question asked in `language`.

        Names in the question that stand in no article count against it, but only within a language:
        across languages a country may well go by another name. The language is looked up only where it
        decides, because the first look takes most of a second.
        """
        if quote.score >= max(self.within + _UNKNOWN_NAME, self.across):
            return True
        if quote.score < min(self.within, self.across):
            return False
        if quote.hit.article.language != language():
            return quote.score >= self.across
        names = {name.lower() for name in _CAPITALISED.findall(reading.question)}
        return quote.score - (_UNKNOWN_NAME if names & reading.unknown else 0.0) >= self.within


def gate_for(embedder: str, settings: RagSettings) -> Gate:
    """Return the gate that the settings ask for, or else the one measured for the embedder's model."""
    within, across = _MEASURED.get(embedder, (0.0, 0.0))
    return Gate(
        within if settings.answers_from is None else settings.answers_from,
        across if settings.answers_across_from is None else settings.answers_across_from,
    )
