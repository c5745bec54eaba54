"""The results that are data as well: every statistic at all levels of evidence, as `trends prepare` writes them.

What is worked out, and how, belongs to the rooms of the statistics; what is written, and where, to `analysis.prepare`.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.competition import status
from analysis.competition.status import View
from analysis.data.regions import full_name
from analysis.statistics import certainty, claims, next_finds, provinces, streaks, trends
from analysis.vocabulary import Evidence

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
}
"""The statistics that start from the competition as it is known at one level of evidence."""


def results(tables: Mapping[str, pd.DataFrame], views: Mapping[Evidence, View]) -> dict[str, pd.DataFrame]:
    """Work out the results that are published as data.

    Takes the raw tables, typed, and the views of all levels of evidence. Returns the frames of OF_A_VIEW, the levels of
    evidence one below the other; known_names, the names of a view with what is known of their lists and institutions;
    governments, one row a region that has one: region_code, institution_id, name, kind, province_code_2022,
    island_group, could_enter (in some edition); claims, the raw table with the verdict at each level; evidence_changes, the
    conclusions that are not the same at all levels; and next_finds, what to look for next.
    """
    made = {
        name: pd.concat([result(view) for view in views.values()], ignore_index=True)
        for name, result in OF_A_VIEW.items()
    }
    verdicts = pd.concat([claims.claims(tables, evidence) for evidence in views], ignore_index=True)
    made["known_names"] = pd.concat([_described(tables, view) for view in views.values()], ignore_index=True)
    made["governments"] = _governments(tables, views[Evidence.ALL])
    made["claims"] = verdicts.merge(tables["claims"], on="claim_id")
    made["evidence_changes"] = certainty.evidence_changes(made)
    made["next_finds"] = next_finds.next_finds(views)
    return made


def _described(tables: Mapping[str, pd.DataFrame], view: View) -> pd.DataFrame:
    lists = tables["lists"][["list_id", "label", "size"]]
    institutions = tables["institutions"][["institution_id", "institution_name", "region_code", "located_in"]]
    names = view.known.merge(lists, on="list_id").merge(institutions, on="institution_id")
    return names.assign(evidence=view.evidence)


def _governments(tables: Mapping[str, pd.DataFrame], view: View) -> pd.DataFrame:
    owners = view.roster[["institution_id", "region_code"]].assign(could_enter=view.eligible.any(axis="columns"))
    regions = tables["regions"][["region_code", "region_name", "kind", "province_code_2022", "island_group"]]
    rows = owners.dropna(subset=["region_code"]).merge(regions, on="region_code")
    rows["name"] = [full_name(*pair) for pair in zip(rows["region_name"], rows["kind"], strict=True)]
    return rows.drop(columns="region_name").sort_values("region_code", ignore_index=True)
