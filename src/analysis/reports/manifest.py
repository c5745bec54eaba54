"""The record of all reports: how each was made, from what, and what its files should hold.

It is our own, never read from what papermill leaves behind, and it is written often enough that a run that was
killed loses seconds. What it means for a report to be fresh belongs to `analysis.reports.plan`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.errors import refusal
from analysis.reports.catalogue import Report
from analysis.reports.files import write

FILE = "manifest.json"
FORMAT = 1


@dataclass
class Record:
    """What is known of one report: `files`, `fingerprint`, `links` and `names` are of the page that is published, if one is."""

    notebook: str
    parameters: Mapping[str, Any]
    language: str
    province: str
    named: bool
    """Whether reports.yml names it now."""
    called: str = ""
    """What readers call it: `catalogue.Report.called`."""
    order: int = 0
    """Its place in reports.yml: `catalogue.Report.order`."""
    only_asked_for: bool = False
    """Whether a command line alone has asked for it, and reports.yml never named it."""
    title: str = ""
    outcome: str = ""
    """`made` or `failed`, of the last attempt; '' if there was none."""
    error: str = ""
    started: str = ""
    seconds: float = 0.0
    build: int = 0
    """Number of the build that made the page."""
    fingerprint: dict[str, Any] = field(default_factory=dict)
    links: str = ""
    """Hash of where it leads: `links.Links.hashed`."""
    names: list[str] = field(default_factory=list)
    """What the names on it stand for, which lead somewhere if that has a page."""
    files: dict[str, str] = field(default_factory=dict)
    """Hashes of its files, by their place in the reports folder."""
    checked: str = ""
    """The inputs under which the fingerprint was last seen to hold, as `fingerprint.Inputs.digest`."""
    found: str = ""
    """The inputs under which its findings were last seen to be these, as `fingerprint.Inputs.of_findings`."""

    def report(self, path: str) -> Report:
        """Give the report that this is the record of."""
        of = (self.notebook, self.parameters, self.language)
        return Report(*of, path, self.province, self.named, self.called, self.order)


@dataclass
class Manifest:
    """All records by path, and the last build that made anything."""

    records: dict[str, Record] = field(default_factory=dict)
    build: int = 0
    finished: str = ""
    inputs: str = ""
    """The inputs of the last build, as `fingerprint.Inputs.digest`: the `named` records are all that it named."""
    changes: dict[str, list[str]] = field(default_factory=dict)
    """What the last build made new, changed, failed at and removed, as paths."""
    differences: dict[str, Any] = field(default_factory=dict)
    """What its pages say that they did not say before, by language: `differences.Differences.told`."""
    files: dict[str, str] = field(default_factory=dict)
    """Hashes of the index and the summaries."""
    versions: dict[str, dict[str, str]] = field(default_factory=dict)
    """Versions of libraries that pages were made with, by the hash under which fingerprints name them."""
    kept: dict[str, str] = field(default_factory=dict)
    """Hashes of the notebooks kept for having failed, by their place in the folder for these."""

    def versions_of(self, record: Record) -> dict[str, str]:
        """Give the versions that the page of a record was made with."""
        return self.versions.get(str(record.fingerprint.get("versions")), {})

    def record_of(self, report: Report) -> Record:
        """Find or begin the record of a report, brought in line with what it is called now."""
        record = self.records.get(report.path)
        if record is None:
            record = Record(report.notebook, report.parameters, report.language, report.province, report.named)
            record.only_asked_for = not report.named
            self.records[report.path] = record
        record.parameters, record.province, record.named = report.parameters, report.province, report.named
        record.called, record.order = report.called, report.order
        record.only_asked_for &= not report.named
        return record


def read(folder: Path) -> Manifest:
    """Read the manifest of a reports folder; an empty one if there is none, or one that can't be understood."""
    try:
        held = json.loads((folder / FILE).read_bytes())
        if held.pop("format") != FORMAT:
            return Manifest()
        records = {path: Record(**each) for path, each in held.pop("reports").items()}
        found = Manifest(records=records, **held)
        named = [*records, *found.files, *found.kept, *(file for each in records.values() for file in each.files)]
        return Manifest() if any(".." in path or path.startswith("/") for path in named) else found
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        raise refusal("{path}: can't be read: {error}", path=folder / FILE, error=error.strerror) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def save(manifest: Manifest, folder: Path) -> None:
    """Write the manifest."""
    used = {str(each.fingerprint.get("versions")) for each in manifest.records.values()}
    manifest.versions = {key: versions for key, versions in manifest.versions.items() if key in used}
    # Saved every few seconds: neither copied nor indented, each of which takes longer than all the rest.
    reports = {path: vars(record) for path, record in sorted(manifest.records.items())}
    held = {"format": FORMAT, **vars(manifest), "reports": reports}
    del held["records"]
    write(folder / FILE, json.dumps(held, ensure_ascii=False).encode() + b"\n")
