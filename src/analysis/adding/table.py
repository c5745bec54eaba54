"""A table of regions on a sheet, cell by cell: whose value, of which year.

Heads may take several rows, years stand side by side or in a column, notes above and below. Which region a name means
belongs to `analysis.adding.names`, what a cell is worth to `analysis.adding.numbers`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.adding.columns import YEAR, year_of
from analysis.adding.names import KINDS, Regions, levelled
from analysis.adding.numbers import is_number
from analysis.adding.sheets import Cell, Sheet, column_name, shown
from analysis.errors import Fault, refusal, warning
from analysis.vocabulary import Level

YEAR_HEAD = re.compile(r"(?<![a-z])(?:tahun|thn|year|tanggal|tgl|date|periode?)(?![a-z])", re.IGNORECASE)
CODE_HEAD = re.compile(r"\b(?:kode|code|no|nomor|number)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Published:
    """The cells of a table that may be values."""

    cells: pd.DataFrame
    """One row a cell: line, column (its letter), name, province (a text, or ''), year, cell."""
    notes: list[Fault]
    """What is read in a way that should be known."""


class Table:
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
        self.sheet, self.file, self.regions, self.rows, self.turned = sheet, file, regions, [*rows], turned
        self.width = len(rows[0])
        self.notes: list[Fault] = []
        distinct = [len({min(codes) for codes in each.values() if not self._are_provinces(codes)}) for each in at]
        best = max(range(self.width), key=lambda each: (distinct[each], len(at[each]), -each))
        self.name = best
        self.named = {**at[best]}
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
        for other, there in enumerate(at):
            differ = [row for row, codes in there.items() if row in self.named and codes.isdisjoint(self.named[row])]
            if other != best and distinct[other] > 1 and len(differ) > 1:
                one, second = (column_name(each) for each in sorted((best, other)))
                differing = "{file}: columns {one} and {other} name regions that differ: keep one, with its values"
                raise refusal(differing, file=file, one=one, other=second)
        if self.province is not None:
            self._name_provinces(at[self.province])
        self.kind = next((each for each in range(self.width) if self._tells_kinds(each)), None)
        self.first = self._first_row()

    def _name_provinces(self, provinces: dict[int, set[str]]) -> None:
        """Read a row that begins a province and has no name as of the province itself."""
        before: Cell = ""
        for row, codes in provinces.items():
            cells = self.rows[row]
            own = [code for code in codes if self.regions.kinds[code] == Level.PROVINCE]
            if cells[self.name] == "" and cells[self.province or 0] != before and any(map(is_number, cells)) and own:
                self.rows[row] = [*cells[: self.name], self.regions.titles[own[0]], *cells[self.name + 1 :]]
                self.named[row] = set(own)
            before = cells[self.province or 0]

    def _tells_kinds(self, column: int) -> bool:
        """Whether a column says of each name whether it is a regency's or a city's."""
        return column != self.name and all(_is_kind(self.rows[row][column]) for row in self.named)

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
            raise refusal("{file}: no region in it has a number beside it", file=self.file)
        return min(valued)

    def read(self, year: int | None, column: str) -> Published:
        """Give its cells; `year` and `column` as for `published.read`."""
        body = [row for row in range(len(self.rows)) if row >= self.first or row in self.named or self._heads_kind(row)]
        values, year_column = self._columns(body)
        years = {} if year_column is not None else self._years(values, year)
        if year_column is not None and year is not None:
            raise refusal(
                "{file}: column {column} gives the years: leave --year out",
                file=self.file,
                column=column_name(year_column),
            )
        chosen = self._chosen(values, years, column)
        cells = pd.DataFrame(
            self._cells(body, chosen, years, year_column),
            columns=["line", "column", "name", "province", "year", "cell"],
        )
        return Published(cells.astype({"year": "Int64"}), self.notes)

    def _heads_kind(self, row: int) -> bool:
        """Whether a row says of those below that they are regencies, or cities, and nothing else."""
        filled = [cell for cell in self.rows[row] if cell != ""]
        return len(filled) == 1 and levelled(shown(self.rows[row][self.name])) in KINDS

    def _columns(self, body: list[int]) -> tuple[list[int], int | None]:
        """Tell the columns of values, and that of years, if there is one."""
        others = [each for each in range(self.width) if each not in (self.name, self.province)]
        named = [row for row in body if row in self.named]
        year_column = self._year_column(others, named)
        numeric = [
            each
            for each in others
            if each != year_column
            and any(is_number(self.rows[row][each]) for row in named)
            and not CODE_HEAD.search(" ".join(self._heads(each)[-1:]))
        ]
        right = [each for each in numeric if each > self.name]
        return right or numeric, year_column

    def _year_column(self, others: list[int], named: list[int]) -> int | None:
        """Find the column of years, or of dates where there is none and no heading tells a year."""
        heads = {each: " ".join(self._heads(each)) for each in others}
        found = []
        for each in others:
            filled = [shown(self.rows[row][each]) for row in named if self.rows[row][each] != ""]
            is_told = bool(YEAR_HEAD.search(heads[each])) or len(filled) > len(
                {self.rows[row][self.name] for row in named}
            )
            if filled and all(map(year_of, filled)) and is_told and not YEAR.search(heads[each]):
                are_years = all(YEAR.fullmatch(text.removesuffix(".0")) for text in filled)
                found.append((not are_years, each))
        if not found or (min(found)[0] and any(map(YEAR.search, heads.values()))):
            return None
        return min(found)[1]

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
            raise refusal(
                "{file}: the heads of its columns say the years, {said}: leave --year out", file=self.file, said=said
            )
        if found:
            return found
        above = self._years_said(range(self.first))
        for row in range(self.first, max(self.named)):
            if other := self._years_said([row]) - above - {year}:
                line, said = self._place(row, 0)[0], ", ".join(map(str, sorted(other)))
                raise refusal(
                    "{file} line {line}: speaks of {said} amid other values: keep those of one year",
                    file=self.file,
                    line=line,
                    said=said,
                )
        if year is None:
            if len(above) != 1:
                raise refusal(
                    "{file}: says no year for its values: name it with --year, such as --year 2022", file=self.file
                )
            year = above.pop()
            self.notes.append(warning(self.file, 0, "all values are of {year}, the year in its title", year=str(year)))
        return dict.fromkeys(values, year)

    def _years_said(self, rows: Iterable[int]) -> set[int]:
        """Give the years in rows that name no region."""
        texts = [shown(cell) for row in rows if row not in self.named for cell in self.rows[row]]
        return {int(year) for text in texts for year in YEAR.findall(text)}

    def _chosen(self, values: list[int], years: dict[int, int], column: str) -> list[int]:
        dated = [each for each in values if each in years] if years else values
        heads = {each: " ".join(dict.fromkeys(self._heads(each))) for each in dated}
        if column:
            dated = [each for each in dated if column.casefold() in heads[each].casefold()]
            if not dated:
                there = ", ".join(f"'{head}'" for head in dict.fromkeys(heads.values()))
                raise refusal(
                    "{file}: no column has '{column}' in its heading; there are {there}",
                    file=self.file,
                    column=column,
                    there=there,
                )
        elif left_out := [each for each in values if each not in dated]:
            said = ", ".join(f"{column_name(each)} '{' '.join(self._heads(each))}'" for each in left_out)
            self.notes.append(
                warning(self.file, 0, "columns without a year in their heading are left out: {columns}", columns=said)
            )
        twice = [each for each, count in Counter(years.get(each, 0) for each in dated).items() if count > 1]
        if twice:
            there = ", ".join(f"'{heads[each]}'" for each in dated if years.get(each, 0) in twice)
            raise refusal(
                "{file}: several columns hold values of a year: name one with --column, of {there}",
                file=self.file,
                there=there,
            )
        return dated

    def _cells(
        self, body: list[int], chosen: list[int], years: dict[int, int], year_column: int | None
    ) -> Iterator[tuple[int, str, str, str, int | None, Cell]]:
        last = max(self.named)
        name: Cell = ""
        province: Cell = ""
        before: list[Cell] = []
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
            elif told := [cell for cell in cells[:year_column] if cell not in ("", *before) and not is_number(cell)]:
                name = told[0]  # the name above doesn't hold for another province, or a total
            before = cells
            text = shown(name)
            if self.kind is not None and _is_kind(cells[self.kind]) and levelled(text) not in self.regions.full:
                text = f"{shown(cells[self.kind])} {text}"
            if not text and not has_value:
                continue
            for each in chosen:
                year = years.get(each)
                if year_column is not None:
                    year = year_of(shown(cells[year_column]))
                line, letter = self._place(row, each)
                yield line, letter, text, shown(province), year, cells[each]

    def _goes_on(self, cells: list[Cell], year_column: int | None) -> bool:
        """Whether a row below the last known region belongs to the table: its name may be misspelled, or stand above."""
        name = shown(cells[self.name])
        return (bool(name) and not name[0].isdigit()) or (not name and year_column is not None)

    def _place(self, row: int, column: int) -> tuple[int, str]:
        row, column = (column, row) if self.turned else (row, column)
        return self.sheet.lines[row], column_name(column)


def _is_kind(cell: Cell) -> bool:
    return levelled(f"{shown(cell)} x")[:-1] in KINDS
