"""Examples of the task `answers`: questions with passages that answer them, and with passages that nearly do."""

import heapq
import math
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.train.examples.example import Example, Window
from evals.train.examples.sources import Passage, Question
from index.language.words import words_of
from rag.reader.pair import Pair, Pairing

_ROOM, _WIDE_ROOM, _WIDE = 150, 220, 0.15  # tokens of a pair; of how many the wider
_OWN_DROPPED = 0.25  # of our own answered questions, how many are also learnt without the answer
_FOUND, _ANY = 0.1, 0.08  # of our own questions, how many stand beside the nearest other passage, and beside any other
_NAME = re.compile(r"(?<!^)(?<![.!?¿] )\b[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*")
_NUMBER = re.compile(r"\b\d[\d.,]*\b")
_Made = tuple[Pair, tuple[int, ...]]  # and what its target is


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many examples of each kind are made of a set, at most.

    `answered` and `unanswered` as the set has them; `dropped`: the answering sentences left out; `sibling`:
    another passage of the article; `found`: the passage that shares most words; `swapped`: a name or a number of the
    question is another.
    """

    answered: int = 0
    unanswered: int = 0
    dropped: int = 0
    sibling: int = 0
    found: int = 0
    swapped: int = 0


class Questions:
    """Makes examples of questions; the same with the same seed."""

    def __init__(self, pairing: Pairing, seed: int) -> None:
        self._pairing = pairing
        self._chance = random.Random(seed)  # noqa: S311  # choices, not secrets
        self._window = Window(pairing, self._chance)

    def of_set(self, name: str, passages: Sequence[Passage], amounts: Amounts) -> list[Example]:
        """Return the examples made of a set in which each question belongs to one passage."""
        asked = [(passage, question) for passage in passages for question in passage.questions]
        self._chance.shuffle(asked)
        answered = [pair for pair in asked if pair[1].answers]
        unanswered = [pair for pair in asked if not pair[1].answers]
        siblings, finder = _group(passages), Finder(passages)
        again = answered[::-1]  # so that what has many questions gives different ones to each kind
        made = {
            "answered": (self.read(*pair) for pair in answered[: amounts.answered]),
            "unanswered": (self.read(*pair) for pair in unanswered[: amounts.unanswered]),
            "dropped": _take(amounts.dropped, (self.drop(*pair) for pair in again)),
            "sibling": _take(amounts.sibling, (self._sibling(*pair, siblings) for pair in again)),
            "found": _take(
                amounts.found, (self._find(*pair, finder) for pair in answered[len(answered) // 2 :] + again)
            ),
            "swapped": _take(amounts.swapped, (self._swap(*pair, siblings) for pair in again)),
        }
        return [
            Example("answers", f"{name}:{kind}", pair, target)
            for kind, found in made.items()
            for pair, target in filter(None, found)
        ]

    def of_own(self, passages: Iterable[Passage], rooms: Sequence[int]) -> Iterator[Example]:
        """Yield an example of each question, and of some with the answer left out, of as many tokens as a room has."""
        for passage in passages:
            for question in passage.questions:
                name = f"own-{question.language}-{passage.language}"
                kind = "answered" if question.answers else "unanswered"
                if made := self.read(passage, question, self._chance.choice(rooms)):
                    yield Example("answers", f"{name}:{kind}", *made)
                leaving = question.answers and self._chance.random() < _OWN_DROPPED
                if leaving and (made := self.drop(passage, question, self._chance.choice(rooms))):
                    yield Example("answers", f"{name}:dropped", *made)

    def beside_others(self, passages: Sequence[Passage], rooms: Sequence[int]) -> Iterator[Example]:
        """Yield some questions beside a passage of another file, about something else: the nearest in words, or any."""
        finder = Finder(passages)
        for passage in passages:
            for question in passage.questions:
                kind = self._chance.choices(["found", "any", ""], [_FOUND, _ANY, 1 - _FOUND - _ANY])[0]
                if not kind:
                    continue
                others = finder(question.text) if kind == "found" else self._chance.sample(passages, 3)
                other = next((one for one in others if not _is_of_same_file(one, passage)), None)
                if other and (made := self.refuse(question, other.sentences, self._chance.choice(rooms))):
                    yield Example("answers", f"own-{question.language}-{other.language}:{kind}", *made)

    def read(self, passage: Passage, question: Question, room: int = 0) -> _Made | None:
        """Return a question beside a stretch of its passage that holds the answer, if it fits."""
        kept = self._window(passage.sentences, question.answers, (room or self._draw_room()) - 40)
        return self._pair(
            question, [passage.sentences[number] for number in kept], [n - kept.start for n in question.answers], room
        )

    def drop(self, passage: Passage, question: Question, room: int = 0) -> _Made | None:
        """Return a question beside its passage without the sentences that answer."""
        rest = [one for number, one in enumerate(passage.sentences) if number not in question.answers]
        if not rest or (question.wording and question.wording.casefold() in " ".join(rest).casefold()):
            return None
        return self.refuse(question, rest, room)

    def refuse(self, question: Question, sentences: Sequence[str], room: int = 0) -> _Made | None:
        """Return a question beside a stretch of sentences that don't answer."""
        kept = self._window(sentences, (), (room or self._draw_room()) - 40)
        return self._pair(question, [sentences[number] for number in kept], [], room)

    def _sibling(self, passage: Passage, question: Question, siblings: Mapping[str, Sequence[Passage]]) -> _Made | None:
        others = [one for one in siblings[passage.article] if one is not passage]
        other = self._chance.choice(others) if others else None
        return self.refuse(question, other.sentences) if other and _lacks(other, question) else None

    def _find(self, passage: Passage, question: Question, finder: "Finder") -> _Made | None:
        found = [one for one in finder(question.text) if one is not passage and _lacks(one, question)]
        return self.refuse(question, found[0].sentences) if found else None

    def _swap(self, passage: Passage, question: Question, siblings: Mapping[str, Sequence[Passage]]) -> _Made | None:
        article = (
            passage.text if self._chance.random() < 0.5 else " ".join(one.text for one in siblings[passage.article])
        )
        for pattern in (_NUMBER, _NAME):
            said = list(pattern.finditer(question.text))
            others = sorted(set(pattern.findall(article)) - {found.group() for found in said})
            if not said:
                continue
            place = self._chance.choice(said)
            fitting = [one for one in others if _is_alike(one, place.group()) and one not in question.wording]
            if fitting:
                text = question.text[: place.start()] + self._chance.choice(fitting) + question.text[place.end() :]
                swapped = Question(text, question.language, (), question.wording)
                kept = self._window(passage.sentences, question.answers, self._draw_room() - 40)
                return self._pair(swapped, [passage.sentences[number] for number in kept], [], 0)
        return None

    def _pair(self, question: Question, sentences: Sequence[str], answers: Iterable[int], room: int) -> _Made | None:
        pair = self._pairing("answers", question.text, sentences, room or _WIDE_ROOM)
        target = tuple(answers)
        return (pair, target) if all(number < len(pair.sentences) for number in target) else None

    def _draw_room(self) -> int:
        return _WIDE_ROOM if self._chance.random() < _WIDE else _ROOM

    def across(
        self, name: str, versions: Mapping[str, Sequence[Passage]], weights: Mapping[str, float], count: int
    ) -> list[Example]:
        """Return examples of a set whose passages and questions are the same in several languages."""
        languages, shares = list(weights), list(weights.values())
        keys = [(number, at) for number, one in enumerate(versions[languages[0]]) for at in range(len(one.questions))]
        siblings = {language: _group(passages) for language, passages in versions.items()}
        examples: list[Example] = []
        while len(examples) < count:
            number, at = self._chance.choice(keys)
            asked, read = self._chance.choices(languages, shares, k=2)
            if asked == read and self._chance.random() < 0.8:
                continue
            passage, here = versions[read][number], versions[read][number].questions[at]
            question = Question(versions[asked][number].questions[at].text, asked, here.answers, here.wording)
            kind, make = self._chance.choices(
                [("answered", self.read), ("dropped", self.drop), ("sibling", None)], [0.62, 0.22, 0.16]
            )[0]
            made = make(passage, question) if make else self._sibling(passage, question, siblings[read])
            if made:
                examples.append(Example("answers", f"{name}-{asked}-{read}:{kind}", *made))
        return examples


class Finder:
    """Finds the passages that share most with a question, in rare words."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(passages):
            for word in set(words_of(passage.text)):
                self._holders[word].append(number)

    def __call__(self, question: str, count: int = 5) -> list[Passage]:
        """Return the nearest passages, best first."""
        scores: dict[int, float] = defaultdict(float)
        for word in set(words_of(question)):
            holders = self._holders.get(word, [])
            for number in holders:
                scores[number] += math.log(len(self._passages) / len(holders))
        best = heapq.nsmallest(count, scores, key=lambda number: (-scores[number], number))
        return [self._passages[number] for number in best]


def _group(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    groups: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        groups[passage.article].append(passage)
    return groups


def _is_of_same_file(one: Passage, other: Passage) -> bool:
    return one.article.partition("-")[0] == other.article.partition("-")[0]


def _lacks(passage: Passage, question: Question) -> bool:
    return question.wording.casefold() not in passage.text.casefold()


def _is_alike(one: str, other: str) -> bool:
    if one[0].isdigit():
        return abs(len(one) - len(other)) <= 1
    return one not in other and other not in one and abs(len(one.split()) - len(other.split())) <= 1


def _take(count: int, made: Iterator[_Made | None]) -> Iterator[_Made | None]:
    for one in made:
        if count <= 0:
            return
        if one:
            count -= 1
            yield one
