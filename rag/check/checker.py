"""Does what is cited support a statement? By rules and vectors, without a language model.

A statement is supported if its meaning is near a sentence of what it cites, that sentence or those as near have its
figures, dates and names, and it isn't said not to be, or only perhaps. Word for word is quoted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.embed.embedder import Embedder
from index.language.words import content_words, share_of
from index.library import Library
from rag.answer import Check, Support
from rag.check.alterations import altered
from rag.check.candidates import Candidate, Place, Read, candidates_of, close_to, read_facts, said_by, verbatim
from rag.check.hedges import hedge_left_out
from rag.check.polarity import reverses
from rag.check.translated_names import Namesakes, Translated, no_translation
from rag.facts.facts import Fact, Facts, has
from rag.facts.names import Name

_AS_GOOD = 0.01  # a sentence that is this near to the nearest may be the one that is meant
_FACT = 0.03  # what a fact of the statement counts in choosing the sentence that supports it
_SHARED = 0.1  # what all of its words, rather than none, count in telling whether the sentence says the same
_MEASURED = {"multilingual-e5-small": (0.98, 0.86)}


@dataclass(frozen=True, slots=True)
class Bar:
    """How near a sentence has to be to support a statement; 0 asks for nothing.

    Across languages that is a cosine. `within` a language the share of the words that both have is added, in tenths.
    """

    within: float
    across: float


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


def bar_for(embedder: Embedder) -> Bar:
    """Return the bar that was measured for an embedder; for another nearness decides nothing."""
    return Bar(*_MEASURED.get(embedder.model_name, (0.0, 0.0)))


class Checker:
    """Checks statements against passages of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._bar = bar_for(library.embedder)
        self._namesakes = Namesakes(library.embedder)

    def check(self, statement: str, language: str, cited: Sequence[Read], others: Sequence[Read] = ()) -> Verdict:
        """Embed a statement and check it against what it cites; `others` is what else was read."""
        ids = [sentence.id for read in (*cited, *others) for sentence in read.passage.sentences]
        vector = self._library.embedder.embed_passages([statement])[0]
        nearness = dict(self._library.vectors.nearest("sentences", vector, len(ids), ids)) if ids else {}
        return check(statement, language, cited, others, nearness=nearness, bar=self._bar, translated=self._namesakes)


def check(
    statement: str,
    language: str,
    cited: Sequence[Read],
    others: Sequence[Read] = (),
    *,
    nearness: Mapping[str, float],
    bar: Bar,
    translated: Translated = no_translation,
) -> Verdict:
    """Check a statement in a language; `nearness` is its cosine to each sentence read, by sentence id.

    `translated` tells whether a name is one of others in another language.
    """
    for read in cited:
        if place := verbatim(statement, read):
            return Verdict("quoted", (), place, None, 1.0)
    facts = _sure(read_facts(statement, language), [*cited, *others])
    claim = _Claim(statement, language, facts, nearness, bar, translated)
    verdict = claim.judged(cited)
    if verdict.support == "supported" or not others:
        return verdict
    supporting = [one for read in others if (one := claim.judged([read])).support == "supported"]
    better = max(supporting, key=lambda one: one.nearness or 0.0).place if supporting else None
    checks = tuple(claim.with_better(one, others) for one in verdict.checks)
    return replace(verdict, checks=checks, better=better)


def missing(checks: Sequence[Check]) -> list[str]:
    """Say what isn't in what is cited: `“54%” is not in the cited passage`."""
    said = {
        "meaning": "no sentence of the cited passage says this",
        "negation": "the cited passage says the opposite",
        "hedge": "the cited passage is less certain: “{value}”",
        "citation": "the model cited another passage, which doesn't say this",
    }
    absent = "“{value}” is not in the cited passage"
    return [said.get(one.kind, absent).format(value=one.value) for one in checks if not one.found]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A statement, what can be looked up of it, and how near it is to what was read."""

    text: str
    language: str
    facts: Sequence[Fact]
    nearness: Mapping[str, float]
    bar: Bar
    translated: Translated

    def judged(self, cited: Sequence[Read]) -> Verdict:
        """Judge it by the sentence that supports it best, and those close to that."""
        candidates = candidates_of(cited, self.nearness)
        if not candidates:
            return Verdict("unsupported", (Check(kind="meaning", value=self.text, found=False),))
        best = max(candidates, key=lambda one: one.nearness + _FACT * self._share(one))
        said = said_by(best, candidates, self.text)
        checks = [
            Check(kind="meaning", value=f"{best.nearness:.2f}", found=self._is_near(best)),
            *(Check(kind=one.kind, value=one.text, found=self._found(one, best, candidates)) for one in self.facts),
        ]
        missed = {(one.kind, one.value) for one in checks if not one.found}
        changed = sorted(self._changed(best, said, candidates) - missed)
        checks += [Check(kind=kind, value=value, found=False) for kind, value in changed]
        support: Support = "unsupported" if missed or changed else "supported"
        return Verdict(support, tuple(checks), best.place, None, best.nearness)

    def with_better(self, one: Check, others: Sequence[Read]) -> Check:
        """Name the nearest sentence elsewhere that has a fact which is missing."""
        fact = next((fact for fact in self.facts if fact.kind == one.kind and fact.text == one.value), None)
        if one.found or fact is None:
            return one
        having = [candidate for candidate in candidates_of(others, self.nearness) if self._has(candidate, fact)]
        best = max(having, key=lambda candidate: candidate.nearness, default=None)
        return one.model_copy(update={"better": best.text}) if best else one

    def _found(self, fact: Fact, best: Candidate, candidates: Sequence[Candidate]) -> bool:
        """Tell whether a fact stands close to the best sentence; a name may stand in its article's title, too."""
        across = self._across(best)
        close = [one.facts for one in close_to(best, candidates, self.text)]
        joined = Facts(
            tuple(figure for facts in close for figure in facts.figures),
            tuple(date for facts in close for date in facts.dates),
            tuple(name for facts in close for name in facts.names),
        )
        if has(joined, fact, across=across):
            return True
        if not isinstance(fact, Name):
            return False
        about = best.read.article
        named = read_facts(f"{about.title}\n{about.publisher or ''}", about.language)
        return has(named, fact, across=across) or (across and self.translated(fact, joined.names))

    def _is_near(self, best: Candidate) -> bool:
        if self._across(best):
            return best.nearness >= self.bar.across
        words = dict.fromkeys(content_words(self.text), 1.0)
        return best.nearness + _SHARED * share_of(words, best.text) >= self.bar.within

    def _changed(self, best: Candidate, said: str, candidates: Sequence[Candidate]) -> set[tuple[str, str]]:
        """Return what the statement changes of what is said by the sentence that supports it: kinds and values."""
        changed: set[tuple[str, str]] = set()
        if not self._across(best):
            changed = {(one.kind, one.value) for one in altered(self.text, said, self.language)}
            if hedge := hedge_left_out(self.text, best.text, self.language):
                changed.add(("hedge", hedge))
        others = (one for one in candidates if one is not best and one.nearness >= best.nearness - _AS_GOOD)
        negated = reverses(self.text, self.language, said, best.language)
        if negated and all(reverses(self.text, self.language, one.text, one.language) for one in others):
            changed = {one for one in changed if one[0] != "negation"} | {("negation", negated)}
        return changed

    def _share(self, one: Candidate) -> float:
        return sum(self._has(one, fact) for fact in self.facts) / max(1, len(self.facts))

    def _has(self, one: Candidate, fact: Fact) -> bool:
        return has(one.facts, fact, across=self._across(one))

    def _across(self, one: Candidate) -> bool:
        return one.language != self.language


def _sure(facts: Facts, reads: Sequence[Read]) -> list[Fact]:
    """Leave out a word that has its capital for opening the statement, unless it is a name in what was read."""
    opening = [name for name in facts.names if name.opens and not name.key]
    known = {
        word
        for read in (reads if opening else ())
        for name in read_facts(read.article.text, read.article.language).names
        if not name.opens
        for word in name.words
    }
    return [fact for fact in facts if fact not in opening or known.intersection(fact.words)]
