"""Where the page of a report leads: up, to those beside it, to its twin in the other language, to its files, and from names.

All follows from the reports that are given; which a build leads to belongs to `analysis.reports.plan`, what a page looks
like to `page`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.display.references import EDITION, PROVINCE, REGION, subject_page
from analysis.reports.catalogue import Report
from analysis.reports.files import digest
from analysis.reports.yml import Site

NOWHERE = Site()
IN_ORDER = frozenset({REGION, PROVINCE, EDITION, "indicators", "compare"})
"""The notebooks whose pages lead from one to the next; those of one's own may have no order."""


@dataclass(frozen=True)
class Link:
    """An address beside the page that bears it, and the text to click on."""

    address: str
    text: str


@dataclass(frozen=True)
class Links:
    """All that stands around a page."""

    index: str = "../index.html"
    """'' for a page that stands alone."""
    province: Link | None = None
    twins: Mapping[str, str] = field(default_factory=dict)
    """The addresses of the page in other languages, by language."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The addresses of its other formats, by format."""
    own: str = ""
    """The address of the page itself, to which no name leads."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The addresses of all pages in its language, by what a name stands for: `references.subject_page`."""
    before: Link | None = None
    """The page before it of the same kind, in the order of reports.yml: of regions in the same province, by their codes."""
    after: Link | None = None
    path: str = ""
    """The place of the page in the reports folder."""
    notebook: str = ""
    site: Site = NOWHERE

    def hashed(self, names: Iterable[str]) -> str:
        """Hash where the page leads, with what the names on it stand for, and in which formats it is made."""
        around = (
            self.index,
            self.province and vars(self.province),
            dict(self.twins),
            dict(self.files),
            vars(self.site),
            self.before and vars(self.before),
            self.after and vars(self.after),
        )
        return digest(json.dumps([*around, *map(self.address, names)], sort_keys=True).encode())

    def address(self, stands_for: str) -> str:
        """Give the address of what a name stands for, with the place on that page; '' if it has none or is this page."""
        page, hash_, place = stands_for.partition("#")
        address = self.pages.get(page, "")
        return "" if address in ("", self.own) else address + hash_ + place


def links(reports: Iterable[Report], formats: Iterable[str], site: Site = NOWHERE) -> dict[str, Links]:
    """Work out what stands around each report, by its path."""
    reports, formats = list(reports), list(formats)
    paths = {report.path for report in reports}
    languages = {report.language for report in reports}
    provinces = {(report.language, report.province): report for report in reports if report.notebook == "province"}
    pages = {language: _pages(report for report in reports if report.language == language) for language in languages}
    beside = _neighbours(reports)
    found = {}
    for report in reports:
        above = provinces.get((report.language, report.province))
        found[report.path] = Links(
            province=_link(above) if above and above is not report else None,
            twins=_twins(report, paths, languages),
            files={kind: _file(report, kind) for kind in formats},
            own=_address(report),
            pages=pages[report.language],
            before=beside.get((report.path, -1)),
            after=beside.get((report.path, 1)),
            path=report.path,
            notebook=report.notebook,
            site=site,
        )
    return found


def _pages(reports: Iterable[Report]) -> dict[str, str]:
    """Give the pages that show a subject whole: no parameter but its own is told."""
    return {
        subject_page(report.notebook, *report.parameters.values()): _address(report)
        for report in reports
        if report.named and len(report.parameters) < 2
    }


def _neighbours(reports: Iterable[Report]) -> dict[tuple[str, int], Link]:
    """Give the links to the page before each (-1) and after it (1) among those of the same kind."""
    alike: dict[tuple[str, ...], list[Report]] = {}
    for report in sorted(reports, key=lambda each: each.order):
        if report.named and report.notebook in IN_ORDER:
            within = report.province if report.notebook == REGION else ""
            alike.setdefault((report.language, report.notebook, within, *report.parameters), []).append(report)
    found = {}
    for rows in alike.values():
        for one, other in pairwise(rows):
            found[one.path, 1], found[other.path, -1] = _link(other), _link(one)
    return found


def name(report: Report) -> str:
    """Name what a report is about, by its parameters if need be; '' where nothing tells it from others of its notebook."""
    if report.called:
        return report.called
    values = report.parameters.values()
    return ", ".join(", ".join(map(str, value)) if isinstance(value, list) else str(value) for value in values)


def _link(report: Report) -> Link:
    return Link(_address(report), name(report))


def _address(report: Report) -> str:
    return "../" + report.path.partition("/")[2]


def _file(report: Report, kind: str) -> str:
    return report.path.rpartition("/")[2].removesuffix(".html") + f".{kind}"


def _twins(report: Report, paths: set[str], languages: Iterable[str]) -> dict[str, str]:
    rest = report.path.partition("/")[2]
    others = sorted(set(languages) - {report.language})
    return {language: f"../../{language}/{rest}" for language in others if f"{language}/{rest}" in paths}
