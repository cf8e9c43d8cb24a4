"""The sentences that may support a statement: those of the passages it cites, each with how similar it is."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from index.article import Sentence
from rag.check.verdict import EvidenceSpan
from rag.facts.facts import Facts, facts_in
from rag.lookup.folding import FoldedText
from rag.question.times import explain_times
from rag.retrieve.hit import Hit

read_facts = lru_cache(maxsize=4096)(facts_in)
_MOST_QUOTED = 3  # sentences in a row that a statement may quote


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may support the statement; `similarity` is the cosine of the two."""

    read: Hit
    at: int
    similarity: float

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
        """What can be looked up in it, what its relative times mean included."""
        return read_facts(explain_times(self.read.article, self.sentence), self.language)

    @property
    def span(self) -> EvidenceSpan:
        """Where it stands, to be cited."""
        return _span(self.read, self.sentence.start, self.sentence.end)

    def is_beside(self, other: "Candidate") -> bool:
        """Tell whether it is that sentence, or next to it."""
        return self.read.passage.id == other.read.passage.id and abs(self.at - other.at) <= 1


def collect_candidates(reads: Sequence[Hit], similarities: Mapping[str, float]) -> list[Candidate]:
    """Return the sentences of passages that may be quoted; `similarities` are by sentence id."""
    return [
        Candidate(read, at, similarities[sentence.id])
        for read in reads
        for at, sentence in enumerate(read.passage.sentences)
        if sentence in read.quotable and sentence.id in similarities
    ]


def find_verbatim(statement: str, read: Hit, without: Container[str] = ()) -> EvidenceSpan | None:
    """Find whole sentences of a passage, `without` those of some ids, that are the statement, word for word."""
    wanted = _folded(statement.strip())
    sentences = read.passage.sentences
    for at, first in enumerate(sentences):
        for last in takewhile(lambda one: one.id not in without, sentences[at : at + _MOST_QUOTED]):
            if last.end - first.start > 2 * len(statement) + 10:
                break
            if _folded(read.article.text[first.start : last.end]) == wanted:
                return _span(read, first.start, last.end)
    return None


def _folded(text: str) -> str:
    return FoldedText(text).text.strip(" '")


def _span(read: Hit, start: int, end: int) -> EvidenceSpan:
    return EvidenceSpan(read.article.id, read.passage.id, start, end)
