"""Execute the committed notebooks again, in place, with their default parameters.

What is written is stable: cells keep their ids and are numbered in order, and nothing of the run stays but the
outputs, so that a difference in a notebook is a difference in what it says.
"""

from collections.abc import Iterator
from pathlib import Path

import nbformat
from papermill.iorw import load_notebook_node

from analysis.reports.files import write
from analysis.reports.make_report import ENGINE, execute, in_one_line
from analysis.reports.notebooks import Notebook

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def execute_all(notebooks: list[Notebook]) -> Iterator[tuple[Notebook, str]]:
    """Execute notebooks one after the other; yield each with its error, '' if there was none.

    One that fails is left as it was.
    """
    for notebook in notebooks:
        try:
            write(notebook.path, _executed(notebook.path))
            yield notebook, ""
        except Exception as error:  # noqa: BLE001 - one that fails must not stop the others
            yield notebook, in_one_line(error)


def _executed(path: Path) -> bytes:
    """Run a notebook with its default parameters and return it tidied."""
    notebook = load_notebook_node(nbformat.read(path, as_version=4))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    execute(notebook, ENGINE)
    count = 0
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
    notebook.metadata = nbformat.from_dict(METADATA)
    text: str = nbformat.writes(notebook)
    return text.rstrip("\n").encode() + b"\n"
