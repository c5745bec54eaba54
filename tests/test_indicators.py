import pandas as pd
import pytest

from analysis.statistics import indicators

REGIONS = pd.DataFrame({"region_code": ["13.02", "13.72"], "region_name": ["A", "B"], "autonomous": [1, 1]})


def scored(points, series="new", region="13.02"):
    rows = [(region, year, "score", series, value, "0-100", "page") for year, value in points.items()]
    columns = ["region_code", "year", "indicator_id", "series", "value", "unit", "source_id"]
    return pd.DataFrame(rows, columns=columns).astype({"year": "Int64", "value": "Float64"})


def test_the_change_of_kabupaten_solok(tables):
    found = indicators.scores(tables["indicators"], tables["regions"]).set_index(["region_code", "series"])
    row = found.loc[("13.02", "from-2022")]
    assert (row["region_name"], row["points"], row["first_year"], row["last_year"]) == (
        "Kabupaten Solok",
        3,
        2022,
        2024,
    )
    assert row["change"] == pytest.approx(9.0)
    assert row["trend"] == "too_few_points"
    assert pd.isna(row["slope"])


def test_a_single_score_has_a_level_and_no_change(tables):
    found = indicators.scores(tables["indicators"], tables["regions"]).set_index(["region_code", "series"])
    row = found.loc[("13.72", "from-2022")]
    assert (row["points"], row["last_value"]) == (1, 90.49)
    assert pd.isna(row["change"])


def test_series_are_never_subtracted_from_each_other(tables):
    found = indicators.scores(tables["indicators"], tables["regions"])
    payakumbuh = found[found["region_code"] == "13.76"]
    assert payakumbuh["change"].isna().all()
    assert payakumbuh["is_after_break"].tolist() == [False, True]


def test_five_points_have_a_slope_and_four_have_none():
    four = scored({2018: 10.0, 2019: 11.0, 2020: 12.0, 2022: 14.0})
    row = indicators.scores(four, REGIONS).iloc[0]
    assert (row["trend"], pd.isna(row["slope"])) == ("too_few_points", True)
    row = indicators.scores(pd.concat([four, scored({2023: 99.0})]), REGIONS).iloc[0]
    assert row["trend"] == "slope"
    # The median of the ten slopes between pairs: six of them are 1, one score out of line does not move it.
    assert row["slope"] == pytest.approx(1.0)


def test_missing_values_are_no_points():
    found = indicators.scores(scored({2020: 50.0, 2021: None}), REGIONS)
    assert found["points"].tolist() == [1]


def test_breaks(tables):
    found = indicators.breaks(tables["indicators"])
    assert found.to_dict("records") == [
        {
            "indicator_id": "ombudsman_compliance",
            "series_before": "before-2022",
            "series_after": "from-2022",
            "last_year": 2021,
            "first_year": 2022,
        }
    ]


def test_another_indicator_works_the_same_way(tables):
    more = pd.concat([tables["indicators"], scored({2020: 1.0, 2021: 2.0})], ignore_index=True)
    found = indicators.scores(more, tables["regions"])
    assert found[found["indicator_id"] == "score"]["change"].tolist() == [1.0]
    assert len(indicators.breaks(more)) == 1


def test_sparseness(tables):
    found = indicators.sparseness(tables["indicators"], tables["regions"]).set_index("year")
    assert found.loc[2022, ["scored", "governments"]].tolist() == [20, 546]
    assert found.loc[2021, "scored"] == 5
    assert found.loc[2021, "share"] == pytest.approx(0.009, abs=0.0005)
