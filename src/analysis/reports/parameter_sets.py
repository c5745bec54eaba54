"""The values of parameters: their defaults, and lists of them that are worked out from the processed tables.

So a new edition, or a name that has turned up, changes no configuration. Which notebook has which of them belongs to
`analysis.reports.subjects`. Nothing here loads pandas, which looking at a finished build does without.
"""

from collections.abc import Mapping
from typing import Any

from analysis.vocabulary import Evidence, Language, Level, Stage, Status, TextKind

Tables = Mapping[str, Any]

DEFAULTS: Mapping[str, Any] = {
    "region": "Kota Solok",
    "regions": ["Kota Bandung", "Kota Semarang", "Kota Solok"],
    "province": "Sumatera Barat",
    "edition": 2020,
    "indicator": "ombudsman_compliance",
    "editions": None,
    "evidence": str(Evidence.ALL),
    "language": str(Language.INDONESIAN),
}
"""What a parameter is where nothing else is said. A report is told all of its parameters, so that a default which
somebody has changed in a notebook changes no page."""


def regions(tables: Tables) -> list[str]:
    """List all regions by name; a province with the word before it, since a city may bear the same name."""
    rows = tables["regions"]
    return [
        f"Provinsi {name}" if kind == Level.PROVINCE else str(name)
        for name, kind in zip(rows["region_name"], rows["kind"], strict=True)
    ]


def placed_regions(tables: Tables) -> list[str]:
    """List the regions whose own government was placed at least once."""
    status = tables["status"]
    placed = status[
        status["evidence"].eq(Evidence.ALL) & status["stage"].eq(Stage.FINALIST) & status["status"].eq(Status.PLACED)
    ]
    codes = set(placed["region_code"].dropna())
    return [name for name, code in zip(regions(tables), tables["regions"]["region_code"], strict=True) if code in codes]


COMPARED = range(2, 9)
"""How many regions can be compared."""
RUNNING = 3
"""Editions one after the other in which those were placed that are compared for it."""


def cities(tables: Tables) -> list[list[str]]:
    """Give for each province its cities, where one of them was placed at least once."""
    placed, by_region, rows = set(placed_regions(tables)), provinces_by_region(tables), tables["regions"]
    of_province: dict[str, list[str]] = {}
    for name, kind in zip(regions(tables), rows["kind"], strict=True):
        if kind == Level.CITY:
            of_province.setdefault(by_region[name], []).append(name)
    return [names for names in of_province.values() if len(names) in COMPARED and placed.intersection(names)]


def placed_running(tables: Tables) -> list[list[str]]:
    """Give those placed in three editions running, if there are as many as can be compared."""
    status, held = tables["status"], editions(tables)
    placed = status[
        status["evidence"].eq(Evidence.ALL) & status["stage"].eq(Stage.FINALIST) & status["status"].eq(Status.PLACED)
    ]
    pairs = set(zip(placed["region_code"], placed["edition"], strict=True))
    runs = [held[at : at + RUNNING] for at in range(len(held) - RUNNING + 1)]
    codes = tables["regions"]["region_code"]
    names = [
        name
        for name, code in zip(regions(tables), codes, strict=True)
        if any(all((code, year) in pairs for year in run) for run in runs)
    ]
    return [names] if len(names) in COMPARED else []


def comparisons(tables: Tables) -> list[list[str]]:
    """Give all named lists of regions that are compared, each once."""
    found = placed_running(tables)
    return found + [names for names in cities(tables) if names not in found]


def provinces(tables: Tables) -> list[str]:
    """List the provinces that could take part, by name: not those founded after the last edition."""
    rows = tables["regions"]
    return [str(name) for name in rows.loc[rows["kind"].eq(Level.PROVINCE) & rows["exists_from"].isna(), "region_name"]]


def editions(tables: Tables) -> list[int]:
    """List all editions."""
    return [int(edition) for edition in tables["editions"]["edition"]]


def indicators(tables: Tables) -> list[str]:
    """List all indicators."""
    return [str(indicator_id) for indicator_id in tables["indicators"]["indicator_id"].drop_duplicates()]


def provinces_by_region(tables: Tables) -> dict[str, str]:
    """Map each region's name, as in `regions`, to the name of its province."""
    rows = tables["regions"]
    names = dict(zip(rows["region_code"], rows["region_name"], strict=True))
    return dict(zip(regions(tables), map(names.__getitem__, rows["province_code"]), strict=True))


def called(parameters: Mapping[str, Any], language: str, tables: Tables) -> str:
    """Say what a report is called whose parameter is no word for readers, as that of a yearly score; '' for others."""
    score = parameters.get("indicator")
    if not isinstance(score, str):
        return ""
    from analysis.facts.texts import Text, said  # here, since it loads pandas

    texts = said(tables["texts"], language)
    return texts.get(Text(TextKind.INDICATOR, score), "")


def province_of(parameters: Mapping[str, Any], by_region: Mapping[str, str]) -> str:
    """Name the province that a report with these parameters is about, or ''."""
    return str(parameters.get("province") or by_region.get(parameters.get("region", ""), ""))
