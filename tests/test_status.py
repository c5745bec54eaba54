from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_worlds import world

from analysis.competition.status import status, view
from analysis.vocabulary import Evidence, Status

# The worked cases: on the frozen data, as it was known in 2026-11. ----------------------------------------------------


@pytest.fixture(scope="module")
def found(tables) -> dict[tuple, str]:
    """The status by evidence, edition, stage and institution."""
    rows = [row for evidence in Evidence for row in status(view(tables, evidence)).itertuples()]
    return {(row.evidence, row.edition, row.stage, row.institution_id): row.status for row in rows}


@pytest.mark.parametrize(
    ("institution_id", "edition", "stage", "expected"),
    [
        ("kota-solok", 2018, "finalist", "placed"),
        ("kota-solok", 2019, "finalist", "placed"),
        ("kota-solok", 2020, "finalist", "placed"),
        ("kota-solok", 2022, "finalist", "not_placed"),
        ("kota-solok", 2018, "winner", "not_placed"),
        ("kota-solok", 2022, "winner", "not_placed"),
        ("kota-padang", 2022, "finalist", "not_placed"),
        ("kabupaten-solok", 2018, "finalist", "not_placed"),
        *(("provinsi-kalimantan-selatan", edition, "finalist", "placed") for edition in (2018, 2019, 2020, 2022)),
        *(("kemendikbudristek", edition, "finalist", "placed") for edition in (2018, 2019, 2020, 2022)),
        *(
            (name, edition, stage, "not_eligible")
            for name in ("provinsi-papua-selatan", "kota-administrasi-jakarta-timur")
            for edition in (2018, 2019, 2020, 2022)
            for stage in ("finalist", "winner")
        ),
        ("its", 2018, "finalist", "not_eligible"),
    ],
)
def test_the_worked_cases_come_out(found, institution_id, edition, stage, expected):
    assert found["all", edition, stage, institution_id] == expected


def test_kota_solok_is_no_winner_of_2019_as_all_ten_are_known(found):
    assert found["all", 2019, "winner", "kota-solok"] == "not_placed"


@pytest.mark.parametrize("edition", [2019, 2020, 2022])
def test_a_regency_that_is_not_named_is_unknown_while_an_open_slot_could_be_its_own(found, edition):
    assert found["all", edition, "finalist", "kabupaten-solok"] == "unknown"


def test_the_level_of_the_open_slot_of_2022_rests_on_one_page_so_it_is_not_corroborated(found):
    assert found["corroborated", 2022, "finalist", "kota-solok"] == "unknown"


def test_a_former_name_is_no_line_of_its_own(found):
    assert not any(key[3] in ("kemendikbud", "kemenristekdikti") for key in found)


def test_every_line_has_a_status_at_every_level_edition_and_stage(tables, found):
    lines = {key[3] for key in found}
    assert len(found) == len(lines) * len(Evidence) * len(tables["editions"]) * 2
    assert set(found.values()) == set(Status)


def test_only_a_regions_own_government_has_its_code(tables):
    rows = status(view(tables, "all")).drop_duplicates("institution_id").set_index("institution_id")
    assert rows["region_code"].dropna().is_unique
    assert set(rows["region_code"].dropna()) == set(tables["regions"]["region_code"])
    assert rows["region_code"].isna()["perumda-tugu-tirta"]


# Small worlds, worked by hand. --------------------------------------------------------------------------------------

FIRST, FIRST_WON = ("f1", 2018, "finalist", "general"), ("w1", 2018, "winner", "general")
FIVE = {
    "p": ("province", "11", None),
    "r": ("regency", "11.01", None),
    "c": ("city", "11.71", None),
    "m": ("ministry", None, None),
    "u": ("unit", None, None),
}
REGIONS = {
    "11": ("Utara", "province", 1, None),
    "11.01": ("Kabupaten Satu", "regency", 1, None),
    "11.71": ("Kota Satu", "city", 1, None),
}


def statuses(tables, edition, stage="finalist", evidence="all") -> dict[str, str]:
    rows = status(view(tables, evidence))
    rows = rows[(rows["edition"] == edition) & (rows["stage"] == stage)]
    return dict(zip(rows["institution_id"], rows["status"], strict=True))


def five(**given) -> dict:
    return world(**{"institutions": FIVE, "regions": REGIONS, **given})


def test_where_the_list_is_whole_everyone_else_is_not_placed():
    tables = five(lists=[(*FIRST, 2, None)], names={"f1": "pc"})
    assert statuses(tables, 2018) == dict.fromkeys("pc", "placed") | dict.fromkeys("rm", "not_placed") | {
        "u": "not_eligible"
    }


def test_an_open_slot_makes_all_who_could_own_it_unknown():
    tables = five(lists=[(*FIRST, 3, None)], names={"f1": "pc"})
    assert statuses(tables, 2018) == dict.fromkeys("pc", "placed") | dict.fromkeys("rm", "unknown") | {
        "u": "not_eligible"
    }


def test_a_known_level_of_the_only_open_slot_decides_for_all_others():
    tables = five(lists=[(*FIRST, 2, None)], names={"f1": "p"}, open_slots=[("f1", "regency")])
    assert statuses(tables, 2018) == {
        "p": "placed",
        "r": "unknown",
        "c": "not_placed",
        "m": "not_placed",
        "u": "not_eligible",
    }
    tables = five(lists=[(*FIRST, 3, None)], names={"f1": "p"}, open_slots=[("f1", "regency")])
    assert statuses(tables, 2018)["c"] == "unknown"


def test_what_is_known_of_a_level_does_not_count_under_corroborated():
    tables = five(lists=[(*FIRST, 2, None)], names={"f1": "p"}, open_slots=[("f1", "regency")])
    assert statuses(tables, 2018, evidence="stated")["c"] == "not_placed"
    assert statuses(tables, 2018, evidence="corroborated")["c"] == "unknown"


def test_an_open_slot_for_units_is_open_to_units_only_and_theirs_are_not_open_to_others():
    unit_list = ("fu", 2018, "finalist", "unit")
    open_units = five(lists=[(*FIRST, 1, None), (*unit_list, 1, None)], names={"f1": "p"})
    assert statuses(open_units, 2018) == {"p": "placed", "u": "unknown"} | dict.fromkeys("rcm", "not_placed")
    open_general = five(lists=[(*FIRST, 1, None), (*unit_list, 1, None)], names={"fu": "u"})
    assert statuses(open_general, 2018) == {"u": "placed"} | dict.fromkeys("prcm", "unknown")


def test_an_open_slot_for_earlier_winners_is_open_to_them_only():
    lists = [(*FIRST, 2, None), (*FIRST_WON, 1, "f1"), ("o2", 2019, "finalist", "outstanding", 1, None)]
    tables = five(lists=lists, names={"f1": "pr", "w1": "p"})
    assert statuses(tables, 2019) == {"p": "unknown", "u": "not_eligible"} | dict.fromkeys("rcm", "not_placed")


def test_while_winners_are_missing_their_finalists_may_have_won_before():
    lists = [(*FIRST, 2, None), (*FIRST_WON, 2, "f1"), ("o2", 2019, "finalist", "outstanding", 1, None)]
    tables = five(lists=lists, names={"f1": "pr", "w1": "p"})
    assert statuses(tables, 2019) == {"u": "not_eligible"} | dict.fromkeys("pr", "unknown") | dict.fromkeys(
        "cm", "not_placed"
    )


def test_a_win_of_the_same_or_a_later_edition_opens_no_outstanding_slot():
    lists = [
        ("o1", 2018, "finalist", "outstanding", 1, None),
        (*FIRST, 1, None),
        (*FIRST_WON, 1, "f1"),
        ("f2", 2019, "finalist", "general", 1, None),
        ("w2", 2019, "winner", "general", 1, "f2"),
    ]
    tables = five(lists=lists, names={"f1": "p", "w1": "p", "f2": "r", "w2": "r"})
    assert statuses(tables, 2018)["r"] == "not_placed"


def test_a_win_of_any_earlier_edition_counts_not_only_of_the_last():
    lists = [
        (*FIRST, 2, None),
        (*FIRST_WON, 1, "f1"),
        ("f2", 2019, "finalist", "general", 1, None),
        ("w2", 2019, "winner", "general", 1, "f2"),
        ("o3", 2020, "finalist", "outstanding", 1, None),
    ]
    tables = five(lists=lists, names={"f1": "pr", "w1": "p", "f2": "c", "w2": "c"})
    assert {name for name, found in statuses(tables, 2020).items() if found == "unknown"} == {"p", "c"}


def test_a_missing_winner_is_one_of_the_finalists_of_its_list():
    lists = [
        (*FIRST, 2, None),
        (*FIRST_WON, 1, "f1"),
        ("fu", 2018, "finalist", "unit", 1, None),
        ("wu", 2018, "winner", "unit", 1, "fu"),
    ]
    tables = five(lists=lists, names={"f1": "pr", "fu": "u"})
    assert statuses(tables, 2018, "winner") == dict.fromkeys("pru", "unknown") | dict.fromkeys("cm", "not_placed")


def test_who_may_be_a_finalist_may_be_a_winner():
    tables = five(lists=[(*FIRST, 2, None), (*FIRST_WON, 1, "f1")], names={"f1": "p"}, open_slots=[("f1", "regency")])
    assert statuses(tables, 2018, "winner") == {"u": "not_eligible"} | dict.fromkeys("pr", "unknown") | dict.fromkeys(
        "cm", "not_placed"
    )


def test_who_is_on_one_list_of_a_stage_could_not_own_an_open_slot_of_another():
    lists = [
        (*FIRST, 1, None),
        (*FIRST_WON, 1, "f1"),
        ("f2", 2019, "finalist", "general", 3, None),
        ("o2", 2019, "finalist", "outstanding", 1, None),
        ("w2", 2019, "winner", "general", 1, "f2"),
    ]
    tables = five(lists=lists, names={"f1": "p", "w1": "p", "o2": "p", "f2": "r"})
    assert statuses(tables, 2019)["p"] == "placed"
    assert statuses(tables, 2019, "winner")["p"] == "not_placed"
    assert statuses(tables, 2019, "winner")["c"] == "unknown"


def test_what_is_dropped_becomes_an_open_slot_again():
    tables = five(
        lists=[(*FIRST, 2, None)],
        names={"f1": "pr"},
        evidence=[("f1", "p", "one", "states"), ("f1", "p", "two", "states"), ("f1", "r", "one", "implies")],
    )
    assert statuses(tables, 2018)["c"] == "not_placed"
    assert statuses(tables, 2018, evidence="stated") == {"p": "placed", "u": "not_eligible"} | dict.fromkeys(
        "rcm", "unknown"
    )


def test_a_line_is_placed_whatever_name_it_had_and_fills_slots_of_all_levels_that_it_had():
    successors = {"old": ("ministry", None, None), "new": ("agency", None, "old")}
    lists = [(*FIRST, 1, None), ("f2", 2019, "finalist", "general", 1, None)]
    tables = world(
        lists=lists,
        names={"f1": ["old"]},
        institutions=successors,
        regions=REGIONS,
        open_slots=[("f2", "ministry")],
    )
    assert statuses(tables, 2018)["new"] == "placed"
    assert "old" not in statuses(tables, 2018)
    assert statuses(tables, 2019) == {"new": "unknown"} | dict.fromkeys(
        ["provinsi-utara", "kabupaten-satu", "kota-satu"], "not_placed"
    )


def test_areas_without_a_government_regions_founded_later_and_units_without_a_list_are_not_eligible():
    regions = {
        "11": ("Utara", "province", 1, None),
        "12": ("Selatan", "province", 1, "2018-06-01"),
        "13": ("Timur", "province", 1, "2018-05-31"),
        "11.01": ("Kabupaten Satu", "regency", 0, None),
    }
    tables = world(
        lists=[(*FIRST, 2, None)],
        names={"f1": []},
        institutions={"u": ("unit", "11", None)},
        regions=regions,
        facts=[(2018, "closed_on", "2018-05-31")],
    )
    assert statuses(tables, 2018) == {
        "provinsi-utara": "unknown",
        "provinsi-timur": "unknown",
        "provinsi-selatan": "not_eligible",
        "kabupaten-satu": "not_eligible",
        "u": "not_eligible",
    }


def test_the_lists_of_a_status_are_those_it_rests_on():
    lists = [(*FIRST, 1, None), ("fu", 2018, "finalist", "unit", 1, None), ("g1", 2018, "finalist", "general", 1, None)]
    rows = status(view(five(lists=lists, names={"f1": "p"}, open_slots=[("g1", "city")]), "all"))
    named = dict(zip(rows["institution_id"], rows["list_ids"], strict=True))
    assert named == {"p": ("f1",), "c": ("g1",), "u": ("fu",), "r": ("f1", "g1"), "m": ("f1", "g1")}
    assert dict(zip(rows["institution_id"], rows["publishers"], strict=True)) == {"p": 2} | dict.fromkeys("crmu", 0)


# What holds in every world. -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def before(tables):
    return {evidence: status(view(tables, evidence)) for evidence in Evidence}


@settings(max_examples=settings().max_examples // 4, deadline=None)
@given(data=st.data())
def test_forgetting_a_name_never_turns_unknown_into_not_placed(tables, before, data):
    placements = tables["placements"]
    list_id, name = placements.iloc[data.draw(st.integers(0, len(placements) - 1))][["list_id", "institution_id"]]
    evidence = data.draw(st.sampled_from(Evidence))
    # Who is forgotten as a finalist is forgotten as a winner too, as the rules of the lists ask for.
    winners = tables["lists"].loc[tables["lists"]["parent_list_id"] == list_id, "list_id"]
    forgotten = dict(tables)
    for table in ("placements", "evidence"):
        gone = tables[table]["list_id"].isin([list_id, *winners]) & (tables[table]["institution_id"] == name)
        forgotten[table] = tables[table][~gone].reset_index(drop=True)
    after = status(view(forgotten, evidence))
    was, now = before[evidence]["status"], after["status"]
    assert not ((was == "unknown") & (now == "not_placed")).any()
    assert not ((was != "placed") & (now == "placed")).any()


@pytest.mark.parametrize("evidence", Evidence)
def test_every_name_that_stands_is_placed_and_nobody_else(tables, before, evidence):
    known = view(tables, evidence).known
    rows = before[evidence]
    placed = rows[rows["status"] == "placed"]
    assert set(zip(placed["edition"], placed["stage"], placed["institution_id"], placed["list_ids"], strict=True)) == {
        (edition, stage, lineage, (list_id,))
        for edition, stage, lineage, list_id in zip(
            known["edition"], known["stage"], known["lineage"], known["list_id"], strict=True
        )
    }


def test_stricter_evidence_turns_what_it_drops_into_unknown_and_never_into_a_no(before):
    for looser, stricter in pairwise(before[evidence]["status"] for evidence in Evidence):
        assert not ((looser != "not_placed") & (stricter == "not_placed")).any()
        assert not ((looser != "placed") & (stricter == "placed")).any()
