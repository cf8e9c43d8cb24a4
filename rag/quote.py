"""The offline answerer: picks the one to three sentences that answer, verbatim.

A sentence is weighed by its own nearness to the question, its passage's, the question's words it holds,
and whether it offers the kind of thing that was asked for (an amount, a time, a person).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from index.article import Sentence
from rag.retrieve import Hit, Reading
from rag.words import offers, overlap, share_of

MOST_SENTENCES = 3
PASSAGE_WEIGHT = 0.3
WORDS_WEIGHT = 0.08
KIND_WEIGHT = 0.03
MARGIN = 0.02  # a further sentence is quoted when it scores this near to the best
_SAME = 0.6  # share of words two sentences have in common when the second adds nothing


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that was picked, where it stands, and its score."""

    hit: Hit
    sentence: Sentence
    score: float

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.hit.article.text[self.sentence.start : self.sentence.end]


def pick(reading: Reading) -> list[Quote]:
    """Return the one to three sentences read that answer best; none if nothing was read.

    Where several come near the best, articles that have not been quoted yet go first, so that sources
    that see it differently stand side by side.
    """
    ranked = sorted(_candidates(reading), key=lambda quote: (-quote.score, quote.sentence.id))
    near = [quote for quote in ranked if quote.score >= ranked[0].score - MARGIN]
    picked: list[Quote] = []
    while near and len(picked) < MOST_SENTENCES:
        quoted = {quote.hit.article.id for quote in picked}
        chosen = next((quote for quote in near if quote.hit.article.id not in quoted), near[0])
        picked.append(chosen)
        near = [quote for quote in near if quote is not chosen and overlap(quote.text, chosen.text) <= _SAME]
    return picked


def _candidates(reading: Reading) -> Iterator[Quote]:
    has_kind = offers(reading.question)
    for hit in reading.hits:
        for sentence in hit.passage.sentences:
            if not sentence.heading:
                text = hit.article.text[sentence.start : sentence.end]
                score = (
                    hit.sentences[sentence.id]
                    + PASSAGE_WEIGHT * hit.similarity
                    + WORDS_WEIGHT * share_of(reading.weights, text)
                    + KIND_WEIGHT * has_kind(text)
                )
                yield Quote(hit, sentence, score)
