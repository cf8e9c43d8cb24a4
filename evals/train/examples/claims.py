"""Examples of the task `supports`: claims beside evidence that bears them out, contradicts them, or does neither."""

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evals.train.examples.example import LABELS, Example, Window
from evals.train.examples.sources import Claim, Label, Passage
from evals.train.examples.twins import retell_falsely, retell_truly
from index.language.words import words_of
from rag.reader.pair import Pairing

_ROOM, _WIDE_ROOM = 150, 280  # tokens of a pair: of one made here, of one with evidence as people gave it


class Claims:
    """Makes examples of claims; the same with the same seed."""

    def __init__(self, pairing: Pairing, seed: int) -> None:
        self._pairing = pairing
        self._chance = random.Random(seed)  # noqa: S311  # choices, not secrets
        self._window = Window(pairing, self._chance)

    def of_set(self, claims: Iterable[Claim], room: int = _WIDE_ROOM) -> list[Example]:
        """Return an example of each claim; of long evidence the sentences that share most words with it."""
        return [self._judge(claim, room) for claim in claims]

    def _judge(self, claim: Claim, room: int) -> Example:
        evidence = self._choose(claim.text, claim.evidence, room - 100)
        pair = self._pairing("supports", claim.text, evidence, room)
        return Example("supports", claim.origin, pair, (LABELS.index(claim.label),))

    def _choose(self, claim: str, sentences: Sequence[str], room: int) -> list[str]:
        sizes = [self._pairing.count_tokens(sentence) for sentence in sentences]
        if sum(sizes) <= room:
            return list(sentences)
        kept: set[int] = set()
        for number in _rank(claim, sentences):
            for one in (number, number + 1):  # what follows often says of whom
                if one < len(sizes) and one not in kept and sizes[one] <= room:
                    kept.add(one)
                    room -= sizes[one]
        return [sentences[number] for number in sorted(kept)] or [sentences[_rank(claim, sentences)[0]]]

    def retold(self, name: str, passages: Sequence[Passage], count: int) -> list[Example]:
        """Return examples of sentences retold, truly and falsely, beside the passage that they stand in."""
        made: list[Example] = []
        while len(made) < count:
            passage = self._chance.choice(passages)
            made += self._retell(name, passage, passage)
        return made

    def across(
        self, name: str, versions: Mapping[str, Sequence[Passage]], weights: Mapping[str, float], count: int
    ) -> list[Example]:
        """Return examples of sentences beside their passage in another language, where that has as many sentences."""
        languages, shares = list(weights), list(weights.values())
        made: list[Example] = []
        while len(made) < count:
            said, read = self._chance.choices(languages, shares, k=2)
            number = self._chance.randrange(len(versions[said]))
            passage, other = versions[said][number], versions[read][number]
            if said != read and len(passage.sentences) == len(other.sentences):
                made += self._retell(f"{name}-{said}-{read}", passage, other)
        return made

    def _retell(self, name: str, said: Passage, read: Passage) -> Iterator[Example]:
        fitting = [number for number, one in enumerate(said.sentences) if 40 <= len(one) <= 260]
        if not fitting or len(said.sentences) < 2:
            return
        at = self._chance.choice(fitting)
        kept = self._window(read.sentences, [at], _ROOM - 50)
        shown = [read.sentences[number] for number in kept]
        sentence = said.sentences[at]
        true = retell_truly(sentence, self._chance) if self._chance.random() < 0.75 else sentence
        false = retell_falsely(true, said.text, said.language, self._chance)
        if false:
            yield self._example(f"{name}:{false[0]}", false[1], shown, "contradicted")
        if false or self._chance.random() < 0.5:
            yield self._example(f"{name}:true", true, shown, "supported")
        if len(kept) > 1 and self._chance.random() < 0.2:
            rest = [read.sentences[number] for number in kept if number != at]
            yield self._example(f"{name}:dropped", true, rest, "neutral")
        beyond = [number for number in fitting if number not in kept]
        if beyond and self._chance.random() < 0.3:
            yield self._example(f"{name}:beyond", said.sentences[self._chance.choice(beyond)], shown, "neutral")

    def _example(self, source: str, text: str, evidence: Sequence[str], label: Label) -> Example:
        pair = self._pairing("supports", text, evidence, _ROOM)
        return Example("supports", source, pair, (LABELS.index(label),))


def _rank(claim: str, sentences: Sequence[str]) -> list[int]:
    """Return the numbers of sentences by how many rare words they share with a claim, the most first."""
    words = [set(words_of(sentence)) for sentence in sentences]
    frequency = Counter(word for one in words for word in one)
    wanted = set(words_of(claim))
    scores = [
        sum(math.log(1 + len(words) / frequency[word]) for word in one & wanted) / math.sqrt(3 + len(one))
        for one in words
    ]
    return sorted(range(len(scores)), key=lambda number: -scores[number])
