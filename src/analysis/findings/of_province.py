"""What the page of one province says: its governments over time, and its place among the provinces."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.errors import Refused
from analysis.facts import texts
from analysis.facts.citations import SourceIds, cited
from analysis.facts.regions import full_name, resolve
from analysis.findings import by_region
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
from analysis.findings.outcomes import outcomes
from analysis.statistics import certainty
from analysis.statistics.results import Results
from analysis.vocabulary import EVER, GOVERNMENTS, TRACKS_OF_UNITS, Certainty, Evidence, Level, Outcome, Stage, Status


@dataclass(frozen=True, repr=False)
class ProvinceFindings(Findings):
    """All that is known of the governments of one province, as provinces were from 2012 to 2022."""

    name: str
    province_code: str
    island_group: str
    editions: pd.DataFrame
    """One row an edition asked for: `common.names_known`."""
    all_editions: pd.DataFrame
    """The same of all editions that have lists, over which ranks and tallies are."""
    announced: list[int]
    """The editions asked for of which no list is known yet."""
    only: list[int]
    """The editions that it is of, where there are others: `common.only_some`."""
    tally: pd.Series
    """Of its governments: governments (how many could take part), lower and upper (how many were placed in these editions)."""
    governments: pd.DataFrame
    """One row a government and edition: region_code, name, kind, edition, status, won (for certain), missing, size (names missing from the
    lists that could hold it, and their length), source_ids."""
    wins: pd.DataFrame
    """One row a win of one of its governments: name, edition, label, aspect, source_ids."""
    by_edition: pd.DataFrame
    """One row an edition, and one for all: `provinces.provinces` of this province."""
    provinces: pd.DataFrame
    """One row a province, over all editions: `provinces.provinces` and name."""
    ranked_by: SourceIds
    """The pages that together name the governments placed in all provinces, and say how long the lists are."""
    certainty: Certainty
    """How firm the number of governments placed, its rank and the wins are; open where none is known and some may be."""
    units: pd.DataFrame
    """One row a place of a service unit of its governments: institution_name, edition, stage, label, source_ids."""


def province_findings(
    results: Results, province: str, editions: Sequence[int] | None, evidence: str
) -> ProvinceFindings:
    """Find what is known of a province; raises Refused for a parameter that can't be used."""
    evidence = checked_evidence(evidence)
    years = checked_editions(editions, results.editions)
    regions = results.regions
    about = resolve(results, province, kinds=[Level.PROVINCE])
    names = regions.set_index("region_code")["region_name"]
    if about["province_code_2022"] != about["region_code"]:
        parent = names[about["province_code_2022"]]
        raise Refused(
            f"province '{province}' was founded on {about['exists_from']}: its governments count for {parent}"
        )
    code = about["region_code"]
    governments = _governments(results, code, years, evidence)
    wins = _wins(results, governments, years, evidence)
    units = results.at(evidence).known_names
    units = units[(units["level"] == Level.UNIT) & units["region_code"].isin(governments["region_code"])]
    units = units.loc[units["edition"].isin(years), ["institution_name", "edition", "stage", "label", "source_ids"]]
    every = results.at(evidence).provinces
    overall = every[every["edition"] == EVER]
    only = only_some(results, years)
    tally = _tally(results, code, only)
    ranked_by = _ranked_by(results, evidence)
    return ProvinceFindings(
        name=full_name(about["region_name"], about["kind"]),
        province_code=code,
        island_group=about["island_group"],
        evidence=evidence,
        editions=of_editions(names_known(results, evidence), years),
        all_editions=names_known(results, evidence),
        announced=announced(results, years),
        only=only,
        tally=tally.loc[evidence],
        governments=governments,
        wins=wins,
        by_edition=every[(every["province_code"] == code) & every["edition"].isin([EVER, *map(str, years)])],
        provinces=overall.assign(name=overall["province_code"].map(names)).reset_index(drop=True),
        certainty=_certainty(tally, evidence, wins, _wins(results, governments, years, Evidence.CORROBORATED)),
        units=units.reset_index(drop=True),
        ranked_by=ranked_by,
        texts=texts.shown(results),
        sources=cited(results, governments["source_ids"], wins["source_ids"], units["source_ids"], [ranked_by]),
    )


def _tally(results: Results, code: str, only: list[int]) -> pd.DataFrame:
    """Count the governments of a province that were placed, at each level of evidence; over all editions, or some only.

    Over some editions the upper end is valid and perhaps wider than need be: those known, and of the others as many as may be on
    the lists of each edition, and no more than may be on any.
    """
    rows = results.provinces[results.provinces["province_code"] == code]
    if len(only) < 2:
        edition = str(only[0]) if only else EVER
        return rows[rows["edition"] == edition].set_index("evidence")
    counted = []
    for level in Evidence:
        of_some = rows[(rows["evidence"] == level) & rows["edition"].isin(map(str, only))]
        status = _governments(results, code, only, level).groupby("region_code")["status"].agg(set)
        placed = status.map(lambda found: Status.PLACED in found)
        may_be = status.map(lambda found: Status.UNKNOWN in found) & ~placed
        more = min(int(may_be.sum()), int((of_some["upper"] - of_some["lower"]).sum()))
        lower, could = int(placed.sum()), int(status.map(lambda found: found != {Status.NOT_ELIGIBLE}).sum())
        counted.append({"evidence": level, "governments": could, "lower": lower, "upper": lower + more})
    return pd.DataFrame(counted).set_index("evidence")


def _certainty(tally: pd.DataFrame, evidence: Evidence, wins: pd.DataFrame, strict: pd.DataFrame) -> Certainty:
    """Say how firm the number, its rank and the wins are, which the strictest evidence must give as well.

    Open is it where none is known and some may be; of one government it is a status, not a number, and so it may be open.
    """
    row = tally.loc[evidence]
    if row["lower"] < row["upper"] and 0 in (row["lower"], row["governments"] - 1):
        return Certainty.OPEN
    if not wins[["name", "edition"]].equals(strict[["name", "edition"]]):
        return certainty.of_claim(is_corroborated=False)
    return certainty.of_interval(tally.reset_index(), evidence)


def _ranked_by(results: Results, evidence: Evidence) -> SourceIds:
    names = results.at(evidence).known_names
    governments = names[names["level"].isin(GOVERNMENTS)]
    lists = results.lists
    lists = lists[(lists["stage"] == Stage.FINALIST) & ~lists["track"].isin(TRACKS_OF_UNITS)]
    return sources_of_lists(results, lists, governments, evidence)


def _wins(results: Results, governments: pd.DataFrame, years: list[int], evidence: Evidence) -> pd.DataFrame:
    """Find the wins of governments, with their names; those with most first."""
    named = governments[["region_code", "name"]].drop_duplicates()
    won = by_region.wins(results, evidence)
    found = [won.of(code).assign(name=name) for code, name in named.itertuples(index=False)]
    rows = of_editions(pd.concat(found), years)
    often = rows.groupby("name")["edition"].transform("nunique")
    return rows.assign(often=-often).sort_values(["often", "name", "edition"], ignore_index=True).drop(columns="often")


def _governments(results: Results, code: str, years: list[int], evidence: Evidence) -> pd.DataFrame:
    governments = results.governments
    own = governments[(governments["province_code_2022"] == code) & governments["could_enter"]]
    rows = results.at(evidence).status
    rows = rows[(rows["stage"] == Stage.FINALIST) & rows["region_code"].isin(own["region_code"])]
    rows = of_editions(rows, years).merge(own[["region_code", "name", "kind"]], on="region_code")
    won = outcomes(results, evidence)
    won = won.assign(won=won["outcome"] == Outcome.WINNER)[["region_code", "edition", "won"]]
    rows = rows.merge(won, on=["region_code", "edition"], how="left")
    columns = ["region_code", "name", "kind", "edition", "status", "won", "missing", "size", "source_ids"]
    return rows[columns].sort_values(["region_code", "edition"], ignore_index=True)
