"""What leads to the reports, made from the record alone: the index, and two summaries of the last build."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.reports.files import digest, digest_of, write
from analysis.reports.manifest import Manifest, Record
from analysis.vocabulary import Language

INDEX, SUMMARY, SUMMARY_PAGE = "index.html", "summary.txt", "summary.html"
PUBLISHED = (INDEX, SUMMARY, SUMMARY_PAGE)
TEMPLATES = Path(__file__).parent / "templates"
WHOLE_COUNTRY = "Seluruh negeri · The whole country"
KINDS = {
    "new": ("Baru", "New"),
    "changed": ("Berubah", "Changed"),
    "failed": ("Gagal", "Failed"),
    "removed": ("Dihapus", "Removed"),
}
"""What a build may have done to a report, in both languages."""
LANGUAGES = tuple(language.value for language in Language)


@dataclass(frozen=True)
class Link:
    """A published page in one language."""

    path: str
    language: str
    title: str
    older: bool
    """Whether it could not be brought up to date: what it shows may not be the latest."""


@dataclass(frozen=True)
class Row:
    """One report of the index, in all its languages."""

    kind: str
    name: str
    province: str
    links: list[Link]

    @property
    def text(self) -> str:
        """What the search looks at."""
        return " ".join([self.name, self.province, *(link.title for link in self.links)]).lower()


def publish(manifest: Manifest, folder: Path) -> None:
    """Write the index and the summaries, and note their hashes."""
    for file, make in zip(PUBLISHED, (_index, _summary, _summary_page), strict=True):
        content = make(manifest).encode()
        write(folder / file, content)
        manifest.files[file] = digest(content)


def is_whole(manifest: Manifest, folder: Path) -> bool:
    """Whether the index and the summaries are there and as they were written."""
    return all(digest_of(folder / file) == manifest.files.get(file, "-") for file in PUBLISHED)


def name_of(record: Record) -> str:
    """Name what a report is about: 'Kota Solok', '2020'; the notebook where nothing else tells."""
    values = [
        ", ".join(map(str, value)) if isinstance(value, list) else str(value) for value in record.parameters.values()
    ]
    return " · ".join(values) or record.title or heading(record.notebook)


def heading(notebook: str) -> str:
    """Say in both languages what the reports of a notebook are about: 'Daerah · Region'; without a subject its name."""
    from analysis.reports.subjects import SUBJECTS  # here, since it loads what works out findings
    from analysis.words.language import Words

    if notebook not in SUBJECTS:
        return notebook.replace("_", " ").capitalize()
    return " · ".join(dict.fromkeys(SUBJECTS[notebook].heading(Words(language)) for language in LANGUAGES))


def _rows(manifest: Manifest) -> list[Row]:
    together: dict[tuple[str, str], list[tuple[str, Record]]] = defaultdict(list)
    for path, record in manifest.records.items():
        if record.files:
            together[record.notebook, path.partition("/")[2]].append((path, record))
    rows = []
    for (notebook, _), found in together.items():
        records = sorted(
            found, key=lambda each: LANGUAGES.index(each[1].language)
        )  # Indonesian first, as everywhere on the page
        links = [
            Link(path, record.language, record.title, record.checked != manifest.inputs or record.outcome == "failed")
            for path, record in records
        ]
        record = records[0][1]
        kind = heading(notebook) if record.parameters else WHOLE_COUNTRY
        rows.append(Row(kind, _name_of_row([each for _, each in records]), record.province, links))
    return sorted(rows, key=lambda row: (row.kind != WHOLE_COUNTRY, row.kind, row.name))


def _name_of_row(records: Sequence[Record]) -> str:
    """Name a row in all its languages: by its titles where its parameters are no names."""
    if records[0].parameters.keys() <= {"indicator"}:
        return " · ".join(dict.fromkeys(each.title for each in records if each.title)) or name_of(records[0])
    return name_of(records[0])


def _page(template: str, manifest: Manifest, **shown: Any) -> str:
    """Fill in a template with what all pages share, and with what this one shows."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(
        manifest=manifest,
        kinds=KINDS,
        names=_language_names(),
        name_of=name_of,
        heading=heading,
        style=(TEMPLATES / "style.css").read_text("utf-8"),
        **shown,
    )


def _index(manifest: Manifest) -> str:
    rows = _rows(manifest)
    script = (TEMPLATES / "search.js").read_text("utf-8")
    return _page(
        "index.html.j2",
        manifest,
        groups=[(kind, [row for row in rows if row.kind == kind]) for kind in dict.fromkeys(row.kind for row in rows)],
        provinces=sorted({row.province for row in rows} - {""}),
        languages={code: name for code, name in _language_names().items() if any(_has(row, code) for row in rows)},
        failed={path: record for path, record in sorted(manifest.records.items()) if record.outcome == "failed"},
        summary=SUMMARY_PAGE,
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _language_names() -> dict[str, str]:
    from analysis.words.vocabulary import language_name

    return {language.value: language_name(language) for language in Language}


def _has(row: Row, language: str) -> bool:
    return any(link.language == language for link in row.links)


def _summary_page(manifest: Manifest) -> str:
    """Say in a browser what the last build did."""
    return _page("summary.html.j2", manifest, index=INDEX)


def _summary(manifest: Manifest) -> str:
    """Say in plain text what the last build did."""
    counts = ", ".join(f"{len(paths)} {kind}" for kind, paths in manifest.changes.items())
    lines = [f"Build {manifest.build}, {manifest.finished}", counts]
    for kind, paths in manifest.changes.items():
        if paths:
            lines += ["", kind]
            lines += [f"  {path}{_remark(manifest.records.get(path))}" for path in paths]
    return "\n".join(lines) + "\n"


def _remark(record: Record | None) -> str:
    if record is None:
        return ""
    return f": {record.error}" if record.error else f": {record.title}"
