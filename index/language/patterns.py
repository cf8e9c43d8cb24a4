"""The regular expressions of a language's file, compiled once; one that is empty matches nothing."""

import re
from collections.abc import Iterable
from functools import lru_cache

NEVER = re.compile(r"(?!)")


@lru_cache(maxsize=1024)
def any_of(fragment: str, around: str = r"\b(?:{})\b") -> re.Pattern[str]:
    """Compile a file's alternatives, in any case, as whole words or as `around` says."""
    return re.compile(around.replace("{}", fragment), re.IGNORECASE) if fragment else NEVER


def alternatives(words: Iterable[str]) -> str:
    """Write words as alternatives, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
