"""The steps of data/README.md work: its example rows, added to a copy of the frozen tables, leave no fault."""

import re
from pathlib import Path

import documented
import pytest
from editing import remove_rows

from analysis.facts import reading
from analysis.facts.schemas import TABLES

README = documented.PROJECT / "data" / "README.md"


def rows(*headings: str) -> list[tuple[str, str]]:
    """Give the example rows under some headings, or all: file and text, in their order."""
    blocks = documented.blocks("data/README.md", "csv")
    found = [
        (block.about.removeprefix("title="), block.text) for block in blocks if not headings or block.under in headings
    ]
    assert found
    return found


def add(folder: Path, added: list[tuple[str, str]]) -> None:
    for file, text in added:
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write(text)


def faults(folder: Path) -> list[str]:
    return [str(fault) for fault in reading.examine(folder)[1]]


def test_a_name_that_turned_up(raw_copy: Path):
    add(raw_copy, rows("A name that turned up"))
    (fault,) = reading.examine(raw_copy)[1]
    assert "remove the row that the new name fills" in str(fault)
    remove_rows(raw_copy, [fault])
    assert faults(raw_copy) == []


@pytest.mark.parametrize("forgotten", ["sources.csv", "institutions.csv", "placements.csv", "evidence.csv"])
def test_a_forgotten_step_is_told(raw_copy: Path, forgotten: str):
    add(raw_copy, [(file, text) for file, text in rows("A name that turned up") if file != forgotten])
    remove_rows(raw_copy, reading.examine(raw_copy)[1])
    assert any("example-org" in fault or "kabupaten-natuna" in fault for fault in faults(raw_copy))


def test_an_edition_and_an_indicator(raw_copy: Path):
    add(raw_copy, [(file, text) for file, text in rows("A name that turned up") if file == "sources.csv"])
    add(raw_copy, rows("An edition", "An indicator"))
    assert faults(raw_copy) == []
    read = reading.read(raw_copy)
    assert read["editions"]["edition"].iloc[-1] == 2024
    assert "example_score" in set(read["indicators"]["indicator_id"])


def test_all_rows_together_and_a_warning_that_is_accepted(raw_copy: Path):
    units_that_do_not_add_up = ("figures.csv", "2024,registered_units,150,1,1,example-org-2,\n")
    add(raw_copy, [*rows(), units_that_do_not_add_up])
    (fault,) = reading.examine(raw_copy)[1]
    remove_rows(raw_copy, [fault])
    assert faults(raw_copy) == []


@pytest.mark.parametrize("page", ["README.md", "README.id.md"])
def test_every_file_of_the_raw_folder_is_told_and_leads_to_the_dictionary(live_raw: Path, page: str):
    text = README.with_name(page).read_text("utf-8")
    for name in TABLES:
        assert f"(../docs/data_dictionary.md#{name})" in text
    for path in live_raw.iterdir():
        assert f"`{path.name}`" in text or f"`{path.name}/*.csv`" in text


def test_the_indonesian_page_explains_every_word_that_a_cell_may_have():
    section = (
        README.with_name("README.id.md").read_text("utf-8").split("## Isi yang diperbolehkan\n")[1].split("\n## ")[0]
    )
    for schema in TABLES.values():
        for name, column in schema.columns.items():
            if column.check:
                allowed = set(column.check.allowed)
                rows = re.findall(rf"^\| `{name}`(?: di `{schema.name}\.csv`)? \|([^\n]+)", section, re.MULTILINE)
                assert not allowed or any(allowed == set(re.findall(r"`([^`]+)`", row)) for row in rows), (
                    schema.name,
                    name,
                )
