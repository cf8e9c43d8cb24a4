"""A chat turn → a question that stands alone, by rules on what the turns before named.

A question that points back (“How much did he say?”), leaves out what was asked before (“And in China?”) or
says nothing of its own (“Why?”) gets the names it lacks: in place of its pronouns where grammar leaves no doubt,
or else behind it in parentheses, so that a reader sees what was made of it. Any other stays as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.characters import fold_space
from rag.answer import Turn
from rag.names import Name, names_in
from rag.pronouns import Antecedents, resolve
from rag.words import STOP_WORDS, content_words

MOST_TURNS = 8  # that are looked back on
_LONGEST = 2_000  # characters of a turn that are read
_LONGEST_TOPIC = 160  # characters
_MARKER = re.compile(r"\s*\[\d+\]")
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
_CONNECTIVE = r"(?:and|but|so|then|ok(?:ay)?|at|eh?|pero|tapos|y|¿y|pues)"
_FRAGMENT = re.compile(
    rf"(?:(?:{_CONNECTIVE},? )?"
    r"(?:what about|how about|(?:paano|kumusta) naman|(?:paano|kumusta)(?= (?:ang|si|sa)\b)|qué tal)"
    rf"|{_CONNECTIVE},?) (?P<rest>.+)",
    re.IGNORECASE,
)
_PREPOSITIONS = {
    **dict.fromkeys(("in", "at", "sa", "en", "within", "across"), "in"),
    **dict.fromkeys(("of", "ng", "ni", "by", "nina", "de"), "of"),
    **dict.fromkeys(("from", "mula", "desde"), "from"),
    **dict.fromkeys(("for", "para"), "for"),
    **dict.fromkeys(("with", "to", "on", "kay", "con", "a"), "other"),
}
_MARKERS = frozenset("si ang sina the mga las los el la".split())
_ASKING = frozenset(
    """
    who whom whose what which when where why how sino sino-sino ano ano-ano anong kailan saan nasaan bakit paano
    magkano ilan ilang alin aling gaano quién qué cuándo dónde cómo cuánto cuál por porque
    """.split()
)
_VERBAL = frozenset(
    "did does do is are was were has have had will would can could may should ba raw daw ay may mayroon".split()
)
_LIGHT = frozenset(
    """
    many much long far exactly then too else also well really so again ok okay please say said says do did happen
    happened naman talaga ngayon na nga nangyari sinabi raw daw e eh paano kumusta year
    """.split()
)
_LEADING = (
    STOP_WORDS | _ASKING | _VERBAL | {"money", "part", "share", "percent", "often", "old", "puwede", "bang", "raw"}
)
_ACKNOWLEDGED = re.compile(
    r"(?:ok(?:ay)?|thanks|thank you|yes|no|great|i see|salamat|sige|oo|gracias|sí)\W*", re.IGNORECASE
)
_KIND_ONLY = re.compile(r"(?:and |at )?(?:which|what|whose|how many|aling|anong|ilang) \w+\s*\?*", re.IGNORECASE)
_ADVERB = re.compile(
    rf"(?:{_CONNECTIVE},? )?(?P<asked>why|when|where|how|since when|how come)(?: (?:then|exactly|so))?\s*[?.!]*",
    re.IGNORECASE,
)
_TENSED = re.compile(
    r"(?:when|where|why) "
    r"(?P<rest>(?:did|does|do|is|are|was|were|has|have|had|could|can|will) .+)",
    re.IGNORECASE,
)
_ASKS_WHAT_ELSE = re.compile(
    r"(?:who|sino|sino-sino)\b(?! (?:is|was|are|si|sina)\b)|(?:which|aling|anong|alin)\b|who (?:is|was) (?:the|in)\b"
    r"|what \w+ (?:did|does|is|was|has|have|made|makes)\b|sino(?:-sino)? ang\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Said:
    """A turn as it was understood: the question standing alone, and how its answer begins."""

    question: str
    answer: str

    @cached_property
    def asked(self) -> list[Name]:
        return names_in(self.question, _words(self.answer))

    @cached_property
    def told(self) -> list[Name]:
        return names_in(self.answer, _words(self.question))

    def names(self, word: str) -> bool:
        return any(word == name.text for name in (*self.asked, *self.told))


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Return `question` as it reads without its history; as it is if it stands alone, or nothing is sure."""
    said: list[_Said] = []
    for turn in history[-MOST_TURNS:]:
        asked = fold_space(turn.question[:_LONGEST])
        said.append(_Said(_understood(asked, said), _beginning(turn.text[:_LONGEST])))
    return _understood(question, said)


def _understood(question: str, said: Sequence[_Said]) -> str:
    if not said or _NEW_SUBJECT.match(question) or _ACKNOWLEDGED.fullmatch(question):
        return question
    lead = _LEAD_IN.fullmatch(question)
    if lead is not None and names_in(f"– {lead['name']}"):
        return _led(lead["name"], lead["rest"], said)
    last = _meant(question, said)
    fragment = _fragment(question)
    if fragment is not None:
        return _asked_again(question, fragment, last)
    if _ADVERB.fullmatch(question):
        return _asked_why(question, last)
    pointed = resolve(question, lambda: _antecedents(last, said))
    if pointed.pointing:
        return _about(pointed.question, last) if pointed.left or not _says(pointed.question) else pointed.question
    return question if _says(question) and not _KIND_ONLY.fullmatch(question) else _about(question, last)


def _led(name: str, rest: str, said: Sequence[_Said]) -> str:
    """Read “Back to Nvidia: how much was it?” as asked of Nvidia; of older turns, those that named it count."""
    bare = names_in(f"– {name}")[0].text
    written = f"{rest[:1].upper()}{rest[1:]}"
    if not _says(rest):
        older = next((one for one in reversed(said) if one.names(bare)), said[-1])
        return _about(written, older)
    person = Name(bare, 0, len(bare)).person
    known = Antecedents(bare if person else None, None if person else bare, bare)
    pointed = resolve(written, lambda: known)
    return pointed.question if bare in pointed.question else f"{pointed.question} ({bare})"


def _meant(question: str, said: Sequence[_Said]) -> _Said:
    """Return the turn that a question goes back to: the last, or the last that named what it names."""
    named = [name.text for name in names_in(question) if not name.people]
    older = (one for one in reversed(said) if any(one.names(name) for name in named))
    return said[-1] if any(said[-1].names(name) for name in named) else next(older, said[-1])


def _says(question: str) -> bool:
    """Tell whether a question has words of its own to be found by."""
    return any(word not in _LIGHT | _ASKING | _VERBAL for word in content_words(question) if not word.isdigit())


# the same question about something else


def _fragment(question: str) -> str | None:
    """Return what “And in China?” or “Magkano naman sa Amerika?” asks about; None for a whole question."""
    bare = question.rstrip("?.! ")
    found = _FRAGMENT.fullmatch(bare)
    rest = found["rest"] if found else bare
    words = rest.lower().split()
    naman = "naman" in words and words[0] in _ASKING
    if naman:
        words = [word for word in words[1:] if word not in {"naman", "ang"}]
        rest = " ".join(rest.split()[-len(words) :]) if words else ""
    opened = found is not None or naman or words[-1:] == ["naman"] or (words[:1] and words[0] in _PREPOSITIONS)
    too_much = len(words) > 6 or set(words) & (_ASKING | _VERBAL)
    pointing = resolve(rest, Antecedents).pointing if rest else True
    return None if not opened or too_much or pointing else re.sub(r" naman$", "", rest)


def _asked_again(question: str, fragment: str, last: _Said) -> str:
    before = last.question
    first, *others = fragment.split()
    case = _PREPOSITIONS.get(first.lower())
    while others and first.lower() in _MARKERS | _PREPOSITIONS.keys():
        first, *others = others
    new = " ".join([first, *others])
    for slot in _slots(before, new, case):
        return before[: slot.start] + new + before[slot.end :]
    return _about(question, last)


def _slots(before: str, new: str, case: str | None) -> list[Name]:
    """Return what in the question before the new thing takes the place of; none where that isn't sure."""
    if new in before:
        return []
    parallel = _parallel(before, new)
    if parallel is not None:
        return [parallel]
    names = [name for name in names_in(before) if not name.people]
    given = names_in(f"– {new}")
    if not given or given[0].text != new:
        return []
    if case is not None:
        names = [name for name in names if _PREPOSITIONS.get(name.before) == case]
    else:
        names = [name for name in names if name.person == given[0].person and not name.place]
    return names if len(names) == 1 else []


def _parallel(before: str, new: str) -> Name | None:
    """Find words in `before` that differ from `new` in one capitalised word: Chinese models, American models."""
    words = new.split()
    tokens = list(re.finditer(r"\S+", before.rstrip("?.! ")))
    for at in range(len(tokens) - len(words) + 1):
        run = tokens[at : at + len(words)]
        differing = [(token.group(), word) for token, word in zip(run, words, strict=True) if token.group() != word]
        if len(words) > 1 and len(differing) == 1 and all(one[:1].isupper() for one in differing[0]):
            return Name(new, run[0].start(), run[-1].end())
    return None


def _asked_why(question: str, last: _Said) -> str:
    """Ask why, when, where or how of what the question before took as given."""
    adverb, tensed = _ADVERB.fullmatch(question), _TENSED.fullmatch(last.question)
    if adverb is None or tensed is None or adverb["asked"].lower() == "how come":
        return _about(question, last)
    asked = adverb["asked"]
    return f"{asked[:1].upper()}{asked[1:]} {tensed['rest']}"


# what was meant


def _antecedents(last: _Said, said: Sequence[_Said]) -> Antecedents:
    focus = _focus(last)
    several = _several(last)
    return Antecedents(
        person=next((found for one in (last, *reversed(said)) if (found := _person(one))), None),
        thing=focus,
        company=focus,
        several=tuple(name.text for name in several),
        several_people=all(name.person for name in several),
    )


def _person(turn: _Said) -> str | None:
    """Return the one person that a turn is about: whom it asks about, or who answers it."""
    asks_who = _ASKS_WHAT_ELSE.match(turn.question) is not None
    asked, told = turn.asked, turn.told
    sides = (told, asked) if asks_who else (asked, told)
    pair = {name.text for name in _several(turn)}
    for marked in (True, False):
        for names in sides:
            people = list(dict.fromkeys(name.text for name in names if name.person and (name.marked or not marked)))
            if names is sides[0] and pair & set(people):
                return None
            if len(people) == 1 or (people and names is told):
                return people[0]
            if people:
                return None
    return None


def _focus(turn: _Said) -> str | None:
    """Return the one thing that a turn is about: what it asks about, or what answers it."""
    if _several(turn):
        return None
    asked = [name for name in turn.asked if not (name.people or name.person)]
    told = [name for name in turn.told if not (name.people or name.person)]
    if _ASKS_WHAT_ELSE.match(turn.question):
        known = {name.text for name in asked}
        asked = [name for name in told if name.text not in known]
        if asked and asked[0].start == 0:
            return asked[0].text
    elif not asked:
        asked = told
    elsewhere = [name for name in asked if not name.place]
    if not elsewhere and any(name.person for name in turn.asked):
        return None
    names = list(dict.fromkeys(name.text for name in elsewhere or asked))
    return names[0] if len(names) == 1 else None


def _several(turn: _Said) -> list[Name]:
    """Return two things or more that a turn names in one breath: Zhipu and MiniMax."""
    for text, names in ((turn.question, turn.asked), (turn.answer, turn.told)):
        for at, name in enumerate(names[:-1]):
            if re.fullmatch(r" (?:and|at|&|y)(?: (?:the|ang|ng|si|ni))? ", text[name.end : names[at + 1].start]):
                return [name, names[at + 1]]
    return []


# what is told beside the question


def _about(question: str, turn: _Said) -> str:
    """Put behind a question, in parentheses, what the turn before was about."""
    topic = _topic(turn)
    return f"{question} ({topic})" if topic and topic not in question else question


def _topic(turn: _Said) -> str:
    """Return a question's own words without what asks, or the names of its answer."""
    words = re.sub(r"[?.!]* \(", ", ", turn.question).rstrip("?.!) ").split()
    while words and words[0].lower().strip(",¿") in _LEADING:
        words = words[1:]
    topic = " ".join(words)
    new = [name.text for name in turn.told if not name.people and name.text not in topic]
    if _ASKS_WHAT_ELSE.match(turn.question) or not content_words(topic):
        topic = ", ".join([*([topic] if topic else []), *dict.fromkeys(new[:2])])
    if len(topic) > _LONGEST_TOPIC:
        topic = topic[:_LONGEST_TOPIC].rpartition(" ")[0] + " …"
    return topic


def _beginning(answer: str) -> str:
    """Return the first sentence of an answer, without its markers."""
    first, _, _ = _MARKER.sub("\n", answer).partition("\n")
    return fold_space(first)


def _words(text: str) -> set[str]:
    """Return the names of `text` in lower case, to know them at the start of another sentence."""
    return {name.text.lower() for name in names_in(text)}
