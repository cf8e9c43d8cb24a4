"""The plainest check of statements: a sentence has most of the words, the passage the figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.language.words import content_words, share_of
from index.tidy.characters import fold_space
from rag.answer import Check, Support
from rag.retrieve.hit import Hit

_SHARE = 0.5  # of a statement's words that a sentence has to have
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class WordsPlace:
    """A sentence, and the share of a statement's words that it has."""

    passage_id: str
    start: int
    end: int
    share: float


@dataclass(frozen=True, slots=True)
class WordsVerdict:
    """What the words say."""

    support: Support
    checks: tuple[Check, ...] = ()
    place: WordsPlace | None = None
    better: WordsPlace | None = None


def by_words(
    statement: str, language: str, cited: Sequence[Hit], others: Sequence[Hit] = ()
) -> WordsVerdict:  # Supporting's
    """Check a statement by its words and figures."""
    places = [place for hit in cited for place in _places(statement, hit)]
    if not places:
        return WordsVerdict("unsupported")
    best = max(places, key=lambda place: place.share)
    hit = next(hit for hit in cited if hit.passage.id == best.passage_id)
    if fold_space(statement) == fold_space(hit.article.text[best.start : best.end]):
        return WordsVerdict("quoted", (), best)
    there = {figure for one in cited for figure in _FIGURE.findall(one.text)}
    checks = tuple(Check(kind="figure", value=one, found=one in there) for one in _FIGURE.findall(statement))
    near = best.share >= _SHARE or hit.article.language != language
    supported = near and all(check.found for check in checks)
    return WordsVerdict("supported" if supported else "unsupported", checks, best)


def _places(statement: str, hit: Hit) -> Iterator[WordsPlace]:
    words = dict.fromkeys(content_words(statement), 1.0)
    for sentence in hit.passage.sentences:
        if not sentence.heading:
            share = share_of(words, hit.article.text[sentence.start : sentence.end])
            yield WordsPlace(hit.passage.id, sentence.start, sentence.end, share)
