"""The rows of the index: what the record holds of each report, beside what can be said of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from analysis.pages.of_index import Entry, IndexPage
from analysis.reports.manifest import Manifest, Record
from analysis.reports.subjects import SUBJECTS
from analysis.words.language import Words


@dataclass(frozen=True)
class Row:
    """A region or report, and where its page is, if it has one."""

    entry: Entry
    notebook: str = ""
    """Of the report; '' for a region, with its report or without."""
    href: str = ""
    """From the folder of its language; '' without a page."""
    older: bool = False
    """Whether the page could not be brought up to date: what it shows may not be the latest."""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.entry.name


def rows_of(manifest: Manifest, page: IndexPage) -> list[Row]:
    """Give every region, with its report or without, and every other report of a language."""
    records = {
        path: record
        for path, record in manifest.records.items()
        if record.language == page.words.language and record.files
    }
    own = {
        record.parameters["region"]: path
        for path, record in records.items()
        if record.notebook == "region" and record.parameters.keys() == {"region"}
    }
    rows = []
    for entry in page.regions():
        path = own.get(entry.name, "")
        rows.append(replace(Row(entry), **_page(manifest, path)) if path else Row(entry))
    codes = {name: code for code, name in page.provinces.items()}
    for path in sorted(records.keys() - {own.get(row.name) for row in rows}):
        entry = _entry(records[path], page, codes)
        rows.append(Row(entry, records[path].notebook, **_page(manifest, path)))
    return rows


def _page(manifest: Manifest, path: str) -> dict[str, Any]:
    """Say where a page is, and whether it is older."""
    return {"href": path.partition("/")[2], "older": is_older(manifest, manifest.records[path])}


def _entry(record: Record, page: IndexPage, codes: dict[str, str]) -> Entry:
    kind = heading(record.notebook, page.words)
    entry = page.report(record.notebook, record.parameters, record.title or name_of(record, page.words), kind)
    return entry if entry.province else replace(entry, province=codes.get(record.province, ""))


def is_older(manifest: Manifest, record: Record) -> bool:
    """Whether a page was not found to be fresh by the last build."""
    return record.checked != manifest.inputs or record.outcome == "failed"


def name_of(record: Record, words: Words) -> str:
    """Name what a report is about: 'Kota Solok', '2020'; the notebook where nothing else tells."""
    return " · ".join(_values(record)) or record.title or heading(record.notebook, words)


def _values(record: Record) -> Iterator[str]:
    for value in record.parameters.values():
        yield ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def heading(notebook: str, words: Words) -> str:
    """Say what the reports of a notebook are about; without a subject its name."""
    if notebook in SUBJECTS:
        return SUBJECTS[notebook].heading(words)
    return notebook.replace("_", " ").capitalize()
