"""What the page of one region says: its status by edition, selectivity, its service units and its yearly scores."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.facts import texts
from analysis.facts.citations import cited, of_one_page
from analysis.facts.regions import full_name, resolve
from analysis.facts.tables import once
from analysis.findings.common import (
    announced,
    checked_editions,
    checked_evidence,
    name_of_all,
    names_known,
    of_editions,
    only_some,
)
from analysis.findings.described import Described
from analysis.statistics import certainty
from analysis.statistics.indicators import scores as summed_scores
from analysis.statistics.results import Results
from analysis.statistics.streaks import ahead
from analysis.vocabulary import TRACKS_OF_UNITS, Area, Certainty, Evidence, Group, Level, Stage, Status, Track, Trend

GROUPS = {Area.PROVINCE: "province_code_2022", Area.ISLAND_GROUP: "island_group"}
"""The columns of `governments` that hold the area."""


@dataclass(frozen=True, repr=False)
class RegionFindings(Described):
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
    evidence: Evidence
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
    placed), possible (how many more may have been), missing (names that decide it), source_ids, and certainty (how
    firm what is said of these others is: certain, holds or open)."""
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
    texts: pd.DataFrame
    """The words of the data that the page shows, in both languages: `texts.shown`."""
    sources: pd.DataFrame
    """The pages that this rests on, numbered: `citations.cited`."""


def region_findings(results: Results, region: str, editions: Sequence[int] | None, evidence: str) -> RegionFindings:
    """Find what is known of a region; raises Refused for a parameter that can't be used."""
    evidence = checked_evidence(evidence)
    years = checked_editions(editions, results.editions)
    only = only_some(results, years)

    def some(rows: pd.DataFrame) -> pd.DataFrame:
        return of_editions(rows, years) if only else rows

    about = resolve(results, region)
    code = about["region_code"]
    rows = some(_status(results, evidence).of(code))
    finalist = rows[rows["stage"] == Stage.FINALIST]
    status = rows.drop(columns="strict")
    units = some(_units(results, evidence).of(code))
    scores = _scores(results).of(code)
    wins = some(wins_by_region(results, evidence).of(code))
    claims = some(_claims(results, evidence).of(code))
    shares = some(_shares(results, evidence))
    others = _others(results, about, finalist, evidence)
    streak = _streak(results, finalist, years, evidence)
    return RegionFindings(
        name=full_name(about["region_name"], about["kind"]),
        kind=about["kind"],
        province=_names(results)[about["province_code"]],
        autonomous=bool(about["autonomous"] == 1),
        exists_from="" if pd.isna(about["exists_from"]) else about["exists_from"],
        evidence=evidence,
        editions=some(_editions(results, evidence)),
        announced=announced(results, years),
        only=only,
        status=status,
        selectivity=shares,
        certainty=_certainty(rows),
        editions_open_to_it=int(_open_to(results)[code]),
        places=_places(results, evidence).of(code),
        streak=streak,
        streak_certainty=_streak_certainty(streak, results.runs, evidence),
        wins=wins,
        open_slots=some(_open_slots(results, evidence)),
        claims=claims,
        peers=_peers(results, evidence).of(code),
        peers_counted=_counted(results).of(code),
        others=others,
        units=units,
        unit_names_missing=int(sum(_names_missing(results, evidence, of_units=True).get(year, 0) for year in years)),
        scores=scores,
        trends=_trends(results).of(code),
        texts=texts.shown(results, scores, claims),
        sources=cited(
            results, *(frame["source_ids"] for frame in (status, wins, others, shares, units, scores, claims))
        ),
    )


# What is made of all regions at once, since hundreds of pages ask for a part of it.


class _ByRegion:
    """Rows with a region_code, in which those of one region, or of several, are found at once, in their order."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self._rows = rows.drop(columns="region_code").reset_index(drop=True)
        self._none = self._rows.iloc[:0]
        self._positions = rows.reset_index(drop=True).groupby("region_code").indices

    def of(self, *codes: str) -> pd.DataFrame:
        found = [self._positions[code] for code in codes if code in self._positions]
        if not found:
            return self._none.copy(deep=False)
        rows = self._rows.take(np.sort(np.concatenate(found)))
        rows.index = pd.RangeIndex(len(rows))
        return rows


@once
def _status(results: Results, evidence: Evidence) -> _ByRegion:
    """Add to the statuses at a level of evidence whether a place is only implied, and what the strictest one gives."""
    key = ["edition", "stage", "institution_id"]
    rows = results.at(evidence).status
    for name, level in (("stated", Evidence.STATED), ("strict", Evidence.CORROBORATED)):
        then = results.at(level).status[[*key, "status"]].rename(columns={"status": name})
        rows = rows.merge(then, on=key, how="left")
    implied = (rows["status"] == Status.PLACED) & (rows["stated"] != Status.PLACED)
    return _ByRegion(rows.assign(implied=implied).drop(columns="stated"))


@once
def _units(results: Results, evidence: Evidence) -> _ByRegion:
    """Give each region its service units' places, and those of units that stand in it or, if a province, below it."""
    names = results.at(evidence).known_names
    units = names[names["level"] == Level.UNIT].sort_values(["edition", "institution_name", "stage"])
    above = dict(results.regions[["region_code", "province_code"]].itertuples(index=False))
    frames = []
    for column in ("region_code", "located_in"):
        there = units.dropna(subset=[column])
        frames += [there.assign(of=there[column]), there.assign(of=there[column].map(above))]
    rows = pd.concat(frames).reset_index(names="name").drop_duplicates(["name", "of"])
    rows = rows.assign(own=rows["region_code"] == rows["of"], region_code=rows["of"])
    columns = ["region_code", "own", "institution_name", "edition", "stage", "label", "source_ids"]
    return _ByRegion(rows.sort_values(["edition", "institution_name", "stage"])[columns])


@once
def wins_by_region(results: Results, evidence: Evidence) -> _ByRegion:
    """Give each region the places of its government on the lists of winners: edition, label, aspect, source_ids."""
    names = results.at(evidence).known_names
    winners = names[(names["stage"] == Stage.WINNER)].merge(
        _lineages(results)[["region_code", "institution_id"]].rename(
            columns={"region_code": "of", "institution_id": "lineage"}
        ),
        on="lineage",
    )
    rows = winners.assign(region_code=winners["of"]).sort_values(["edition", "label"])
    return _ByRegion(rows[["region_code", "edition", "label", "aspect", "source_ids"]])


@once
def _claims(results: Results, evidence: Evidence) -> _ByRegion:
    """Give each region the claims printed about its government, with their verdicts."""
    claims = of_one_page(results.at(evidence).claims)
    rows = claims.merge(_lineages(results)[["region_code", "institution_id"]], on="institution_id")
    return _ByRegion(
        rows.sort_values(["edition", "claim_id"])[
            ["region_code", "edition", "claim_id", "statement", "verdict", "source_ids"]
        ]
    )


@once
def _open_slots(results: Results, evidence: Evidence) -> pd.DataFrame:
    """Count the missing names of governments by edition and level, and whom they may belong to."""
    slots = results.at(evidence).slots
    slots = slots[(slots["stage"] == Stage.FINALIST) & ~slots["track"].isin(TRACKS_OF_UNITS)]
    status = results.at(evidence).status
    unknown = status[(status["stage"] == Stage.FINALIST) & (status["status"] == Status.UNKNOWN)]
    could = unknown.dropna(subset=["region_code"]).groupby("edition").size()
    rows = slots.groupby(["edition", "level"], dropna=False)["slots"].sum().reset_index()
    return rows.assign(could=rows["edition"].map(could).fillna(0).astype("int64"))


@once
def _scores(results: Results) -> _ByRegion:
    rows = of_one_page(results.indicators)
    return _ByRegion(rows.sort_values(["indicator_id", "year"], ignore_index=True))


@once
def _trends(results: Results) -> _ByRegion:
    rows = summed_scores(results.indicators, results.regions)
    return _ByRegion(rows[rows["trend"] != Trend.TOO_FEW_POINTS])


@once
def _shares(results: Results, evidence: Evidence) -> pd.DataFrame:
    shares = results.at(evidence).selectivity
    return shares[shares["track"] != Group.EDITION].reset_index(drop=True)


@once
def _lineages(results: Results) -> pd.DataFrame:
    """Give the lineage of each region's government, with the groups that it is in."""
    lineages = results.status[["region_code", "institution_id"]].dropna().drop_duplicates()
    return lineages.merge(results.regions[["region_code", "kind", *GROUPS.values()]], on="region_code")


@once
def _places(results: Results, evidence: Evidence) -> _ByRegion:
    places = results.at(evidence).places_and_wins
    return _ByRegion(places.merge(_lineages(results)[["region_code", "institution_id"]], on="institution_id"))


def _groups(lineages: pd.DataFrame) -> Iterator[tuple[Area, list[str], pd.DataFrame]]:
    """Give each group with the columns that peers in it share, and the lineages that have peers in it."""
    for group, column in GROUPS.items():
        alone = group is Area.PROVINCE  # with a government of its kind to itself
        yield group, ["kind", column], lineages[lineages["kind"] != Level.PROVINCE] if alone else lineages


def _could_enter(results: Results) -> pd.DataFrame:
    governments = results.governments
    return governments[governments["could_enter"]].drop(columns="region_code")


@once
def _peers(results: Results, evidence: Evidence) -> _ByRegion:
    """Set the places of each region beside those of its peers that are known to have been placed."""
    places = results.at(evidence).places_and_wins
    placed = _could_enter(results).merge(places[places["places_lower"] > 0], on="institution_id")
    placed = placed.rename(columns={"institution_id": "peer"})
    shown = ["name", "places_lower", "places_upper"]
    frames = [
        lineages[["region_code", "institution_id", *key]]
        .merge(placed[["peer", *key, *shown]], on=key)
        .assign(group=group)
        for group, key, lineages in _groups(_lineages(results))
    ]
    pairs = pd.concat(frames).query("institution_id != peer").reset_index(drop=True)
    own = places.set_index("institution_id").loc[pairs["institution_id"]].reset_index(drop=True)
    rows = pairs.assign(ahead=ahead(own, pairs), place=pairs["group"].map(list(GROUPS).index))
    rows = rows.sort_values(["place", "places_lower", "name"], ascending=[True, False, True])
    return _ByRegion(rows[["region_code", "group", *shown, "ahead"]])


@once
def _counted(results: Results) -> _ByRegion:
    """Count the peers of each region."""
    peers = _could_enter(results)
    frames = []
    for group, key, lineages in _groups(_lineages(results)):
        rows = lineages.merge(peers.groupby(key).size().rename("regions").reset_index(), on=key)
        rows["regions"] -= rows["institution_id"].isin(peers["institution_id"])  # itself
        name = rows[key[1]].map(_names(results)) if group is Area.PROVINCE else rows[key[1]]
        frames.append(rows.assign(group=group, name=name).query("regions > 0"))
    return _ByRegion(pd.concat(frames)[["region_code", "group", "name", "regions"]])


@once
def _open_to(results: Results) -> dict[str, int]:
    """Count the editions in which each region could take part."""
    rows = results.at(Evidence.ALL).status
    rows = rows[rows["stage"] == Stage.FINALIST]
    return dict(rows["status"].ne(Status.NOT_ELIGIBLE).groupby(rows["region_code"]).sum())


@once
def _names_missing(results: Results, evidence: Evidence, *, of_units: bool) -> dict[int, int]:
    """Count by edition the missing names on the finalist lists of service units, or on all others."""
    slots = results.at(evidence).slots
    slots = slots[(slots["track"].isin(TRACKS_OF_UNITS) == of_units) & (slots["stage"] == Stage.FINALIST)]
    return dict(slots.groupby("edition")["slots"].sum())


@once
def _names(results: Results) -> dict[str, str]:
    return dict(results.regions[["region_code", "region_name"]].itertuples(index=False))


@once
def _editions(results: Results, evidence: Evidence) -> pd.DataFrame:
    """Add the label of the list of governments to how many names of the editions are known."""
    finalists = results.lists[results.lists["stage"] == Stage.FINALIST]
    governments = finalists[finalists["track"].isin([Track.ALL, Track.GENERAL])].drop_duplicates("edition")
    labels = {
        edition: name_of_all(label) for edition, label in governments[["edition", "label"]].itertuples(index=False)
    }
    rows = names_known(results, evidence)
    return rows.assign(label=[labels.get(edition, "") for edition in rows["edition"]])


# What is made for one.


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
    columns = ["edition", "placed", "possible", "missing", "source_ids", "certainty"]
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
    rows = _status(results, evidence).of(*neighbours["region_code"])
    rows = rows[rows["stage"] == Stage.FINALIST]
    slots = _names_missing(results, evidence, of_units=False)
    found: list[dict[str, object]] = []
    for edition in placed if names else ():
        then = rows[rows["edition"] == edition]
        on_list = (then["status"] == Status.PLACED).to_numpy()
        with_it = then.loc[on_list, "institution_id"]
        strict = then["strict"]
        # Said is who was placed with it, or else that nobody was.
        firm = (strict[on_list] == Status.PLACED).all() if on_list.any() else not (strict == Status.UNKNOWN).any()
        undecided = not on_list.any() and (then["status"] == Status.UNKNOWN).any()
        pages = then.loc[on_list, "source_ids"] if on_list.any() else then["source_ids"]
        found.append(
            {
                "edition": int(edition),
                "placed": tuple(names[neighbour] for neighbour in with_it),
                "possible": int((then["status"] == Status.UNKNOWN).sum()),
                "missing": int(slots.get(edition, 0)),
                "certainty": Certainty.OPEN if undecided else certainty.of_claim(firm),
                "source_ids": tuple(dict.fromkeys(page for source_ids in pages for page in source_ids)),
            }
        )
    return pd.DataFrame(found, columns=columns)
