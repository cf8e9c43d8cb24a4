"""Which language a text is in, as a two-letter code."""

import re
from functools import cache
from typing import Any


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
