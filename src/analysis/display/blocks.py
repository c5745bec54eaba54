"""What a page is made of: headings, paragraphs, tables and charts, as a notebook shows them.

Each is an output of a notebook cell with a text twin, which nbval compares. HTML is written here and nowhere else,
and every value in it is escaped, since names come from data and parameters from anyone. What is said belongs to
`analysis.pages`, what is drawn to `analysis.display.charts`.
"""

import base64
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import Any, ClassVar

import pandas as pd
from matplotlib.figure import Figure

from analysis.display import pictures
from analysis.display.pictures import PIXEL_RATIO
from analysis.display.references import UNCITED, Citation, Names, marked, numbered, subject_page, with_names
from analysis.words.ranges import DASH

BLOCK = "block"
"""The key in the metadata of an output under which a block says what it holds, for formats other than HTML."""
BY_THEME = "JPY_SESSION_NAME"
"""In the environment of a kernel that JupyterLab has started, where charts go with its theme; elsewhere they are PNG alone."""
AT_NIGHT = '<style>body[data-jp-theme-light="false"] .trends-chart { filter: invert(.92) hue-rotate(180deg); }</style>'
"""In a dark theme a chart is turned from light to dark, as on a page: every contrast in it stays."""

Bundle = tuple[dict[str, str], dict[str, dict[str, Any]]]
"""What IPython takes of an object that shows itself: its forms by media type, and their metadata."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title of the page."""

    text: str
    level: int = 2

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        data = {
            "text/html": f"<h{self.level}>{escape(self.text)}</h{self.level}>",
            "text/plain": "#" * self.level + " " + self.text,
        }
        return data, {BLOCK: {"kind": "heading", "level": self.level, "text": self.text}}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the sources that it rests on; `kind` may be about, lead or note."""

    text: str
    sources: Citation = UNCITED
    kind: str = ""
    mark: str = ""
    """How firm it is, said beside it."""
    names: Names = field(default_factory=dict)
    """What its names stand for."""

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        named = f' class="{self.kind}"' if self.kind else ""
        beside, opened = ("", self.sources.html()) if self.sources.is_long else (self.sources.html(), "")
        html = f"<p{named}>{with_names(self.text, self.names)}{beside}</p>"
        mark = f'<span class="mark">{escape(self.mark)}</span>' if self.mark else ""
        if mark or opened:
            html += f'<div class="marks">{mark}{opened}</div>'
        text = f"{self.text}{f' ({self.mark})' if self.mark else ''}{self.sources}"
        content = {"kind": "paragraph", "role": self.kind, "text": self.text, "mark": self.mark}
        return {"text/html": html, "text/plain": text}, {BLOCK: {**content, "sources": list(self.sources.numbers)}}


@dataclass(frozen=True)
class Square:
    """One edition of a strip: what it was for the region, and what else is to be said of it."""

    edition: str
    state: str
    """By which it is coloured: a key of `states.LOOKS`."""
    word: str
    details: Sequence[str] = ()
    names: Names = field(default_factory=dict)
    """What its edition, and the names in what else is said, stand for."""


@dataclass(frozen=True)
class Strip:
    """The editions one beside the other, as text that wraps; `label` names it to who can't see it."""

    label: str
    squares: Sequence[Square]

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        items = "".join(
            f'<li class="{square.state}"><span class="edition">{with_names(square.edition, square.names)}</span> '
            f"<strong>{escape(square.word)}</strong>"
            f"{''.join(f' <span>{with_names(each, square.names)}</span>' for each in square.details)}</li>"
            for square in self.squares
        )
        lines = [f"{square.edition}: {' · '.join([square.word, *square.details])}" for square in self.squares]
        squares = [
            {"edition": each.edition, "state": each.state, "word": each.word, "details": list(each.details)}
            for each in self.squares
        ]
        return (
            {
                "text/html": f'<ol class="strip" aria-label="{escape(self.label)}">{items}</ol>',
                "text/plain": "\n".join([self.label, *lines]),
            },
            {BLOCK: {"kind": "strip", "label": self.label, "squares": squares}},
        )


@dataclass(frozen=True)
class Fact:
    """A key fact: a value that is seen first, and what it is."""

    value: str
    text: str
    sources: Citation = UNCITED
    names: Names = field(default_factory=dict)
    """What names in the value and the text stand for."""


@dataclass(frozen=True)
class Facts:
    """Key facts side by side."""

    facts: Sequence[Fact]

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        items = "".join(
            f"<li><strong>{with_names(fact.value, fact.names)}</strong> "
            f"<span>{with_names(fact.text, fact.names)}</span>{fact.sources.html()}</li>"
            for fact in self.facts
        )
        lines = [f"{fact.value}: {fact.text}{fact.sources}" for fact in self.facts]
        facts = [{"value": fact.value, "text": fact.text, "sources": list(fact.sources.numbers)} for fact in self.facts]
        return (
            {"text/html": f'<ul class="facts">{items}</ul>', "text/plain": "\n".join(lines)},
            {BLOCK: {"kind": "facts", "facts": facts}},
        )


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

    def written(self, frame: pd.DataFrame, numbers: Mapping[str, int]) -> list["Cell"]:
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

    def html(self, cite: "Cite") -> str:
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

    def content(self, cite: "Cite") -> dict[str, Any]:
        """Say what the cell holds."""
        told = {"text": self.text, "url": self.url, "sources": list(self.sources), "anchor": self.anchor}
        return {**told, "html": self.html(cite)}

    def __str__(self) -> str:
        return self.text + (f" [{', '.join(map(str, self.sources))}]" if self.sources else "")


Cite = Callable[[Sequence[int]], Citation]
"""Names the sources of a cell to a reader, by their numbers on the page."""


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

    def _content(self, rows: Sequence[Sequence["Cell"]]) -> dict[str, Any]:
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

    def _values(self, column: Column, cells: Sequence["Cell"]) -> list[dict[str, Any]]:
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


@dataclass(frozen=True)
class Chart:
    """A figure with its alternative text: the message and the key numbers with their completeness."""

    figure: Figure = field(repr=False)
    alternative: str
    narrow: Callable[[], Figure] | None = field(default=None, repr=False, compare=False)
    """Draws the same for a narrow screen."""
    as_svg: ClassVar[bool] = False
    """Whether charts show themselves as SVG, as those of reports do: sharp at any size, in a fifth of the bytes. Notebooks
    keep PNG, which every viewer shows and no comparison of texts looks at."""
    _drawn: list[bytes] = field(default_factory=list, init=False, repr=False, compare=False)

    def png(self) -> bytes:
        """Draw the figure at the size it is shown, once unless it is changed; the same figure gives the same bytes."""
        if self.figure.stale or not self._drawn:
            self._drawn[:] = [pictures.png(self.figure)]
        return self._drawn[0]

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        width = round(self.figure.get_figwidth() * self.figure.get_dpi() / PIXEL_RATIO)
        form = "image/svg+xml" if self.as_svg else "image/png"
        picture = pictures.svg(self.figure) if self.as_svg else base64.b64encode(self.png()).decode()
        content: dict[str, Any] = {"kind": "chart", "alternative": self.alternative, "width": width}
        if self.as_svg and self.narrow:
            content["narrow"] = pictures.svg(self.narrow())
        metadata = {form: {"alt": self.alternative, "width": width}, BLOCK: content}
        shown = {form: picture, "text/plain": self.alternative}
        if BY_THEME in os.environ and not self.as_svg:
            label = escape(self.alternative, quote=True)
            shown["text/html"] = (
                f'{AT_NIGHT}<img class="trends-chart" width="{width}" alt="{label}" src="data:{form};base64,{picture}">'
            )
        return shown, metadata


def without_theme(outputs: Iterable[Mapping[str, Any]]) -> None:
    """Take out of outputs of cells what only JupyterLab shows of a chart, in place: its picture stays."""
    for output in outputs:
        if output.get("metadata", {}).get(BLOCK, {}).get("kind") == "chart":
            output["data"].pop("text/html", None)


Shown = Heading | Paragraph | Strip | Facts | Table | Chart


def _numbers(values: pd.Series) -> list[int | float | None]:
    """Give values as JSON knows them; one that is missing is None."""
    return [None if pd.isna(value) else value for value in values.tolist()]


def is_nothing(value: Any) -> bool:
    """Tell a value that is missing, or a text or list that is empty; 0 is a number."""
    return len(value) == 0 if isinstance(value, str | tuple) else bool(pd.isna(value))
