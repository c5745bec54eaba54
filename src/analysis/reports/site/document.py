"""A report as a document to print (PDF): set by typst with the template beside this module, tagged as PDF/UA-1 asks.

The same report has the same bytes: fonts are those that come with typst and matplotlib, never the machine's, and the date
is that of the data. What the blocks hold belongs to `content`, how they are set to `document.typ`.
"""

import json
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import typst

from analysis.reports.site.content import Block

TEMPLATE = Path(__file__).with_name("document.typ")
FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
WIDEST = 760
"""Pixels of a chart that takes the whole width of the page."""
NARROWEST, BROADEST = 5, 44
"""Letters between which the width of a column follows what stands in it; longer texts are broken into lines."""


def document(blocks: Iterable[Block], facts: dict[str, str]) -> bytes:
    """Set blocks as a PDF.

    Takes the blocks of `content.blocks`, and title, author, description, language, dated (said in the running head) and
    address (in the foot). Raises typst's error where the result would not be accessible, as with a chart that has no
    alternative text.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        written = [_written(block, number, place) for number, block in enumerate(blocks)]
        (place / "report.json").write_text(json.dumps({**facts, "blocks": written}), "utf-8")
        shutil.copy(TEMPLATE, place / TEMPLATE.name)
        pdf: bytes = typst.compile(
            place / TEMPLATE.name,
            root=place,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    return pdf


@cache
def _fonts() -> typst.Fonts:
    """Look through the fonts, once for all documents."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _written(block: Block, number: int, place: Path) -> dict[str, Any]:
    """Put a block into the form that the template reads: a picture becomes a file."""
    if block["kind"] == "chart":
        file = f"{number}.{block['form']}"
        (place / file).write_bytes(block["picture"])
        return {
            "kind": "chart",
            "alternative": block["alternative"],
            "file": file,
            "share": min(1.0, block.get("width", WIDEST) / WIDEST),
        }
    if block["kind"] == "table":
        columns = [
            {
                "heading": column["heading"],
                "number": column["number"],
                "width": _width(column, [r[at] for r in block["rows"]]),
            }
            for at, column in enumerate(block["columns"])
        ]
        return {"kind": "table", "caption": block["caption"], "columns": columns, "rows": block["rows"]}
    return block


def _width(column: dict[str, Any], cells: Iterable[dict[str, Any]]) -> int:
    """Give a column a share of the width: the letters of its longest text, as far as that is not too long."""
    word = max(map(len, column["heading"].split()), default=0)
    longest = max((len(cell["text"]) + 2 * len(cell["sources"]) for cell in cells), default=0)
    return min(max(word + 2, longest + 2, NARROWEST), BROADEST)
