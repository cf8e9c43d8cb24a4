"""Does what is cited support a statement? By rules and vectors, without a language model.

A statement is supported if its meaning is near a sentence of what it cites, and that sentence, those beside it or
those as near have its figures and dates, the passage its names, and it isn't said not to be. Word for word is quoted.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from index.article import Article, Passage, Sentence
from index.embed import Embedder
from index.library import Library
from rag.answer import Check, Support
from rag.excerpt.folded import Folded
from rag.facts.altered import altered
from rag.facts.found import Fact, Facts, facts_in, has
from rag.facts.names import Name
from rag.facts.polarity import reverses

_AS_NEAR = 0.02  # a sentence that is this near to the nearest may support a statement with it
_AS_GOOD = 0.01  # and one that is this near may be the one that is meant
_LONGER = 1.3  # a statement that is so much longer than the sentence says more than that
_FACT = 0.03  # what a fact of the statement counts in choosing the sentence that supports it
_MEASURED = {"multilingual-e5-small": (0.91, 0.86)}
_facts = lru_cache(maxsize=4096)(facts_in)


class Read(Protocol):
    """A passage that was read, such as a Hit."""

    @property
    def article(self) -> Article:
        """The article it stands in."""

    @property
    def passage(self) -> Passage:
        """The passage."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How near a sentence has to be to support a statement, within a language and across; 0 asks for nothing."""

    within: float
    across: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands that supports a statement, or would."""

    article_id: str
    passage_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """How what is cited supports a statement: the facts looked up, and the sentence that supports it best.

    `better` is a sentence that was read and not cited, and would support it. `nearness` is a cosine.
    """

    support: Support
    checks: tuple[Check, ...] = ()
    place: Place | None = None
    better: Place | None = None
    nearness: float | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that may support the statement."""

    read: Read
    at: int
    nearness: float

    @property
    def sentence(self) -> Sentence:
        return self.read.passage.sentences[self.at]

    @property
    def text(self) -> str:
        return self.read.article.text[self.sentence.start : self.sentence.end]

    @property
    def language(self) -> str:
        return self.read.article.language

    @property
    def facts(self) -> Facts:
        return _facts(self.text, self.language)

    @property
    def place(self) -> Place:
        return Place(self.read.article.id, self.read.passage.id, self.sentence.start, self.sentence.end)


def bar_for(embedder: Embedder) -> Bar:
    """Return the bar that was measured for an embedder; for another nearness decides nothing."""
    return Bar(*_MEASURED.get(embedder.model_name, (0.0, 0.0)))


class Checker:
    """Checks statements against passages of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._bar = bar_for(library.embedder)

    def check(self, statement: str, language: str, cited: Sequence[Read], others: Sequence[Read] = ()) -> Verdict:
        """Embed a statement and check it against what it cites; `others` is what else was read."""
        ids = [sentence.id for read in (*cited, *others) for sentence in read.passage.sentences]
        vector = self._library.embedder.embed_passages([statement])[0]
        nearness = dict(self._library.vectors.nearest("sentences", vector, len(ids), ids)) if ids else {}
        return check(statement, language, cited, others, nearness=nearness, bar=self._bar)


def check(
    statement: str,
    language: str,
    cited: Sequence[Read],
    others: Sequence[Read] = (),
    *,
    nearness: Mapping[str, float],
    bar: Bar,
) -> Verdict:
    """Check a statement in a language; `nearness` is its cosine to each sentence read, by sentence id."""
    for read in cited:
        if place := _verbatim(statement, read):
            return Verdict("quoted", (), place, None, 1.0)
    facts = _sure(_facts(statement, language), [*cited, *others])
    verdict = _judged(statement, language, facts, cited, nearness=nearness, bar=bar)
    if verdict.support == "supported" or not others:
        return verdict
    elsewhere = [_judged(statement, language, facts, [read], nearness=nearness, bar=bar) for read in others]
    supporting = [one for one in elsewhere if one.support == "supported"]
    better = max(supporting, key=lambda one: one.nearness or 0.0).place if supporting else None
    return Verdict(
        verdict.support,
        tuple(_with_better(one, facts, language, others, nearness) for one in verdict.checks),
        verdict.place,
        better,
        verdict.nearness,
    )


def missing(checks: Sequence[Check]) -> list[str]:
    """Say what isn't in what is cited: `“54%” is not in the cited passage`."""
    said = {
        "meaning": "no sentence of the cited passage says this",
        "negation": "the cited passage says the opposite",
        "citation": "the model cited another passage, which doesn't say this",
    }
    return [said.get(one.kind, f"“{one.value}” is not in the cited passage") for one in checks if not one.found]


def _judged(
    statement: str,
    language: str,
    facts: Sequence[Fact],
    cited: Sequence[Read],
    *,
    nearness: Mapping[str, float],
    bar: Bar,
) -> Verdict:
    candidates = list(_candidates(cited, nearness))
    if not candidates:
        return Verdict("unsupported", (Check(kind="meaning", value=statement, found=False),))
    best = max(candidates, key=lambda one: one.nearness + _FACT * _share(facts, one, language))
    across = best.language != language
    least = bar.across if across else bar.within
    checks = [
        Check(kind="meaning", value=f"{best.nearness:.2f}", found=best.nearness >= least),
        *(Check(kind=one.kind, value=one.text, found=_found(one, best, candidates, language)) for one in facts),
    ]
    checks += _changed(
        statement, language, best, candidates, {(one.kind, one.value) for one in checks if not one.found}
    )
    support: Support = "supported" if all(one.found for one in checks) else "unsupported"
    return Verdict(support, tuple(checks), best.place, None, best.nearness)


def _changed(
    statement: str, language: str, best: _Candidate, candidates: Sequence[_Candidate], known: Container[tuple[str, str]]
) -> Iterator[Check]:
    """Name what the statement changes of the sentence that supports it, besides what is missing anyway."""
    said = _said(statement, best, candidates)
    told = altered(statement, said, language) if language == best.language else []
    found = {(one.kind, one.value) for one in told}
    as_good = [best, *(one for one in candidates if one is not best and one.nearness >= best.nearness - _AS_GOOD)]
    words = [reverses(statement, language, said, best.language)]
    words += [reverses(statement, language, one.text, one.language) for one in as_good[1:]]
    if words[0] and all(words):
        found = {one for one in found if one[0] != "negation"} | {("negation", words[0])}
    for kind, value in sorted(found):
        if (kind, value) not in known:
            yield Check(kind=kind, value=value, found=False)


def _said(statement: str, best: _Candidate, candidates: Sequence[_Candidate]) -> str:
    """Return the words of the best sentence; with the nearer of those beside it where a statement joins two."""
    beside = [one for one in candidates if one.read is best.read and abs(one.at - best.at) == 1]
    if not beside or len(statement) < _LONGER * len(best.text):
        return best.text
    other = max(beside, key=lambda one: one.nearness).sentence
    return best.read.article.text[min(best.sentence.start, other.start) : max(best.sentence.end, other.end)]


def _candidates(cited: Sequence[Read], nearness: Mapping[str, float]) -> Iterator[_Candidate]:
    for read in cited:
        for at, sentence in enumerate(read.passage.sentences):
            if not sentence.heading and sentence.id in nearness:
                yield _Candidate(read, at, nearness[sentence.id])


def _found(fact: Fact, best: _Candidate, candidates: Sequence[_Candidate], language: str) -> bool:
    """Tell whether a fact is where it should be: names in the passage or about it, the rest close to the best."""
    across = language != best.language
    if isinstance(fact, Name):
        about = best.read.article
        named = _facts(f"{about.title}\n{about.publisher or ''}", about.language)
        return any(has(one.facts, fact, across=across) for one in candidates) or has(named, fact, across=across)
    there = [one for one in candidates if _is_close(one, best)]
    joined = Facts(
        tuple(figure for one in there for figure in one.facts.figures),
        tuple(date for one in there for date in one.facts.dates),
        tuple(name for one in there for name in one.facts.names),
    )
    return has(joined, fact, across=across)


def _is_close(one: _Candidate, best: _Candidate) -> bool:
    beside = one.read.passage.id == best.read.passage.id and abs(one.at - best.at) <= 1
    return beside or one.nearness >= best.nearness - _AS_NEAR


def _share(facts: Sequence[Fact], one: _Candidate, language: str) -> float:
    if not facts:
        return 0.0
    across = language != one.language
    return sum(has(one.facts, fact, across=across) for fact in facts) / len(facts)


def _sure(facts: Facts, reads: Sequence[Read]) -> list[Fact]:
    """Leave out a word that has its capital for opening the statement, unless it is a name in what was read."""
    opening = [name for name in facts.names if name.opens and not name.key]
    known = {
        word
        for read in (reads if opening else ())
        for name in _facts(read.article.text, read.article.language).names
        if not name.opens
        for word in name.words
    }
    return [fact for fact in facts if fact not in opening or known.intersection(fact.words)]


def _verbatim(statement: str, read: Read) -> Place | None:
    """Find whole sentences of a passage that are the statement, word for word."""
    wanted = Folded(statement.strip()).text.strip(" '")
    sentences = read.passage.sentences
    text = read.article.text
    for at in range(len(sentences)):
        for until in range(at + 1, min(at + 4, len(sentences) + 1)):
            start, end = sentences[at].start, sentences[until - 1].end
            if end - start > 2 * len(statement) + 10:
                break
            if Folded(text[start:end]).text.strip(" '") == wanted:
                return Place(read.article.id, read.passage.id, start, end)
    return None


def _with_better(
    one: Check, facts: Sequence[Fact], language: str, others: Sequence[Read], nearness: Mapping[str, float]
) -> Check:
    """Name the nearest sentence elsewhere that has a fact which is missing."""
    fact = next((fact for fact in facts if fact.kind == one.kind and fact.text == one.value), None)
    if one.found or fact is None:
        return one
    having = [
        candidate
        for candidate in _candidates(others, nearness)
        if has(candidate.facts, fact, across=candidate.language != language)
    ]
    best = max(having, key=lambda candidate: candidate.nearness, default=None)
    return one.model_copy(update={"better": best.text}) if best else one
