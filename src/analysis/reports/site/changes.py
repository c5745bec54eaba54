"""What the last build did: for people in a browser, one language at a time, and in plain text for a mail."""

from dataclasses import dataclass, replace

from analysis.display.lines import Difference, told
from analysis.pages import index_words
from analysis.reports.manifest import Manifest, Record
from analysis.reports.site.rows import heading, name_of
from analysis.vocabulary import Language
from analysis.words.language import Words


@dataclass(frozen=True)
class Change:
    """A report to which a build has done something."""

    name: str
    kind: str
    href: str = ""
    error: str = ""
    like: str = ""
    """That it failed as another did, whose error is told there."""


@dataclass(frozen=True)
class Group:
    """All reports to which a build has done the same."""

    kind: str
    heading: str
    reports: list[Change]

    @property
    def number(self) -> int:
        """How many they are."""
        return len(self.reports)


@dataclass(frozen=True)
class Told:
    """What pages say differently, and which pages."""

    text: str
    pages: list[Change]
    others: str = ""
    """How many more there are, in words."""

    def __str__(self) -> str:
        return f"{', '.join(filter(None, [*(each.name for each in self.pages), self.others]))}: {self.text}"


def differences(manifest: Manifest, words: Words, at_most: int | None = None) -> tuple[list[Told], str]:
    """Say what pages of a language say since the last build, so many changes at most; and how many are left out."""
    of_language = manifest.differences.get(words.language, {"groups": [], "more": 0})
    found = []
    for difference, number, paths in of_language["groups"][:at_most]:
        rest = number - len(paths)
        others = words.plural("one other", "{number} others", rest) if rest else ""
        pages = [_change(path, manifest.records.get(path), words) for path in paths]
        found.append(Told(told(Difference(*difference), words), pages, others))
    more = of_language["more"] + len(of_language["groups"]) - len(found)
    left_out = words.plural("and one difference more", "and {number} differences more", more) if more else ""
    return found, left_out


def groups(manifest: Manifest, words: Words) -> list[Group]:
    """Group the reports of one language by what the last build did to them; what it did to none is left out."""
    of_language = f"{words.language}/"
    found = []
    for kind, title in index_words.headings_of_changes(words).items():
        paths = [path for path in manifest.changes.get(kind, []) if path.startswith(of_language)]
        first = _first_of(paths, manifest)
        reports = [_change(path, manifest.records.get(path), words) for path in paths]
        names = dict(zip(paths, (each.name for each in reports), strict=True))
        for place, path in enumerate(paths):
            if first[path] != path:
                like = words.say("failed as {name} did", name=names[first[path]])
                reports[place] = replace(reports[place], error="", like=like)
        if reports:
            found.append(Group(kind, title, reports))
    return found


def _first_of(paths: list[str], manifest: Manifest) -> dict[str, str]:
    """Give for each report the first that has the same error; a report without one stands for itself."""
    first: dict[str, str] = {}
    errors = {path: record.error for path in paths if (record := manifest.records.get(path))}
    return {path: first.setdefault(errors.get(path) or path, path) for path in paths}


def _change(path: str, record: Record | None, words: Words) -> Change:
    if record is None:
        return Change(path, "")
    href = path.partition("/")[2] if record.files else ""
    failed = record.outcome == "failed"
    name = name_of(record, words) if failed or not record.title else record.title
    return Change(name, heading(record.notebook, words), href, record.error)


def in_plain_text(manifest: Manifest, at_most: int | None = None) -> str:
    """Say in plain text what the last build did; `at_most` is how many reports of a kind are named, None for all."""
    counts = ", ".join(f"{len(paths)} {kind}" for kind, paths in manifest.changes.items())
    lines = [f"Build {manifest.build}, {manifest.finished}", counts]
    language = Language.ENGLISH if Language.ENGLISH in manifest.differences else Language.INDONESIAN
    told_of, left_out = differences(manifest, Words(language), at_most)
    if told_of:
        lines += ["", "what pages say now", *(f"  {each}" for each in [*told_of, left_out] if str(each))]
    for kind, paths in manifest.changes.items():
        if paths:
            lines += ["", kind]
            for path, first in list(_first_of(paths, manifest).items())[:at_most]:
                remark = _remark(manifest.records.get(path)) if first == path else f": as {first}"
                lines.append(f"  {path}{remark}")
            if at_most and len(paths) > at_most:
                lines.append(f"  and {len(paths) - at_most} more")
    return "\n".join(lines) + "\n"


def _remark(record: Record | None) -> str:
    if record is None:
        return ""
    return f": {record.error}" if record.error else f": {record.title}"
