"""What the page on the country says: the trends over all editions, each as the bounds that incomplete lists allow."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis import standing
from analysis.findings.common import (
    Tables,
    at,
    checked_editions,
    checked_evidence,
    lists_by_strength,
    names_known,
    of_editions,
)
from analysis.sources import cited, joined

ENDS = ("edition_from", "edition_to")


@dataclass(frozen=True)
class NationalTrendsFindings:
    """The trends over the editions."""

    evidence: str
    all_editions: pd.DataFrame
    """How many names of all editions held are known, over which provinces and island groups are: `common.names_known`."""
    editions: pd.DataFrame
    """One row an edition: edition, places, known, open, source_ids."""
    selectivity: pd.DataFrame
    """One row an edition and track: `trends.selectivity`."""
    retention: pd.DataFrame
    """One row a pair of editions and track: `trends.retention`."""
    newcomers: pd.DataFrame
    """One row an edition and kind: `trends.newcomers`."""
    level_mix: pd.DataFrame
    """One row an edition and level: `trends.level_mix`."""
    runs: pd.DataFrame
    """One row a run of editions and track: `runs.runs`."""
    provinces: pd.DataFrame
    """One row a province, over all editions: `places.provinces`, and name, island_group, tile_row, tile_col."""
    island_groups: pd.DataFrame
    """One row an island group, over all editions: `places.island_groups`."""
    reached: pd.DataFrame
    """One row a kind of area and edition, or all: how many had a government placed: `places.reached`."""
    standings: dict[str, str]
    """How firm the headlines are, certain or holds: retention (of the first pair of editions) and reached (provinces)."""
    sources: pd.DataFrame
    """The pages that this rests on, numbered: `sources.cited`."""


def find(tables: Tables, editions: Sequence[int] | None, evidence: str) -> NationalTrendsFindings:
    """Find the trends; raises Refused for a parameter that can't be used."""
    evidence = checked_evidence(evidence)
    years = checked_editions(editions, tables["editions"])
    lists = lists_by_strength(tables, evidence)
    lists = lists[(lists["stage"] == "finalist") & lists["edition"].isin(years)]
    by_edition = lists.groupby("edition").agg(places=("size", "sum"), known=("known", "sum")).reset_index()
    by_edition["open"] = by_edition["places"] - by_edition["known"]
    by_edition = by_edition.merge(joined(lists.rename(columns={"source_ids": "source_id"}), ["edition"]), on="edition")
    shares = of_editions(at(tables["selectivity"], evidence), years)
    names = tables["regions"].set_index("region_code")[["region_name", "island_group", "tile_row", "tile_col"]]
    provinces = at(tables["provinces"], evidence)
    provinces = provinces[provinces["edition"] == "all"].join(names, on="province_code")
    return NationalTrendsFindings(
        evidence=evidence,
        all_editions=names_known(tables, evidence),
        editions=by_edition,
        selectivity=shares,
        retention=_between(at(tables["retention"], evidence), years),
        newcomers=_of(at(tables["newcomers"], evidence), years),
        level_mix=_of(at(tables["level_mix"], evidence), years),
        runs=_between(at(tables["runs"], evidence), years),
        provinces=provinces.rename(columns={"region_name": "name"}).reset_index(drop=True),
        island_groups=at(tables["island_groups"], evidence).query("edition == 'all'").reset_index(drop=True),
        reached=at(tables["reached"], evidence),
        standings=_standings(tables, years, evidence),
        sources=cited(tables, by_edition["source_ids"], shares["source_ids"]),
    )


def _of(rows: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    return rows[rows["edition"].isin(years)].reset_index(drop=True)


def _between(rows: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    within = rows["edition_from"].isin(years) & rows["edition_to"].isin(years)
    rows = rows[within]
    if "editions" in rows.columns:  # a run over an edition that was not asked for is not one of these
        spans = [
            sum(first <= each <= last for each in years)
            for first, last in zip(*(rows[end] for end in ENDS), strict=True)
        ]
        rows = rows[rows["editions"] == spans]
    return rows.reset_index(drop=True)


def _standings(tables: Tables, years: list[int], evidence: str) -> dict[str, str]:
    reached = tables["reached"]
    found = {
        "reached": standing.of_interval(
            reached[(reached["area"] == "province_code") & (reached["edition"] == "all")], evidence
        )
    }
    retention = _between(tables["retention"], years)
    whole = retention[(retention["track"] == "all") & (retention["edition_from"] == retention["edition_from"].min())]
    if len(whole):
        found["retention"] = standing.of_interval(whole, evidence)
    return found
