"""What the page on the country says: the trends over all editions, each as the bounds that incomplete lists allow."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.facts import texts
from analysis.facts.citations import cited
from analysis.findings.common import (
    announced,
    checked_editions,
    checked_evidence,
    names_known,
    of_editions,
    only_some,
    sources_of_lists,
)
from analysis.findings.described import Findings
from analysis.findings.placings import placings
from analysis.statistics import certainty
from analysis.statistics.results import Results, at_level
from analysis.statistics.trends import REGISTERED
from analysis.vocabulary import EVER, Area, Certainty, Evidence, Group, Stage

ENDS = ("edition_from", "edition_to")


@dataclass(frozen=True, repr=False)
class NationalTrendsFindings(Findings):
    """The trends over the editions."""

    all_editions: pd.DataFrame
    """One row an edition that has lists, over which provinces and island groups are: `common.names_known`, and source_ids, few
    pages that say how long its lists are, who is on them and what is known of missing names."""
    editions: pd.DataFrame
    """The rows of `all_editions` that were asked for."""
    announced: list[int]
    """The editions asked for of which no list is known yet."""
    only: list[int]
    """The editions that it is of, where there are others: `common.only_some`."""
    placings: pd.DataFrame
    """One row an institution known to have been placed in these editions: `placings.placings`."""
    selectivity: pd.DataFrame
    """One row an edition and track: `trends.selectivity`."""
    retention: pd.DataFrame
    """One row a pair of editions and track: `trends.retention`."""
    beyond_lot: bool
    """Whether more institutions came back each time than lots would have brought, whatever names are missing."""
    newcomers: pd.DataFrame
    """One row an edition and kind: `trends.newcomers`."""
    level_mix: pd.DataFrame
    """One row an edition and level: `trends.level_mix`, and known (names that are known; none of those `open`)."""
    runs: pd.DataFrame
    """One row a run of editions and track: `streaks.runs`."""
    provinces: pd.DataFrame
    """One row a province, over all editions: `provinces.provinces`, and name, island_group, tile_row, tile_col."""
    leading: str
    """The code of the province with the most governments known to have been placed; of equals the first by code."""
    island_groups: pd.DataFrame
    """One row an island group, over all editions: `provinces.island_groups`."""
    reached: pd.DataFrame
    """One row a kind of area and edition, or all: how many had a government placed: `provinces.reached`."""
    certainties: dict[str, Certainty]
    """How firm the headlines are, certain or holds: named (who was placed most often, and who won most), selectivity (of
    institutions), beyond_lot, runs (at least so many in the longest) and provinces_known (at least so many). One that can't be said has none."""


def national_trends_findings(results: Results, editions: Sequence[int] | None, evidence: str) -> NationalTrendsFindings:
    """Find the trends; raises Refused for a parameter that can't be used."""
    evidence = checked_evidence(evidence)
    years = checked_editions(editions, results.editions)
    all_editions = _all_editions(results, evidence)
    by_edition = of_editions(all_editions, years)
    shares = of_editions(results.at(evidence).selectivity, years)
    names = results.regions.set_index("region_code")[["region_name", "island_group", "tile_row", "tile_col"]]
    provinces = results.at(evidence).provinces
    provinces = provinces[provinces["edition"] == EVER].join(names, on="province_code")
    island_groups = results.at(evidence).island_groups
    retention = _between(results.at(evidence).retention, years)
    return NationalTrendsFindings(
        evidence=evidence,
        all_editions=all_editions,
        editions=by_edition,
        announced=announced(results, years),
        only=only_some(results, years),
        placings=placings(results, years, evidence),
        selectivity=shares,
        retention=retention,
        beyond_lot=_beyond_lot(retention),
        newcomers=of_editions(results.at(evidence).newcomers, years),
        level_mix=_level_mix(results, years, evidence),
        runs=_between(results.at(evidence).runs, years),
        provinces=provinces.rename(columns={"region_name": "name"}).reset_index(drop=True),
        leading=_leading(provinces),
        island_groups=island_groups[island_groups["edition"] == EVER].reset_index(drop=True),
        reached=results.at(evidence).reached,
        certainties=_certainties(results, years, evidence),
        texts=texts.shown(results),
        sources=cited(results, by_edition["source_ids"], shares["source_ids"], all_editions["source_ids"]),
    )


def _of_names(placed: pd.DataFrame, strict: pd.DataFrame) -> Certainty:
    """Say how firm it is who was placed most often and who won most: `certain` if the strictest evidence gives the same."""
    ends = [(rows["placed"].str.len(), rows["won"].str.len(), rows["institution_id"]) for rows in (placed, strict)]
    most = [
        (set(name[places == places.max()]), places.max(), set(name[wins == wins.max()]), wins.max())
        for places, wins, name in ends
    ]
    return certainty.of_claim(most[0] == most[1])


def _all_editions(results: Results, evidence: Evidence) -> pd.DataFrame:
    names = results.at(evidence).known_names
    lists = results.lists[results.lists["stage"] == Stage.FINALIST]
    editions = names_known(results, evidence)
    of_edition = [lists[lists["edition"] == edition] for edition in editions["edition"]]
    return editions.assign(source_ids=[sources_of_lists(results, rows, names, evidence) for rows in of_edition])


def _level_mix(results: Results, years: list[int], evidence: Evidence) -> pd.DataFrame:
    rows = of_editions(results.at(evidence).level_mix, years)
    names = results.at(evidence).known_names
    known = names[names["stage"] == Stage.FINALIST].groupby(["edition", "level"]).size().to_dict()
    return rows.assign(known=[known.get(key, 0) for key in zip(rows["edition"], rows["level"], strict=True)])


def _between(rows: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    within = rows["edition_from"].isin(years) & rows["edition_to"].isin(years)
    rows = rows[within]
    if "editions" in rows.columns:  # a run over an edition that was not asked for is not one of these
        spans = [
            sum(first <= year <= last for year in years)
            for first, last in zip(*(rows[end] for end in ENDS), strict=True)
        ]
        rows = rows[rows["editions"] == spans]
    return rows.reset_index(drop=True)


def _is_corroborated(results: Results, years: list[int]) -> bool:
    """Say whether two publishers or more print the number of institutions registered that is used, each edition."""
    figures = results.figures.merge(results.sources[["source_id", "publisher"]], on="source_id")
    figures = of_editions(figures[figures["measure"] == REGISTERED[Group.INSTITUTIONS]], years)
    used = figures[figures["preferred"] == 1].groupby("edition")["value"].first()
    printed = figures[figures["value"] == figures["edition"].map(used)].groupby("edition")["publisher"].nunique()
    return bool((printed.reindex(used.index, fill_value=0) > 1).all())


def _certainties(results: Results, years: list[int], evidence: Evidence) -> dict[str, Certainty]:
    reached = results.reached
    reached = reached[(reached["area"] == Area.PROVINCE) & (reached["edition"] == EVER)]
    found = {
        "named": _of_names(*(placings(results, years, level) for level in (evidence, Evidence.CORROBORATED))),
        "provinces_known": certainty.of_at_least(reached, evidence),
    }
    shares = results.selectivity
    shares = of_editions(shares[(shares["track"] == Group.INSTITUTIONS) & shares["registered"].notna()], years)
    if len(shares):
        ends = ["edition", "places", "registered_low", "registered_high"]
        asked, strict = (at_level(shares, level)[ends] for level in (evidence, Evidence.CORROBORATED))
        # Conflicting figures can't both be right, and one that a single publisher prints is not corroborated.
        agreed = (shares["registered_low"] == shares["registered_high"]).all() and _is_corroborated(results, years)
        found["selectivity"] = certainty.of_claim(agreed and asked.equals(strict))
    retention = _between(results.retention, years)
    if len(retention):
        found["beyond_lot"] = certainty.of_claim(_beyond_lot(at_level(retention, Evidence.CORROBORATED)))
    runs = _between(results.runs, years)
    runs = runs[runs["track"] == Group.INSTITUTIONS]
    if len(runs):
        longest = longest_run(at_level(runs, evidence))
        same = (runs[list(ENDS)] == longest[list(ENDS)]).all(axis="columns")
        found["runs"] = certainty.of_at_least(runs[same], evidence)
    return found


def longest_run(runs: pd.DataFrame) -> pd.Series:
    """Give the longest run in which somebody is known to have been placed throughout, or else the longest; the last of equals.

    Takes rows of `streaks.runs` of one track and level of evidence.
    """
    known = runs[runs["lower"] > 0]
    return (known if len(known) else runs).sort_values(["editions", "edition_to"]).iloc[-1]


def _beyond_lot(retention: pd.DataFrame) -> bool:
    institutions = retention[retention["track"] == Group.INSTITUTIONS]
    expected = institutions["expected_high"].astype("Float64").fillna(float("inf"))
    return len(institutions) > 0 and bool((institutions["lower"] > expected).all())


def _leading(provinces: pd.DataFrame) -> str:
    return str(provinces.sort_values(["lower", "province_code"], ascending=[False, True])["province_code"].iloc[0])
