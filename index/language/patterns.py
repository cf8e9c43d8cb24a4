"""The regular expressions of a language's file, compiled once; one that is empty matches nothing."""

import re
from collections.abc import Iterable
from functools import lru_cache

NEVER = re.compile(r"(?!)")
# scripts in which a word may begin or end inside a run of letters
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
AFFIXING = re.compile(f"[{UNSPACED.pattern[1:-1]}\uac00-\ud7a3\u05d0-\u05ea\u0620-\u064a]")


@lru_cache(maxsize=1024)
def any_of(fragment: str, around: str = r"\b(?:{})\b") -> re.Pattern[str]:
    """Compile a file's alternatives, in any case, as whole words or as `around` says."""
    return re.compile(around.replace("{}", fragment), re.IGNORECASE) if fragment else NEVER


def alternatives(words: Iterable[str]) -> str:
    """Write words as alternatives, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def whole_words(words: Iterable[str]) -> str:
    """Write words as alternatives that may end inside a longer one only where their script allows it: 74億円, 원을."""
    known = frozenset(words)
    unspaced = frozenset(filter(AFFIXING.search, known))
    spaced = rf"(?:{alternatives(known - unspaced)})(?!\w)" if known - unspaced else ""
    return "|".join(filter(None, (spaced, alternatives(unspaced)))) or NEVER.pattern
