"""The gate: does what was picked answer the question, or does it only stand nearest to it?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from index.embed.embedder import Embedder
from index.language.words import share_of
from rag.answer import Noun
from rag.calibration import DEFAULT, AnswerabilityWeights, calibration_for
from rag.facts.dates.period import Period
from rag.question.times import share_untold
from rag.quote.ranking import Quote
from rag.retrieve.hit import Hit, Reading
from rag.settings import RagSettings

GATE_KEY = "gate"  # what the catalog notes it under
_OTHERS = 4  # passages that the nearest is compared with
_CAPITALISED = re.compile(r"(?<=\s)[^\W_]*[A-Z][^\W_]*")


class FittedGate(Noun):
    """A gate that was fitted on questions of one's own, for one embedder; kept in the home's catalog."""

    embedder: str
    within: float
    across: float


@dataclass(frozen=True, slots=True)
class Answerability:
    """How strongly what was read speaks for an answer, and whether it is in another language than the question."""

    score: float
    across: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """From which score on a question is answered: within a language, and across, where scores are lower."""

    within: float
    across: float

    def passes(self, answerability: Answerability) -> bool:
        """Tell whether the question is answered."""
        return self.margin(answerability) >= 0

    def margin(self, answerability: Answerability) -> float:
        """Return how far above its bar the score is; below 0 the question is refused."""
        return answerability.score - (self.across if answerability.across else self.within)


def score_answerability(
    ranked: Sequence[Quote],
    reading: Reading,
    asked: Sequence[Period] = (),
    weights: AnswerabilityWeights = DEFAULT.answerability,
) -> Answerability:
    """Score what speaks for an answer, the sentences read being `ranked`, `asked` the times asked about.

    That is how near the best sentence and its passage are, how far the sentence is ahead of the next ones and the
    passage ahead of the others, and how many of the question's words its article has. Names in the question that the
    passage lacks count against it, but only within a language: across, a country may well go by another name.
    A time asked about counts against it, too, where neither the article nor its date speaks of it.
    """
    best = ranked[0]
    hit = best.hit
    across = hit.article.language != reading.language
    score = (
        (hit.sentences[best.sentence.id] + weights.passage * hit.similarity) / (1 + weights.passage)
        + weights.lead * _lead_of_sentence(ranked)
        + _lead_of_passage(reading.hits, weights.unrelated)
        + weights.words * share_of(reading.weights, hit.article.text)
        - weights.missing * (0.0 if across else _share_missing(reading.question, hit.text))
        - weights.untimed * share_untold(asked, hit.article)
    )
    return Answerability(score, across)


def _lead_of_sentence(ranked: Sequence[Quote]) -> float:
    """Return how far the best sentence is ahead of the mean of the next three."""
    following = [quote.score for quote in ranked[1:4]]
    return ranked[0].score - mean(following) if following else 0.0


def _lead_of_passage(hits: Sequence[Hit], unrelated: float) -> float:
    """Return how far the nearest passage is ahead of the fifth; in a small library, of any passage at all."""
    nearest = sorted((hit.similarity for hit in hits), reverse=True)
    return nearest[0] - (nearest[_OTHERS] if len(nearest) > _OTHERS else min(unrelated, nearest[0]))


def _share_missing(question: str, text: str) -> float:
    """Return the share of the names in a question that a text lacks."""
    names = [name.lower() for name in _CAPITALISED.findall(question)]
    there = text.lower()
    return sum(name not in there for name in names) / len(names) if names else 0.0


def gate_for(embedder: Embedder, settings: RagSettings, fitted: str | None = None) -> Gate:
    """Return the gate that the settings ask for, or else the home's own, or else the one of the embedder's row.

    `fitted` is a FittedGate as JSON; one that was fitted for another embedder counts nothing.
    """
    bars = calibration_for(embedder.model_name).answerability
    gate = Gate(bars.within, bars.across)
    if fitted is not None:
        own = FittedGate.model_validate_json(fitted)
        gate = Gate(own.within, own.across) if own.embedder == embedder.identity else gate
    return Gate(
        gate.within if settings.answers_from is None else settings.answers_from,
        gate.across if settings.answers_across_from is None else settings.answers_across_from,
    )
