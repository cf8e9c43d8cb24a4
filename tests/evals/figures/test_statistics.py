"""Intervals and paired tests, against scipy and against what was published."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.figures.statistics import bootstrap, interval, mcnemar, paired_p, sign_flip, wilson

DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]  # maize crossed and selfed, in 1/8 inch
COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_nine_of_ten_among_fifty_is_not_sure_to_be_eight_of_ten() -> None:
    low, high = wilson(45, 50)
    assert (round(low, 2), round(high, 2)) == (0.79, 0.96)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_as_published(successes: int, n: int, low: float, high: float) -> None:
    """Newcombe 1998, table I, method 3."""
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@given(counts=COUNTS)
def test_wilsons_interval_is_scipys(scipy_stats: Any, counts: tuple[int, int]) -> None:
    expected = scipy_stats.binomtest(*counts).proportion_ci(0.95, "wilson")
    assert wilson(*counts) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(counts=COUNTS)
def test_wilsons_interval_holds_the_rate_and_stays_between_0_and_1(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts)
    assert 0.0 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1.0


def test_the_bootstraps_interval_is_scipys(scipy_stats: Any) -> None:
    values = np.random.default_rng(3).gamma(2.0, 1.0, 200)
    theirs = scipy_stats.bootstrap((values,), np.mean, method="percentile", n_resamples=20_000, rng=1)
    low, high = bootstrap(values.tolist())
    width = theirs.confidence_interval.high - theirs.confidence_interval.low
    assert low == pytest.approx(theirs.confidence_interval.low, abs=0.05 * width)
    assert high == pytest.approx(theirs.confidence_interval.high, abs=0.05 * width)


@given(values=st.lists(st.floats(-100, 100), min_size=1, max_size=30))
def test_the_bootstraps_interval_is_the_same_each_time_and_among_the_values(values: list[float]) -> None:
    low, high = bootstrap(values)
    assert bootstrap(values) == (low, high)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9


def test_the_interval_of_one_value_is_that_value() -> None:
    assert bootstrap([0.25]) == (0.25, 0.25)


def test_rates_have_wilsons_interval_and_all_else_the_bootstraps() -> None:
    assert interval([1, 0, 1.0, 0.0, 1]) == wilson(3, 5)
    assert interval([1, 0, 0.5]) == bootstrap([1, 0, 0.5])
    assert interval([0.0, 0.0])[1] > 0.5  # two misses don't prove a rate of 0


@given(won=st.integers(0, 300), lost=st.integers(0, 300))
def test_mcnemars_p_is_the_binomial_tests(scipy_stats: Any, won: int, lost: int) -> None:
    expected = scipy_stats.binomtest(won, won + lost).pvalue if won + lost else 1.0
    assert mcnemar(won, lost) == pytest.approx(expected)
    assert mcnemar(won, lost) == mcnemar(lost, won) <= 1.0


def test_mcnemars_p_by_hand() -> None:
    assert mcnemar(0, 5) == pytest.approx(2 / 2**5)
    assert mcnemar(1, 9) == pytest.approx(2 * (1 + 10) / 2**10)
    assert mcnemar(0, 0) == mcnemar(3, 3) == 1.0


def test_the_randomisation_tests_p_is_as_fisher_published_it() -> None:
    """The Design of Experiments (1935), 21: 1,726 of the 32,768 sums are at least as large."""
    assert sign_flip(DARWIN) == pytest.approx(1_726 / 32_768, abs=0.015)


@pytest.mark.parametrize("shift", [0.0, 0.2, 0.6])
def test_the_randomisation_tests_p_is_scipys(scipy_stats: Any, shift: float) -> None:
    differences = np.random.default_rng(5).normal(shift, 1.0, 12)
    exact = scipy_stats.permutation_test((differences,), np.mean, permutation_type="samples", n_resamples=math.inf)
    assert sign_flip(differences.tolist()) == pytest.approx(exact.pvalue, abs=0.03)


@given(differences=st.lists(st.floats(-10, 10), min_size=1, max_size=20))
def test_the_randomisation_tests_p_is_the_same_each_time_and_whichever_run_is_first(differences: list[float]) -> None:
    p = sign_flip(differences)
    assert 0 < p <= 1
    assert p == sign_flip(differences) == sign_flip([-one for one in differences])


@pytest.mark.parametrize("differences", [[0.0] * 10, [0.5], [0.3, -0.3]])
def test_no_difference_is_not_significant(differences: Sequence[float]) -> None:
    assert sign_flip(differences) == 1.0


def test_a_difference_that_is_always_there_is_significant() -> None:
    assert sign_flip([0.1] * 20) < 0.001


def test_right_and_wrong_are_compared_by_mcnemar_and_all_else_by_randomisation() -> None:
    assert paired_p([1, 1, 0, -1, 0, 1.0]) == mcnemar(3, 1)
    assert paired_p([0.5, -0.25, 1]) == sign_flip([0.5, -0.25, 1])
    assert paired_p([0, 0]) == 1.0
