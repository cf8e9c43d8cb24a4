"""What rules find of a statement beside sentences: figures, dates and names looked up, denials and doubts compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.language.language import find_language
from index.language.words import content_words, share_of
from rag.answer import Check
from rag.calibration import SupportBars
from rag.check.alterations import find_changed_facts
from rag.check.candidates import Candidate, collect_candidates, read_facts
from rag.check.hedges import hedge_left_out
from rag.check.polarity import reverses
from rag.check.translated_names import NameMatcher
from rag.facts.facts import Fact, Facts, has
from rag.facts.figure import Figure
from rag.facts.name import Name
from rag.retrieve.hit import Hit


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What rules find of a statement beside what it cites: the best sentence, and which facts are found.

    `found` are close to the best sentence, `missed` aren't; `nowhere` are those of them that no sentence has, where
    they are exact, and no sentence of the evidence otherwise. `known` says that both languages are, so that something
    can be found.
    """

    best: Candidate
    near: bool
    known: bool
    found: Sequence[Fact]
    missed: Sequence[Fact]
    nowhere: Sequence[Fact]
    changed: Sequence[tuple[str, str]]

    @property
    def bear_out(self) -> bool:
        """Whether the statement is near enough, and nothing speaks against it."""
        return self.known and self.near and not self.missed and not self.changed

    @property
    def turn_away(self) -> bool:
        """Whether the statement is as near, and something does."""
        return self.known and self.near and not self.bear_out

    @property
    def says_otherwise(self) -> bool:
        """Whether the sentence has something else in the place of a fact, or denies what the statement says."""
        rivals = [one for one in self.best.facts if not any(_account_for(one, other) for other in self.found)]
        exchanged = any(_is_like(mine, theirs) for mine in self.missed for theirs in rivals)
        return self.turn_away and (exchanged or bool(self.changed))

    @property
    def loosely_nowhere(self) -> bool:
        """Whether a name, or a date or figure without digits, stands nowhere in the evidence."""
        return any(not _is_exact(one) for one in self.nowhere)

    @property
    def exactly_nowhere(self) -> bool:
        """Whether a date or figure in digits stands nowhere in what is cited."""
        return any(map(_is_exact, self.nowhere))


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement, what can be looked up of it, and how similar it is to what was read."""

    text: str
    language: str
    facts: Sequence[Fact]
    similarities: Mapping[str, float]
    bars: SupportBars
    is_translated: NameMatcher

    def look_up(self, candidates: Sequence[Candidate], evidence: Sequence[Candidate]) -> Witnesses:
        """Find what is told of it by the sentence that supports it best, and those close to that.

        `candidates` are all sentences that may, at least one; `evidence` those that are read with it.
        """
        best = max(candidates, key=lambda one: one.similarity + self.bars.fact * self._share_of_facts(one))
        missed = [one for one in self.facts if not self._is_found(one, best, candidates)]
        return Witnesses(
            best,
            near=self._is_similar(best),
            known=bool(find_language(self.language) and find_language(best.language)),
            missed=missed,
            nowhere=[one for one in missed if not self._stands(one, candidates if _is_exact(one) else evidence)],
            found=[one for one in self.facts if one not in missed],
            changed=sorted(self._find_changes(best, candidates)),
        )

    def add_better(self, check: Check, others: Sequence[Hit]) -> Check:
        """Name the most similar sentence elsewhere that has a fact which is missing."""
        fact = next((fact for fact in self.facts if fact.kind == check.kind and fact.text == check.value), None)
        if check.found or fact is None:
            return check
        having = [one for one in collect_candidates(others, self.similarities) if self._has(one, fact)]
        best = max(having, key=lambda one: one.similarity, default=None)
        return check.model_copy(update={"better": best.text}) if best else check

    def _is_found(self, fact: Fact, best: Candidate, candidates: Sequence[Candidate]) -> bool:
        """Tell whether a fact stands close to the best sentence; a name may stand in its article's title, too."""
        across = self._is_across(best)
        close = [one.facts for one in candidates if self._is_close(one, best)]
        joined = Facts(
            tuple(figure for facts in close for figure in facts.figures),
            tuple(date for facts in close for date in facts.dates),
            tuple(name for facts in close for name in facts.names),
        )
        if has(joined, fact, across=across):
            return True
        if not isinstance(fact, Name):
            return False
        article = best.read.article
        heading = read_facts(f"{article.title}\n{article.publisher or ''}", article.language)
        return has(heading, fact, across=across) or (across and self.is_translated(fact, joined.names))

    def _is_close(self, one: Candidate, best: Candidate) -> bool:
        """Tell whether a sentence is as similar as the best, or beside it where the statement joins sentences."""
        near = one is best or one.similarity >= best.similarity - self.bars.as_near
        return near or (self._joins_sentences(best) and one.is_beside(best))

    def _is_similar(self, best: Candidate) -> bool:
        if self._is_across(best):
            return best.similarity >= self.bars.across
        words = dict.fromkeys(content_words(self.text), 1.0)
        return best.similarity + self.bars.shared_words * share_of(words, best.text) >= self.bars.within

    def _find_changes(self, best: Candidate, candidates: Sequence[Candidate]) -> set[tuple[str, str]]:
        """Return what the statement changes of what the best sentence says: kinds and values."""
        changed: set[tuple[str, str]] = set()
        evidence = self._evidence(best, candidates)
        if not self._is_across(best):
            altered = find_changed_facts(self.text, evidence, self.language, self.bars.repeated)
            changed = {(one.kind, one.value) for one in altered} - self._meant(best)
            if hedge := hedge_left_out(self.text, best.text, self.language):
                changed.add(("hedge", hedge))
        as_good = (
            one for one in candidates if one is not best and one.similarity >= best.similarity - self.bars.as_good
        )
        negated = reverses(self.text, self.language, evidence, best.language)
        if negated and all(reverses(self.text, self.language, one.text, one.language) for one in as_good):
            changed = {one for one in changed if one[0] != "negation"} | {("negation", negated)}
        return changed

    def _meant(self, best: Candidate) -> set[tuple[str, str]]:
        """Return the dates that the best sentence means by a relative time."""
        written = read_facts(best.text, best.language)
        dates = (one for one in self.facts if one.kind == "date" and self._has(best, one))
        return {(one.kind, one.text) for one in dates if not has(written, one)}

    def _evidence(self, best: Candidate, candidates: Sequence[Candidate]) -> str:
        """Return the best sentence, with the more similar of those beside it where the statement joins sentences."""
        beside = [one for one in candidates if one.is_beside(best) and one is not best]
        if not beside or not self._joins_sentences(best):
            return best.text
        other = max(beside, key=lambda one: one.similarity).sentence
        return best.read.article.text[min(best.sentence.start, other.start) : max(best.sentence.end, other.end)]

    def _joins_sentences(self, best: Candidate) -> bool:
        return len(self.text) >= self.bars.longer * len(best.text)

    def _stands(self, fact: Fact, among: Sequence[Candidate]) -> bool:
        return any(self._has(one, fact) for one in among)

    def _share_of_facts(self, one: Candidate) -> float:
        return sum(self._has(one, fact) for fact in self.facts) / max(1, len(self.facts))

    def _has(self, one: Candidate, fact: Fact) -> bool:
        return has(one.facts, fact, across=self._is_across(one))

    def _is_across(self, one: Candidate) -> bool:
        return one.language != self.language


def certain_facts(facts: Facts, reads: Sequence[Hit]) -> list[Fact]:
    """Leave out what may be no name: an adjective of a people, which another language may put into a longer name.

    And a word that has its capital for opening the statement, unless it is a name in what was read.
    """
    opening = [name for name in facts.names if name.opens and not name.key]
    known = {
        word
        for read in (reads if opening else ())
        for name in read_facts(read.text, read.article.language).names
        if not name.opens
        for word in name.words
    }
    adjectives = [name for name in facts.names if name.text.islower()]
    return [
        fact for fact in facts if fact not in adjectives and (fact not in opening or known.intersection(fact.words))
    ]


def _is_exact(fact: Fact) -> bool:
    return fact.kind != "name" and any(map(str.isdigit, fact.text))


def _account_for(theirs: Fact, mine: Fact) -> bool:
    """Tell whether a fact of the statement is the one that a sentence has, so that it takes nothing else's place."""
    if isinstance(theirs, Figure):
        return has(Facts((theirs,), (), ()), mine)
    return not isinstance(theirs, Name) and has(Facts((), (theirs,), ()), mine)


def _is_like(one: Fact, other: Fact) -> bool:
    """Tell whether one of two facts can stand in the place of the other: both dates, or figures of one kind."""
    figures = isinstance(one, Figure) and isinstance(other, Figure) and one.counts_alike(other)
    return figures or one.kind == other.kind == "date"
