"""Whether a statement says the opposite of a sentence: a `not` here and none there.

The scope is kept simple: a negation bears on the words that follow it closely. What negates by its meaning (`lack`,
`bar`, `unable`, `kulang`) may stand for a negation, but is none by itself.
"""

import re

from index.language.language import find_language
from index.language.words import stop_words
from rag.facts.negations import any_fragment, negations_in

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)?")
_REACH = 4  # content words after a negation that it may bear on
_STEM = 5
_NEAR = 40  # characters
_AS_LONG = 0.6  # what a statement has to be of a sentence's length so that a `not` that is missing was left out


def reverses(statement: str, language: str, sentence: str, its_language: str) -> str | None:
    """Return the negation that one of the two has and the other lacks; None if they agree as far as can be told.

    Within a language each negation is looked for at the words it bears on, too.
    """
    found = _uneven(statement, language, sentence, its_language)
    if found is None and language == its_language:
        found = _one_sided(statement, sentence, language) or _one_sided(sentence, statement, language)
    return found


def _uneven(statement: str, language: str, sentence: str, its_language: str) -> str | None:
    """Compare both as wholes: a statement has no more negations, and one as long has some if the sentence has."""
    mine, theirs = (
        [one for one in negations_in(text, spoken) if not one.of_a_noun]
        for text, spoken in ((statement, language), (sentence, its_language))
    )
    if len(mine) > len(theirs) + len(_soft(sentence, its_language)):
        return mine[0].text
    if theirs and not mine and not _soft(statement, language) and len(statement) >= _AS_LONG * len(sentence):
        return theirs[0].text
    return None


def _one_sided(one: str, other: str, language: str) -> str | None:
    """Return a negation of the one that bears on words which the other has without any."""
    there = negations_in(other, language)
    words = {found.group().casefold()[:_STEM]: found.start() for found in _WORD.finditer(other)}
    for negation in negations_in(one, language):
        stems = _borne_upon(one, negation.end)
        places = [words[stem] for stem in stems if stem in words]
        if not stems or len(places) * 2 < len(stems):
            continue
        softly = [start for start, _ in _soft_words(other, language)]
        near = [*(negated.end for negated in there), *softly]
        if not any(abs(place - one) <= _NEAR for place in places for one in near):
            return negation.text
    return None


def _borne_upon(text: str, start: int) -> list[str]:
    words = (found.group().casefold() for found in _WORD.finditer(text, start))
    return [word[:_STEM] for word in words if word not in stop_words() and len(word) > 2][:_REACH]


def _soft(text: str, language: str) -> list[tuple[int, int]]:
    """Return where words stand that negate by what they mean, and are no negations."""
    hard = {(one.start, one.end) for one in negations_in(text, language)}
    return [span for span in _soft_words(text, language) if span not in hard]


def _soft_words(text: str, language: str) -> list[tuple[int, int]]:
    known = find_language(language)
    return [found.span() for found in any_fragment(known.polarity.soft).finditer(text)] if known else []
