"""The closed vocabulary in words: every member is said in both languages, and no two of an enum alike."""

import inspect
from collections.abc import Callable
from enum import StrEnum
from itertools import product
from typing import get_type_hints

import pytest

from analysis import vocabulary
from analysis.vocabulary import GOVERNMENTS, Language, Level
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary, language_name

# Readers meet the support of a single source as the strength of a name, the kind of a claim in the claim itself, and
# an area in whole sentences on it; what is said of the data, in their own words.
NOT_SAID = {vocabulary.Support, vocabulary.ClaimKind, vocabulary.Area, vocabulary.TextKind}
OF_REGIONS = {"kind", "kinds", "kinds_counted"}
METHODS = {name: method for name, method in vars(Vocabulary).items() if inspect.isfunction(method) and name[0] != "_"}


def takes(method: Callable) -> list[type]:
    return [hint for argument, hint in get_type_hints(method).items() if argument != "return"]


def choices(method: Callable) -> list[list]:
    """What each argument of a method may be; a number is one or several."""
    return [
        [1, 2] if of is int else list(GOVERNMENTS if of is Level and method.__name__ in OF_REGIONS else of)
        for of in takes(method)
    ]


def test_every_closed_word_that_readers_meet_is_said() -> None:
    enums = {enum for enum in vars(vocabulary).values() if inspect.isclass(enum) and issubclass(enum, StrEnum)}
    said = {of for method in (*METHODS.values(), language_name) for of in takes(method)}
    assert enums - {StrEnum} - NOT_SAID <= said


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_member_has_words_of_its_own(name: str, language: Language) -> None:
    named = Vocabulary(Words(language))
    said = [METHODS[name](named, *members) for members in product(*choices(METHODS[name]))]
    assert all(said)
    if name != "status":  # unknown is said alike of both stages
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_word_that_there_is_not_is_not_passed_over(name: str) -> None:
    rest = [members[0] for members in choices(METHODS[name])[1:]]
    with pytest.raises((AssertionError, ValueError), match="no such word"):
        METHODS[name](Vocabulary(Words("en")), "no such word", *rest)
