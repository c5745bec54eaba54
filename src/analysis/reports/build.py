"""Bring the reports up to date: make what is not fresh, publish what was made, keep the record.

The only room that changes the reports folder. How a report is made belongs to `analysis.reports.make_report`, what the
index shows to `analysis.reports.site.index`.
"""

import datetime
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import versions
from analysis.errors import Refused
from analysis.folders import Folders, locked
from analysis.reports import fingerprint, history, notebooks, snapshot, yml
from analysis.reports import manifest as manifests
from analysis.reports.ahead import warm_up
from analysis.reports.catalogue import Report, Selection, all_parameters
from analysis.reports.files import digest, digest_of, publish, remove, sweep, write
from analysis.reports.fingerprint import Parts
from analysis.reports.manifest import Manifest
from analysis.reports.plan import FORMATS, FRESH, Plan, Step, plan
from analysis.reports.progress import Quiet
from analysis.reports.site import published
from analysis.reports.site.differences import Differences
from analysis.reports.snapshot import Watch

if TYPE_CHECKING:
    from analysis.reports.make_report import Made

BUILDS_KEPT = 5
FEW = 4
"""How many published reports a build removes without asking: two, in both languages."""
SAVE_SECONDS, LOOK_SECONDS = 2.0, 0.2


@dataclass(frozen=True)
class Options:
    """How reports are made."""

    workers: int
    timeout: float | None = None
    scheduler: str | None = None
    formats: Sequence[str] = FORMATS
    """Those that are made besides the page."""
    may_remove: Callable[[list[str]], bool] = lambda _gone: False
    """Says whether so many published reports, by path, may be removed; asked where they are more than a few."""


@dataclass(frozen=True)
class Result:
    """What a build did."""

    made: list[str]
    failed: dict[str, str]
    fresh: int
    removed: list[str]
    changes: Mapping[str, int]
    """How many reports readers find new, changed, failed and removed."""
    changed: str
    """What was changed while it ran, in words; the next build takes it up."""
    seconds: float


def build(project: Path, folders: Folders, selection: Selection, options: Options, listener: Quiet) -> Result:
    """Make every report that was asked for and is not fresh, and note in the history what came of it.

    Raises Refused if the data, reports.yml or what was asked for is wrong, or the reports folder can't be written.
    """
    try:
        result = _built(project, folders, selection, options, listener)
    except Refused as error:
        history.note(folders, refused=str(error))
        raise
    history.note(folders, **vars(result) | {"made": len(result.made), "seconds": round(result.seconds, 1)})
    return result


def _built(project: Path, folders: Folders, selection: Selection, options: Options, listener: Quiet) -> Result:
    clock = time.monotonic()
    with _alone(folders.reports), snapshot.taken(folders) as own:
        watch = Watch()
        manifest = manifests.read(folders.reports)
        sweep(folders.reports / each for each in (*manifest.records, *manifest.files, manifests.FILE))
        planned = plan(
            project,
            own,
            manifest,
            selection,
            options.formats,
            on_change=(lambda: None) if options.scheduler else warm_up,  # workers elsewhere start their own
        )
        todo = [step for step in planned.steps if step.state != FRESH]
        work = _Build(planned, manifest, folders, listener, watch)
        if not selection:
            work.remove_gone(options.may_remove)
        fresh = len(planned.steps) - len(todo)
        listener.begin(len(todo), fresh)
        unchanged = work.note_fresh(planned.steps) and manifest.inputs == planned.inputs.digest
        if todo or work.removed or not unchanged or not published.is_whole(manifest, folders.reports):
            work.start()
            try:
                if todo:
                    work.make(todo, options)
                if selection:
                    work.note_fresh(planned.states(planned.named))
            finally:
                listener.end()
                work.finish()
        changed = _changed(project, folders, planned)
        changes = {kind: len(paths) for kind, paths in work.changes.items()}
        return Result(work.made, work.failed, fresh, work.removed, changes, changed, time.monotonic() - clock)


def _changed(project: Path, folders: Folders, planned: Plan) -> str:
    """Say what is no longer as the build has read it; '' if all is. Drafts of notebooks concern nobody."""
    versions.installed.cache_clear()
    try:
        named = yml.content_of(project)
        own = [each.own for each in planned.notebooks.values() if each.own]
        now = fingerprint.inputs(named, folders.raw, notebooks.read(project, own))
    except Refused as error:
        return str(error)
    used = {step.report.notebook for step in planned.steps}
    others = {name: digest for name, digest in planned.inputs.notebooks.items() if name not in used}
    mine = {name: digest for name, digest in now.notebooks.items() if name in used}
    return planned.inputs.changes(replace(now, notebooks={**others, **mine}))


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

    def __init__(self, planned: Plan, manifest: Manifest, folders: Folders, listener: Quiet, watch: Watch) -> None:
        self._plan, self._manifest, self._listener, self._watch = planned, manifest, listener, watch
        self._folder, self._failed_folder = folders.reports, folders.failed
        self.made: list[str] = []
        self.failed: dict[str, str] = {}
        self.removed: list[str] = []
        self.changes: dict[str, list[str]] = {"new": [], "changed": [], "failed": [], "removed": self.removed}
        self._differences = Differences()
        self._saved = time.monotonic()

    def note_fresh(self, steps: Iterable[Step]) -> bool:
        """Record under which inputs the fresh ones were found fresh; say whether that was known of all."""
        known = True
        for step in steps:
            record = self._manifest.records.get(step.report.path)
            if step.state == FRESH and record and record.checked != self._plan.inputs.digest:
                record.checked, record.found = self._plan.inputs.digest, self._plan.inputs.of_findings
                known = False
        return known

    def remove_gone(self, may_remove: Callable[[list[str]], bool]) -> None:
        """Remove the reports that nothing names any more; ask first where reports.yml has named more than a few."""
        records = self._manifest.records
        published = [path for path in self._plan.gone if records[path].files and not records[path].only_asked_for]
        if len(published) > FEW and not may_remove(published):
            raise Refused(
                f"reports.yml no longer names {len(published)} of the published reports, such as {published[0]}; "
                "build with --remove if they are to go"
            )
        for path in self._plan.gone:
            for file in records.pop(path).files:
                remove(self._folder / file)
            self.removed.append(path)

    def start(self) -> None:
        """Begin a numbered build, and enter every report, so that the record stands for reports.yml.

        It is saved before anything is published: what lies there and is not entered was written by others.
        """
        is_known = self._manifest.build > 0
        for report in self._plan.named + [step.report for step in self._plan.steps]:
            if is_known and report.path not in self._manifest.records and (self._folder / report.path).exists():
                raise Refused(f"{self._folder / report.path}: is in the way of a report, and trends did not write it")
            self._manifest.record_of(report)
        for path in self._plan.gone:
            if path in self._manifest.records:
                self._manifest.records[path].named = False
        self._manifest.build += 1
        self._forget_failed()
        manifests.save(self._manifest, self._folder)

    def _forget_failed(self) -> None:
        """Remove the notebooks that failed long ago, but for those that somebody has worked on."""
        for path, written in list(self._manifest.kept.items()):
            if int(path.partition("-")[0]) <= self._manifest.build - BUILDS_KEPT:
                del self._manifest.kept[path]
                if digest_of(self._failed_folder / path) == written:
                    remove(self._failed_folder / path)

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
                notebook = self._plan.notebooks[report.notebook]
                given = {**all_parameters(notebook, report.parameters), "language": report.language}
                task = Task(notebook.source, given, options.timeout, self._plan.links(report))
                pending[submit(task)] = report, fingerprint
                self._gather(pending, 0)
            while pending:
                self._gather(pending, LOOK_SECONDS)

    def _gather(self, pending: "dict[Future[Made], tuple[Report, Parts]]", seconds: float) -> None:
        """Take what is done, waiting for it so long at most."""
        from analysis.reports.pool import made

        done = wait(pending, seconds, return_when=FIRST_COMPLETED).done
        if done:
            self._watch.check()
        for future in done:
            self._take(*pending.pop(future), made(future))
        self._listener.look(sum(future.running() for future in pending))
        self._save_now_and_then()

    def _take(self, report: Report, fingerprint: Parts, made: "Made") -> None:
        """Publish what was made, or keep what failed; then record it."""
        record = self._manifest.record_of(report)
        path = report.path
        record.started, record.seconds, record.error = made.started, round(made.seconds, 3), made.error
        record.outcome = "made" if made.files else "failed"
        if not made.files:
            self.failed[path] = made.error
            self.changes["failed"].append(path)
            if made.executed:
                self._keep_failed(report, made.executed, made.started)
        else:
            contents = {f"{report}.{kind}": content for kind, content in made.files.items()}
            self._differences.note(path, made.title, self._folder / path, made.files["html"])
            files = publish(self._folder, record.files, contents)
            if record.files != files:
                self.changes["changed" if record.files else "new"].append(path)
            record.title, record.files, record.build = made.title, files, self._manifest.build
            record.fingerprint, record.checked = fingerprint, self._plan.inputs.digest
            record.names, record.links = list(made.names), self._plan.links(report).hashed(made.names)
            self._manifest.versions.setdefault(self._plan.inputs.of_versions, dict(self._plan.inputs.versions))
            record.found = self._plan.inputs.of_findings
            self.made.append(path)
        self._listener.done(report, made.seconds, made.error)

    def _keep_failed(self, report: Report, executed: bytes, started: str) -> None:
        """Keep a notebook that failed, for whoever looks into it; where that is not possible, its error is enough."""
        day = re.sub(r"[^0-9T]", "", started.partition("+")[0])
        path = f"{self._manifest.build}-{day[:8]}/{str(report).replace('/', '-')}.ipynb"
        if path not in self._manifest.kept and (self._failed_folder / path).exists():
            return
        with suppress(Refused):
            write(self._failed_folder / path, executed)
            self._manifest.kept[path] = digest(executed)

    def _save_now_and_then(self) -> None:
        if time.monotonic() - self._saved > SAVE_SECONDS:
            manifests.save(self._manifest, self._folder)
            self._saved = time.monotonic()

    def finish(self) -> None:
        """Save the record, then publish the index from it."""
        manifest = self._manifest
        manifest.inputs = self._plan.inputs.digest
        manifest.finished = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        manifest.changes = {kind: sorted(paths) for kind, paths in self.changes.items()}
        manifest.differences = self._differences.told()
        from analysis.reports.site import index  # here, since it loads pandas and more

        try:
            index.publish(manifest, self._folder, self._plan.tables(), self._plan.site)
        finally:
            manifests.save(manifest, self._folder)
