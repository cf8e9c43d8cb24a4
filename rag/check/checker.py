"""Does what is cited support a statement? By exact witnesses and nearness, and by what the trained reader makes of it.

Rules look up figures, dates and names, and whether a denial or a doubt was turned into a fact; where a sentence is near
enough and has all of them, they bear the statement out. The reader judges it by the sentences nearest to it. Both weigh
in one score, of which the bars were fitted; a date or figure in digits that stands nowhere in what is cited rejects a
statement whatever else speaks for it. Word for word is quoted. What is in a language that neither rules nor reader know
is unchecked.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from index.library import Library
from rag.answer import Check, Support
from rag.calibration import Calibration, ClaimWeights, SupportBars, calibration_for
from rag.check.candidates import Candidate, collect_candidates, find_verbatim, read_facts
from rag.check.evidence import choose_evidence, judge_claim
from rag.check.translated_names import NameMatcher, TranslatedNames
from rag.check.verdict import Verdict
from rag.check.witnesses import Claim, Witnesses, certain_facts
from rag.reader.reader import LANGUAGES, Judgement, Reader
from rag.retrieve.hit import Hit


class Checker:
    """Checks statements against passages of a library; without a reader by rules and nearness alone."""

    def __init__(
        self,
        library: Library,
        open_reader: Callable[[], Reader | None] = lambda: None,
        calibration: Calibration | None = None,
    ) -> None:
        self._library = library
        self._open_reader = open_reader
        self._row = calibration or calibration_for(library.embedder.model_name)
        self._is_translated = TranslatedNames(library.embedder, self._row.support.translated_name)

    def check(
        self,
        statement: str,
        language: str,
        cited: Sequence[Hit],
        others: Sequence[Hit] = (),
        without: Collection[str] = (),
    ) -> Verdict:
        """Embed a statement and check it against what it cites; `others` is what else was read.

        Sentences `without` are left out, by their ids.
        """
        sentences = (sentence for read in (*cited, *others) for sentence in read.passage.sentences)
        ids = [sentence.id for sentence in sentences if sentence.id not in without]
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
            without=without,
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
    without: Collection[str] = (),
) -> Verdict:
    """Check a statement in a language; `similarities` are its cosines to each sentence read, by sentence id.

    Sentences `without` are no quotes, and those without a similarity support nothing.
    """
    for read in cited:
        if span := find_verbatim(statement, read, without):
            return Verdict("quoted", (), span)
    facts = certain_facts(read_facts(statement, language), [*cited, *others])
    claim = Claim(statement, language, facts, similarities, bars, is_translated)
    judge = _Judge(claim, reader, weights or ClaimWeights())
    verdict = judge(cited)
    if verdict.support == "supported" or not others:
        return verdict
    elsewhere = judge(others)
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
class _Judge:
    """Judges a claim by what rules find of it and what the reader makes of it."""

    claim: Claim
    reader: Reader | None
    weights: ClaimWeights

    def __call__(self, cited: Sequence[Hit]) -> Verdict:
        """Judge it by the sentences nearest to it, and tell the one that supports it best."""
        candidates = collect_candidates(cited, self.claim.similarities)
        if not candidates:
            return Verdict("unsupported", (Check(kind="meaning", value=self.claim.text, found=False),))
        evidence = choose_evidence(candidates, self.reader) if self.reader else candidates
        found = self.claim.look_up(candidates, evidence)
        judgements = self._read(found.best, candidates, evidence)
        if not judgements and not found.known:
            return Verdict("unchecked", (), found.best.span)
        if not judgements:
            support: Support = (
                "supported" if found.bear_out else "contradicted" if found.says_otherwise else "unsupported"
            )
            return Verdict(support, tuple(self._tell(found, support)), found.best.span)
        supported, contradicted = self._weigh(found, judgements), min(one.contradicted for one in judgements)
        support = self._decide(found, supported, contradicted)
        checks = tuple(self._tell(found, support))
        return Verdict(support, checks, found.best.span, None, supported, contradicted)

    def _read(self, best: Candidate, candidates: Sequence[Candidate], evidence: Sequence[Candidate]) -> list[Judgement]:
        """Have the reader judge it, if there is one and it has learnt both languages."""
        if self.reader is None or not {self.claim.language, best.language} <= LANGUAGES:
            return []
        return judge_claim(self.claim.text, candidates, evidence, self.reader)

    def _weigh(self, found: Witnesses, judgements: Sequence[Judgement]) -> float:
        """Return how strongly all speaks for the claim, as a share."""
        weights = self.weights
        few, more = (max(-weights.surest, min(weights.surest, _log_odds(one.supported))) for one in judgements)
        score = (
            weights.even
            + weights.few * few
            + weights.more * more
            + weights.bear_out * found.bear_out
            - weights.turn_away * found.turn_away
            - weights.nowhere * found.loosely_nowhere
        )
        return 1 / (1 + math.exp(-score))

    def _decide(self, found: Witnesses, supported: float, contradicted: float) -> Support:
        if supported >= self.weights.supported and not found.exactly_nowhere:
            return "supported"
        denied = contradicted >= self.weights.contradicted and not found.bear_out
        return "contradicted" if found.says_otherwise or denied else "unsupported"

    def _tell(self, found: Witnesses, support: Support) -> list[Check]:
        """Return what was looked up. Of what is supported, a fact counts as found anywhere in the evidence."""
        holds = support == "supported"
        lacking = found.nowhere if holds else found.missed
        missed = {(one.kind, one.text) for one in lacking}
        changed = [] if holds else [one for one in found.changed if one not in missed]
        meaning = holds or (found.near and bool(missed or changed))
        return [
            Check(kind="meaning", value=f"{found.best.similarity:.2f}", found=meaning),
            *(Check(kind=one.kind, value=one.text, found=one not in lacking) for one in self.claim.facts),
            *(Check(kind=kind, value=value, found=False) for kind, value in changed),
        ]


def _log_odds(share: float) -> float:
    return math.log(max(share, 1e-6) / max(1 - share, 1e-6))
