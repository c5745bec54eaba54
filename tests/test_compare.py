"""Regions side by side: what is known of each, and who is ahead only where no missing name could change it."""

import pytest

from analysis import pages
from analysis.display.blocks import Strip
from analysis.display.tables import Table
from analysis.errors import Refused
from analysis.findings.of_compare import CompareFindings, compare_findings
from analysis.findings.of_region import region_findings
from analysis.reports import parameter_sets as sets
from analysis.reports.subjects import as_known

NAMES = ["Kota Semarang", "Kota Solok", "Kota Sukabumi"]


@pytest.fixture(scope="module")
def found(processed) -> CompareFindings:
    return compare_findings(processed, NAMES, None, "all")


def test_who_is_ahead_is_answered_only_where_no_missing_name_can_change_it(found: CompareFindings) -> None:
    answers = found.ahead.set_index(["first", "second"])["ahead"]
    assert answers[("Kota Semarang", "Kota Solok")] == "no"  # three places each
    assert answers[("Kota Semarang", "Kota Sukabumi")] == "unknown"  # which may have been placed in 2019 and 2020
    assert len(answers) == 6


def test_each_region_is_as_on_its_own_page(found: CompareFindings, processed) -> None:
    for name in NAMES:
        own = region_findings(processed, name, None, "all")
        mine = found.places[found.places["name"] == name].iloc[0]
        assert mine["places_lower"] == own.places["places_lower"].iloc[0]
        assert found.wins["name"].eq(name).sum() == len(own.wins)
        assert set(own.status["source_ids"].explode().dropna()) <= set(found.sources["source_id"])


def test_places_are_counted_in_the_editions_asked_for(processed) -> None:
    both = ["Kota Semarang", "Kota Ambon"]
    counts = ["places_lower", "places_upper", "wins_lower", "wins_upper"]
    of_2022 = compare_findings(processed, both, [2022], "all")
    assert of_2022.places.set_index("name")[counts].values.tolist() == [[0, 0, 0, 0], [1, 1, 0, 0]]
    assert (
        pages.compare(of_2022, "en")
        .answer()[0]
        .text.startswith("Edition of 2022 only: Most often a finalist, as far as is known: Kota Ambon")
    )
    names = processed["governments"]["name"]
    ends = processed.at("all").places_and_wins.merge(processed["governments"], on="institution_id").set_index("name")
    for some in (names[:8], names[200:208], names[-8:]):
        found = compare_findings(processed, some.tolist(), None, "all").places
        assert found[counts].values.tolist() == ends.loc[found["name"], counts].values.tolist()


def test_the_page_has_a_strip_for_each_and_says_what_is_not_known(found: CompareFindings) -> None:
    page = pages.compare(found, "en")
    lead, *strips = page.answer()
    assert lead.text.startswith("Most often a finalist, as far as is known: Kota Semarang and Kota Solok, three times.")
    assert "ahead of all" not in lead.text
    squares = [each.squares for each in strips if isinstance(each, Strip)]
    assert [square.word for square in squares[0]] == ["Winner", "Winner", "Winner", "Not placed"]
    assert [len(each) for each in squares] == [4, 4, 4]
    table = next(each for each in page.ahead() if isinstance(each, Table))
    assert [cell.text for cell in table.rows()[0]] == ["Kota Semarang", "–", "no", "can't be known"]


def test_regions_are_called_by_what_they_are_together_where_that_has_a_name(processed) -> None:
    def title(names: list[str]) -> str:
        return pages.compare(compare_findings(processed, names, None, "all"), "en").opening()[0].text

    cities = next(names for names in sets.cities(processed) if "Kota Solok" in names)
    assert title(cities) == title(cities[::-1]) == "Cities of Sumatera Barat"
    assert title(cities[1:3]) == "Kota Solok and Kota Sawahlunto"  # not all of them
    (running,) = sets.placed_running(processed)
    assert title(running) == "Placed three times running"
    assert title(running[:2]) == f"{running[0]} and {running[1]}"


def test_who_is_ahead_of_all_the_others_for_certain_is_named(processed) -> None:
    found = compare_findings(processed, ["Kota Semarang", "Provinsi DKI Jakarta"], None, "all")
    answers = dict(zip(found.ahead["first"], found.ahead["ahead"], strict=True))
    said = pages.compare(found, "en").answer()[0].text
    assert ("Kota Semarang is ahead of all the others" in said) is (answers["Kota Semarang"] == "yes")


@pytest.mark.parametrize(
    ("regions", "said"),
    [
        (["Kota Solok"], "not a list of 2 to 8 names"),
        ("Kota Solok", "not a list of 2 to 8 names"),
        (NAMES * 3, "not a list of 2 to 8 names"),
        (["Kota Solok", "Kota Solok"], "name Kota Solok twice"),
        (["Kota Solok", "Kota Solak"], "did you mean"),
    ],
)
def test_what_cannot_be_compared_is_refused(processed, regions: object, said: str) -> None:
    with pytest.raises(Refused, match=said):
        compare_findings(processed, regions, None, "all")


def test_the_lists_of_what_is_compared_come_from_the_data(processed) -> None:
    (running,) = sets.placed_running(processed)
    assert {"Kota Solok", "Kota Semarang", "Provinsi Kalimantan Selatan"} <= set(running)
    assert "Kota Ambon" not in running
    cities = sets.cities(processed)
    assert ["Kota Ambon", "Kota Tual"] in cities
    assert all(2 <= len(names) <= 8 for names in sets.comparisons(processed))
    assert as_known("regions", ["kota solok", "Bali"], processed) == ["Kota Solok", "Provinsi Bali"]
