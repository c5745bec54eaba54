"""What an engine makes of a notebook of the zoo, without what differs from run to run.

The outcomes of papermill's own engine are kept in `zoo.json`, since a kernel for each of several hundred notebooks
takes ten minutes. Run as a script, this makes the file anew, or the notebooks whose names contain a word:

    python tests/engine/outcomes.py ["charts: "]
"""

import hashlib
import json
import os
import re
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from papermill.engines import papermill_engines

RECORD = Path(__file__).with_name("zoo.json")
VERSIONS = {
    "python": ".".join(map(str, sys.version_info[:2])),
    **{
        name: version(name)
        for name in ("ipykernel", "ipython", "ipywidgets", "matplotlib", "nbclient", "pandas", "papermill")
    },
}
"""On these the outcomes depend."""
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
_SETTING = {"LANG": "C.UTF-8", "TZ": "Asia/Jakarta"}
_UNSET = (
    "LC_ALL",
    "LC_CTYPE",
    "MPLBACKEND",
    "MPLCONFIGDIR",
    "PYTEST_CURRENT_TEST",
    "PYTHONUNBUFFERED",  # at which C, too, holds back nothing
    "PYTHONWARNINGS",
    "XDG_CONFIG_HOME",
)
_LONGEST = 2000


@contextmanager
def setting() -> Iterator[None]:
    """Set what notebooks find: a home, a locale and a time zone that don't depend on the machine."""
    before, folder_before = dict(os.environ), Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        try:
            os.environ.update(_SETTING, HOME=folder, IPYTHONDIR=f"{folder}/.ipython")
            for name in _UNSET:
                os.environ.pop(name, None)
            yield
        finally:
            os.chdir(folder_before)
            os.environ.clear()
            os.environ.update(before)


def outcome(engine: str | None, cells: Sequence[str], go_on: bool) -> dict[str, Any]:
    """Run cells in a folder of their own; errors end the run, or are passed over."""
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells], metadata={"kernelspec": KERNEL})
    notebook.metadata["papermill"] = {}
    for cell in notebook.cells:
        cell.metadata.update(tags=["raises-exception"] if go_on else [], papermill={})
    raised = None
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            papermill_engines.execute_notebook_with_engine(
                engine,
                notebook,
                kernel_name="python3",
                progress_bar=False,
                log_output=False,
                execution_timeout=60,
                iopub_timeout=60,
            )
        except Exception as error:  # noqa: BLE001 - whatever it is, both engines should raise it
            raised = type(error).__name__
        os.chdir("/")
        found = {
            "raised": raised,
            "cells": [_of_cell(cell) for cell in notebook.cells if cell.cell_type == "code"],
            "widgets": _of_widgets(notebook.metadata.get("widgets", {})),
            "language": notebook.metadata.get("language_info"),
        }
        text = (
            json.dumps(found, sort_keys=True).replace(os.path.realpath(folder), "<folder>").replace(folder, "<folder>")
        )
    return json.loads(_without_identities(text))


def _of_cell(cell: NotebookNode) -> dict[str, Any]:
    texts: dict[str, str] = {}
    others = []
    for output in json.loads(json.dumps(cell.outputs)):
        if output["output_type"] == "stream":  # the order of the streams is not compared, nor in what pieces text came
            texts[output["name"]] = texts.get(output["name"], "") + output["text"]
        else:
            output.pop("traceback", None)
            others.append(output)
    return {"count": cell.execution_count, "texts": _shortened(texts), "outputs": _shortened(others)}


def _of_widgets(states: dict[str, Any]) -> list[str]:
    models = [model for kind in states.values() for model in kind["state"].values()]
    return sorted(_without_identities(json.dumps(_shortened(model), sort_keys=True)) for model in models)


def _shortened(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _size(part) if key.startswith("image/") and key != "image/svg+xml" else _shortened(part)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_shortened(part) for part in value]
    if isinstance(value, str) and len(value) > _LONGEST:
        told = _without_identities(value)
        return f"{len(told)} characters, {hashlib.sha256(told.encode()).hexdigest()[:16]}"
    return value


def _size(picture: str) -> str:
    """Say how long a picture is, roughly: its bytes depend on the machine."""
    return f"a picture of some {round(len(picture) / 1000)} kB"


def _without_identities(text: str) -> str:
    """Leave out what is new in each run: models of widgets, addresses, names of temporary files."""
    for name in ("purelib", "platlib", "stdlib", "scripts", "data"):
        text = text.replace(sysconfig.get_path(name), f"<{name}>")
    text = re.sub(r"0x[0-9a-f]{6,}", "<address>", text)
    text = re.sub(r"\bThread-\d+", "Thread-<number>", text)
    text = re.sub(r"/tmp/ipykernel_\d+/\d+\.py|\d+\.py(?=, line)|<ipython-input[^>]*>", "<cell>", text)
    return re.sub(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", "<identity>", text)


def recorded() -> dict[str, Any]:
    """Read the record: versions, and outcomes by name."""
    return json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {"versions": VERSIONS, "outcomes": {}}


def main() -> None:
    """Make the record anew, or a part of it."""
    from zoo import ZOO, goes_on

    word = sys.argv[1] if len(sys.argv) > 1 else ""
    kept = recorded()["outcomes"] if word else {}
    outcomes = {name: kept[name] for name in ZOO if name in kept}
    with setting():
        for name, cells in ZOO.items():
            if word in name:
                outcomes[name] = outcome(None, cells, goes_on(name))
                print(name, flush=True)  # noqa: T201
                record = {"versions": VERSIONS, "outcomes": {each: outcomes[each] for each in ZOO if each in outcomes}}
                RECORD.write_text(json.dumps(record, indent=1, sort_keys=False, ensure_ascii=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
