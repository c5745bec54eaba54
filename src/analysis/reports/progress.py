"""How a build tells its progress: a live line on a terminal, plain lines elsewhere, or nothing."""

import time
from typing import Any, TextIO

from analysis.reports.catalogue import Report


class Quiet:
    """Tells nothing; what all others are made of."""

    def begin(self, total: int) -> None:
        """Hear how many reports are to be brought up to date."""

    def fresh(self) -> None:
        """Hear that one of them is fresh."""

    def done(self, report: Report, seconds: float, error: str) -> None:
        """Hear that a report was made, or failed with an error."""

    def look(self, running: int) -> None:
        """Hear how many are being made now."""

    def end(self) -> None:
        """Hear that there is nothing more to make."""


class Lines(Quiet):
    """A plain line a report that was made; before it stands how many are up to date by then."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._total = self._done = 0
        self._errors: dict[str, int] = {}

    def begin(self, total: int) -> None:
        """Keep how many there are."""
        self._total = total

    def fresh(self) -> None:
        """Count it."""
        self._done += 1

    def done(self, report: Report, seconds: float, error: str) -> None:
        """Say how a report went."""
        self._done += 1
        how = f"{seconds:.1f} s"
        if error:
            first = self._errors.setdefault(error, self._done)
            how = f"failed: {error}" if first == self._done else f"failed as [{first}] did"
        self._say(f"[{self._done}/{self._total}] {report} {how}")

    def _say(self, text: str) -> None:
        print(text, file=self._stream, flush=True)


class Live(Quiet):
    """A line that is drawn anew: up to date, failed, running, rate and time left; failures stay above it."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            SpinnerColumn("line"),  # which every encoding has
            BarColumn(),
            TextColumn("{task.completed:.0f} of {task.total:.0f}"),
            TextColumn("{task.fields[failed]} failed, {task.fields[running]} running, {task.fields[rate]}"),
            TimeRemainingColumn(),
            console=Console(file=stream),
            transient=True,
        )
        self._task: Any = None
        self._errors: set[str] = set()
        self._failed = self._done = 0
        self._began = time.monotonic()

    def begin(self, total: int) -> None:
        """Show the line."""
        self._began = time.monotonic()
        self._task = self._progress.add_task("", total=total, failed=0, running=0, rate="")
        self._progress.start()

    def fresh(self) -> None:
        """Move the line on."""
        self._progress.update(self._task, advance=1)

    def done(self, report: Report, seconds: float, error: str) -> None:  # noqa: ARG002 - as everyone is told
        """Move the line on."""
        self._done += 1
        self._failed += bool(error)
        rate = self._done / (time.monotonic() - self._began)
        self._progress.update(self._task, advance=1, failed=self._failed, rate=f"{rate:.1f} a second")
        if error and error not in self._errors:
            self._errors.add(error)
            self._progress.console.print(f"{report} failed: {error}", markup=False, highlight=False)

    def look(self, running: int) -> None:
        """Show how many are being made."""
        self._progress.update(self._task, running=running)

    def end(self) -> None:
        """Take the line away."""
        self._progress.stop()
