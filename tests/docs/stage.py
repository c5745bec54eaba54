"""A stage for the commands of the pages: a clone of the project, the frozen tables, few reports, and the stand-ins.

What can't be had here (the rights of root, an image, a cluster, mail) is met by the small programs and packages of
`stand_ins`, each of which does of it what can be done.
"""

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import documented
import nbformat
from documented import PROJECT

from analysis.folders import Folders

STAND_INS = Path(__file__).parent / "stand_ins"
REPORTS = "languages: [en]\nreports:\n  - notebook: region\n    region: Kota Ambon\n"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
TOY = ('language: str = "id"', 'from IPython.display import HTML\n\nHTML("<h1>{heading}</h1>")')
OF_A_MACHINE = re.compile(r"(?<![\w.:/])/(?=(?:etc|opt|usr|var)/)")
END_OF_INPUT = b"\x04"
LONGEST_SECONDS = 600


class Stage:
    """Plays pages one after the other, as somebody would who reads them with a shell open."""

    def __init__(self, folder: Path, data: Folders) -> None:
        self.folder, self.clone = folder, folder / "regional-trends"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRENDS_", "MAKE", "PYTHON"))}
        self.environment = kept | {
            "STAGE": str(folder),
            "HOME": str(folder),
            "LANGUAGE": "en",
            "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache")),
            "PATH": f"{STAND_INS / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": f"{self.clone / 'src'}:{STAND_INS / 'lib'}",
        }
        for place in ("etc/cron.d", "etc/systemd/system", "opt", "var/lib"):
            (folder / place).mkdir(parents=True)
        _publish(folder / "ADDRESS", data)

    def activate(self) -> None:
        """Find `trends` as a shell does in which the environment is active."""
        self.environment["PATH"] = f"{STAND_INS / 'bin'}:{Path(sys.prefix) / 'bin'}:{os.environ['PATH']}"

    def play(self, page: str, *, at: Path | None = None, answers: str = "", of_many: str = "") -> str:
        """Run the commands of a page in the clone, or elsewhere; give what they print.

        `answers` are typed at a terminal; for numbers like `of_many` one is enough. A folder of the machine is one of the stage.
        """
        script = OF_A_MACHINE.sub('"$STAGE"/', documented.script(page))
        script = re.sub(rf"\b({of_many})\b", "1", script) if of_many else script
        (self.folder / Path(page).name).write_text(script, "utf-8")
        keyboard, terminal = pty.openpty()
        os.write(keyboard, answers.encode() + END_OF_INPUT)
        done = subprocess.run(
            ["bash", "-e", self.folder / Path(page).name],
            stdin=terminal if answers else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=at or self.clone,
            env=self.environment,
            text=True,
            timeout=LONGEST_SECONDS,
        )
        os.close(keyboard)
        os.close(terminal)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def name_toy(self, heading: str) -> None:
        """Let the next build make one report, of a notebook that takes no time."""
        toy = nbformat.v4.new_notebook(metadata={"kernelspec": KERNEL})
        toy.cells = [nbformat.v4.new_code_cell(source.format(heading=heading)) for source in TOY]
        toy.cells[0].metadata["tags"] = ["parameters"]
        nbformat.write(toy, self.clone / "notebooks" / "toy.ipynb")
        (self.clone / "reports.yml").write_text("languages: [en]\nreports:\n  - notebook: toy\n", "utf-8")


def _publish(folder: Path, data: Folders) -> None:
    """Make the repository that a page has cloned; its environment is that of the tests."""
    without = shutil.ignore_patterns("__pycache__", "*.md")
    for name in ("src", "notebooks", "ops"):
        shutil.copytree(PROJECT / name, folder / name, ignore=without)
    for name in ("Makefile", "environment.yml", "pyproject.toml", "requirements.lock"):
        shutil.copy(PROJECT / name, folder)
    shutil.copytree(data.raw, folder / "data" / "raw", ignore=without)
    shutil.copytree(data.processed, folder / "data" / "processed")
    (folder / "reports.yml").write_text(REPORTS, "utf-8")
    (folder / ".venv").symlink_to(sys.prefix)
    nobody = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org")
    for words in (["init", "--quiet"], ["add", "."], [*nobody, "commit", "--quiet", "--message", "all"]):
        subprocess.run(["git", *words], cwd=folder, check=True)
