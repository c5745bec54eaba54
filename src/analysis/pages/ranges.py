"""How what lies between two ends is written: shares, numbers and chances. What they are of belongs to the pages."""

from collections.abc import Callable

import pandas as pd

from analysis.pages.common import DASH
from analysis.wording import Words


def one_in(low: float, high: float, words: Words) -> str:
    """Say a share between bounds as one in so many: 'one in 6', or 'one in 5 to one in 7'."""
    most, least = round(1 / low), round(1 / high)
    if most == least:
        return words.say("one in {number}", number=most)
    return words.say("one in {least} to one in {most}", least=least, most=most)


def selectivity_of(rows: pd.DataFrame, words: Words) -> str:
    """Say the share of places over several editions, by all figures on which sources disagree.

    Takes rows of `trends.selectivity` whose number of registered is known.
    """
    low = (rows["places"] / rows["registered_high"]).astype(float).min()
    high = (rows["places"] / rows["registered_low"]).astype(float).max()
    return one_in(low, high, words)


def numbers(low: float, high: float, words: Words) -> str:
    """Write numbers to one decimal: '4 to 5.1', one where both ends are written alike; a dash where nothing is known."""
    return _range(low, high, lambda number: words.number(round(number, 1)), words)


def percents(low: float, high: float, words: Words) -> str:
    """Write shares as percentages to one decimal: '1.5% to 3%'; a dash where nothing is known."""
    return _range(low, high, lambda share: words.percent(share, 1), words)


def chance(p_value: float, words: Words) -> str:
    """Write a chance as a percentage, and one that would be written as none as small."""
    if p_value < 0.001:
        return words.say("below {limit}", limit=words.percent(0.001, 1))
    return words.percent(p_value, 1)


def _range(low: float, high: float, write: Callable[[float], str], words: Words) -> str:
    if pd.isna(low):
        return DASH
    ends = [write(float(end)) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else words.say("{low} to {high}", low=ends[0], high=ends[1])
