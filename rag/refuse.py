"""The gate: does what was picked answer the question, or does it only stand nearest to it?"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from index.embed import Embedder
from rag.quote import Quote
from rag.retrieve import Reading
from rag.settings import RagSettings

CALIBRATION = "gate"  # what the catalog notes it under
_UNKNOWN_NAME = 0.04  # what a name costs that stands in no article
_CAPITALISED = re.compile(r"(?<=\s)[^\W_]*[A-Z][^\W_]*")
_MEASURED = {"multilingual-e5-small": (1.10, 1.05)}


class Calibration(BaseModel):
    """A gate that was fitted on questions of one's own, for one embedder; kept in the home's catalog."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    embedder: str
    within: float
    across: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """How strongly the best quote speaks for an answer, and whether it does so across languages."""

    score: float
    across: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """From which score on a quote answers: within a language, and across, where scores are lower.

    Every embedder has a scale of its own; one that nothing was measured for refuses nothing.
    """

    within: float
    across: float

    def lets(self, quote: Quote, reading: Reading, language: Callable[[], str]) -> bool:
        """Tell whether the best quote answers a question asked in `language`.

        The language is looked up only where it decides, because the first look takes most of a second.
        """
        if quote.score >= max(self.within + _UNKNOWN_NAME, self.across):
            return True
        if quote.score < min(self.within, self.across):
            return False
        return self.margin(weigh(quote, reading, language())) >= 0

    def margin(self, evidence: Evidence) -> float:
        """Return how far above its bar the evidence is; below 0 it is refused."""
        return evidence.score - (self.across if evidence.across else self.within)


def weigh(quote: Quote, reading: Reading, language: str) -> Evidence:
    """Weigh the best quote for a question asked in `language`.

    Names in the question that stand in no article count against it, but only within a language:
    across languages a country may well go by another name.
    """
    if quote.hit.article.language != language:
        return Evidence(quote.score, across=True)
    names = {name.lower() for name in _CAPITALISED.findall(reading.question)}
    return Evidence(quote.score - (_UNKNOWN_NAME if names & reading.unknown else 0.0), across=False)


def gate_for(embedder: Embedder, settings: RagSettings, calibrated: str | None = None) -> Gate:
    """Return the gate that the settings ask for, or else the home's own, or else the one measured for the model.

    `calibrated` is a Calibration as JSON; one that was fitted for another embedder counts nothing.
    """
    within, across = _MEASURED.get(embedder.model_name, (0.0, 0.0))
    if calibrated is not None:
        own = Calibration.model_validate_json(calibrated)
        if own.embedder == embedder.identity:
            within, across = own.within, own.across
    return Gate(
        within if settings.answers_from is None else settings.answers_from,
        across if settings.answers_across_from is None else settings.answers_across_from,
    )
