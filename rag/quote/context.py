"""Which sentences can't be understood alone, and which sentence before names what they speak of.

By rules, in English, Filipino and a little Spanish: a sentence that opens with a pronoun or a bare description
(“It …”, “The other …”, “Ang kumpanya …”), or whose speaker is a pronoun (“…,” she said). And sentences that only
ask: their answer stands beside them.
"""

import re
from collections.abc import Callable, Sequence

from rag.question.names import names_in
from rag.question.pronouns import COMPANY

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_HINGE = (
    r"^[\"“‘'(]*(?:(?:however|but|and|then|also|yet|still|later|instead|moreover|in\ addition|though|although|so"
    r"|ngunit|gayunpaman|pero|kaya|samantala|sin\ embargo),?\ )*"
)
_OPENING = re.compile(
    _HINGE
    + r"""(?:
        it|they|this|these|those|his|her|their|its|such|the\ (?:others?|former|latter|same|two)|another|others
        |(?:both|one|some|each|all|most|none|neither)\ of\ (?:them|these|those)
        |sila|ito|iyon|iyan|kapwa|ganito|ganoon|ang\ (?:mga\ ito|isa\ pa|naturang|nasabing)
        |(?:\w+\ ){1,2}(?:ito|iyon|sila)\ (?:ng|na|sa|ay|ang)
        |ellos|ellas|esto|estos|estas|este|esta|la\ otra|el\ otro
    )\b(?!\ (?:of|that|who|which)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_DESCRIPTION = re.compile(
    _HINGE
    + r"""(?:the|that|ang)\ (article|story|report|test|figure|statement|move|decision|paper|author|writer|researcher
        |analyst|study|plan|ulat|artikulo|pag-aaral)(?:s|['’]s)?\b
        (?!\ (?:(?:of|that|who|which|ng|na|sa|ni)\b|(?-i:[A-Z])))""",
    re.IGNORECASE | re.VERBOSE,
)
_EMPTY = re.compile(_HINGE + r"it\ (?:is|was|has\ been|had\ been|will\ be)(?:\ \w+){1,2}\ (?:to|that)\b", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?:he|she|siya|niya|aniya|nilang|él|ella)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\?[\"”’']*$|:$|\b(?:was|were|been) asked (?:whether|if|about|how|what|why|when)\b|\btinanong\b.*\bkung\b"
    r"|\bpreguntaron si\b",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Tell whether a sentence only asks or announces, so that what follows it is the answer."""
    return _ASKS.search(text) is not None


def naming(texts: Sequence[str], at: int) -> int | None:
    """Return which of the sentences before sentence `at` names what it speaks of; None if it can be read alone.

    None, too, where no sentence before does. What can't be quoted stands in `texts` as an empty one.
    """
    needs = _needs(texts[at], texts)
    if needs is None:
        return None
    return next((one for one in range(at - 1, -1, -1) if texts[one] and needs(texts[one])), None)


def _needs(text: str, texts: Sequence[str]) -> Callable[[str], bool] | None:
    """Return a test for the sentence that has to stand before `text`, None if none has to."""
    spoken = _QUOTED.sub("“”", text)
    somebody = _SOMEBODY.search(spoken)
    if somebody and not _named(spoken, somebody.start()):
        people = {word for one in texts for name in names_in(one) if name.person for word in name.text.split()}
        return lambda before: any(people & set(name.text.split()) for name in names_in(before))
    company = COMPANY.search(spoken)
    if company and not _named(spoken, company.start()):
        return lambda before: _named(before, len(before))
    described = _DESCRIPTION.match(text)
    if described:
        introduced = re.compile(rf"\b(?:an?|one|two|isang|dalawang) (?:[\w-]+ ){{,4}}{described[1]}", re.IGNORECASE)
        return lambda before: introduced.search(before) is not None
    if _OPENING.match(text) and not _EMPTY.match(text):
        return lambda before: _needs(before, texts) is None
    return None


def _named(text: str, until: int) -> bool:
    """Tell whether somebody or something is named before `until`, other than a people."""
    return any(name.end <= until and not name.people for name in names_in(text))
