"""Where the page of a report leads: up, to its twin in the other language, and to its files.

All follows from which reports there are; what a page looks like belongs to `page`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from analysis.reports.catalogue import Report


@dataclass(frozen=True)
class Link:
    """An address beside the page that bears it, and the text to click on."""

    address: str
    text: str


@dataclass(frozen=True)
class Links:
    """All that stands around a page."""

    index: str = "../index.html"
    province: Link | None = None
    twins: Mapping[str, str] = field(default_factory=dict)
    """The addresses of the page in other languages, by language."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The addresses of its other formats, by format."""


def links(reports: Iterable[Report], formats: Iterable[str]) -> dict[str, Links]:
    """Work out what stands around each report, by its path."""
    reports, formats = list(reports), list(formats)
    paths = {report.path for report in reports}
    languages = {report.language for report in reports}
    provinces = {(report.language, report.province): report for report in reports if report.notebook == "province"}
    found = {}
    for report in reports:
        above = provinces.get((report.language, report.province))
        found[report.path] = Links(
            province=_link(above) if above and above is not report else None,
            twins=_twins(report, paths, languages),
            files={kind: _file(report, kind) for kind in formats},
        )
    return found


def name(report: Report) -> str:
    """Name what a report is about by its parameters; '' where nothing tells it from others of its notebook."""
    values = report.parameters.values()
    return ", ".join(", ".join(map(str, value)) if isinstance(value, list) else str(value) for value in values)


def _link(report: Report) -> Link:
    return Link("../" + report.path.partition("/")[2], name(report))


def _file(report: Report, kind: str) -> str:
    return report.path.rpartition("/")[2].removesuffix(".html") + f".{kind}"


def _twins(report: Report, paths: set[str], languages: Iterable[str]) -> dict[str, str]:
    rest = report.path.partition("/")[2]
    others = sorted(set(languages) - {report.language})
    return {language: f"../../{language}/{rest}" for language in others if f"{language}/{rest}" in paths}
