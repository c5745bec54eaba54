"""The series of a score: stretches of years that can be compared, which end where its scale or a province's borders change.

The name of a series tells its years. What the scores are belongs to `analysis.adding.scores`.
"""

import itertools
import re
from collections.abc import Sequence

import pandas as pd

from analysis.errors import refusal
from analysis.facts.tables import Tables
from analysis.vocabulary import Level


def of_scores(tables: Tables, scores: pd.DataFrame, indicator: str, breaks: Sequence[int]) -> pd.Series:
    """Name the series of each score.

    Takes the raw tables, region_code and year of each score, and the first years of new scales; without these, those of the
    scores that are in the tables already. Raises Refused where the scores in the tables are of other series.
    """
    starts = _breaks_of(tables, indicator, breaks)
    stretches, borders = _names(starts), _borders(tables, scores)
    names = []
    for code, year in zip(scores["region_code"], scores["year"].astype("int64"), strict=True):
        since = borders.get(code)
        bounded = f"-borders-{since}" if since and year >= since else ""
        names.append(stretches[sum(year >= start for start in starts)] + bounded)
    return pd.Series(names, index=scores.index, dtype="str")


def in_words(series: str) -> tuple[str, str]:
    """Say the name of a series in English and Indonesian.

    >>> in_words("from-2016-to-2021")
    ('scale from 2016 to 2021', 'skala 2016 sampai 2021')
    """
    stretch, _, since = series.partition("-borders-")
    years = re.findall("[0-9]{4}", stretch)
    if len(years) == 2:
        said = f"scale from {years[0]} to {years[1]}", f"skala {years[0]} sampai {years[1]}"
    elif years:
        before = stretch.startswith("before")
        said = (
            f"scale {'before' if before else 'from'} {years[0]}",
            f"skala {'sebelum' if before else 'sejak'} {years[0]}",
        )
    else:
        said = "one scale", "satu skala"
    if since:
        said = f"{said[0]}, borders since {since}", f"{said[1]}, batas wilayah sejak {since}"
    return said


def _breaks_of(tables: Tables, indicator: str, breaks: Sequence[int]) -> Sequence[int]:
    """Take the breaks asked for, or those of a score that is there already."""
    scores = tables["indicators"]
    there = {each.split("-borders-")[0] for each in scores.loc[scores["indicator_id"] == indicator, "series"]}
    taken = breaks or sorted({int(year) for each in there for year in re.findall("from-([0-9]{4})", each)})
    if (breaks and there - {*_names(taken)}) or (there and not taken and there != {"all-years"}):
        listed = ", ".join(sorted(there))
        raise refusal(
            "indicator '{indicator}' has scores of the series {listed} already, and these would be of others",
            indicator=indicator,
            listed=listed,
        )
    return taken


def _names(breaks: Sequence[int]) -> list[str]:
    """Name the stretches between breaks: before-2016, from-2016-to-2021, from-2022."""
    if not breaks:
        return ["all-years"]
    starts = sorted(set(breaks))
    middle = [f"from-{one}-to-{other - 1}" for one, other in itertools.pairwise(starts)]
    return [f"before-{starts[0]}", *middle, f"from-{starts[-1]}"]


def _borders(tables: Tables, scores: pd.DataFrame) -> dict[str, int]:
    """Give the first year in which a province has the borders of after its division.

    That is the first year in which one of the provinces that were founded on its ground has a value of its own;
    without such values the year of the founding.
    """
    provinces = tables["regions"].loc[lambda rows: rows["kind"] == Level.PROVINCE]
    founded = provinces[provinces["province_code_2022"] != provinces["province_code"]]
    found = {}
    for code, rows in founded.groupby("province_code_2022"):
        own = scores.loc[scores["region_code"].isin(rows["region_code"]), "year"]
        found[str(code)] = int(own.min()) if len(own) else int(min(rows["exists_from"])[:4])
    return found
