"""What a turn of a conversation said: whom and what it named, and what it was about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.language.words import content_words, stop_words
from index.tidy.characters import fold_space
from rag.question.names import Name, names_in
from rag.question.pronouns import Antecedents

_LONGEST_TOPIC = 160  # characters
_MARKER = re.compile(r"\s*\[\d+\]")
ASKING = frozenset(
    """
    who whom whose what which when where why how sino sino-sino ano ano-ano anong kailan saan nasaan bakit paano
    magkano ilan ilang alin aling gaano quién qué cuándo dónde cómo cuánto cuál por porque
    """.split()
)
VERBAL = frozenset(
    "did does do is are was were has have had will would can could may should ba raw daw ay may mayroon".split()
)
_LEADING = (
    stop_words() | ASKING | VERBAL | {"money", "part", "share", "percent", "often", "old", "puwede", "bang", "raw"}
)
_ASKS_WHAT_ELSE = re.compile(
    r"(?:who|sino|sino-sino)\b(?! (?:is|was|are|si|sina)\b)|(?:which|aling|anong|alin)\b|who (?:is|was) (?:the|in)\b"
    r"|what \w+ (?:did|does|is|was|has|have|made|makes)\b|sino(?:-sino)? ang\b",
    re.IGNORECASE,
)

_ASKS_WHO = re.compile(r"(?:and |at )?(?:who|sino|sino-sino|qui[eé]n)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """A turn as it was understood: the question standing alone, and how its answer begins."""

    question: str
    answer: str

    @cached_property
    def asked(self) -> list[Name]:
        """What the question names."""
        return names_in(self.question, _words(self.answer))

    @cached_property
    def told(self) -> list[Name]:
        """What the answer names."""
        return names_in(self.answer, _words(self.question))

    def names(self, word: str) -> bool:
        """Tell whether question or answer names just this."""
        return any(word == name.text for name in (*self.asked, *self.told))


def antecedents(last: Said, said: Sequence[Said]) -> Antecedents:
    """Return whom and what the pronouns of a new turn can stand for: what the last turn is about."""
    focus = _focus(last)
    several = _several(last)
    return Antecedents(
        person=next((found for one in (last, *reversed(said)) if (found := _person(one))), None),
        thing=focus,
        company=focus,
        several=tuple(name.text for name in several),
        several_people=all(name.person for name in several),
    )


def _person(turn: Said) -> str | None:
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


def _focus(turn: Said) -> str | None:
    """Return the one thing that a turn is about: what it asks about, or what answers it."""
    if _several(turn):
        return None
    asked = [name for name in turn.asked if not (name.people or name.person)]
    told = [name for name in turn.told if not (name.people or name.person)]
    if _ASKS_WHAT_ELSE.match(turn.question) and not (_ASKS_WHO.match(turn.question) and _answered_by_person(turn)):
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


def _answered_by_person(turn: Said) -> bool:
    known = {name.text for name in turn.asked}
    return any(name.person and name.text not in known for name in turn.told)


def _several(turn: Said) -> list[Name]:
    """Return two things or more that a turn names in one breath: Zhipu and MiniMax."""
    for text, names in ((turn.question, turn.asked), (turn.answer, turn.told)):
        for at, name in enumerate(names[:-1]):
            if re.fullmatch(r" (?:and|at|&|y)(?: (?:the|ang|ng|si|ni))? ", text[name.end : names[at + 1].start]):
                return [name, names[at + 1]]
    return []


def about(question: str, turn: Said) -> str:
    """Put behind a question, in parentheses, what the turn before was about."""
    topic = _topic(turn)
    return f"{question} ({topic})" if topic and topic not in question else question


def _topic(turn: Said) -> str:
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


def beginning(answer: str) -> str:
    """Return the first sentence of an answer, without its markers."""
    first, _, _ = _MARKER.sub("\n", answer).partition("\n")
    return fold_space(first)


def _words(text: str) -> set[str]:
    """Return the names of `text` in lower case, to know them at the start of another sentence."""
    return {name.text.lower() for name in names_in(text)}
