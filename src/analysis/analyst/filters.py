"""Filters of frames as keywords: each value is checked, and a wrong one is answered with the nearest right one.

Which frame takes which filter belongs to `analysis.analyst.door`.
"""

import difflib
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from analysis.analyst.frames import founded_since, lying_in
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
        if value is not None and column == "province":
            mask &= _of_provinces([value] if isinstance(value, str) else value, frame, results)
        elif value is not None:
            mask &= frame[column].isin(_checked(column, value, frame, results))
    return frame[mask].reset_index(drop=True)


def _of_provinces(asked: Iterable[str], frame: pd.DataFrame, results: Results) -> pd.Series:
    """Find the rows of provinces as they were in 2022; of one that was founded since, of what lies in it today."""
    found = pd.Series(False, index=frame.index)
    for each in asked:
        about = resolve(results, each, [Level.PROVINCE])
        code, before = about["region_code"], about["province_code_2022"]
        if code not in founded_since(results):
            found |= frame["province"] == about["region_name"]
        elif "name" in frame:
            found |= frame["name"].isin(lying_in(results, code))
        else:
            whole = results.regions.set_index("region_code")["region_name"][before]
            raise Refused(f"province {each!r} was founded on {about['exists_from']}: its governments count for {whole}")
    return found


def _checked(column: str, value: Any, frame: pd.DataFrame, results: Results) -> Sequence[Any]:
    if column == "edition":
        return checked_editions([value] if isinstance(value, int | str) else value, results.editions)
    values = [value] if isinstance(value, str) else list(value)
    if column == "name":
        there = set(frame["name"])
        return [each if each in there else named(results, each) for each in values]
    if column == "kind":
        kinds = [one_of(column, each, [GOVERNMENT, *Level]) for each in values]
        return [each for kind in kinds for each in (GOVERNMENTS if kind == GOVERNMENT else [kind])]
    if column == "publisher":
        return [_publisher(each, frame[column].unique()) for each in values]
    return [one_of(column, each, CLOSED.get(column, frame[column].dropna().unique())) for each in values]


def _publisher(given: str, publishers: Iterable[str]) -> str:
    """Find a publisher; near are those with a name like it, not all that end in .com."""
    if given in publishers:
        return given
    stems = {each.split(".")[0]: each for each in publishers}
    near = difflib.get_close_matches(given.split(".")[0], stems, 1, 0.75)
    advice = f"did you mean {stems[near[0]]!r}?" if near else "all of them stand in d.sources()['publisher'].unique()"
    raise Refused(f"publisher {given!r} bears no source here; {advice}")


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
