"""Examples → the batches that are learnt, in their order."""

import random
from collections.abc import Sequence

from evals.train.examples.example import Example
from evals.train.recipe import Recipe, Stage

_SORTED_AMONG = 1024  # examples, so that batches are of like length and yet mixed


def choose_batches(stage: Stage, number: int, recipe: Recipe) -> list[list[Example]]:
    """Return the batches of a run's so-manyth stage, as many as make whole steps of all processes."""
    batches = order_batches(stage.examples, recipe.tokens, recipe.seed + number)
    taken = recipe.batches * recipe.processes
    steps = min(len(batches) // taken, stage.most or len(batches))
    return batches[: steps * taken]


def order_batches(examples: Sequence[Example], tokens: int, seed: int) -> list[list[Example]]:
    """Return the examples in batches of one task, of like length and so many tokens, in random order."""
    chance = random.Random(seed)  # noqa: S311  # an order, not a secret
    batches: list[list[Example]] = []
    for task in ("answers", "supports"):
        of_task = [example for example in examples if example.task == task]
        chance.shuffle(of_task)
        for at in range(0, len(of_task), _SORTED_AMONG):
            batches += _fill(sorted(of_task[at : at + _SORTED_AMONG], key=lambda one: len(one.pair.ids)), tokens)
    chance.shuffle(batches)
    return batches


def _fill(examples: Sequence[Example], tokens: int) -> list[list[Example]]:
    batches: list[list[Example]] = [[]]
    for example in examples:
        if batches[-1] and (len(batches[-1]) + 1) * len(example.pair.ids) > tokens:
            batches.append([])
        batches[-1].append(example)
    return [batch for batch in batches if batch]
