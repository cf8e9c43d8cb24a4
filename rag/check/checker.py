"""Does what is cited support a statement? By exact witnesses and nearness, and by what the trained reader makes of it.

Rules look up figures, dates and names, and whether a denial or a doubt was turned into a fact; where a sentence is near
enough and has all of them, they bear the statement out. The reader judges it by the sentences nearest to it. Both weigh
in one score, of which the bars were fitted; a figure or date that stands nowhere in what was read rejects a statement
whatever else speaks for it. Word for word is quoted. What neither rules nor reader know the language of is unchecked.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.language.language import find_language
from index.language.words import content_words, share_of
from index.library import Library
from rag.answer import Check, Support
from rag.calibration import ClaimWeights, SupportBars, calibration_for
from rag.check.alterations import find_changed_facts
from rag.check.candidates import Candidate, collect_candidates, find_verbatim, read_facts
from rag.check.evidence import choose_evidence, judge_claim
from rag.check.hedges import hedge_left_out
from rag.check.polarity import reverses
from rag.check.translated_names import NameMatcher, TranslatedNames
from rag.check.verdict import Verdict
from rag.facts.facts import Fact, Facts, has
from rag.facts.figure import Figure
from rag.facts.name import Name
from rag.reader.reader import LANGUAGES, Judgement, Reader
from rag.retrieve.hit import Hit


class Checker:
    """Checks statements against passages of a library; without a reader by rules and nearness alone."""

    def __init__(self, library: Library, open_reader: Callable[[], Reader | None] = lambda: None) -> None:
        self._library = library
        self._open_reader = open_reader
        self._row = calibration_for(library.embedder.model_name)
        self._is_translated = TranslatedNames(library.embedder, self._row.support.translated_name)

    def check(self, statement: str, language: str, cited: Sequence[Hit], others: Sequence[Hit] = ()) -> Verdict:
        """Embed a statement and check it against what it cites; `others` is what else was read."""
        ids = [sentence.id for read in (*cited, *others) for sentence in read.passage.sentences]
        vector = self._library.embedder.embed_passages([statement])[0]
        similarities = dict(self._library.vectors.nearest("sentences", vector, len(ids), ids)) if ids else {}
        return check_statement(
            statement,
            language,
            cited,
            others,
            similarities=similarities,
            bars=self._row.support,
            weights=self._row.claims,
            is_translated=self._is_translated,
            reader=self._open_reader(),
        )


def check_statement(
    statement: str,
    language: str,
    cited: Sequence[Hit],
    others: Sequence[Hit] = (),
    *,
    similarities: Mapping[str, float],
    bars: SupportBars,
    weights: ClaimWeights | None = None,
    is_translated: NameMatcher = lambda _name, _others: False,
    reader: Reader | None = None,
) -> Verdict:
    """Check a statement in a language; `similarities` are its cosines to each sentence read, by sentence id."""
    for read in cited:
        if span := find_verbatim(statement, read):
            return Verdict("quoted", (), span)
    facts = _certain_facts(read_facts(statement, language), [*cited, *others])
    claim = _Claim(statement, language, facts, similarities, bars, is_translated, reader, weights or ClaimWeights())
    verdict = claim.judge(cited)
    if verdict.support == "supported" or not others:
        return verdict
    elsewhere = claim.judge(others)
    better = elsewhere.place if elsewhere.support == "supported" else None
    checks = tuple(claim.add_better(one, others) for one in verdict.checks)
    return replace(verdict, checks=checks, better=better)


def describe_missing(checks: Sequence[Check]) -> list[str]:
    """Say what isn't in what is cited, facts together: `not in the cited passage: “54%”, “Cebu”`."""
    messages = {
        "meaning": "no sentence of the cited passage says this",
        "negation": "the cited passage says the opposite",
        "hedge": "the cited passage is less certain: “{value}”",
        "citation": "the model cited another passage, which doesn't say this",
    }
    missed = [one for one in checks if not one.found]
    told = [messages[one.kind].format(value=one.value) for one in missed if one.kind in messages]
    facts = ", ".join(f"“{one.value}”" for one in missed if one.kind not in messages)
    return [*told, f"not in the cited passage: {facts}"] if facts else told


@dataclass(frozen=True, slots=True)
class _Witnesses:
    """What rules find of a statement beside what it cites: the best sentence, and which facts are found.

    `missed` aren't close to the best sentence, `nowhere` are in no sentence of the evidence. `known` says that both
    languages are, so that something can be found.
    """

    best: Candidate
    near: bool
    known: bool
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
        rivals = self.best.facts
        exchanged = any(
            (isinstance(one, Figure) and any(map(one.counts_alike, rivals.figures)))
            or (one.kind == "date" and rivals.dates)
            for one in self.missed
        )
        return self.turn_away and (exchanged or bool(self.changed))

    @property
    def exactly_nowhere(self) -> bool:
        """Whether a date, or a figure in digits, stands nowhere in the evidence."""
        return any(one.kind != "name" and any(map(str.isdigit, one.text)) for one in self.nowhere)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A statement, what can be looked up of it, and how similar it is to what was read."""

    text: str
    language: str
    facts: Sequence[Fact]
    similarities: Mapping[str, float]
    bars: SupportBars
    is_translated: NameMatcher
    reader: Reader | None = None
    weights: ClaimWeights = field(default_factory=ClaimWeights)

    def judge(self, cited: Sequence[Hit]) -> Verdict:
        """Judge it by the sentences nearest to it, and tell the one that supports it best."""
        candidates = collect_candidates(cited, self.similarities)
        if not candidates:
            return Verdict("unsupported", (Check(kind="meaning", value=self.text, found=False),))
        best = max(candidates, key=lambda one: one.similarity + self.bars.fact * self._share_of_facts(one))
        found = self._look_up(best, candidates)
        judgements = judge_claim(self.text, candidates, self.reader) if self.reader and self._is_read(best) else []
        if not judgements and not found.known:
            return Verdict("unchecked", (), best.span)
        supported, contradicted = self._weigh(found, judgements)
        support = self._decide(found, supported, contradicted, read=bool(judgements))
        checks = tuple(self._tell(found, support))
        shares = (supported, contradicted) if judgements else (None, None)
        return Verdict(support, checks, best.span, None, *shares)

    def _look_up(self, best: Candidate, candidates: Sequence[Candidate]) -> _Witnesses:
        missed = [one for one in self.facts if not self._is_found(one, best, candidates)]
        evidence = choose_evidence(candidates, self.reader) if self.reader else candidates
        return _Witnesses(
            best,
            near=self._is_similar(best),
            known=bool(find_language(self.language) and find_language(best.language)),
            missed=missed,
            nowhere=[one for one in missed if not any(self._has(read, one) for read in evidence)],
            changed=sorted(self._find_changes(best, candidates)),
        )

    def _is_read(self, best: Candidate) -> bool:
        """Tell whether the reader knows both languages."""
        return {self.language, best.language} <= LANGUAGES

    def _weigh(self, found: _Witnesses, judgements: Sequence[Judgement]) -> tuple[float, float]:
        """Return how strongly all speaks for the statement, and how strongly the reader against it, as shares."""
        if not judgements:
            return float(found.bear_out), float(found.says_otherwise)
        weights = self.weights
        few, more = (max(-weights.surest, min(weights.surest, _log_odds(one.supported))) for one in judgements)
        soft = any(one.kind == "name" or not any(map(str.isdigit, one.text)) for one in found.nowhere)
        score = (
            weights.even
            + weights.few * few
            + weights.more * more
            + weights.bear_out * found.bear_out
            - weights.turn_away * found.turn_away
            - weights.nowhere * soft
        )
        return 1 / (1 + math.exp(-score)), min(one.contradicted for one in judgements)

    def _decide(self, found: _Witnesses, supported: float, contradicted: float, *, read: bool) -> Support:
        if supported >= self.weights.supported and not found.exactly_nowhere:
            return "supported"
        denied = read and contradicted >= self.weights.contradicted and not found.bear_out
        if found.says_otherwise or denied:
            return "contradicted"
        return "unsupported"

    def _tell(self, found: _Witnesses, support: Support) -> list[Check]:
        """Return what was looked up. Of what is supported, a fact counts as found anywhere in the evidence."""
        holds = support == "supported"
        lacking = found.nowhere if holds else found.missed
        missed = {(one.kind, one.text) for one in lacking}
        changed = [] if holds else [one for one in found.changed if one not in missed]
        meaning = holds or (found.near and bool(missed or changed))
        return [
            Check(kind="meaning", value=f"{found.best.similarity:.2f}", found=meaning),
            *(Check(kind=one.kind, value=one.text, found=one not in lacking) for one in self.facts),
            *(Check(kind=kind, value=value, found=False) for kind, value in changed),
        ]

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
            changed = {(one.kind, one.value) for one in altered}
            if hedge := hedge_left_out(self.text, best.text, self.language):
                changed.add(("hedge", hedge))
        as_good = (
            one for one in candidates if one is not best and one.similarity >= best.similarity - self.bars.as_good
        )
        negated = reverses(self.text, self.language, evidence, best.language)
        if negated and all(reverses(self.text, self.language, one.text, one.language) for one in as_good):
            changed = {one for one in changed if one[0] != "negation"} | {("negation", negated)}
        return changed

    def _evidence(self, best: Candidate, candidates: Sequence[Candidate]) -> str:
        """Return the best sentence, with the more similar of those beside it where the statement joins sentences."""
        beside = [one for one in candidates if one.is_beside(best) and one is not best]
        if not beside or not self._joins_sentences(best):
            return best.text
        other = max(beside, key=lambda one: one.similarity).sentence
        return best.read.article.text[min(best.sentence.start, other.start) : max(best.sentence.end, other.end)]

    def _joins_sentences(self, best: Candidate) -> bool:
        return len(self.text) >= self.bars.longer * len(best.text)

    def _share_of_facts(self, one: Candidate) -> float:
        return sum(self._has(one, fact) for fact in self.facts) / max(1, len(self.facts))

    def _has(self, one: Candidate, fact: Fact) -> bool:
        return has(one.facts, fact, across=self._is_across(one))

    def _is_across(self, one: Candidate) -> bool:
        return one.language != self.language


def _log_odds(share: float) -> float:
    return math.log(max(share, 1e-6) / max(1 - share, 1e-6))


def _certain_facts(facts: Facts, reads: Sequence[Hit]) -> list[Fact]:
    """Leave out what may be no name: an adjective of a people, which another language may put into a longer name.

    And a word that has its capital for opening the statement, unless it is a name in what was read.
    """
    opening = [name for name in facts.names if name.opens and not name.key]
    known = {
        word
        for read in (reads if opening else ())
        for name in read_facts(read.article.text, read.article.language).names
        if not name.opens
        for word in name.words
    }
    adjectives = [name for name in facts.names if name.text.islower()]
    return [
        fact for fact in facts if fact not in adjectives and (fact not in opening or known.intersection(fact.words))
    ]
