"""Make one report: a notebook and its parameters become one HTML page, in whatever process or thread this runs.

It touches no folder of reports: what was made is handed back as bytes, so that a worker on another machine does
the same as one beside us. Which reports are made, and what becomes of the pages, belongs to `analysis.reports.build` and
`publishing`.
"""

import datetime
import functools
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import nbformat
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from papermill.utils import find_first_tagged_cell_index

from analysis.errors import Refused
from analysis.reports.ahead import PRELOAD
from analysis.reports.notebooks import METADATA
from analysis.reports.site.links import Links

ENGINE = "warm"
MEMORY_LIMIT = 4 * 2**30
"""Bytes that one notebook may take; one that wants more fails, and the others go on."""
LONGEST_ERROR = 300
RENDERING = "analysis.reports.site.formats"
"""Takes a third of a second to load."""


@dataclass(frozen=True)
class Task:
    """All that a worker is told."""

    source: bytes
    """The notebook as the build has read it."""
    parameters: Mapping[str, Any]
    """All that the notebook has, so that its own defaults decide nothing."""
    timeout: float | None
    links: Links
    """What stands around its page; its files are the formats to make besides the page."""
    modules: Mapping[str, bytes] = field(default_factory=dict)
    """What it can import besides libraries, by file: the modules beside it."""


@dataclass(frozen=True)
class Made:
    """What came of a task: the report in its formats, or an error and the notebook as far as it was executed."""

    started: str
    seconds: float
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The contents by format; none if it failed."""
    title: str = ""
    names: tuple[str, ...] = ()
    """What the names on it stand for: `references.subject_page`."""
    error: str = ""
    executed: bytes = b""


def make(task: Task) -> Made:
    """Run and render one report; whatever goes wrong in it is told, not raised."""
    started = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    clock = time.monotonic()
    notebook = None
    try:
        notebook = parameterized(task)
        Thread(target=import_module, args=[RENDERING]).start()  # while the notebook runs in a process of its own
        with TemporaryDirectory(
            ignore_cleanup_errors=True
        ) as folder:  # as where it lies, but for all that isn't hashed
            for file, content in task.modules.items():
                (Path(folder) / file).write_bytes(content)
            there = {"metadata": {"path": folder}}
            limits = {"timeout": task.timeout, "memory_limit": MEMORY_LIMIT}
            execute(notebook, ENGINE, **limits, preload=PRELOAD, resources=there)
        from analysis.reports.site.formats import rendered

        return Made(started, time.monotonic() - clock, *rendered(notebook, task.parameters, task.links))
    except Exception as error:  # noqa: BLE001 - one failing report must not stop the others
        executed = nbformat.writes(notebook).encode() if notebook else b""
        return Made(started, time.monotonic() - clock, error=in_one_line(error), executed=executed)


def parameterized(task: Task) -> nbformat.NotebookNode:
    """Load the notebook with the report's parameters at the end of its own cell of them.

    They get no cell to themselves, so that the others bear the numbers that they have in JupyterLab.
    """
    # The steps of papermill.execute_notebook one by one: it would keep nothing of a notebook whose kernel died,
    # and it takes a `{` in a path for a template.
    notebook = load_notebook_node(unexecuted(task.source))
    own, given = (find_first_tagged_cell_index(notebook, tag) for tag in ("parameters", "injected-parameters"))
    if own >= 0:
        notebook = parameterize_notebook(notebook, dict(task.parameters), engine_name=ENGINE)
        if given < 0:  # else it was replaced where it stood
            notebook.cells[own].source += f"\n\n{notebook.cells.pop(own + 1).source}"
    return prepare_notebook_metadata(notebook, "", "")


@functools.lru_cache(maxsize=32)
def unexecuted(source: bytes) -> nbformat.NotebookNode:
    """Understand a notebook without the outputs it was committed with, once for all of its reports.

    What tools that strip metadata take away is put back: the kernel, which is this Python unless the notebook says
    another, and the ids of cells, by their order.
    """
    told = json.loads(source)
    metadata = told.setdefault("metadata", {})
    if not metadata.get("kernelspec", {}).get("name"):
        metadata |= METADATA
    for number, cell in enumerate(told["cells"]):
        cell.setdefault("metadata", {})
        if told.setdefault("nbformat_minor", 5) >= 5:
            cell.setdefault("id", f"cell-{number}")
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    return nbformat.reads(json.dumps(told), as_version=4)


def execute(notebook: nbformat.NotebookNode, engine: str | None, **options: Any) -> None:
    """Run all cells in place with one of papermill's engines; raise what the first failing cell raised."""
    papermill_engines.execute_notebook_with_engine(
        engine,
        notebook,
        kernel_name=papermill_engines.nb_kernel_name(engine, notebook),
        progress_bar=False,
        log_output=False,
        iopub_timeout=60,
        **options,
    )
    raise_for_execution_errors(notebook, None)


def in_one_line(error: Exception) -> str:
    """Say what went wrong in one line for people."""
    if isinstance(error, PapermillExecutionError | CellExecutionError):
        # What was refused is a sentence of its own; the name of any other exception belongs to what it says.
        said = error.evalue if error.ename == "Refused" else f"{error.ename}: {error.evalue}"
        count = getattr(error, "exec_count", None)
        text = said if error.ename == "Refused" or not count else f"cell [{count}]: {said}"
    elif isinstance(error, DeadKernelError):
        text = str(error) or "the kernel died"
    elif isinstance(error, CellTimeoutError | Refused):
        text = str(error)
    else:
        text = f"{type(error).__name__}: {error}"
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    line = " ".join("".join(each if each.isprintable() else " " for each in plain.strip().partition("\n")[0]).split())
    return line if len(line) <= LONGEST_ERROR else line[: LONGEST_ERROR - 1] + "…"
