"""What to look for next: the missing names, and the second sources, that would settle the most.

How much is known of an edition belongs to `analysis.prepare`; who could own an open slot to `analysis.competition.status`.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.competition.status import View
from analysis.vocabulary import Evidence, Find


def next_finds(views: Mapping[Evidence, View]) -> pd.DataFrame:
    """Rank what could be found, by how many unknown statuses each find would settle.

    Missing names of a list: with all of them found, nobody else can be on it. Second sources: with another publisher
    for each name that has only one, the list is as known under `corroborated` as under `all`. The lineages count
    whose status in that edition and stage is unknown for no other list, and would be settled; that a finalist list
    settles winners too is left out. Assumption: what is not found yet can be found, each with the same effort.
    Reference, on asking what knowing would be worth: Howard 1966, *Information Value Theory*.

    Takes the views of the levels `all` and `corroborated`. Returns one row for each list and kind of find, those first
    that settle most per find: find (`missing_name`, `second_source`), list_id, edition, stage, level (of a missing
    name, if known of all of them), finds (how many to find), institutions (ids that ask for a second source;
    none for names), settles (statuses), settles_each (statuses per find).

    Worked example, as of 2026-11: the one name missing from the institutions of 2022, a regency, leaves 405 statuses
    open.
    """
    weak, strong = views[Evidence.ALL], views[Evidence.CORROBORATED]
    missing = [_missing_names(weak, list_id) for list_id in weak.slots["list_id"].unique()]
    second = [_second_sources(weak, strong, list_id) for list_id in strong.slots["list_id"].unique()]
    columns = ["find", "list_id", "edition", "stage", "level", "finds", "institutions", "settles"]
    frame = pd.DataFrame([*missing, *(row for row in second if row[5])], columns=columns)
    frame["settles_each"] = frame["settles"] / frame["finds"]
    frame = frame.astype({"level": "str"})
    return frame.sort_values(["settles_each", "find", "list_id"], ascending=[False, True, True], ignore_index=True)


def _missing_names(view: View, list_id: str) -> tuple[object, ...]:
    slots = view.slots[view.slots["list_id"] == list_id]
    levels = slots["level"].unique()
    settles = _could_own(view, list_id) & ~_could_own_elsewhere(view, list_id)
    level = levels[0] if len(levels) == 1 else None
    first = slots.iloc[0]
    found = int(slots["slots"].sum())
    return Find.MISSING_NAME, list_id, first["edition"], first["stage"], level, found, (), int(settles.sum())


def _second_sources(weak: View, strong: View, list_id: str) -> tuple[object, ...]:
    names, corroborated = (view.known[view.known["list_id"] == list_id] for view in (weak, strong))
    once = sorted(set(names["institution_id"]) - set(corroborated["institution_id"]))
    settles = _could_own(strong, list_id) & ~_could_own_elsewhere(strong, list_id) & ~_could_own(weak, list_id)
    first = strong.slots[strong.slots["list_id"] == list_id].iloc[0]
    kind = first["edition"], first["stage"], None
    return Find.SECOND_SOURCE, list_id, *kind, len(once), tuple(once), int(settles.sum())


def _could_own(view: View, list_id: str) -> np.ndarray:
    """Say which lineages could own an open slot of a list."""
    owners = np.zeros(len(view.roster), dtype=bool)
    for index in view.slots.index[view.slots["list_id"] == list_id]:
        owners |= view.fits[index][: len(view.roster)]
    return owners


def _could_own_elsewhere(view: View, list_id: str) -> np.ndarray:
    """Say which lineages could own an open slot of another list of the same edition and stage."""
    own = view.slots[view.slots["list_id"] == list_id].iloc[0]
    same_stage = view.slots["edition"].eq(own["edition"]) & view.slots["stage"].eq(own["stage"])
    owners = np.zeros(len(view.roster), dtype=bool)
    for index in view.slots.index[same_stage & view.slots["list_id"].ne(list_id)]:
        owners |= view.fits[index][: len(view.roster)]
    return owners
