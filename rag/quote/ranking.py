"""The offline answerer: picks the one to three sentences that answer, verbatim.

A sentence is weighed by its own nearness to the question and its passage's, by the question's words in it and
around it, by whether it offers the kind of thing that was asked for (an amount, a time, a name), and by whether
it speaks of the time that was asked about. The weights were fitted on the dev halves of the standing question sets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from index.article import Sentence
from index.language.words import overlap, share_of
from rag.facts.times.period import Period
from rag.question.kinds import offers
from rag.question.times import speaks_of
from rag.quote.context import asks, naming
from rag.retrieve.hit import Hit, Reading

MOST_SENTENCES = 3
PASSAGE_WEIGHT = 2.2
WORDS_WEIGHT = 0.03
CONTEXT_WEIGHT = 0.07  # for the words in the sentence and the ones beside it
LEXICAL_WEIGHT = 0.15
KIND_WEIGHT = 0.05
ACROSS_WEIGHT = 0.05  # the embedder puts a sentence in another language that much further off
TIME_WEIGHT = 0.1  # for a sentence on the time asked about
ASKING_WEIGHT = 0.05  # against a sentence that only asks; the one after it answers, and is as near
NEXT_WEIGHT = 0.03  # for the sentence after the best, which goes on about it
MARGIN = 0.03  # a further sentence is quoted when it scores this near to the best
TIE = 0.005  # scores this near to the best of them are equal: the newer article goes first
_SAME = 0.6  # share of words two sentences have in common when the second adds nothing


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that may be quoted, where it stands, and its score."""

    hit: Hit
    sentence: Sentence
    score: float
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
    A sentence that can't be understood alone comes with the one that names what it speaks of, if there is room.
    """
    best = [ranked[0] for ranked in parts if ranked]
    near = [
        (behind, number, quote)
        for ranked in parts
        for number, quote in enumerate(ranked)
        if number and (behind := ranked[0].score - quote.score - NEXT_WEIGHT * _follows(quote, ranked[0])) <= MARGIN
    ]
    picked: list[Quote] = []
    for number, quote in enumerate([*best, *(quote for _, _, quote in sorted(near, key=lambda one: one[:2]))]):
        if all(overlap(quote.text, other.text) <= _SAME for other in picked):
            awaited = max(0, len(best) - number - 1)
            room = MOST_SENTENCES - awaited - sum(1 + (one.opening is not None) for one in picked)
            picked += _understood(quote, picked, room, needed=number < len(best))
    return picked


def _follows(quote: Quote, other: Quote) -> bool:
    return (other.sentence, quote.sentence) in pairwise(quote.hit.passage.sentences)


def _understood(quote: Quote, picked: Sequence[Quote], room: int, *, needed: bool) -> list[Quote]:
    """Return a quote with the sentence that names what it speaks of, as one quote where they are neighbours.

    It is quoted without where there is no room and it is `needed`, and not at all where it isn't.
    """
    sentences = quote.hit.passage.sentences
    at = sentences.index(quote.sentence)
    text = quote.hit.article.text
    named = naming(["" if one.heading else text[one.start : one.end] for one in sentences], at)
    if named is None or any(sentences[named] in (other.opening, other.sentence) for other in picked):
        return [quote][:room]
    if room < 2:
        return [quote] if needed else []
    if text[sentences[named].end : quote.sentence.start] == " ":
        return [replace(quote, opening=sentences[named])]
    return [replace(quote, sentence=sentences[named]), quote]


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
        carried = 0.0  # from a sentence that only asks
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
                score, carried = max(score, carried), 0.0
                if at + 1 < len(texts) and asks(texts[at]):
                    score, carried = score - ASKING_WEIGHT, score
                yield Quote(hit, sentence, score)
