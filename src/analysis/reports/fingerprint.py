"""What a report is made from, as hashes: two reports with equal fingerprints have equal bytes.

Data counts by what the report shows, its findings; where the bytes of everything are unchanged, nothing need be
worked out. Which report is stale belongs to `analysis.reports.plan`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import versions
from analysis.errors import refusal
from analysis.folders import Folders
from analysis.reports.catalogue import Report, all_parameters
from analysis.reports.files import digest, digest_of_folder
from analysis.reports.notebooks import Notebook

if TYPE_CHECKING:  # the command line starts without pandas
    from analysis.statistics.results import Results

CODE = Path(__file__).parents[1]
SHOWN = 3
"""How many versions that have changed are named."""

Parts = dict[str, Any]
"""The fingerprint of a report by parts: notebook, parameters, findings, code, versions."""


@dataclass(frozen=True)
class Inputs:
    """Everything that reports are made from, byte by byte."""

    raw: str
    code: str
    catalogue: str
    notebooks: Mapping[str, str]
    versions: Mapping[str, str]

    @cached_property
    def digest(self) -> str:
        """Hash of it all, which is asked for again for every report."""
        return digest(json.dumps(vars(self), sort_keys=True).encode())

    def changes(self, now: "Inputs") -> str:
        """Say in words what differs by now: 'the raw tables and reports.yml'."""
        named = {
            "raw": "the raw tables",
            "code": "the code",
            "catalogue": "reports.yml",
            "notebooks": "notebooks",
            "versions": "versions of libraries",
        }
        return " and ".join(words for part, words in named.items() if getattr(self, part) != getattr(now, part))

    @property
    def of_versions(self) -> str:
        """Hash of the versions, which a record of hundreds of reports holds once."""
        return digest(json.dumps(dict(self.versions), sort_keys=True).encode())

    @property
    def of_findings(self) -> str:
        """Hash of what findings are worked out from: where it is the same, so are they."""
        return digest(json.dumps([self.raw, self.code, self.versions], sort_keys=True).encode())


def inputs(catalogue: bytes, raw: Path, notebooks: Mapping[str, Notebook]) -> Inputs:
    """Hash the raw tables, the code, the content of reports.yml and the notebooks, and look up versions of libraries."""
    return Inputs(
        raw=digest_of_folder(raw, suffixes=(".csv",)),
        code=code(),
        catalogue=digest(catalogue),
        notebooks={name: each.digest for name, each in notebooks.items()},
        versions=versions.installed(),
    )


def code() -> str:
    """Hash the code of this package, and the templates and translations beside it."""
    return digest_of_folder(CODE)


def parts(report: Report, given: Inputs, findings: str | None = None) -> Parts:
    """Put the fingerprint of a report together; without its findings where they are None."""
    found = {
        "notebook": given.notebooks[report.notebook],
        "parameters": {**report.parameters, "language": report.language},
        "code": given.code,
        "versions": given.of_versions,
    }
    return found if findings is None else {**found, "findings": findings}


def difference(old: Parts, new: Parts, before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Say in words in which parts of the new fingerprint the old one differs: 'the code, pandas 3.1.0 → 3.1.1'.

    `before` and `now` are the versions that the two were made with.
    """
    said = {
        "notebook": "the notebook",
        "parameters": "its parameters",
        "findings": "its data",
        "code": "the code",
    }
    changed = [words for part, words in said.items() if part in new and old.get(part) != new[part]]
    if old.get("versions") != new["versions"]:
        names = [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]
        changed += [f"{name} {before.get(name)} → {now.get(name)}" for name in names[:SHOWN]]
        if len(names) > SHOWN or not names:
            changed.append(f"{len(names) - SHOWN} more versions" if names else "versions of libraries")
    return ", ".join(changed)


def findings(folders: Folders, notebooks: Mapping[str, Notebook], tables: "Results") -> Callable[[Report], str]:
    """Return the function that hashes what a report will say; a notebook without findings may show all data."""
    everything = _everything(folders.processed)
    known: dict[str, str] = {}

    def of(report: Report) -> str:
        key = json.dumps([report.notebook, report.parameters], sort_keys=True)
        if key not in known:
            known[key] = _of_notebook(report, notebooks[report.notebook], tables) or everything
        return known[key]

    return of


def _of_notebook(report: Report, notebook: Notebook, tables: "Results") -> str | None:
    from analysis.findings import digest
    from analysis.reports.subjects import of_notebook

    subject = None if notebook.own else of_notebook(notebook.name, notebook.parameters)
    return None if subject is None else digest(subject.find, all_parameters(notebook, report.parameters), tables)


def _everything(processed: Path) -> str:
    from analysis.prepare import STAMP

    try:
        return digest(json.dumps(json.loads((processed / STAMP).read_bytes())["files"], sort_keys=True).encode())
    except (OSError, ValueError, KeyError):
        raise refusal("{folder}: the prepared tables are gone; run trends prepare", folder=processed) from None
