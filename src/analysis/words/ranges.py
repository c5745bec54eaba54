"""How what lies between two ends is written: shares, expected numbers and chances.

What they are of belongs to the pages and charts; how a single number is written to `analysis.words.language`.
"""

from collections.abc import Callable

import pandas as pd

from analysis.words.language import Words

DASH = "–"


def one_in(low: float, high: float, words: Words) -> str:
    """Say a share between bounds as one in so many: 'one in 6', or 'one in 5 to 7'."""
    most, least = round(1 / low), round(1 / high)
    if most == least:
        return words.say("one in {number}", number=most)
    return words.say("one in {least} to {most}", least=least, most=most)


def selectivity_of(rows: pd.DataFrame, words: Words) -> str:
    """Say the share of places over several editions, by all figures on which sources disagree.

    Takes rows of `trends.selectivity` whose number of registered is known.
    """
    low = (rows["places"] / rows["registered_high"]).astype(float).min()
    high = (rows["places"] / rows["registered_low"]).astype(float).max()
    return one_in(low, high, words)


def expected(low: float, high: float, words: Words) -> str:
    """Write expected numbers to one decimal: '4.0 to 5.1', or 'under 0.1'; a dash where nothing is known."""
    return _range(low, high, lambda number: _not_nought(number, 0.1, lambda it: words.decimal(it, 1), words), words)


def percents(low: float, high: float, words: Words) -> str:
    """Write shares as percentages to one decimal: '1.5% to 3.0%'; a dash where nothing is known."""
    return _range(low, high, lambda share: words.percent(share, 1), words)


def chance(p_value: float, words: Words) -> str:
    """Write a chance as a percentage to one decimal: '0.2%', or 'under 0.1%'."""
    return _not_nought(p_value, 0.001, lambda share: words.percent(share, 1), words)


def _range(low: float, high: float, write: Callable[[float], str], words: Words) -> str:
    if pd.isna(low):
        return DASH
    ends = [write(float(end)) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else words.say("{low} to {high}", low=ends[0], high=ends[1])


def _not_nought(value: float, least: float, write: Callable[[float], str], words: Words) -> str:
    """Write a number; one that is too small to be written says so, instead of passing for none."""
    return words.say("under {number}", number=write(least)) if value < least / 2 else write(value)
