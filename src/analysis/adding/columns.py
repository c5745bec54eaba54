"""Columns of a sheet: which of their cells name regions, give codes of regions, or years.

What stands where in a table as a whole belongs to `analysis.adding.table`.
"""

import re
from collections.abc import Sequence

from analysis.adding.names import Regions
from analysis.adding.sheets import Cell, shown

YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?=[0-9]\)|(?![0-9]))")
"""In a text; what follows may be the mark of a footnote, as in 20211)."""
DATE = re.compile(
    rf"(?:[0-9]{{1,2}}[-/]|[0-9]{{1,2}}\.[0-9]{{1,2}}\.){{0,2}}({YEAR.pattern})(?:[-/][0-9]{{1,2}}){{0,2}}(?:[ T]00:00\S*)?"
)
CODE = re.compile(r"([0-9]{2})(?:[.]?([0-9]{1,2}))?(?:[.]0)?")
CAPITAL = re.compile(r"(?:nama )?ibu ?kota\b|capital\b", re.IGNORECASE)
"""How the heading of a column begins that names the capitals of regions, which are regions themselves at times."""


def year_of(text: str) -> int | None:
    """Give the year of a text that is a year or a date, as a spreadsheet or a program may have left it.

    >>> [year_of(text) for text in ("2020", "2020.0", "31-12-2020", "2020-12-31 00:00:00", "2020.5", "2020/2021")]
    [2020, 2020, 2020, 2020, None, None]
    """
    found = DATE.fullmatch(text.removesuffix(".0"))
    return int(found[1]) if found else None


def regions_in(column: Sequence[Cell], regions: Regions) -> dict[int, set[str]]:
    """Give the rows of a column that name regions, and which; capitals of regions are none."""
    found = {}
    for row, cell in enumerate(column):
        if isinstance(cell, str) and re.search("[A-Za-z]", cell):
            if CAPITAL.match(cell):
                return {}
            if codes := regions.named(cell):
                found[row] = codes
    return found


def codes_in(column: Sequence[Cell], regions: Regions) -> dict[int, str]:
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
