"""All derived tables: every statistic at all levels of evidence, as `trends prepare` writes them.

What is worked out, and how, belongs to the statistics; what a column means to `analysis.statistics.schemas`; what is
written, and where, to `analysis.prepare`.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.competition import status
from analysis.competition.known import with_names_known
from analysis.competition.status import View
from analysis.data.regions import full_name
from analysis.data.tables import Tables
from analysis.statistics import certainty, claims, next_finds, provinces, streaks, trends
from analysis.vocabulary import Evidence


def derived(tables: Tables, views: Mapping[Evidence, View]) -> dict[str, pd.DataFrame]:
    """Work out all derived tables, as `analysis.statistics.schemas` says them.

    Takes the raw tables, typed, and the views of all levels of evidence, which stand one below the other in the tables
    that have levels.
    """
    weakest = views[Evidence.ALL]
    made = {name: _all_levels(map(result, views.values())) for name, result in OF_A_VIEW.items()}
    made["claims"] = _all_levels(claims.claims(tables, evidence) for evidence in views).merge(
        tables["claims"], on="claim_id"
    )
    made["evidence_changes"] = certainty.evidence_changes(made)
    made["next_finds"] = next_finds.next_finds(views)
    made["editions"] = with_names_known(tables["editions"], tables["lists"], weakest.known)
    made["roster"] = weakest.roster
    made["governments"] = _governments(tables, weakest)
    return made


def _all_levels(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(list(frames), ignore_index=True)


def _slots(view: View) -> pd.DataFrame:
    return view.slots.assign(evidence=view.evidence)


def _known_names(view: View) -> pd.DataFrame:
    """Add to the known names what is known of their lists and institutions."""
    lists = view.tables["lists"][["list_id", "label", "size"]]
    institutions = view.tables["institutions"][["institution_id", "institution_name", "region_code", "located_in"]]
    names = view.known.merge(lists, on="list_id").merge(institutions, on="institution_id")
    return names.assign(evidence=view.evidence)


def _governments(tables: Tables, view: View) -> pd.DataFrame:
    owners = view.roster[["institution_id", "region_code"]].assign(could_enter=view.eligible.any(axis="columns"))
    regions = tables["regions"][["region_code", "region_name", "kind", "province_code_2022", "island_group"]]
    rows = owners.dropna(subset=["region_code"]).merge(regions, on="region_code")
    rows["name"] = [full_name(*pair) for pair in zip(rows["region_name"], rows["kind"], strict=True)]
    return rows.drop(columns="region_name").sort_values("region_code", ignore_index=True)


OF_A_VIEW = {
    "selectivity": trends.selectivity,
    "retention": trends.retention,
    "newcomers": trends.newcomers,
    "level_mix": trends.level_mix,
    "runs": streaks.runs,
    "places_and_wins": streaks.places_and_wins,
    "provinces": provinces.provinces,
    "island_groups": provinces.island_groups,
    "reached": provinces.reached,
    "status": status.status,
    "slots": _slots,
    "known_names": _known_names,
}
"""The statistics that start from the competition as it is known at one level of evidence."""
