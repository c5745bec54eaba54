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
from analysis.statistics import certainty, next_finds
from analysis.statistics.schemas import DERIVED
from analysis.statistics.steps import STEPS, hash_of, hash_of_everyone
from analysis.vocabulary import Evidence


class Derived(NamedTuple):
    """Derived tables, and what they were worked out from."""

    frames: Mapping[str, pd.DataFrame]
    parts: Mapping[str, str]
    """For each step, level of evidence and edition the hash of what it was handed."""


NOTHING = Derived({}, {})


def derived(tables: Tables, before: Derived = NOTHING) -> Derived:
    """Work out all derived tables, as `analysis.statistics.schemas` says them, and check them.

    Takes the raw tables, typed, and what the same code derived before: where a step is handed the same as then, its rows
    are taken over. In the tables that have levels of evidence these stand one below the other.
    """
    views = {evidence: status.view(tables, evidence) for evidence in Evidence}
    parts: dict[str, str] = {}
    pieces: dict[str, list[pd.DataFrame]] = {}
    everyone = hash_of_everyone(views[Evidence.ALL])
    for evidence, view in views.items():
        for (name, step), (edition, given) in ((each, part) for each in STEPS.items() for part in each[1].parts(view)):
            part = f"{name}, {evidence}, {edition or 'whole'}"
            parts[part] = hash_of(given, everyone)
            is_known = before.parts.get(part) == parts[part]
            for result, make in step.makes.items():
                rows = _rows(before.frames[result], evidence, edition) if is_known else make(given)
                pieces.setdefault(result, []).append(rows)
    made = {name: pd.concat(frames, ignore_index=True) for name, frames in pieces.items()}
    made["claims"] = _in_order(made["claims"], tables["claims"])
    made["evidence_changes"] = certainty.evidence_changes(made)
    made["next_finds"] = next_finds.next_finds(views)
    made["editions"] = with_names_known(tables["editions"], tables["lists"], views[Evidence.ALL].known)
    made["roster"] = views[Evidence.ALL].roster
    made["governments"] = _governments(tables, views[Evidence.ALL])
    return Derived({name: schema.validate(made[name]) for name, schema in DERIVED.items()}, parts)


def _rows(frame: pd.DataFrame, evidence: Evidence, edition: str | None) -> pd.DataFrame:
    rows = frame[frame["evidence"] == evidence]
    return rows if edition is None else rows[rows["edition"].astype("str") == edition]


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
