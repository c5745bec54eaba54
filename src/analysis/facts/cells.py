"""The cells of a table: typed, and each checked against its schema.

Which file they come from belongs to `analysis.facts.files`, what must hold across rows to `analysis.facts.rules`.
"""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.errors import Fault, Message, fault
from analysis.facts.characters import meant, odd
from analysis.facts.columns import wrong
from analysis.facts.forms import Schema
from analysis.facts.schemas import typed

TYPED = ("Int64", "Float64")
SEPARATORS = r".,'\N{RIGHT SINGLE QUOTATION MARK} \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
WITH_THOUSANDS = re.compile(rf"(-?[0-9]{{1,3}}(?:([{SEPARATORS}])[0-9]{{3}})(?:\2[0-9]{{3}})*)(?:[.,]([0-9]+))?")
WITH_DECIMALS = re.compile(r"(-?[0-9]+)[.,]([0-9]+)")


def empty(schema: Schema) -> pd.DataFrame:
    """Make a table without rows, typed."""
    return pd.DataFrame({name: typed(pd.Series(dtype="str"), column.dtype) for name, column in schema.columns.items()})


def checked(texts: pd.DataFrame, file: str, schema: Schema) -> tuple[pd.DataFrame, list[Fault]]:
    """Type the cells of a table and check each against its schema; a column that is not there has no cells.

    Texts with odd characters are read as they were meant; numbers that are none, or not in range, as missing.
    """
    there = set(texts.columns)
    texts = texts.reindex(columns=list(schema.columns)).astype("str")
    faults: list[Fault] = []
    columns = {}
    for name, column in schema.columns.items():
        found, texts[name] = _as_meant(texts[name], file, prose=column.prose)
        faults += found
        columns[name] = typed(texts[name], column.dtype)
        for line, text in texts.loc[columns[name].isna() & texts[name].notna(), name].items():
            faults.append(_mistyped(file, line, name, str(text), column.dtype))
    frame = pd.DataFrame(columns)
    faulty = {each.cell for each in faults}
    against = [each for each in _against(frame, file, schema, there) if each.cell not in faulty]
    for each in against:
        if str(frame[each.column].dtype) in TYPED:
            frame.loc[each.line, each.column] = pd.NA
    return frame, [*faults, *against]


def _as_meant(texts: pd.Series, file: str, *, prose: bool) -> tuple[list[Fault], pd.Series]:
    """Find odd characters, and give the column as it was meant."""
    found = {text: odd(text, prose=prose) for text in texts.dropna().unique()}
    strange = {text: message for text, message in found.items() if message is not None}
    lines = texts[texts.isin(list(strange))]
    faults = [
        fault(file, line, "{column} '{value}' {wrong}", str(texts.name), value=text, wrong=strange[text])
        for line, text in lines.items()
    ]
    return faults, texts.replace({text: meant(text, prose=prose) for text in strange}) if strange else texts


def _mistyped(file: str, line: int, column: str, text: str, dtype: str) -> Fault:
    numbers = _numbers(text, dtype)
    advice: Message | str = Message(": write {numbers}", {"numbers": "/".join(numbers)}) if numbers else ""
    if re.fullmatch(r"-?[0-9]{16,}", text):
        advice = Message(" of up to 15 digits")
    if dtype == "Int64":
        return fault(file, line, "{column} '{value}' is not a whole number{advice}", column, value=text, advice=advice)
    return fault(
        file, line, "{column} '{value}' is not a number such as 88.73{advice}", column, value=text, advice=advice
    )


def _numbers(text: str, dtype: str) -> list[str]:
    """Give the numbers that a spreadsheet may have written in this way, with its own separators."""
    found = []
    text = text.removesuffix("%").strip()
    if dtype == "Float64" and (parts := WITH_DECIMALS.fullmatch(text)):
        found.append(f"{parts[1]}.{parts[2]}")
    if parts := WITH_THOUSANDS.fullmatch(text):
        whole = re.sub(r"[^-0-9]", "", parts[1])
        found.append(f"{whole}.{parts[3]}" if parts[3] and dtype == "Float64" else whole)
    elif dtype == "Int64" and (parts := WITH_DECIMALS.fullmatch(text)) and not parts[2].strip("0"):
        found.append(parts[1])
    return found


def _against(frame: pd.DataFrame, file: str, schema: Schema, there: set[str]) -> Iterator[Fault]:
    """Find the cells that are empty and may not be, or fail the check of their column; keys concern all files of a table."""
    for name, column in schema.columns.items():
        if not column.nullable and name in there:
            for line in frame.index[frame[name].isna()]:
                right = Message(column.description)
                yield fault(file, int(line), "{column} is empty; it is {right}", name, right=right)
        if check := column.check:
            values = frame[name].dropna()
            for line, value in values[~check.holds(values).astype(bool)].items():
                yield fault(file, int(line), "{column} '{value}' {wrong}", name, value=value, wrong=wrong(check, value))
