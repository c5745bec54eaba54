"""What leads to the reports, made from the record alone: the index, and a summary of the last build."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.reports.files import digest, digest_of, write
from analysis.reports.manifest import Manifest, Record
from analysis.wording import translations

INDEX, SUMMARY = "index.html", "summary.txt"
TEMPLATES = Path(__file__).parent / "index"
WHOLE_COUNTRY = "Seluruh negeri · The whole country"
HEADINGS = {
    "indicators": "Yearly scores",
    "national_trends": "The country over time",
    "data_quality": "How good the data are",
}
"""What is said of these notebooks' reports on their pages, which is translated there."""
LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English"}


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
    """Write the index and the summary, and note their hashes."""
    made = {INDEX: _index(manifest).encode(), SUMMARY: _summary(manifest).encode()}
    for file, content in made.items():
        write(folder / file, content)
        manifest.files[file] = digest(content)


def is_whole(manifest: Manifest, folder: Path) -> bool:
    """Whether the index and the summary are there and as they were written."""
    return all(digest_of(folder / file) == manifest.files.get(file, "-") for file in (INDEX, SUMMARY))


def name_of(record: Record) -> str:
    """Name what a report is about: 'Kota Solok', '2020'; the notebook where nothing else tells."""
    values = [
        ", ".join(map(str, value)) if isinstance(value, list) else str(value) for value in record.parameters.values()
    ]
    return " · ".join(values) or record.title or heading(record.notebook)


def heading(notebook: str) -> str:
    """Turn a notebook's name into a heading in both languages: 'Daerah · Region'."""
    english = HEADINGS.get(notebook, notebook.replace("_", " ").capitalize())
    return " · ".join(dict.fromkeys([translations("messages").get(english, english), english]))


def _rows(manifest: Manifest) -> list[Row]:
    together: dict[tuple[str, str], list[tuple[str, Record]]] = defaultdict(list)
    for path, record in manifest.records.items():
        if record.files:
            together[record.notebook, path.partition("/")[2]].append((path, record))
    rows = []
    for (notebook, _), records in together.items():
        links = [
            Link(path, record.language, record.title, record.checked != manifest.inputs or record.outcome == "failed")
            for path, record in sorted(records, key=lambda each: each[1].language == "en")
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


def _index(manifest: Manifest) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    rows = _rows(manifest)
    script = (TEMPLATES / "search.js").read_text("utf-8")
    return environment.get_template("index.html.j2").render(
        groups=[(kind, [row for row in rows if row.kind == kind]) for kind in dict.fromkeys(row.kind for row in rows)],
        provinces=sorted({row.province for row in rows} - {""}),
        languages={code: name for code, name in LANGUAGE_NAMES.items() if any(_has(row, code) for row in rows)},
        failed={path: record for path, record in sorted(manifest.records.items()) if record.outcome == "failed"},
        names=LANGUAGE_NAMES,
        name_of=name_of,
        heading=heading,
        manifest=manifest,
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        style=(TEMPLATES / "style.css").read_text("utf-8"),
    )


def _has(row: Row, language: str) -> bool:
    return any(link.language == language for link in row.links)


def _summary(manifest: Manifest) -> str:
    """Say for people what the last build did."""
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
