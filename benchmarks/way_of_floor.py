"""What a report needs at the least: the notebook's cells as plain Python in one warm process, and our rendering.

There is no notebook, no kernel and no isolation: nothing but the work itself. Takes a folder for the reports and names
of regions.
"""

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbformat import v4

from analysis.reports.site.links import Links
from analysis.reports.site.page import render


def make(notebook: nbformat.NotebookNode, folder: Path, region: str) -> None:
    """Run the cells one after the other, and render what they display."""
    outputs: list[Any] = []
    names: dict[str, Any] = {"display": lambda *shown: outputs.extend(map(_output, shown))}
    cells = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            cells.append(cell)
            continue
        exec(cell.source, names)
        if "parameters" in cell.metadata.get("tags", []):
            names |= {"region": region, "language": "id"}
        cells.append(v4.new_code_cell(cell.source, outputs=outputs[:]))
        outputs.clear()
    page, _, _ = render(v4.new_notebook(cells=cells), "id", Links())
    (folder / f"{region}.html").write_text(page, "utf-8")


def _output(shown: Any) -> nbformat.NotebookNode:
    bundle = shown._repr_mimebundle_()
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    return v4.new_output("display_data", data, metadata=metadata)


if __name__ == "__main__":
    source = nbformat.read("notebooks/region.ipynb", as_version=4)
    for region in sys.argv[2:]:
        make(source, Path(sys.argv[1]), region)
