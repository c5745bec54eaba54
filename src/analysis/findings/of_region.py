"""What the page of one region says: its status by edition, selectivity, its service units and its yearly scores."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.facts import texts
from analysis.facts.citations import cited
from analysis.facts.regions import full_name, resolve
from analysis.findings import by_region
from analysis.findings.common import (
    announced,
    checked_editions,
    checked_evidence,
    of_editions,
    only_some,
)
from analysis.findings.described import Findings
from analysis.statistics import certainty
from analysis.statistics.results import Results
from analysis.vocabulary import Answer, Certainty, Evidence, Group, Stage, Status


@dataclass(frozen=True, repr=False)
class RegionFindings(Findings):
    """All that is known of one region."""

    name: str
    """Its full name, such as Kota Solok or Provinsi Bali."""
    kind: str
    """province, regency or city."""
    province: str
    """Name of its province of today."""
    autonomous: bool
    """Whether it has a government of its own."""
    exists_from: str
    """The day it was founded, where that was after the first edition; else empty."""
    editions: pd.DataFrame
    """One row an edition that has lists: edition, label (of the list of governments), places, known, open."""
    announced: list[int]
    """The editions asked for of which no list is known yet."""
    only: list[int]
    """The editions that it is of, where there are others: `common.only_some`."""
    status: pd.DataFrame
    """One row an edition and stage: edition, stage, status, list_ids, labels, publishers, missing and size (open slots
    and length of the lists that could hold it), source_ids, implied (no page states it, some only imply it)."""
    selectivity: pd.DataFrame
    """One row an edition and track, `institutions` or `units`: `trends.selectivity`."""
    others: pd.DataFrame
    """One row an edition in which it was placed: edition, placed (names of other governments of its province that were
    placed), possible (how many more may have been), only_one (whether it was the only one: yes, no or unknown), missing
    (names that decide it), source_ids, and certainty (how firm what is said of these others is: certain, holds or open)."""
    certainty: Certainty
    """How firm the status by edition is."""
    editions_open_to_it: int
    """How many of all editions that have lists it could take part in."""
    places: pd.DataFrame
    """One row: how often it was placed and won over all editions held: `streaks.places_and_wins`."""
    streak: pd.DataFrame
    """One row if it was placed in two editions in a row or more: `streaks.runs` of its longest such run."""
    streak_certainty: Certainty | None
    """How firm the lower end of that run is; None without a run."""
    wins: pd.DataFrame
    """One row a win: edition, label (of the winners' list), aspect (missing where it is not known), source_ids."""
    open_slots: pd.DataFrame
    """One row an edition and level with missing names on the finalist lists of institutions: edition, level (missing
    where it is not known), slots, could (governments to which one of the missing names of the edition may belong)."""
    claims: pd.DataFrame
    """One row a claim printed about it: edition, claim_id, statement, verdict, source_ids (the page that claims it)."""
    peers: pd.DataFrame
    """One row a region of its kind in its province or island group that is known to have been placed: group
    (province or island_group), name, places_lower, places_upper, ahead (whether this region has more places than
    the peer: yes, no or unknown)."""
    peers_counted: pd.DataFrame
    """One row a group: group, name (of the province or island group), regions of its kind in it besides itself."""
    units: pd.DataFrame
    """One row a place of a service unit of the region, or of one that stands in it: own, institution_name, edition,
    stage, label, source_ids."""
    unit_names_missing: int
    """Missing names on the finalist lists of service units of these editions; winners are among them."""
    scores: pd.DataFrame
    """One row a yearly score: year, indicator_id, series, value, unit, source_ids."""
    trends: pd.DataFrame
    """One row a series with points enough for a verdict: `indicators.scores`."""


def region_findings(results: Results, region: str, editions: Sequence[int] | None, evidence: str) -> RegionFindings:
    """Find what is known of a region; raises Refused for a parameter that can't be used."""
    evidence = checked_evidence(evidence)
    years = checked_editions(editions, results.editions)
    only = only_some(results, years)

    def some(rows: pd.DataFrame) -> pd.DataFrame:
        return of_editions(rows, years) if only else rows

    about = resolve(results, region)
    code = about["region_code"]
    rows = some(by_region.status(results, evidence).of(code))
    finalist = rows[rows["stage"] == Stage.FINALIST]
    status = rows.drop(columns="strict")
    units = some(by_region.units(results, evidence).of(code))
    scores = by_region.scores(results).of(code)
    wins = some(by_region.wins(results, evidence).of(code))
    claims = some(by_region.claims(results, evidence).of(code))
    shares = some(by_region.shares(results, evidence))
    others = _others(results, about, finalist, evidence)
    streak = _streak(results, finalist, years, evidence)
    return RegionFindings(
        name=full_name(about["region_name"], about["kind"]),
        kind=about["kind"],
        province=by_region.names(results)[about["province_code"]],
        autonomous=bool(about["autonomous"] == 1),
        exists_from="" if pd.isna(about["exists_from"]) else about["exists_from"],
        evidence=evidence,
        editions=some(by_region.editions(results, evidence)),
        announced=announced(results, years),
        only=only,
        status=status,
        selectivity=shares,
        certainty=_certainty(rows),
        editions_open_to_it=int(by_region.editions_open_to(results)[code]),
        places=by_region.places(results, evidence).of(code),
        streak=streak,
        streak_certainty=_streak_certainty(streak, results.runs, evidence),
        wins=wins,
        open_slots=some(by_region.open_slots(results, evidence)),
        claims=claims,
        peers=by_region.peers(results, evidence).of(code),
        peers_counted=by_region.peers_counted(results).of(code),
        others=others,
        units=units,
        unit_names_missing=int(
            sum(by_region.names_missing(results, evidence, of_units=True).get(year, 0) for year in years)
        ),
        scores=scores,
        trends=by_region.trends(results).of(code),
        texts=texts.shown(results, scores, claims),
        sources=cited(
            results, *(frame["source_ids"] for frame in (status, wins, others, shares, units, scores, claims))
        ),
    )


def _certainty(rows: pd.DataFrame) -> Certainty:
    """Say how firm it is what each edition was for a region: that it won, or else whether it was a finalist.

    Where wins are counted, it counts as well that the other finals were none.
    """
    finals: dict[int, tuple[str, str]] = {}
    wins: dict[int, tuple[str, str]] = {}
    for edition, stage, *status in rows[["edition", "stage", "status", "strict"]].to_numpy(dtype=object).tolist():
        (finals if stage == Stage.FINALIST else wins)[edition] = tuple(status)
    won = {edition: status for edition, status in wins.items() if status[0] == Status.PLACED}
    said = {**finals, **won}
    lost = [wins[each] for each in finals if each in wins and each not in won and finals[each][0] == Status.PLACED]
    asked, strict = zip(*said.values(), *(lost if len(won) > 1 else ()), strict=True)
    return certainty.of_statuses(asked, strict)


def _streak(results: Results, finalist: pd.DataFrame, years: list[int], evidence: Evidence) -> pd.DataFrame:
    """Find the longest run of editions in a row in which it was placed, with what lots would give."""
    runs = results.at(evidence).runs
    placed = set(finalist.loc[finalist["status"] == Status.PLACED, "edition"])
    if len(placed) < 2:
        return runs.iloc[:0]
    held = results.editions["edition"].tolist()
    runs = runs[
        (runs["track"] == Group.INSTITUTIONS) & runs["edition_from"].isin(years) & runs["edition_to"].isin(years)
    ]
    inside = [
        placed.issuperset(year for year in held if first <= year <= last)
        for first, last in zip(runs["edition_from"], runs["edition_to"], strict=True)
    ]
    return runs[np.array(inside, dtype=bool)].sort_values("editions").tail(1).reset_index(drop=True)


def _streak_certainty(streak: pd.DataFrame, runs: pd.DataFrame, evidence: Evidence) -> Certainty | None:
    if streak.empty:
        return None
    key = ["track", "edition_from", "edition_to"]
    return certainty.of_at_least(runs.merge(streak[key], on=key), evidence)


def _others(results: Results, about: pd.Series, own: pd.DataFrame, evidence: Evidence) -> pd.DataFrame:
    """Find who else of its province was, or may have been, placed where it was."""
    columns = ["edition", "placed", "possible", "only_one", "missing", "source_ids", "certainty"]
    placed = own.loc[own["status"] == Status.PLACED, "edition"].tolist()
    if not placed:
        return pd.DataFrame(columns=columns)
    governments = results.governments
    neighbours = governments[
        (governments["province_code_2022"] == about["province_code_2022"])
        & (governments["region_code"] != about["region_code"])
        & governments["could_enter"]
    ]
    names = dict(zip(neighbours["institution_id"], neighbours["name"], strict=True))
    rows = by_region.status(results, evidence).of(*neighbours["region_code"])
    rows = rows[rows["stage"] == Stage.FINALIST]
    slots = by_region.names_missing(results, evidence, of_units=False)
    found: list[dict[str, object]] = []
    for edition in placed if names else ():
        then = rows[rows["edition"] == edition]
        on_list = (then["status"] == Status.PLACED).to_numpy()
        with_it = then.loc[on_list, "institution_id"]
        strict = then["strict"]
        # Said is who was placed with it, or else that nobody was.
        firm = (strict[on_list] == Status.PLACED).all() if on_list.any() else not (strict == Status.UNKNOWN).any()
        possible = int((then["status"] == Status.UNKNOWN).sum())
        only_one = Answer.NO if on_list.any() else Answer.UNKNOWN if possible else Answer.YES
        pages = then.loc[on_list, "source_ids"] if on_list.any() else then["source_ids"]
        found.append(
            {
                "edition": int(edition),
                "placed": tuple(names[neighbour] for neighbour in with_it),
                "possible": possible,
                "only_one": only_one,
                "missing": int(slots.get(edition, 0)),
                "certainty": Certainty.OPEN if only_one is Answer.UNKNOWN else certainty.of_claim(firm),
                "source_ids": tuple(dict.fromkeys(page for source_ids in pages for page in source_ids)),
            }
        )
    return pd.DataFrame(found, columns=columns)
