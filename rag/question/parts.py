"""A question that asks for two things → its parts, each a question: “Who leads X, and what did Y decide?”"""

import re

from index.language.words import content_words

_MOST = 3
_FEWEST_WORDS = 2  # that carry a subject; a part with fewer is no question of its own
_ASKING = (
    r"what|who|whom|whose|how|when|where|which|why|"
    r"ano|anong|sino|sinong|saan|saang|kailan|paano|bakit|magkano|ilan|ilang|gaano|alin|aling|"
    r"qu[eé]|qui[eé]n|cu[aá]nt[oa]s?|cu[aá]ndo|d[oó]nde|c[oó]mo"
)
_BEFORE = r"(?:(?:in|to|for|by|from|with|of|sa|kanino|en)\s+)?"  # “and by what percentage …”
_JOINT = re.compile(
    rf"[,;]?\s+(?:and|but|while|at|habang|samantalang|y)\s+(?={_BEFORE}(?:{_ASKING})\b)|;\s+", re.IGNORECASE
)


def parts_of(question: str) -> list[str]:
    """Return the questions that a question is made of, in order, three at most; itself where it is one."""
    parts = [part.strip(" ,") for part in _JOINT.split(question)]
    whole = len(parts) > _MOST or any(len(content_words(part)) < _FEWEST_WORDS for part in parts)
    return [question] if whole else parts
