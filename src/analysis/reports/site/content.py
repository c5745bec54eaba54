"""What an executed notebook shows, block by block, for whatever format it is then given.

The blocks and tables of `analysis.display` say in the metadata of their outputs what they hold; of other outputs, a frame or a
figure of anybody's own, the text and the picture are taken. How a format sets the blocks belongs to `page`, `document`
and `workbook` beside this.
"""

import base64
import re
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from analysis.display.blocks import BLOCK, Heading, Paragraph

NOTEBOOK_ONLY = "notebook-only"
"""The tag of cells that a report leaves out."""

Block = dict[str, Any]
"""A block as `analysis.display` describes it; that of a chart has its `picture` as bytes, in its `form`."""

HEADING = re.compile(r"(#+)\s+(.*)")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
PICTURES = {"svg": "image/svg+xml", "png": "image/png"}
"""The kinds of pictures by the endings of their files, the better first."""


def shown_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Keep the cells that a report shows."""
    return [cell for cell in notebook.cells if NOTEBOOK_ONLY not in cell.metadata.get("tags", [])]


def blocks(notebook: NotebookNode) -> Iterator[Block]:
    """Go through the blocks of an executed notebook, in their order."""
    for cell in shown_cells(notebook):
        if cell.cell_type == "markdown":
            yield from (each._repr_mimebundle_()[1][BLOCK] for each in markdown(cell.source))
        for output in cell.get("outputs", []) if cell.cell_type == "code" else []:
            if block := _of_output(output):
                yield block


def markdown(text: str) -> Iterator[Heading | Paragraph]:
    """Make headings and paragraphs of Markdown; an item of a list is a paragraph, a link leaves its text and address."""
    for part in re.split(r"\n\s*\n|\n(?=#)|(?<=\n)(?=#)|\n(?=\s*(?:[-*+]|[0-9]+[.)])\s)", text):
        if heading := HEADING.match(part.strip()):
            yield Heading(heading[2].strip(), min(len(heading[1]), 3))
            part = part.strip()[heading.end() :]
        bare = LINK.sub(r"\1 (\2)", re.sub(r"^\s*[-*+]\s", "• ", part))
        if plain := " ".join(re.sub(r"[*_`]{1,2}(\S(?:.*?\S)?)[*_`]{1,2}", r"\1", bare).split()):
            yield Paragraph(plain)


def _of_output(output: NotebookNode) -> Block | None:
    data, metadata = output.get("data", {}), output.get("metadata", {})
    block = dict(metadata.get(BLOCK, {}))
    for form, kind in PICTURES.items():
        if kind in data:
            picture = data[kind].encode() if form == "svg" else base64.b64decode(data[kind])
            told = {"kind": "chart", "alternative": metadata.get(kind, {}).get("alt", ""), **block}
            return {**told, "form": form, "picture": picture}
    if block:
        return block
    text = data.get("text/plain") or (output.get("text") if output.get("name") == "stdout" else None)
    return {"kind": "text", "text": text} if text else None
