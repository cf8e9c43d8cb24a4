"""The turns before a question: what each named, and what it was about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.language.detection import language_of
from index.language.language import Language, find_language, languages
from index.language.patterns import any_of
from index.language.words import content_words, stop_words
from index.tidy.characters import fold_space
from rag.facts.name import Name
from rag.facts.names import names_in
from rag.question.pronouns import Antecedents

_LONGEST_TOPIC = 160  # characters
_MARKER = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True)
class PastTurn:
    """A turn as it was understood: the question standing alone, and the first sentence of its answer."""

    question: str
    answer: str

    @cached_property
    def language(self) -> Language | None:
        """The language that the question was asked in."""
        return find_language(language_of(self.question))

    @cached_property
    def asked(self) -> list[Name]:
        """The names in the question."""
        return sure_names(self.question, [name.text for name in self._names(self.answer)], self.language)

    @cached_property
    def answered(self) -> list[Name]:
        """The names in the answer."""
        spoken = find_language(language_of(self.answer)) or self.language
        return sure_names(self.answer, [name.text for name in self._names(self.question)], spoken)

    def _names(self, text: str) -> list[Name]:
        spoken = find_language(language_of(text)) or self.language
        return names_in(text, spoken.code if spoken else None)

    @cached_property
    def asks_what_else(self) -> bool:
        """Whether the turn is about what its answer names, rather than about what its question does."""
        return self.language is not None and bool(any_of(self.language.asking.what_else, "(?:{})").match(self.question))

    def mentions(self, word: str) -> bool:
        """Tell whether question or answer names just this."""
        return any(word == name.text for name in (*self.asked, *self.answered))


def sure_names(text: str, known: Sequence[str] = (), language: Language | None = None) -> list[Name]:
    """Return the names in a text, without words that may have their capital for opening a sentence only.

    The `known` ones, and those before a verb, count at the start of a sentence, too. Without a `language` it is told by
    the text itself.
    """
    language = language or find_language(language_of(text))
    following = language.naming.followers | language.naming.speaking if language else frozenset()
    others = {name.casefold() for name in known}

    def is_sure(name: Name) -> bool:
        after = re.match(r"\W*(\w+)", text[name.end :])
        return (
            not name.opens
            or name.text.casefold() in others
            or after is None
            or after[1].lower() in following
            or text[:1] == "–"
        )

    return [name for name in names_in(text, language.code if language else None) if is_sure(name)]


def find_antecedents(last: PastTurn, turns: Sequence[PastTurn]) -> Antecedents:
    """Return whom and what the pronouns of a new turn can stand for: what the last turn is about."""
    focus = _focus(last)
    several = _several(last)
    return Antecedents(
        person=next((found for one in (last, *reversed(turns)) if (found := _person(one))), None),
        thing=focus,
        several=tuple(name.text for name in several),
        several_people=all(name.type == "person" for name in several),
    )


def _person(turn: PastTurn) -> str | None:
    """Return the one person that a turn is about: whom it asks about, or who answers it."""
    sides = (turn.answered, turn.asked) if turn.asks_what_else else (turn.asked, turn.answered)
    pair = {name.text for name in _several(turn)}
    for names in sides:
        people = list(dict.fromkeys(name.text for name in names if name.type == "person"))
        if names is sides[0] and pair & set(people):
            return None
        if people:
            return people[0] if len(people) == 1 or names is turn.answered else None
    return None


def _focus(turn: PastTurn) -> str | None:
    """Return the one thing that a turn is about: what it asks about, or what answers it."""
    if _several(turn):
        return None
    asked = [name for name in turn.asked if name.type not in {"people", "person"}]
    answered = [name for name in turn.answered if name.type not in {"people", "person"}]
    if turn.asks_what_else and not (_asks_who(turn) and _is_answered_by_person(turn)):
        known = {name.text for name in asked}
        asked = [name for name in answered if name.text not in known]
        if asked and asked[0].start == 0:
            return asked[0].text
    elif not asked:
        asked = answered
    elsewhere = [name for name in asked if name.type != "place"]
    if not elsewhere and any(name.type == "person" for name in turn.asked):
        return None
    names = list(dict.fromkeys(name.text for name in elsewhere or asked))
    return names[0] if len(names) == 1 else None


def _asks_who(turn: PastTurn) -> bool:
    asking = turn.language.asking if turn.language else None
    return asking is not None and bool(
        any_of(asking.who, rf"(?:(?:{asking.connectives or '(?!)'}) )?(?:{{}})\b").match(turn.question)
    )


def _is_answered_by_person(turn: PastTurn) -> bool:
    known = {name.text for name in turn.asked}
    return any(name.type == "person" and name.text not in known for name in turn.answered)


def _several(turn: PastTurn) -> list[Name]:
    """Return two things or more that a turn names in one breath: Zhipu and MiniMax."""
    for text, names in ((turn.question, turn.asked), (turn.answer, turn.answered)):
        language = find_language(language_of(text))
        if language is None:
            continue
        markers = "|".join(language.asking.markers | language.naming.person_markers)
        joint = re.compile(rf" (?:{language.reference.joint}|&)(?: (?:{markers or '(?!)'}))? ")
        for one, other in pairwise(names):
            if joint.fullmatch(text[one.end : other.start]):
                return [one, other]
    return []


def with_topic(question: str, turn: PastTurn) -> str:
    """Put behind a question, in parentheses, what the turn before was about."""
    topic = _topic(turn)
    return f"{question} ({topic})" if topic and topic not in question else question


def _topic(turn: PastTurn) -> str:
    """Return a question's own words without what asks, or the names of its answer."""
    left_out = stop_words() | asking_words()
    words = re.sub(r"[?.!]* \(", ", ", turn.question).rstrip("?.!) ").split()
    while words and words[0].lower().strip(",¿") in left_out:
        words = words[1:]
    topic = " ".join(words)
    new = [name.text for name in turn.answered if name.type != "people" and name.text not in topic]
    if turn.asks_what_else or not content_words(topic):
        topic = ", ".join([*([topic] if topic else []), *dict.fromkeys(new[:2])])
    if len(topic) > _LONGEST_TOPIC:
        topic = topic[:_LONGEST_TOPIC].rpartition(" ")[0] + " …"
    return topic


def asking_words() -> frozenset[str]:
    """Return the words of any language that ask, or help to, or give a question nothing to be found by."""
    return frozenset().union(*(one.words.asking | one.asking.auxiliaries | one.asking.light for one in languages()))


def first_sentence(answer: str) -> str:
    """Return the first sentence of an answer, without its markers."""
    first, _, _ = _MARKER.sub("\n", answer).partition("\n")
    return fold_space(first)
