"""A build at work in the reports folder: what is made is published there, what is gone removed, and all of it recorded.

Nothing else changes the reports folder. What is made, and when, belongs to `analysis.reports.build`; what the index shows to
`analysis.reports.site.index`.
"""

import datetime
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from analysis.errors import Refused, refusal
from analysis.folders import Folders
from analysis.reports import manifest as manifests
from analysis.reports.catalogue import Report
from analysis.reports.files import digest, digest_of, publish, remove, write
from analysis.reports.fingerprint import Parts
from analysis.reports.manifest import Manifest
from analysis.reports.plan import FRESH, Plan, Step
from analysis.reports.site.differences import Differences

if TYPE_CHECKING:
    from analysis.reports.make_report import Made

BUILDS_KEPT = 5
FEW = 4
"""How many published reports a build removes without asking: two, in both languages."""
SAVE_SECONDS = 2.0


class Publishing:
    """One build at work in the reports folder."""

    def __init__(self, planned: Plan, manifest: Manifest, folders: Folders) -> None:
        self._plan, self._manifest = planned, manifest
        self._folder, self._failed_folder = folders.reports, folders.failed
        self.made: list[str] = []
        self.failed: dict[str, str] = {}
        self.removed: list[str] = []
        self.changes: dict[str, list[str]] = {"new": [], "changed": [], "failed": [], "removed": self.removed}
        self._differences = Differences()
        self._saved = time.monotonic()
        self.started = False
        self.is_known = manifest.inputs == planned.inputs.digest
        """Whether nothing was found that the record doesn't hold already."""

    def note_fresh(self, steps: Iterable[Step]) -> None:
        """Record under which inputs the fresh ones were found fresh."""
        for step in steps:
            record = self._manifest.records.get(step.report.path)
            if step.state == FRESH and record and record.checked != self._plan.inputs.digest:
                record.checked, record.found = self._plan.inputs.digest, self._plan.inputs.of_findings
                self.is_known = False

    def remove_gone(self, may_remove: Callable[[list[str]], bool]) -> None:
        """Remove the reports that nothing names any more; ask first where reports.yml has named more than a few."""
        records = self._manifest.records
        published = [path for path in self._plan.gone if records[path].files and not records[path].only_asked_for]
        if len(published) > FEW and not may_remove(published):
            raise refusal(
                "reports.yml no longer names {number} of the published reports, such as {first}; "
                "build with --remove if they are to go",
                number=len(published),
                first=published[0],
            )
        for path in self._plan.gone:
            for file in records.pop(path).files:
                remove(self._folder / file)
            self.removed.append(path)
        if self.removed:
            self.start()

    def start(self) -> None:
        """Begin a numbered build unless it has begun, and enter every report, so that the record stands for reports.yml.

        It is saved before anything is published: what lies there and is not entered was written by others.
        """
        if self.started:
            return
        is_first = self._manifest.build == 0
        for report in self._plan.named + self._plan.asked_for:
            if not is_first and report.path not in self._manifest.records and (self._folder / report.path).exists():
                told = "{path}: is in the way of a report, and trends did not write it"
                raise refusal(told, path=self._folder / report.path)
            self._manifest.record_of(report)
        for path in self._plan.gone:
            if path in self._manifest.records:
                self._manifest.records[path].named = False
        self._manifest.build += 1
        self._forget_failed()
        manifests.save(self._manifest, self._folder)
        self.started = True

    def _forget_failed(self) -> None:
        """Remove the notebooks that failed long ago, but for those that somebody has worked on."""
        for path, written in list(self._manifest.kept.items()):
            if int(path.partition("-")[0]) <= self._manifest.build - BUILDS_KEPT:
                del self._manifest.kept[path]
                if digest_of(self._failed_folder / path) == written:
                    remove(self._failed_folder / path)

    def take(self, report: Report, fingerprint: Parts, made: "Made") -> None:
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

    def _keep_failed(self, report: Report, executed: bytes, started: str) -> None:
        """Keep a notebook that failed, for whoever looks into it; where that is not possible, its error is enough."""
        day = re.sub(r"[^0-9T]", "", started.partition("+")[0])
        path = f"{self._manifest.build}-{day[:8]}/{str(report).replace('/', '-')}.ipynb"
        if path not in self._manifest.kept and (self._failed_folder / path).exists():
            return
        with suppress(Refused):
            write(self._failed_folder / path, executed)
            self._manifest.kept[path] = digest(executed)

    def save_now_and_then(self) -> None:
        """Save the record if the last time is a while ago, so that a build that is killed keeps what it has made."""
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
