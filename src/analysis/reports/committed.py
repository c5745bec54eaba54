"""Execute the committed notebooks again, in place, with their default parameters.

What is written is stable: cells keep their ids and are numbered in order, and nothing of the run stays but the
outputs, so that a difference in a notebook is a difference in what it says. Pictures are what makes a history heavy:
the first of a notebook stays as a small preview for those who read it on a forge. Of the others the alternative text
stays, which is what nbval compares anyway. Run as a program it tidies the notebooks that it is given, with the outputs
they have.
"""

import base64
import copy
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from papermill.iorw import load_notebook_node
from PIL import Image

from analysis.display.blocks import BLOCK, without_theme
from analysis.reports.files import write
from analysis.reports.make_report import ENGINE, execute, in_one_line, unexecuted
from analysis.reports.notebooks import METADATA, Notebook

WIDGET = "application/vnd.jupyter.widget-view+json"
PREVIEW_WIDTH, PREVIEW_COLOURS = 760, 16
"""As wide in pixels as a chart is shown, and as many colours as keep its text sharp."""


def execute_all(notebooks: list[Notebook]) -> Iterator[tuple[Notebook, str]]:
    """Execute notebooks one after the other; yield each with its error, '' if there was none.

    One that fails is left as it was.
    """
    for notebook in notebooks:
        try:
            write(notebook.path, _executed(notebook.source))
            yield notebook, ""
        except Exception as error:  # noqa: BLE001 - one that fails must not stop the others
            yield notebook, in_one_line(error)


def _executed(source: bytes) -> bytes:
    """Run a notebook with its default parameters and return it tidied."""
    notebook = load_notebook_node(copy.deepcopy(unexecuted(source)))
    execute(notebook, ENGINE)
    return tidied(notebook)


def tidied(notebook: NotebookNode) -> bytes:
    """Number the cells of an executed notebook in order, drop what is no output, and write it; its tags stay."""
    count = 0
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            without_theme(cell.outputs)
            for output in cell.outputs:
                output.get("metadata", {}).pop(BLOCK, None)  # says for other formats what the text says here
                output.get("data", {}).pop(WIDGET, None)  # leads to controls of a kernel that is gone
                if output.output_type == "execute_result":
                    output.execution_count = count
    lighten(notebook)
    notebook.metadata = nbformat.from_dict(METADATA)
    text: str = nbformat.writes(notebook)
    return text.rstrip("\n").encode() + b"\n"


def lighten(notebook: NotebookNode) -> None:
    """Keep of the pictures of a notebook only the first, as a preview; the alternative text of all stays."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    charts = [output for output in outputs if "image/png" in output.get("data", {})]
    for chart in charts[1:]:
        del chart.data["image/png"]
        chart.metadata = nbformat.from_dict({})
    for chart in charts[:1]:
        chart.data["image/png"] = _preview(chart.data["image/png"])


def _preview(encoded: str) -> str:
    """Draw a picture small and in few colours; both are base64 of a PNG. A preview stays as it is."""
    picture = Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGB")
    if picture.width <= PREVIEW_WIDTH:
        return encoded
    small = picture.resize((PREVIEW_WIDTH, picture.height * PREVIEW_WIDTH // picture.width), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    small.quantize(PREVIEW_COLOURS, dither=Image.Dither.NONE).save(written, "png", optimize=True)
    return base64.b64encode(written.getvalue()).decode()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        write(path, tidied(nbformat.read(path, as_version=4)))
