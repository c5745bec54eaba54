"""What the page on data quality says: what is known, from whom, how strongly, and where sources disagree."""

from dataclasses import dataclass

import pandas as pd

from analysis.facts import texts
from analysis.facts.citations import cited, of_one_source
from analysis.findings.common import announced, checked_evidence, lists_by_strength, sources_of_lists
from analysis.findings.described import Findings
from analysis.statistics import certainty
from analysis.statistics.results import Results
from analysis.vocabulary import EVER, Certainty, Evidence, Stage

OVER_ALL_EDITIONS = ("provinces", "island_groups")
"""Results whose conclusions are listed only over all editions together: there are too many of each edition."""
COUNTED_ONLY = ("places_and_wins", "status")
"""Results whose conclusions are only counted: there are hundreds, one or more an institution."""


@dataclass(frozen=True, repr=False)
class DataQualityFindings(Findings):
    """How good the data are."""

    announced: list[int]
    """The editions of which no list is known yet."""
    lists: pd.DataFrame
    """One row a list: list_id, edition, stage, track, label, size, corroborated, stated, implied (names by their
    strongest evidence) and open; they add up to size. And known, at the level of evidence asked for, and source_ids, few
    pages that say how long the list is and name all that is known of it."""
    certainty: Certainty
    """How firm it is who is known of the finalists."""
    publishers: pd.DataFrame
    """One row a publisher, by how many names it supports: publisher, kind, pages, names, alone (names that no other
    publisher supports)."""
    disagreements: pd.DataFrame
    """One row a figure on which sources disagree: edition, measure, value, preferred, in_range, note, source_ids."""
    statuses: pd.DataFrame
    """One row an edition, stage and status: edition, stage, status, governments (of all regions)."""
    next_finds: pd.DataFrame
    """What could be found, those first that settle most per find: `next_finds.next_finds`, and label (of the list) and names
    (of the institutions that ask for a second source)."""
    changes: pd.DataFrame
    """Conclusions that change with the evidence: `certainty.evidence_changes` without COUNTED_ONLY, and of
    OVER_ALL_EDITIONS only those; and statement (of the claim), province (its name)."""
    changes_counted: pd.DataFrame
    """One row a result: result, conclusions (how many of it change), listed (how many of those are in `changes`)."""


def data_quality_findings(results: Results, evidence: str) -> DataQualityFindings:
    """Find how good the data are; raises Refused for a parameter that can't be used."""
    evidence = checked_evidence(evidence)
    lists = _with_sources(lists_by_strength(results, evidence), results, evidence)
    disagreements = _disagreements(results.figures)
    changes = results.evidence_changes[results.evidence_changes["conclusion"] != "reason"]
    statements = results.claims.drop_duplicates("claim_id").set_index("claim_id")["statement"]
    names = results.regions.set_index("region_code")["region_name"]
    changes = changes.assign(
        statement=changes["claim_id"].map(statements), province=changes["province_code"].map(names)
    )
    too_many = changes["result"].isin(COUNTED_ONLY) | (
        changes["result"].isin(OVER_ALL_EDITIONS) & changes["edition"].ne(EVER)
    )
    counted = changes.assign(listed=~too_many).groupby("result", sort=False)["listed"].agg(["size", "sum"])
    finalists = lists[lists["stage"] == Stage.FINALIST]
    return DataQualityFindings(
        evidence=evidence,
        announced=announced(results, results.editions["edition"].tolist()),
        lists=lists,
        certainty=certainty.of_claim((finalists["known"] == finalists["corroborated"]).all()),
        publishers=_publishers(results),
        disagreements=disagreements,
        statuses=_statuses(results, evidence),
        next_finds=_next_finds(results),
        changes=changes[~too_many].reset_index(drop=True),
        changes_counted=counted.rename(columns={"size": "conclusions", "sum": "listed"}).reset_index(),
        texts=texts.shown(results, disagreements, changes),
        sources=cited(results, lists["source_ids"], disagreements["source_ids"]),
    )


def _with_sources(lists: pd.DataFrame, results: Results, evidence: Evidence) -> pd.DataFrame:
    """Add the pages that name who is on each list to those that say how long it is."""
    names = results.at(evidence).known_names
    raw = results.lists
    sources = [
        sources_of_lists(results, raw[raw["list_id"] == list_id], names, evidence) for list_id in lists["list_id"]
    ]
    return lists.assign(source_ids=sources)


def _publishers(results: Results) -> pd.DataFrame:
    rows = results.evidence.merge(results.sources, on="source_id")
    rows["name"] = rows["list_id"] + " " + rows["institution_id"]
    witnesses = rows.groupby("name")["publisher"].nunique()
    alone = rows[rows["name"].map(witnesses) == 1].groupby("publisher")["name"].nunique()
    by_publisher = rows.groupby("publisher").agg(
        kind=("kind", "first"), pages=("source_id", "nunique"), names=("name", "nunique")
    )
    by_publisher["alone"] = alone.reindex(by_publisher.index, fill_value=0)
    return by_publisher.reset_index().sort_values(["names", "publisher"], ascending=[False, True], ignore_index=True)


def _disagreements(figures: pd.DataFrame) -> pd.DataFrame:
    several = figures.groupby(["edition", "measure"])["value"].transform("nunique") > 1
    rows = of_one_source(figures[several])
    order = ["edition", "measure", "preferred", "value"]
    return rows.sort_values(order, ascending=[True, True, False, True], ignore_index=True)


def _statuses(results: Results, evidence: Evidence) -> pd.DataFrame:
    rows = results.at(evidence).status.dropna(subset=["region_code"])
    return rows.groupby(["edition", "stage", "status"]).size().rename("governments").reset_index()


def _next_finds(results: Results) -> pd.DataFrame:
    finds = results.next_finds
    finds = finds[finds["settles"] > 0].merge(results.lists[["list_id", "label"]], on="list_id")
    names = results.institutions.set_index("institution_id")["institution_name"]
    finds["names"] = [tuple(names[institution_id] for institution_id in asked) for asked in finds["institutions"]]
    return finds.sort_values("settles_each", ascending=False, ignore_index=True)
