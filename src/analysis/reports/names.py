"""The named sets of parameter values that reports.yml may use, and the values that the tables know.

A set is worked out from the processed tables, so that a new edition or a name that has turned up changes no
configuration.
"""

from collections.abc import Callable, Mapping
from typing import Any

Tables = Mapping[str, Any]


def regions(tables: Tables) -> list[str]:
    """List all regions by name; a province with the word before it, since a city may bear the same name."""
    rows = tables["regions"]
    return [
        f"Provinsi {name}" if kind == "province" else str(name)
        for name, kind in zip(rows["region_name"], rows["kind"], strict=True)
    ]


def placed_regions(tables: Tables) -> list[str]:
    """List the regions whose own government was placed at least once."""
    status = tables["status"]
    placed = status[status["evidence"].eq("all") & status["stage"].eq("finalist") & status["status"].eq("placed")]
    codes = set(placed["region_code"].dropna())
    return [name for name, code in zip(regions(tables), tables["regions"]["region_code"], strict=True) if code in codes]


def provinces(tables: Tables) -> list[str]:
    """List the provinces that could take part, by name: not those founded after the last edition."""
    rows = tables["regions"]
    return [str(name) for name in rows.loc[rows["kind"].eq("province") & rows["exists_from"].isna(), "region_name"]]


def editions(tables: Tables) -> list[int]:
    """List all editions."""
    return [int(each) for each in tables["editions"]["edition"]]


def indicators(tables: Tables) -> list[str]:
    """List all indicators."""
    return [str(each) for each in tables["indicators"]["indicator_id"].drop_duplicates()]


SETS: Mapping[str, Mapping[str, Callable[[Tables], list[Any]]]] = {
    "region": {"all": regions, "placed": placed_regions},
    "edition": {"all": editions},
    "province": {"all": provinces},
    "indicator": {"all": indicators},
}


def known_values(parameter: str, tables: Tables) -> list[Any] | None:
    """List what a parameter may be, if the tables know; None where only its notebook does."""
    return SETS[parameter]["all"](tables) if parameter in SETS else None


def provinces_by_region(tables: Tables) -> dict[str, str]:
    """Map each region's name, as in `regions`, to the name of its province."""
    rows = tables["regions"]
    names = dict(zip(rows["region_code"], rows["region_name"], strict=True))
    return dict(zip(regions(tables), map(names.__getitem__, rows["province_code"]), strict=True))


def province_of(parameters: Mapping[str, Any], by_region: Mapping[str, str]) -> str:
    """Name the province that a report with these parameters is about, or ''."""
    return str(parameters.get("province") or by_region.get(parameters.get("region", ""), ""))
