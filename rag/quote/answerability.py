"""Does what was found answer the question, or does it only stand nearest to it?

What was found is shown as an answer, as the nearest words, said to be only that, or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from rag.answer import Confidence, Noun
from rag.calibration import DEFAULT, AnswerabilityWeights, Bar, Bars, Calibration
from rag.facts.dates.period import Period
from rag.question.times import share_untold
from rag.quote.ranking import Quote
from rag.retrieve.hit import Hit, Reading
from rag.settings import RagSettings

BARS_KEY = "bars"  # what the catalog notes them under
_OTHERS = 4  # passages that the nearest is compared with


class FittedBars(Noun):
    """Bars that were fitted on questions of one's own, for one embedder, with the reader or without."""

    embedder: str
    reader: bool
    bars: Bars


@dataclass(frozen=True, slots=True)
class Answerability:
    """How strongly what was read speaks for an answer, and whether it is in another language than the question."""

    score: float
    across: bool

    def margin(self, bar: Bar) -> float:
        """Return how far above a bar the score is; below 0 it isn't reached."""
        return self.score - (bar.across if self.across else bar.within)

    def confidence(self, bars: Bars) -> Confidence | None:
        """Return what was found is shown as; None where it isn't."""
        if self.margin(bars.answers) >= 0:
            return "answers"
        return "closest" if self.margin(bars.closest) >= 0 else None


def score_answerability(
    ranked: Sequence[Quote],
    reading: Reading,
    asked: Sequence[Period] = (),
    weights: AnswerabilityWeights = DEFAULT.answerability,
) -> Answerability | None:
    """Score what speaks for an answer, the sentences read being `ranked`, `asked` the times asked about.

    That is how near the best sentence's passage is, how far it is ahead of the others and the sentence ahead of the
    next ones, and the trained reader's odds of the sentence. A time asked about counts against it where neither the
    article nor its date speaks of it. None where nothing can answer: no sentence was read, or the best stands in a
    passage on something else.
    """
    if not ranked:
        return None
    best = ranked[0]
    across = best.hit.article.language != reading.language
    if best.hit.score < (weights.unrelated.across if across else weights.unrelated.within):
        return None
    score = (
        best.hit.similarity
        + weights.lead * _lead_of_sentence(ranked)
        + weights.ahead * _lead_of_passage(reading.hits, weights.unrelated.within)
        + weights.odds * (best.odds or 0.0)
        - weights.untimed * share_untold(asked, best.hit.article)
    )
    return Answerability(score, across)


def bars_for(
    row: Calibration, embedder: str, settings: RagSettings, fitted: str | None = None, *, reader: bool
) -> Bars:
    """Return the bars that the settings ask for, or else the home's own, or else those of the embedder's row.

    `embedder` is its identity; `fitted` are FittedBars as JSON, of which those that were fitted for another embedder,
    or for reading otherwise, count nothing.
    """
    known = row.bars if reader else Bars(row.nearness, row.nearness)
    if fitted is not None:
        own = FittedBars.model_validate_json(fitted)
        known = own.bars if (own.embedder, own.reader) == (embedder, reader) else known
    within, across = settings.answers_from, settings.answers_across_from
    closest = known.closest
    return Bars(
        Bar(_first(within, known.answers.within), _first(across, known.answers.across)),
        Bar(
            _first(settings.closest_from, within, closest.within),
            _first(settings.closest_across_from, across, closest.across),
        ),
    )


def _first(*bars: float | None) -> float:
    """Return the first bar that is set."""
    return next(bar for bar in bars if bar is not None)


def _lead_of_sentence(ranked: Sequence[Quote]) -> float:
    """Return how far the best sentence is ahead of the mean of the next three."""
    following = [quote.score for quote in ranked[1:4]]
    return ranked[0].score - mean(following) if following else 0.0


def _lead_of_passage(hits: Sequence[Hit], unrelated: float) -> float:
    """Return how far the nearest passage is ahead of the fifth; in a small library, of any passage at all."""
    nearest = sorted((hit.similarity for hit in hits), reverse=True)
    return nearest[0] - (nearest[_OTHERS] if len(nearest) > _OTHERS else min(unrelated, nearest[0]))
