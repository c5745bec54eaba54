"""The page of a subject, with all its sections, outside of a report: shown, saved, and compared with another.

Which sections there are, and in which order, its notebook says; what they say belongs to `analysis.pages`, how a file is
written to `analysis.reports`.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from analysis import pages
from analysis.analyst import charts, files
from analysis.analyst.changes import Changes, between_pages
from analysis.analyst.charts import Chart
from analysis.analyst.marks import mark, marked
from analysis.display import blocks
from analysis.display.blocks import Facts, Paragraph, Shown, Strip
from analysis.display.lines import Line, row
from analysis.display.tables import Table
from analysis.errors import Refused
from analysis.folders import PROJECT
from analysis.reports import notebooks
from analysis.words.language import Words


@dataclass(frozen=True, eq=False, repr=False)
class Page:
    """A page as the reports have it: headings, paragraphs, tables and charts, in one language."""

    shown: Sequence[Shown]
    """All that stands on it, in its order."""
    language: str
    evidence: str
    mark: str = ""
    """What stands behind the caption of each table, since something is supposed."""

    @property
    def lead(self) -> str:
        """Its headline: the first sentence that it leads with."""
        return next((each.text for each in self.shown if isinstance(each, Paragraph) and each.kind == "lead"), "")

    @property
    def charts(self) -> list[Chart]:
        """Its charts, in their order, to change and to save."""
        return [charts.kept(each) for each in self.shown if isinstance(each, blocks.Chart)]

    def text(self) -> str:
        """Give it as plain text.

        >>> import analysis as tr
        >>> tr.data().region("Kota Solok").page().text().splitlines()[0]
        '# Kota Solok'
        """
        return "\n\n".join(each._repr_mimebundle_()[0]["text/plain"] for each in self.shown)

    def to_html(self, path: str | Path) -> None:
        """Write it as a self-contained page, as the reports are."""
        self._write(Path(path), "html")

    def to_excel(self, path: str | Path) -> None:
        """Write its tables as a workbook, with contents, notes and sources."""
        self._write(Path(path), "xlsx")

    def to_pdf(self, path: str | Path) -> None:
        """Write it as a document to print."""
        self._write(Path(path), "pdf")

    def _write(self, path: Path, kind: str) -> None:
        files.write_page(self.as_notebook(), path, kind, self.language, self.evidence)

    def as_notebook(self) -> nbformat.NotebookNode:
        """Give it as an executed notebook, which is what reports are made from."""
        outputs = [
            nbformat.v4.new_output("display_data", data, metadata=metadata)
            for data, metadata in (each._repr_mimebundle_() for each in self.shown)
        ]
        return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("page", outputs=outputs)])

    def lines(self) -> list[Line]:
        """Give what it says line by line, without notes: headline, editions, paragraphs, facts, rows of tables."""
        return [line for each in self.shown for line in _lines(each, self.mark)]

    def __sub__(self, other: "Page") -> Changes:
        """Say what this page says that the other doesn't, and the other way round, in sentences."""
        return between_pages(other.lines(), self.lines(), Words(self.language))

    def __repr__(self) -> str:
        return self.text()

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(*self.shown)  # type: ignore[no-untyped-call]


def _lines(block: Shown, mark: str) -> Iterator[Line]:
    match block:
        case Paragraph():
            yield Line(0 if block.kind == "lead" else 2, block.text)
        case Strip():
            yield from (Line(1, " · ".join([each.word, *each.details]), each.edition) for each in block.squares)
        case Facts():
            yield from (Line(3, each.value, each.text) for each in block.facts)
        case Table():
            counted = [not column.anchor for column in block.columns]  # the number of a source says nothing by itself
            for written in block.rows():
                cells = [cell.text for cell, is_kept in zip(written, counted, strict=True) if is_kept]
                yield row(4 if all(counted) else 5, block.caption.removesuffix(mark), cells)
        case _:
            return


def page_of(notebook: str, found: Any, language: str, supposed: Sequence[str], own: Sequence[str]) -> Page:
    """Make the page of some findings, section by section, marked with what is supposed and what is own."""
    page = getattr(pages, notebook)(found, language)
    shown = [each for section in sections(notebook) for each in getattr(page, section)()]
    return Page(marked(shown, supposed, own), language, str(found.evidence), mark(supposed))


def sections(notebook: str) -> list[str]:
    """Read from a notebook of the project which sections it shows, in their order: all calls of `page.<section>()`."""
    read = notebooks.read(PROJECT)
    if notebook not in read:
        raise Refused(f"there is no notebook {notebook} in {PROJECT / notebooks.FOLDER}, which says how a page goes")
    cells = nbformat.reads(read[notebook].source.decode(), 4).cells
    attributes = [
        node
        for cell in cells
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Attribute)
    ]
    return [each.attr for each in attributes if isinstance(each.value, ast.Name) and each.value.id == "page"]
