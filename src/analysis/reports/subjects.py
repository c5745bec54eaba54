"""The one register of subjects: for each notebook its findings, its heading, and the values its parameters may have.

To add one: a pure function in `analysis/findings/of_NAME.py` and a function NAME in `analysis.findings` that hands it the tables
in use, a `Page` in `analysis/pages/of_NAME.py` by the name NAME in `analysis.pages`, the notebook, and an entry here.
What is forgotten is told by `of_notebook`. How a list of values is found belongs to `analysis.reports.parameter_sets`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis import findings
from analysis.errors import Refused
from analysis.facts.regions import full_name, resolve
from analysis.findings import (
    of_claims,
    of_compare,
    of_data_quality,
    of_edition,
    of_indicators,
    of_national_trends,
    of_province,
    of_region,
)
from analysis.findings.common import checked_edition, checked_editions, checked_evidence
from analysis.reports import parameter_sets as sets
from analysis.reports.parameter_sets import Tables
from analysis.reports.parameters import unknown
from analysis.vocabulary import GOVERNMENTS, Level
from analysis.words.language import Words

ALL = "all"
"""The set of all values of a parameter, in reports.yml."""
SHARED = frozenset({"language", "evidence", "editions"})
"""The parameters of every notebook, or of several, whose values need no set."""

Sets = Mapping[str, Callable[[Tables], list[Any]]]
"""Named lists of values, worked out from the processed tables; one of them is ALL."""


@dataclass(frozen=True)
class Subject:
    """What a notebook is about."""

    find: Callable[..., Any]
    """Its findings: a pure function of the processed tables and the notebook's parameters but language."""
    heading: Callable[[Words], str]
    """What its reports are called in the index."""
    values: Mapping[str, Sets] = field(default_factory=dict)
    """The values of each parameter that is its own."""


SUBJECTS: dict[str, Subject] = {
    "region": Subject(
        find=of_region.region_findings,
        heading=lambda words: words.say("Region"),
        values={"region": {ALL: sets.regions, "placed": sets.placed_regions}},
    ),
    "compare": Subject(
        find=of_compare.compare_findings,
        heading=lambda words: words.say("Regions side by side"),
        values={"regions": {ALL: sets.comparisons, "cities": sets.cities, "running": sets.placed_running}},
    ),
    "edition": Subject(
        find=of_edition.edition_findings,
        heading=lambda words: words.say("Edition"),
        values={"edition": {ALL: sets.editions}},
    ),
    "province": Subject(
        find=of_province.province_findings,
        heading=lambda words: words.say("Province"),
        values={"province": {ALL: sets.provinces}},
    ),
    "national_trends": Subject(
        find=of_national_trends.national_trends_findings,
        heading=lambda words: words.say("National trends"),
    ),
    "claims": Subject(
        find=of_claims.claims_findings,
        heading=lambda words: words.say("What the press says"),
    ),
    "indicators": Subject(
        find=of_indicators.indicators_findings,
        heading=lambda words: words.say("Yearly scores"),
        values={"indicator": {ALL: sets.indicators}},
    ),
    "data_quality": Subject(
        find=of_data_quality.data_quality_findings,
        heading=lambda words: words.say("How good the data are"),
    ),
}


def of_notebook(name: str, parameters: Iterable[str]) -> Subject | None:
    """Give the subject of a notebook that has these parameters; None for one without findings and without an entry.

    Raises Refused for a notebook of which some parts are there: names those that are missing.
    """
    subject, has_findings = SUBJECTS.get(name), hasattr(findings, name)
    if subject is None and not has_findings:
        return None
    own = set(parameters) - SHARED
    if subject and has_findings and own == subject.values.keys():
        return subject  # if it lacks its page, the notebook's own line says so
    from analysis import pages  # here, since it loads matplotlib, which planning a build does without

    missing = [] if has_findings else [f"a function {name} in analysis.findings"]
    missing += [] if hasattr(pages, name) else [f"a page {name} in analysis.pages"]
    if subject is None:
        missing.append("an entry in analysis.reports.subjects")
    else:
        missing += [f"values of its parameter {other} in its entry" for other in sorted(own - subject.values.keys())]
        missing += [f"the parameter {other} of its entry" for other in sorted(subject.values.keys() - own)]
    raise Refused(f"notebook {name} is half a subject: missing is {', '.join(missing)}")


def values_of(parameter: str) -> Sets:
    """Give the named sets of a parameter; none for one that has no subject."""
    for subject in SUBJECTS.values():
        if parameter in subject.values:
            return subject.values[parameter]
    return {}


def is_known(parameter: str) -> bool:
    """Say whether the tables, or the levels of evidence, know the values of a parameter."""
    return parameter in ("evidence", "editions") or bool(values_of(parameter))


def as_known(parameter: str, value: Any, tables: Tables) -> Any:
    """Give the value that the tables know by what a person wrote, as notebooks do: Bali is Provinsi Bali.

    Raises Refused where it is unknown or ambiguous, with advice.
    """
    if parameter == "evidence":
        return checked_evidence(value)
    if parameter == "editions":
        return checked_editions(value, tables["editions"])
    if parameter == "regions":
        return [as_known("region", each, tables) for each in value]
    known = values_of(parameter)[ALL](tables)
    if value in known:
        return value
    if parameter == "edition":
        return checked_edition(value, tables["editions"])
    if parameter == "province":
        return str(resolve(tables, value, [Level.PROVINCE])["region_name"])
    if parameter == "region":
        row = resolve(tables, value, GOVERNMENTS)
        return full_name(str(row["region_name"]), row["kind"])
    raise unknown(parameter, value, known)
