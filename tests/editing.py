"""Change a copy of the raw tables as a person with an editor would, and say on which line."""

from pathlib import Path

from analysis.errors import Fault
from analysis.facts.reading import examine

Edit = tuple[str, str | None, str]
"""A file, a text that stands once in it and what replaces it; None adds a line at the end."""


def edit(raw: Path, file: str, old: str | None, new: str) -> int:
    path = raw / file
    text = path.read_text("utf-8")
    if old is None:
        path.write_text(f"{text}{new}\n", "utf-8")
        return text.count("\n") + 1
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), "utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def remove_rows(raw: Path, faults: list[Fault]) -> None:
    """Remove the rows of which the check says so."""
    for fault in sorted(faults, key=lambda each: (each.file, each.line), reverse=True):
        if "remove" in str(fault):
            path = raw / fault.file
            lines = path.read_text("utf-8").splitlines(keepends=True)
            del lines[fault.line - 1]
            path.write_text("".join(lines), "utf-8")


def edit_all(raw: Path, *edits: Edit) -> list[int]:
    return [edit(raw, *each) for each in edits]


def found(raw: Path) -> list[str]:
    """Say the faults of raw tables, each of which is a line that people can read."""
    faults = [str(fault) for fault in examine(raw)[1]]
    for fault in faults:
        assert fault.isprintable()
        for slip in ("Traceback", "<NA>", " nan", "None", str(raw)):
            assert slip not in fault
    return faults
