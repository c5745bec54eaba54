"""Numbers known within bounds: how they compare, and that what can't be known is never taken for an answer."""

import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import Interval, Refused, Truth

NUMBERS = st.integers(0, 6)
INTERVALS = st.tuples(NUMBERS, NUMBERS).map(lambda ends: Interval(min(ends), max(ends)))
QUESTIONS = [operator.gt, operator.ge, operator.lt, operator.le]
OF_A_NUMBER = [*QUESTIONS, operator.eq, operator.ne]


@pytest.mark.parametrize("question", QUESTIONS)
@given(first=INTERVALS, second=INTERVALS)
def test_the_answer_is_that_of_every_pair_of_numbers_between_the_ends(question, first, second):
    answers = {
        question(one, other) for one in range(first.low, first.high + 1) for other in range(second.low, second.high + 1)
    }
    expected = {frozenset({True}): Truth.YES, frozenset({False}): Truth.NO}.get(frozenset(answers), Truth.OPEN)
    assert question(first, second) is expected


@pytest.mark.parametrize("question", OF_A_NUMBER)
@given(first=INTERVALS, number=NUMBERS)
def test_a_whole_number_is_asked_about_in_the_same_way(question, first, number):
    answers = {question(one, number) for one in range(first.low, first.high + 1)}
    expected = {frozenset({True}): Truth.YES, frozenset({False}): Truth.NO}.get(frozenset(answers), Truth.OPEN)
    assert question(first, number) is expected


def test_intervals_that_are_written_alike_are_one_in_a_set():
    assert {Interval(1, 3, of=4), Interval(1, 3, of=4), Interval(1, 3)} == {Interval(1, 3, of=4), Interval(1, 3)}


@pytest.mark.parametrize(("first", "second"), [(a, b) for a in Truth for b in Truth])
def test_answers_are_joined_as_every_way_of_settling_them_would_be(first: Truth, second: Truth):
    def settled(answer: Truth) -> list[bool]:
        return [True, False] if answer is Truth.OPEN else [bool(answer)]

    for joined, join in ((first & second, all), (first | second, any)):
        values = {join(pair) for pair in ((a, b) for a in settled(first) for b in settled(second))}
        assert joined is (Truth.OPEN if len(values) > 1 else Truth.YES if values.pop() else Truth.NO)


def test_what_cant_be_known_decides_no_condition():
    with pytest.raises(Refused, match="can't be known"):
        bool(Interval(3, 3) > Interval(1, 4))


def test_an_interval_is_written_with_its_whole():
    assert str(Interval(12, 20, of=25)) == "12 to 20 of 25"
    assert str(Interval(3, 3)) == "3"
    assert 13 in Interval(12, 20)
    assert 21 not in Interval(12, 20)


def test_ends_the_wrong_way_round_are_refused():
    with pytest.raises(Refused, match="wrong way round"):
        Interval(2, 1)
