"""One of the ways that are compared: papermill and nbconvert as libraries in a process pool of 2.

Takes a folder for the reports and names of regions.
"""

import functools
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
import papermill
from nbconvert.exporters import HTMLExporter


@functools.cache
def exporter() -> HTMLExporter:
    """Make one exporter a process."""
    return HTMLExporter(exclude_input=True)


def make(folder: Path, region: str) -> None:
    """Execute the notebook and render it."""
    executed = folder / f"{region}.ipynb"
    given = {"region": region, "language": "id"}
    papermill.execute_notebook("notebooks/region.ipynb", executed, given, progress_bar=False)
    page, _ = exporter().from_notebook_node(nbformat.read(executed, as_version=4))
    executed.with_suffix(".html").write_text(page, "utf-8")


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(functools.partial(make, Path(sys.argv[1])), sys.argv[2:]))
