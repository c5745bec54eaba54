"""JupyterLab for this project: the page it opens with, and saving that leaves git clean.

`ops/lab.py` hands it to Lab, which `make lab` starts. How committed notebooks are tidied belongs to
`analysis.reports.committed`.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat

from analysis.folders import Folders
from analysis.reports import history, notebooks
from analysis.reports.site.rows import heading
from analysis.words.language import Words

START = "start.ipynb"
"""The page that Lab opens with, a notebook of one text in the project's folder; it is not committed."""


def write_start(project: Path, where: Folders, words: Words) -> None:
    """Write the page that Lab opens with: which notebooks there are, and how fresh data and reports are."""
    text = nbformat.v4.new_markdown_cell("\n".join(_start(project, where, words)), id="start")
    nbformat.write(nbformat.v4.new_notebook(cells=[text]), project / START)


def _start(project: Path, where: Folders, words: Words) -> Iterator[str]:
    say = words.say
    yield f"# {say('Regional Trends')}\n"
    yield say("Open a notebook, change the cell of parameters, run all. Where you begin with code, it is:") + "\n"
    yield "```python\nimport analysis as tr\n\nd = tr.data()\n```\n"
    yield f"| {say('Notebook')} | {say('What it answers')} | {say('Parameters')} |\n|---|---|---|"
    for name, each in notebooks.read(project).items():
        named = ", ".join(f"`{parameter}`" for parameter in each.parameters)
        yield f"| [{name}]({each.place}) | {each.error or heading(name, words)} | {named} |"
    changed = max((path.stat().st_mtime for path in where.raw.rglob("*.csv")), default=0)
    yield "\n" + say(
        "The tables of {folder} were changed last on {day}.", folder="`data/raw/`", day=words.date(_day(changed))
    )
    builds = history.read(where)
    if builds:
        yield say("Reports were last built on {day}.", day=words.date(builds[-1]["ended"][:10]))
    else:
        yield say("No reports have been built yet: type {command} in a terminal.", command="`trends build`")
    yield ""
    yield f"[{say('The data, and how to add to it')}](data/README.md) · [{say('Reports from a notebook of your own')}](docs/own-notebook.md)"


def _day(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()


def folder_of_jobs(project: Path) -> Path:
    """Make the folder where jupyter-scheduler keeps the jobs of this project; what they give goes beside it."""
    kept = project / "jobs" / ".scheduler"
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def tidy_on_save(model: dict[str, Any], path: str, **_: Any) -> None:
    """Save a notebook of the project as it is committed: numbered in order, without traces of the run.

    A hook of Jupyter's contents manager; `path` is from the project's folder. Notebooks elsewhere stay as they are.
    """
    if model["type"] != "notebook" or PurePosixPath(path.lstrip("/")).parent.as_posix() != notebooks.FOLDER:
        return
    from analysis.reports.committed import tidied  # here, since it loads papermill

    model["content"] = nbformat.reads(tidied(nbformat.from_dict(model["content"])).decode(), as_version=4)
