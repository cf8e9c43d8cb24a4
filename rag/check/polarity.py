"""Whether a statement says the opposite of a sentence: a `not` here and none there.

The scope is kept simple: a negation bears on the words that follow it closely. What negates by its meaning (`lack`,
`bar`, `unable`, `kulang`) may stand for a negation, but is none by itself.
"""

import re
from collections.abc import Sequence

from index.language.words import stop_words
from rag.facts.negations import negations_in

_SOFT = {
    "en": """lack\\w* short_of shortage scarce\\w* bar(?:s|red)? bans? banned prevent\\w* prohibit\\w* forb[ia]d\\w*
        fail\\w* unable unlikely refus\\w* den(?:y|ies|ied) reject\\w* hardly barely far_from rather_than instead
        too_\\w+_to except stop\\w* difficult hard doubt\\w* insufficient incapable incomplete impossib\\w+
        missing absent absence closed avoid\\w* ceased? lost or_less disappointed fell_short non(?!e)[-\\w]+
        other_than un(?!signed|ited|der|til|ion|ique|iver)[a-z]+(?:ed|able|ly)""",
    "tl": """kulang kapos kakapusan bawal ipinagbabawal pinagbabawalan hirap mahirap malabo ayaw tumanggi\\w* duda
        imposible\\w* maliban sa_halip imbes hadlang hinaharang walang wala bihira\\w* iwas\\w* umiiwas hindi\\w*""",
    "es": """falt\\w+ care[cz]\\w+ prohib\\w+ impid\\w+ imped\\w+ evit\\w+ neg[aóa]\\w* rechaz\\w+ difícil\\w* apenas
        salvo excepto imposible\\w* incapa\\w+ insuficiente\\w* en_lugar en_vez sin deja deja[nr] dejó dejaron
        nada nadie""",
}
_SOFTLY = {
    language: re.compile(rf"\b(?:{'|'.join(words.replace('_', ' ') for words in lines.split())})\b", re.IGNORECASE)
    for language, lines in _SOFT.items()
}
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)?")
_OF_A_NOUN = frozenset({"without", "sin", "ni", "nor"})  # these negate something other than the statement
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
        [one for one in negations_in(text, spoken) if one.text.casefold() not in _OF_A_NOUN]
        for text, spoken in ((statement, language), (sentence, its_language))
    )
    if len(mine) > len(theirs) + _softly(sentence, its_language):
        return mine[0].text
    if theirs and not mine and not _softly(statement, language) and len(statement) >= _AS_LONG * len(sentence):
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
        near = any(abs(place - negated.end) <= _NEAR for place in places for negated in there)
        if not near and not _softly_near(other, language, places):
            return negation.text
    return None


def _borne_upon(text: str, start: int) -> list[str]:
    words = (found.group().casefold() for found in _WORD.finditer(text, start))
    return [word[:_STEM] for word in words if word not in stop_words() and len(word) > 2][:_REACH]


def _softly(text: str, language: str) -> int:
    pattern = _SOFTLY.get(language)
    hard = {(one.start, one.end) for one in negations_in(text, language)}
    return sum(found.span() not in hard for found in pattern.finditer(text)) if pattern else 0


def _softly_near(text: str, language: str, places: Sequence[int]) -> bool:
    pattern = _SOFTLY.get(language)
    if pattern is None:
        return False
    return any(abs(found.start() - place) <= _NEAR for found in pattern.finditer(text) for place in places)
