"""What is told of rows that are added to the raw tables: which they are, where they stand, and how they are undone."""

import os
import shlex
import subprocess
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from analysis.cli.speaking import words

if TYPE_CHECKING:
    from analysis.adding.rows import Tried

SHOWN = 12
"""So many lines of a file are shown of a difference, the others counted."""


def tell_difference(difference: Iterable[str]) -> None:
    """Tell which lines are added and removed, the first of each file."""
    left = 0
    shown = 0
    for line in difference:
        is_head = line.endswith(":") and line[:2] not in ("+ ", "- ")
        if is_head and left:
            _tell_left(left)
        shown, left = (0, 0) if is_head else (shown + 1, left)
        if shown > SHOWN:
            left += 1
        else:
            typer.echo(line)
    if left:
        _tell_left(left)


def _tell_left(left: int) -> None:
    typer.echo("  " + words().plural("… and one line more", "… and {number} lines more", left))


def tell_written(found: "Tried") -> None:
    """Tell which files were written, and for each kind of file how that is undone."""
    say = words().say
    new = [file for file, content in found.before.items() if content is None]
    kept = _kept_by_git(found.raw, found.before)
    others = [file for file in found.before if file not in (*new, *kept)]
    typer.echo(say("written: {files}", files=_paths(found.raw, found.before)))
    if kept:
        undone = say(
            "{git} diff shows what changed; to undo it, with all else in these files that is not committed: {git} restore {files}",
            git=f"git -C {_paths(found.raw, ['.'])}",
            files=shlex.join(kept),
        )
        typer.echo(undone)
    if others:
        by_hand = say(
            "to undo it in {files}, take out the lines shown with + (new ones stand at the end) and put back those with -",
            files=_paths(found.raw, others),
        )
        typer.echo(by_hand)
    if new:
        typer.echo(say("new is {files}: to undo it, delete it", files=_paths(found.raw, new)))


def _paths(raw: Path, files: Iterable[str]) -> str:
    """Write the paths of files as they are typed from here."""
    return shlex.join(os.path.relpath(raw / file) for file in files)


def _kept_by_git(raw: Path, files: Collection[str]) -> list[str]:
    """Give the files that git can restore."""
    try:
        words_of_git = ["git", "-C", str(raw), "ls-files", "-z", "--", *files]
        listed = subprocess.run(words_of_git, capture_output=True, check=False)  # noqa: S603 - our own files
    except OSError:
        return []
    known = listed.stdout.decode("utf-8", "replace").split("\0")
    return [file for file in files if file in known]
