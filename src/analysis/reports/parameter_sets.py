"""The named sets of parameter values that reports.yml may use, and the values that the tables know.

A set is worked out from the processed tables, so that a new edition or a name that has turned up changes no
configuration.
"""

from collections.abc import Callable, Mapping
from typing import Any

from analysis.errors import Refused
from analysis.reports.parameters import nearest
from analysis.vocabulary import GOVERNMENTS, Level

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


KNOWN = {*SETS, "evidence", "editions"}
"""The parameters whose values the tables know, or the levels of evidence."""


def as_known(parameter: str, value: Any, tables: Tables) -> Any:
    """Give the value that the tables know by what a person wrote, as notebooks do: Bali is Provinsi Bali.

    Raises Refused where it is unknown or ambiguous, with advice.
    """
    from analysis.data.regions import full_name, resolve
    from analysis.findings.common import checked_edition, checked_editions, checked_evidence

    if parameter == "evidence":
        return checked_evidence(value)
    if parameter == "editions":
        return checked_editions(value, tables["editions"])
    known = SETS[parameter]["all"](tables)
    if value in known:
        return value
    if parameter == "edition":
        return checked_edition(value, tables["editions"])
    if parameter == "indicator":
        raise Refused(f"indicator {value!r} is not known; {nearest(value, known)}")
    row = resolve(tables, value, [Level.PROVINCE] if parameter == "province" else GOVERNMENTS)
    name = str(row["region_name"])
    return name if parameter == "province" else full_name(name, row["kind"])


def provinces_by_region(tables: Tables) -> dict[str, str]:
    """Map each region's name, as in `regions`, to the name of its province."""
    rows = tables["regions"]
    names = dict(zip(rows["region_code"], rows["region_name"], strict=True))
    return dict(zip(regions(tables), map(names.__getitem__, rows["province_code"]), strict=True))


def province_of(parameters: Mapping[str, Any], by_region: Mapping[str, str]) -> str:
    """Name the province that a report with these parameters is about, or ''."""
    return str(parameters.get("province") or by_region.get(parameters.get("region", ""), ""))
