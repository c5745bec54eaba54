import pandas as pd
import pytest

from analysis.competition.eligibility import closing_days, roster
from analysis.facts.institutions import governments, lineages, slug
from analysis.facts.schemas import TABLES


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("Kota Solok", "kota-solok"), ("  D.I. Yogyakarta ", "d-i-yogyakarta"), ("Café/Bar", "cafe-bar")],
)
def test_a_name_becomes_small_letters_digits_and_hyphens(name, identifier):
    assert slug(name) == identifier


def institutions(*rows: tuple[str, str, str | None, str | None]) -> pd.DataFrame:
    """Institutions of institution_id, level, region_code and succeeds_institution_id."""
    columns = ["institution_id", "level", "region_code", "succeeds_institution_id"]
    frame = pd.DataFrame(rows, columns=columns, dtype="str")
    return frame.assign(institution_name=frame["institution_id"].str.upper()).reindex(
        columns=list(TABLES["institutions"].columns)
    )


def test_a_line_goes_through_all_successions_to_the_present_name():
    lineage = lineages(
        institutions(
            ("first", "ministry", None, None),
            ("second", "ministry", None, "first"),
            ("third", "agency", None, "second"),
            ("other", "agency", None, None),
        )
    )
    assert lineage.to_dict() == {"first": "third", "second": "third", "third": "third", "other": "other"}


def test_a_circle_of_successions_ends():
    assert set(lineages(institutions(("a", "agency", None, "b"), ("b", "agency", None, "a"))).index) == {"a", "b"}


def test_every_region_has_a_government_its_own_or_one_named_after_it():
    regions = pd.DataFrame(
        {
            "region_code": ["13", "13.02", "13.72"],
            "region_name": ["Sumatera Barat", "Kabupaten Solok", "Kota Solok"],
            "kind": ["province", "regency", "city"],
        },
        dtype="str",
    )
    made = governments(regions, institutions(("pemkot-solok", "city", "13.72", None)))
    assert made["institution_id"].tolist() == ["provinsi-sumatera-barat", "kabupaten-solok", "pemkot-solok"]
    assert made["institution_name"].tolist() == [
        "Pemerintah Provinsi Sumatera Barat",
        "Pemerintah Kabupaten Solok",
        "PEMKOT-SOLOK",
    ]
    assert made["level"].tolist() == ["province", "regency", "city"]


def test_the_roster_has_every_line_once_and_the_governments_of_all_regions(tables):
    everyone = roster(tables)
    assert everyone["institution_id"].is_unique
    assert set(everyone["region_code"].dropna()) == set(tables["regions"]["region_code"])
    assert set(lineages(tables["institutions"])) <= set(everyone["institution_id"])


def test_a_unit_has_the_region_it_belongs_to_but_is_not_its_government(tables):
    unit = roster(tables).set_index("institution_id").loc["perumda-tugu-tirta"]
    assert pd.isna(unit["region_code"])
    assert unit["belongs_to"] == "35.73"


def test_a_line_keeps_all_levels_that_its_members_had(tables):
    assert roster(tables).set_index("institution_id").loc["brin", "levels"] == ("agency", "ministry")


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        ({"closed_on": "2022-04-14", "finalists_on": "2022-05"}, "2022-04-14"),
        ({"awarded_on": "2022-06-16", "finalists_on": "2022-05"}, "2022-05-99"),
        ({"opened_on": "2022-02-18"}, "2022-99-99"),
        ({"winners_on": "2022"}, "2022-99-99"),
    ],
)
def test_an_edition_closes_on_the_first_day_that_is_known_and_of_a_partial_date_on_its_last(facts, day):
    editions = pd.DataFrame({"edition": [2022]}, dtype="Int64")
    edition_facts = pd.DataFrame({"fact": list(facts), "value": list(facts.values())}, dtype="str").assign(edition=2022)
    assert closing_days(editions, edition_facts).to_dict() == {2022: day}
