"""Whether a statement is surer than the sentence it rests on: `might create` there, `creates` here."""

import re

from index.language.language import find_language
from index.language.words import stop_words
from rag.facts.negations import any_fragment

_REACH = 4  # content words after a hedge that it bears on
_STEM = 4
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def hedge_left_out(statement: str, sentence: str, language: str) -> str | None:
    """Return the word by which a sentence leaves open what a statement in the same language says is so; or None.

    A statement with any such word of its own, `if`, `believes`, `can`, is taken to leave it open, too.
    """
    known = find_language(language)
    if known is None or any_fragment(known.polarity.hedges | known.polarity.open).search(statement):
        return None
    said = {one.group().casefold()[:_STEM] for one in _WORD.finditer(statement)}
    for hedge in any_fragment(known.polarity.hedges).finditer(sentence):
        after = (one.group().casefold() for one in _WORD.finditer(sentence, hedge.end()))
        borne_upon = [word[:_STEM] for word in after if word not in stop_words() and len(word) > 2][:_REACH]
        if borne_upon and 2 * sum(stem in said for stem in borne_upon) >= len(borne_upon):
            return hedge.group().casefold()
    return None
