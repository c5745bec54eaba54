"""The values of parameters: their defaults, and lists of them that are worked out from the processed tables.

So a new edition, or a name that has turned up, changes no configuration. Which notebook has which of them belongs to
`analysis.reports.subjects`. Nothing here loads pandas, which looking at a finished build does without.
"""

from collections.abc import Mapping
from typing import Any

from analysis.vocabulary import Evidence, Language, Level, Stage, Status

Tables = Mapping[str, Any]

DEFAULTS: Mapping[str, Any] = {
    "region": "Kota Solok",
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


def province_of(parameters: Mapping[str, Any], by_region: Mapping[str, str]) -> str:
    """Name the province that a report with these parameters is about, or ''."""
    return str(parameters.get("province") or by_region.get(parameters.get("region", ""), ""))
