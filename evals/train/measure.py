"""How well the reader does on examples that it hasn't learnt, by set."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from operator import eq
from statistics import mean

import numpy as np

from evals.measures import auc
from evals.train.examples.example import LABELS, Example
from index.embed.e5 import count_cores
from index.embed.weights import Floats
from rag.reader.reader import Reader

_FEWEST = 40  # examples of a set that has a row of its own


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """Of so many answered and unanswered questions of a set.

    `first`: the sentence that scores highest answers; `auc`: an answered question is told from an unanswered one;
    `no_answer`: the F1 of telling the unanswered ones, where "not answered here" has more than half.
    """

    name: str
    answered: int
    unanswered: int
    first: float
    auc: float | None
    no_answer: float | None


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """Of so many claims of a set: balanced accuracy in telling the supported ones, and in naming the label."""

    name: str
    count: int
    supported: float
    labels: float


def measure_questions(reader: Reader, examples: Sequence[Example]) -> list[QuestionFigures]:
    """Measure the task `answers`."""
    figures = []
    for name, of_set in _group(examples, "answers").items():
        scored = [(one.target, shares) for one, shares in zip(of_set, _score(reader, of_set), strict=True)]
        right = [target for target, shares in scored if target and int(np.argmax(shares[1:])) in target]
        answered = [1 - float(shares[0]) for target, shares in scored if target]
        unanswered = [1 - float(shares[0]) for target, shares in scored if not target]
        first = len(right) / max(1, len(answered))
        both = bool(answered and unanswered)
        figures.append(
            QuestionFigures(
                name,
                len(answered),
                len(unanswered),
                first,
                auc(answered, unanswered) if both else None,
                _no_answer_f1(answered, unanswered) if both else None,
            )
        )
    return figures


def measure_claims(reader: Reader, examples: Sequence[Example]) -> list[ClaimFigures]:
    """Measure the task `supports`."""
    figures = []
    for name, of_set in _group(examples, "supports").items():
        scored = [(one.target[0], shares) for one, shares in zip(of_set, _score(reader, of_set), strict=True)]
        told = _balance([(label == 0, bool(shares[0] > 0.5)) for label, shares in scored])
        named = _balance(
            [(label, int(np.argmax(shares))) for label, shares in scored if LABELS[label] != "unsupported"]
        )
        figures.append(ClaimFigures(name, len(scored), told, named))
    return figures


def measure_agreement(one: Reader, other: Reader, examples: Sequence[Example]) -> float:
    """Return how often two readers put an example on the same side: none or not, supported or not."""
    mine, theirs = ([bool(shares[0] > 0.5) for shares in _score(reader, examples)] for reader in (one, other))
    return mean(map(eq, mine, theirs))


def _no_answer_f1(answered: Sequence[float], unanswered: Sequence[float]) -> float:
    """Return the F1 of refusing where an answer has less than half."""
    right, wrong = (sum(share < 0.5 for share in shares) for shares in (unanswered, answered))
    return 2 * right / (right + wrong + len(unanswered))


def _score(reader: Reader, examples: Sequence[Example]) -> list[Floats]:
    """Return the shares of each example's outcomes, as many at once as there are cores."""
    with ThreadPoolExecutor(count_cores()) as pool:
        return list(pool.map(lambda example: reader.score(example.task, example.pair), examples))


def _group(examples: Sequence[Example], task: str) -> dict[str, list[Example]]:
    """Return the examples of a task by set, small sets together."""
    of_task = [example for example in examples if example.task == task]
    sizes = Counter(example.origin for example in of_task)
    groups: dict[str, list[Example]] = defaultdict(list)
    for example in of_task:
        groups[example.origin if sizes[example.origin] >= _FEWEST else "smaller sets"].append(example)
    return dict(sorted(groups.items()))


def _balance(pairs: Sequence[tuple[object, object]]) -> float:
    """Return the mean over labels of how many of each are told right."""
    found: dict[object, list[bool]] = defaultdict(list)
    for label, told in pairs:
        found[label].append(label == told)
    return sum(sum(right) / len(right) for right in found.values()) / max(1, len(found))
