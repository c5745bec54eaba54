import pandas as pd

from analysis.facts.tables import Prepared, Tables, once
from analysis.findings import of_edition, of_province, of_region
from analysis.statistics.results import Results


def a_table() -> dict[str, pd.DataFrame]:
    return {"lists": pd.DataFrame({"list_id": ["a", "b"], "size": [25, 30]})}


def test_what_is_made_of_prepared_tables_is_made_once_for_each_argument():
    made = []

    @once
    def longer(tables: Tables, size: int) -> pd.DataFrame:
        made.append(size)
        return tables["lists"][tables["lists"]["size"] > size]

    tables = Prepared(a_table())
    assert [len(longer(tables, size)) for size in (20, 25, 20, 25)] == [2, 1, 2, 1]
    assert made == [20, 25]
    assert len(longer(Prepared(a_table()), 20)) == 2, "other tables are asked anew"
    assert made == [20, 25, 20]


def test_of_tables_that_may_change_it_is_made_each_time():
    @once
    def number(tables: Tables) -> int:
        return len(tables["lists"])

    tables = a_table()
    assert number(tables) == 2
    tables["lists"] = tables["lists"].iloc[:1]
    assert number(tables) == 1


def test_what_is_done_to_a_frame_changes_neither_the_tables_nor_what_was_made_of_them():
    @once
    def lists(tables: Tables) -> pd.DataFrame:
        return tables["lists"].assign(known=0)

    tables = Prepared(a_table())
    for frame in (tables["lists"], lists(tables)):
        frame["size"] = 0
        frame.loc[0, "list_id"] = "other"
    assert tables["lists"].equals(a_table()["lists"])
    assert lists(tables)["size"].tolist() == [25, 30]
    assert lists(tables)["list_id"].tolist() == ["a", "b"]


def test_findings_are_the_same_whether_what_regions_share_was_made_before_or_not(processed):
    for name in ("Kota Solok", "Provinsi Bali", "Kabupaten Solok", "Provinsi Papua Selatan"):
        before = of_region.region_findings(processed, name, [2018, 2020], "stated")
        anew = of_region.region_findings(Results(processed), name, [2018, 2020], "stated")
        for field, value in vars(anew).items():
            same = (
                value.equals(vars(before)[field]) if isinstance(value, pd.DataFrame) else value == vars(before)[field]
            )
            assert same, f"{name}: {field}"
    assert of_province.province_findings(processed, "Bali", None, "all").units.equals(
        of_province.province_findings(Results(processed), "Bali", None, "all").units
    )
    assert of_edition.edition_findings(processed, 2020, "all").lists.equals(
        of_edition.edition_findings(Results(processed), 2020, "all").lists
    )
