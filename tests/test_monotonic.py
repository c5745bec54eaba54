"""Mann–Kendall and Theil–Sen give what the literature, scipy and all orders of the values give."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, theilslopes

from analysis.statistics.monotonic import is_robust, kendall, slope, slope_within

SEN = [1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78]
"""The example of Sen 1968, by real dates."""
CLOUDS = [1, 2, 3, 4, 5], [1.26, 1.27, 1.12, 1.16, 1.03]
"""Hollander and Wolfe 1999, example 9.1."""


def with_falls(n: int, falls: int) -> list[int]:
    """Put different values in an order in which so many pairs fall."""
    values = list(range(n))
    for _ in range(falls):  # each exchange of neighbours that rise makes one pair fall
        at = next(at for at in range(n - 1) if values[at] < values[at + 1])
        values[at : at + 2] = values[at + 1], values[at]
    return values


@pytest.mark.parametrize(
    ("n", "s", "one_sided"),
    [(4, 6, 0.042), (5, 6, 0.117), (5, 8, 0.042), (5, 10, 0.0083), (6, 11, 0.028), (7, 13, 0.035), (8, 16, 0.031), (10, 21, 0.036)],
)  # fmt: skip
def test_the_table_of_kendall_in_gilbert(n: int, s: int, one_sided: float):
    """Table A18 of Gilbert 1987."""
    found = kendall(range(n), with_falls(n, (n * (n - 1) // 2 - s) // 2))
    assert (found.s, found.p_value / 2) == (s, pytest.approx(one_sided, rel=0.02))


def test_sen_1968():
    assert slope(*SEN).median == 4
    assert slope(*SEN) == pytest.approx((4, 26 / 7, 35 / 8))
    assert kendall(*SEN).s == 21


def test_hollander_and_wolfe_1999():
    assert kendall(*CLOUDS) == (-6, pytest.approx(2 * 0.117, abs=0.001))
    assert slope_within(*CLOUDS, 0.916) == pytest.approx((-0.056, -0.13, 0.01), abs=0.0005)


@given(st.lists(st.integers(0, 3), min_size=5, max_size=6))
def test_equal_values_are_counted_in_all_their_orders(values: list[int]):
    sums = [sum((b > a) - (b < a) for a, b in combinations(order, 2)) for order in permutations(values)]
    found = kendall(range(len(values)), values)
    assert found.p_value == pytest.approx(sum(abs(each) >= abs(found.s) for each in sums) / len(sums))


@given(st.lists(st.floats(-100, 100, width=16), min_size=5, max_size=12, unique=True))
def test_scipy_gives_the_same(values: list[float]):
    years = [2010 + place**2 for place in range(len(values))]
    assert kendall(years, values).p_value == pytest.approx(kendalltau(years, values, method="exact").pvalue)
    assert slope(years, values).median == pytest.approx(theilslopes(values, years).slope)


@pytest.mark.parametrize("points", range(5, 40))
def test_the_chance_of_what_is_nearest_to_no_trend_is_one_and_no_more(points: int):
    """What corrects for many regions refuses more."""
    found = kendall(range(points), with_falls(points, points * (points - 1) // 4))
    assert (found.s in (0, 1), found.p_value) == (True, 1)


@given(st.lists(st.integers(-9, 9), min_size=5, max_size=9), st.randoms())
def test_the_order_in_which_points_are_given_does_not_matter(values: list[int], random):
    points = list(enumerate(values))
    random.shuffle(points)
    dates, shuffled = zip(*points, strict=True)
    assert kendall(dates, shuffled) == kendall(range(len(values)), values)
    assert slope(dates, shuffled) == slope(range(len(values)), values)
    assert is_robust(dates, shuffled) == is_robust(range(len(values)), values)


@given(st.lists(st.integers(-9, 9), min_size=5, max_size=9))
def test_a_fall_is_a_rise_upside_down(values: list[int]):
    up, down = kendall(range(len(values)), values), kendall(range(len(values)), [-value for value in values])
    assert (up.s, up.p_value) == (-down.s, down.p_value)


def test_a_direction_that_rests_on_one_point_is_not_robust():
    assert is_robust(range(5), [1, 2, 3, 4, 5])
    assert not is_robust(range(5), [1, 1, 1, 1, 5])
    assert not is_robust(range(5), [2, 2, 2, 2, 2])
