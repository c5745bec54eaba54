"""Rules of yearly scores: their units, their scale, and what can hardly stand among the others."""

import math
import re
from collections.abc import Iterator

import pandas as pd

from analysis.errors import Fault, fault, warning

Faults = Iterator[Fault]
SCALE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) ?[-–] ?([0-9]+(?:\.[0-9]+)?)")
YEARS = re.compile(r"(?:from-([0-9]{4})(?:-to-([0-9]{4}))?|before-([0-9]{4}))(?![0-9])")
"""The years that a series is named after."""
SERIES = ["indicator_id", "series"]
SLIP = math.sqrt(10)
"""Beyond this factor a score is nearer to one whose decimal point has slipped than to the others."""
ENOUGH = 4
"""So many scores say what is usual in a series."""


def one_unit_a_series(indicators: pd.DataFrame) -> Faults:
    """All scores of a series have the same unit."""
    for (indicator, series), rows in indicators.dropna(subset=["unit"]).groupby(SERIES):
        units = rows["unit"].value_counts(sort=True)
        for (file, line), unit in rows.loc[rows["unit"] != units.index[0], "unit"].items():
            other = "{column} '{value}' is not the unit of the other scores of {scored}, {series}, which is {unit}"
            named = {"value": unit, "scored": indicator, "series": series, "unit": units.index[0]}
            yield fault(file, line, other, "unit", **named)


def scores_in_the_years_of_their_series(indicators: pd.DataFrame) -> Faults:
    """A series that is named after its years, as before-2022, from-2016-to-2021 and from-2022, has no others."""
    for series, rows in indicators.groupby("series"):
        if years := YEARS.match(str(series)):
            first, last, before = (int(each) if each else None for each in years.groups())
            ends = first or 0, last or (before - 1 if before else math.inf)
            for (file, line), year in rows.loc[~rows["year"].between(*ends), "year"].dropna().items():
                other = "{column} '{value}' is none of the series {series}: correct one of the two"
                yield fault(file, line, other, "year", value=year, series=series)


def scores_on_their_scale(indicators: pd.DataFrame) -> Faults:
    """A score lies on the scale that its unit names, as in score 0-100."""
    for unit, rows in indicators.groupby("unit"):
        scale = SCALE.search(str(unit))
        if scale:
            off = rows[~rows["value"].between(float(scale[1]), float(scale[2]))]
            for (file, line), value in off["value"].dropna().items():
                yield fault(file, line, "{column} '{value}' is off its scale: {unit}", "value", value=value, unit=unit)


def scores_near_their_neighbours(indicators: pd.DataFrame) -> Faults:
    """No score is so far from the others of its series that its decimal point seems to have slipped."""
    for (indicator, series), rows in indicators.dropna(subset=["value"]).groupby(SERIES):
        low, middle, high = rows["value"].quantile([0.25, 0.5, 0.75])
        scale = SCALE.search(str(rows["unit"].iloc[0]))
        if len(rows) < ENOUGH or low <= 0:
            continue
        on_scale = rows["value"].between(float(scale[1]), float(scale[2])) if scale else True
        far = (rows["value"] < low / SLIP) | (rows["value"] > high * SLIP)
        for (file, line), value in rows.loc[far & on_scale, "value"].items():
            among = "{column} '{value}' is far from the other scores of {scored}, {series}, half of which lie around {middle}: a slipped decimal point?"
            named = {"value": value, "scored": indicator, "series": series, "middle": f"{middle:g}"}
            yield warning(file, line, among, "value", **named)
