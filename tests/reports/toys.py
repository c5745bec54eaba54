"""What the tests of reports are made of: toy notebooks, and a small project around them with its command line."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[2]

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
    """A project in a folder of its own, with the command line to use it."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, *cells: str, parameters: str = PLACE) -> Path:
        path = self.root / "notebooks" / f"{name}.ipynb"
        nbformat.write(notebook(*cells, parameters=parameters), path)
        return path

    def reports_yml(self, text: str) -> None:
        (self.root / "reports.yml").write_text(text, "utf-8")

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "analysis.cli", *words]

    def environ(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("TRENDS_")}
        return {**ours, "PYTHONPATH": str(self.root / "src"), **self.environment}

    def trends(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words),
            env=self.environ(),
            cwd=self.root.parent,
            capture_output=True,
            text=True,
            timeout=120,
        )
