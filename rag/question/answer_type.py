"""What a question asks for that no quote has: a sum of money, a number, a time, how long, whoever does something.

An article may speak of just what is asked and still not tell it: “Who founded X?” stands near to all that is said of
X. Only what rules can tell is looked for, in English, Filipino and Spanish, and generously: a question is refused for
a kind of thing that none of its quotes has in any form.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from index.language.words import content_words
from rag.answer import AnswerType
from rag.facts.gazetteer import KEY_OF
from rag.facts.names import folded
from rag.question.names import names_in
from rag.retrieve.hit import Reading


class _Kind(NamedTuple):
    """A kind of thing: the questions that ask for it, and whether a text has it that the question doesn't give."""

    name: AnswerType
    asked: re.Pattern[str]
    has: Callable[[str, str], bool]


def lacking(question: str, quotes: Iterable[str]) -> AnswerType | None:
    """Return the kind of thing that `question` asks for and none of `quotes` has, None if nothing is known to lack.

    The quotes are only looked at if the question asks for such a thing.
    """
    asked = [kind for kind in _KINDS if kind.asked.search(question)]
    text = "\n".join(quotes) if asked else ""
    return next((kind.name for kind in asked if not kind.has(text, question)), None)


def unnamed(reading: Reading) -> tuple[str, ...]:
    """Return the names in a question that stand nowhere in what was searched.

    In an article of another language a name may be written otherwise: only where something read is in the question's
    language is its absence telling, and not for names known to be translated, nor for abbreviations.
    """
    if all(hit.article.language != reading.language for hit in reading.hits):
        return ()
    names = (name.text for name in names_in(reading.question) if not _ABBREVIATED.search(name.text))
    missing = (name for name in names if set(content_words(name)) <= reading.unknown)
    return tuple(dict.fromkeys(name for name in missing if folded(name) not in KEY_OF))


_ABBREVIATED = re.compile(r"^[^\W_]{1,2}$|[A-Z]{2}")


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE | re.VERBOSE)


_MONEY_ASKED = _pattern(
    r"""
    \bmagkano\b | \b(?:at\ what|(?:for|at)\ how\ much|what\ (?:is|was|were)\ the)\ price\b
    | ^(?:and\ )?what\ (?:do|does|did|will|would)\ .{2,60}\b(?:cost|pay)\b
    | \bhow\ much\ (?:money|(?:do|does|did|will)\ .*\b(?:pay|cost|spend|earn|raise|invest)|(?:was|were)\ .*\ paid)\b
    | cu[aá]nto\ (?:cuesta|cost[oó]|pag[oó]|dinero)
    """
)
_MONEY = _pattern(
    r"""
    [$€£₱¥]\s?\d
    | \d[\d.,]*\ ?(?:dollars?|dolyar|yuan|euros?|pounds?|pesos?|piso(?:ng)?|yen|cents?|d[oó]lares|rupees?)\b
    | \b(?:million|billion|trillion|milyon|bilyon|trilyon|mil|millones)(?:g)?\b
    """
)
_NUMBER_ASKED = _pattern(
    r"""
    \bhow\ many\b | \bwhat\ (?:share|percentage|proportion)\b | ^ilang?\b | \bilang\ porsiyento\b | ^¿?cu[aá]nt[oa]s\b
    """
)
_DIGITS = re.compile(r"(?P<before>\w+ )?(?<![\w-])(?P<digits>[$€£₱¥]?\d[\d.,]*)%?(?![\w-]*[A-Za-z])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATING = _pattern(
    r"""
    (?:in|since|from|until|noong|mula|hanggang|en|desde|hasta
    |jan\w*|feb\w*|mar\w*|apr\w*|may\w*|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*
    |enero|pebrero|abril|hunyo|hulyo|agosto|setyembre|oktubre|nobyembre|disyembre)\ $
    """
)
_NUMBER_WORD = _pattern(
    r"""
    \b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen
    |twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|millions?|billions?|half|halves
    |thirds?|quarters?|fifths?|tenths?|twice|doubl\w+|tripl\w+|both|pair|couple|trio|several|many|few|no|none|only|sole
    |single|first|second|\w+-time
    |isang?|dalawang?|tatlong?|apat|limang?|anim|pitong?|walong?|siyam|sampung?|daang?|libong?|marami\w*|iilan|wala\w*
    |doble|triple|kalahati\w*|ikasampu|una\w*|ikalawa\w*
    |un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|cien\w*|mil|mitad|varios|muchos|ning[uú]n\w*)\b
    """
)
_TIME_ASKED = _pattern(
    r"""
    ^(?:(?:since|until|by|from)\ )?when\ (?:did|does|do|is|are|was|were|will|has|have|had|can|could|should)\b
    | ^(?:in\ |on\ |during\ )?(?:what|which)\ (?:year|month|day|date|decade|century)\b
    | ^(?:noong\ |sa\ )?(?:anong|aling)\ (?:taon|buwan|araw|petsa)\b | ^(?:at\ )?kailan\b
    | ^¿?(?:desde\ |hasta\ )?cu[aá]ndo\ (?!.*,) | ^¿?en\ qu[eé]\ (?:a[ñn]o|mes|siglo|fecha|d[ií]a)\b
    """
)
_TIME = _pattern(
    r"""
    \d{3,4} | \d{2,4}s\b | :\d\d | \b\d{1,2}(?:st|nd|rd|th)\b
    | centur | siglo | decade | dekada | d[ée]cada
    | \b(?:years?|months?|weeks?|weekends?|days?|hours?|minutes?|quarters?)
    | \b(?:taon|buwan|linggo|araw|oras|a[ñn]os?|mes(?:es)?)
    | yesterday | today | tonight | tomorrow | kahapon | bukas | ngayon | ayer | hoy | mañana
    | \b(?:mon|tues|wednes|thurs|fri|satur|sun)day | \b(?:lunes|martes|miyerkules|huwebes|biyernes|sabado)
    | \b(?:january|february|march|april|may\ \d|june|july|august|september|october|november|december)
    | \b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:\.|\ \d)
    | \b(?:enero|pebrero|marso|abril|mayo|hunyo|hulyo|agosto|setyembre|oktubre|nobyembre|disyembre)
    | \b(?:febrero|marzo|junio|julio|septiembre|octubre|noviembre|diciembre)
    | spring | summer | autumn | winter | night | morning | evening
    | \b(?:during|after|before|since|until|once|later|earlier|recently|soon|ago|when|noon|matapos|bago|nang|habang
    |kamakailan|despu[eé]s|antes|durante|cuando)\b
    """
)
_DURATION_ASKED = _pattern(r"^(?:and\ |for\ )?how\ long\b | gaano\ katagal | cu[aá]nto\ tiempo")
_DURATION = _pattern(
    r"""
    second | minute | hour | \bdays? | week | month | year | decade | centur | segundo | minuto | oras | araw | linggo
    | buwan | taon | dekada | hora | d[ií]a | semana | mes | a[ñn]o | siglo | \blong | matagal | forever | until
    | hanggang | \d
    """
)
_FOUNDER_ASKED = _pattern(
    r"^(?:who|by\ whom|sino(?:ng)?|¿?qui[eé]n)\b.*\b(?:found(?:ed|ers?)|nagtatag|itinatag|fund[oó])\b"
)
_FOUNDER = _pattern(
    r"""
    \bfound(?:ed|er|ing) | nagtatag | tagapagtatag | itinatag | nagtayo | itinayo | establish | set\ up | start | creat
    | launch | \bfund[aó]
    """
)
_LEADER_ASKED = _pattern(
    r"""
    ^(?:who|sino(?:ng)?|¿?qui[eé]n)\b.*
    \b(?:ceo|chief\ executive|leads?|heads?|runs?|boss|chair(?:s|man)?|in\ charge|namumuno|pinuno|pangulo|dirige)\b
    """
)
_LEADER = _pattern(
    r"""
    \b(?:ceo|chief|lead|led\b|head|runs?\b|ran\b|boss|president|chair|director|in\ charge|oversee|founder|executive
    |general|manag|owner|captain|coach|king|queen|minister|namumuno|pinuno|pangulo|tagapangulo|dirig|dirección|jef[ea]|presid)
    """
)
_OWNER_ASKED = _pattern(r"^(?:who|sino(?:ng)?|¿?qui[eé]n|which\ company)\b.*\b(?:owns?|owned|may-ari|due[ñn]o)\b")
_OWNER = _pattern(
    r"\bown | may-ari | pag-aari | belong | in\ the\ hands | possess | bought | acquir | due[ñn] | propie | binili"
)


def _has_number(text: str, question: str) -> bool:
    digits = (
        found["digits"].strip(".,")
        for found in _DIGITS.finditer(text)
        if not (_YEAR.fullmatch(found["digits"].strip(".,")) and _DATING.fullmatch(found["before"] or ""))
    )
    return any(number not in question for number in digits) or _NUMBER_WORD.search(text) is not None


def _having(pattern: re.Pattern[str]) -> Callable[[str, str], bool]:
    return lambda text, _: pattern.search(text) is not None


_KINDS = (
    _Kind("money", _MONEY_ASKED, _having(_MONEY)),
    _Kind("number", _NUMBER_ASKED, _has_number),
    _Kind("time", _TIME_ASKED, _having(_TIME)),
    _Kind("duration", _DURATION_ASKED, _having(_DURATION)),
    _Kind("founder", _FOUNDER_ASKED, _having(_FOUNDER)),
    _Kind("leader", _LEADER_ASKED, _having(_LEADER)),
    _Kind("owner", _OWNER_ASKED, _having(_OWNER)),
)
