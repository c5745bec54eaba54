"""The CSV files of `data/raw/`: which there are, and their cells as texts, as far as they can be read.

What the cells of a table may hold belongs to `analysis.facts.cells`.
"""

import csv
import difflib
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.errors import Fault, fault
from analysis.facts.schemas import TABLES

SCORES = "indicators"
"""The table that lies in files of any name, in a folder of its own."""
Row = tuple[int, list[str]]
"""A line, and the cells that start there."""
NAMES = tuple(f"{name}.csv" for name in TABLES if name != SCORES)


@dataclass
class Texts:
    """The cells of a file as texts, as far as it could be read, and what is wrong with it."""

    faults: list[Fault] = field(default_factory=list)
    cells: pd.DataFrame | None = None
    """Empty cells are missing; the line of each row is the index."""
    is_whole: bool = False
    """Whether that is the whole table. Where it isn't, what is not there says nothing."""


def paths(raw: Path, table: str) -> list[Path]:
    """Give the files of a table, whether they are there or not."""
    if table == SCORES:
        return sorted((raw / SCORES).glob("*.csv"))
    return [raw / f"{table}.csv"]


def strays(raw: Path) -> Iterator[Fault]:
    """Find files that nobody reads; a README, hidden ones, and the copies that editors keep are nobody's concern."""
    for path in sorted(raw.rglob("*")):
        name = path.relative_to(raw)
        file = name.as_posix()
        if (
            path.is_dir()
            or name.stem == "README"
            or file.endswith("~")
            or any(part.startswith((".", "~")) for part in name.parts)
        ):
            continue
        if file in NAMES or (name.parent.as_posix() == SCORES and name.suffix == ".csv"):
            continue
        if name.parts[0].casefold() == SCORES:
            yield fault(
                file, 0, "is not read: scores lie in files such as {right}", right=f"{SCORES}/{_csv(name.stem)}"
            )
        elif near := difflib.get_close_matches(_csv(name.stem.casefold()), NAMES, 1, 0.8):
            yield fault(file, 0, "is not read: is it {right}?", right=near[0])
        else:
            yield fault(file, 0, "is not read: it is none of the tables; take it out of the folder")


def _csv(stem: str) -> str:
    return f"{stem}.csv"


def texts(path: Path, file: str, columns: Sequence[str]) -> Texts:
    """Read a CSV file; `file` is its name in faults. A column that is not there is not in the cells."""
    found = content(path, file, columns)
    return found if isinstance(found, Texts) else of_content(found, file, columns)


def content(path: Path, file: str, columns: Sequence[str]) -> bytes | Texts:
    """Give what a file holds, or the fault of one that can't be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if any(other.name.casefold() == path.name for other in path.parent.iterdir()):
            return Texts()  # in other letters: told as a file that is not read
        return Texts([fault(file, 0, "is missing; its first line would be {header}", header=",".join(columns))])
    except OSError as error:
        return Texts([fault(file, 0, "can't be read: {error}", error=error.strerror)])


def of_content(content: bytes, file: str, columns: Sequence[str]) -> Texts:
    """Read what a file holds, as `texts` does."""
    header = ",".join(columns)
    try:
        text = content.decode("utf-8-sig")
        wrong = content.find(b"\0")  # as in UTF-16, whose other bytes may pass
    except UnicodeDecodeError as error:
        content, wrong = error.object, error.start
    if wrong >= 0:
        line, byte = content.count(b"\n", 0, wrong) + 1, f"{content[wrong]:02x}"
        return Texts([fault(file, line, "byte {byte} is not UTF-8 text: save the file as CSV UTF-8", byte=byte)])
    rows, cut = _rows(text, file)
    rows, beside = _without_more_headers(*_without_empty(rows, file), file)
    if not rows:
        return Texts(cut or [fault(file, 0, "is empty; its first line would be {header}", header=header)])
    first, names = rows[0]
    if len(names) == 1 and len(columns) > 1:
        if ";" in names[0]:
            semicolons = "its cells are separated by semicolons, as Excel does where the system's list separator is one: set that to a comma (in Windows: Region settings), or save the file with LibreOffice, with commas"
            return Texts([fault(file, first, semicolons)])
        if "\t" in names[0]:
            return Texts([fault(file, first, "its cells are separated by tabs: save the file with commas")])
    if of_header := [*_no_header(file, rows, columns)]:
        return Texts(of_header)
    of_header = [*_header(file, first, names, columns)]
    width = len(names)
    if of_header and all(len(row) != width for _, row in rows[1:]):
        return Texts([*of_header, *cut])  # the header is wrong then, not every line
    ragged = "number of cells: {cells}, of the header's: {width}. A stray or a missing comma? A text with a comma stands in double quotes"
    faults = [
        *of_header,
        *(fault(file, line, ragged, cells=len(row), width=width) for line, row in rows[1:] if len(row) != width),
        *cut,
    ]
    cells = [[cell if cell else None for cell in (row + [""] * width)[:width]] for _, row in rows[1:]]
    lines = pd.Index([line for line, _ in rows[1:]], dtype="int64", name="line")
    frame = pd.DataFrame(cells, index=lines, columns=names, dtype="str")
    return Texts(
        [*faults, *beside], frame[[name for name in names if name in columns and names.count(name) == 1]], not faults
    )


def _no_header(file: str, rows: Sequence[Row], columns: Sequence[str]) -> Iterator[Fault]:
    """Find a first line that is no header, or one in other letters; then nothing is said of each column."""
    line, names = rows[0]
    below = [at for at, cells in rows[1:] if set(columns) <= set(cells)]
    if set(columns) <= set(names):
        return
    if below:
        yield fault(
            file, line, "is not the header, which stands on line {line}: remove what is above it", line=below[0]
        )
    elif sorted(meant := [name.strip().casefold() for name in names]) == sorted(columns):
        yield fault(file, line, "is the header, but is to be written {header}", header=",".join(meant))
    elif not set(names) & set(columns) and len(columns) > 1:
        yield fault(file, line, "is not the header, which would be {header}", header=",".join(columns))


def _header(file: str, line: int, names: Sequence[str], columns: Sequence[str]) -> Iterator[Fault]:
    for name in columns:
        if name not in names:
            yield fault(file, line, "column {name} is missing", name=name)
    for name in dict.fromkeys(names):
        if name not in columns:
            yield fault(file, line, "column '{name}' is not one of {columns}", name=name, columns=", ".join(columns))
    for name in columns:
        if names.count(name) > 1:
            yield fault(file, line, "column {name} stands twice", name=name)


def _without_empty(rows: Sequence[Row], file: str) -> tuple[list[Row], list[Fault]]:
    """Leave out rows of empty cells, all of which are one fault."""
    filled = [row for row in rows if any(cell.strip() for cell in row[1])]
    empty = [line for line, cells in rows if not any(cell.strip() for cell in cells)]
    if not empty:
        return filled, []
    if len(empty) == 1:
        return filled, [fault(file, empty[0], "has empty cells only: remove it")]
    more = "has empty cells only, as others have down to line {last}, {count} rows in all: remove them"
    return filled, [fault(file, empty[0], more, count=len(empty), last=empty[-1])]


def _without_more_headers(rows: Sequence[Row], faults: Sequence[Fault], file: str) -> tuple[list[Row], list[Fault]]:
    """Leave out where the header stands once more, with the rows behind it if those stand above as well."""
    kept: list[Row] = []
    found = [*faults]
    ahead = [at for at, row in enumerate(rows) if row[1] == rows[0][1]]
    for start, end in itertools.pairwise([*ahead, len(rows)]):
        line, _ = rows[start]
        behind = rows[start + 1 : end]
        if start == 0:
            kept += rows[:end]
        elif behind and [cells for _, cells in behind] == [cells for _, cells in rows[1 : 1 + len(behind)]]:
            again = "is the header once more, and the rows behind it, down to line {last}, stand above already: remove all of them"
            found.append(fault(file, line, again, last=behind[-1][0]))
        else:
            found.append(fault(file, line, "is the header once more: remove it"))
            kept += behind
    return kept, found


def _rows(text: str, file: str) -> tuple[list[Row], list[Fault]]:
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
        return rows, [fault(file, line, "can't be read as CSV ({error}): is a double quote missing?", error=error)]
    return rows, []
