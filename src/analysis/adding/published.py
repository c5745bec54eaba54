"""A table as an office publishes it, cell by cell: whose value, of which year.

Heads may take several rows, years stand side by side or in a column, notes above and below. Which region a name means
belongs to `analysis.adding.names`, what a cell is worth to `analysis.adding.numbers`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.adding.names import Regions
from analysis.adding.numbers import is_number
from analysis.adding.sheets import Cell, Sheet, column_name, shown
from analysis.errors import Fault, Refused, warning

YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
YEAR_HEAD = re.compile(r"\b(?:tahun|thn|year)\b", re.IGNORECASE)
CODE_HEAD = re.compile(r"\b(?:kode|code|no|nomor|number)\b", re.IGNORECASE)
CODE = re.compile(r"([0-9]{2})(?:[.]?([0-9]{1,2}))?(?:[.]0)?")


@dataclass(frozen=True)
class Published:
    """The cells of a table that may be values."""

    cells: pd.DataFrame
    """One row a cell: line, column (its letter), name, province (a text, or ''), year, cell."""
    notes: list[Fault]
    """What is read in a way that should be known."""


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
        raise Refused(f"{file}: no names of regions in it, in a column or a row")
    if sheet:
        tables = [table for table in tables if table.sheet.name == sheet]
    names = ", ".join(f"'{each.name}'" for each in sheets)
    if not tables:
        raise Refused(f"{file}: sheet '{sheet}' has no table of regions; there are {names}")
    if len(tables) > 1:
        raise Refused(f"{file}: several sheets hold tables of regions: name one of {names} with --sheet")
    return tables[0].read(year, column)


def _table(sheet: Sheet, file: str, regions: Regions) -> "_Table | None":
    for turned in (False, True):
        rows = [list(row) for row in zip(*sheet.rows, strict=True)] if turned else sheet.rows
        at = [_regions_in(column, regions) for column in zip(*rows, strict=True)]
        if max(map(len, at)) >= (2 if len(rows) > 2 else 1):
            return _Table(sheet, file, regions, rows, at, turned)
    rows = [list(row) for row in sheet.rows]
    for column in range(len(rows[0])):
        if coded := _codes_in([row[column] for row in rows], regions):
            for row, code in coded.items():
                rows[row][column] = regions.titles[code]
            table = _Table(
                sheet, file, regions, rows, [_regions_in(each, regions) for each in zip(*rows, strict=True)], False
            )
            by_code = "regions are found by their codes, as the ministry of home affairs numbers them; other offices number some of them otherwise: compare a few"
            table.notes.append(warning(file, 0, by_code))
            return table
    return None


def _codes_in(column: Sequence[Cell], regions: Regions) -> dict[int, str]:
    """Give the rows of a column below whose first code stands nothing but codes of regions."""
    filled = {row: shown(cell) for row, cell in enumerate(column) if cell != ""}
    found = {
        row: code
        for row, text in filled.items()
        if (parts := CODE.fullmatch(text)) and (code := _code(parts)) in regions.titles
    }
    rest = [row for row in filled if found and row >= min(found)]
    return found if len(found) > 1 and len(found) == len(rest) else {}


def _code(parts: re.Match[str]) -> str:
    """Write a code as it is, of what a spreadsheet has made of it: 13.1 is 13.10."""
    return f"{parts[1]}.{parts[2]:0<2}" if parts[2] else parts[1]


def _regions_in(column: Sequence[Cell], regions: Regions) -> dict[int, set[str]]:
    """Give the rows of a column that name regions, and which."""
    found = {}
    for row, cell in enumerate(column):
        if isinstance(cell, str) and re.search("[A-Za-z]", cell) and (codes := regions.named(cell)):
            found[row] = codes
    return found


class _Table:
    """A table of regions on a sheet, turned so that each region is a row."""

    def __init__(
        self,
        sheet: Sheet,
        file: str,
        regions: Regions,
        rows: list[list[Cell]],
        at: list[dict[int, set[str]]],
        turned: bool,
    ) -> None:
        self.sheet, self.file, self.regions, self.rows, self.turned = sheet, file, regions, rows, turned
        self.width = len(rows[0])
        self.notes: list[Fault] = []
        distinct = [len({min(codes) for codes in each.values() if not self._are_provinces(codes)}) for each in at]
        best = max(range(self.width), key=lambda each: (distinct[each], len(at[each]), -each))
        self.name = best
        self.named = at[best]
        provinces = [
            each
            for each in range(self.width)
            if each != best
            and at[each]
            and distinct[each] == 0
            and distinct[best]
            and len(at[each]) * 2 >= len(at[best])
        ]
        self.province = provinces[0] if provinces else None
        self.first = self._first_row()

    def _are_provinces(self, codes: set[str]) -> bool:
        return any(self.regions.provinces[code] == {code} or "." not in code for code in codes)

    def _first_row(self) -> int:
        """Find the first region that has a value: what stands above, provinces apart, are heads."""
        valued = [
            row
            for row in self.named
            if any(at not in (self.name, self.province) and is_number(cell) for at, cell in enumerate(self.rows[row]))
        ]
        if not valued:
            raise Refused(f"{self.file}: no region in it has a number beside it")
        return valued[0]

    def read(self, year: int | None, column: str) -> Published:
        body = [row for row in range(min(self.named), len(self.rows)) if row >= self.first or row in self.named]
        values, year_column = self._columns(body)
        years = {} if year_column is not None else self._years(values, year)
        if year_column is not None and year is not None:
            raise Refused(f"{self.file}: column {self._letter(year_column)} gives the years: leave --year out")
        chosen = self._chosen(values, years, column)
        cells = pd.DataFrame(
            self._cells(body, chosen, years, year_column),
            columns=["line", "column", "name", "province", "year", "cell"],
        )
        return Published(cells.astype({"year": "Int64"}), self.notes)

    def _columns(self, body: list[int]) -> tuple[list[int], int | None]:
        """Tell the columns of values, and that of years, if there is one."""
        others = [each for each in range(self.width) if each not in (self.name, self.province)]
        named = [row for row in body if row in self.named]
        year_column = None
        for each in others:
            filled = [shown(self.rows[row][each]) for row in named if self.rows[row][each] != ""]
            if not filled or not all(YEAR.fullmatch(text) for text in filled):
                continue
            heads = " ".join(self._heads(each))
            repeated = len(filled) > len({self.rows[row][self.name] for row in named})
            if not YEAR.search(heads) and (YEAR_HEAD.search(heads) or repeated):
                year_column = each
                break
        numeric = [
            each
            for each in others
            if each != year_column
            and any(is_number(self.rows[row][each]) for row in named)
            and not CODE_HEAD.search(" ".join(self._heads(each)[-1:]))
        ]
        right = [each for each in numeric if each > self.name]
        return right or numeric, year_column

    def _heads(self, column: int) -> list[str]:
        """Give the texts above a column, from top to bottom; a heading holds for the empty cells to its right."""
        found = []
        for row in range(self.first):
            if row in self.named:
                continue
            cells = self.rows[row]
            if len({cell for cell in cells if cell != ""}) < 2 and sum(cell != "" for cell in cells) != 1:
                continue  # a title over all columns
            at = column
            while (
                at > 0
                and cells[at] == ""
                and at - 1 not in (self.name, self.province)
                and cells[at - 1] != self._title(row)
            ):
                at -= 1
            if cells[at] != "":
                found.append(shown(cells[at]))
        return found

    def _title(self, row: int) -> Cell | None:
        """Give the only text of a row, which is a title rather than a heading if it stands at its beginning."""
        filled = [cell for cell in self.rows[row] if cell != ""]
        return filled[0] if len(filled) == 1 and self.rows[row][0] == filled[0] else None

    def _years(self, values: list[int], year: int | None) -> dict[int, int]:
        """Tell the year of each column of values: by its heading, else by the title, else as asked."""
        found = {}
        for each in values:
            for text in reversed(self._heads(each)):
                if len(years := set(YEAR.findall(text))) == 1:
                    found[each] = int(years.pop())
                    break
        if found and year is not None:
            said = ", ".join(map(str, sorted(set(found.values()))))
            raise Refused(f"{self.file}: the heads of its columns say the years, {said}: leave --year out")
        if found:
            return found
        if year is None:
            above = {text for row in self.rows[: self.first] for cell in row for text in YEAR.findall(shown(cell))}
            if len(above) != 1:
                raise Refused(f"{self.file}: says no year for its values: name it with --year, such as --year 2022")
            year = int(above.pop())
            self.notes.append(warning(self.file, 0, "all values are of {year}, the year in its title", year=str(year)))
        return dict.fromkeys(values, year)

    def _chosen(self, values: list[int], years: dict[int, int], column: str) -> list[int]:
        dated = [each for each in values if each in years] if years else values
        heads = {each: " ".join(dict.fromkeys(self._heads(each))) for each in dated}
        if column:
            dated = [each for each in dated if column.casefold() in heads[each].casefold()]
            if not dated:
                there = ", ".join(f"'{head}'" for head in dict.fromkeys(heads.values()))
                raise Refused(f"{self.file}: no column has '{column}' in its heading; there are {there}")
        twice = [each for each, count in Counter(years.get(each, 0) for each in dated).items() if count > 1]
        if twice:
            there = ", ".join(f"'{heads[each]}'" for each in dated if years.get(each, 0) in twice)
            raise Refused(f"{self.file}: several columns hold values of a year: name one with --column, of {there}")
        return dated

    def _cells(
        self, body: list[int], chosen: list[int], years: dict[int, int], year_column: int | None
    ) -> Iterator[tuple[int, str, str, str, int | None, Cell]]:
        last = max(self.named)
        name: Cell = ""
        province: Cell = ""
        for row in body:
            cells = self.rows[row]
            values = [cells[each] for each in chosen]
            if all(str(years.get(each)) == shown(cells[each]) for each in chosen) and row not in self.named:
                continue  # the head once more, as on a new page
            has_value = any(is_number(cell) for cell in values)
            if row > last and not (has_value and self._goes_on(cells, year_column)):
                continue  # notes below
            if self.province is not None and cells[self.province] != "":
                province = cells[self.province]
            if cells[self.name] != "" or year_column is None:
                name = cells[self.name]
            text = shown(name)
            if not text and not has_value:
                continue
            for each in chosen:
                year = years.get(each)
                if year_column is not None:
                    told = YEAR.fullmatch(shown(cells[year_column]))
                    year = int(told[0]) if told else None
                line, letter = self._place(row, each)
                yield line, letter, text, shown(province), year, cells[each]

    def _goes_on(self, cells: list[Cell], year_column: int | None) -> bool:
        """Whether a row below the last known region belongs to the table: its name may be misspelled, or stand above."""
        name = shown(cells[self.name])
        return (bool(name) and not name[0].isdigit()) or (not name and year_column is not None)

    def _place(self, row: int, column: int) -> tuple[int, str]:
        row, column = (column, row) if self.turned else (row, column)
        return self.sheet.lines[row], column_name(column)

    def _letter(self, column: int) -> str:
        return column_name(column)
