"""Read the raw tables and find their faults: what is wrong in a file, a row or a cell, and across tables.

The only room that reads `data/raw/`. What is derived from the tables and written belongs to `analysis.prepare`.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from analysis.data import rules
from analysis.data.schemas import TABLES, typed
from analysis.errors import Fault, FaultyData

CODE = re.compile(r"[0-9]{2}(\.[0-9]{2})?")
TURNED_INTO_NUMBER = re.compile(r"[0-9]{2}\.[0-9]")
"""What a spreadsheet makes of a region code: 13.1 of 13.10, 31.0 of 31."""
WRONG_TYPE = {"Int64": "is not a whole number", "Float64": "is not a number such as 88.73"}


def read(raw: Path) -> dict[str, pd.DataFrame]:
    """Read all tables of a folder, typed as in `schemas.TABLES`, one frame a table.

    Raises FaultyData with every fault that was found, if there is any.
    """
    tables, faults = examine(raw)
    if faults:
        raise FaultyData(faults)
    return {name: frame.reset_index(drop=True) for name, frame in tables.items()}


def examine(raw: Path) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """Read all tables of a folder and find all their faults.

    Each frame has the line number of its rows as index. A table that could not be read is an empty one.
    """
    if not raw.is_dir():
        return {}, [Fault(str(raw), 0, "is not a folder with the raw tables")]
    tables: dict[str, pd.DataFrame] = {}
    read: dict[str, dict[str, pd.DataFrame]] = {}
    unread: set[str] = set()
    of_files: list[Fault] = []
    of_cells: list[Fault] = []
    of_keys: list[Fault] = []
    for name, schema in TABLES.items():
        parts = read[name] = {}
        paths = _paths(raw, name)
        if not paths:  # a header says that nothing is known yet; no file at all says that something got lost
            header = ",".join(schema.columns)
            of_files.append(Fault(f"{name}/", 0, f"no CSV in it; the first line of a file would be {header}"))
            unread.add(name)
        for path in paths:
            file = path.relative_to(raw).as_posix()
            texts, whole, found = _texts(path, file, list(schema.columns))
            of_files += found
            if not whole:
                unread.add(name)
            if texts is not None:
                parts[file], found = _cells(texts, file, schema)
                of_cells += found
        of_keys += _duplicates(parts, schema)
        tables[name] = pd.concat([frame for frame in parts.values() if len(frame)] or [_empty(schema)])
    faulty = {_cell(fault) for fault in of_cells}
    for name, parts in read.items():
        for file, frame in parts.items():
            references = _references(file, frame, TABLES[name], tables, unread)
            of_keys += [fault for fault in references if _cell(fault) not in faulty]
    ragged = {(fault.file, fault.line) for fault in of_files}
    of_rows = of_cells + of_keys + rules.faults(tables, unread)
    return tables, sorted({*of_files, *(fault for fault in of_rows if (fault.file, fault.line) not in ragged)})


def _cell(fault: Fault) -> tuple[str, int, str]:
    """Name the cell that a fault is about: its text begins with the column."""
    return fault.file, fault.line, fault.text.split(" ", 1)[0]


def _paths(raw: Path, name: str) -> list[Path]:
    if name == "indicators":
        return sorted((raw / "indicators").glob("*.csv"))
    return [raw / f"{name}.csv"]


def _empty(schema: pa.DataFrameSchema) -> pd.DataFrame:
    return pd.DataFrame(
        {name: typed(pd.Series(dtype="str"), _dtype(column)) for name, column in schema.columns.items()}
    )


def _dtype(column: pa.Column) -> str:
    kind = str(column.dtype)
    return kind if kind in WRONG_TYPE else "str"


def _texts(path: Path, file: str, columns: list[str]) -> tuple[pd.DataFrame | None, bool, list[Fault]]:
    """Read a CSV file as texts, empty cells as missing, the line of each row as index.

    Says as well whether that is the whole table. Where a column is missing, a line has too many or too few cells, or
    the lines can be read to some line only, it is not: its values may be checked, but what is not there says nothing.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None, False, [Fault(file, 0, f"is missing; its first line would be {','.join(columns)}")]
    except OSError as error:
        return None, False, [Fault(file, 0, f"can't be read: {error.strerror}")]
    try:
        text = content.decode("utf-8-sig")
        wrong = content.find(b"\0")  # as in UTF-16, whose other bytes may pass
    except UnicodeDecodeError as error:
        content, wrong = error.object, error.start
    if wrong >= 0:
        line = content.count(b"\n", 0, wrong) + 1
        return (
            None,
            False,
            [Fault(file, line, f"byte {content[wrong]:02x} is not UTF-8 text: save the file as CSV UTF-8")],
        )
    rows, cut = _rows(text, file)
    if not rows:
        return None, False, cut or [Fault(file, 0, f"is empty; its first line would be {','.join(columns)}")]
    first, header = rows[0]
    if len(header) == 1 and len(columns) > 1:
        for other, called in ((";", "semicolons"), ("\t", "tabs")):
            if other in header[0]:
                return (
                    None,
                    False,
                    [Fault(file, first, f"its cells are separated by {called}: save the file with commas")],
                )
    faults = [Fault(file, first, f"column {name} is missing") for name in columns if name not in header]
    faults += [
        Fault(file, first, f"column '{name}' is not one of {', '.join(columns)}")
        for name in dict.fromkeys(header)
        if name not in columns
    ]
    faults += [Fault(file, first, f"column {name} stands twice") for name in columns if header.count(name) > 1]
    width = len(header)
    if faults and all(len(row) != width for _, row in rows[1:]):
        return None, False, faults + cut  # the header is wrong then, not every line
    for line, row in rows[1:]:
        if len(row) != width:
            advice = "a stray or a missing comma? A text with a comma stands in double quotes"
            faults.append(Fault(file, line, f"has {len(row)} cells, the header has {width}: {advice}"))
    whole = not faults and not cut
    cells = [[cell if cell else None for cell in (row + [""] * width)[:width]] for _, row in rows[1:]]
    lines = pd.Index([line for line, _ in rows[1:]], dtype="int64", name="line")
    texts = pd.DataFrame(cells, index=lines, columns=header, dtype="str")
    return texts[[name for name in columns if header.count(name) == 1]], whole, faults + cut


def _rows(text: str, file: str) -> tuple[list[tuple[int, list[str]]], list[Fault]]:
    """Split a text into rows with their lines, as far as it can be read."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows = []
    line = 1
    try:
        for row in reader:
            if row:
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        return rows, [Fault(file, line, f"can't be read as CSV ({error}): is a double quote missing?")]
    return rows, []


def _cells(texts: pd.DataFrame, file: str, schema: pa.DataFrameSchema) -> tuple[pd.DataFrame, list[Fault]]:
    """Type the cells of a table and check each against its schema; a column that is not there has no cells."""
    there = set(texts.columns)
    texts = texts.reindex(columns=list(schema.columns)).astype("str")
    faults = []
    columns = {}
    for name, column in schema.columns.items():
        dtype = _dtype(column)
        columns[name] = typed(texts[name], dtype)
        for line, text in texts.loc[columns[name].isna() & texts[name].notna(), name].items():
            faults.append(Fault(file, line, f"{name} '{text}' {WRONG_TYPE[dtype]}"))
        padded = texts[name][texts[name].str.strip() != texts[name]].dropna()
        faults += [Fault(file, line, f"{name} '{text}' has a space at an end") for line, text in padded.items()]
    frame = pd.DataFrame(columns)
    mistyped = {_cell(fault) for fault in faults}
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        single = cases[cases["check"] != "multiple_fields_uniqueness"]
        for column, check, value, line in single[["column", "check", "failure_case", "index"]].itertuples(index=False):
            if check == "not_nullable":
                if column in there and (file, line, column) not in mistyped:
                    faults.append(
                        Fault(file, int(line), f"{column} is empty; it is {schema.columns[column].description}")
                    )
            else:
                faults.append(Fault(file, int(line), f"{column} '{value}' {check}"))
    return frame, faults


def _duplicates(parts: dict[str, pd.DataFrame], schema: pa.DataFrameSchema) -> Iterator[Fault]:
    """Find keys that stand twice in the files of a table."""
    key = schema.unique
    if not key or not parts:
        return
    rows = pd.concat(parts, names=["file"]).dropna(subset=key)
    for values, group in rows[rows.duplicated(key, keep=False)].groupby(key):
        named = ", ".join(f"{name} '{value}'" for name, value in zip(key, values, strict=True))
        (first_file, first_line), *others = group.index
        for file, line in others:
            first = f"line {first_line}" if file == first_file else f"line {first_line} of {first_file}"
            yield Fault(file, line, f"{named} stands on {first} already; a key may stand once")


def _references(
    file: str, frame: pd.DataFrame, schema: pa.DataFrameSchema, tables: dict[str, pd.DataFrame], unread: set[str]
) -> Iterator[Fault]:
    """Find values that refer to no row of another table; nothing is said of a table that could not be read.

    Nor of a code whose row is there, but with its code turned into a number: that row is to be corrected, not this.
    """
    for name, column in schema.columns.items():
        target = (column.metadata or {}).get("refers_to")
        if not target or (table := target.split(".")[0]) in unread:
            continue
        target_column = target.split(".")[1]
        known = tables[table][target_column]
        unknown = frame.loc[~frame[name].isin(known), name].dropna()
        numbers = {float(each) for each in known.dropna() if TURNED_INTO_NUMBER.fullmatch(str(each))}
        for line, value in unknown.items():
            if CODE.fullmatch(str(value)) and float(value) in numbers:
                continue
            yield Fault(file, line, f"{name} '{value}' is no {target_column} of {table}.csv: correct it or add its row")
