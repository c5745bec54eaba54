"""Which reports are asked for, and which of them are fresh: what a build will do, and what a list shows.

Nothing is run or written here but the processed tables, which loading keeps up to date by itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import Refused
from analysis.folders import Folders
from analysis.reports import catalogue, fingerprint, notebooks, yml
from analysis.reports.catalogue import Report, Selection
from analysis.reports.files import digest_of
from analysis.reports.fingerprint import Inputs, Parts
from analysis.reports.manifest import Manifest, Record
from analysis.reports.notebooks import Notebook
from analysis.reports.site.links import Links, links
from analysis.reports.yml import Site

if TYPE_CHECKING:  # the command line starts without pandas
    from analysis.statistics.results import Results

FORMATS = ("xlsx", "pdf", "png")
"""What may be made of a report besides its page: a workbook, a document to print, the card that a shared link shows."""
FRESH, STALE, MISSING, FAILED = "fresh", "stale", "missing", "failed"


@dataclass(frozen=True)
class Step:
    """A report and its state."""

    report: Report
    state: str
    why: str = ""


@dataclass(frozen=True)
class Plan:
    """The reports that were asked for, with what they are made from."""

    asked_for: list[Report]
    inputs: Inputs
    notebooks: Mapping[str, Notebook]
    named: list[Report]
    """All that reports.yml names, asked for or not."""
    gone: list[str]
    """Paths of reports that nothing names any more."""
    fingerprint_of: Callable[[Report], Parts]
    """What a report would be made from now; raises Refused if its findings can't be worked out."""
    states: Callable[[list[Report]], Iterable[Step]]
    """Work out the states of reports, one after the other as they are asked of it: some take as long as their findings."""
    links: Callable[[Report], Links]
    """What stands around the page of a report."""
    tables: "Callable[[], Results]"
    """Loads the processed tables, the first time it is asked."""
    site: Site
    """Where the reports are published."""

    @cached_property
    def steps(self) -> list[Step]:
        """The states of all that were asked for."""
        return list(self.states(self.asked_for))


def plan(
    project: Path,
    folders: Folders,
    manifest: Manifest,
    selection: Selection,
    formats: Sequence[str] = FORMATS,
    *,
    on_change: Callable[[], None] = lambda: None,
) -> Plan:
    """Find the reports that were asked for, and what tells their states; `formats` are those that they have besides a page.

    Calls `on_change` as soon as it is clear that something is not as it was at the last build, before all that takes long.
    """
    named = yml.content_of(project)
    own = [selection.notebook] if selection.notebook and notebooks.is_path(selection.notebook) else []
    found = notebooks.read(project, [*yml.paths(named), *own])
    inputs = fingerprint.inputs(named, folders.raw, found)

    if manifest.inputs != inputs.digest:
        on_change()

    @cache
    def tables() -> "Results":
        from analysis.prepare import prepare

        return prepare(folders)[0]

    if manifest.inputs == inputs.digest:
        reports = [record.report(path) for path, record in manifest.records.items() if record.named]
    else:
        reports = catalogue.read(named, found, tables())
    gone = sorted(manifest.records.keys() - {each.path for each in reports})
    asked_for = catalogue.select(reports, found, selection, tables) if selection else reports

    @cache
    def findings() -> Callable[[Report], str]:
        return fingerprint.findings(folders, found, tables())

    site = yml.site(named)
    # A page leads to those that are there already or that this build makes, and never to one that nobody has made.
    there = {each.path for each in asked_for} | {path for path, record in manifest.records.items() if record.files}
    led_to = [each for each in reports if each.path in there]
    around = links(led_to, formats, site)

    def links_of(report: Report) -> Links:
        return around.get(report.path) or links([*led_to, report], formats, site)[report.path]

    def fingerprint_of(report: Report) -> Parts:
        if broken := found[report.notebook].error:
            raise broken
        try:
            return fingerprint.parts(report, inputs, findings()(report))
        except Refused:
            raise
        except Exception as error:  # findings that fail are one failed report
            raise Refused(f"its findings can't be worked out: {type(error).__name__}: {error}") from error

    def states(wanted: list[Report]) -> Iterator[Step]:
        return _steps(wanted, manifest, inputs, folders, links_of, fingerprint_of)

    return Plan(asked_for, inputs, found, reports, gone, fingerprint_of, states, links_of, tables, site)


def _steps(
    reports: list[Report],
    manifest: Manifest,
    inputs: Inputs,
    folders: Folders,
    links_of: Callable[[Report], Links],
    fingerprint_of: Callable[[Report], Parts],
) -> Iterator[Step]:
    whole = _whole(reports, manifest, folders.reports)

    def difference(record: Record, new: Parts) -> str:
        return fingerprint.difference(record.fingerprint, new, manifest.versions_of(record), inputs.versions)

    for report in reports:
        record = manifest.records.get(report.path)
        if record is None or not (record.files or record.error):
            yield Step(report, MISSING, "never made")
        elif record.outcome == "failed":
            yield Step(report, FAILED, record.error)
        elif not whole[report.path]:
            yield Step(report, STALE, "its file is not as it was made")
        elif record.links != links_of(report).hashed(record.names):
            yield Step(report, STALE, "its links")
        elif record.checked == inputs.digest:
            yield Step(report, FRESH)
        # Findings take longer than all else; where something else has changed they need not be looked at.
        elif changed := difference(record, fingerprint.parts(report, inputs)):
            yield Step(report, STALE, changed)
        elif record.found == inputs.of_findings:
            yield Step(report, FRESH)
        else:
            try:
                changed = difference(record, fingerprint_of(report))
                yield Step(report, STALE, changed) if changed else Step(report, FRESH)
            except Refused as error:
                yield Step(report, FAILED, str(error))


def _whole(reports: list[Report], manifest: Manifest, folder: Path) -> dict[str, bool]:
    """Say for each report whether its files are there and as they were made."""

    def is_whole(report: Report) -> bool:
        record = manifest.records.get(report.path)
        files = record.files if record else {}
        return bool(files) and all(digest_of(folder / file) == digest for file, digest in files.items())

    with ThreadPoolExecutor() as pool:  # hashing leaves the interpreter free
        return {report.path: held for report, held in zip(reports, pool.map(is_whole, reports), strict=True)}
