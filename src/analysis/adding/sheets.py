"""A file as an office publishes it, as a sheet of cells: CSV in any common form, or a workbook.

Which cells are names, years and values belongs to `analysis.adding.table`.
"""

import csv
import datetime
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import Message, Refused, refusal

Cell = str | float
"""A text without spaces at its ends, or a number that the file holds as a number."""
SEPARATORS = "\t;|,"
"""What may stand between the cells of a CSV file. The comma comes last, since it may stand in a number as well."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
OLE = b"\xd0\xcf\x11\xe0"
"""How files of the old Excel begin, and workbooks with a password."""
WORKBOOK = "xl/workbook.xml"
FORMULA = re.compile(rb"<f[ >/]")


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet, all rows of one length."""

    name: str
    """'' in a CSV file."""
    rows: list[list[Cell]]
    lines: list[int]
    """The line of each row in the file."""


def read(path: Path) -> list[Sheet]:
    """Read the sheets of a file that have any cells; a CSV file is one sheet.

    Raises Refused for a file that can't be read, or has formulas whose values it doesn't hold.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refusal("{path}: can't be read: {error}", path=path, error=error.strerror) from None
    if content.startswith(b"PK"):
        sheets = _of_workbook(path, content)
    elif wrong := _what_else(content, path.suffix.casefold()):
        raise refusal("{path}: {wrong}: open it in a spreadsheet and save it as XLSX", path=path, wrong=wrong)
    else:
        sheets = [_of_text(_decoded(content))]
    filled = [sheet for sheet in sheets if any(cell != "" for row in sheet.rows for cell in row)]
    if not filled:
        raise refusal("{path}: is empty", path=path)
    return filled


def _what_else(content: bytes, suffix: str) -> Message | None:
    """Say what a file is instead of a table, or of what its name says; None if it may be CSV."""
    if content.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        return (
            Message("is protected by a password")
            if encrypted
            else Message("is in the old form of Excel, whatever its name says")
        )
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Message("is a web page, whatever its name says")
    if content.startswith(b"%PDF") or (b"\0" in content and not content.startswith(UTF_16)):
        return Message("is neither CSV nor XLSX, or broken")
    is_table = not content or any(separator.encode() in content for separator in SEPARATORS)
    return None if is_table or suffix == ".csv" else Message("is a text without columns, whatever its name says")


def _decoded(content: bytes) -> str:
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _of_text(text: str) -> Sheet:
    lines: list[int] = []
    rows: list[list[Cell]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    line = 1
    for row in reader:
        lines.append(line)
        rows.append([_tidy(cell) for cell in row])
        line = reader.line_num + 1
    return Sheet("", _level(rows), lines)


def _separator(text: str) -> str:
    """Take the first separator that splits at least half of the lines into the same number of cells, and into more than one."""
    lines = [line for line in text.splitlines() if line.strip()][:200]
    for separator in SEPARATORS:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        if widths and (usual := max(set(widths), key=widths.count)) > 1 and 2 * widths.count(usual) >= len(widths):
            return separator
    return ","


def _of_workbook(path: Path, content: bytes) -> list[Sheet]:
    # Here, since it takes a fifth of a second to import.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
            sheets = [name for name in names if name.startswith("xl/worksheets/")]
            has_formulas = any(FORMULA.search(parts.read(name)) for name in sheets)
        if WORKBOOK not in names:
            raise refusal(
                "{path}: is no workbook in the form XLSX: open it in a spreadsheet and save it as XLSX", path=path
            )
        book = load_workbook(io.BytesIO(content), data_only=True)
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - whatever a broken workbook makes the libraries raise
        raise refusal("{path}: is broken, or only a part of a workbook: download or save it again", path=path) from None
    if has_formulas:
        _refuse_unknown_values(path, book, load_workbook(io.BytesIO(content)))
    return [_of_worksheet(sheet) for sheet in book.worksheets]


def _refuse_unknown_values(path: Path, values: Any, formulas: Any) -> None:
    """Refuse a workbook with a formula whose value is not in the file, as where a program has written it."""
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and values[sheet.title][cell.coordinate].value is None:
                    raise refusal(
                        "{path}: cell {cell} of sheet '{sheet}' is a formula whose value the file doesn't hold: open it in a spreadsheet, and save it",
                        path=path,
                        cell=cell.coordinate,
                        sheet=sheet.title,
                    )


def _of_worksheet(sheet: Any) -> Sheet:
    """Read the cells of a worksheet; each of those that are merged holds what they show together."""
    rows = [[_of_cell(cell) for cell in row] for row in sheet.iter_rows()]
    for merged in sheet.merged_cells.ranges:
        first = rows[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row - 1, merged.max_row):
            rows[row][merged.min_col - 1 : merged.max_col] = [first] * (merged.max_col - merged.min_col + 1)
    return Sheet(sheet.title, _level(rows), list(range(1, len(rows) + 1)))


def _of_cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _tidy(f"{value:%Y-%m-%d}" if isinstance(value, datetime.date) else str(value))
    return round(value * 100, 10) if "%" in cell.number_format else value  # as it is shown


def _tidy(text: str) -> str:
    return " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


def _level(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Make all rows as long as the longest."""
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def shown(cell: Cell) -> str:
    """Give a cell as text; a whole number has no decimals."""
    if isinstance(cell, str):
        return cell
    return str(int(cell)) if float(cell).is_integer() else repr(cell)


def column_name(column: int) -> str:
    """Name a column as spreadsheets do: 0 is A, 26 is AA."""
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
