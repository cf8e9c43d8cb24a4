"""Hit, Reading: the nouns of retrieving."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.article import Article, Passage, Sentence
from rag.answer import provenance_of
from rag.retrieve.headings import holds_figure


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: its score, how near each of its sentences is to the question, its near-copies.

    `copies` are the other articles found that repost this one; their passages are no hits of their own.
    """

    article: Article
    passage: Passage
    score: float
    similarity: float
    lexical: float
    sentences: Mapping[str, float]
    copies: tuple[Article, ...] = ()

    @property
    def text(self) -> str:
        """The passage's words."""
        return self.article.text[self.passage.start : self.passage.end]

    @property
    def quotable(self) -> list[Sentence]:
        """Its sentences that may be quoted: no headings, but for those that give a figure."""
        text, language = self.article.text, self.article.language
        return [
            one
            for one in self.passage.sentences
            if not one.heading or holds_figure(text[one.start : one.end], language)
        ]

    def fields(self) -> dict[str, Any]:
        """Return the fields of a FoundPassage."""
        place = {"start": self.passage.start, "end": self.passage.end, "text": self.text}
        return {**provenance_of(self.article, self.passage.id), **place, "score": round(self.score, 4)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read for a question: its language, and the hits, best first.

    Its `unknown` words stand nowhere in what was searched.
    """

    question: str
    language: str
    hits: tuple[Hit, ...]
    unknown: frozenset[str]


def merge_readings(question: str, readings: Sequence[Reading]) -> Reading:
    """Merge what was read for the parts of a question into one reading; a passage keeps its best score."""
    if len(readings) == 1:
        return readings[0]
    hits: dict[str, Hit] = {}
    for hit in (hit for reading in readings for hit in reading.hits):
        if hit.passage.id not in hits or hit.score > hits[hit.passage.id].score:
            hits[hit.passage.id] = hit
    unknown = frozenset().union(*(reading.unknown for reading in readings))
    best = sorted(hits.values(), key=lambda hit: (-hit.score, hit.passage.id))
    return Reading(question, readings[0].language, tuple(best), unknown)
