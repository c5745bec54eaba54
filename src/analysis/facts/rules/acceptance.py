"""Warnings that were looked into: which of them `accepted.csv` accepts, and how one is named there.

What makes a warning belongs to the rules.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

import pandas as pd

from analysis.errors import Fault, Message, fault
from analysis.facts.schemas import TABLES

Named = tuple[str, str, str]
"""The file, the row by its key, and the rule of a warning."""


def name_of(warning: Fault, rule: str, tables: Mapping[str, pd.DataFrame]) -> Named:
    """Name a warning so that it is found again when lines move: by file, key of the row, and rule."""
    path = PurePosixPath(warning.file)
    name = path.parent.name or path.stem
    frame, key = tables[name], TABLES[name].key
    row = frame.loc[(warning.file, warning.line) if frame.index.nlevels > 1 else warning.line, key]
    return warning.file, " ".join(str(value) for value in row), rule


def with_advice(warning: Fault, named: Named) -> Fault:
    """Add to a warning the cells by which it is accepted."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(named)
    advice = Message(
        "{wrong}; if it is right, accept it in accepted.csv: {row},why",
        {"wrong": warning.message, "row": line.getvalue()},
    )
    return replace(warning, message=advice)


def stale(accepted: pd.DataFrame, told: Collection[Named], ran: Iterable[str]) -> Iterator[Fault]:
    """Find rows that accept no warning; nothing is said of rules that could not be applied."""
    for line, *named in accepted[["file", "row", "rule"]].dropna().itertuples():
        if named[2] in ran and tuple(named) not in told:
            nothing = "{column} '{value}' of {file} has no warning of {rule}: correct it, or remove the row"
            yield fault("accepted.csv", line, nothing, "row", value=named[1], file=named[0], rule=named[2])
