"""Yearly scores of regions: level, change within a series, breaks between series, and how sparse they are.

Scores of one series share a scale; what two series say is never subtracted. Where scores come from and how they are
read belongs to `analysis.facts.reading`.
"""

import pandas as pd

# Fewer points give no trend (the practice of Fingertips, Office for Health Improvement and Disparities, England).
POINTS_FOR_A_TREND = 5
TOO_FEW_POINTS, SLOPE = "too_few_points", "slope"


def scores(indicators: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Sum up every series of scores of a region.

    The change is the last score less the first of the same series. A slope is given from POINTS_FOR_A_TREND points
    on: the median of the slopes between all pairs of points, in units a year. Reference: Sen 1968, *Estimates of the
    Regression Coefficient Based on Kendall's Tau*. Assumption: scores of a series were given by the same rule.

    Takes the tables `indicators` and `regions`. Returns one row a region, indicator and series, sorted: indicator_id,
    region_code, region_name, series, unit, points, first_year, last_year, first_value, last_value (the level), change
    (missing with one point), trend (`too_few_points` or `slope`), slope (missing with too few points), is_after_break
    (an earlier series of the same indicator and region ended before this one).

    Worked example, as of 2026-11: Kabupaten Solok rose by 9.00 from 2022 to 2024, in three points, too few for a slope.
    """
    key = ["indicator_id", "region_code", "series"]
    known = indicators.dropna(subset=["value"]).sort_values([*key, "year"])
    grouped = known.groupby(key)
    frame = grouped.agg(
        unit=("unit", "first"),
        points=("year", "size"),
        first_year=("year", "first"),
        last_year=("year", "last"),
        first_value=("value", "first"),
        last_value=("value", "last"),
    )
    frame["change"] = (frame["last_value"] - frame["first_value"]).where(frame["points"] > 1)
    enough = frame["points"] >= POINTS_FOR_A_TREND
    frame["trend"] = enough.map({True: SLOPE, False: TOO_FEW_POINTS}).astype("str")
    slopes = {each: _slope(grouped.get_group(each)) for each in frame.index[enough]}
    frame["slope"] = pd.Series(slopes, dtype="Float64").reindex(frame.index)
    frame = frame.reset_index().sort_values(["indicator_id", "region_code", "first_year", "series"], ignore_index=True)
    frame["is_after_break"] = frame.duplicated(["indicator_id", "region_code"])
    frame.insert(2, "region_name", frame["region_code"].map(regions.set_index("region_code")["region_name"]))
    return frame


def _slope(points: pd.DataFrame) -> float:
    from scipy.stats import theilslopes  # here, since it takes a quarter of a second to import

    return float(theilslopes(points["value"].astype("float64"), points["year"].astype("float64")).slope)


def breaks(indicators: pd.DataFrame) -> pd.DataFrame:
    """List where the series of an indicator gives way to another: scores on the two sides can't be compared.

    Series follow each other by their first year. Assumption: a series is one scale, and another series another.
    Reference: OECD 2007, *Data and Metadata Reporting and Presentation Handbook* (series breaks).

    Returns indicator_id, series_before, series_after, last_year (of the one before, anywhere), first_year (of the one
    after).

    Worked example, as of 2026-11: the compliance scores of Ombudsman RI changed their scale between 2021 and 2022.
    """
    spans = indicators.groupby(["indicator_id", "series"])["year"].agg(["min", "max"]).reset_index()
    spans = spans.sort_values(["indicator_id", "min", "series"])
    after = spans.groupby("indicator_id").shift(-1)
    frame = pd.DataFrame(
        {
            "indicator_id": spans["indicator_id"],
            "series_before": spans["series"],
            "series_after": after["series"],
            "last_year": spans["max"],
            "first_year": after["min"],
        }
    )
    return frame.dropna(subset=["series_after"]).reset_index(drop=True)


def sparseness(indicators: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Count how many regions have a score, by indicator, series and year.

    Assumption: none on those without; they are not taken to be like the others (Reference: Rubin 1976, *Inference and
    Missing Data*).

    Returns indicator_id, series, year, scored (regions with a score), governments (regions that have a government of
    their own, and so could be scored today), share (scored / governments).

    Worked example, as of 2026-11: 5 of 546 governments have a known score of 2021, a share of 0.9 percent.
    """
    scored = indicators.dropna(subset=["value"]).groupby(["indicator_id", "series", "year"])["region_code"].nunique()
    frame = scored.rename("scored").reset_index()
    frame["governments"] = int(regions["autonomous"].eq(1).sum())
    frame["share"] = frame["scored"] / frame["governments"]
    return frame
