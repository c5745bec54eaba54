"""What the index says of every region, province, edition and subject: the best of what their pages say, all at once.

Sentences belong to `analysis.pages.of_index`; which reports there are, to `analysis.reports`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.facts.regions import base_name, full_name
from analysis.findings.described import Described
from analysis.findings.outcomes import outcomes
from analysis.findings.placings import most_wins, placings
from analysis.statistics import certainty
from analysis.statistics.results import Results
from analysis.vocabulary import Certainty, Evidence, Group, Level, Outcome, Verdict

NAMED_AT_MOST = 3


@dataclass(frozen=True, repr=False)
class IndexFindings(Described):
    """What is known of all that has, or may have, a page; on all evidence."""

    editions: pd.DataFrame
    """One row an edition that has lists: edition, and the names of its lists: places, known, winner_places,
    winners_known."""
    regions: pd.DataFrame
    """One row a region: region_code, name (in full), base_name, kind, province_code, province_code_2022, autonomous,
    exists_from (empty if before the first edition), aliases (tuple of other names), outcomes (tuple of `Outcome`, one an
    edition), places and wins (in how many editions), certainty (of the outcomes)."""
    outcomes: pd.DataFrame
    """One row a region and edition: `outcomes.outcomes`."""
    provinces: pd.DataFrame
    """One row a province: region_code, name, iso (two letters), tile_row, tile_col, aliases, governments (that could take
    part), governments_placed and governments_won (how many of them are known to have been placed, and to have won, in some
    edition), most_placed (names of those placed most often, none where more than a few were) and most_places."""
    until_2022: pd.DataFrame
    """The same of provinces as they were until 2022, with the governments that the page of each counts."""
    in_every_edition: int
    """The least number of institutions placed in every edition."""
    most_wins: tuple[str, ...]
    """Names of those with the most known wins: `placings.most_wins`; none where more than a few would be named."""
    wins: int
    """How many wins those have; 0 without any."""
    verdicts: dict[str, int]
    """How many printed claims have each verdict."""
    scores: dict[str, tuple[int, int]]
    """For each indicator how many scores of how many regions are known."""


def index_findings(results: Results) -> IndexFindings:
    """Find what the index says."""
    regions = _regions(results)
    runs = results.at(Evidence.ALL).runs
    editions = results.editions[results.editions["places"] > 0]
    whole = runs[(runs["track"] == Group.INSTITUTIONS) & (runs["editions"] == len(editions))]
    winners = most_wins(placings(results, editions["edition"].tolist(), Evidence.ALL))
    claims = results.at(Evidence.ALL).claims["verdict"].value_counts()
    scores = results.indicators.groupby("indicator_id")["region_code"].agg(["size", "nunique"])
    return IndexFindings(
        editions=editions[["edition", "places", "known", "winner_places", "winners_known"]],
        regions=regions,
        outcomes=outcomes(results),
        provinces=_provinces(results, regions, "province_code"),
        until_2022=_provinces(results, regions, "province_code_2022"),
        in_every_edition=int(whole["lower"].sum()),
        most_wins=tuple(winners["name"]) if len(winners) <= NAMED_AT_MOST else (),
        wins=max(map(len, winners["won"]), default=0),
        verdicts={verdict: int(claims.get(verdict, 0)) for verdict in Verdict},
        scores={name: (int(row["size"]), int(row["nunique"])) for name, row in scores.iterrows()},
    )


def _regions(results: Results) -> pd.DataFrame:
    by_region = outcomes(results).groupby("region_code")["outcome"].agg(tuple)
    strict = outcomes(results, Evidence.CORROBORATED).groupby("region_code")["outcome"].agg(tuple)
    columns = ["region_code", "region_name", "kind", "province_code", "province_code_2022", "autonomous", "exists_from"]
    rows = results.regions[columns]
    rows = rows[rows["region_code"].isin(by_region.index)]
    found = [by_region[code] for code in rows["region_code"]]
    return pd.DataFrame(
        {
            "region_code": rows["region_code"],
            "name": [full_name(*each) for each in zip(rows["region_name"], rows["kind"], strict=True)],
            "base_name": rows["region_name"].map(base_name),
            "kind": rows["kind"],
            "province_code": rows["province_code"],
            "province_code_2022": rows["province_code_2022"],
            "autonomous": rows["autonomous"] == 1,
            "exists_from": rows["exists_from"].fillna(""),
            "aliases": _aliases(results, rows["region_code"]),
            "outcomes": found,
            "places": [sum(Outcome(each).is_placed for each in row) for row in found],
            "wins": [row.count(Outcome.WINNER) for row in found],
            "certainty": [_certainty(row, strict[code]) for code, row in zip(rows["region_code"], found, strict=True)],
        }
    ).reset_index(drop=True)


def _certainty(asked: Sequence[str], strict: Sequence[str]) -> Certainty:
    """Say how firm outcomes are; whether a finalist won besides counts only where wins are counted."""
    if asked.count(Outcome.WINNER) > 1:
        return certainty.of_statuses(asked, strict)
    finals = {Outcome.PERHAPS_WINNER: Outcome.FINALIST}
    return certainty.of_statuses(*([finals.get(Outcome(each), each) for each in row] for row in (asked, strict)))


def _aliases(results: Results, codes: pd.Series) -> list[tuple[str, ...]]:
    aliases = results.region_aliases.groupby("region_code")["alias"].agg(tuple)
    return [aliases.get(code, ()) for code in codes]


def _provinces(results: Results, regions: pd.DataFrame, of: str) -> pd.DataFrame:
    rows = results.regions
    rows = rows[rows["kind"] == Level.PROVINCE].reset_index(drop=True)
    could = regions["outcomes"].map(lambda row: any(each != Outcome.NOT_ELIGIBLE for each in row))
    code = regions[of]

    def counted(which: pd.Series) -> pd.Series:
        return rows["region_code"].map(which.groupby(code).sum()).fillna(0).astype("int64")

    most = rows["region_code"].map(regions.groupby(of)["places"].max()).fillna(0).astype("int64")
    leaders = [
        tuple(regions.loc[(code == province) & (regions["places"] == times) & (times > 0), "name"])
        for province, times in zip(rows["region_code"], most, strict=True)
    ]
    return pd.DataFrame(
        {
            "region_code": rows["region_code"],
            "name": rows["region_name"],
            "iso": rows["iso_3166_2"].fillna("").str[-2:],
            "tile_row": rows["tile_row"],
            "tile_col": rows["tile_col"],
            "aliases": _aliases(results, rows["region_code"]),
            "governments": counted(could),
            "governments_placed": counted(regions["places"] > 0),
            "governments_won": counted(regions["wins"] > 0),
            "most_placed": [names if len(names) <= NAMED_AT_MOST else () for names in leaders],
            "most_places": most,
        }
    )
