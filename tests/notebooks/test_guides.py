"""The guides, notebooks that are no reports: executed, tidied, compared, and as short as they promise."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from analysis.folders import PROJECT
from analysis.reports import notebooks
from analysis.reports.committed import WIDGET, tidied

GUIDES = [each.path for each in notebooks.guides(notebooks.read(PROJECT))]
ids = [path.stem for path in GUIDES]


def test_both_are_there():
    assert ids == ["questions", "explore"]


@pytest.mark.parametrize("path", GUIDES, ids=ids)
def test_is_committed_executed_and_tidied(path: Path):
    notebook = nbformat.read(path, 4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert not any(output.output_type in ("error", "stream") for cell in cells for output in cell.outputs)
    assert tidied(notebook) == path.read_bytes()
    assert WIDGET not in path.read_text("utf-8")


def test_twelve_questions_are_answered_in_three_lines_at_most():
    cells = nbformat.read(GUIDES[0], 4).cells
    asked = [cell.source for cell in cells if cell.cell_type == "markdown" and cell.source.startswith("## ")]
    answers = [cell for cell in cells[3:] if cell.cell_type == "code"]
    assert len(asked) == len(answers) == 12
    assert all(len(cell.source.splitlines()) <= 3 for cell in answers)
    assert all(cell.outputs for cell in answers)


def test_questions_say_of_how_many_and_cut_no_ties():
    sources = "\n".join(cell.source for cell in nbformat.read(GUIDES[0], 4).cells)
    assert "out of `cohort_size` on its lists" in sources
    assert "All editions together" in sources
    assert '.nlargest(8, "placed_low", keep="all")' in sources


def test_they_compare_equal_with_what_is_committed():
    without = ["-p", "no:cacheprovider", "-p", "no:slipcover"]
    command = [sys.executable, "-m", "pytest", "--nbval", *without, "-q", *map(str, GUIDES)]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-3000:]
