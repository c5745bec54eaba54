"""What the page of one edition says: its facts, lists, winners, figures and organisers."""

from dataclasses import dataclass

import pandas as pd

from analysis.facts import texts
from analysis.facts.citations import SourceIds, cited, of_one_source
from analysis.findings.common import (
    checked_edition,
    checked_evidence,
    lists_by_strength,
    of_editions,
    sources_of_lists,
)
from analysis.findings.described import Findings
from analysis.statistics import certainty
from analysis.statistics.results import Results
from analysis.vocabulary import Answer, Certainty, Evidence, Group, Stage, Status, Strength


@dataclass(frozen=True, repr=False)
class EditionFindings(Findings):
    """All that is known of one edition. Every frame has source_ids, the pages that say so."""

    edition: int
    ordinal: int
    official_title: str
    note: str
    facts: pd.DataFrame
    """One row a fact: fact, value."""
    organisers: pd.DataFrame
    """One row an organisation: role, organisation."""
    lists: pd.DataFrame
    """One row a list: `common.lists_by_strength`, and levels (of missing names whose level is
    known: pairs of a level and how many)."""
    names: pd.DataFrame
    """One row a known name: list_id, stage, track, label, institution_name, region (full name of its region, missing where it is no
    government), level, publishers, aspect, rank_in_aspect, first (whether it was on no list of an earlier edition: yes, no or unknown), strength (its strongest evidence:
    corroborated, stated or implied)."""
    aspects: pd.DataFrame
    """One row an aspect that winners were chosen for: list_id, aspect, size."""
    figures: pd.DataFrame
    """One row a figure printed: measure, value, preferred, in_range, note."""
    selectivity: pd.DataFrame
    """One row a track: `trends.selectivity`."""
    retention: pd.DataFrame
    """One row a track, from the edition before to this one: `trends.retention`; none for the first edition."""
    newcomers: pd.DataFrame
    """One row a kind: `trends.newcomers`; none for the first edition."""
    certainty: Certainty | None
    """How firm it is who is known of its lists; None without any."""
    retention_certainty: Certainty | None
    """How firm it is how many came back from the edition before, over all lists; None without one."""
    unknown: pd.DataFrame
    """One row for each stage and list, or lists, on which some may stand: stage, labels, missing (open slots), lineages (how
    many may be on it), source_ids."""
    compared_with: SourceIds
    """The pages that together name the finalists up to this edition, with whom those who came back are compared; none if it
    has no lists."""


def edition_findings(results: Results, edition: int, evidence: str) -> EditionFindings:
    """Find what is known of an edition; raises Refused for a parameter that can't be used."""
    evidence = checked_evidence(evidence)
    year = checked_edition(edition, results.editions)
    about = results.editions.set_index("edition").loc[year]
    asked = results.at(evidence)
    facts, organisers, figures = (
        _rows_of(rows, year) for rows in (results.edition_facts, results.organisers, results.figures)
    )
    lists = _lists(results, year, evidence)
    aspects = of_one_source(results.aspects[results.aspects["list_id"].isin(lists["list_id"])])
    names = _names(results, year, evidence)
    shares = of_editions(asked.selectivity, [year])
    unknown = _unknown(results, year, evidence)
    compared_with = _compared_with(results, year, evidence) if len(lists) else ()
    frames = (facts, organisers, lists, names, aspects, figures, shares, unknown)
    return EditionFindings(
        edition=year,
        ordinal=int(about["ordinal"]),
        official_title=about["official_title"],
        note="" if pd.isna(about["note"]) else about["note"],
        evidence=evidence,
        facts=facts,
        organisers=organisers,
        lists=lists,
        names=names,
        aspects=aspects.reset_index(drop=True),
        figures=figures,
        selectivity=shares,
        retention=asked.retention[asked.retention["edition_to"] == year].reset_index(drop=True),
        newcomers=of_editions(asked.newcomers, [year]),
        certainty=certainty.of_claim((lists["known"] == lists["corroborated"]).all()) if len(lists) else None,
        retention_certainty=_retention_certainty(results.retention, year, evidence),
        unknown=unknown,
        compared_with=compared_with,
        texts=texts.shown(results, figures, results.editions.query("edition == @year")),
        sources=cited(results, *(frame["source_ids"] for frame in frames), [compared_with]),
    )


def _rows_of(table: pd.DataFrame, year: int) -> pd.DataFrame:
    rows = table[table["edition"] == year].drop(columns="edition")
    return of_one_source(rows).reset_index(drop=True)


def _lists(results: Results, year: int, evidence: Evidence) -> pd.DataFrame:
    lists = lists_by_strength(results, evidence)
    lists = lists[lists["edition"] == year].drop(columns="edition").reset_index(drop=True)
    slots = results.at(evidence).slots.dropna(subset=["level"])
    by_list = {
        list_id: tuple(zip(rows["level"], rows["slots"], strict=True)) for list_id, rows in slots.groupby("list_id")
    }
    return lists.assign(levels=[by_list.get(list_id, ()) for list_id in lists["list_id"]])


def _names(results: Results, year: int, evidence: Evidence) -> pd.DataFrame:
    names = results.at(evidence).known_names
    names = names[names["edition"] == year].reset_index(drop=True)
    earlier = results.at(evidence).status
    earlier = earlier[(earlier["edition"] < year) & (earlier["stage"] == Stage.FINALIST)]
    seen = earlier.groupby("institution_id")["status"].agg(set)
    names["first"] = [_first(seen.get(lineage, set())) for lineage in names["lineage"]]
    names["strength"] = Strength.IMPLIED
    for strength, level in ((Strength.STATED, Evidence.STATED), (Strength.CORROBORATED, Evidence.CORROBORATED)):
        stronger = results.at(level).known_names
        there = pd.MultiIndex.from_frame(stronger[["list_id", "lineage"]])
        names.loc[pd.MultiIndex.from_frame(names[["list_id", "lineage"]]).isin(there), "strength"] = strength
    governments = results.governments.set_index("institution_id")["name"]
    names["region"] = names["lineage"].map(governments)
    columns = ["list_id", "stage", "track", "label", "institution_name", "region", "level", "publishers", "strength"]
    return names[[*columns, "aspect", "rank_in_aspect", "first", "source_ids"]]


def _retention_certainty(retention: pd.DataFrame, year: int, evidence: Evidence) -> Certainty | None:
    rows = retention[(retention["edition_to"] == year) & (retention["track"] == Group.EVERYONE)]
    return certainty.of_interval(rows, evidence) if len(rows) else None


def _unknown(results: Results, year: int, evidence: Evidence) -> pd.DataFrame:
    rows = results.at(evidence).status
    rows = rows[(rows["edition"] == year) & (rows["status"] == Status.UNKNOWN)]
    return rows.groupby(["stage", "labels", "missing", "source_ids"]).size().rename("lineages").reset_index()


def _compared_with(results: Results, year: int, evidence: Evidence) -> SourceIds:
    names = results.at(evidence).known_names
    lists = results.lists
    lists = lists[(lists["stage"] == Stage.FINALIST) & (lists["edition"] <= year)]
    return sources_of_lists(results, lists, names, evidence)


def _first(statuses: set[str]) -> Answer:
    if Status.PLACED in statuses:
        return Answer.NO
    return Answer.UNKNOWN if Status.UNKNOWN in statuses else Answer.YES
