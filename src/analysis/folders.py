"""Where the data and the reports lie: the project's own folders, or others that were asked for.

Another raw folder brings a processed and a reports folder of its own, beside it, so that trying out other data
never touches the project's. Whose a folder is, and who may change it now, is decided here as well: what others have
written is never touched.
"""

import json
import os
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import refusal

PROJECT = Path(__file__).resolve().parents[2]
LOCK = ".trends.lock"
"""Lets one process at a time change a folder; where it lies, the folder is the suite's own."""

BEGUN = ".replacing.json"
"""Names the files of a folder that are being replaced by what lies aside of them."""


@dataclass(frozen=True)
class Folders:
    """The three folders that a command or a notebook works with."""

    raw: Path
    processed: Path
    reports: Path

    @property
    def failed(self) -> Path:
        """Where notebooks that failed are kept: beside the reports, since those may be published as they are."""
        return self.reports.with_name(f"{self.reports.name}-failed")


def folders() -> Folders:
    """Read TRENDS_RAW, TRENDS_PROCESSED and TRENDS_REPORTS; what is not set follows from the raw folder.

    Raises Refused in a copy of a project whose environment still leads to the project it was copied from.
    """
    _refuse_copied_environment()
    own = of_raw(Path(os.environ.get("TRENDS_RAW") or PROJECT / "data" / "raw"))
    return Folders(
        own.raw,
        Path(os.environ.get("TRENDS_PROCESSED") or own.processed).absolute(),
        Path(os.environ.get("TRENDS_REPORTS") or own.reports).absolute(),
    )


def of_raw(raw: Path) -> Folders:
    """Give the folders that follow from a raw folder: the project's own, or others beside it."""
    raw = raw.resolve()
    finish_replacing(raw)
    if raw == (PROJECT / "data" / "raw").resolve():
        return Folders(raw, PROJECT / "data" / "processed", PROJECT / "reports")
    return Folders(raw, raw.with_name(f"{raw.name}-processed"), raw.with_name(f"{raw.name}-reports"))


@contextmanager
def locked(folder: Path, record: str, timeout: float = -1) -> Iterator[None]:
    """Let one process at a time change a folder of the suite's own; a crash frees the lock.

    `record` is the file in which the suite says what it has written there; `timeout` is how many seconds to wait for
    another process, -1 for as long as it takes. Raises Refused for a folder that others use or that can't be written,
    TimeoutError if the other process doesn't end in time.
    """
    from filelock import FileLock, Timeout  # here, as most commands lock nothing

    try:
        folder.mkdir(parents=True, exist_ok=True)
        if others := _of_others(folder, record):
            raise refusal(
                "{folder}: holds {others}, which trends did not write; name an empty folder or one of its own",
                folder=folder,
                others=others,
            )
        with FileLock(folder / LOCK, timeout=timeout):
            yield
    except Timeout as error:
        raise TimeoutError(str(error)) from None
    except OSError as error:
        path, why = error.filename or folder, error.strerror or error
        raise refusal("{path}: can't be read or written: {error}", path=path, error=why) from None


def _of_others(folder: Path, record: str) -> str:
    """Name something in the folder if it is none of the suite's own; '' if it is, or is empty."""
    names = sorted(path.name for path in folder.iterdir())
    own = LOCK in names or {".lock", record} <= {*names}  # the latter as version 0.1 has left it
    return "" if own or not names else names[0]


def copy_raw(raw: Path, to: Path) -> None:
    """Copy the raw tables, hidden files apart: what is hashed and what is read are then the same, come what may."""
    try:
        shutil.copytree(raw, to, ignore=shutil.ignore_patterns(".*"))
    except (OSError, shutil.Error) as error:
        source, why = error.filename or raw, error.strerror
        if isinstance(error, shutil.Error):  # of several files; the reason is a text that names both places
            source, _, told = error.args[0][0]
            why = told.partition("] ")[2].partition(": '")[0] or told
        raise refusal("{path}: can't be copied to {to}: {error}", path=source, to=to, error=why) from None


def aside(path: Path) -> Path:
    """Name the file beside another in which its next content is written before it takes its place."""
    return path.with_name(f".{path.name}.new")


def replace_all(folder: Path, files: Collection[str]) -> None:
    """Put what lies aside of all these files into their place: all of them, even if the process is ended meanwhile.

    What is to be done is written down first, so that whoever looks at the folder next finishes it.
    """
    begun = folder / BEGUN
    aside(begun).write_text(json.dumps([*files]), "utf-8")
    aside(begun).replace(begun)
    _replace(folder)


def finish_replacing(folder: Path) -> None:
    """Finish what was begun to be put into place in a folder; does nothing where nothing was.

    Raises Refused where it can't be done.
    """
    try:
        if (folder / BEGUN).exists():
            _replace(folder)
    except OSError as error:
        told = "{path}: rows were being added when a process was ended, and the files can't be put into their place: {error}"
        raise refusal(told, path=error.filename or folder, error=error.strerror) from None


def _replace(folder: Path) -> None:
    with suppress(FileNotFoundError):  # somebody else has finished it
        for file in json.loads((folder / BEGUN).read_text("utf-8")):
            with suppress(FileNotFoundError):  # is in its place already
                aside(folder / file).replace(folder / file)
        (folder / BEGUN).unlink()


def _refuse_copied_environment() -> None:
    """Refuse to work on this project for somebody who stands in a copy of it, or has called the copy's command.

    A `.venv` that was copied along with its project leads to the project it was made for.
    """
    if str(PROJECT / "src") in os.environ.get("PYTHONPATH", "").split(os.pathsep):
        return  # somebody has said so
    for place in (sys.argv[0], sys.prefix, "."):
        project = _project_around(Path(place))
        if project and project != PROJECT and _was_copied(project / ".venv"):
            raise refusal(
                "{project}: its .venv was copied and leads to {other}; make it anew: rm -r .venv, then make .venv/ready",
                project=project,
                other=PROJECT,
            )


def _project_around(place: Path) -> Path | None:
    try:
        here = place.absolute()
    except OSError:  # the working folder is gone
        return None
    found = (each.resolve() for each in (here, *here.parents) if (each / "src" / "analysis" / "folders.py").is_file())
    return next(found, None)


def _was_copied(environment: Path) -> bool:
    """Whether the command of an environment is started by the Python of another one."""
    try:
        with (environment / "bin" / "trends").open("rb") as file:
            head = file.read(1024)
    except OSError:
        return False
    return os.fsencode(environment.resolve()) not in head
