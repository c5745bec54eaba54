"""What must hold of the raw tables and of what is made of them, whatever becomes known; no fact stands here.

Each invariant takes the processed tables, among which the raw ones are. `test_live_data` holds the project's own data to them,
`test_rows_only` a copy that has grown.
"""

from collections.abc import Callable

import pandas as pd

from analysis.facts.tables import Tables
from analysis.facts.texts import Text, texts_in
from analysis.vocabulary import Evidence, Stage, Status

NAME = ["list_id", "institution_id"]


def _pairs(frame: pd.DataFrame, columns: list[str]) -> set[tuple[str, ...]]:
    return set(frame[columns].itertuples(index=False, name=None))


def every_placement_has_evidence_and_counts(tables: Tables) -> None:
    counted = tables["known_names"][tables["known_names"]["evidence"] == Evidence.ALL]
    assert _pairs(tables["placements"], NAME) == _pairs(tables["evidence"], NAME) == _pairs(counted, NAME)


def every_source_is_used_and_there(tables: Tables) -> None:
    used = {each for name, frame in tables.items() if name != "sources" for each in frame.get("source_id", [])}
    assert used == set(tables["sources"]["source_id"])
    for frame in tables.values():
        if "source_ids" in frame:
            assert set(frame["source_ids"].explode().dropna()) <= used


def every_name_and_remark_is_in_both_languages(tables: Tables) -> None:
    shown = {text for name in ("editions", "figures", "claims", "indicators") for text in texts_in(tables[name])}
    assert shown == {Text(*pair) for pair in _pairs(tables["texts"], ["kind", "text"])}


def names_known_and_open_slots_add_up_to_the_size_of_each_list(tables: Tables) -> None:
    sizes = tables["lists"].set_index("list_id")["size"]
    for evidence in Evidence:
        known, slots = (tables[name][tables[name]["evidence"] == evidence] for name in ("known_names", "slots"))
        known = known.groupby("list_id").size().reindex(sizes.index, fill_value=0)
        still_open = slots.groupby("list_id")["slots"].sum().reindex(sizes.index, fill_value=0)
        assert (known + still_open == sizes).all()


def statuses_agree_with_names_and_slots(tables: Tables) -> None:
    lists = tables["lists"]
    for evidence in Evidence:
        status, names, slots = (
            tables[name][tables[name]["evidence"] == evidence] for name in ("status", "known_names", "slots")
        )
        key = ["edition", "stage"]
        placed = status[status["status"] == Status.PLACED]
        assert _pairs(placed, [*key, "institution_id"]) == _pairs(names, [*key, "lineage"])
        unknown = status[status["status"] == Status.UNKNOWN].groupby(key).size()
        still_open = slots.groupby(key)["slots"].sum()
        for edition_and_stage in lists[key].drop_duplicates().itertuples(index=False, name=None):
            # Each missing name belongs to one of the unknown; where none is missing, nobody is unknown.
            could, missing = unknown.get(edition_and_stage, 0), still_open.get(edition_and_stage, 0)
            assert could >= missing
            assert (could == 0) == (missing == 0)


def stricter_evidence_takes_no_other_name_for_placed(tables: Tables) -> None:
    placed = tables["status"][tables["status"]["status"] == Status.PLACED]
    every, stated, corroborated = (
        _pairs(placed[placed["evidence"] == evidence], ["edition", "stage", "institution_id"])
        for evidence in (Evidence.ALL, Evidence.STATED, Evidence.CORROBORATED)
    )
    assert corroborated <= stated <= every


def bounds_lie_inside_sizes(tables: Tables) -> None:
    finalists = tables["lists"][tables["lists"]["stage"] == Stage.FINALIST].groupby("edition")["size"].sum()
    most = {
        "retention": tables["retention"]["cohort_size"],
        "newcomers": None,
        "level_mix": tables["level_mix"]["edition"].map(finalists),
        "runs": tables["runs"]["edition_from"].map(finalists),
        "provinces": tables["provinces"]["governments"],
        "island_groups": tables["island_groups"]["governments"],
        "reached": tables["reached"]["areas"],
    }
    for name, sizes in most.items():
        frame = tables[name]
        assert (frame["lower"] >= 0).all()
        assert (frame["lower"] <= frame["upper"]).all()
        assert sizes is None or (frame["upper"] <= sizes).all()
    held = tables["places_and_wins"]
    for counted in ("places", "wins"):
        assert held[f"{counted}_lower"].between(0, held[f"{counted}_upper"]).all()
    assert (held["places_upper"] <= tables["editions"]["edition"].nunique()).all()
    assert (held["wins_upper"] <= held["places_upper"]).all()
    ranked = pd.concat([tables["provinces"], tables["island_groups"]])
    assert ranked["rank_best"].between(1, ranked["rank_worst"]).all()


def figures_lie_inside_their_ranges(tables: Tables) -> None:
    known = tables["selectivity"].dropna(subset=["registered"])
    assert known["registered"].between(known["registered_low"], known["registered_high"]).all()
    assert (known["places"] <= known["registered_low"]).all()


def every_claim_has_a_verdict_at_every_level_of_evidence(tables: Tables) -> None:
    verdicts = tables["claims"].dropna(subset=["verdict", "reason"])
    assert verdicts.groupby("claim_id")["evidence"].nunique().eq(len(Evidence)).all()
    assert len(verdicts) == len(tables["claims"])


INVARIANTS: list[Callable[[Tables], None]] = [
    every_placement_has_evidence_and_counts,
    every_source_is_used_and_there,
    every_name_and_remark_is_in_both_languages,
    names_known_and_open_slots_add_up_to_the_size_of_each_list,
    statuses_agree_with_names_and_slots,
    stricter_evidence_takes_no_other_name_for_placed,
    bounds_lie_inside_sizes,
    figures_lie_inside_their_ranges,
    every_claim_has_a_verdict_at_every_level_of_evidence,
]
