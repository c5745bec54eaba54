import pytest

from analysis.words import ranges
from analysis.words.language import Words


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (4.01, 5.1, "4.0 to 5.1"),
        (3.26, 3.34, "3.3"),
        (0.02, 0.02, "under 0.1"),
        (0.02, 0.4, "under 0.1 to 0.4"),
        (float("nan"), float("nan"), "–"),
    ],
)
def test_expected_numbers_never_pass_for_none(low: float, high: float, said: str) -> None:
    assert ranges.expected(low, high, Words("en")) == said


def test_chances_and_shares_take_the_form_of_the_language() -> None:
    assert ranges.chance(0.0004, Words("en")) == "under 0.1%"
    assert ranges.chance(0.0006, Words("id")) == "0,1%"
    assert ranges.percents(0.015, 0.03, Words("id")) == "1,5% sampai 3,0%"
    assert ranges.one_in(0.1, 0.2, Words("en")) == "one in 5 to 10"
