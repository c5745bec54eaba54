"""Rows that go into the raw tables, or out of them: tried on a copy, then written all together or not at all.

Files keep what they are: order of columns, line ends, rows of others. Which rows belong where is decided by the other
modules here; what a table may hold by `analysis.facts`.
"""

import contextlib
import csv
import io
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.errors import Fault, refusal
from analysis.facts import reading
from analysis.facts.schemas import TABLES
from analysis.folders import BEGUN, aside, copy_raw, replace_all

Row = Mapping[str, str]
"""The cells of a row by column; a column that is not there is empty."""


@dataclass
class Edits:
    """Rows to add and to remove, by file."""

    added: dict[str, list[Row]] = field(default_factory=dict)
    removed: dict[str, set[int]] = field(default_factory=dict)
    """Lines of the file as it is; the header is 1."""

    def add(self, file: str, *rows: Row) -> None:
        """Add rows at the end of a file, which may be a new one."""
        self.added.setdefault(file, []).extend(rows)

    def add_frame(self, file: str, frame: pd.DataFrame) -> None:
        """Add the rows of a frame, whose cells are texts."""
        if len(frame):
            self.add(file, *frame.fillna("").to_dict("records"))

    def remove(self, file: str, line: int) -> None:
        """Remove a line of a file."""
        self.removed.setdefault(file, set()).add(line)


@dataclass(frozen=True)
class Tried:
    """What some edits would do."""

    raw: Path
    before: Mapping[str, bytes | None]
    """The files concerned as they are; None where there is none."""
    after: Mapping[str, bytes]
    faults: Sequence[Fault]
    """All faults and warnings of the tables as they would be."""
    difference: Sequence[str]
    """Lines that would be added and removed, as a difference shows them, each file under its name."""

    def write(self) -> None:
        """Write all files, or, where one can't be written, none.

        Raises Refused if a file has changed since, or can't be written.
        """
        for file, content in self.before.items():
            if _content(self.raw / file) != content:
                raise refusal("{path}: has changed just now; nothing was written", path=self.raw / file)
        try:
            for file, content in self.after.items():
                _write_aside(self.raw / file, content)
            replace_all(self.raw, self.after)
        except BaseException as error:
            (self.raw / BEGUN).unlink(missing_ok=True)
            for file in self.after:
                self._restore(file)
                aside(self.raw / file).unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise refusal(
                    "{path}: can't be written: {error}; nothing was changed", path=error.filename, error=error.strerror
                ) from None
            raise

    def _restore(self, file: str) -> None:
        content = self.before[file]
        with contextlib.suppress(OSError):
            if content is None:
                (self.raw / file).unlink()
            elif content != _content(self.raw / file):
                (self.raw / file).write_bytes(content)


def tried(raw: Path, edits: Edits) -> Tried:
    """Try edits on a copy of the raw tables, and check it as `trends check` does."""
    files = [*edits.added, *(file for file in edits.removed if file not in edits.added)]
    before = {file: _content(raw / file) for file in files}
    after = {file: _edited(before[file], edits.added.get(file, []), edits.removed.get(file, set())) for file in files}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "raw"
        copy_raw(raw, copy)
        for file, content in after.items():
            (copy / file).parent.mkdir(exist_ok=True)
            (copy / file).write_bytes(content)
        faults = reading.examine(copy)[1]
    difference = [
        line for file in files for line in _difference(file, before[file], after[file], edits.removed.get(file))
    ]
    return Tried(raw, before, after, faults, difference)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refusal("{path}: can't be read: {error}", path=path, error=error.strerror) from None


def _edited(content: bytes | None, added: Sequence[Row], removed: set[int]) -> bytes:
    text = content.decode("utf-8") if content is not None else ",".join(TABLES["indicators"].columns) + "\n"
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    kept = [line for number, line in enumerate(lines, 1) if number not in removed]
    if kept and not kept[-1].endswith("\n"):
        kept[-1] += end
    columns = next(csv.reader([lines[0].lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")]))
    new = io.StringIO()
    writer = csv.DictWriter(new, columns, restval="", lineterminator=end)
    writer.writerows(added)
    return ("".join(kept) + new.getvalue()).encode()


def _difference(file: str, before: bytes | None, after: bytes, removed: set[int] | None) -> Iterator[str]:
    old = (before or b"").decode("utf-8").splitlines()
    new = after.decode("utf-8").splitlines()
    yield f"{file}:"
    yield from (f"- {old[line - 1]}" for line in sorted(removed or ()))
    yield from (f"+ {line}" for line in new[len(old) - len(removed or ()) :])


def _write_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with aside(path).open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        aside(path).chmod(path.stat().st_mode)


def accepting(warnings: Sequence[Fault], reason: str) -> list[Row]:
    """Give the rows of `accepted.csv` that accept warnings with a reason."""
    columns = ("file", "row", "rule", "reason")
    named = [next(csv.reader([str(dict(each.message.values)["row"])])) for each in warnings]
    return [dict(zip(columns, [*cells, reason], strict=True)) for cells in named]
