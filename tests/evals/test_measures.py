"""The measures, against those who defined them: trec_eval by way of ir_measures, and scipy."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.measures import (
    all_evidence,
    auc,
    average_precision,
    coverage_accuracy,
    fold,
    hit,
    kappa,
    ndcg,
    recall,
    reciprocal_rank,
)

IDS = st.sampled_from([f"d{number}" for number in range(40)])
RANKINGS = st.lists(IDS, unique=True, max_size=30)
Judged = Callable[[Sequence[str], set[str], str], float]


@pytest.fixture(scope="session")
def trec(ir_measures: Any) -> Judged:
    """Return what trec_eval says of a ranking by a measure such as `nDCG@10`."""

    def judge(ranking: Sequence[str], gold: set[str], measure: str) -> float:
        qrels = [ir_measures.Qrel("q", one, 1) for one in gold]
        found = [ir_measures.ScoredDoc("q", one, -rank) for rank, one in enumerate(ranking)]
        (judged,) = ir_measures.iter_calc([ir_measures.parse_measure(measure)], qrels, found)
        return float(judged.value)

    return judge


# retrieval


@given(ranking=RANKINGS, gold=st.sets(IDS, min_size=1, max_size=20))
def test_a_ranking_is_judged_as_trec_eval_judges_it(trec: Judged, ranking: list[str], gold: set[str]) -> None:
    assert hit(ranking, gold, 1) == trec(ranking, gold, "Success@1")
    assert hit(ranking, gold, 5) == trec(ranking, gold, "Success@5")
    assert recall(ranking, gold, 10) == pytest.approx(trec(ranking, gold, "R@10"))
    assert reciprocal_rank(ranking, gold, 10) == pytest.approx(trec(ranking, gold, "RR@10"))
    assert ndcg(ranking, gold, 10) == pytest.approx(trec(ranking, gold, "nDCG@10"))
    assert all_evidence(ranking, gold, 10) == (trec(ranking, gold, "R@10") == 1)


@given(ranking=RANKINGS, gold=st.sets(IDS, min_size=1, max_size=10))
def test_average_precision_is_trec_evals_where_all_that_is_relevant_fits(
    trec: Judged, ranking: list[str], gold: set[str]
) -> None:
    assert average_precision(ranking, gold, 10) == pytest.approx(trec(ranking, gold, "AP@10"))


@given(ranking=RANKINGS, gold=st.sets(IDS, min_size=11, max_size=40))
def test_average_precision_divides_by_what_fits_and_trec_eval_by_all_that_is_relevant(
    trec: Judged, ranking: list[str], gold: set[str]
) -> None:
    assert average_precision(ranking, gold, 10) * 10 == pytest.approx(trec(ranking, gold, "AP@10") * len(gold))


def test_a_perfect_ranking_is_worth_1_with_more_relevant_than_fits() -> None:
    ranking = [f"d{number}" for number in range(25)]
    for measure in (hit, reciprocal_rank, average_precision, ndcg):
        assert measure(ranking, set(ranking), 10) == pytest.approx(1.0)
    assert recall(ranking, set(ranking), 10) == 0.4
    assert all_evidence(ranking, set(ranking), 10) == 0.0


@pytest.mark.parametrize("measure", [hit, recall, all_evidence, reciprocal_rank, average_precision, ndcg])
def test_an_empty_ranking_is_worth_nothing(
    measure: Callable[[Sequence[str], set[str], int], float],
) -> None:
    assert measure([], {"d1"}, 10) == 0.0


def test_passages_fold_into_their_articles_where_the_best_one_stands() -> None:
    assert fold(["a", "b", "a", "c", "b"]) == ["a", "b", "c"]
    assert fold([]) == []


# telling right from wrong


@given(
    positives=st.lists(st.integers(0, 5), min_size=1, max_size=20),
    negatives=st.lists(st.integers(0, 5), min_size=1, max_size=20),
)
def test_the_area_under_the_curve_is_mann_and_whitneys(
    scipy_stats: Any, positives: list[int], negatives: list[int]
) -> None:
    expected = scipy_stats.mannwhitneyu(positives, negatives, method="asymptotic").statistic
    assert auc(positives, negatives) == pytest.approx(expected / (len(positives) * len(negatives)))


def test_the_area_is_whole_when_apart_and_half_when_all_are_equal() -> None:
    assert auc([2, 3], [0, 1]) == 1.0
    assert auc([0, 1], [2, 3]) == 0.0
    assert auc([1, 1], [1]) == 0.5


def test_kappa_is_agreement_beyond_chance() -> None:
    both, ours, theirs, neither = 20, 5, 10, 15
    one = [True] * (both + ours) + [False] * (theirs + neither)
    other = [True] * both + [False] * ours + [True] * theirs + [False] * neither
    assert kappa(one, other) == pytest.approx(0.4)  # agreement .7, by chance .5
    assert kappa(other, one) == kappa(one, other)


def test_kappa_is_1_for_the_same_0_for_chance_and_negative_for_the_opposite() -> None:
    assert kappa([True, False], [True, False]) == kappa([True, True], [True, True]) == 1.0
    assert kappa([True, True, False, False], [True, False, True, False]) == 0.0
    assert kappa([True, False], [False, True]) == -1.0


def test_accuracy_falls_as_more_is_answered_and_equals_move_together() -> None:
    judged = [(0.5, True), (0.9, True), (0.1, False), (0.5, False)]
    assert coverage_accuracy(judged) == [(0.25, 1.0), (0.75, pytest.approx(2 / 3)), (1.0, 0.5)]
    assert coverage_accuracy([]) == []


@given(judged=st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1), data=st.data())
def test_the_curve_does_not_depend_on_the_order_of_questions(
    judged: list[tuple[float, bool]], data: st.DataObject
) -> None:
    curve = coverage_accuracy(judged)
    assert coverage_accuracy(data.draw(st.permutations(judged))) == curve
    assert curve[-1] == pytest.approx((1.0, sum(right for _, right in judged) / len(judged)))
