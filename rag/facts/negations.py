"""Negations in a sentence: whether what it says is said not to be."""

import re
from dataclasses import dataclass
from typing import ClassVar

from rag.facts.words import NEGATIONS

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_PHRASES = {  # of more than one word
    "en": r"no longer",
    "tl": r"hindi na",
    "es": r"ya no",
}
_HARMLESS = {  # that only look like it
    "en": r"not only|not just|not merely|no doubt|no matter|no more than|no less than|no fewer than|whether or not|"
          r"no\. ?\d|nothing but|if not|not least|not long|not later than|no later than|none other",
    "tl": r"hindi lamang|hindi lang|walang duda|hindi hihigit|hindi bababa|hindi kukulangin|kung hindi|"
          r"walang iba kundi",
    "es": r"no s[oó]lo|no obstante|sin embargo|sin duda|no más del?|no menos del?|ni siquiera|si no",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Negation:
    """A word or phrase that negates."""

    kind: ClassVar = "negation"
    text: str
    start: int
    end: int


def negations_in(text: str, language: str) -> list[Negation]:
    """Return the negations in `text`, in order; `not only` and its like are none."""
    known = language if language in NEGATIONS else "en"
    harmless = [found.span() for found in re.finditer(rf"\b(?:{_HARMLESS[known]})\b", text, re.IGNORECASE)]
    spans = [found.span() for found in re.finditer(rf"\b(?:{_PHRASES[known]})\b", text, re.IGNORECASE)]
    for found in _WORD.finditer(text):
        word = found.group().casefold().replace("’", "'")
        if word in NEGATIONS[known] or (known != "es" and word.endswith("n't")):
            spans.append(found.span())
    clear = [span for span in spans if not any(s <= span[0] < e for s, e in harmless)]
    kept = [span for span in clear if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in clear)]
    return [Negation(text[start:end], start, end) for start, end in sorted(set(kept))]
