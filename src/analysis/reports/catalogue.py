"""Which reports there are: `reports.yml` and the processed tables give a list of reports, each with its path.

Nothing is run here, and whether a report has to be made belongs to `analysis.reports.build`.
"""

import hashlib
import itertools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from analysis.errors import Fault, Message, Refused, refusal
from analysis.reports import notebooks as notebook_files
from analysis.reports import parameters, yml
from analysis.reports.notebooks import Notebook
from analysis.reports.parameter_sets import Tables, called, province_of, provinces_by_region
from analysis.reports.parameters import unknown
from analysis.reports.yml import FILE, LANGUAGES

LONGEST_SLUG = 80
OPTION = "--set"
"""How a refusal names the place of what a command line asks for."""


@dataclass(frozen=True)
class Report:
    """One notebook with one set of parameters in one language."""

    notebook: str
    parameters: Mapping[str, Any]
    """What differs from the notebook's defaults or is named in reports.yml; the language apart."""
    language: str
    path: str = ""
    """Where it lies in the reports folder: `id/region/kota-solok.html`."""
    province: str = ""
    """The province it is about, if any: what the index can be filtered by."""
    named: bool = field(default=True, compare=False)
    """Whether reports.yml names it; one that was only asked for goes with the next full build."""
    called: str = field(default="", compare=False)
    """What readers call it, where its parameters are no words for them."""
    order: int = field(default=0, compare=False)
    """Its place among those that reports.yml names; regions of a set stand in the order of their codes."""

    def __str__(self) -> str:
        return self.path.removesuffix(".html")


@dataclass(frozen=True)
class Selection:
    """What a command line asked for: a notebook and texts for parameters, the language among them."""

    notebook: str | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.notebook or self.texts)


def read(content: bytes, notebooks: Mapping[str, Notebook], tables: Tables) -> list[Report]:
    """List all reports that the content of reports.yml names, in its order."""
    written = yml.understood(content)
    reports = []
    named: dict[str, int] = {}
    for entry in written["reports"]:
        place = yml.place(entry.line)
        notebook = notebooks.get(notebook_files.name_of(entry["notebook"]))
        if notebook is None or not (notebook.own and notebook.error):  # one's own draft fails alone, with its reports
            notebook = notebook_files.find(notebooks, notebook_files.name_of(entry["notebook"]), place)
        place = Message("{place} ({notebook})", {"place": place, "notebook": notebook.name})
        lists = {
            name: _values(notebook, name, value, tables, place) for name, value in entry.items() if name != "notebook"
        }
        for values in itertools.product(*lists.values()):
            given = dict(zip(lists, values, strict=True))
            whole = _canonical({"notebook": notebook.name, **all_parameters(notebook, given)})
            if whole in named:
                before = "" if named[whole] == entry.line else Message(", first in line {line}", {"line": named[whole]})
                told = "{place}: the report with {given} is named twice{before}"
                raise refusal(told, place=place, given=_canonical(given), before=before)
            named[whole] = entry.line
            reports += [Report(notebook.name, given, language) for language in written["languages"]]
    by_region = provinces_by_region(tables)
    return [
        replace(
            each,
            province=province_of(each.parameters, by_region),
            called=called(each.parameters, each.language, tables),
            order=at,
        )
        for at, each in enumerate(with_paths(reports))
    ]


def notebooks_of(content: bytes, notebooks: Mapping[str, Notebook]) -> list[Notebook]:
    """List the notebooks that the content of reports.yml names; others beside them are somebody's drafts."""
    entries = yml.understood(content)["reports"]
    lines = {notebook_files.name_of(entry["notebook"]): entry.line for entry in reversed(entries)}
    return [
        notebooks[name]
        if name in notebooks and notebooks[name].own
        else notebook_files.find(notebooks, name, yml.place(lines[name]))
        for name in sorted(lines)
    ]


def faults(project: Path) -> list[Fault | Refused]:
    """Find what is wrong with reports.yml as a text, and with the parameters of the notebooks that it names."""
    if not (project / FILE).exists():
        return []
    try:
        named = yml.content_of(project)
        return notebook_files.faults(notebooks_of(named, notebook_files.read(project, yml.paths(named))))
    except Refused as error:
        return [error]


def all_parameters(notebook: Notebook, given: Mapping[str, Any]) -> dict[str, Any]:
    """Complete what is given by the defaults; the language apart."""
    defaults = {name: each.default for name, each in notebook.parameters.items() if name != "language"}
    return {**defaults, **given}


def _values(notebook: Notebook, name: str, written: Any, tables: Tables, place: Message) -> list[Any]:
    """Turn what is written for a parameter into its values: a named set, a list, or one value."""
    if name == "language":
        raise refusal("{place}: language is not set for one report; languages, at the top, holds for all", place=place)
    if not notebook.error:
        parameters.named(notebook.parameters, name, place)
    from analysis.reports.subjects import values_of  # here, since it loads what works out findings

    named_sets = values_of(name)
    if isinstance(written, str) and written in named_sets:
        return named_sets[written](tables)
    if written in ([], [[]]):
        told = "{place}: {name} is an empty list; name what it may be, or leave the line out"
        raise refusal(told, place=place, name=name)
    if notebook.error:  # it fails by itself; what it was made for before stays
        return written if isinstance(written, list) else [written]
    # For a parameter that is itself a list, [2018, 2019] is one value; several are a list of lists.
    is_one = not isinstance(written, list) or parameters.fits(notebook.parameters[name], written)
    values = [written] if is_one else written
    for value in values:
        parameters.check(notebook.parameters, {name: value}, place)
    return [_known(name, value, tables, place) for value in values]


def _known(name: str, value: Any, tables: Tables, place: str | Message) -> Any:
    """Give the value that the tables know by this name; what only the notebook knows stays as it is."""
    from analysis.reports import subjects

    if value is None or not subjects.is_known(name):
        return value
    try:
        return subjects.as_known(name, value, tables)
    except Refused as error:
        named = subjects.values_of(name) if isinstance(value, str) and place != OPTION else {}
        sets = Message("; the sets are {sets}", {"sets": ", ".join(named)}) if named else ""
        raise refusal("{place}: {wrong}{sets}", place=place, wrong=error.message, sets=sets) from None


def select(
    reports: list[Report], notebooks: Mapping[str, Notebook], selection: Selection, tables: Callable[[], Tables]
) -> list[Report]:
    """Keep the reports that were asked for; what reports.yml does not name is made as one more report."""
    names = [notebook_files.name_of(selection.notebook)] if selection.notebook else list(notebooks)
    chosen = [
        notebook_files.find(notebooks, name, "--notebook")
        for name in names
        if selection.notebook or not notebooks[name].error
    ]
    texts = {name: text for name, text in selection.texts.items() if name != "language"}
    having = [each for each in chosen if all(name in each.parameters for name in texts)]
    if not having:
        declared = {name: each for notebook in chosen for name, each in notebook.parameters.items()}
        for name in texts:
            parameters.named(declared, name, OPTION)
        raise refusal("{place}: no notebook has all of the parameters {names}", place=OPTION, names=", ".join(texts))
    languages = [selection.texts["language"]] if "language" in selection.texts else list(LANGUAGES)
    if languages[0] not in LANGUAGES:
        raise refusal("{place}: {wrong}", place=OPTION, wrong=unknown("language", languages[0], LANGUAGES).message)
    found: list[Report] = []
    for notebook in having:
        lists = {name: _meant(notebook, name, text, tables) for name, text in texts.items()}
        for values in itertools.product(*lists.values()):
            wanted = dict(zip(lists, values, strict=True))
            matching = [
                each
                for each in reports
                if each.notebook == notebook.name and each.language in languages and _matches(each, wanted, notebook)
            ]
            if not matching and selection.notebook:
                matching = _asked_for(notebook, wanted, languages, [*reports, *found], tables())
            found += matching
    if not found:
        told = "{place}: no report in {file} is of this kind; with --notebook it is made nevertheless"
        raise refusal(told, place=OPTION, file=FILE)
    return found


def _meant(notebook: Notebook, name: str, text: str, tables: Callable[[], Tables]) -> list[Any]:
    """Give the values that a text on a command line means: those of a named set, such as all, or one."""
    from analysis.reports.subjects import values_of

    if text in (named_sets := values_of(name)):
        return named_sets[text](tables())
    return [_known(name, parameters.from_text(notebook.parameters[name], text, OPTION), tables(), OPTION)]


def _matches(report: Report, wanted: Mapping[str, Any], notebook: Notebook) -> bool:
    return all(
        report.parameters.get(name, notebook.parameters[name].default) == value for name, value in wanted.items()
    )


def _asked_for(
    notebook: Notebook, wanted: Mapping[str, Any], languages: Iterable[str], reports: list[Report], tables: Tables
) -> list[Report]:
    taken = {each.path.casefold() for each in reports}
    province = province_of(wanted, provinces_by_region(tables))
    made = []
    for language in languages:
        report = Report(notebook.name, dict(wanted), language, province=province, named=False)
        bare = _path(report, with_hash=False)
        made.append(replace(report, path=_path(report, with_hash=bare.casefold() in taken)))
    return made


def with_paths(reports: list[Report]) -> list[Report]:
    """Give each report its path; where two names make one slug, both get a hash of their parameters."""
    paths = [_path(each, with_hash=False) for each in reports]
    times = Counter(paths)
    return [
        replace(each, path=_path(each, with_hash=times[path] > 1)) for each, path in zip(reports, paths, strict=True)
    ]


def _path(report: Report, *, with_hash: bool) -> str:
    from analysis.facts.institutions import (
        slug,  # here, since it loads pandas, which looking at a finished build does without
    )

    parts = [slug(_in_path(value)) for value in report.parameters.values()] or [slug(report.notebook)]
    bare = "_".join(parts)
    if with_hash or not all(parts) or len(bare) > LONGEST_SLUG:
        digest = hashlib.sha256(_canonical(report.parameters).encode()).hexdigest()[:8]
        bare = f"{bare[:LONGEST_SLUG].strip('-_')}-{digest}".strip("-")
    return f"{report.language}/{_folder(report.notebook)}/{bare}.html"


def _folder(notebook: str) -> str:
    """Name the folder of a notebook's reports: as it is called, if that can stand in every path and address."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", notebook):
        return notebook
    from analysis.facts.institutions import slug

    return f"{slug(notebook)[:60]}-{hashlib.sha256(notebook.encode()).hexdigest()[:8]}".strip("-")


def _in_path(value: Any) -> str:
    return "-".join(map(str, value)) if isinstance(value, list) else str(value)


def _canonical(given: Mapping[str, Any]) -> str:
    return json.dumps(given, sort_keys=True, ensure_ascii=False)
