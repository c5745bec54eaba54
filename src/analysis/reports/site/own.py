"""Plain frames and figures of anybody's own notebook, made to look like the rest of a report.

What they lack is read from the comments that Quarto knows as options of a cell, in its first lines:

    #| tbl-cap: Finalists by province
    #| fig-alt: Twelve of 38 provinces had finalists in every edition, Papua in none.

Several tables or figures of a cell have a list. What is missing is told with the name of the cell. How blocks are set
belongs to `page`, `document` and `workbook` beside this.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import nbformat
import pandas as pd
import yaml
from nbformat import NotebookNode

from analysis.display.blocks import BLOCK, Heading, Paragraph
from analysis.display.tables import Column, Kind, Table
from analysis.errors import Refused
from analysis.reports.site.content import PICTURES, markdown, shown_cells

OPTION = re.compile(r"#\| ?(.*)")
FRAME = re.compile(
    r'(?:<table [^>]*class="dataframe|<table id="T_[0-9a-f]+"|(?<=<div class="trends">)<table).*?</table>', re.DOTALL
)
"""A frame as pandas shows it, plain or styled, or with the editions side by side."""
LEFT_OUT = re.compile(r"^\s*\.\.\.\s*$")
DRAWN = re.compile(r"\[?<[^>]* at 0x[0-9a-f]+>|<Axes|<Figure|Text\(|\(?array\(\[|\[<|<seaborn")
"""How what a call to draw returns begins, as text."""


class Lacking(Refused):
    """What an output needs for a report, and how to say it; names the cell."""


def at_home(notebook: NotebookNode) -> None:
    """Give the outputs of an executed notebook the blocks they lack, in place.

    A pandas frame becomes a table of the house with its caption, a picture gets its alternative text, Markdown that a
    cell shows becomes headings and paragraphs. Raises Lacking for a picture without alternative text, a frame without
    caption, and one of which pandas shows only some rows.
    """
    number = 0
    lacking = []
    for cell in shown_cells(notebook):
        if cell.cell_type == "code":
            number += 1
            try:
                cell.outputs = list(_outputs(cell, _name(cell, number)))
            except Lacking as error:
                lacking.append(str(error))
    if lacking:
        raise Lacking("; ".join(lacking))


def _name(cell: NotebookNode, number: int) -> str:
    """Name a cell: by its label, else by its number as JupyterLab shows it, and its first line of code."""
    if label := _options(cell.source).get("label"):
        return f"cell '{label}'"
    lines = [line for line in cell.source.splitlines() if line.strip() and not line.startswith("#")]
    return f"cell [{cell.execution_count or number}] ({lines[0].strip()[:40]})" if lines else f"cell [{number}]"


def _options(source: str) -> dict[str, Any]:
    lines = []
    for line in source.splitlines():
        if not (found := OPTION.fullmatch(line.strip())):
            break
        lines.append(found[1])
    try:
        options = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError:  # a colon within a text: each line for itself
        options = {key.strip(): text.strip() for key, _, text in (line.partition(":") for line in lines)}
    return options if isinstance(options, dict) else {}


def _outputs(cell: NotebookNode, name: str) -> Iterator[NotebookNode]:
    options = _options(cell.source)
    captions, alternatives = _texts(options, "tbl-cap"), _texts(options, "fig-alt")
    draws = any(kind in output.get("data", {}) for output in cell.outputs for kind in PICTURES.values())
    for output in cell.outputs:
        data, metadata = output.get("data", {}), output.get("metadata", {})
        if metadata.get(BLOCK):
            yield output
        elif any(kind in data for kind in PICTURES.values()):
            yield _picture(output, alternatives, name)
        elif frame := FRAME.search(data.get("text/html", "")):
            yield from _frame(frame, data["text/html"], captions, name)
        elif "text/markdown" in data and "text/html" not in data:
            yield from map(_shown, markdown(data["text/markdown"]))
        elif not (draws and set(data) == {"text/plain"} and DRAWN.match(data["text/plain"])):
            yield output


def _texts(options: dict[str, Any], key: str) -> Iterator[str]:
    given = options.get(key, [])
    return iter([str(each) for each in (given if isinstance(given, list) else [given])])


def _picture(output: NotebookNode, alternatives: Iterator[str], name: str) -> NotebookNode:
    for kind in PICTURES.values():
        if kind in output.data and not output.metadata.get(kind, {}).get("alt", "").strip():
            text = next(alternatives, "").strip()
            if not text:
                raise Lacking(f"{name}: its figure has no alternative text: begin the cell with a line '#| fig-alt: …'")
            output.metadata.setdefault(kind, {})["alt"] = text
    return output


def _frame(found: re.Match[str], html: str, captions: Iterator[str], name: str) -> Iterator[NotebookNode]:
    caption = next(captions, "").strip()
    if not caption:
        raise Lacking(f"{name}: its table has no caption: begin the cell with a line '#| tbl-cap: …'")
    heads, rows = _cells(found[0])
    if any(all(LEFT_OUT.match(cell) for cell in row) for row in rows):
        raise Lacking(
            f"{name}: its table is shortened by pandas: show fewer rows, as with head(), or all of them, by pd.set_option('display.max_rows', None)"
        )
    yield _shown(_table(caption, heads, rows))
    rest = " ".join(re.sub(r"<style.*?</style>|<[^>]*>", " ", html.replace(found[0], ""), flags=re.DOTALL).split())
    if rest and not re.fullmatch(r"\d+ rows × \d+ columns", rest):
        yield _shown(Paragraph(rest, kind="note"))


def _table(caption: str, heads: list[str], rows: list[list[str]]) -> Table:
    """Make a table of texts: columns of numbers become numbers, an index that only counts is left out."""
    if heads and not heads[0] and [row[0] for row in rows] == [str(number) for number in range(len(rows))]:
        heads, rows = heads[1:], [row[1:] for row in rows]
    frame = pd.DataFrame(rows, columns=pd.RangeIndex(len(heads)), dtype="str")
    columns = []
    for at, head in enumerate(heads):
        texts = frame[at].mask(frame[at].isin(["NaN", "<NA>", "None", "NaT", ""]))
        numbers = pd.to_numeric(texts.str.replace(",", ""), errors="coerce")
        is_year = texts.dropna().str.fullmatch("(19|20)[0-9]{2}").all()
        if texts.notna().any() and numbers.notna().eq(texts.notna()).all() and not is_year:
            frame[f"{at}"], frame[f"{at} text"] = numbers, texts
            columns.append(Column(head, f"{at}", _as_written(frame, at), Kind.NUMBER))
        else:
            frame[f"{at}"] = texts
            columns.append(Column(head, f"{at}"))
    return Table(caption, frame[[name for name in frame if isinstance(name, str)]], columns)


def _as_written(frame: pd.DataFrame, at: int) -> Any:
    """Write a number as the notebook has written it."""
    texts = dict(zip(frame[f"{at}"], frame[f"{at} text"], strict=True))
    return lambda number: str(texts[number])


def _shown(block: Table | Paragraph | Heading) -> NotebookNode:
    data, metadata = block._repr_mimebundle_()
    return nbformat.v4.new_output("display_data", data=data, metadata=metadata)


def _cells(html: str) -> tuple[list[str], list[list[str]]]:
    """Read the heads and rows of a table as pandas writes it, with cells that span others filled in."""
    parser = _Grid()
    parser.feed(html)
    body = parser.rows[parser.heads :]
    heads = [" ".join(dict.fromkeys(filter(None, each))) for each in zip(*parser.rows[: parser.heads], strict=False)]
    return heads, body


class _Grid(HTMLParser):
    """The texts of a table, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.heads = 0
        self._spans: dict[int, tuple[int, str]] = {}
        self._cell: list[str] | None = None
        self._span = 1, 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
            self._fill()
        elif tag in ("th", "td"):
            told = dict(attrs)
            self._cell = []
            self._span = int(told.get("colspan") or 1), int(told.get("rowspan") or 1)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td") and self._cell is not None:
            text = " ".join("".join(self._cell).split())
            columns, rows = self._span
            for _ in range(columns):
                if rows > 1:
                    self._spans[len(self.rows[-1])] = rows - 1, text
                self.rows[-1].append(text)
            self._cell = None
            self._fill()
        elif tag == "thead":
            self.heads = len(self.rows)

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _fill(self) -> None:
        """Repeat a cell from a row above that reaches down here."""
        while (span := self._spans.get(at := len(self.rows[-1]))) is not None:
            left, text = span
            if left == 1:
                del self._spans[at]
            else:
                self._spans[at] = left - 1, text
            self.rows[-1].append(text)
