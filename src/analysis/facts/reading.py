"""Read the raw tables and find their faults: what is wrong in a file, a row or a cell, and across tables.

The only room that reads `data/raw/`. What is derived from the tables and written belongs to `analysis.prepare`.
"""

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.errors import Fault, FaultyData, Message, Severity, fault, in_order
from analysis.facts import cells, files, rules, slips
from analysis.facts.columns import CODE_FORM
from analysis.facts.forms import Schema
from analysis.facts.schemas import TABLES

TURNED_INTO_NUMBER = re.compile(r"[0-9]{2}\.[0-9]")
"""What a spreadsheet makes of a region code: 13.1 of 13.10, 31.0 of 31."""

MANY = 5
"""What is the same on so many lines of a file is told once."""

Tables = dict[str, pd.DataFrame]


class Read(NamedTuple):
    """A table as it was read: a frame for each file, and what is wrong in the files and in their cells."""

    parts: Tables
    is_whole: bool
    of_files: list[Fault]
    of_cells: list[Fault]


def read(raw: Path) -> Tables:
    """Read all tables of a folder, typed as in `schemas.TABLES`, one frame a table.

    Raises FaultyData with every fault that was found, if there is any; a warning stops nobody.
    """
    tables, found = examine(raw)
    faults = [each for each in found if each.severity is Severity.FAULT]
    if faults:
        raise FaultyData(faults)
    return {name: frame.reset_index(drop=True) for name, frame in tables.items()}


def examine(raw: Path) -> tuple[Tables, list[Fault]]:
    """Read all tables of a folder and find all their faults, and the warnings that are not accepted.

    Each frame has the line number of its rows as index, that of the scores the file as well. A table that could not
    be read is an empty one. What follows from another fault is not told.
    """
    if not raw.is_dir():
        return {}, [fault(str(raw), 0, "is not a folder with the raw tables")]
    read = {name: Read(*_table(raw, name, schema)) for name, schema in TABLES.items()}
    tables, of_keys = _joined(read)
    if meant := _as_meant(raw, read, of_keys):
        read |= meant
        tables, of_keys = _joined(read)
    unread = {name for name, each in read.items() if not each.is_whole}
    of_files = [*files.strays(raw), *(fault for each in read.values() for fault in each.of_files)]
    of_cells = [fault for each in read.values() for fault in each.of_cells]
    faulty_cells = {each.cell for each in of_cells}
    of_keys = [each for each in of_keys if each.cell not in faulty_cells]
    blamed = faulty_cells | {each.cell for each in of_keys if each.column}
    across = [each for each in rules.faults(tables, unread, {file for file, *_ in blamed}) if each.cell not in blamed]
    ragged = {(each.file, each.line) for each in of_files}
    of_rows = [each for each in of_cells + of_keys + across if (each.file, each.line) not in ragged]
    width = {file: len(TABLES[name].columns) for name, each in read.items() for file in each.parts}
    return tables, in_order([*of_files, *_once(_strangers(of_rows, width))])


def _strangers(faults: Sequence[Fault], width: Mapping[str, int]) -> Iterator[Fault]:
    """Tell once of a row most of whose cells are wrong, such as a line of totals or a row of another table."""
    of_line: dict[tuple[str, int], list[Fault]] = {}
    for each in faults:
        of_line.setdefault((each.file, each.line), []).append(each)
    for (file, line), found in of_line.items():
        columns = list(dict.fromkeys(each.column for each in found if each.column))
        if len(columns) >= slips.LEAST and len(columns) > width[file] / 2:
            asked = "most of its cells don't fit their columns ({columns}): a line that does not belong here, or cells in the wrong order? The first: {message}"
            yield fault(file, line, asked, columns=", ".join(columns), message=found[0].message)
        else:
            yield from found


def _once(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Tell once what is the same on many lines of a file."""
    same: dict[tuple[str, str], list[Fault]] = {}
    for each in faults:
        same.setdefault((each.file, str(replace(each, line=0))), []).append(each)
    for group in same.values():
        if len(group) < MANY:
            yield from group
            continue
        first, *_, last = sorted(group, key=lambda each: each.line)
        more = {"message": first.message, "count": len(group) - 1, "last": last.line}
        yield replace(first, message=Message("{message} (so on {count} more lines, down to line {last})", more))


def _table(raw: Path, name: str, schema: Schema) -> tuple[Tables, bool, list[Fault], list[Fault]]:
    """Read the files of a table, as the fields of `Read`."""
    paths = files.paths(raw, name)
    if not paths:  # a header says that nothing is known yet; no file at all says that something got lost
        header = ",".join(schema.columns)
        lost = "no CSV in it; the first line of a file would be {header}"
        return {}, False, [fault(f"{name}/", 0, lost, header=header)], []
    parts: Tables = {}
    of_files: list[Fault] = []
    of_cells: list[Fault] = []
    is_whole = True
    for path in paths:
        file = path.relative_to(raw).as_posix()
        content = files.content(path, file, list(schema.columns))
        found, frame, faulty = (content, None, ()) if isinstance(content, files.Texts) else _read(content, file, name)
        of_files += found.faults
        of_cells += faulty
        is_whole = is_whole and found.is_whole
        if frame is not None:
            parts[file] = frame.copy(deep=False)  # copies on write
        lines = Counter(each.column for each in faulty)
        if frame is not None and len(frame) >= slips.LEAST and len(frame) in lines.values():
            is_whole = False  # no row says anything then
    return parts, is_whole, of_files, of_cells


@lru_cache(maxsize=64)
def _read(content: bytes, file: str, name: str) -> tuple[files.Texts, pd.DataFrame | None, Sequence[Fault]]:
    """Read what a file of a table holds, and check its cells; the same content once, as where a change to one file is tried.

    Rows that stand twice are left out where the table has a key, as is a column that makes them so.
    """
    schema = TABLES[name]
    found = files.of_content(content, file, list(schema.columns))
    if found.cells is None:
        return found, None, ()
    if schema.key:
        found.cells, faults = slips.filled_down(found.cells, file, schema.key)
        found.is_whole &= not faults
        if not faults:
            found.cells, faults = slips.repeated(found.cells, file)
        found.faults += faults
    return found, *cells.checked(found.cells, file, schema)


def _as_meant(raw: Path, read: Mapping[str, Read], of_keys: Sequence[Fault]) -> dict[str, Read]:
    """Read the tables once more in which cells stand in the column of others, as they were meant."""
    suspects = {each.file for table in read.values() for each in table.of_cells}
    suspects |= {each.file for each in of_keys if each.column}
    known = _known(read)
    meant: dict[str, Read] = {}
    for name, schema in TABLES.items():
        for file in suspects & set(read[name].parts):
            content = files.content(raw / file, file, list(schema.columns))
            if isinstance(content, files.Texts):
                continue
            found, *_ = _read(content, file, name)
            if found.cells is None or len(found.cells.columns) < len(schema.columns):
                continue
            told = {each.line for each in found.faults}
            texts, is_whole, faults = slips.moved(found.cells, file, schema, known, told)
            if faults:
                last = meant.get(name, read[name])
                part, faulty = cells.checked(texts, file, schema)
                meant[name] = Read(
                    {**last.parts, file: part},
                    last.is_whole and is_whole,
                    [*last.of_files, *faults],
                    [*(each for each in last.of_cells if each.file != file), *faulty],
                )
                known = _known({**read, **meant})
    return meant


def _known(read: Mapping[str, Read]) -> dict[str, set[str]]:
    """Give the values of the columns that others refer to, of the tables that are whole."""
    targets = {column.refers_to for schema in TABLES.values() for column in schema.columns.values() if column.refers_to}
    return {
        target: {str(each) for part in read[table].parts.values() for each in part[column]}
        for target in targets
        for table, column in [target.split(".")]
        if read[table].is_whole
    }


def _joined(read: Mapping[str, Read]) -> tuple[Tables, list[Fault]]:
    """Join the files of each table, and find what is wrong with its keys and with its references to others."""
    tables: Tables = {}
    of_keys: list[Fault] = []
    for name, schema in TABLES.items():
        of_keys += _duplicates(read[name].parts, schema)
        filled = {file: frame for file, frame in read[name].parts.items() if len(frame)}
        if not filled:
            tables[name] = cells.empty(schema)
        else:
            tables[name] = pd.concat(filled, names=["path"]) if name == files.SCORES else pd.concat(filled.values())
    unread = {name for name, each in read.items() if not each.is_whole}
    of_keys += _references(tables, {name: each.parts for name, each in read.items()}, unread)
    return tables, of_keys


def _duplicates(parts: Tables, schema: Schema) -> Iterator[Fault]:
    """Find keys that stand twice in the files of a table."""
    key = schema.key
    if not key or not parts or not pd.concat(parts.values()).dropna(subset=key).duplicated(key).any():
        return
    rows = pd.concat(parts, names=["path"]).dropna(subset=key)
    for values, group in rows[rows.duplicated(key, keep=False)].groupby(key):
        named = ", ".join(f"{name} '{value}'" for name, value in zip(key, values, strict=True))
        (first_file, first), *others = group.index
        for file, line in others:
            if file == first_file:
                yield fault(
                    file, line, "{key} stands on line {first} already; a key may stand once", key=named, first=first
                )
            else:
                twice = "{key} stands on line {first} of {other} already; a key may stand once"
                yield fault(file, line, twice, key=named, first=first, other=first_file)


def _references(tables: Tables, parts: dict[str, Tables], unread: Collection[str]) -> Iterator[Fault]:
    """Find values that refer to no row of another table; nothing is said of a table that could not be read.

    Nor of a value whose row is there, but with a key that could not be read, or a code turned into a number: that row is to
    be corrected, not this.
    A value that nearly is one of the other table is read as it was meant from then on.
    """
    for name, schema in TABLES.items():
        for column, declared in schema.columns.items():
            target = declared.refers_to
            if not target or (table := target.split(".")[0]) in unread:
                continue
            target_column = target.split(".")[1]
            known = tables[table][target_column]
            given = tables[name][column].dropna()
            if given[~given.isin(known)].nunique() <= known.isna().sum():
                continue
            numbers = {float(each) for each in known.dropna() if TURNED_INTO_NUMBER.fullmatch(str(each))}
            texts = {text.casefold(): text for text in known.dropna().astype("str").unique()}
            near: dict[object, str] = {}
            for file, frame in parts[name].items():
                for line, value in frame.loc[~frame[column].isin(known), column].dropna().items():
                    if re.fullmatch(CODE_FORM, str(value)) and float(value) in numbers:
                        continue
                    named = {"value": value, "target": target_column, "table": f"{table}.csv"}
                    if close := difflib.get_close_matches(str(value).casefold(), texts, 1, 0.9):
                        near[value] = texts[close[0]]
                        meant = "{column} '{value}' is no {target} of {table}: did you mean '{near}'? Else add its row"
                        yield fault(file, line, meant, column, **named, near=near[value])
                    else:
                        no_row = "{column} '{value}' is no {target} of {table}: correct it or add its row"
                        yield fault(file, line, no_row, column, **named)
            if near:
                tables[name][column] = tables[name][column].replace(near)
