"""A file as an office publishes it: the one table of regions among its sheets, whichever way it lies.

What stands in its cells belongs to `analysis.adding.table`.
"""

from collections.abc import Sequence

from analysis.adding.columns import codes_in, regions_in
from analysis.adding.names import Regions
from analysis.adding.sheets import Sheet
from analysis.adding.table import Published, Table
from analysis.errors import refusal, warning


def read(
    sheets: Sequence[Sheet], file: str, regions: Regions, *, year: int | None, column: str, sheet: str
) -> Published:
    """Find the table of regions in a file.

    `year` is that of all values, where the file says none; `column` is a part of the heading of those to read, where
    there are several of a year; `sheet` names the sheet, where several hold tables. Raises Refused where one of these
    is needed, or wrong.
    """
    tables = [table for each in sheets if (table := _table(each, file, regions))]
    if not tables:
        raise refusal("{file}: no names of regions in it, in a column or a row", file=file)
    if sheet:
        tables = [table for table in tables if table.sheet.name == sheet]
    names = ", ".join(f"'{each.name}'" for each in sheets)
    if not tables:
        raise refusal(
            "{file}: sheet '{sheet}' has no table of regions; there are {names}", file=file, sheet=sheet, names=names
        )
    if len(tables) > 1:
        raise refusal(
            "{file}: several sheets hold tables of regions: name one of {names} with --sheet", file=file, names=names
        )
    return tables[0].read(year, column)


def _table(sheet: Sheet, file: str, regions: Regions) -> Table | None:
    for turned in (False, True):
        rows = [list(row) for row in zip(*sheet.rows, strict=True)] if turned else sheet.rows
        at = [regions_in(column, regions) for column in zip(*rows, strict=True)]
        if max(map(len, at)) >= (2 if len(rows) > 2 else 1):
            return Table(sheet, file, regions, rows, at, turned)
    rows = [list(row) for row in sheet.rows]
    for column in range(len(rows[0])):
        if coded := codes_in([row[column] for row in rows], regions):
            for row, code in coded.items():
                rows[row][column] = regions.titles[code]
            table = Table(
                sheet, file, regions, rows, [regions_in(each, regions) for each in zip(*rows, strict=True)], False
            )
            by_code = "regions are found by their codes, as the ministry of home affairs numbers them; other offices number some of them otherwise: compare a few"
            table.notes.append(warning(file, 0, by_code))
            return table
    return None
