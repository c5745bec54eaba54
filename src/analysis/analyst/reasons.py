"""Why a result is as it is, as a tree: what is said, the rows of the raw tables it rests on, and the pages that bear it.

How a result leads to its rows belongs to `analysis.analyst.explain`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.analyst import show
from analysis.facts import files
from analysis.facts.schemas import TABLES
from analysis.folders import PROJECT


@dataclass(frozen=True)
class Rows:
    """Rows of one file of the raw tables."""

    file: str
    lines: Sequence[int]

    def __str__(self) -> str:
        if len(self.lines) == 1:
            return f"{self.file} line {self.lines[0]}"
        return f"{self.file} lines {_spans(self.lines)}"


@dataclass(frozen=True)
class Source:
    """A page that bears something."""

    publisher: str
    title: str = ""
    url: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, [self.publisher, self.url or self.title]))

    def html(self) -> str:
        """Link to the page by its publisher and title."""
        text = escape(": ".join(filter(None, [self.publisher, self.title])))
        return f'<a href="{escape(self.url)}" rel="noopener noreferrer">{text}</a>' if self.url else text


@dataclass(frozen=True, repr=False)
class Reason:
    """Something that holds, the rows and pages that it rests on, and why: more reasons."""

    text: str
    rows: Sequence[Rows] = ()
    sources: Sequence[Source] = ()
    because: Sequence["Reason"] = ()

    def everything(self) -> Iterator["Reason"]:
        """Go through this reason and all below it."""
        yield self
        for each in self.because:
            yield from each.everything()

    def _lines(self) -> Iterator[str]:
        yield self.text
        below = [[str(each)] for each in (*self.rows, *self.sources)]
        below += [list(each._lines()) for each in self.because]
        for at, (first, *others) in enumerate(below, 1):
            branch, onward = ("└─ ", "   ") if at == len(below) else ("├─ ", "│  ")
            yield branch + first
            yield from (onward + line for line in others)

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _html(self) -> str:
        below = [f"<li><code>{escape(str(each))}</code></li>" for each in self.rows]
        below += [f"<li>{each.html()}</li>" for each in self.sources]
        below += [f"<li>{each._html()}</li>" for each in self.because]
        if not below:
            return escape(self.text)
        return f"<details open><summary>{escape(self.text)}</summary><ul>{''.join(below)}</ul></details>"

    def _repr_html_(self) -> str:
        return show.framed(f'<div class="tree">{self._html()}</div>')


class Raw:
    """The raw tables as they lie in a folder: where a row stands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, list[tuple[str, pd.DataFrame]]] = {}

    def rows(self, table: str, **key: Any) -> list[Rows]:
        """Find the rows of a table whose columns have the values given: one, or any of several; one entry a file."""
        found = []
        for file, cells in self._files(table):
            mask = pd.Series(True, index=cells.index)
            for column, value in key.items():
                values = list(value) if isinstance(value, list | tuple) else [value]
                mask &= cells[column].isin([str(each) for each in values])
            if mask.any():
                found.append(Rows(file, cells.index[mask].tolist()))
        return found

    def _files(self, table: str) -> list[tuple[str, pd.DataFrame]]:
        if table not in self._read:
            self._read[table] = [
                (self._named(path), cells)
                for path in files.paths(self._folder, table)
                if (cells := files.texts(path, path.name, list(TABLES[table].columns)).cells) is not None
            ]
        return self._read[table]

    def _named(self, path: Path) -> str:
        """Name a file as it is found from the project, or else whole."""
        return path.relative_to(PROJECT).as_posix() if path.is_relative_to(PROJECT) else str(path)


def cited(sources: pd.DataFrame, source_ids: Iterable[str]) -> list[Source]:
    """Give the sources of some ids, in their order."""
    rows = sources.set_index("source_id").loc[list(dict.fromkeys(source_ids)), ["publisher", "title", "url"]]
    return [Source(*("" if pd.isna(each) else str(each) for each in row)) for row in rows.itertuples(index=False)]


def _spans(lines: Sequence[int]) -> str:
    """Write line numbers, those in a row as a span.

    >>> _spans([2, 3, 4, 9])
    '2–4, 9'
    """
    starts = [lines[0], *(after for before, after in pairwise(lines) if after != before + 1)]
    ends = [*(before for before, after in pairwise(lines) if after != before + 1), lines[-1]]
    return ", ".join(str(start) if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True))
