"""What kind of thing a question asks for, and whether a sentence offers it: an amount, a time, somebody, a place.

“Why” is left out, and so are questions for yes or no: words such as “because” or “not” were measured, and sentences
that have them answer no more often than others.
"""

import re
from collections.abc import Callable

from rag.question.names import Name, names_in

_Offer = Callable[[str, str], bool]  # of a sentence, to a question in lower case


def kinds_of(question: str) -> frozenset[str]:
    """Return what kinds of thing a question asks for: `amount`, `time`, `person`, `place`."""
    kinds = {"amount": _AMOUNT_ASKED, "time": _TIME_ASKED, "person": _SOMEBODY_ASKED, "place": _PLACE_ASKED}
    return frozenset(kind for kind, asked in kinds.items() if asked.search(question))


def offers(question: str) -> Callable[[str], bool]:
    """Return a test for whether a sentence has the kind of thing `question` asks for.

    The kinds are an amount, a time, somebody (who may be a company) and a place; a question after none of them is
    offered nothing, and a name that the question itself gives is no answer to it.
    """
    wanted = [offered for asked, offered in _KINDS if asked.search(question)]
    given = question.lower()
    return lambda text: bool(wanted) and all(offered(text, given) for offered in wanted)


def _any_of(words: str) -> re.Pattern[str]:
    """Compile alternatives, one or more a line; a space in one stands for itself as `_`."""
    alternatives = "|".join(words.split()).replace("_", " ")
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)


_AMOUNT_ASKED = _any_of(
    """
    how_(?:much|many|large|big|far|long|old|high|fast) what_(?:share|percentage|percent|number|amount|price)
    magkano ilan(?:g)? gaano cu[aá]nt[oa]s?
    """
)
_AMOUNT = _any_of(
    r"""
    [$€£₱¥]?\d[\d.,]*%? half third quarter tenth dozens? hundreds? thousands? millions? billions? twice double
    one two three four five six seven eight nine ten
    (?:isa|dalawa|tatlo|lima|pito|walo|sampu|doble)(?:ng)? (?:apat|anim|siyam)(?:_na)? kalahati ikasampu
    """
)
_TIME_ASKED = _any_of(
    """
    when (?:what|which)_(?:year|month|day|date) kailan anong_(?:taon|buwan|araw|petsa) cu[aá]ndo
    """
)
_TIME = _any_of(
    r"""
    (?:19|20)\d\d
    january february march april june july august september october november december
    enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
    (?:last|next|this|previous)_(?:week|weekend|month|year|quarter|spring|summer|autumn|fall|winter)
    ago earlier noong nakaraang ngayong susunod
    """
)
_SOMEBODY_ASKED = _any_of("who(?:m|se)? sin[ou](?:-sino)? qui[eé]n(?:es)?")
_PLACE_ASKED = _any_of(
    """
    where (?:which|what)_(?:city|country|place|town|state|region|province|continent) saan nasaan
    (?:anong|aling)_(?:lungsod|bansa|lugar|rehiyon|bahagi) d[oó]nde qu[eé]_(?:ciudad|pa[ií]s|lugar)
    """
)


def _having(pattern: re.Pattern[str]) -> _Offer:
    return lambda text, given: any(found.group().lower() not in given for found in pattern.finditer(text))


def _naming(wanted: Callable[[Name], bool]) -> _Offer:
    return lambda text, given: any(wanted(name) and name.text.lower() not in given for name in names_in(text))


_KINDS = (
    (_AMOUNT_ASKED, _having(_AMOUNT)),
    (_TIME_ASKED, _having(_TIME)),
    (_SOMEBODY_ASKED, _naming(lambda name: not name.people and not name.place)),
    (_PLACE_ASKED, _naming(lambda name: name.place)),
)
