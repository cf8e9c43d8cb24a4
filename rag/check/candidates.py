"""The sentences that may support a statement: those of the passages it cites, each with how near it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from index.article import Article, Passage, Sentence
from rag.facts.facts import Facts, facts_in
from rag.lookup.folding import FoldedText

_AS_NEAR = 0.02  # a sentence that is this near to the nearest may support a statement with it
_LONGER = 1.3  # a statement that is so much longer than the sentence says more than that
read_facts = lru_cache(maxsize=4096)(facts_in)


class Read(Protocol):
    """A passage that was read, such as a Hit."""

    @property
    def article(self) -> Article:
        """The article it stands in."""

    @property
    def passage(self) -> Passage:
        """The passage."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands that supports a statement, or would."""

    article_id: str
    passage_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may support the statement; `nearness` is the cosine of the two."""

    read: Read
    at: int
    nearness: float

    @property
    def sentence(self) -> Sentence:
        """Where it stands."""
        return self.read.passage.sentences[self.at]

    @property
    def text(self) -> str:
        """Its words."""
        return self.read.article.text[self.sentence.start : self.sentence.end]

    @property
    def language(self) -> str:
        """The language of its article."""
        return self.read.article.language

    @property
    def facts(self) -> Facts:
        """What can be looked up in it."""
        return read_facts(self.text, self.language)

    @property
    def place(self) -> Place:
        """Where it stands, to be cited."""
        return Place(self.read.article.id, self.read.passage.id, self.sentence.start, self.sentence.end)

    def is_beside(self, other: "Candidate") -> bool:
        """Tell whether it is that sentence, or next to it."""
        return self.read.passage.id == other.read.passage.id and abs(self.at - other.at) <= 1


def candidates_of(reads: Sequence[Read], nearness: Mapping[str, float]) -> list[Candidate]:
    """Return the sentences of passages, without headings; `nearness` is by sentence id."""
    return [
        Candidate(read, at, nearness[sentence.id])
        for read in reads
        for at, sentence in enumerate(read.passage.sentences)
        if not sentence.heading and sentence.id in nearness
    ]


def close_to(best: Candidate, candidates: Sequence[Candidate], statement: str) -> list[Candidate]:
    """Return the best sentence and those as near; those beside it, too, where a statement joins sentences."""
    joins = _joins(statement, best)
    return [
        one
        for one in candidates
        if one is best or one.nearness >= best.nearness - _AS_NEAR or (joins and one.is_beside(best))
    ]


def said_by(best: Candidate, candidates: Sequence[Candidate], statement: str) -> str:
    """Return the words of the best sentence; with the nearer of those beside it where a statement joins sentences."""
    beside = [one for one in candidates if one.is_beside(best) and one is not best]
    if not beside or not _joins(statement, best):
        return best.text
    other = max(beside, key=lambda one: one.nearness).sentence
    return best.read.article.text[min(best.sentence.start, other.start) : max(best.sentence.end, other.end)]


def _joins(statement: str, best: Candidate) -> bool:
    return len(statement) >= _LONGER * len(best.text)


def verbatim(statement: str, read: Read) -> Place | None:
    """Find whole sentences of a passage that are the statement, word for word."""
    wanted = FoldedText(statement.strip()).text.strip(" '")
    sentences = read.passage.sentences
    text = read.article.text
    for at in range(len(sentences)):
        for until in range(at + 1, min(at + 4, len(sentences) + 1)):
            start, end = sentences[at].start, sentences[until - 1].end
            if end - start > 2 * len(statement) + 10:
                break
            if FoldedText(text[start:end]).text.strip(" '") == wanted:
                return Place(read.article.id, read.passage.id, start, end)
    return None
