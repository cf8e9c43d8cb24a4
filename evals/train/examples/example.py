"""One thing to learn: a pair and what the reader should say of it; and which stretch of a passage it is shown."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rag.reader.pair import Pair, Pairing, Task

LABELS = ("supported", "contradicted", "neutral", "unsupported")


@dataclass(frozen=True, slots=True)
class Example:
    """A pair and its target.

    Task `answers`: the numbers of the sentences that answer, none where none does. Task `supports`: one number, of
    the label in `LABELS`. `source` names the set and how the example was made of it.
    """

    task: Task
    source: str
    pair: Pair
    target: tuple[int, ...]

    @property
    def origin(self) -> str:
        """The set that it was made of."""
        return self.source.partition(":")[0]


class Window:
    """Chooses stretches of whole sentences that fit into a number of tokens, around those that must be in."""

    def __init__(self, pairing: Pairing, chance: random.Random) -> None:
        self._pairing = pairing
        self._chance = chance

    def __call__(self, sentences: Sequence[str], wanted: Collection[int], room: int) -> range:
        """Return the numbers of a random stretch around the wanted sentences, or anywhere where none is wanted."""
        sizes = [self._pairing.count_tokens(sentence) for sentence in sentences]
        start = min(wanted) if wanted else self._chance.randrange(len(sentences))
        end = max(wanted) + 1 if wanted else start + 1
        left = room - sum(sizes[start:end])
        while sides := [side for side in (start - 1, end) if 0 <= side < len(sentences) and sizes[side] <= left]:
            side = self._chance.choice(sides)
            left -= sizes[side]
            start, end = min(start, side), max(end, side + 1)
        return range(start, end)
