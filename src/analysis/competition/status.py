"""Placed, not placed, unknown or not eligible: what is known of every lineage in every edition.

Open slots and who they could belong to are worked out here as well, since a lineage is *not placed* only when no open
slot could be its own. How open slots may fall together (matching, intervals) belongs to `analysis.competition.bounds`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.competition import eligibility
from analysis.competition.eligibility import UNLISTED
from analysis.competition.known import known_names, told_of_slots
from analysis.facts.citations import naming
from analysis.vocabulary import TRACKS_OF_UNITS, Evidence, Level, Stage, Status, Track


def open_slots(tables: Mapping[str, pd.DataFrame], known: pd.DataFrame, evidence: str) -> pd.DataFrame:
    """Count the open slots of every list: its size less its known names.

    Takes the names known at this level of evidence (`known.known_names`). What is known of the level of a
    missing name counts as stated by one publisher, so `corroborated` does without it.

    Returns list_id, edition, stage, track, parent_list_id, level (missing: any that the track takes) and slots,
    one row for each list and level with at least one open slot.
    """
    lists = tables["lists"]
    names = known.groupby("list_id").size().reindex(lists["list_id"], fill_value=0).to_numpy()
    still_open = pd.Series(lists["size"].to_numpy(dtype="int64") - names, index=lists["list_id"], name="slots")
    by_level = told_of_slots(tables, evidence).groupby(["list_id", "level"]).size().rename("slots").reset_index()
    rest = still_open.sub(by_level.groupby("list_id")["slots"].sum(), fill_value=0).astype("int64")
    slots = pd.concat([by_level, rest.rename("slots").rename_axis("list_id").reset_index()], ignore_index=True)
    slots["level"] = slots["level"].astype("str")
    columns = ["list_id", "edition", "stage", "track", "parent_list_id"]
    slots = lists[columns].merge(slots[slots["slots"] > 0], on="list_id")
    return slots[[*columns, "level", "slots"]].sort_values(["edition", "list_id", "level"], ignore_index=True)


def who_stands(roster: pd.DataFrame, known: pd.DataFrame, key: list[str]) -> dict[tuple[object, ...], np.ndarray]:
    """Say for each value of a key of the known names which lineages stand there: a boolean array over `roster`."""
    positions = pd.Index(roster["institution_id"]).get_indexer(known["lineage"])
    masks = {}
    for value, rows in known.groupby(key).indices.items():
        mask = np.zeros(len(roster), dtype=bool)
        mask[positions[rows][positions[rows] >= 0]] = True
        masks[value if isinstance(value, tuple) else (value,)] = mask
    return masks


def could_fill(
    roster: pd.DataFrame, eligible: pd.DataFrame, known: pd.DataFrame, slots: pd.DataFrame
) -> dict[int, np.ndarray]:
    """Say which lineage could own which open slot.

    Takes the frames of `eligibility.roster`, `eligibility.eligible`, `known.known_names` and `open_slots`.
    A lineage that is on a list of a stage can't be on another of the same edition and stage; `outstanding` takes
    only who won, or may have won, in an earlier edition; a winner is drawn from the parent list, where it must
    stand or could stand.

    Returns for each row of `slots` (by its index) a boolean array over the lineages of `roster`.
    """
    is_unit = roster["level"].eq(Level.UNIT).to_numpy()
    has_level = {
        level: np.array([level in levels for levels in roster["levels"]]) for level in slots["level"].dropna().unique()
    }
    on_list = who_stands(roster, known, ["list_id"])
    on_stage = who_stands(roster, known, ["edition", "stage"])
    nobody = np.zeros(len(roster), dtype=bool)
    may_have_won = nobody.copy()
    fits: dict[int, np.ndarray] = {}
    for edition in sorted(eligible.columns):
        entrants = eligible[edition].to_numpy()
        could_stand: dict[str, np.ndarray] = {}
        of_edition = slots[slots["edition"] == edition]
        won = on_stage.get((edition, Stage.WINNER), nobody).copy()
        for stage in Stage:
            free = entrants & ~on_stage.get((edition, stage), nobody)
            for slot in of_edition[of_edition["stage"] == stage].itertuples():
                track = Track(slot.track)
                fit = free & (is_unit == track.takes_units)
                if pd.notna(slot.level):
                    fit &= has_level[slot.level]
                if stage is Stage.FINALIST:
                    if track.needs_earlier_win:
                        fit &= may_have_won
                    could_stand[slot.list_id] = could_stand.get(slot.list_id, nobody) | fit
                else:
                    parent = slot.parent_list_id
                    fit &= on_list.get((parent,), nobody) | could_stand.get(parent, nobody)
                    won |= fit
                fits[slot.Index] = fit
        may_have_won = may_have_won | won
    return fits


@dataclass(frozen=True, eq=False)
class View:
    """The competition as it is known at one level of evidence: the frames that every statistic starts from."""

    evidence: Evidence
    tables: Mapping[str, pd.DataFrame]
    """The raw tables, typed."""
    roster: pd.DataFrame
    """One row a lineage: `eligibility.roster`."""
    eligible: pd.DataFrame
    """One row a lineage of `roster`, one boolean column an edition: `eligibility.eligible`."""
    known: pd.DataFrame
    """One row a known name: `known.known_names`."""
    slots: pd.DataFrame
    """One row for each list and level with open slots: `open_slots`."""
    fits: dict[int, np.ndarray]
    """For each row of `slots` who could own it, lineages of `roster` and then those of UNLISTED: `could_fill`."""


def view(tables: Mapping[str, pd.DataFrame], evidence: str) -> View:
    """Look at the tables at one level of evidence."""
    roster = eligibility.roster(tables)
    return _view(tables, evidence, roster, eligibility.eligible(roster, tables))


def views(tables: Mapping[str, pd.DataFrame]) -> dict[Evidence, View]:
    """Look at the tables at every level of evidence."""
    roster = eligibility.roster(tables)
    eligible = eligibility.eligible(roster, tables)
    return {evidence: _view(tables, evidence, roster, eligible) for evidence in Evidence}


def view_of(tables: Mapping[str, pd.DataFrame], like: View) -> View:
    """Look at other tables as at those of a view, of which they have the same institutions, regions and editions."""
    return _view(tables, like.evidence, like.roster, like.eligible)


def _view(tables: Mapping[str, pd.DataFrame], evidence: str, roster: pd.DataFrame, eligible: pd.DataFrame) -> View:
    known = known_names(tables, evidence)
    slots = open_slots(tables, known, evidence)
    lists = tables["lists"]
    with_units = set(lists.loc[lists["track"].isin(TRACKS_OF_UNITS), "edition"])
    unlisted = {edition: UNLISTED["level"].ne(Level.UNIT) | (edition in with_units) for edition in eligible}
    everyone = pd.concat([roster, UNLISTED], ignore_index=True)
    entrants = pd.concat([eligible, pd.DataFrame(unlisted)], ignore_index=True)
    return View(
        Evidence(evidence), tables, roster, eligible, known, slots, could_fill(everyone, entrants, known, slots)
    )


def status(view: View) -> pd.DataFrame:
    """Work out the status of every lineage in every edition and stage.

    Returns one row each, sorted: evidence, edition, stage, institution_id (of the lineage), region_code (of a region's
    own government only), status, list_ids and publishers. `list_ids` names the list it stands on if placed, those with
    an open slot that could be its own if unknown, those for its kind if not placed; `publishers` says how
    many publishers say so, 0 unless placed. Of the lists named: labels, missing and size (names that are missing, and
    names in all), and source_ids: the pages that say how long the lists are, and those that say that it is placed; for
    who is not, pages that together name who is, and say of missing names what rules it out.
    """
    lists = view.tables["lists"]
    stages = lists.groupby(["edition", "stage"])["list_id"].agg(sorted)
    rows = pd.concat(
        [_of_stage(view, edition, stage, ids) for (edition, stage), ids in stages.items()], ignore_index=True
    )
    rows = rows.merge(_about(rows["list_ids"].unique(), view), on="list_ids")
    rows["source_ids"] = [
        row.excluded_by
        if row.status == Status.NOT_PLACED
        else tuple(dict.fromkeys([*row.placed_by, *row.sized_by]))
        if row.status == Status.PLACED
        else row.sized_by
        for row in rows[["status", "placed_by", "sized_by", "excluded_by"]].itertuples()
    ]
    return rows.drop(columns=["placed_by", "sized_by", "excluded_by"])


def _about(lists_named: Iterable[tuple[str, ...]], view: View) -> pd.DataFrame:
    """Say of each choice of lists what their labels are, how many names are missing, and who says so."""
    by_id = view.tables["lists"].set_index("list_id")
    missing = view.slots.groupby("list_id")["slots"].sum()
    names = view.known.groupby("list_id")["source_ids"].agg(naming)
    slots = told_of_slots(view.tables, view.evidence).groupby("list_id")["source_id"].agg(list)
    rows = []
    for list_ids in lists_named:
        ids = list(list_ids)
        sizes = list(by_id.loc[ids, "source_id"])
        told = [page for list_id in ids for pages in (names, slots) for page in pages.get(list_id, [])]
        rows.append(
            {
                "list_ids": list_ids,
                "labels": tuple(by_id.loc[ids, "label"]),
                "missing": int(missing.reindex(ids, fill_value=0).sum()),
                "size": int(by_id.loc[ids, "size"].sum()),
                "sized_by": tuple(dict.fromkeys(sizes)),
                "excluded_by": tuple(dict.fromkeys([*sizes, *told])),
            }
        )
    return pd.DataFrame(rows)


def _of_stage(view: View, edition: int, stage: str, list_ids: list[str]) -> pd.DataFrame:
    roster = view.roster
    lineages = roster["institution_id"]
    entered = view.eligible[edition].to_numpy()
    could = {list_id: np.zeros(len(roster), dtype=bool) for list_id in list_ids}
    for index, list_id in view.slots["list_id"].items():
        if list_id in could:
            could[list_id] |= view.fits[index][: len(roster)]
    unknown = np.logical_or.reduce(list(could.values()))
    known = view.known[view.known["list_id"].isin(list_ids)].set_index("lineage")
    placed = lineages.isin(known.index).to_numpy()

    found = np.select(
        [placed, unknown, entered], [Status.PLACED, Status.UNKNOWN, Status.NOT_PLACED], Status.NOT_ELIGIBLE
    )
    unit_lists = view.tables["lists"].set_index("list_id")["track"].reindex(list_ids).isin(TRACKS_OF_UNITS)
    for_kind = {flag: tuple(unit_lists.index[unit_lists == flag]) for flag in (True, False)}
    is_unit = roster["level"].eq(Level.UNIT)
    named = [for_kind[unit] if could_enter else () for unit, could_enter in zip(is_unit, entered, strict=True)]
    for row in np.flatnonzero(unknown):
        named[row] = tuple(list_id for list_id in list_ids if could[list_id][row])
    rows_of = pd.Series(np.arange(len(roster)), index=lineages)
    for lineage, list_id in known["list_id"].items():
        named[rows_of[lineage]] = (list_id,)
    return pd.DataFrame(
        {
            "evidence": view.evidence,
            "edition": edition,
            "stage": stage,
            "institution_id": lineages,
            "region_code": roster["region_code"],
            "status": found,
            "list_ids": named,
            "publishers": lineages.map(known["publishers"]).fillna(0).astype("int64"),
            "placed_by": lineages.map(known["source_ids"]),
        }
    )
