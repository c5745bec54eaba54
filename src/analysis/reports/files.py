"""Files that are whole or not there, and their hashes; one clear line when a disk won't have them."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from analysis.errors import refusal

ASIDE = ".new"


def write(path: Path, content: bytes) -> None:
    """Write a file aside and rename it, so that nobody ever sees half of it."""
    aside = _aside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        raise refusal("{path}: can't be written: {error}", path=path, error=error.strerror) from None
    finally:
        with suppress(OSError):
            aside.unlink()


def publish(folder: Path, before: Iterable[str], contents: Mapping[str, bytes]) -> dict[str, str]:
    """Write files in place of those that lie there, and give their hashes."""
    for file, content in contents.items():
        write(folder / file, content)
    for file in set(before) - contents.keys():
        remove(folder / file)
    return {file: digest(content) for file, content in contents.items()}


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name[:200]}{ASIDE}")


def remove(path: Path) -> None:
    """Remove a file and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    with suppress(OSError):
        path.parent.rmdir()


def sweep(paths: Iterable[Path]) -> None:
    """Remove what a run that was killed has left half-written of these files."""
    for path in paths:
        with suppress(OSError):
            _aside(path).unlink()


def digest(content: bytes) -> str:
    """Hash some bytes."""
    return hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> str:
    """Hash a file; '' if it is not there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def digest_of_folder(folder: Path, *, suffixes: tuple[str, ...] = ()) -> str:
    """Hash the names and contents of all files in a folder, compiled ones and hidden ones apart."""
    found = hashlib.sha256()
    try:
        for path in sorted(_files(folder)):
            if not suffixes or path.endswith(suffixes):
                found.update(f"\0{Path(path).relative_to(folder).as_posix()}\0{digest_of(Path(path))}".encode())
    except OSError as error:
        raise refusal("{path}: can't be read: {error}", path=error.filename, error=error.strerror) from None
    return found.hexdigest()


def touched(folder: Path) -> str:
    """Hash when and as what the files of a folder were last written: another value says that one was, if only to undo.

    The system itself keeps the time of the last change of a file (`st_ctime`); nobody can set it back.
    """
    found = hashlib.sha256()
    for path in sorted(_files(folder)):
        with suppress(FileNotFoundError):
            stat = os.stat(path)  # noqa: PTH116 - in half the time
            found.update(f"\0{path}\0{stat.st_ino} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}".encode())
    return found.hexdigest()


def _files(folder: Path) -> list[str]:
    found = []  # as texts, since the code is looked through after every report
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__" and not name.startswith(".")]
        found += [f"{root}/{name}" for name in names if not name.startswith(".")]
    return found
