"""How a reader is measured on what it hasn't learnt."""

import numpy as np
import pytest

from evals.train.examples.example import Example
from evals.train.measure import measure_agreement, measure_claims, measure_questions
from index.embed.weights import Floats
from rag.reader.pair import Pair, Task

PAIR = Pair((0, 1, 2, 3), (1, 2), (2, 4), ((2, 3), (3, 4)))


class Told:
    """A reader that says of the so-manyth example what it is told to say."""

    def __init__(self, *shares: tuple[float, ...]) -> None:
        self._shares = list(shares)

    def score(self, _task: Task, pair: Pair) -> Floats:
        return np.array(self._shares[pair.ids[0]], dtype=np.float32)


def examples(task: Task, *targets: tuple[int, ...]) -> list[Example]:
    return [
        Example(task, "made:kind", Pair((number, 1, 2, 3), PAIR.query, PAIR.passage, PAIR.sentences), target)
        for number, target in enumerate(targets)
    ]


def test_questions_are_measured_by_the_first_sentence_and_by_telling_answered_ones() -> None:
    reader = Told((0.1, 0.8, 0.1), (0.2, 0.7, 0.1), (0.6, 0.3, 0.1), (0.15, 0.5, 0.35))
    (figures,) = measure_questions(reader, examples("answers", (0,), (1,), (), ()))  # type: ignore[arg-type]
    assert (figures.name, figures.answered, figures.unanswered) == ("smaller sets", 2, 2)
    assert figures.first == 0.5
    assert figures.auc == pytest.approx(0.75)
    assert figures.no_answer == pytest.approx(2 / 3)


def test_a_sentence_may_be_one_of_several_that_answer() -> None:
    (figures,) = measure_questions(Told((0.1, 0.2, 0.7)), examples("answers", (0, 1)))  # type: ignore[arg-type]
    assert (figures.first, figures.auc) == (1, None)


def test_claims_are_measured_by_labels_that_weigh_alike() -> None:
    reader = Told((0.9, 0.1, 0), (0.8, 0.1, 0.1), (0.7, 0.3, 0), (0.1, 0.2, 0.7))
    (figures,) = measure_claims(reader, examples("supports", (0,), (0,), (1,), (2,)))  # type: ignore[arg-type]
    assert figures.supported == pytest.approx((1 + 0.5) / 2)
    assert figures.labels == pytest.approx((1 + 0 + 1) / 3)


def test_of_a_set_that_tells_only_unsupported_no_label_is_asked() -> None:
    reader = Told((0.9, 0.1, 0), (0.2, 0.1, 0.7))
    (figures,) = measure_claims(reader, examples("supports", (0,), (3,)))  # type: ignore[arg-type]
    assert (figures.supported, figures.labels) == (1, 1)


def test_readers_agree_where_they_are_on_the_same_side() -> None:
    one, other = Told((0.9, 0.1, 0), (0.4, 0.6, 0)), Told((0.6, 0.4, 0), (0.6, 0.4, 0))
    assert measure_agreement(one, other, examples("supports", (0,), (1,))) == 0.5  # type: ignore[arg-type]
