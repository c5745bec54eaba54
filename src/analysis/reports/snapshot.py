"""What a build works on: the raw tables as they were when it began, where nothing of the user's home plays a part.

All that reads them, notebooks and helpers included, is led to the copy. Notebooks and reports.yml are read once and
travel as what was read. Code can't be copied, as half of it is loaded already; so it is watched.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from analysis.errors import refusal
from analysis.folders import Folders, copy_raw
from analysis.reports import fingerprint
from analysis.reports.files import touched

FOLDER = ".snapshot"

SWITCHES = (
    "JUPYTER_CONFIG_PATH",
    "JUPYTER_PATH",
    "MPLBACKEND",
    "SOURCE_DATE_EPOCH",
    "PYTHONINSPECT",
    "PYTHONOPTIMIZE",
    "PYTHONSTARTUP",
    "PYTHONWARNINGS",
)
"""Settings of a person's own work, which say how programs behave."""
HOMES = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")
"""Folders of the home in which libraries look for settings, profiles and templates."""


class Watch:
    """Knows whether the code is still what it was when the watch began."""

    def __init__(self) -> None:
        self._before = touched(fingerprint.CODE)

    def check(self) -> None:
        """Raise Refused if a file of the code was written meanwhile: nobody knows which of the two has run."""
        if touched(fingerprint.CODE) != self._before:
            raise refusal(
                "the code was changed while reports were made; what was made before is published, build again for the rest"
            )


@contextmanager
def taken(where: Folders) -> Iterator[Folders]:
    """Copy the raw tables into the reports folder for as long as a build lasts, and lead all that follows to the copy.

    To be called under the lock of the reports folder. Raises Refused if the tables can't be copied.
    """
    if not where.raw.is_dir():
        raise refusal("{folder}: is not a folder with the raw tables", folder=where.raw)
    folder = where.reports / FOLDER
    shutil.rmtree(folder, ignore_errors=True)  # left by a build that was killed
    own = replace(where, raw=folder / "raw")
    environment, here = dict(os.environ), _working_folder()
    try:
        copy_raw(where.raw, own.raw)
        (folder / "matplotlibrc").touch()
        for name in SWITCHES:
            os.environ.pop(name, None)
        os.environ |= {name: str(folder / "home") for name in HOMES} | {
            "MATPLOTLIBRC": str(folder / "matplotlibrc"),
            "TRENDS_RAW": str(own.raw),
            "TRENDS_PROCESSED": str(own.processed),
            "TRENDS_REPORTS": str(own.reports),
        }
        os.chdir(folder)  # a matplotlibrc in the working folder would count as well
        yield own
    finally:
        with suppress(OSError):
            os.chdir(here or where.reports)
        os.environ.clear()
        os.environ |= environment
        shutil.rmtree(folder, ignore_errors=True)


def _working_folder() -> Path | None:
    try:
        return Path.cwd()
    except FileNotFoundError:  # somebody has removed it meanwhile
        return None
