"""What the pages on regions ask of all regions at once, worked out once: hundreds of pages take their part of it.

What is found of a single region belongs to `analysis.findings.of_region`.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.facts.citations import of_one_source
from analysis.facts.tables import once
from analysis.findings.common import name_of_all, names_known
from analysis.statistics.indicators import scores as summed_scores
from analysis.statistics.provinces import AREAS
from analysis.statistics.results import Results
from analysis.statistics.streaks import ahead
from analysis.vocabulary import (
    TRACKS_OF_ALL_GOVERNMENTS,
    TRACKS_OF_UNITS,
    Area,
    Evidence,
    Group,
    Level,
    Stage,
    Status,
    Trend,
)


class ByRegion:
    """Rows with a region_code. Those of one region, or of several, are found at once, and keep their order."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self._rows = rows.drop(columns="region_code").reset_index(drop=True)
        self._none = self._rows.iloc[:0]
        self._positions = rows.reset_index(drop=True).groupby("region_code").indices

    def of(self, *codes: str) -> pd.DataFrame:
        """Give the rows of regions, without their code."""
        found = [self._positions[code] for code in codes if code in self._positions]
        if not found:
            return self._none.copy(deep=False)
        rows = self._rows.take(np.sort(np.concatenate(found)))
        rows.index = pd.RangeIndex(len(rows))
        return rows


@once
def status(results: Results, evidence: Evidence) -> ByRegion:
    """Give each region its statuses, with whether a place is only implied, and the status at the strictest level."""
    key = ["edition", "stage", "institution_id"]
    rows = results.at(evidence).status
    for name, level in (("stated", Evidence.STATED), ("strict", Evidence.CORROBORATED)):
        then = results.at(level).status[[*key, "status"]].rename(columns={"status": name})
        rows = rows.merge(then, on=key, how="left")
    implied = (rows["status"] == Status.PLACED) & (rows["stated"] != Status.PLACED)
    return ByRegion(rows.assign(implied=implied).drop(columns="stated"))


@once
def units(results: Results, evidence: Evidence) -> ByRegion:
    """Give each region the places of its own service units and of units that stand in it; a province also those of its regions."""
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
    return ByRegion(rows.sort_values(["edition", "institution_name", "stage"])[columns])


@once
def wins(results: Results, evidence: Evidence) -> ByRegion:
    """Give each region the places of its government on the lists of winners: edition, label, aspect, source_ids."""
    names = results.at(evidence).known_names
    winners = names[(names["stage"] == Stage.WINNER)].merge(
        _lineages(results)[["region_code", "institution_id"]].rename(
            columns={"region_code": "of", "institution_id": "lineage"}
        ),
        on="lineage",
    )
    rows = winners.assign(region_code=winners["of"]).sort_values(["edition", "label"])
    return ByRegion(rows[["region_code", "edition", "label", "aspect", "source_ids"]])


@once
def claims(results: Results, evidence: Evidence) -> ByRegion:
    """Give each region the claims printed about its government, with their verdicts."""
    claims = of_one_source(results.at(evidence).claims)
    rows = claims.merge(_lineages(results)[["region_code", "institution_id"]], on="institution_id")
    return ByRegion(
        rows.sort_values(["edition", "claim_id"])[
            ["region_code", "edition", "claim_id", "statement", "verdict", "source_ids"]
        ]
    )


@once
def open_slots(results: Results, evidence: Evidence) -> pd.DataFrame:
    """Count the missing names of governments by edition and level, and whom they may belong to."""
    slots = results.at(evidence).slots
    slots = slots[(slots["stage"] == Stage.FINALIST) & ~slots["track"].isin(TRACKS_OF_UNITS)]
    status = results.at(evidence).status
    unknown = status[(status["stage"] == Stage.FINALIST) & (status["status"] == Status.UNKNOWN)]
    could = unknown.dropna(subset=["region_code"]).groupby("edition").size()
    rows = slots.groupby(["edition", "level"], dropna=False)["slots"].sum().reset_index()
    return rows.assign(could=rows["edition"].map(could).fillna(0).astype("int64"))


@once
def scores(results: Results) -> ByRegion:
    """Give each region its yearly scores, in order of indicator and year."""
    rows = of_one_source(results.indicators)
    return ByRegion(rows.sort_values(["indicator_id", "year"], ignore_index=True))


@once
def trends(results: Results) -> ByRegion:
    """Give each region the verdicts on its series that have points enough."""
    rows = summed_scores(results.indicators, results.regions)
    return ByRegion(rows[rows["trend"] != Trend.TOO_FEW_POINTS])


@once
def shares(results: Results, evidence: Evidence) -> pd.DataFrame:
    """Give the selectivity by edition and track, without that of whole editions."""
    shares = results.at(evidence).selectivity
    return shares[shares["track"] != Group.EDITION].reset_index(drop=True)


@once
def _lineages(results: Results) -> pd.DataFrame:
    """Give the lineage of each region's government, with the groups that it is in."""
    lineages = results.status[["region_code", "institution_id"]].dropna().drop_duplicates()
    return lineages.merge(results.regions[["region_code", "kind", *AREAS.values()]], on="region_code")


@once
def places(results: Results, evidence: Evidence) -> ByRegion:
    """Give each region how often its government was placed and won."""
    places = results.at(evidence).places_and_wins
    return ByRegion(places.merge(_lineages(results)[["region_code", "institution_id"]], on="institution_id"))


def _groups(lineages: pd.DataFrame) -> Iterator[tuple[Area, list[str], pd.DataFrame]]:
    """Give each group with the columns that peers in it share, and the lineages that have peers in it."""
    for group, column in AREAS.items():
        # Within a province its own government is the only one of its kind.
        within = lineages if group is not Area.PROVINCE else lineages[lineages["kind"] != Level.PROVINCE]
        yield group, ["kind", column], within


def _could_enter(results: Results) -> pd.DataFrame:
    governments = results.governments
    return governments[governments["could_enter"]].drop(columns="region_code")


@once
def peers(results: Results, evidence: Evidence) -> ByRegion:
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
    rows = pairs.assign(ahead=ahead(own, pairs), place=pairs["group"].map(list(AREAS).index))
    rows = rows.sort_values(["place", "places_lower", "name"], ascending=[True, False, True])
    return ByRegion(rows[["region_code", "group", *shown, "ahead"]])


@once
def peers_counted(results: Results) -> ByRegion:
    """Count the peers of each region."""
    peers = _could_enter(results)
    frames = []
    for group, key, lineages in _groups(_lineages(results)):
        rows = lineages.merge(peers.groupby(key).size().rename("regions").reset_index(), on=key)
        rows["regions"] -= rows["institution_id"].isin(peers["institution_id"])  # itself
        name = rows[key[1]].map(names(results)) if group is Area.PROVINCE else rows[key[1]]
        frames.append(rows.assign(group=group, name=name).query("regions > 0"))
    return ByRegion(pd.concat(frames)[["region_code", "group", "name", "regions"]])


@once
def editions_open_to(results: Results) -> dict[str, int]:
    """Count the editions in which each region could take part."""
    rows = results.at(Evidence.ALL).status
    rows = rows[rows["stage"] == Stage.FINALIST]
    return dict(rows["status"].ne(Status.NOT_ELIGIBLE).groupby(rows["region_code"]).sum())


@once
def names_missing(results: Results, evidence: Evidence, *, of_units: bool) -> dict[int, int]:
    """Count by edition the missing names on the finalist lists of service units, or on all others."""
    slots = results.at(evidence).slots
    slots = slots[(slots["track"].isin(TRACKS_OF_UNITS) == of_units) & (slots["stage"] == Stage.FINALIST)]
    return dict(slots.groupby("edition")["slots"].sum())


@once
def names(results: Results) -> dict[str, str]:
    """Name each region by its code, without the word before it."""
    return dict(results.regions[["region_code", "region_name"]].itertuples(index=False))


@once
def editions(results: Results, evidence: Evidence) -> pd.DataFrame:
    """Count the known names of each edition, and add the label of its list of governments."""
    finalists = results.lists[results.lists["stage"] == Stage.FINALIST]
    governments = finalists[finalists["track"].isin(TRACKS_OF_ALL_GOVERNMENTS)].drop_duplicates("edition")
    labels = {
        edition: name_of_all(label) for edition, label in governments[["edition", "label"]].itertuples(index=False)
    }
    rows = names_known(results, evidence)
    return rows.assign(label=[labels.get(edition, "") for edition in rows["edition"]])
