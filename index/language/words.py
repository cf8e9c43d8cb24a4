"""Words of a text: one tokeniser, one stem, and which words carry its subject.

Where a text's language is known its own stop words are left out; where it isn't, those of every language that has a
file; a language without a file has none, and its questions are answered by nearness and rare words alone.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from index.language.language import find_language, languages

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MOST_WORDS = 64
_STEM = 5  # words with this many first letters in common count as one


@cache
def stop_words(language: str | None = None) -> frozenset[str]:
    """Return the words that carry no subject in a language, a two-letter code; in any language without one."""
    if language is None:
        return frozenset().union(*(one.words.stop for one in languages()))
    known = find_language(language)
    return known.words.stop if known else frozenset()


def words_of(text: str) -> list[str]:
    """Return the words of `text` in order, in lower case and without the mark of a possessor."""
    return [word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text)]


def content_words(text: str, language: str | None = None) -> list[str]:
    """Return the words of `text` that carry its subject, in lower case, once each, in order."""
    left_out = stop_words(language)
    return [word for word in dict.fromkeys(words_of(text)) if word not in left_out][:_MOST_WORDS]


def bare(text: str) -> str:
    """Return the words of a text alone, in one case, with one space between two."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def share_of(weights: Mapping[str, float], text: str) -> float:
    """Return the share of the words' weight that stands in `text`, inflected forms included; 0 to 1."""
    total = sum(weights.values())
    if not total:
        return 0.0
    there, stems = _words_and_stems(text)
    return sum(weight for word, weight in weights.items() if word in there or word[:_STEM] in stems) / total


@lru_cache(maxsize=4096)
def _words_and_stems(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a text and their stems; the sentences that are read most often are read again and again."""
    there = frozenset(content_words(text))
    return there, frozenset(word[:_STEM] for word in there if len(word) >= _STEM)


def overlap(one: str, other: str) -> float:
    """Return the share of the words of the one text that stand in the other, whichever is greater."""
    words, others = (dict.fromkeys(content_words(text), 1.0) for text in (one, other))
    return max(share_of(words, other), share_of(others, one))
