"""All derived tables: every statistic at all levels of evidence, as `trends prepare` writes them.

What is worked out, and how, belongs to the statistics; what each of them reads to `analysis.statistics.steps`; what a
column means to `analysis.statistics.schemas`; what is written, and where, to `analysis.prepare`.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.competition import status
from analysis.competition.known import with_names_known
from analysis.competition.status import View
from analysis.facts.regions import full_name
from analysis.facts.tables import Tables
from analysis.statistics import next_finds
from analysis.statistics.certainty import CONCLUSIONS, evidence_changes
from analysis.statistics.schemas import DERIVED
from analysis.statistics.steps import STEPS, hash_of, hash_of_everyone
from analysis.vocabulary import Evidence

Part = tuple[str, Evidence, str]
"""A step, a level of evidence, and an edition or WHOLE."""
WHOLE = "whole"


class Derived(NamedTuple):
    """Derived tables, and what they were worked out from."""

    frames: Mapping[str, pd.DataFrame]
    parts: Mapping[Part, str]
    """The hash of what each part was handed."""


NOTHING = Derived({}, {})


def derived(tables: Tables, before: Derived = NOTHING) -> Derived:
    """Work out all derived tables, as `analysis.statistics.schemas` says them, and check them.

    Takes the raw tables, typed, and what the same code derived before: where a step is handed the same as then, its rows
    are taken over, and a table that is taken over as a whole is not checked again. In the tables that have levels of
    evidence these stand one below the other.
    """
    views = status.views(tables)
    everyone = hash_of_everyone(views[Evidence.ALL])
    handed: dict[Part, View] = {
        (name, evidence, edition or WHOLE): given
        for evidence, view in views.items()
        for name, step in STEPS.items()
        for edition, given in step.parts(view)
    }
    parts = {part: hash_of(given, everyone) for part, given in handed.items()}
    other = {part for part, _ in parts.items() ^ before.parts.items()}
    changed = {result for name, *_ in other for result in STEPS[name].makes}
    pieces: dict[str, list[pd.DataFrame]] = {result: [] for result in changed}
    for part, given in handed.items():
        name, evidence, edition = part
        for result in changed & STEPS[name].makes.keys():
            makes = STEPS[name].makes[result]
            rows = makes(given) if part in other else _rows(before.frames[result], evidence, edition)
            pieces[result].append(rows)
    kept = {result: before.frames[result] for step in STEPS.values() for result in step.makes.keys() - changed}
    if not changed & CONCLUSIONS.keys():
        kept["evidence_changes"] = before.frames["evidence_changes"]
    made = kept | {result: pd.concat(frames, ignore_index=True) for result, frames in pieces.items()}
    made["claims"] = _in_order(made["claims"], tables["claims"])
    if "evidence_changes" not in kept:
        made["evidence_changes"] = evidence_changes(made)
    made["next_finds"] = next_finds.next_finds(views)
    made["editions"] = with_names_known(tables["editions"], tables["lists"], views[Evidence.ALL].known)
    made["roster"] = views[Evidence.ALL].roster
    made["governments"] = _governments(tables, views[Evidence.ALL])
    frames = {name: made[name] if name in kept else DERIVED[name].conform(made[name]) for name in DERIVED}
    return Derived(frames, parts)


def _rows(frame: pd.DataFrame, evidence: Evidence, edition: str) -> pd.DataFrame:
    rows = frame[frame["evidence"] == evidence]
    return rows if edition == WHOLE else rows[rows["edition"].astype("str") == edition]


def _in_order(verdicts: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Put claims, which were judged edition by edition, in the order of their table."""
    levels, positions = pd.Index(list(Evidence)), pd.Index(claims["claim_id"])
    order = np.lexsort((positions.get_indexer(verdicts["claim_id"]), levels.get_indexer(verdicts["evidence"])))
    return verdicts.iloc[order].reset_index(drop=True)


def _governments(tables: Tables, view: View) -> pd.DataFrame:
    owners = view.roster[["institution_id", "region_code"]].assign(could_enter=view.eligible.any(axis="columns"))
    regions = tables["regions"][["region_code", "region_name", "kind", "province_code_2022", "island_group"]]
    rows = owners.dropna(subset=["region_code"]).merge(regions, on="region_code")
    rows["name"] = [full_name(*pair) for pair in zip(rows["region_name"], rows["kind"], strict=True)]
    return rows.drop(columns="region_name").sort_values("region_code", ignore_index=True)
