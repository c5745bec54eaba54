from math import comb

import pandas as pd
import pytest

from analysis.competition import status
from analysis.statistics import trends


@pytest.fixture(scope="module")
def view(tables):
    return status.view(tables, "all")


def row(frame, **key):
    for column, value in key.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def ends(found):
    return found["lower"], found["upper"]


@pytest.mark.parametrize(
    ("edition", "track", "expected"),
    [
        (2018, "institutions", (25, 162, 162, 162)),
        (2018, "edition", (25, 162, 162, 162)),
        (2019, "institutions", (30, 147, 147, 187)),
        (2019, "units", (10, 165, 165, 165)),
        (2019, "edition", (40, 312, 312, 352)),
        (2020, "institutions", (36, 237, 237, 237)),
        (2020, "units", (10, 202, 202, 202)),
        (2020, "edition", (46, 439, 439, 439)),
        (2022, "institutions", (36, 364, 364, 364)),
        (2022, "units", (15, 382, 382, 382)),
        (2022, "edition", (51, 573, 537, 749)),
    ],
)
def test_selectivity(view, edition, track, expected):
    found = row(trends.selectivity(view), edition=edition, track=track)
    assert tuple(found[["places", "registered", "registered_low", "registered_high"]]) == expected


def test_selectivity_has_no_units_in_2018_and_is_missing_without_a_figure(tables):
    figures = tables["figures"]
    without = figures[(figures["edition"] != 2020) | (figures["measure"] != "registered_units")]
    found = trends.selectivity(status.view({**tables, "figures": without}, "all"))
    assert not ((found["edition"] == 2018) & (found["track"] == "units")).any()
    assert row(found, edition=2020, track="units")[["registered", "registered_low", "registered_high"]].isna().all()
    assert row(found, edition=2020, track="institutions")["registered"] == 237


def test_retention(view):
    found = row(trends.retention(view), edition_from=2018, track="institutions")
    assert tuple(found[["edition_to", "cohort", "cohort_size", "lower", "upper"]]) == (2019, 25, 25, 12, 20)
    assert found["expected"] == pytest.approx(25 * 30 / 147)
    by_hand = sum(comb(30, k) * comb(117, 25 - k) for k in range(12, 26)) / comb(147, 25)
    assert found["p_value"] == pytest.approx(by_hand)
    assert found["expected_low"] == pytest.approx(25 * 30 / 187)
    assert ends(row(trends.retention(view), edition_from=2018, track="all")) == (12, 20)


def test_retention_keeps_the_cohort_of_known_names_beside_the_whole_list(view):
    found = trends.retention(view)
    assert not ((found["edition_from"] == 2018) & (found["track"] == "units")).any()
    later = row(found, edition_from=2020, track="institutions")
    assert tuple(later[["edition_to", "cohort", "cohort_size"]]) == (2022, 18, 36)
    # One slot of 2022 is open, a regency's: of the cohort only a regency can still turn up in it.
    assert later["upper"] - later["lower"] == 1


def test_retention_says_nothing_of_lots_without_the_number_registered(tables):
    figures = tables["figures"]
    view = status.view({**tables, "figures": figures[figures["edition"] != 2019]}, "all")
    found = row(trends.retention(view), edition_from=2018, track="institutions")
    assert ends(found) == (12, 20)
    assert found[["expected", "p_value", "expected_low", "expected_high"]].isna().all()


def test_newcomers(view):
    found = trends.newcomers(view)
    assert ends(row(found, edition=2019, kind="newcomers")) == (20, 28)
    assert ends(row(found, edition=2019, kind="returners")) == (0, 0)
    assert ends(row(found, edition=2019, kind="leavers")) == (5, 13)
    assert 2018 not in set(found["edition"])


def test_turnover_adds_up_to_the_places_of_the_edition(tables):
    for evidence in ("all", "stated", "corroborated"):
        frame = trends.turnover(status.view(tables, evidence))
        sizes = {2018: 25, 2019: 40, 2020: 46, 2022: 51}
        before = dict(zip((2019, 2020, 2022), (2018, 2019, 2020), strict=True))
        for edition, rows in frame.groupby("edition"):
            parts = rows[rows["kind"] != "leavers"]
            for _, part in parts.iterrows():
                rest = parts[parts["kind"] != part["kind"]]
                assert part["lower"] + rest["upper"].sum() >= sizes[edition]
                assert part["upper"] + rest["lower"].sum() <= sizes[edition]
            retained, leavers = row(rows, kind="retained"), row(rows, kind="leavers")
            assert leavers["lower"] == sizes[before[edition]] - retained["upper"]
            assert leavers["upper"] == sizes[before[edition]] - retained["lower"]


def test_level_mix(view):
    mix = trends.level_mix(view)
    assert ends(row(mix, edition=2018, level="city")) == (10, 10)
    assert ends(row(mix, edition=2020, level="city")) == (9, 27)
    assert ends(row(mix, edition=2020, level="open")) == (25, 25)
    # The seven missing names of the units' list can't be anything but units.
    assert ends(row(mix, edition=2020, level="unit")) == (10, 10)
    # The one institution missing in 2022 is a regency.
    assert ends(row(mix, edition=2022, level="regency")) == (11, 11)
    assert ends(row(mix, edition=2022, level="city")) == (9, 9)


def test_a_merged_ministry_may_fill_a_slot_as_either_kind(tables):
    # BRIN was a ministry's agency: without its places it could come back as a ministry or as an agency.
    placements = tables["placements"]
    kept = placements[placements["institution_id"] != "brin"]
    evidence = tables["evidence"]
    less = {**tables, "placements": kept, "evidence": evidence[evidence["institution_id"] != "brin"]}
    mix = trends.level_mix(status.view(less, "all"))
    assert ends(row(mix, edition=2022, level="ministry")) == (6, 7)
    assert ends(row(mix, edition=2022, level="agency")) == (2, 3)


def test_evidence_only_widens(tables):
    frames = [trends.level_mix(status.view(tables, evidence)) for evidence in ("all", "stated", "corroborated")]
    for stronger, weaker in zip(frames[1:], frames, strict=False):
        named = weaker["level"] != "open"
        assert (stronger["lower"] <= weaker["lower"])[named].all()
        assert (stronger["upper"] >= weaker["upper"])[named].all()
        pd.testing.assert_frame_equal(stronger[["edition", "level"]], weaker[["edition", "level"]])
