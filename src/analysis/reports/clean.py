"""Remove what was made, by its records: `make clean` runs this as a program. What others have put there stays."""

import shutil
import sys
from contextlib import suppress
from pathlib import Path

from analysis import prepare
from analysis.errors import Refused
from analysis.folders import LOCK, Folders, folders, locked
from analysis.reports import history, snapshot
from analysis.reports import manifest as manifests
from analysis.reports.files import digest_of, remove
from analysis.reports.manifest import Manifest


def clean(where: Folders) -> None:
    """Remove the prepared tables, the reports and the notebooks kept for having failed.

    Raises Refused for a folder that is none of the suite's own, or in which a build is at work.
    """
    if where.processed.is_dir():
        with locked(where.processed, prepare.STAMP):
            prepare.remove_all(where.processed)
        _remove_empty(where.processed)
    if where.reports.is_dir():
        with locked(where.reports, manifests.FILE):
            manifest = manifests.read(where.reports)
            _remove_reports(manifest, where)
        for folder in (*{path.partition("/")[0] for path in manifest.records}, ""):
            _remove_empty(where.reports / folder)
        _remove_empty(where.failed)
        history.path(where).unlink(missing_ok=True)


def _remove_reports(manifest: Manifest, where: Folders) -> None:
    shutil.rmtree(where.reports / snapshot.FOLDER, ignore_errors=True)
    pages = [file for record in manifest.records.values() for file in record.files]
    for file in (*pages, *manifest.files):
        remove(where.reports / file)
    for file, written in manifest.kept.items():
        if digest_of(where.failed / file) == written:  # or somebody has worked on it
            remove(where.failed / file)
    (where.reports / manifests.FILE).unlink(missing_ok=True)


def _remove_empty(folder: Path) -> None:
    """Remove a folder in which nothing is left but the lock, and that goes with it."""
    with suppress(OSError):
        if [path.name for path in folder.iterdir()] == [LOCK]:
            (folder / LOCK).unlink()
        folder.rmdir()


if __name__ == "__main__":
    try:
        clean(folders())
    except Refused as error:
        sys.exit(str(error))
