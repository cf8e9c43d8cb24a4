"""Words that point at what was said before, in English, Filipino and a little Spanish: found, and replaced by names.

Pointing words are replaced where grammar leaves no doubt what the sentence then says. Those that stay are
reported, so that what they may point at can be told beside the question.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.language.words import content_words
from rag.question.names import Name, names_in


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives.split())})\b", re.IGNORECASE)


PERSON = _words("he she him his her hers siya niya kani?ya(?:ng)? él ella")
PLURAL = _words("they them their theirs sila nila(?:ng)? kanila(?:ng)? ellos ellas")
THING = _words("it its ito nito iyon iyan yun yon")
COMPANY = re.compile(
    r"\b(?:(?:the|that|this) (?:company|firm|startup|start-up|business)|(?:ang|ng|sa) k[uo]mpanya|la empresa)\b"
    r"(?! (?:that|which|who|of|behind|on|in|from|with|for|whose|named|called|na|ng)\b)",
    re.IGNORECASE,
)
_NOUNS = (
    "company firm report article story book paper chip model event conference meeting app deal sale product analyst "
    "man woman person writer author researcher founder figure figures number numbers claim warning view"
)
_TAGALOG_NOUNS = "kumpanya kompanya ulat artikulo balita libro aklat papel chip modelo kumperensiya tao analyst aparato"
_STAYING = re.compile(
    rf"""
    \b(?:this|that|these|those)\s+(?:{"|".join(_NOUNS.split())})\b
    | \b(?:about|of|for|with|by|to|from|after|before|at|is|was|did|do|does)\s+(?:that|this)\b
        (?!\s+(?:year|month|week|of|the|a)\b)
    | \b(?:that|this)\s*(?:[?.!,]|$)
    | \b(?:that|this)\s+(?:out|up|down|off|in|on|before|now|then|too|happen|mean|go|work|compare|start|end|true)\b
    | \b(?:these|those)\b(?!\s+(?:who|that|which|with|in|of)\b)
    | (?<!\bis\s)(?<!\bare\s)\bthere\b(?!\s+(?:is|are|was|were|has|have|had|will|be|any|a|an|no)\b)
    | \b(?:the|which|first|second|last|other|next)\s+ones?(?=\s*(?:[?.!,]|$|\b(?:that|who|is|was|about|after|before)\b))
    | \b(?:niyon|niyan|dito|rito|doon|roon|diyan|riyan|ganito|ganoon|allí|eso|esto|aquello)\b
    | \bna\s+(?:ito|iyon|iyan)\b
    | \b(?:quién|cuándo|dónde|cómo|por\ qué)\s+lo\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DEFINITE = re.compile(
    rf"\b(?:the\s+(?:{'|'.join(_NOUNS.split())})\b(?!\s+(?:that|which|who|of|behind|on|in|from|with|for|by|about|whose))"
    rf"|(?:ang|ng|sa)\s+(?:{'|'.join(_TAGALOG_NOUNS.split())})\b(?!\s+(?:ng|na|sa|ni|tungkol)))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,:;]| (?:and|but|because|that|if|when|while|so|as|after|before|since|whether|who|which"
    r"|at|dahil|kung|kapag|nang|bago|habang|na|upang|para|porque|que|cuando) ",
    re.IGNORECASE,
)
_EMPTY = re.compile(  # an `it` that means nothing
    r"\b(?:(?:is|was|would|will|does) it (?:true|\w+ (?:for|to|that))"
    r"|it (?:is|was|takes?|seems?) (?:\w+ )?(?:to|that))\b",
    re.IGNORECASE,
)
_PLURAL_NOUN = re.compile(r"\b(?:mga \w+|\w{3,}(?<![su'’])s(?! (?:is|was|has|does)\b))", re.IGNORECASE)
_POSSESSIVES = frozenset("its his her their niya nila nito su".split())
_AS_SUBJECT = re.compile(r" (?:is|was|has|had|will|can|may|says?|thinks?|expects?)\b")
_AGENT = re.compile(r"(?:and |at )?(?:which|what|who|the|a|sino|aling|anong)\b.* \w{4,}", re.IGNORECASE)
_MOST_WORDS = 6  # of its own, for a question to be read as one that points at a thing before
_AFTER = re.compile(r"\b(?:after|before|since|as) $", re.IGNORECASE)
_AT_THE_END = re.compile(r"\W*$")
_INSIDE = re.compile(r"\b(?:in|inside|within|around|among|between|with) $", re.IGNORECASE)
_CLITIC = re.compile(
    r"\b(?P<before>(?:kailan|saan|bakit|paano|gaano|magkano|hindi|na|pa|ba|raw|daw|nga|rin|din) )"
    r"(?P<pronoun>siya|niya|ito)(?P<others>(?: (?:ito|na|pa|ba|raw|daw|nga|rin|din))*) (?P<verb>\w+)",
    re.IGNORECASE,
)
_SECOND = re.compile(r"\b(?:kailan|saan|bakit|paano|gaano|magkano|hindi|na|pa|ba) (?:sila|nila)\b", re.IGNORECASE)
_TAGALOG_CASES = {"siya": "si", "niya": "ni", "ito": "ang", "iyon": "ang", "nito": "ng"}


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What the turns before named: somebody, something, a company, several; None where that isn't sure."""

    person: str | None = None
    thing: str | None = None
    company: str | None = None
    several: tuple[str, ...] = ()
    several_people: bool = False


@dataclass(frozen=True, slots=True)
class Pointed:
    """A question with names for its pointing words, and whether some of these are left."""

    question: str
    pointing: bool
    left: bool


def points(question: str) -> bool:
    """Tell whether a question points at something outside of itself."""
    return any(_outside(question, pattern) for pattern in (PERSON, PLURAL, THING)) or _stays(question)


def resolve(question: str, antecedents: Callable[[], Antecedents]) -> Pointed:
    """Put names for the pointing words of `question`; `antecedents` are looked for if there are any."""
    if not points(question):
        return Pointed(question, pointing=False, left=False)
    known = antecedents()
    written = _with_company(question, known.company)
    for pattern, name in ((PERSON, known.person), (PLURAL, None), (THING, known.thing)):
        if not _outside(written, pattern):
            continue
        if pattern is PLURAL:
            written = _with_several(written, known)
        elif name is not None and (pattern is PERSON or _has_subject(written)):
            written = _with_name(written, pattern, name)
    left = any(_outside(written, pattern) for pattern in (PERSON, PLURAL, THING)) or _stays(written)
    return Pointed(written, pointing=True, left=left)


def _stays(question: str) -> bool:
    """Tell whether words that no name is put for point out of a question."""
    if len(content_words(question)) > _MOST_WORDS:
        return False
    names = [name for name in names_in(question) if not name.people]
    for found in _STAYING.finditer(question):
        earlier = _earlier(question[: found.start()])
        if not any(name.start < len(earlier) for name in names):
            return True
    definite = _DEFINITE.search(question) or COMPANY.search(question)
    return not names and definite is not None


def _outside(question: str, pattern: re.Pattern[str]) -> bool:
    """Tell whether a pronoun points out of its question: nothing in the question can be meant."""
    if pattern is not PERSON and len(content_words(question)) > _MOST_WORDS:
        return False
    found = pattern.search(question)
    return found is not None and not _means_nothing(question, found) and not _has_own(question, found, pattern)


def _means_nothing(question: str, found: re.Match[str]) -> bool:
    return any(empty.start() <= found.start() < empty.end() for empty in _EMPTY.finditer(question))


def _has_own(question: str, found: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Tell whether a pronoun's own question names what it means, in a clause before or as grammar allows in its own."""
    word, before, after = found.group().lower(), question[: found.start()], question[found.end() :]
    earlier = "" if _AT_THE_END.match(after) and _AFTER.search(before) else _earlier(before)
    names = [name for name in names_in(before) if not name.people]
    if earlier and _can_be_meant(earlier, [name for name in names if name.end <= len(earlier)], pattern):
        return True
    if pattern is PLURAL and word == "their" and _PLURAL_NOUN.search(f"{before} {after.partition(' ')[2]}"):
        return True
    if _INSIDE.search(before) and (_PLURAL_NOUN.search(before) if pattern is PLURAL else names):
        return pattern is not THING or not before.endswith("with ")
    if word == "nito" and re.match(r"(?:aling|anong) \w+ .*\b(?:mga|ng|sa) \w+ $", before, re.IGNORECASE):
        return True
    possessive = word in _POSSESSIVES - {"nito"} or (word == "it" and after[:2] in {"'s", "’s"})
    if pattern is PERSON and not possessive:
        names = [name for name in names if name.person]
    return bool(names) and (possessive or word in {"he", "she"} or _AS_SUBJECT.match(after) is not None)


def _earlier(before: str) -> str:
    """Return the clauses before the one that a pronoun stands in."""
    ends = [found.start() for found in _CLAUSE.finditer(before)]
    return before[: ends[-1]] if ends else ""


def _can_be_meant(earlier: str, names: Sequence[Name], pattern: re.Pattern[str]) -> bool:
    if pattern is PERSON:
        return any(name.person for name in names) or _AGENT.match(earlier) is not None
    if pattern is PLURAL:
        return len(names) > 1 or _PLURAL_NOUN.search(earlier) is not None
    return bool(names) or len(content_words(earlier)) > 1


def _has_subject(question: str) -> bool:
    """Tell whether there is more to a question than a pronoun: How much was it? has nothing to put a name into."""
    rest = [word for word in re.findall(r"\w+", question.lower()) if not THING.fullmatch(word)]
    return any(len(word) > 3 for word in rest if word not in _BARE)


_BARE = frozenset(
    """
    when what where which much many long does that this have been exactly then kailan saan bakit paano magkano gaano
    sino naman happen happened true iyon niyon talaga nangyari
    """.split()
)


def _with_company(question: str, company: str | None) -> str:
    if company is None:
        return question

    def put(found: re.Match[str]) -> str:
        first = found.group().split()[0].lower()
        return f"{first} {company}" if first in {"ang", "ng", "sa"} else company

    return COMPANY.sub(put, question)


def _with_name(question: str, pattern: re.Pattern[str], name: str) -> str:
    """Put `name` for the first pronoun, and for what else of it can't stay."""
    clitic = _CLITIC.search(question)
    if clitic is not None and pattern.fullmatch(clitic["pronoun"]):
        case = _TAGALOG_CASES[clitic["pronoun"].lower()]
        moved = f"{clitic['before']}{clitic['others'].lstrip()} {clitic['verb']} {case} {name}"
        return question[: clitic.start()] + re.sub(r" +", " ", moved) + question[clitic.end() :]
    if pattern is PERSON and re.search(r"\bsa kani?ya\b", question, re.IGNORECASE):
        return re.sub(r"\bsa kani?ya\b", f"kay {name}", question, count=1, flags=re.IGNORECASE)
    found = pattern.search(question)
    if found is None:
        return question
    return question[: found.start()] + _form(found, question, name) + question[found.end() :]


def _form(found: re.Match[str], question: str, name: str) -> str:
    word = found.group().lower()
    if word in _TAGALOG_CASES:
        return f"{_TAGALOG_CASES[word]} {name}"
    if word.startswith(("kaniya", "kanya")):
        return found.group()
    followed = re.match(r" (?!(?:in|on|at|to|for|about|with|and|or|by|from|say)\b)\w", question[found.end() :])
    if word in {"his", "its"} or (word == "her" and followed):
        return f"{name}'s"
    return name


def _with_several(question: str, known: Antecedents) -> str:
    if len(known.several) < 2 or _SECOND.search(question):
        return question
    return PLURAL.sub(lambda found: _several_form(found.group().lower(), known), question, count=1)


def _several_form(word: str, known: Antecedents) -> str:
    english, tagalog = _joined(known.several, "and"), _joined(known.several, "at")
    markers = ("sina", "nina") if known.several_people else ("ang", "ng")
    forms = {
        "sila": f"{markers[0]} {tagalog}",
        "nila": f"{markers[1]} {tagalog}",
        "they": english,
        "them": english,
        "their": f"{english}'s",
    }
    return forms.get(word, word)


def _joined(names: Sequence[str], word: str) -> str:
    return f"{', '.join(names[:-1])} {word} {names[-1]}"
