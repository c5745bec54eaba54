"""Filters of frames as keywords: each value is checked, and a wrong one is answered with the nearest right one.

Which frame takes which filter belongs to `analysis.analyst.door`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from analysis.errors import Refused
from analysis.facts.regions import full_name, resolve
from analysis.findings.common import checked_editions
from analysis.reports.parameters import nearest
from analysis.statistics.results import Results
from analysis.vocabulary import GOVERNMENTS, Level, SourceKind, Stage, Status, Track, Verdict

CLOSED = {
    "kind": Level,
    "stage": Stage,
    "status": Status,
    "track": Track,
    "verdict": Verdict,
    "publisher_kind": SourceKind,
}
"""The columns that hold closed words; of others, the values are those that the frame has."""

GOVERNMENT = "government"
"""In place of a kind: the governments of regions, whatever kind they are of."""


def kept(frame: pd.DataFrame, results: Results, **asked: Any) -> pd.DataFrame:
    """Keep the rows of a frame whose columns have the values asked for; None asks for nothing.

    `province` may be written as notebooks take it, `edition` is a year or a list of years; of other columns one value or a
    list of them. Raises Refused for a value that there is not.
    """
    mask = pd.Series(True, index=frame.index)
    for column, value in asked.items():
        if value is not None:
            mask &= frame[column].isin(_checked(column, value, frame, results))
    return frame[mask].reset_index(drop=True)


def _checked(column: str, value: Any, frame: pd.DataFrame, results: Results) -> Sequence[Any]:
    if column == "edition":
        return checked_editions([value] if isinstance(value, int | str) else value, results.editions)
    values = [value] if isinstance(value, str) else list(value)
    if column == "name":
        there = set(frame["name"])
        return [each if each in there else named(results, each) for each in values]
    if column == "province":
        return [resolve(results, each, [Level.PROVINCE])["region_name"] for each in values]
    if column == "kind" and value == GOVERNMENT:
        return GOVERNMENTS
    allowed = list(CLOSED.get(column, frame[column].dropna().unique()))
    return [one_of(column, each, allowed) for each in values]


def named(results: Results, given: str) -> str:
    """Give the full name of the region that a name means; raises Refused for one that is unknown or ambiguous."""
    row = resolve(results, given)
    return full_name(str(row["region_name"]), row["kind"])


def one_of(what: str, given: Any, allowed: Iterable[str]) -> str:
    """Give what was asked for if it is one of those that there are.

    >>> one_of("kind", "cty", ["regency", "city"])
    Traceback (most recent call last):
    analysis.errors.Refused: kind 'cty' is not known; did you mean 'city'?
    """
    choices = list(allowed)
    if given in choices:
        return str(given)
    raise Refused(f"{what} {given!r} is not known; {nearest(given, choices)}")
