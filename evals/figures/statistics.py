"""How sure a figure is: intervals for rates and means, paired tests between two runs. All at 95%."""

import math
from collections.abc import Sequence

import numpy as np

_Z = 1.959963984540054  # the normal distribution's 97.5th percentile
_RESAMPLES = 2_000
_SEED = 20_260_101


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Wilson's score interval (1927) for a rate of `successes` among `n` > 0."""
    rate, z2 = successes / n, _Z**2
    middle = rate + z2 / (2 * n)
    half = _Z * math.sqrt(rate * (1 - rate) / n + z2 / (4 * n * n))
    scale = 1 + z2 / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def bootstrap(values: Sequence[float]) -> tuple[float, float]:
    """Percentile bootstrap interval (Efron 1979) for the mean of `values`; the same each time."""
    sample = np.asarray(values, dtype=float)
    picks = np.random.default_rng(_SEED).integers(0, len(sample), (_RESAMPLES, len(sample)))
    low, high = np.percentile(sample[picks].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Wilson's interval where every value is 0 or 1, the bootstrap's otherwise."""
    if all(value in {0, 1} for value in values):
        return wilson(int(sum(values)), len(values))
    return bootstrap(values)


def mcnemar(won: int, lost: int) -> float:
    """Exact two-sided p of McNemar's test (1947): `won` and `lost` cases, were either as likely."""
    n = won + lost
    tail = sum(math.comb(n, k) for k in range(min(won, lost) + 1)) / 2**n if n else 1.0
    return min(1.0, 2 * tail)


def sign_flip(differences: Sequence[float]) -> float:
    """Two-sided p of the paired randomisation test (Fisher 1935): does the mean differ from 0?"""
    sample = np.asarray(differences, dtype=float)
    if not sample.any():
        return 1.0
    signs = np.random.default_rng(_SEED).choice([-1.0, 1.0], (_RESAMPLES, len(sample)))
    flipped = np.abs((signs * sample).mean(axis=1))
    return float((1 + (flipped >= abs(sample.mean()) - 1e-12).sum()) / (_RESAMPLES + 1))


def paired_p(differences: Sequence[float]) -> float:
    """McNemar's p where every difference is -1, 0 or 1, the randomisation test's otherwise."""
    if all(one in {-1, 0, 1} for one in differences):
        return mcnemar(sum(one > 0 for one in differences), sum(one < 0 for one in differences))
    return sign_flip(differences)
