"""Bring the reports up to date: make what is not fresh, publish what was made, keep the record.

The only room that changes the reports folder. How a report is made belongs to `analysis.reports.make_report`, what the
index shows to `analysis.reports.site.index`.
"""

import datetime
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import Refused
from analysis.folders import Folders, locked
from analysis.reports import manifest as manifests
from analysis.reports.catalogue import Report, Selection
from analysis.reports.files import digest, remove, sweep, write
from analysis.reports.fingerprint import Parts
from analysis.reports.manifest import Manifest
from analysis.reports.plan import FRESH, Plan, Step, plan
from analysis.reports.progress import Quiet
from analysis.reports.site import index

if TYPE_CHECKING:
    from analysis.reports.make_report import Made

FAILED_FOLDER = "failed"
BUILDS_KEPT = 5
SAVE_SECONDS = 2.0
LOOK_SECONDS = 0.2


@dataclass(frozen=True)
class Options:
    """How reports are made."""

    workers: int
    timeout: float | None = None
    scheduler: str | None = None


@dataclass(frozen=True)
class Result:
    """What a build did."""

    made: list[str]
    failed: dict[str, str]
    fresh: int
    removed: list[str]
    seconds: float


def build(project: Path, folders: Folders, selection: Selection, options: Options, listener: Quiet) -> Result:
    """Make every report that was asked for and is not fresh.

    Raises Refused if the data, reports.yml or what was asked for is wrong, or the reports folder can't be written.
    """
    clock = time.monotonic()
    with _alone(folders.reports):
        sweep(folders.reports)
        manifest = manifests.read(folders.reports)
        planned = plan(project, folders, manifest, selection)
        todo = [step for step in planned.steps if step.state != FRESH]
        listener.begin(len(todo), len(planned.steps) - len(todo))
        work = _Build(project, planned, manifest, folders.reports, listener)
        unchanged = work.note_fresh() and manifest.inputs == planned.inputs.digest
        if not selection:
            work.remove_gone()
        if todo or work.removed or not unchanged or not index.is_whole(manifest, folders.reports):
            work.start()
            try:
                if todo:
                    work.make(todo, options)
            finally:
                listener.end()
                work.finish()
        return Result(work.made, work.failed, len(planned.steps) - len(todo), work.removed, time.monotonic() - clock)


@contextmanager
def _alone(reports: Path) -> Iterator[None]:
    """Let one build at a time work in the folder."""
    try:
        with locked(reports, manifests.FILE, timeout=0):
            yield
    except TimeoutError:
        raise Refused(f"another build is at work in {reports}; try again when it has ended") from None


class _Build:
    """One build at work."""

    def __init__(self, project: Path, planned: Plan, manifest: Manifest, folder: Path, listener: Quiet) -> None:
        self._project = project
        self._plan, self._manifest, self._folder, self._listener = planned, manifest, folder, listener
        self.made: list[str] = []
        self.failed: dict[str, str] = {}
        self.removed: list[str] = []
        self._changes: dict[str, list[str]] = {"new": [], "changed": [], "failed": [], "removed": self.removed}
        self._saved = time.monotonic()

    def note_fresh(self) -> bool:
        """Record under which inputs the fresh ones were found fresh; say whether that was known of all."""
        known = True
        for step in self._plan.steps:
            record = self._manifest.records.get(step.report.path)
            if step.state == FRESH and record and record.checked != self._plan.inputs.digest:
                record.checked, record.found = self._plan.inputs.digest, self._plan.inputs.of_findings
                known = False
        return known

    def remove_gone(self) -> None:
        """Remove the reports that nothing names any more."""
        for path in self._plan.gone:
            for file in self._manifest.records.pop(path).files:
                remove(self._folder / file)
            self.removed.append(path)

    def start(self) -> None:
        """Begin a numbered build, and enter every report, so that the record stands for reports.yml."""
        self._manifest.build += 1
        for report in self._plan.named:
            self._manifest.record_of(report)
        for path in self._plan.gone:
            if path in self._manifest.records:
                self._manifest.records[path].named = False
        kept = self._folder / FAILED_FOLDER
        for old in kept.glob("*/*.ipynb"):
            if int(old.parent.name) <= self._manifest.build - BUILDS_KEPT:
                remove(old)

    def make(self, todo: list[Step], options: Options) -> None:
        """Make reports until all are done."""
        # Here, since they load papermill, which a build with nothing to do does without.
        from analysis.reports import pool
        from analysis.reports.make_report import Made, Task

        workers = (
            pool.of_cluster(options.scheduler, self._plan.inputs)
            if options.scheduler
            else pool.of_threads(options.workers)
        )
        with workers as submit:
            pending: dict[Future[Made], tuple[Report, Parts]] = {}
            for report in (step.report for step in todo):
                try:
                    fingerprint = self._plan.fingerprint_of(report)
                except Refused as error:
                    self._take(report, {}, Made("", 0.0, error=str(error)))
                    continue
                digest = self._plan.notebooks[report.notebook].digest
                pending[submit(Task(report, digest, options.timeout, self._project))] = report, fingerprint
                self._gather(pending, 0)
            while pending:
                self._gather(pending, LOOK_SECONDS)

    def _gather(self, pending: "dict[Future[Made], tuple[Report, Parts]]", seconds: float) -> None:
        """Take what is done, waiting for it so long at most."""
        from analysis.reports.pool import made

        for future in wait(pending, seconds, return_when=FIRST_COMPLETED).done:
            self._take(*pending.pop(future), made(future))
        self._listener.look(sum(future.running() for future in pending))
        self._save_now_and_then()

    def _take(self, report: Report, fingerprint: Parts, made: "Made") -> None:
        """Publish what was made, or keep what failed; then record it."""
        record = self._manifest.record_of(report)
        path = report.path
        record.started, record.seconds, record.error = made.started, round(made.seconds, 3), made.error
        record.outcome = "failed" if made.page is None else "made"
        if made.page is None:
            self.failed[path] = made.error
            self._changes["failed"].append(path)
            if made.executed:
                self._keep_failed(report, made.executed)
        else:
            files = {path: digest(made.page)}
            write(self._folder / path, made.page)
            if record.files != files:
                self._changes["changed" if record.files else "new"].append(path)
            record.title, record.files, record.build = made.title, files, self._manifest.build
            record.fingerprint, record.checked = fingerprint, self._plan.inputs.digest
            record.found = self._plan.inputs.of_findings
            self.made.append(path)
        self._listener.done(report, made.seconds, made.error)

    def _keep_failed(self, report: Report, executed: bytes) -> None:
        kept = self._folder / FAILED_FOLDER / str(self._manifest.build)
        write(kept / f"{str(report).replace('/', '-')}.ipynb", executed)

    def _save_now_and_then(self) -> None:
        if time.monotonic() - self._saved > SAVE_SECONDS:
            manifests.save(self._manifest, self._folder)
            self._saved = time.monotonic()

    def finish(self) -> None:
        """Save the record, then publish the index from it."""
        manifest = self._manifest
        manifest.inputs = self._plan.inputs.digest
        manifest.finished = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        manifest.changes = {kind: sorted(paths) for kind, paths in self._changes.items()}
        index.publish(manifest, self._folder)
        manifests.save(manifest, self._folder)
