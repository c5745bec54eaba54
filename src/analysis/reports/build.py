"""Bring the reports up to date: look which are not fresh, and let those be made.

How a report is made belongs to `analysis.reports.make_report`, what then happens in the reports folder to
`analysis.reports.publishing`.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import versions
from analysis.errors import Refused, refusal
from analysis.folders import Folders, locked
from analysis.reports import fingerprint, history, notebooks, snapshot, yml
from analysis.reports import manifest as manifests
from analysis.reports.ahead import warm_up
from analysis.reports.catalogue import Report, Selection, all_parameters
from analysis.reports.files import sweep
from analysis.reports.fingerprint import Parts
from analysis.reports.plan import FORMATS, FRESH, Plan, plan
from analysis.reports.progress import Quiet
from analysis.reports.publishing import Publishing
from analysis.reports.site import published
from analysis.reports.snapshot import Watch

if TYPE_CHECKING:
    from analysis.reports.make_report import Made
    from analysis.reports.pool import Submit

LOOK_SECONDS = 0.2


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
        publishing = Publishing(planned, manifest, folders)
        try:
            if not selection:
                publishing.remove_gone(options.may_remove)
            listener.begin(len(planned.asked_for))
            _Build(planned, publishing, listener, watch, options).bring_up_to_date()
            if not (publishing.is_known and published.is_whole(manifest, folders.reports)):
                publishing.start()
            if selection and publishing.started:
                publishing.note_fresh(planned.states(planned.named))
        finally:
            listener.end()
            if publishing.started:
                publishing.finish()
        changed = _changed(project, folders, planned)
        made, failed, changes = publishing.made, publishing.failed, publishing.changes
        return Result(
            made=made,
            failed=failed,
            fresh=len(planned.asked_for) - len(made) - len(failed),
            removed=publishing.removed,
            changes={kind: len(paths) for kind, paths in changes.items()},
            changed=changed,
            seconds=time.monotonic() - clock,
        )


def _changed(project: Path, folders: Folders, planned: Plan) -> str:
    """Say what is no longer as the build has read it; '' if all is. Drafts of notebooks concern nobody."""
    versions.installed.cache_clear()
    try:
        named = yml.content_of(project)
        own = [each.own for each in planned.notebooks.values() if each.own]
        now = fingerprint.inputs(named, folders.raw, notebooks.read(project, own))
    except Refused as error:
        return str(error)
    used = {report.notebook for report in planned.asked_for}
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
        raise refusal("another build is at work in {folder}; try again when it has ended", folder=reports) from None


class _Build:
    """One build at work: what is being made, and what it is made from."""

    def __init__(self, planned: Plan, publishing: Publishing, listener: Quiet, watch: Watch, options: Options) -> None:
        self._plan, self._publishing, self._options = planned, publishing, options
        self._listener, self._watch = listener, watch
        self._pending: dict[Future[Made], tuple[Report, Parts]] = {}
        self._looked = 0.0

    def bring_up_to_date(self) -> None:
        """Make each report that is not fresh; the first are made while it is still looked which others are."""
        with ExitStack() as workers:
            submit = None
            for step in self._plan.states(self._plan.asked_for):
                if step.state == FRESH:
                    self._publishing.note_fresh([step])
                    self._listener.fresh()
                else:
                    if submit is None:
                        self._publishing.start()
                        submit = workers.enter_context(self._workers())
                    self._submit(step.report, submit)
                if time.monotonic() - self._looked > LOOK_SECONDS:
                    self._gather(0)
            while self._pending:
                self._gather(LOOK_SECONDS)

    def _workers(self) -> "AbstractContextManager[Submit]":
        # Here, since it loads papermill, which a build with nothing to do does without.
        from analysis.reports import pool

        if self._options.scheduler:
            return pool.of_cluster(self._options.scheduler, self._plan.inputs)
        return pool.of_threads(self._options.workers)

    def _submit(self, report: Report, submit: "Submit") -> None:
        """Let a report be made, or tell at once that it can't be."""
        from analysis.reports.make_report import Made, Task

        try:
            fingerprint = self._plan.fingerprint_of(report)
        except Refused as error:
            self._take(report, {}, Made("", 0.0, error=str(error)))
            return
        notebook = self._plan.notebooks[report.notebook]
        given = {**all_parameters(notebook, report.parameters), "language": report.language}
        task = Task(notebook.source, given, self._options.timeout, self._plan.links(report), notebook.modules)
        self._pending[submit(task)] = report, fingerprint

    def _gather(self, seconds: float) -> None:
        """Take what is done, waiting for it so long at most."""
        from analysis.reports.pool import made

        self._looked = time.monotonic()
        done = wait(self._pending, seconds, return_when=FIRST_COMPLETED).done
        if done:
            self._watch.check()
        for future in done:
            self._take(*self._pending.pop(future), made(future))
        self._listener.look(sum(future.running() for future in self._pending))
        self._publishing.save_now_and_then()

    def _take(self, report: Report, fingerprint: Parts, made: "Made") -> None:
        self._publishing.take(report, fingerprint, made)
        self._listener.done(report, made.seconds, made.error)
