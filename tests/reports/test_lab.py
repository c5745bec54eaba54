"""JupyterLab as `make lab` starts it: a page to begin with, and saving that changes nothing that git sees."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from matplotlib.figure import Figure

from analysis.display.blocks import BY_THEME, Chart
from analysis.folders import Folders
from analysis.reports import lab
from analysis.vocabulary import Language
from analysis.words.language import Words

PROJECT = Path(__file__).parents[2]
COMMITTED = PROJECT / "notebooks" / "indicators.ipynb"


def saved(path: str, content: nbformat.NotebookNode) -> str:
    model = {"type": "notebook", "content": content}
    lab.tidy_on_save(model=model, path=path, contents_manager=None)
    return nbformat.writes(nbformat.from_dict(model["content"])).rstrip("\n") + "\n"


def worked_on() -> nbformat.NotebookNode:
    """A committed notebook after some work in Lab."""
    notebook = nbformat.read(COMMITTED, as_version=4)
    notebook.metadata["language_info"] = {"name": "python", "version": "3.11.7", "file_extension": ".py"}
    notebook.metadata["widgets"] = {}
    for number, cell in enumerate(notebook.cells):
        cell.metadata["execution"] = {"iopub.status.busy": "2026-11-25"}
        if cell.cell_type == "code":
            cell.execution_count = 40 + number
    return notebook


def test_saving_a_committed_notebook_leaves_its_file_as_it_was():
    assert saved("notebooks/indicators.ipynb", worked_on()) == COMMITTED.read_text("utf-8")


def test_notebooks_elsewhere_are_saved_as_they_are():
    assert "40" in saved("cards/card.ipynb", worked_on())
    model = {"type": "file", "content": "text"}
    lab.tidy_on_save(model=model, path="notebooks/notes.md")
    assert model["content"] == "text"


def test_of_a_chart_that_lab_shows_by_its_theme_the_picture_is_saved_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(BY_THEME, "mine.ipynb")
    data, metadata = Chart(Figure(), "What it shows")._repr_mimebundle_()
    table = nbformat.v4.new_output("display_data", {"text/html": "<table>"})
    outputs = [nbformat.v4.new_output("display_data", data, metadata=metadata), table]
    cells = [nbformat.v4.new_markdown_cell("Mine"), nbformat.v4.new_code_cell("chart", outputs=outputs)]
    kept = nbformat.reads(saved("cards/card.ipynb", nbformat.v4.new_notebook(cells=cells)), 4).cells[1].outputs
    assert sorted(kept[0].data) == ["image/png", "text/plain"]
    assert kept[1].data == {"text/html": "<table>"}


@pytest.mark.parametrize("language", Language)
def test_the_page_to_begin_with_leads_to_every_notebook(tmp_path: Path, raw: Path, language: Language):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "indicators.ipynb").write_bytes(COMMITTED.read_bytes())
    (tmp_path / "notebooks" / "draft.ipynb").write_text("{")
    where = Folders(raw, tmp_path / "processed", tmp_path / "reports")
    lab.write_start(tmp_path, where, Words(language))
    page = nbformat.read(tmp_path / "start.ipynb", as_version=4).cells[0].source
    answer = Words(language).say("Yearly scores: levels, changes, breaks, how sparse they are")
    assert f"| [indicators](notebooks/indicators.ipynb) | {answer} | `indicator`, " in page
    wrong = Words(language).say("{path}: is not a notebook of Jupyter's format 4", path="notebooks/draft.ipynb")
    assert f"| [draft](notebooks/draft.ipynb) | {wrong} |" in page
    assert "trends build" in page


def test_the_day_of_a_change_is_that_of_its_commit_not_of_the_clone(tmp_path: Path, raw_copy: Path):
    def page() -> str:
        lab.write_start(tmp_path, Folders(raw_copy, tmp_path / "processed", tmp_path / "reports"), Words("en"))
        return nbformat.read(tmp_path / "start.ipynb", as_version=4).cells[0].source

    assert "were written to this disk last on" in page()
    author = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": "2024-05-06T12:00", "GIT_COMMITTER_DATE": "2024-05-06T12:00"}
    for words in (["init", "-q"], ["add", "raw"], ["commit", "-qm", "data"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, env={**os.environ, **author, **dates})
    assert (
        "When JupyterLab was started: The tables of `data/raw/` were changed last on 6 May 2024. No reports" in page()
    )
    (raw_copy / "texts.csv").write_text("kind,text\n")
    assert "were written to this disk last on" in page()


def test_the_settings_can_be_read_by_jupyter(tmp_path: Path):
    script = (
        "import sys, json\n"
        "from traitlets.config.loader import PyFileConfigLoader\n"
        "from analysis.reports import lab\n"
        "lab.write_start = lambda *_: None\n"
        "lab.folder_of_jobs = lambda project: project / 'jobs'\n"
        "found = PyFileConfigLoader(sys.argv[1]).load_config()\n"
        "print(json.dumps([found.ServerApp.root_dir, found.LabApp.default_url, found.FileContentsManager.pre_save_hook.__name__, found.SchedulerApp.db_url, len(found.ServerApp.terminado_settings['shell_command'])]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, PROJECT / "ops" / "jupyter_server_config.py"],
        cwd=tmp_path, capture_output=True, text=True, check=True, env=dict(os.environ),
    )  # fmt: skip
    assert json.loads(done.stdout) == [
        str(PROJECT),
        "/lab/tree/start.ipynb",
        "tidy_on_save",
        f"sqlite:///{PROJECT}/jobs/jobs.sqlite",
        1,  # a shell, not told to be that of a login, which would forget where `trends` is
    ]
