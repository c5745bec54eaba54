"""Tables: a frame of real values, and columns that say how these are written in cells.

HTML of cells is written here, every value in it escaped. Which columns a table has belongs to `analysis.pages`, how its
values stand in a workbook to `analysis.reports.site.workbook`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import Any

import pandas as pd

from analysis.display.blocks import BLOCK, Bundle
from analysis.display.references import Citation, Names, marked, numbered, subject_page, with_names
from analysis.words.ranges import DASH


class Kind(StrEnum):
    """What the values of a column are, which says how they stand on a page and what a workbook makes of them."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    """A number between 0 and 1, written as a percentage."""
    DATE = "date"
    """A day, a month or a year in ISO form, such as 2022-06."""

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers."""
        return self in (Kind.NUMBER, Kind.SHARE)


class Part(StrEnum):
    """What a number is to the others that are written in the same cell."""

    NUMBER = ""
    LOW = "low"
    HIGH = "high"
    WHOLE = "whole"
    """That of which the number is a part."""


Cite = Callable[[Sequence[int]], Citation]
"""Names the sources of a cell to a reader, by their numbers on the page."""


@dataclass(frozen=True)
class Cell:
    """A cell as it is written: its text, and where it leads to or what leads to it."""

    text: str
    url: str = ""
    sources: Sequence[int] = ()
    anchor: str = ""
    stands_for: str = ""
    """What its text is a name of: `references.subject_page`."""
    names: Names = field(default_factory=dict)
    """What names within its text stand for."""
    language: str = ""
    """The language of its text, where it is not that of the page."""

    def html(self, cite: Cite) -> str:
        """Write the cell as HTML; `cite` says what its sources are called."""
        text = marked(self.text, self.stands_for) if self.stands_for else with_names(self.text, self.names)
        spoken = f' lang="{escape(self.language)}"' if self.language else ""
        if self.url:
            text = f'<a href="{escape(self.url)}" rel="noopener noreferrer"{spoken}>{text}</a>'
        elif spoken:
            text = f"<span{spoken}>{text}</span>"
        if self.anchor:
            text = f'<span id="{escape(self.anchor)}">{text}</span>'
        return text + cite(self.sources).html()

    def content(self, cite: Cite) -> dict[str, Any]:
        """Say what the cell holds."""
        told = {"text": self.text, "url": self.url, "sources": list(self.sources), "anchor": self.anchor}
        return {**told, "html": self.html(cite)}

    def __str__(self) -> str:
        return self.text + (f" [{', '.join(map(str, self.sources))}]" if self.sources else "")


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, the fields of the frame that it shows, and how their values are written."""

    heading: str
    fields: str | tuple[str, ...]
    """One field, or several that are written as one, such as both ends of a range."""
    write: Callable[..., str] = str
    """Takes a row's values of the fields, in their order."""
    kind: Kind = Kind.TEXT
    parts: tuple[Part, ...] = (Part.LOW, Part.HIGH)
    """What each number is, where several are written as one."""
    missing: str = DASH
    """What is written where the first field has no value."""
    sources: str = ""
    """The field with the ids of the sources that a cell rests on."""
    url: str = ""
    """The field with the address that a cell leads to."""
    anchor: str = ""
    """The field with the name by which links lead to a cell."""
    subject: str = ""
    """The notebook of which each value, the first field's, is a subject: a region, an edition."""
    named: str = ""
    """The field with the subjects, where they are not in the first."""
    mentions: Names = field(default_factory=dict)
    """What names within its texts stand for."""
    language: str = ""
    """The field with the language of a text, where it is not that of the page."""

    @property
    def names(self) -> tuple[str, ...]:
        """The fields, also where it is one."""
        return (self.fields,) if isinstance(self.fields, str) else self.fields

    def written(self, frame: pd.DataFrame, numbers: Mapping[str, int]) -> list[Cell]:
        """Write the cells of a frame that has the fields; `numbers` are those of the sources by their ids."""

        def beside(name: str, nothing: Any) -> list[Any]:
            return frame[name].tolist() if name else [nothing] * len(frame)

        rows = zip(*(frame[name].tolist() for name in self.names), strict=True)
        texts = [self.missing if is_nothing(values[0]) else self.write(*values) for values in rows]
        urls, source_ids, anchors = beside(self.url, ""), beside(self.sources, ()), beside(self.anchor, "")
        subjects = beside((self.named or self.names[0]) if self.subject else "", None)
        languages = beside(self.language, "")
        return [
            Cell(
                text,
                "" if is_nothing(url) else url,
                numbered([ids], numbers),
                anchor,
                "" if is_nothing(value) else subject_page(self.subject, value),
                self.mentions,
                language,
            )
            for text, url, ids, anchor, value, language in zip(
                texts, urls, source_ids, anchors, subjects, languages, strict=True
            )
        ]


TO_THE_LEFT = "<style>.table td:not(.number), .table th:not(.number) { text-align: left; }</style>"
"""JupyterLab sets all columns to the right."""


@dataclass(frozen=True, eq=False)
class Table:
    """A table with a caption: a frame of real values, and columns that say how these are written.

    The frame keeps what a sort or a workbook needs: numbers as numbers, both ends of a range, the ids of the sources of
    a row. It may have fields that no column shows. Nothing is written before the table is shown.
    """

    caption: str
    frame: pd.DataFrame
    columns: Sequence[Column]
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The numbers of the sources on the page, by their ids."""
    cite: Cite = Citation
    first: int | None = None
    """How many rows a page shows of a long one; a workbook has all."""

    def rows(self) -> list[tuple[Cell, ...]]:
        """Write the cells, row by row."""
        return list(zip(*(column.written(self.frame, self.numbers) for column in self.columns), strict=True))

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        places = [" class=number" if column.kind.is_number else "" for column in self.columns]

        def line(cells: Sequence[Cell], tag: str, scope: str = "") -> str:
            pairs = zip(places, cells, strict=True)
            return (
                f"<tr>{''.join(f'<{tag}{scope}{place}>{cell.html(self.cite)}</{tag}>' for place, cell in pairs)}</tr>"
            )

        headings, every = tuple(Cell(column.heading) for column in self.columns), self.rows()
        rows = every[: self.first]
        html = (
            f'{TO_THE_LEFT}<div class="table"><table><caption>{escape(self.caption)}</caption>'
            f"<thead>{line(headings, 'th', ' scope=col')}</thead>"
            f"<tbody>{''.join(line(row, 'td') for row in rows)}</tbody></table></div>"
        )
        lines = [self.caption, *(" | ".join(map(str, row)) for row in (headings, *rows))]
        return {"text/html": html, "text/plain": "\n".join(lines)}, {BLOCK: self._content(every)}

    def _content(self, rows: Sequence[Sequence[Cell]]) -> dict[str, Any]:
        """Say what the table holds: its cells as they are written, and its columns as real values."""
        values = [
            each for at, column in enumerate(self.columns) for each in self._values(column, [r[at] for r in rows])
        ]
        return {
            "kind": "table",
            "caption": self.caption,
            "columns": [
                {"heading": each.heading, "number": each.kind.is_number, "keys": self._keys(each)}
                for each in self.columns
            ],
            "rows": [[cell.content(self.cite) for cell in row] for row in rows[: self.first]],
            "values": values,
        }

    def _keys(self, column: Column) -> list[Any]:
        """Give what the rows are sorted by where the texts of a column would not do; none where they do."""
        return [] if column.kind is Kind.TEXT else _numbers(self.frame[column.names[0]])[: self.first]

    def _values(self, column: Column, cells: Sequence[Cell]) -> list[dict[str, Any]]:
        """Give the columns of a workbook for one of the page: a text as it is written, years and each number of a cell apart."""
        first = self.frame[column.names[0]]
        is_year = column.write is str and pd.api.types.is_integer_dtype(first)
        if column.kind is Kind.DATE or is_year:
            kind = Kind.NUMBER if is_year else Kind.DATE
            return [{"heading": column.heading, "part": Part.NUMBER, "kind": kind, "values": _numbers(first)}]
        if not column.kind.is_number:
            texts = [None if cell.text == column.missing else cell.text for cell in cells]
            return [{"heading": column.heading, "part": Part.NUMBER, "kind": Kind.TEXT, "values": texts}]
        parts = column.parts if len(column.names) > 1 else (Part.NUMBER,)
        return [
            {"heading": column.heading, "part": part, "kind": column.kind, "values": _numbers(self.frame[name])}
            for name, part in zip(column.names, parts, strict=True)
        ]


def _numbers(values: pd.Series) -> list[int | float | None]:
    """Give values as JSON knows them; one that is missing is None."""
    return [None if pd.isna(value) else value for value in values.tolist()]


def is_nothing(value: Any) -> bool:
    """Tell a value that is missing, or a text or list that is empty; 0 is a number."""
    return len(value) == 0 if isinstance(value, str | tuple) else bool(pd.isna(value))
