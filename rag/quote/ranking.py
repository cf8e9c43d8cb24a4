"""The offline answerer: picks the one to three sentences that answer, verbatim.

A sentence is weighed by its own nearness to the question and its passage's, by the question's words in the passage, and
by whether it speaks of the time that was asked about; then by what the trained reader makes of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from index.article import Sentence
from index.language.words import overlap
from rag.calibration import DEFAULT, RankingWeights
from rag.facts.dates.period import Period
from rag.question.times import speaks_of
from rag.quote.context import find_naming, find_table_header, only_asks
from rag.retrieve.hit import Hit, Reading

MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that may be quoted, where it stands, and its score."""

    hit: Hit
    sentence: Sentence
    score: float
    odds: float | None = None  # log odds of answering against nothing in its passage doing so; None: there's no reader
    opening: Sentence | None = None  # the sentence right before, quoted with it because it names what it speaks of

    @property
    def start(self) -> int:
        """First code point of what is quoted."""
        return (self.opening or self.sentence).start

    @property
    def end(self) -> int:
        """One past the last code point of what is quoted."""
        return self.sentence.end

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.hit.article.text[self.start : self.end]

    @property
    def sentences(self) -> int:
        """How many sentences are quoted."""
        return 1 + (self.opening is not None)


def rank_sentences(
    reading: Reading, asked: Sequence[Period] = (), weights: RankingWeights = DEFAULT.ranking
) -> list[Quote]:
    """Return all sentences read, those that answer best first; scores compare within one reading.

    `asked` are the times that the question asks about. Of equally good sentences those of newer articles go first,
    those of undated ones last.
    """
    return order_quotes(_score_sentences(reading, asked, weights), weights)


def order_quotes(quotes: Iterable[Quote], weights: RankingWeights = DEFAULT.ranking) -> list[Quote]:
    """Return quotes by their scores, best first; of equally good ones those of newer articles, then undated ones."""
    best_first = sorted(quotes, key=lambda quote: (-quote.score, quote.sentence.id))
    return list(_newer_first(best_first, weights.tie))


def pick_quotes(parts: Sequence[Sequence[Quote]], weights: RankingWeights = DEFAULT.ranking) -> list[Quote]:
    """Return the one to three sentences to quote, given those that answer each part of a question, ranked.

    The best of each part goes first, in the question's order; then whatever comes nearest to the best of its part.
    A sentence that can't be understood alone comes with the one that names what it speaks of, if there is room.
    """
    best = [ranked[0] for ranked in parts if ranked]
    near = [
        (behind, number, quote)
        for ranked in parts
        for number, quote in enumerate(ranked)
        if number and (behind := _behind(quote, ranked[0], weights)) <= weights.margin
    ]
    picked: list[Quote] = []
    for number, quote in enumerate([*best, *(quote for _, _, quote in sorted(near, key=lambda one: one[:2]))]):
        if all(overlap(quote.text, other.text) <= weights.repeated for other in picked):
            awaited = max(0, len(best) - number - 1)
            room = MOST_SENTENCES - awaited - sum(one.sentences for one in picked)
            picked += _with_subject(quote, picked, room, needed=number < len(best))
    return picked


def _behind(quote: Quote, best: Quote, weights: RankingWeights) -> float:
    """Return how far a quote is behind the best, of which the sentence after it is a continuation."""
    follows = (best.sentence, quote.sentence) in pairwise(quote.hit.passage.sentences)
    return best.score - quote.score - weights.following * follows


def _with_subject(quote: Quote, picked: Sequence[Quote], room: int, *, needed: bool) -> list[Quote]:
    """Return a quote with the sentence that names what it speaks of, as one quote where they are neighbours.

    It is quoted without where there is no room and it is `needed`, and not at all where it isn't.
    """
    sentences = quote.hit.passage.sentences
    at = sentences.index(quote.sentence)
    text = quote.hit.article.text
    lines = [text[one.start : one.end] for one in sentences]
    quotable = quote.hit.quotable
    texts = [line if one in quotable else "" for one, line in zip(sentences, lines, strict=True)]
    named = find_table_header(lines, at)
    if named is None:
        named = find_naming(texts, at, quote.hit.article.language)
    if named is None or any(sentences[named] in (other.opening, other.sentence) for other in picked):
        return [quote][:room]
    if room < 2:
        return [quote] if needed else []
    if text[sentences[named].end : quote.sentence.start] == " ":
        return [replace(quote, opening=sentences[named])]
    return [replace(quote, sentence=sentences[named]), quote]


def _newer_first(best_first: Sequence[Quote], tie: float) -> Iterator[Quote]:
    tied: list[Quote] = []
    for quote in best_first:
        if tied and quote.score < tied[0].score - tie:
            yield from sorted(tied, key=_publication_date, reverse=True)
            tied = []
        tied.append(quote)
    yield from sorted(tied, key=_publication_date, reverse=True)


def _publication_date(quote: Quote) -> date:
    return quote.hit.article.published or date.min


def _score_sentences(reading: Reading, asked: Sequence[Period], weights: RankingWeights) -> Iterator[Quote]:
    for hit in reading.hits:
        of_passage = weights.passage * hit.similarity + weights.lexical * hit.lexical
        carried = 0.0  # from a sentence that only asks
        quotable = hit.quotable
        for at, sentence in enumerate(hit.passage.sentences, start=1):
            if sentence in quotable:
                score = weights.sentence * hit.sentences[sentence.id] + of_passage
                if asked:
                    score += weights.time * speaks_of(asked, hit.article, sentence)
                score, carried = max(score, carried), 0.0
                if at < len(hit.passage.sentences) and only_asks(hit.article.text[sentence.start : sentence.end]):
                    score, carried = score - weights.asking, score
                yield Quote(hit, sentence, score)
