"""A question that asks for two things → its parts, each a question: “Who leads X, and what did Y decide?”"""

from index.language.detection import language_of
from index.language.language import find_language
from index.language.patterns import alternatives, any_of
from index.language.words import content_words

_MOST = 3
_FEWEST_WORDS = 2  # that carry a subject; a part with fewer is no question of its own


def parts_of(question: str) -> list[str]:
    """Return the questions that a question is made of, in order, three at most; itself where it is one."""
    language = find_language(language_of(question))
    if language is None:
        return [question]
    before = alternatives(language.asking.prepositions)  # “and by what percentage …”
    asking = alternatives(language.words.asking)
    joint = any_of(language.asking.joints, rf"[,;]?\s+(?:{{}})\s+(?=¿?(?:(?:{before})\s+)?(?:{asking})\b)|;\s+")
    parts = [part.strip(" ,") for part in joint.split(question)]
    is_whole = len(parts) > _MOST or any(len(content_words(part)) < _FEWEST_WORDS for part in parts)
    return [question] if is_whole else parts
