"""In which order examples are learnt, and how many at a time."""

from dataclasses import replace

import pytest

from evals.train.batches import choose_batches, order_batches
from evals.train.examples.example import Example
from evals.train.recipe import Recipe, Stage
from rag.reader.pair import Pair


def example(tokens: int, task: str = "answers", target: int = 0) -> Example:
    return Example(task, "made", Pair((1,) * tokens, (1, 2), (3, 4), ((3, 4),)), (target,))  # type: ignore[arg-type]


EXAMPLES = [example(20 + number % 50, task, number) for number in range(200) for task in ("answers", "supports")]


def test_a_batch_has_one_task_and_no_more_tokens_than_it_may() -> None:
    batches = order_batches(EXAMPLES, 300, seed=1)
    assert sum(map(len, batches)) == len(EXAMPLES)
    for batch in batches:
        assert len({one.task for one in batch}) == 1
        assert len(batch) * max(len(one.pair.ids) for one in batch) <= 300


def test_an_example_longer_than_a_batch_is_one_by_itself() -> None:
    assert order_batches([example(500)], 300, seed=1) == [[example(500)]]


def test_the_order_is_the_seeds() -> None:
    assert order_batches(EXAMPLES, 300, seed=1) == order_batches(EXAMPLES, 300, seed=1)
    assert order_batches(EXAMPLES, 300, seed=1) != order_batches(EXAMPLES, 300, seed=2)


@pytest.mark.parametrize(("most", "steps"), [(None, None), (3, 3), (10_000, None)])
def test_a_stage_has_whole_steps_and_at_most_so_many(most: int | None, steps: int | None) -> None:
    recipe = Recipe(tokens=300, batches=2, processes=2)
    every = len(order_batches(EXAMPLES, 300, recipe.seed)) // 4
    chosen = choose_batches(replace(Stage(EXAMPLES), most=most), 0, recipe)
    assert len(chosen) == 4 * (steps or every)
