"""Phrases that several pages use: which editions, how often, what use is made of a figure.

Words of the closed vocabulary belong to `analysis.words.vocabulary`, whole sentences to `analysis.pages`.
"""

from collections.abc import Iterable

from analysis.words.language import Words


def years(editions: Iterable[int], words: Words) -> str:
    """Enumerate editions."""
    return words.listing(str(int(edition)) for edition in editions)


def either(editions: Iterable[int], words: Words) -> str:
    """Enumerate editions of which something is denied."""
    return words.listing((str(int(edition)) for edition in editions), style="or")


def between(first: object, last: object, words: Words) -> str:
    """Name the editions or years from one to another."""
    return words.say("{first} to {last}", first=str(first), last=str(last))


def times(number: int, words: Words) -> str:
    """Say how often, in words up to four."""
    say = words.say
    return {1: say("once"), 2: say("twice"), 3: say("three times"), 4: say("four times")}.get(
        number, say("{number} times", number=number)
    )


def use(preferred: int, in_range: int, words: Words) -> str:
    """Say what use is made of a figure."""
    if preferred:
        return words.say("used")
    return words.say("counts for the range") if in_range else words.say("left out")


def sentence_case(text: str) -> str:
    """Begin with a capital letter and leave the rest as it is: BUMN stays BUMN."""
    return text[:1].upper() + text[1:]
