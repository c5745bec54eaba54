"""Phrases that several pages use: which editions, how often, what a number rests on, what use is made of a figure.

Words of the closed vocabulary belong to `analysis.words.vocabulary`, whole sentences to `analysis.pages`.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.vocabulary import Level
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary


def years(editions: Iterable[int], words: Words) -> str:
    """Enumerate editions."""
    return words.listing(str(int(edition)) for edition in editions)


def either(editions: Iterable[int], words: Words) -> str:
    """Enumerate editions of which something is denied."""
    return words.listing((str(int(edition)) for edition in editions), style="or")


def between(first: object, last: object, words: Words) -> str:
    """Name the editions or years from one to another."""
    return words.say("{first} to {last}", first=str(first), last=str(last))


def times(number: int, words: Words, *, or_more: bool = False) -> str:
    """Say how often, in words up to four; or how often at least."""
    say = words.say
    often = {1: say("once"), 2: say("twice"), 3: say("three times"), 4: say("four times")}.get(
        number, say("{number} times", number=number)
    )
    return say("at least {often}", often=often) if or_more else often


def source_line(publishers: Iterable[str], words: Words) -> str:
    """Name the publishers that something rests on, the first three of them."""
    named = list(dict.fromkeys(publishers))
    if not named:
        return words.say("No source.")
    if len(named) > 4:
        named = [*named[:3], words.say("{number} others", number=len(named) - 3)]
    return words.say("Source: {publishers}.", publishers=words.listing(named))


def newest(dates: Iterable[str], words: Words) -> str:
    """Say which is the newest of the dates that sources bear, in ISO form; '' without any."""
    # Of dates such as 2022-06 and 2022-06-12 the fuller one is the later in text order, and says more.
    latest = max(dates, default="")
    return words.say("Newest dated source: {date}", date=words.date(latest)) if latest else ""


def completeness(editions: pd.DataFrame, words: Words) -> str:
    """Say how many names of each edition are known; takes edition, places and known."""
    parts = [
        words.say("{known} of {places} ({edition})", known=row.known, places=row.places, edition=str(row.edition))
        for row in editions.itertuples()
    ]
    return words.say("Finalists' names known: {parts}.", parts=words.listing(parts))


def use(preferred: int, in_range: int, words: Words) -> str:
    """Say what use is made of a figure."""
    if preferred:
        return words.say("used")
    return words.say("counts for the range") if in_range else words.say("left out")


def sentence_case(text: str) -> str:
    """Begin with a capital letter and leave the rest as it is: BUMN stays BUMN."""
    return text[:1].upper() + text[1:]


def result(name: str, words: Words) -> str:
    """Name a result by what it is about."""
    say = words.say
    return {
        "retention": say("retention"),
        "newcomers": say("newcomers, returners and leavers"),
        "level_mix": say("level mix"),
        "runs": say("placed edition after edition"),
        "places_and_wins": say("places and wins of each institution"),
        "provinces": say("provinces"),
        "island_groups": say("island groups"),
        "reached": say("provinces and island groups reached"),
        "status": say("status of each institution"),
        "claims": say("claims"),
    }[name]


def other_levels(levels: Iterable[str], number: int, words: Words) -> str:
    """Say of which levels the missing names are, where an institution of another level can be none of them."""
    level = words.listing(Vocabulary(words).level(Level(each)) for each in levels)
    if number == 1:
        return words.say("The only missing name is that of a {level}", level=level)
    return words.say("The {number} missing names are of another level: {level}", number=number, level=level)
