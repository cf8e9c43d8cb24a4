"""The reader's say in what is quoted: it reads the nearest passages, and their sentences are ranked anew.

A passage is read around its best sentence: what stands beside it completes or denies it. Relative times are read with
what they mean, for the day that an article came out doesn't stand in its sentences. Sentences are read without the
lines among them that give a figure, as the reader learnt to; such a line is read among all.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from index.article import Sentence
from rag.calibration import DEFAULT, RankingWeights
from rag.question.times import explain_times
from rag.quote.ranking import Quote, order_quotes
from rag.reader.reader import Answering, Reader

MOST_READ = 5  # passages; the first sentence of an answer has stood in no later one
_WINDOW = 128  # tokens of a passage
_FAINTEST = 1e-9  # share


def rerank(
    question: str, ranked: Sequence[Quote], reader: Reader, weights: RankingWeights = DEFAULT.ranking
) -> list[Quote]:
    """Return quotes in the order of their scores with what a reader makes of them, which are their odds.

    A sentence that isn't read has the odds of one that surely doesn't answer.
    """
    nearest: dict[tuple[str, bool], Quote] = {}  # the best sentence and the best line of each passage
    for quote in ranked:
        nearest.setdefault((quote.hit.passage.id, quote.sentence.heading), quote)
    passages = list(dict.fromkeys(passage for passage, _ in nearest))[:MOST_READ]
    read = [quote for (passage, _), quote in nearest.items() if passage in passages]
    windows = [_around(quote, reader) for quote in read]
    texts = [
        [explain_times(quote.hit.article, sentence) for sentence in window]
        for quote, window in zip(read, windows, strict=True)
    ]
    odds = {
        sentence.id: max(-weights.surest, min(weights.surest, value))
        for quote, window, answering in zip(read, windows, reader.read(question, texts), strict=True)
        for sentence, value in zip(window, _log_odds(answering), strict=False)  # the last ones may have had no room
        if sentence.heading == quote.sentence.heading
    }
    told = ((quote, odds.get(quote.sentence.id, -weights.surest)) for quote in ranked)
    return order_quotes(
        [replace(quote, score=quote.score + weights.odds * one, odds=one) for quote, one in told], weights
    )


def _around(quote: Quote, reader: Reader) -> list[Sentence]:
    """Return a quote's sentence with those beside it that are read with it."""
    sentences = [one for one in quote.hit.quotable if quote.sentence.heading or not one.heading]
    texts = [quote.hit.article.text[one.start : one.end] for one in sentences]
    window = reader.pairing.choose_around(texts, sentences.index(quote.sentence), _WINDOW)
    return sentences[window.start : window.stop]


def _log_odds(answering: Answering) -> list[float]:
    """Return of each sentence how much rather it answers than none does."""
    none = math.log(max(answering.none, _FAINTEST))
    return [math.log(max(share, _FAINTEST)) - none for share in answering.sentences]
