"""Which reports there are: `reports.yml` and the processed tables give a list of reports, each with its path.

Nothing is run here, and whether a report has to be made belongs to `analysis.reports.build`.
"""

import hashlib
import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import Refused
from analysis.reports import notebooks as notebook_files
from analysis.reports import parameters
from analysis.reports.notebooks import Notebook
from analysis.reports.parameter_sets import Tables, province_of, provinces_by_region
from analysis.reports.parameters import nearest
from analysis.vocabulary import Language

LANGUAGES = tuple(language.value for language in Language)
FILE = "reports.yml"
LONGEST_SLUG = 80


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

    def __str__(self) -> str:
        return self.path.removesuffix(".html")


@dataclass(frozen=True)
class Selection:
    """What a command line asked for: a notebook and texts for parameters, the language among them."""

    notebook: str | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.notebook or self.texts)


def read(project: Path, notebooks: Mapping[str, Notebook], tables: Tables) -> list[Report]:
    """Read reports.yml and list all reports it names, in its order."""
    written = _written(project / FILE)
    languages = written["languages"]
    if not isinstance(languages, list) or not languages or set(map(str, languages)) - set(LANGUAGES):
        raise Refused(f"{FILE}: languages is {languages!r}, which is not a list of {' and '.join(LANGUAGES)}")
    reports = []
    for number, entry in enumerate(written["reports"], 1):
        place = f"{FILE}: report {number}"
        if not isinstance(entry, dict) or not isinstance(entry.get("notebook"), str):
            raise Refused(f"{place}: is not of the form notebook: name")
        notebook = notebook_files.find(notebooks, entry["notebook"], place)
        place = f"{place} ({notebook.name})"
        lists = {
            name: _values(notebook, str(name), value, tables, place)
            for name, value in entry.items()
            if name != "notebook"
        }
        for values in itertools.product(*lists.values()):
            given = dict(zip(map(str, lists), values, strict=True))
            reports += [Report(notebook.name, given, language) for language in languages]
    _refuse_doubles(reports)
    by_region = provinces_by_region(tables)
    return [replace(each, province=province_of(each.parameters, by_region)) for each in with_paths(reports)]


def _written(path: Path) -> dict[str, Any]:
    try:
        written = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise Refused(f"{FILE}: is missing; it names the reports") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{FILE}: can't be read: {error}") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        raise Refused(f"{FILE}{line}: is not YAML: {getattr(error, 'problem', error)}") from None
    if not isinstance(written, dict):
        raise Refused(f"{FILE}: has no languages and no reports")
    for key in written:
        if key not in ("languages", "reports"):
            raise Refused(f"{FILE}: there is no key {key!r}; {nearest(key, ('languages', 'reports'))}")
    if not isinstance(written.get("reports"), list):
        raise Refused(f"{FILE}: reports is not a list")
    return {"languages": list(LANGUAGES), **written}


def _values(notebook: Notebook, name: str, written: Any, tables: Tables, place: str) -> list[Any]:
    """Turn what is written for a parameter into its values: a named set, a list, or one value."""
    if name == "language":
        raise Refused(f"{place}: language is not set for one report; languages, at the top, holds for all")
    parameters.named(notebook.parameters, name, place)
    from analysis.reports.subjects import values_of  # here, since it loads what works out findings

    named_sets = values_of(name)
    if isinstance(written, str) and written in named_sets:
        return named_sets[written](tables)
    values = written if isinstance(written, list) else [written]
    for value in values:
        parameters.check(notebook.parameters, {name: value}, place)
    return [_known(name, value, tables, place) for value in values]


def _known(name: str, value: Any, tables: Tables, place: str) -> Any:
    """Give the value that the tables know by this name; what only the notebook knows stays as it is."""
    from analysis.reports import subjects

    if value is None or not subjects.is_known(name):
        return value
    try:
        return subjects.as_known(name, value, tables)
    except Refused as error:
        named = subjects.values_of(name) if isinstance(value, str) and place.startswith(FILE) else {}
        sets = f"; the sets are {', '.join(named)}" if named else ""
        raise Refused(f"{place}: {error}{sets}") from None


def _refuse_doubles(reports: Iterable[Report]) -> None:
    seen = set()
    for each in reports:
        key = (each.notebook, each.language, _canonical(each.parameters))
        if key in seen:
            raise Refused(f"{FILE}: {each.notebook} with {_canonical(each.parameters)} is named twice")
        seen.add(key)


def select(
    reports: list[Report], notebooks: Mapping[str, Notebook], selection: Selection, tables: Callable[[], Tables]
) -> list[Report]:
    """Keep the reports that were asked for; what reports.yml does not name is made as one more report."""
    place = "--set"
    names = [selection.notebook] if selection.notebook else list(notebooks)
    chosen = [notebook_files.find(notebooks, name, "--notebook") for name in names]
    texts = {name: text for name, text in selection.texts.items() if name != "language"}
    having = [each for each in chosen if all(name in each.parameters for name in texts)]
    if not having:
        declared = {name: each for notebook in chosen for name, each in notebook.parameters.items()}
        for name in texts:
            parameters.named(declared, name, place)
        raise Refused(f"{place}: no notebook has all of the parameters {', '.join(texts)}")
    languages = [selection.texts["language"]] if "language" in selection.texts else list(LANGUAGES)
    if languages[0] not in LANGUAGES:
        raise Refused(f"{place}: language {languages[0]!r} is not known; {nearest(languages[0], LANGUAGES)}")
    found = []
    for notebook in having:
        given = {name: parameters.from_text(notebook.parameters[name], text, place) for name, text in texts.items()}
        wanted = {name: _known(name, value, tables(), place) for name, value in given.items()}
        found += [
            each
            for each in reports
            if each.notebook == notebook.name and each.language in languages and _matches(each, wanted, notebook)
        ]
    if found:
        return found
    if not selection.notebook:
        raise Refused(f"{place}: no report in {FILE} is of this kind; with --notebook it is made nevertheless")
    return _asked_for(chosen[0], wanted, languages, reports, tables())


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
    from analysis.data.institutions import (
        slug,  # here, since it loads pandas, which looking at a finished build does without
    )

    parts = [slug(_in_path(value)) for value in report.parameters.values()] or [slug(report.notebook)]
    bare = "_".join(parts)
    if with_hash or not all(parts) or len(bare) > LONGEST_SLUG:
        digest = hashlib.sha256(_canonical(report.parameters).encode()).hexdigest()[:8]
        bare = f"{bare[:LONGEST_SLUG].strip('-_')}-{digest}".strip("-")
    return f"{report.language}/{report.notebook}/{bare}.html"


def _in_path(value: Any) -> str:
    return "-".join(map(str, value)) if isinstance(value, list) else str(value)


def _canonical(given: Mapping[str, Any]) -> str:
    return json.dumps(given, sort_keys=True, ensure_ascii=False)
