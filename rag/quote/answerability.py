"""The gate: does what was picked answer the question, or does it only stand nearest to it?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from pydantic import BaseModel, ConfigDict

from index.embed.embedder import Embedder
from index.language.words import share_of
from rag.facts.times.period import Period
from rag.question.times import share_untold
from rag.quote.ranking import Quote
from rag.retrieve.hit import Hit, Reading
from rag.settings import RagSettings

CALIBRATION = "gate"  # what the catalog notes it under
_SHARE, _MISSING, _UNTIMED = 0.08, 0.09, 0.15
_OTHERS = 4
_ANY = 0.8  # how near the embedder puts a passage on something else
_CAPITALISED = re.compile(r"(?<=\s)[^\W_]*[A-Z][^\W_]*")
_MEASURED = {"multilingual-e5-small": (0.865, 0.84)}


class Calibration(BaseModel):
    """A gate that was fitted on questions of one's own, for one embedder; kept in the home's catalog."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    embedder: str
    within: float
    across: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """How strongly what was read speaks for an answer, and whether it does so across languages."""

    score: float
    across: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """From which evidence on a question is answered: within a language, and across, where scores are lower.

    Every embedder has a scale of its own; one that nothing was measured for refuses nothing.
    """

    within: float
    across: float

    def lets(self, evidence: Evidence) -> bool:
        """Tell whether the question is answered."""
        return self.margin(evidence) >= 0

    def margin(self, evidence: Evidence) -> float:
        """Return how far above its bar the evidence is; below 0 it is refused."""
        return evidence.score - (self.across if evidence.across else self.within)


def weigh(ranked: Sequence[Quote], reading: Reading, asked: Sequence[Period] = ()) -> Evidence:
    """Weigh what speaks for an answer, the sentences read being `ranked`, `asked` the times asked about.

    That is how near the best sentence and its passage are, how far the sentence is ahead of the next ones and the
    passage ahead of the others, and how many of the question's words its article has. Names in the question that the
    passage lacks count against it, but only within a language: across, a country may well go by another name.
    A time asked about counts against it, too, where neither the article nor its date speaks of it.
    The weights were fitted on the dev halves of the standing question sets.
    """
    best = ranked[0]
    hit = best.hit
    across = hit.article.language != reading.language
    nearness = (best.hit.sentences[best.sentence.id] + 3 * hit.similarity) / 4
    missing = 0.0 if across else _share_missing(reading.question, hit.text)
    share = share_of(reading.weights, hit.article.text)
    untimed = share_untold(asked, hit.article)
    return Evidence(
        nearness + _lead(ranked) / 4 + _ahead(reading.hits) + _SHARE * share - _MISSING * missing - _UNTIMED * untimed,
        across=across,
    )


def _lead(ranked: Sequence[Quote]) -> float:
    """Return how far the best sentence is ahead of the mean of the next three."""
    following = [quote.score for quote in ranked[1:4]]
    return ranked[0].score - mean(following) if following else 0.0


def _ahead(hits: Sequence[Hit]) -> float:
    """Return how far the nearest passage is ahead of the fifth; in a small library, of any passage at all."""
    nearest = sorted((hit.similarity for hit in hits), reverse=True)
    return nearest[0] - (nearest[_OTHERS] if len(nearest) > _OTHERS else min(_ANY, nearest[0]))


def _share_missing(question: str, text: str) -> float:
    """Return the share of the names in a question that a text lacks."""
    names = [name.lower() for name in _CAPITALISED.findall(question)]
    there = text.lower()
    return sum(name not in there for name in names) / len(names) if names else 0.0


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
