"""Whether a short series of numbers rises or falls, and how fast: Mann–Kendall and Theil–Sen, exact.

Which numbers these are, and what is said of them, belongs to `analysis.statistics.indicators` and `analysis.pages`.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

CONFIDENCE = 0.95


class Kendall(NamedTuple):
    """The result of a Mann–Kendall test."""

    s: int
    """Pairs of points that rise less pairs that fall."""
    p_value: float
    """The chance of an S as far from 0, either way, if every order of the values were as likely."""


class Slope(NamedTuple):
    """The result of Theil and Sen, in units a year."""

    median: float
    low: float
    high: float


def kendall(dates: Sequence[float], values: Sequence[float]) -> Kendall:
    """Test for a monotonic trend, two-sided, by the exact distribution at any length, also with equal values.

    S is the sum of sign(value j - value i) over all pairs of points in the order of their dates, which must differ.
    Under the null hypothesis all orders of the values are as likely; among values of which some are equal, the number
    of pairs that fall then has the Gaussian multinomial coefficient as its generating function (MacMahon 1913).
    References: Mann 1945, *Nonparametric Tests Against Trend*, Econometrica 13; Kendall 1975, *Rank Correlation
    Methods*; Gilbert 1987, *Statistical Methods for Environmental Pollution Monitoring*, ch. 16, whose table A18 it
    reproduces. Assumption: the values do not depend on each other.

    Worked example, of the same form as Gilbert's: of 5, 6, 11, 8, 10 eight pairs rise and two fall, S = 6, one-sided
    0.117 (table A18, n = 5).

    >>> found = kendall([1, 2, 3, 4, 5], [5, 6, 11, 8, 10])
    >>> found.s, round(found.p_value / 2, 3)
    (6, 0.117)
    """
    _, changes, _ = _pairs(dates, values)
    s = int(np.sign(changes).sum())
    orders = _orders(tuple(sorted(Counter(values).values())))
    as_far = sum(number for at, number in orders if abs(at) >= abs(s))
    return Kendall(s, as_far / sum(number for _, number in orders))  # whole numbers: a sum of fractions may exceed 1


def _pairs(dates: Sequence[float], values: Sequence[float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give for all pairs of points the slope, the change and which points they are (2 x pairs)."""
    order = np.argsort(dates)
    at, worth = np.asarray(dates, float)[order], np.asarray(values, float)[order]
    which = np.array(np.triu_indices(len(at), 1))
    changes = worth[which[1]] - worth[which[0]]
    return changes / (at[which[1]] - at[which[0]]), changes, which


@lru_cache(maxsize=1024)
def _orders(ties: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Give each S that values with so many equal ones can have, and in how many orders they have it."""
    falls = [1]  # in how many orders so many pairs fall
    placed = 0
    for size in ties:
        placed += size
        falls = [int(each) for each in np.convolve(np.array(falls, object), np.array(_gaussian(placed, size), object))]
    pairs = len(falls) - 1
    return tuple((pairs - 2 * each, number) for each, number in enumerate(falls))


@lru_cache(maxsize=4096)
def _gaussian(n: int, k: int) -> tuple[int, ...]:
    """Give the coefficients of the Gaussian binomial coefficient of n and k."""
    if k in (0, n):
        return (1,)
    without, with_it = _gaussian(n - 1, k), _gaussian(n - 1, k - 1)
    found = [0] * (k * (n - k) + 1)
    for at, number in enumerate(with_it):
        found[at] += number
    for at, number in enumerate(without):
        found[at + k] += number
    return tuple(found)


def slope(dates: Sequence[float], values: Sequence[float]) -> Slope:
    """Estimate the change a year with its interval: the median of the slopes between all pairs of points.

    The interval leaves out as many of the smallest and of the largest slopes as the exact distribution of Kendall's S
    allows at 95 percent. References: Theil 1950; Sen 1968, *Estimates of the Regression Coefficient Based on Kendall's
    Tau*, JASA 63; Hollander and Wolfe 1999, *Nonparametric Statistical Methods*, 9.2 and 9.3. Assumption: none on the
    distribution of the values; equal values make the interval wider than it need be.

    Worked example (Hollander and Wolfe 1999, example 9.1, after Smith 1967): five yearly ratios of rainfall with and
    without seeded clouds change by -0.056 a year.

    >>> round(slope([1, 2, 3, 4, 5], [1.26, 1.27, 1.12, 1.16, 1.03]).median, 3)
    -0.056
    """
    return slope_within(dates, values, CONFIDENCE)


def slope_within(dates: Sequence[float], values: Sequence[float], confidence: float) -> Slope:
    """Do the same at another confidence, for comparison with the literature."""
    slopes = np.sort(_pairs(dates, values)[0])
    left_out = _left_out(len(dates), (1 - confidence) / 2)
    return Slope(float(np.median(slopes)), float(slopes[left_out]), float(slopes[-1 - left_out]))


def _left_out(points: int, tail: float) -> int:
    """Count the slopes beyond either end of the interval, so that the chance of them is no more than the tail.

    Half of the pairs less C, less one, where C is the largest S whose tail is more than that.
    """
    pairs = points * (points - 1) // 2
    orders = _orders((1,) * points)
    most = tail * sum(number for _, number in orders)
    beyond = 0
    for s, number in orders:  # from the largest S on
        beyond += number
        if beyond > most:
            return max((pairs - s) // 2 - 1, 0)
    return 0


def is_robust(dates: Sequence[float], values: Sequence[float]) -> bool:
    """Whether the direction stays the same whichever point is left out: of S and of the median slope alike."""
    slopes, changes, which = _pairs(dates, values)
    whole = np.sign(np.sign(changes).sum())
    for left_out in range(len(dates)):
        rest = (which != left_out).all(axis=0)
        if np.sign(np.sign(changes[rest]).sum()) != whole or np.sign(np.median(slopes[rest])) != whole:
            return False
    return bool(whole)
