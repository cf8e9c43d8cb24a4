"""Words that point at what was said before, found and replaced by names.

Pointing words are replaced where grammar leaves no doubt what the sentence then says. Those that stay are reported, so
that what they may point at can be told beside the question.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.language.detection import language_of
from index.language.language import Language, Reference, find_language
from index.language.patterns import NEVER, alternatives, any_of
from index.language.words import content_words
from rag.facts.name import Name
from rag.facts.names import names_in

_MOST_WORDS = 6  # of its own, for a question to be read as one that points at a thing before
_AT_THE_END = re.compile(r"\W*$")


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What the turns before named: somebody, something, several; None where that isn't sure."""

    person: str | None = None
    thing: str | None = None
    several: tuple[str, ...] = ()
    several_people: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """A question with names for its pointing words: whether it has any, and whether some are left."""

    question: str
    points: bool = False
    is_left: bool = False


def resolve(question: str, antecedents: Callable[[], Antecedents]) -> Resolution:
    """Put names for the pointing words of `question`; `antecedents` are looked for if there are any."""
    language = find_language(language_of(question))
    if language is None:
        return Resolution(question)
    pointer = _Pointer(language)
    if not pointer.points(question):
        return Resolution(question)
    resolved = pointer.resolve(question, antecedents())
    return Resolution(resolved, points=True, is_left=pointer.points(resolved))


def pronouns_of(table: Mapping[str, str]) -> re.Pattern[str]:
    """Return the pattern of the pronouns in a table."""
    return any_of(alternatives(table))


def companies(reference: Reference) -> re.Pattern[str]:
    """Return the pattern of what a company is spoken of as: the company."""
    return any_of(reference.company)


class _Pointer:
    """Reads how questions of one language point back."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._words = language.reference
        self._persons = pronouns_of(self._words.persons)
        self._things = pronouns_of(self._words.things)
        self._plurals = pronouns_of(self._words.plurals)
        described = alternatives(self._words.descriptions)
        self._pointing = any_of(self._words.pointing.replace("{descriptions}", f"(?:{described})"), "(?<!\\w)(?:{})")
        self._definite = (
            any_of(rf"(?:{self._words.definite}) (?:{described})\b(?!{self._words.defined or '(?!)'})")
            if self._words.definite
            else NEVER
        )
        self._clauses = any_of(self._words.clauses, "[,:;]| (?:{}) ")

    def points(self, question: str) -> bool:
        """Tell whether a question points at something outside of itself."""
        kinds = (self._persons, self._plurals, self._things)
        return any(self._points_outside(question, kind) for kind in kinds) or self._stays(question)

    def resolve(self, question: str, known: Antecedents) -> str:
        """Put names for the pronouns of a question, where there is a name and a place for it."""
        if known.thing:
            question = companies(self._words).sub(known.thing.replace("\\", r"\\"), question)
        if known.person and self._points_outside(question, self._persons):
            question = self._put(question, self._persons, self._words.persons, known.person)
        if self._points_outside(question, self._plurals):
            question = self._put_several(question, known)
        if known.thing and self._points_outside(question, self._things) and self._has_subject(question):
            question = self._put(question, self._things, self._words.things, known.thing)
        return question

    def _names(self, text: str) -> list[Name]:
        return [name for name in names_in(text, self._language.code) if name.type != "people" and not name.opens]

    def _stays(self, question: str) -> bool:
        """Tell whether words that no name is put for point out of a question."""
        if len(content_words(question)) > _MOST_WORDS:
            return False
        names = self._names(question)
        for found in self._pointing.finditer(question):
            earlier = self._earlier(question[: found.start()])
            if not any(name.start < len(earlier) for name in names):
                return True
        definite = self._definite.search(question) or companies(self._words).search(question)
        return not names and definite is not None

    def _points_outside(self, question: str, kind: re.Pattern[str]) -> bool:
        """Tell whether a pronoun points out of its question: nothing in the question can be meant."""
        if kind is not self._persons and len(content_words(question)) > _MOST_WORDS:
            return False
        found = kind.search(question)
        if found is None or self._is_expletive(question, found):
            return False
        return not self._has_own(question, found, kind)

    def _is_expletive(self, question: str, found: re.Match[str]) -> bool:
        expletives = any_of(self._words.expletives).finditer(question)
        return any(empty.start() <= found.start() < empty.end() for empty in expletives)

    def _has_own(self, question: str, found: re.Match[str], kind: re.Pattern[str]) -> bool:
        """Tell whether a pronoun's own question names what it means, in a clause before or in its own."""
        word, before, after = found.group().lower(), question[: found.start()], question[found.end() :]
        ends = _AT_THE_END.match(after) and any_of(self._words.before, r"\b(?:{}) $").search(before)
        earlier = "" if ends else self._earlier(before)
        names = self._names(before)
        if earlier and self._can_be_meant(earlier, [name for name in names if name.end <= len(earlier)], kind):
            return True
        plural = any_of(self._words.plural_nouns)
        possessive = word in self._words.possessives or (word == "it" and after[:2] in {"'s", "’s"})
        if kind is self._plurals and possessive and plural.search(f"{before} {after.partition(' ')[2]}"):
            return True
        inside = any_of(self._words.inside, r"\b(?:{}) $").search(before)
        if inside and (plural.search(before) if kind is self._plurals else names):
            return kind is not self._things or not before.endswith("with ")
        if kind is self._things and self._compares(before, word):
            return True
        if kind is self._persons and not possessive:
            names = [name for name in names if name.type == "person"]
        return bool(names) and (
            possessive
            or word in self._words.subjects
            or any_of(self._words.verbs, r" (?:{})\b").match(after) is not None
        )

    def _compares(self, before: str, word: str) -> bool:
        """Tell whether a question that asks which one of several ends with what it compares it to: … kaysa nito?"""
        kinds, plural = self._language.asking.kind_only, self._words.plural_nouns
        if not (kinds and plural) or word in self._words.possessives or word != self._words.comparing:
            return False
        return (
            word == "nito" and re.match(rf"(?:{kinds}) \w+ .*(?:{plural}|\w+ \w+) $", before, re.IGNORECASE) is not None
        )

    def _earlier(self, before: str) -> str:
        """Return the clauses before the one that a pronoun stands in."""
        ends = [found.start() for found in self._clauses.finditer(before)]
        return before[: ends[-1]] if ends else ""

    def _can_be_meant(self, earlier: str, names: Sequence[Name], kind: re.Pattern[str]) -> bool:
        if kind is self._persons:
            agents = any_of(self._words.agents, "(?:{})")
            return any(name.may_be_person for name in names) or agents.match(earlier) is not None
        if kind is self._plurals:
            return len(names) > 1 or any_of(self._words.plural_nouns).search(earlier) is not None
        return bool(names) or len(content_words(earlier)) > 1

    def _has_subject(self, question: str) -> bool:
        """Tell whether there is more to a question than a pronoun: How much was it? has nothing to put a name into."""
        asking, spoken = self._language.asking, self._language.words
        empty = asking.light | asking.auxiliaries | spoken.asking | spoken.stop
        rest = [word for word in re.findall(r"\w+", question.lower()) if not self._things.fullmatch(word)]
        return any(len(word) > 3 for word in rest if word not in empty)

    def _put(self, question: str, kind: re.Pattern[str], table: Mapping[str, str], name: str) -> str:
        """Put a name for the first pronoun, and for what else of it can't stay."""
        clitic = any_of(self._words.clitic).search(question)
        if clitic is not None and kind.fullmatch(clitic["pronoun"]):
            put = table[clitic["pronoun"].lower()].format(name)
            moved = f"{clitic['before']}{clitic['others'].lstrip()} {clitic['verb']} {put}"
            return question[: clitic.start()] + re.sub(r" +", " ", moved) + question[clitic.end() :]
        found = kind.search(question)
        form = table[found.group().lower()] if found else ""
        if found is None or not form:
            return question
        beside_noun, _, alone = form.partition("|")
        followed = re.match(r" (?!(?:in|on|at|to|for|about|with|and|or|by|from|say)\b)\w", question[found.end() :])
        form = beside_noun if followed or not alone else alone
        return question[: found.start()] + form.format(name) + question[found.end() :]

    def _put_several(self, question: str, known: Antecedents) -> str:
        if len(known.several) < 2 or any_of(self._words.second).search(question):
            return question
        joined = f"{', '.join(known.several[:-1])} {self._words.joint} {known.several[-1]}"

        def put(found: re.Match[str]) -> str:
            people, _, things = self._words.plurals[found.group().lower()].partition("|")
            form = people if known.several_people or not things else things
            return form.format(joined) if form else found.group()

        return self._plurals.sub(put, question, count=1)
