"""JupyterLab for this project: the page it opens with, and saving that leaves git clean.

`ops/jupyter_server_config.py` hands it to Lab, which `make lab` starts. How committed notebooks are tidied belongs to
`analysis.reports.committed`.
"""

import datetime
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat

from analysis.display.blocks import without_theme
from analysis.folders import Folders
from analysis.reports import history, notebooks
from analysis.reports.site.rows import heading
from analysis.words.language import Words

START = "start.ipynb"
"""The page that Lab opens with, a notebook of one text in the project's folder; it is not committed."""


def write_start(project: Path, where: Folders, words: Words) -> None:
    """Write the page that Lab opens with: which notebooks there are, and how fresh data and reports are."""
    text = nbformat.v4.new_markdown_cell("\n".join(_start(project, where, words)), id="start")
    # With a kernel named, Lab doesn't ask for one.
    nbformat.write(nbformat.v4.new_notebook(cells=[text], metadata=notebooks.METADATA), project / START)


def _start(project: Path, where: Folders, words: Words) -> Iterator[str]:
    say = words.say
    yield f"# {say('Regional Trends')}\n"
    yield say("Open a notebook, change the cell of parameters, run all. Where you begin with code, it is:") + "\n"
    yield "```python\nimport analysis as tr\n\nd = tr.data()\n```\n"
    yield f"| {say('Notebook')} | {say('What it answers')} | {say('Parameters')} |\n|---|---|---|"
    read, answers = notebooks.read(project), _answers(words)
    for name in sorted(read, key=[*answers, *read].index):  # those of the project first, in this order
        each = read[name]
        named = ", ".join(f"`{parameter}`" for parameter in each.parameters)
        answer = each.error.text(words.template) if each.error else answers.get(name, heading(name, words))
        yield f"| [{name}]({each.place}) | {answer} | {named} |"
    committed, written = _changed(where.raw)
    values = {"folder": "`data/raw/`", "day": words.date(committed or written)}
    changed = (
        say("The tables of {folder} were changed last on {day}.", **values)
        if committed
        else say("The tables of {folder} were written to this disk last on {day}.", **values)
    )
    builds = history.read(where)
    built = (
        say("Reports were last built on {day}.", day=words.date(builds[-1]["ended"][:10]))
        if builds
        else say("No reports have been built yet: type {command} in a terminal.", command="`trends build`")
    )
    yield "\n" + say("When JupyterLab was started:") + f" {changed} {built}"
    yield ""
    pages = {
        "data/README.md": say("The data, and how to add to it"),
        "docs/own-notebook.md": say("Reports from a notebook of your own"),
        "docs/schedule.md": say("A notebook on a schedule"),
    }
    yield " · ".join(f"[{text}]({page})" for page, text in pages.items())


def _answers(words: Words) -> dict[str, str]:
    """Say what each notebook of the project answers."""
    return {
        "explore": words.say("Regions, editions and evidence to pick from: strip, chart and table follow"),
        "questions": words.say("Twelve questions, each in a few lines of code"),
        "region": words.say("One region over time: status, selectivity, peers, service units, yearly scores"),
        "edition": words.say("One edition: dates, lists, winners, figures, who came back"),
        "province": words.say(
            "The governments of a province over time, and its rank among the provinces as an interval"
        ),
        "national_trends": words.say(
            "The whole country: selectivity, retention, newcomers, levels, runs, provinces, a map"
        ),
        "compare": words.say("Two to eight regions side by side, and who is ahead as far as can be known"),
        "claims": words.say("What the press says: supported, refuted or undetermined, and by which rows"),
        "indicators": words.say("Yearly scores: levels, changes, breaks, how sparse they are"),
        "data_quality": words.say("What is known, from whom, how strongly; what to look for next"),
    }


def _changed(raw: Path) -> tuple[str, str]:
    """Give the day of the last commit of the raw tables, '' where there is none or it isn't all, and that of the last file.

    A clone writes all files anew: when that was says nothing of the data.
    """
    last = max((path.stat().st_mtime for path in raw.rglob("*.csv")), default=0)
    written = datetime.datetime.fromtimestamp(last, datetime.UTC).date().isoformat()
    committed, uncommitted = (
        _of_git(raw, *asked) for asked in (("log", "-1", "--format=%cs", "--", "."), ("status", "--porcelain", "."))
    )
    return "" if uncommitted else committed, written


def _of_git(folder: Path, *asked: str) -> str:
    """Ask git about a folder; '' where there is no git, or the folder is in none."""
    try:
        words = ["git", "-C", str(folder), *asked]
        done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
        return done.stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def folder_of_jobs(project: Path) -> Path:
    """Make the folder where jupyter-scheduler keeps the jobs of this project; what they give goes beside it."""
    kept = project / "jobs" / ".scheduler"
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def tidy_on_save(model: dict[str, Any], path: str, **_: Any) -> None:
    """Save a notebook of the project as it is committed: numbered in order, without traces of the run.

    A hook of Jupyter's contents manager; `path` is from the project's folder. Notebooks elsewhere stay as they are, but for
    what only Lab shows of a chart: its picture once more, which nbval would miss when it compares.
    """
    if model["type"] != "notebook":
        return
    if PurePosixPath(path.lstrip("/")).parent.as_posix() != notebooks.FOLDER:
        for cell in model["content"]["cells"]:
            without_theme(cell.get("outputs", []))
        return
    from analysis.reports.committed import tidied  # here, since it loads papermill

    model["content"] = nbformat.reads(tidied(nbformat.from_dict(model["content"])).decode(), as_version=4)
