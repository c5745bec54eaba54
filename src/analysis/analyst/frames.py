"""The results as tidy frames: names beside codes, editions as numbers, both bounds of a number side by side.

Each function takes the results at one level of evidence (`Results.at`) and gives one row for each thing that its docstring
names. Bounds are always called `<what>_low` and `<what>_high`; how a column is said belongs to `analysis.analyst.columns`,
filters to `analysis.analyst.filters`.
"""

import pandas as pd

from analysis.errors import Refused
from analysis.facts.citations import of_one_source
from analysis.facts.regions import base_name
from analysis.facts.tables import once
from analysis.statistics.results import Results
from analysis.vocabulary import EVER, GOVERNMENTS, Level, Stage, Status

BOUNDED = {
    "retention": "again",
    "newcomers": "names",
    "level_mix": "names",
    "runs": "placed",
    "provinces": "placed",
    "island_groups": "placed",
    "reached": "reached",
}
"""What lies between the ends that a derived table calls lower and upper."""
WHOSE = ("selectivity", "retention", "runs")
"""The derived tables whose track is a group of lists, not one of them."""
RENAMED = {
    "places_lower": "places_low",
    "places_upper": "places_high",
    "wins_lower": "wins_low",
    "wins_upper": "wins_high",
    "rank_best": "rank_low",
    "rank_worst": "rank_high",
    "open": "missing",
    "winners_open": "winners_missing",
    "institution_name": "name",
    "region_name": "name",
    "province_code": "province",
    "level": "kind",
    "labels": "lists",
    "label": "list",
}
"""Columns that are called otherwise here, so that the same thing has one name in all frames."""


def renamed(name: str, columns: list[str]) -> dict[str, str]:
    """Give the names that columns of a derived table have here."""
    what = BOUNDED.get(name, "")
    ends = {"lower": f"{what}_low", "upper": f"{what}_high"} if what else {}
    whose = {"track": "group"} if name in WHOSE else {}
    bounds = {old: new for old, new in RENAMED.items() if new.endswith(("_low", "_high"))}
    return {old: new for old, new in (bounds | ends | whose).items() if old in columns}


@once
def who(results: Results) -> pd.DataFrame:
    """Name every institution: institution_id, name, kind, province, island_group.

    A government bears the full name of its region. The province is that of 2022, as on all pages; one that was founded
    since is its own, so that no other counts it.
    """
    roster = results.roster
    regions = results.regions.set_index("region_code")
    names = results.governments.set_index("region_code")["name"]
    at = roster["region_code"].fillna(roster["belongs_to"]).fillna(roster["located_in"])
    provinces = at.map(regions["province_code_2022"]).where(~at.isin(founded_since(results)), at)
    return pd.DataFrame(
        {
            "institution_id": roster["institution_id"],
            "name": roster["region_code"].map(names).fillna(roster["institution_name"]),
            "kind": roster["level"],
            "province": provinces.map(regions["region_name"]),
            "island_group": at.map(regions["island_group"]),
        }
    )


def find(results: Results, text: str) -> pd.DataFrame:
    """Find those whose name has a text in it; first come those that are called just so, then by name."""
    rows, asked = who(results).drop(columns="institution_id"), text.strip()
    found = rows[rows["name"].str.contains(asked, case=False, regex=False)]
    is_other = found["name"].map(base_name).str.casefold() != asked.casefold()
    return found.assign(is_other=is_other).sort_values(["is_other", "name"], ignore_index=True).drop(columns="is_other")


def founded_since(results: Results) -> list[str]:
    """Give the codes of the provinces that were founded by the division of Papua in 2022."""
    regions = results.regions
    is_new = regions["kind"].eq(Level.PROVINCE) & regions["region_code"].ne(regions["province_code_2022"])
    return list(regions.loc[is_new, "region_code"])


def lying_in(results: Results, province_code: str) -> set[str]:
    """Give the names of all institutions that lie in a province today, and what they were called before."""
    today = results.regions.set_index("region_code")["province_code"]
    governments, named = results.governments, results.institutions
    at = named["region_code"].fillna(named["located_in"])
    return {
        *governments.loc[governments["region_code"].map(today) == province_code, "name"],
        *named.loc[at.map(today) == province_code, "institution_name"],
    }


def _named(results: Results, rows: pd.DataFrame, key: str = "institution_id") -> pd.DataFrame:
    """Put the names of institutions before rows that have their ids."""
    names = who(results).rename(columns={"institution_id": key})
    merged = rows.merge(names, on=key, how="left")
    first = ["name", "kind", "province", "island_group"]
    return merged[[*first, *(column for column in rows if column != key)]]


@once
def status(results: Results) -> pd.DataFrame:
    """Give the status of every institution in every edition and stage."""
    columns = ["institution_id", "edition", "stage", "status", "labels", "missing", "size", "publishers", "source_ids"]
    return _named(results, results.status[columns].rename(columns={"labels": "lists"}))


def _all_of(pages: pd.Series) -> tuple[str, ...]:
    """Put the pages of several rows together, each once."""
    return tuple(sorted({page for each in pages for page in each}))


def why(results: Results, name: str, edition: int, stage: Stage) -> pd.DataFrame:
    """Give the pages that the status of a region in an edition rests on.

    Raises Refused where no list of the stage has been published.
    """
    rows = status(results)
    asked = rows["name"].eq(name) & rows["edition"].eq(edition) & rows["stage"].eq(stage)
    if not asked.any():
        raise Refused(f"no list of {stage}s of {edition} has been published")
    pages = list(rows.loc[asked, "source_ids"].iloc[0])
    found = results.sources.set_index("source_id").loc[pages, ["publisher", "title", "published_on", "kind", "url"]]
    return found.reset_index(drop=True)


@once
def places(results: Results) -> pd.DataFrame:
    """Count how often every institution was placed and won, with the editions that it could enter."""
    rows = results.places_and_wins
    rows = rows.rename(columns=renamed("places_and_wins", list(rows)))
    finalists = results.status[results.status["stage"] == Stage.FINALIST]
    entered = finalists["status"].ne(Status.NOT_ELIGIBLE).groupby(finalists["institution_id"]).sum()
    rows = rows.assign(editions=rows["institution_id"].map(entered).fillna(0).astype("int64"))
    pages = results.status.groupby("institution_id")["source_ids"].agg(_all_of)
    return _named(results, rows.assign(source_ids=rows["institution_id"].map(pages)))


@once
def names(results: Results) -> pd.DataFrame:
    """List every name that is known to stand on a list, as the institution was called then."""
    rows = results.known_names
    beside = who(results).set_index("institution_id")
    governments = results.governments.set_index("region_code")["name"]
    is_government = rows["level"].isin(GOVERNMENTS)
    called = rows["region_code"].map(governments).where(is_government).fillna(rows["institution_name"])
    return pd.DataFrame(
        {
            "name": called,
            "kind": rows["level"],
            "province": rows["lineage"].map(beside["province"]),
            "island_group": rows["lineage"].map(beside["island_group"]),
            "edition": rows["edition"].astype("int64"),
            "stage": rows["stage"],
            "track": rows["track"],
            "list": rows["label"],
            "aspect": rows["aspect"],
            "publishers": rows["publishers"].astype("int64"),
            "source_ids": rows["source_ids"],
        }
    )


@once
def provinces(results: Results) -> pd.DataFrame:
    """Count the governments of every province that were placed, by edition; see `ever` for all editions together."""
    return _of_provinces(results, results.provinces)


@once
def provinces_ever(results: Results) -> pd.DataFrame:
    """Count the governments of every province that were placed at least once, all editions together."""
    return _of_provinces(results, results.provinces, ever=True)


def _of_provinces(results: Results, rows: pd.DataFrame, *, ever: bool = False) -> pd.DataFrame:
    regions = results.regions.set_index("region_code")
    rows = by_edition(rows, ever=ever).rename(columns=renamed("provinces", list(rows)))
    rows.insert(0, "province", rows.pop("province_code").map(regions["region_name"]))
    return rows


def by_edition(rows: pd.DataFrame, *, ever: bool = False) -> pd.DataFrame:
    """Keep the rows on single editions, with their years as numbers; or those on all editions together."""
    together = rows["edition"] == EVER
    if ever:
        return rows[together].drop(columns="edition").reset_index(drop=True)
    return rows[~together].astype({"edition": "int64"}).reset_index(drop=True)


@once
def selectivity(results: Results) -> pd.DataFrame:
    """Set the places of every edition and group of lists beside those who registered."""
    rows = results.selectivity
    rows = rows.rename(columns=renamed("selectivity", list(rows)))
    places = rows["places"].astype("float64")
    share_low = places / rows["registered_high"].astype("Float64").astype("float64")
    share_high = places / rows["registered_low"].astype("Float64").astype("float64")
    pages = rows.pop("source_ids")
    return rows.assign(share_low=share_low, share_high=share_high, source_ids=pages)


@once
def retention(results: Results) -> pd.DataFrame:
    """Count the names of every edition that came back in the next."""
    rows = results.retention
    return rows.rename(columns=renamed("retention", list(rows)))


@once
def claims(results: Results) -> pd.DataFrame:
    """Give every printed claim with its verdict."""
    rows = of_one_source(results.claims)
    columns = ["claim_id", "edition", "statement", "verdict", "reason", "missing", "source_ids"]
    return rows[columns].astype({"edition": "int64"})


@once
def scores(results: Results) -> pd.DataFrame:
    """Give every yearly score of a region."""
    rows = of_one_source(results.indicators).astype({"year": "int64", "value": "float64"})
    owners = results.governments[["region_code", "institution_id"]]
    rows = rows.merge(owners, on="region_code", how="left").drop(columns="region_code")
    rows = rows.rename(columns={"indicator_id": "indicator"})
    return _named(results, rows).sort_values(["indicator", "name", "year"], ignore_index=True)


@once
def sources(results: Results) -> pd.DataFrame:
    """Give every page that the data rest on, with how many of the known names it bears."""
    used = results.known_names["source_ids"].explode().value_counts()
    rows = results.sources
    return rows.assign(names=rows["source_id"].map(used).fillna(0).astype("int64"))


@once
def editions(results: Results) -> pd.DataFrame:
    """Give every edition, with how many names of its lists are known at this level of evidence."""
    rows = results.editions
    known = results.known_names
    for stage, found, missing, all_of in (
        (Stage.FINALIST, "known", "missing", "places"),
        (Stage.WINNER, "winners_known", "winners_missing", "winner_places"),
    ):
        counted = known[known["stage"] == stage].groupby("edition").size()
        rows[found] = rows["edition"].map(counted).fillna(0).astype("int64")
        rows[missing] = rows[all_of] - rows[found]
    columns = ["edition", "official_title", "places", "known", "missing"]
    columns += ["winner_places", "winners_known", "winners_missing", "note"]
    return rows[columns].astype({"edition": "int64"})


@once
def next_finds(results: Results) -> pd.DataFrame:
    """Rank what could be found next, by how many unknown statuses each find would settle."""
    rows = results.next_finds
    rows = rows.merge(results.lists[["list_id", "label"]], on="list_id", how="left")
    columns = ["find", "edition", "stage", "label", "level", "finds", "settles", "settles_each"]
    return rows[columns].rename(columns={"label": "list", "level": "kind"})
