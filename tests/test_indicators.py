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
    # The median of the ten slopes between pairs: six of them are 1, one score out of line does not move it.
    assert row["slope"] == pytest.approx(1.0)
    # All ten pairs rise, as in 2 of 120 orders of five values; all slopes but those to the last are 1.
    assert (row["trend"], row["chance"]) == ("rising", pytest.approx(2 / 120))
    assert (row["slope_low"], row["slope_high"]) == (1.0, 85.0)


def test_asking_of_many_regions_asks_for_more():
    """Of twenty regions of five points one rises all the time: by chance 1 in 60 does, so it shows nothing."""
    level = [
        scored({2018: 3.0, 2019: 1.0, 2020: 4.0, 2021: 2.0, 2022: 2.5}, region=f"11.{number:02}")
        for number in range(1, 20)
    ]
    rising = scored(dict(zip(range(2018, 2023), range(5), strict=True)))
    regions = pd.DataFrame({"region_code": ["13.02"], "region_name": ["A"]})
    assert indicators.scores(rising, regions)["trend"].tolist() == ["rising"]
    found = indicators.scores(pd.concat([rising, *level]), regions).set_index("region_code").loc["13.02"]
    assert (found["trend"], found["chance"]) == ("not_shown", pytest.approx(20 * 2 / 120))


def test_a_falling_series_and_one_that_stays():
    falling = scored({year: 2030.0 - year for year in range(2015, 2025)})
    level = scored(dict.fromkeys(range(2015, 2025), 5.0), region="13.72")
    found = indicators.scores(pd.concat([falling, level]), REGIONS)
    assert found["trend"].tolist() == ["falling", "not_shown"]
    assert found["slope"].tolist() == [-1.0, 0.0]


def test_a_series_of_some_regions_is_no_break_of_the_whole():
    both = pd.concat(
        [
            scored({2020: 1.0, 2021: 2.0}, series="all"),
            scored({2022: 9.0}, series="all-borders-2022"),
            scored({2020: 1.0, 2021: 2.0, 2022: 3.0}, series="all", region="13.72"),
        ]
    )
    assert indicators.breaks(both).empty
    assert indicators.extents(both).to_dict("records") == [
        {"indicator_id": "score", "series": "all-borders-2022", "first_year": 2022, "region_codes": ("13.02",)}
    ]


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


def test_only_governments_are_counted_among_governments():
    both = pd.concat([scored({2020: 1.0}), scored({2020: 2.0}, region="31.71")])
    regions = pd.DataFrame({"region_code": ["13.02", "31.71"], "autonomous": [1, 0]})
    row = indicators.sparseness(both, regions).iloc[0]
    assert (row["scored"], row["governments"], row["share"]) == (1, 1, 1.0)


def test_sparseness(tables):
    found = indicators.sparseness(tables["indicators"], tables["regions"]).set_index("year")
    assert found.loc[2022, ["scored", "governments"]].tolist() == [20, 546]
    assert found.loc[2021, "scored"] == 5
    assert found.loc[2021, "share"] == pytest.approx(0.009, abs=0.0005)
