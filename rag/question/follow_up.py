"""A chat turn → a question that stands alone, by rules on what the turns before named.

A question that points back (“How much did he say?”), leaves out what was asked before (“And in China?”) or
says nothing of its own (“Why?”) gets the names it lacks: in place of its pronouns where grammar leaves no doubt,
or else behind it in parentheses, so that a reader sees what was made of it. Any other stays as it is.
"""

import re
from collections.abc import Sequence

from index.language.words import content_words
from index.tidy.characters import fold_space
from rag.answer import Turn
from rag.question.ellipsis import ADVERB, asked_again, asked_why, fragment_of
from rag.question.history import ASKING, VERBAL, Said, about, antecedents, beginning
from rag.question.names import Name, names_in
from rag.question.pronouns import Antecedents, resolve

MOST_TURNS = 8  # that are looked back on
_LONGEST = 2_000  # characters of a turn that are read
_LEAD_IN = re.compile(
    r"(?:(?:going |to (?:go|come|return|get) |let's (?:go|come|return|get) )?back to|(?:to )?return(?:ing)? to"
    r"|(?:and )?(?:as for|about|regarding|on)|(?:balik|bumalik|bumabalik) (?:tayo )?sa|(?:at )?tungkol (?:sa|kay)"
    r"|and|but|at|e+h?|(?:e+h? |at )?si|volviendo a|sobre|y) "
    r"(?P<name>[^,:?]{2,60}?)(?: (?:again|naman))?[,:] (?P<rest>.+)",
    re.IGNORECASE,
)
_NEW_SUBJECT = re.compile(
    r"(?:something|somewhere) else|(?:an?)?other (?:question|topic|subject)|different (?:question|topic|subject)"
    r"|new (?:question|topic)|changing (?:the )?(?:topic|subject)|by the way|on another (?:note|subject)"
    r"|ibang (?:usapan|tanong|paksa)|iba naman|bagong (?:tanong|paksa)|siya(?:nga)? pala|otra (?:cosa|pregunta)",
    re.IGNORECASE,
)
_LIGHT = frozenset(
    """
    many much long far exactly then too else also well really so again ok okay please say said says do did happen
    happened naman talaga ngayon na nga nangyari sinabi raw daw e eh paano kumusta year
    """.split()
)
_ACKNOWLEDGED = re.compile(
    r"(?:ok(?:ay)?|thanks|thank you|yes|no|great|i see|salamat|sige|oo|gracias|sí)\W*", re.IGNORECASE
)
_KIND_ONLY = re.compile(r"(?:and |at )?(?:which|what|whose|how many|aling|anong|ilang) \w+\s*\?*", re.IGNORECASE)


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Return `question` as it reads without its history; as it is if it stands alone, or nothing is sure."""
    said: list[Said] = []
    for turn in history[-MOST_TURNS:]:
        asked = fold_space(turn.question[:_LONGEST])
        said.append(Said(_understood(asked, said), beginning(turn.text[:_LONGEST])))
    return _understood(question, said)


def _understood(question: str, said: Sequence[Said]) -> str:
    if not said or _NEW_SUBJECT.match(question) or _ACKNOWLEDGED.fullmatch(question):
        return question
    lead = _LEAD_IN.fullmatch(question)
    if lead is not None and names_in(f"– {lead['name']}"):
        return _led(lead["name"], lead["rest"], said)
    last = _meant(question, said)
    fragment = fragment_of(question)
    if fragment is not None:
        return asked_again(question, fragment, last)
    if ADVERB.fullmatch(question):
        return asked_why(question, last)
    pointed = resolve(question, lambda: antecedents(last, said))
    if pointed.pointing:
        return about(pointed.question, last) if pointed.left or not _says(pointed.question) else pointed.question
    return question if _says(question) and not _KIND_ONLY.fullmatch(question) else about(question, last)


def _led(name: str, rest: str, said: Sequence[Said]) -> str:
    """Read “Back to Nvidia: how much was it?” as asked of Nvidia; of older turns, those that named it count."""
    bare = names_in(f"– {name}")[0].text
    written = f"{rest[:1].upper()}{rest[1:]}"
    if not _says(rest):
        older = next((one for one in reversed(said) if one.names(bare)), said[-1])
        return about(written, older)
    person = Name(bare, 0, len(bare)).person
    known = Antecedents(bare if person else None, None if person else bare, bare)
    pointed = resolve(written, lambda: known)
    return pointed.question if bare in pointed.question else f"{pointed.question} ({bare})"


def _meant(question: str, said: Sequence[Said]) -> Said:
    """Return the turn that a question goes back to: the last, or the last that named what it names."""
    named = [name.text for name in names_in(question) if not name.people]
    older = (one for one in reversed(said) if any(one.names(name) for name in named))
    return said[-1] if any(said[-1].names(name) for name in named) else next(older, said[-1])


def _says(question: str) -> bool:
    """Tell whether a question has words of its own to be found by."""
    return any(word not in _LIGHT | ASKING | VERBAL for word in content_words(question) if not word.isdigit())
