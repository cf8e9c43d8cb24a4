"""Which language a text is in, as a two-letter code."""

import re
from functools import cache, lru_cache
from typing import Any

from index.language.language import languages
from index.language.words import words_of


def language_code(name: str | None) -> str | None:
    """Return a two-letter code for a language tag such as `en-GB` or `fil`; None if it isn't one."""
    code = (name or "").strip().lower().replace("_", "-").split("-")[0]
    code = "tl" if code == "fil" else code
    return code if re.fullmatch("[a-z]{2}", code) else None


def detect_language(text: str) -> str:
    """Return the two-letter code of the language of `text` (py3langid, two-letter languages only)."""
    return str(_identifier().classify(text[:5000])[0])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([code for code in identifier.nb_classes if len(code) == 2])
    return identifier


@cache
def _telling() -> dict[str, frozenset[str]]:
    return {one.code: one.words.stop | one.words.cues for one in languages()}


@lru_cache(maxsize=4096)
def language_of(text: str) -> str | None:
    """Tell a question's language by its commonest words; None where they don't decide.

    Statistics over letters, which tell longer texts apart, take a short English question for Javanese.
    """
    there = words_of(text)
    counts = {code: sum(word in words for word in there) for code, words in _telling().items()}
    first, second = sorted(counts.values(), reverse=True)[:2]
    return max(counts, key=lambda code: counts[code]) if first > second else None
