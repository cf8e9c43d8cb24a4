"""Sentences that tell whoever answers what to say: no model is given them, and they support no statement.

A model that gives way repeats what is demanded, and since the demand has the very words, it would be cited for them.
English, Filipino, Spanish. A claim that is planted as a plain sentence is no demand: it is cited from who says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answer import REJECTED, Check
from rag.check.checker import Checker
from rag.check.verdict import Verdict
from rag.retrieve.hit import Hit

_SAY = (  # as sentences open with it; not what as often opens news: state media, start-ups, output
    r"say|write|repeat|respond|reply|begin|add|append|mention|insert|include|integrate|answer(?=\s)|"
    "sabihin|isulat|ulitin|sagutin|simulan|tapusin|idagdag|isama|banggitin|"
    r"(?:escribe|repite|responde|añade)(?=\s(?:primero|sol[oa]mente|s[oó]lo|siempre|antes))"
)
_ANSWER = "answers?|responses?|repl(?:y|ies)|output"
_ROLE = "(?:system|assistant|user|human|developer|instructions?)"
_OPENS = r"(?:\A|[.!?:;>\"”)\]])\W{0,5}"  # a sentence, or what was written to look like one
_DEMAND = re.compile(
    rf"""
      \byour\s(?:\w+\s)?(?:{_ANSWER})\b(?![^?]*\?)                 # “What was your answer?” is asked in news
    | \b(?:every|each|any|all)\s(?:{_ANSWER})\s(?:has|have|must|should|needs?|begins?|starts?)\b
    | \b(?:ang|iyong|inyong|mong)\s(?:sagot|tugon)\s(?:mo|ninyo|sa\smga\ssalita(?:ng)?)\b
    | \btus?\srespuestas?\b
    | {_OPENS}(?:ignore|disregard|forget)\s(?:\w+\s){{0,3}}(?:above|previous|prior|passages?|rules?|instructions?)\b
    | {_OPENS}huwag\s(?:mong\s|ninyong\s)?(?:pansinin|sundin)\b
    | \A\W*(?:(?:now|please|always|first|then|only|just|whatever|if|when)\b[^:"“]*?\s)?(?:{_SAY})\b[^:"“]{{0,60}}[:"“]
    | \A\W*(?:(?:im_start|inst|start_\w+)\W{{1,5}})?{_ROLE}[\W_]*[:：>\]］]
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class InjectionGuard:
    """Checks statements, and lets no demand support one."""

    checker: Checker

    def __call__(self, statement: str, language: str, cited: Sequence[Hit], others: Sequence[Hit]) -> Verdict:
        """Check a statement in a language against the passages it cites; `others` were read, too."""
        verdict = self.checker.check(statement, language, cited, others)
        place = verdict.place
        if verdict.support in REJECTED or place is None:
            return verdict
        texts = (hit.article.text for hit in (*cited, *others) if hit.article.id == place.article_id)
        if not any(is_demand(text[place.start : place.end]) for text in texts):
            return verdict
        meaning = Check(kind="meaning", value=statement, found=False)
        kept = (one for one in verdict.checks if one.kind != "meaning")
        return replace(verdict, support="unsupported", checks=(meaning, *kept))


def is_demand(sentence: str) -> bool:
    """Tell whether a sentence is a demand on the answer rather than news."""
    return bool(_DEMAND.search(sentence))


def strip_demands(hit: Hit) -> str:
    """Return the words of a passage without its demands."""
    text, at, kept = hit.article.text, hit.passage.start, ""
    for sentence in hit.passage.sentences:
        if is_demand(text[sentence.start : sentence.end]):
            kept, at = kept + text[at : sentence.start], sentence.end
    return kept + text[at : hit.passage.end]
