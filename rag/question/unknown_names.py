"""Names in a question that nothing that was searched mentions: a reason to refuse it."""

import re
import unicodedata
from collections import Counter

from index.language.words import content_words
from rag.question.history import sure_names
from rag.retrieve.hit import Reading

_ABBREVIATED = re.compile(r"^[^\W_]{1,2}$|[A-Z]{2}")


def find_unknown_names(reading: Reading) -> tuple[str, ...]:
    """Return the names in a question that stand nowhere in what was searched.

    In an article of another language a name may be written otherwise: only where something read is in the question's
    language is its absence telling, and not for names known to be translated, nor for abbreviations. Where the best
    passage is in other letters, nothing is.
    """
    if all(hit.article.language != reading.language for hit in reading.hits):
        return ()
    if _script_of(reading.hits[0].text) != _script_of(reading.question):
        return ()
    names = (name for name in sure_names(reading.question) if not name.key and not _ABBREVIATED.search(name.text))
    return tuple(dict.fromkeys(name.text for name in names if set(content_words(name.text)) <= reading.unknown))


def _script_of(text: str) -> str:
    """Return what Unicode calls the letters that most of a text is in: LATIN, DEVANAGARI; nothing if it has none."""
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    return max(scripts, key=scripts.__getitem__, default="")
