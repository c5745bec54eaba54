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

from analysis.display.states import LOOKS
from analysis.reports.site.content import Block

TEMPLATE = Path(__file__).with_name("document.typ")
FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
WIDEST = 760
"""Pixels of a chart that takes the whole width of the page."""
SHORT = 14
"""Letters of texts that stand on one line."""
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
        looks = {state: look._asdict() for state, look in LOOKS.items()}
        (place / "report.json").write_text(json.dumps({**facts, "looks": looks, "blocks": written}), "utf-8")
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
            {"heading": column["heading"], "number": column["number"], **_width(column, [r[at] for r in block["rows"]])}
            for at, column in enumerate(block["columns"])
        ]
        rows = [[{**cell, "sources": _runs(cell["sources"])} for cell in row] for row in block["rows"]]
        return {"kind": "table", "caption": block["caption"], "columns": columns, "rows": rows}
    if block["kind"] == "facts":
        return {**block, "facts": [{**fact, "sources": _runs(fact["sources"])} for fact in block["facts"]]}
    return {**block, "sources": _runs(block.get("sources", []))}


def _runs(numbers: Iterable[int]) -> list[list[str]]:
    """Put numbers that follow each other together: on paper nothing opens, and 1–16 is read where sixteen numbers aren't."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return [list(map(str, run)) for run in runs]


def _width(column: dict[str, Any], cells: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Give the width of a column in letters: of its longest text, as far as that is not too long; and whether it is short."""
    word = max(map(len, column["heading"].split()), default=0)
    cells = list(cells)
    longest = max((len(cell["text"]) + 3 * len(_runs(cell["sources"])) for cell in cells), default=0)
    width = min(max(word + 2, longest + 2, NARROWEST), BROADEST)
    # Below a link stands its address, and a long heading would break into too many lines.
    is_short = width <= SHORT and len(column["heading"]) <= 2 * width and not any(cell["url"] for cell in cells)
    return {"width": width, "short": is_short}
