"""Files in the raw folder that nobody reads are told, with what they seem to be; names that nearly are another's as well."""

import shutil
from pathlib import Path

import pytest
from editing import edit, found


@pytest.mark.parametrize(
    ("stray", "said"),
    [
        ("Sources.csv.txt", "is not read: is it sources.csv?"),
        ("source.csv", "is not read: is it sources.csv?"),
        ("lists.xlsx", "is not read: is it lists.csv?"),
        ("lists (1).csv", "is not read: is it lists.csv?"),
        ("old/lists.csv", "is not read: is it lists.csv?"),
        ("indicators/old/ipkd.csv", "is not read: scores lie in files such as indicators/ipkd.csv"),
        ("indicators/ipkd.CSV", "is not read: scores lie in files such as indicators/ipkd.csv"),
        ("Indicators/ipkd.csv", "is not read: scores lie in files such as indicators/ipkd.csv"),
        ("notes.txt", "is not read: it is none of the tables; take it out of the folder"),
    ],
)
def test_a_file_that_is_not_read_is_told(raw_copy: Path, stray: str, said: str) -> None:
    (raw_copy / stray).parent.mkdir(exist_ok=True)
    shutil.copy(raw_copy / "lists.csv", raw_copy / stray)
    assert found(raw_copy) == [f"{stray}: {said}"]


def test_a_table_in_other_letters_is_told_once(raw_copy: Path) -> None:
    (raw_copy / "claims.csv").rename(raw_copy / "Claims.csv")
    assert found(raw_copy) == ["Claims.csv: is not read: is it claims.csv?"]


@pytest.mark.parametrize("kept", ["README.md", ".lists.csv.swp", "~$lists.xlsx", "lists.csv~", ".DS_Store"])
def test_what_editors_and_systems_leave_is_nobodys_concern(raw_copy: Path, kept: str) -> None:
    (raw_copy / kept).write_text("x", "utf-8")
    assert found(raw_copy) == []


@pytest.mark.parametrize("given", ["kota-solo", "Kota-Solok", "kota_solok"])
def test_a_value_that_nearly_is_one_of_another_table_is_one_fault_with_that_one(raw_copy: Path, given: str) -> None:
    line = edit(raw_copy, "placements.csv", "2018-finalist,kota-solok,", f"2018-finalist,{given},")
    assert found(raw_copy) == [
        f"placements.csv line {line}: institution_id '{given}' is no institution_id of institutions.csv: did you mean "
        "'kota-solok'? Else add its row"
    ]
