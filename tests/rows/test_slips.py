"""What a spreadsheet does to a whole row, column or table by one slip is one fault, and nothing that follows is told."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from editing import found

Rows = list[list[str]]


def again(rows: Rows) -> Rows:
    return rows + rows


def swapped(one: int, other: int) -> Callable[[Rows], Rows]:
    def slip(rows: Rows) -> Rows:
        for row in rows[1:]:
            row[one], row[other] = row[other], row[one]
        return rows

    return slip


def filled(column: int, value: str) -> Callable[[Rows], Rows]:
    def slip(rows: Rows) -> Rows:
        return rows[:1] + [[*row[:column], value, *row[column + 1 :]] for row in rows[1:]]

    return slip


def put(at: int, *more: list[str]) -> Callable[[Rows], Rows]:
    return lambda rows: rows[:at] + list(more) + rows[at:]


def one_row(at: int, slip: Callable[[list[str]], list[str]]) -> Callable[[Rows], Rows]:
    return lambda rows: [slip(row) if place == at else row for place, row in enumerate(rows)]


FIGURES = ["edition", "measure", "value", "preferred", "in_range", "source_id", "note"]
SLIPS: dict[str, tuple[str, Callable[[Rows], Rows], str]] = {
    "a header that stands twice": ("figures.csv", put(9, FIGURES), "line 10: is the header once more: remove it"),
    "a header as the last line": (
        "editions.csv",
        lambda rows: [*rows, rows[0]],
        "line 6: is the header once more: remove it",
    ),
    "a table pasted behind itself": (
        "claims.csv",
        again,
        "line 14: is the header once more, and the rows behind it, down to line 26, stand above already: remove all of them",
    ),
    "a table without a key pasted behind itself": (
        "open_slots.csv",
        again,
        "line 3: is the header once more, and the rows behind it, down to line 4, stand above already: remove all of them",
    ),
    "rows pasted behind a table": (
        "lists.csv",
        lambda rows: rows + rows[3:9],
        "line 20: the rows from here to line 25 stand on lines 4 to 9 already: remove them",
    ),
    "a title above the header": (
        "figures.csv",
        lambda rows: [["Figures", *[""] * 6], *rows],
        "line 1: is not the header, which stands on line 2: remove what is above it",
    ),
    "a header in capitals and with blanks": (
        "editions.csv",
        one_row(0, lambda row: [f" {name.upper()}" for name in row]),
        "line 1: is the header, but is to be written edition,ordinal,official_title,note",
    ),
    "a header that got lost": (
        "editions.csv",
        lambda rows: rows[1:],
        "line 1: is not the header, which would be edition,ordinal,official_title,note",
    ),
    "all rows lost their first cell": (
        "figures.csv",
        lambda rows: [rows[0], *([*row[1:], ""] for row in rows[1:])],
        "line 1: in 21 rows, the cells from edition on stand one column too far to the left: one is missing there",
    ),
    "a line of totals": (
        "figures.csv",
        lambda rows: [*rows, ["Total", "", "12345", *[""] * 4]],
        "line 23: most of its cells don't fit their columns (edition, measure, preferred, in_range, source_id): a line that does not belong here, or cells in the wrong order? The first: edition 'Total' is "
        "not a whole number",
    ),
    "a row of commas": ("lists.csv", put(5, [""] * 8), "line 6: has empty cells only: remove it"),
    "rows of commas and blanks": (
        "sources.csv",
        put(5, [""] * 6, [" "] * 6, ["", ""]),
        "line 6: has empty cells only, as others have down to line 8, 3 rows in all: remove them",
    ),
    "two columns swapped": (
        "institutions.csv",
        swapped(0, 1),
        "line 1: in 87 rows, institution_id and institution_name stand in each other's column: swap them",
    ),
    "two columns swapped to which other tables refer": (
        "placements.csv",
        swapped(0, 1),
        "line 1: in 167 rows, list_id and institution_id stand in each other's column: swap them",
    ),
    "two columns swapped that few rows fill": (
        "claims.csv",
        swapped(4, 5),
        "line 1: in 3 rows, province_code and island_group stand in each other's column: swap them",
    ),
    "two cells swapped": (
        "lists.csv",
        one_row(4, lambda row: [row[0], row[2], row[1], *row[3:]]),
        "line 5: edition and stage stand in each other's column: swap them",
    ),
    "a row that lost its first cell": (
        "figures.csv",
        one_row(8, lambda row: [*row[1:], ""]),
        "line 9: the cells from edition on stand one column too far to the left: one is missing there",
    ),
    "a row with an empty cell too many": (
        "lists.csv",
        one_row(1, lambda row: [*row[:2], "", *row[2:-1]]),
        "line 2: the cells from stage on stand one column too far to the right: take out the empty one",
    ),
    "a key filled down": (
        "regions.csv",
        filled(0, "11"),
        "line 1: all 552 rows have region_code '11', and most keys stand twice: is a column filled down?",
    ),
    "a column filled down with what it can't hold": (
        "evidence.csv",
        filled(3, "yes"),
        "line 2: supports 'yes' is not one of states, implies (so on 368 more lines, down to line 370)",
    ),
    "a column emptied": (
        "figures.csv",
        filled(2, ""),
        "line 2: value is empty; it is the number printed (so on 20 more lines, down to line 22)",
    ),
}


def change(raw: Path, file: str, slip: Callable[[Rows], Rows]) -> None:
    with (raw / file).open(newline="", encoding="utf-8") as lines:
        rows = list(csv.reader(lines))
    with (raw / file).open("w", newline="", encoding="utf-8") as lines:
        csv.writer(lines, lineterminator="\n").writerows(slip(rows))


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_fault_with_its_line_and_mend(raw_copy: Path, slip: str) -> None:
    file, change_rows, said = SLIPS[slip]
    change(raw_copy, file, change_rows)
    assert found(raw_copy) == [f"{file} {said}"]


def test_a_slip_hides_no_other_fault(raw_copy: Path) -> None:
    change(raw_copy, "figures.csv", put(9, FIGURES))
    change(raw_copy, "figures.csv", one_row(3, lambda row: [*row[:2], "-5", *row[3:]]))
    assert found(raw_copy) == [
        "figures.csv line 4: value '-5' is not from 0 to 999999",
        "figures.csv line 10: is the header once more: remove it",
    ]


def test_a_cell_that_is_wrong_alone_is_no_slip(raw_copy: Path) -> None:
    """The column behind it is empty in these rows, and would take any text."""
    change(
        raw_copy,
        "figures.csv",
        lambda rows: [[*row[:5], f"a-{at}", *row[6:]] if at else row for at, row in enumerate(rows)],
    )
    faults = found(raw_copy)
    assert sum("is no source_id of sources.csv" in each for each in faults) == 21
    assert not [each for each in faults if "column too far" in each or "each other's column" in each]


def test_columns_in_another_order_are_read_by_their_names(raw_copy: Path) -> None:
    for file in ("figures.csv", "regions.csv", "evidence.csv"):
        change(raw_copy, file, lambda rows: [row[::-1] for row in rows])
    assert found(raw_copy) == []
