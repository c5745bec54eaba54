"""What the tests of reports are made of: toy notebooks, and a small project around them with its command line."""

import io
import json
import os
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from analysis import cli

PLACE = """\
region: str = "Kota Solok"  # any region
language: str = "id"
"""
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
# The smallest picture there is: one transparent point.
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
SHOW = f'''\
import base64
from html import escape
from IPython.display import HTML, Image, display
display(HTML(f"<h1>{{escape(region)}} [{{language}}]</h1><p>Sebuah kalimat.</p>"))
display({{"image/png": "{DOT}", "text/plain": "a dot"}},
        metadata={{"image/png": {{"alt": f"A dot for {{escape(region)}}", "width": 300}}}}, raw=True)
'''


def notebook(*cells: str, parameters: str = PLACE) -> nbformat.NotebookNode:
    made = nbformat.v4.new_notebook(metadata={"kernelspec": KERNEL})
    sources = [parameters, *cells]
    made.cells = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources)]
    made.cells[0].metadata["tags"] = ["parameters"]
    return made


@dataclass
class Project:
    """A project in a folder of its own, and the command line that works on it."""

    root: Path
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def add(self, name: str, *cells: str, parameters: str = PLACE) -> Path:
        path = self.root / "notebooks" / f"{name}.ipynb"
        nbformat.write(notebook(*cells, parameters=parameters), path)
        return path

    def name_reports(self, text: str) -> None:
        (self.root / "reports.yml").write_text(text, "utf-8")

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def failed(self) -> Path:
        return self.root / "reports-failed"

    @property
    def raw(self) -> Path:
        return self.root / "data" / "raw"

    @property
    def manifest(self) -> Any:
        return json.loads((self.reports / "manifest.json").read_text("utf-8"))

    def page(self, path: str) -> str:
        return (self.reports / path).read_text("utf-8")

    def states(self) -> dict[str, str]:
        """What `trends list` says of each report."""
        lines = self.trends("list").stdout.splitlines()
        return {
            path: f"{state} {why}".strip() for state, path, why in ((*line.split(maxsplit=2), "")[:3] for line in lines)
        }

    def trends(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command in this process."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = cli.invoke(list(words))
        return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())

    def start(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        """Run a command in a process of its own."""
        script = f"import pathlib, analysis.cli as cli; cli.PROJECT = pathlib.Path({str(self.root)!r}); cli.main()"
        process = subprocess.Popen(
            [sys.executable, "-c", script, *words],
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding=environment.get("PYTHONIOENCODING", "utf-8"),
        )
        self.started.append(process)
        return process


def wait_for(path: Path, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < end, f"{path} did not come"
        time.sleep(0.05)
