import pandas as pd
import pytest

from analysis.competition import status
from analysis.statistics import provinces


@pytest.fixture(scope="module")
def view(tables):
    return status.view(tables, "all")


@pytest.fixture(scope="module")
def by_province(view):
    return provinces.provinces(view).set_index(["province_code", "edition"])


COUNTS = ["governments", "lower", "upper", "rank_best", "rank_worst"]


def test_every_province_has_a_row_for_each_edition_and_for_all_of_them(by_province):
    assert len(by_province) == 34 * 5
    assert by_province.xs("all", level="edition")["governments"].sum() == 542
    # The regencies of the provinces made after the last edition count for those they were taken from.
    assert {"93", "94", "95", "96"}.isdisjoint(by_province.index.get_level_values(0))


def test_sumatera_barat(by_province):
    assert tuple(by_province.loc[("13", "2018"), COUNTS]) == (20, 1, 1, 5, 5)
    assert tuple(by_province.loc[("13", "2019"), COUNTS]) == (20, 1, 9, 1, 10)
    assert tuple(by_province.loc[("13", "all"), COUNTS]) == (20, 2, 20, 1, 19)


def test_areas_without_a_government_do_not_count(by_province):
    assert tuple(by_province.loc[("31", "all"), ["governments", "lower", "upper"]]) == (1, 1, 1)


def test_a_slot_known_to_be_a_regency_is_open_to_regencies_only(by_province):
    cities_only = by_province.loc[("31", "2022")]
    assert (cities_only["lower"], cities_only["upper"]) == (1, 1)
    assert tuple(by_province.loc[("13", "2022"), ["lower", "upper"]]) == (1, 2)


def test_shares(by_province):
    whole = by_province.xs("2018", level="edition")
    assert whole["places_share_low"].sum() == pytest.approx(1)
    assert whole["places_share_high"].sum() == pytest.approx(1)
    assert whole.loc["13", "places_share_low"] == pytest.approx(1 / 18)
    assert whole.loc["13", "governments_share"] == pytest.approx(20 / 542)
    missing = by_province.xs("2019", level="edition")
    assert missing["places_share_low"].sum() < 1 < missing["places_share_high"].sum()


def test_island_groups(view):
    found = provinces.island_groups(view).set_index(["island_group", "edition"])
    assert tuple(found.loc[("Sumatera", "2018"), COUNTS]) == (164, 3, 3, 2, 2)
    assert tuple(found.loc[("Jawa", "2018"), COUNTS]) == (119, 10, 10, 1, 1)
    assert tuple(found.loc[("Kalimantan", "2018"), ["lower", "rank_best"]]) == (3, 2)
    assert found.xs("2018", level="edition")["lower"].sum() == 18
    assert tuple(found.loc[("Papua", "2022"), COUNTS]) == (44, 0, 1, 5, 7)


def test_reached(view):
    found = provinces.reached(view).set_index(["area", "edition"])
    assert tuple(found.loc[("province", "2018"), ["areas", "lower", "upper"]]) == (34, 10, 10)
    assert tuple(found.loc[("island_group", "2018"), ["areas", "lower", "upper"]]) == (7, 5, 5)
    # One name is missing in 2022: it can reach one province more.
    later = found.loc[("province", "2022")]
    assert later["upper"] - later["lower"] == 1


def test_a_rank_from_the_first_to_three_quarters_of_all_says_next_to_nothing():
    ranks = pd.DataFrame({"rank_best": [1, 1, 3, 2, 1], "rank_worst": [5, 4, 5, 4, 3]})
    assert provinces.spans_nearly_all(ranks, 5).tolist() == [True, True, False, False, False]
