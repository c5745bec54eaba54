"""Yearly scores of regions: level, change within a series, breaks between series, and how sparse they are.

Scores of one series share a scale; what two series say is never subtracted. Where scores come from and how they are
read belongs to `analysis.facts.reading`.
"""

from typing import Any

import pandas as pd

from analysis.statistics.monotonic import is_robust, kendall, slope
from analysis.vocabulary import Trend

# Fewer points give no trend (the practice of Fingertips, Office for Health Improvement and Disparities, England).
POINTS_FOR_A_TREND = 5
SIGNIFICANT = 0.05
"""A trend is shown where chance alone would show it no more often than this."""


def scores(indicators: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Sum up every series of scores of a region.

    The change is the last score less the first of the same series. From POINTS_FOR_A_TREND points on there is a verdict
    on the trend: it rises or falls where Mann and Kendall's test, exact and by the years themselves, gives a chance of 5
    percent or less after correction for asking of all series of the indicator at once (Reference: Benjamini and Hochberg 1995,
    *Controlling the False Discovery Rate*), and the direction is the same whichever point is left out. The slope is that
    of Theil and Sen, in units a year, with its interval of 95 percent; see `analysis.statistics.monotonic`.
    Assumption: scores of a series were given by the same rule, and those of a region don't depend on the year before.

    Takes the tables `indicators` and `regions`. Returns one row a region, indicator and series, sorted: indicator_id,
    region_code, region_name, series, unit, points, first_year, last_year, first_value, last_value (the level), change
    (missing with one point), slope, slope_low, slope_high, chance (after correction; these four are missing with too
    few points), trend (a member of `Trend`), is_after_break (an earlier series of the same indicator and region ended
    before this one).

    Worked example, as of 2026-11: Kabupaten Solok rose by 9.00 from 2022 to 2024, in three points, too few for a trend.
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
    frame = frame.join(_trends(grouped, frame.index[frame["points"] >= POINTS_FOR_A_TREND]))
    frame["trend"] = frame["trend"].fillna(Trend.TOO_FEW_POINTS.value)
    frame = frame.reset_index().sort_values(["indicator_id", "region_code", "first_year", "series"], ignore_index=True)
    frame["is_after_break"] = frame.duplicated(["indicator_id", "region_code"])
    frame.insert(2, "region_name", frame["region_code"].map(regions.set_index("region_code")["region_name"]))
    return frame


def _trends(grouped: Any, enough: pd.MultiIndex) -> pd.DataFrame:
    """Judge the series that have enough points: slope, slope_low, slope_high, chance, trend."""
    rows = {}
    for series in enough:
        points = grouped.get_group(series)
        dates, values = points["year"].astype("float64").tolist(), points["value"].astype("float64").tolist()
        chance = kendall(dates, values).p_value
        rows[series] = (*slope(dates, values), chance, is_robust(dates, values))
    columns = ["slope", "slope_low", "slope_high", "chance", "is_robust"]
    index = pd.MultiIndex.from_tuples(list(rows), names=enough.names) if rows else enough
    frame = pd.DataFrame(list(rows.values()), columns=columns, index=index)
    frame = frame.astype({**dict.fromkeys(columns[:4], "Float64"), "is_robust": "bool"})
    frame["chance"] = frame.groupby("indicator_id")["chance"].transform(_corrected)
    judged = frame[["slope", "chance", "is_robust"]].itertuples(index=False, name=None)
    frame["trend"] = pd.Series([_verdict(*row).value for row in judged], frame.index, dtype="str")
    return frame.drop(columns="is_robust")


def _corrected(chances: pd.Series) -> pd.Series:
    from scipy.stats import false_discovery_control  # here, since it takes a quarter of a second to import

    return pd.Series(false_discovery_control(chances.astype("float64")), chances.index, dtype="Float64")


def _verdict(slope: float, chance: float, is_robust: bool) -> Trend:
    if chance > SIGNIFICANT:
        return Trend.NOT_SHOWN
    if not is_robust:
        return Trend.RESTS_ON_ONE_POINT
    return Trend.RISING if slope > 0 else Trend.FALLING


def breaks(indicators: pd.DataFrame) -> pd.DataFrame:
    """List where the series of an indicator gives way to another: scores on the two sides can't be compared.

    Series follow each other by their first year. One that begins while another goes on is of other regions or of another
    extent of them, and no break of the whole: `extents` lists it. Assumption: a series is one scale, and another series
    another. Reference: OECD 2007, *Data and Metadata Reporting and Presentation Handbook* (series breaks).

    Returns indicator_id, series_before, series_after, last_year (of the one before, anywhere), first_year (of the one
    after).

    Worked example, as of 2026-11: the compliance scores of Ombudsman RI changed their scale between 2021 and 2022.
    """
    spans = _spans(indicators)
    spans = spans[~spans["goes_on"]]
    after = spans.groupby("indicator_id").shift(-1)
    frame = pd.DataFrame(
        {
            "indicator_id": spans["indicator_id"],
            "series_before": spans["series"],
            "series_after": after["series"],
            "last_year": spans["last"],
            "first_year": after["first"],
        }
    )
    return frame.dropna(subset=["series_after"]).reset_index(drop=True)


def _spans(indicators: pd.DataFrame) -> pd.DataFrame:
    """Give the first and last year of each series, and whether another goes on when it begins."""
    spans = indicators.groupby(["indicator_id", "series"])["year"].agg(first="min", last="max").reset_index()
    spans = spans.sort_values(["indicator_id", "first", "series"], ignore_index=True)
    latest = spans.groupby("indicator_id")["last"].cummax().groupby(spans["indicator_id"]).shift()
    spans["goes_on"] = (latest >= spans["first"]).fillna(False).astype("bool")
    return spans


def extents(indicators: pd.DataFrame) -> pd.DataFrame:
    """List the series of regions whose scores are of another extent than before, while those of others go on.

    Assumption: a region has two series of an indicator only where its scores can't be compared.

    Returns indicator_id, series, first_year, region_codes (a tuple of the regions that have an earlier series as well).
    """
    others = _spans(indicators).loc[lambda spans: spans["goes_on"]]
    rows = []
    for row in others.itertuples():
        scores = indicators[indicators["indicator_id"] == row.indicator_id]
        own = scores[scores["series"] == row.series].groupby("region_code")["year"].min()
        before = scores[scores["series"] != row.series].groupby("region_code")["year"].min()
        codes = tuple(code for code, first in own.items() if before.get(code, first) < first)
        if codes:
            rows.append((row.indicator_id, row.series, int(row.first), codes))
    return pd.DataFrame(rows, columns=["indicator_id", "series", "first_year", "region_codes"])


def sparseness(indicators: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Count how many governments have a score, by indicator, series and year.

    Assumption: none on those without; they are not taken to be like the others (Reference: Rubin 1976, *Inference and
    Missing Data*).

    Returns indicator_id, series, year, scored (those with a score), governments (regions that have a government of
    their own, and so could be scored today), share (scored / governments).

    Worked example, as of 2026-11: 5 of 546 governments have a known score of 2021, a share of 0.9 percent.
    """
    governments = regions.loc[regions["autonomous"] == 1, "region_code"]
    known = indicators[indicators["value"].notna() & indicators["region_code"].isin(governments)]
    scored = known.groupby(["indicator_id", "series", "year"])["region_code"].nunique()
    frame = scored.rename("scored").reset_index()
    frame["governments"] = len(governments)
    frame["share"] = frame["scored"] / frame["governments"]
    return frame
