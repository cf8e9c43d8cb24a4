"""The offline answerer: picks the one to three sentences that answer, verbatim.

A sentence is weighed by its own nearness to the question and its passage's, by the question's words in it and
around it, by whether it offers the kind of thing that was asked for (an amount, a time, a person), and by whether
it speaks of the time that was asked about. The weights were fitted on the dev halves of the standing question sets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.article import Sentence
from rag.retrieve import Hit, Reading
from rag.times.asked import speaks_of
from rag.times.period import Period
from rag.words import offers, overlap, share_of

MOST_SENTENCES = 3
PASSAGE_WEIGHT = 2.2
WORDS_WEIGHT = 0.03
CONTEXT_WEIGHT = 0.07  # for the words in the sentence and the ones beside it
LEXICAL_WEIGHT = 0.15
KIND_WEIGHT = 0.05
ACROSS_WEIGHT = 0.05  # the embedder puts a sentence in another language that much further off
TIME_WEIGHT = 0.1  # for a sentence on the time asked about
MARGIN = 0.04  # a further sentence is quoted when it scores this near to the best
TIE = 0.005  # scores this near to the best of them are equal: the newer article goes first
_SAME = 0.6  # share of words two sentences have in common when the second adds nothing


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that may be quoted, where it stands, and its score."""

    hit: Hit
    sentence: Sentence
    score: float

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.hit.article.text[self.sentence.start : self.sentence.end]


def rank(reading: Reading, asked: Sequence[Period] = ()) -> list[Quote]:
    """Return all sentences read, those that answer best first; scores compare within one reading.

    `asked` are the times that the question asks about. Of equally good sentences those of newer articles go first,
    those of undated ones last.
    """
    best_first = sorted(_candidates(reading, asked), key=lambda quote: (-quote.score, quote.sentence.id))
    return list(_newer_first(best_first))


def pick(parts: Sequence[Sequence[Quote]]) -> list[Quote]:
    """Return the one to three sentences to quote, given those that answer each part of a question, ranked.

    The best of each part goes first, in the question's order; then whatever comes nearest to the best of its part.
    """
    best = [ranked[0] for ranked in parts if ranked]
    near = [
        (ranked[0].score - quote.score, number, quote)
        for ranked in parts
        for number, quote in enumerate(ranked)
        if number and quote.score >= ranked[0].score - MARGIN
    ]
    picked: list[Quote] = []
    for quote in [*best, *(quote for _, _, quote in sorted(near, key=lambda one: one[:2]))]:
        if len(picked) < MOST_SENTENCES and all(overlap(quote.text, other.text) <= _SAME for other in picked):
            picked.append(quote)
    return picked


def _newer_first(best_first: Sequence[Quote]) -> Iterator[Quote]:
    tied: list[Quote] = []
    for quote in best_first:
        if tied and quote.score < tied[0].score - TIE:
            yield from sorted(tied, key=_published, reverse=True)
            tied = []
        tied.append(quote)
    yield from sorted(tied, key=_published, reverse=True)


def _published(quote: Quote) -> date:
    return quote.hit.article.published or date.min


def _candidates(reading: Reading, asked: Sequence[Period]) -> Iterator[Quote]:
    has_kind = offers(reading.question)
    for hit in reading.hits:
        texts = [hit.article.text[one.start : one.end] for one in hit.passage.sentences]
        of_passage = (
            PASSAGE_WEIGHT * hit.similarity
            + LEXICAL_WEIGHT * hit.lexical
            + ACROSS_WEIGHT * (hit.article.language != reading.language)
        )
        for at, sentence in enumerate(hit.passage.sentences):
            if not sentence.heading:
                around = " ".join(texts[max(0, at - 1) : at + 2])
                score = (
                    hit.sentences[sentence.id]
                    + of_passage
                    + WORDS_WEIGHT * share_of(reading.weights, texts[at])
                    + CONTEXT_WEIGHT * share_of(reading.weights, around)
                    + KIND_WEIGHT * has_kind(texts[at])
                    + (TIME_WEIGHT * speaks_of(asked, hit.article, sentence) if asked else 0.0)
                )
                yield Quote(hit, sentence, score)
