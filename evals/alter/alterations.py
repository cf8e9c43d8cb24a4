"""Altered statements: a real sentence with one thing changed, to see whether a check notices.

In English, Filipino and Spanish; in other languages only figures and names change. What can't be changed safely
is left alone rather than made nonsense.
"""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os.path import commonprefix
from typing import Literal

from evals.alter.negation import NEGATED, negations
from evals.alter.places import Swap
from evals.alter.swaps import DATED, dates, figures, names_in, other_names

__all__ = ["Alteration", "Change", "alterations", "names_in"]

Change = Literal["figure", "name", "date", "negation", "unit"]
_QUOTE = re.compile(r"“[^”]*(?:”|$)|^[^“]*”|«[^»]*(?:»|$)|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Alteration:
    """A sentence with one thing changed: what stood there, and what stands there now.

    `before` is empty where words were only put in, `after` where they were only taken out; a space that
    came or went with them belongs to them.
    """

    change: Change
    text: str
    before: str
    after: str


def alterations(sentence: str, language: str, names: Sequence[str] = (), *, seed: str = "") -> list[Alteration]:
    """Return at most one alteration of each kind that the sentence allows, the same each time.

    A name is replaced by one of `names` that looks like it and isn't in the sentence.
    """
    found: dict[Change, Iterable[Swap]] = {
        "figure": figures(sentence, language),
        "name": other_names(sentence, names),
        "date": dates(sentence, language) if language in DATED else (),
        "negation": negations(sentence, language, names) if language in NEGATED else (),
    }
    made = (_alter(sentence, change, places, seed) for change, places in found.items())
    return [alteration for alteration in made if alteration]


def _alter(sentence: str, change: Change, found: Iterable[Swap], seed: str) -> Alteration | None:
    quotes = [quote.span() for quote in _QUOTE.finditer(sentence)]
    places = [place for place in found if place.choices]
    outside = [place for place in places if not any(start <= place.start < end for start, end in quotes)]
    if not places:
        return None
    places = outside or places
    chance = random.Random(f"{seed}\n{change}\n{sentence}")  # noqa: S311  # a choice, not a secret
    start, end, choices = places[0] if change == "negation" else chance.choice(places)
    before, after = sentence[start:end], chance.choice(choices)
    text = f"{sentence[:start]}{after}{sentence[end:]}"
    return Alteration(change, text, *(_prune(before, after) if change == "negation" else (before, after)))


def _prune(before: str, after: str) -> tuple[str, str]:
    """Leave out the words at either end that stayed as they were."""
    for _ in range(2):  # from the front, and then reversed
        same = commonprefix([before, after])  # noqa: RUF071  # of texts, not of paths
        same = same if same in {before, after} else same[: same.rfind(" ") + 1]
        before, after = before[len(same) :][::-1], after[len(same) :][::-1]
    return before, after
