import pandas as pd
import pytest
import worlds
from hypothesis import assume, given
from hypothesis import strategies as st
from test_bounds import completions, few

from analysis.competition import status
from analysis.statistics import claims
from analysis.vocabulary import Level, Reason


@pytest.fixture(scope="module")
def checked(tables):
    return {
        evidence: claims.claims(status.view(tables, evidence)).set_index("claim_id")
        for evidence in ("all", "stated", "corroborated")
    }


def judge(tables, evidence="all", **cells):
    """Check one claim of a page that supports nothing else, unless its source_id is given."""
    row = dict.fromkeys(tables["claims"].columns) | {"claim_id": "it", "statement": "…", "source_id": "press"} | cells
    claim = pd.DataFrame([row]).astype(tables["claims"].dtypes.to_dict())
    return claims.claims(status.view({**tables, "claims": claim}, evidence)).iloc[0]


def said(found):
    return found["verdict"], found["reason"], found["deciding"], found["missing"]


@pytest.mark.parametrize(
    ("claim_id", "expected"),
    [
        ("solok-2018-placed", ("supported", "placed", ("2018-finalist",), 0)),
        ("solok-2018-only-province", ("supported", "alone", ("2018-finalist",), 0)),
        ("solok-2019-only-city-sumatera", ("undetermined", "open_slots", ("2019-finalist-general",), 8)),
        ("solok-2019-only-region-sumatera", ("refuted", "another_placed", ("provinsi-sumatera-selatan",), 0)),
        ("top46-general", ("supported", "size_of_list", ("2020-finalist-general",), 0)),
        ("edition-2022-fourth", ("supported", "order_of_editions", ("2018", "2019", "2020", "2022"), 0)),
        ("ambon-2018-rank", ("undetermined", "not_a_ranking", ("2018-finalist",), 0)),
    ],
)
def test_worked_examples(checked, claim_id, expected):
    assert said(checked["all"].loc[claim_id]) == expected


def test_the_total_of_2020_is_that_of_all_its_lists(checked):
    assert said(checked["all"].loc["top46-total"])[:2] == ("supported", "size_of_list")


def test_every_claim_has_a_verdict_and_a_documented_reason(checked, tables):
    for frame in checked.values():
        assert list(frame.index) == list(tables["claims"]["claim_id"])
        assert set(frame["verdict"]) <= {"supported", "refuted", "undetermined"}
        assert set(frame["reason"]) <= set(Reason)


def test_a_refutation_by_one_publisher_does_not_stand_under_corroborated(checked):
    assert said(checked["corroborated"].loc["solok-2019-only-region-sumatera"])[:2] == ("undetermined", "open_slots")


def test_without_the_claimant_one_publisher_is_too_weak_for_corroborated(checked):
    found = checked["corroborated"].loc["solok-2020-placed"]
    assert said(found)[:2] == ("undetermined", "too_weak")
    assert checked["stated"].loc["solok-2020-placed", "verdict"] == "supported"


def test_only_the_claimant_says_so(tables):
    evidence = tables["evidence"]
    others = evidence["source_id"].ne("topsumbar-2022") & evidence["institution_id"].eq("kota-solok")
    found = claims.claims(status.view({**tables, "evidence": evidence[~others]}, "all")).set_index("claim_id")
    assert said(found.loc["solok-2020-placed"])[:2] == ("undetermined", "only_the_claimant")
    # The whole list of 2018 lacks one name then, which could be anybody's.
    assert said(found.loc["solok-2018-placed"]) == ("undetermined", "only_the_claimant", ("2018-finalist",), 1)


def test_a_length_that_only_the_claimant_gives_is_no_evidence(tables):
    lists = tables["lists"].assign(source_id="press")
    found = judge({**tables, "lists": lists}, kind="size", edition=2020, track="general", stated=30)
    assert said(found)[:2] == ("undetermined", "only_the_claimant")
    found = judge(
        {**tables, "lists": lists}, kind="only", edition=2018, institution_id="kota-solok", province_code="13"
    )
    assert said(found) == ("undetermined", "open_slots", ("2018-finalist",), 1)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"kind": "placed", "institution_id": "kota-batam", "edition": 2018}, ("refuted", "not_placed")),
        ({"kind": "placed", "institution_id": "kota-batam", "edition": 2019}, ("undetermined", "open_slots")),
        ({"kind": "placed", "institution_id": "kota-solok", "edition": 2022}, ("refuted", "not_placed")),
        (
            {"kind": "only", "institution_id": "kota-ambon", "edition": 2018, "island_group": "Jawa"},
            ("refuted", "out_of_scope"),
        ),
        ({"kind": "only", "institution_id": "pos-indonesia", "edition": 2018, "level": "soe"}, ("supported", "alone")),
        ({"kind": "only", "institution_id": "pertamina", "edition": 2022, "level": "soe"}, ("supported", "alone")),
        ({"kind": "size", "edition": 2020, "track": "unit", "stated": 11}, ("refuted", "size_of_list")),
        ({"kind": "size", "edition": 2018, "level": "city", "stated": 10}, ("supported", "number_placed")),
        ({"kind": "size", "edition": 2019, "level": "city", "stated": 16}, ("refuted", "number_placed")),
        ({"kind": "size", "edition": 2019, "level": "city", "stated": 9}, ("undetermined", "open_slots")),
        ({"kind": "ordinal", "edition": 2022, "stated": 5}, ("refuted", "order_of_editions")),
        ({"kind": "rank", "institution_id": "kota-banjarbaru", "edition": 2019, "stated": 2}, ("supported", "ranked")),
        (
            {"kind": "rank", "institution_id": "kota-banjarbaru", "edition": 2019, "stated": 3},
            ("undetermined", "not_a_ranking"),
        ),
        ({"kind": "rank", "institution_id": "kota-batam", "edition": 2018, "stated": 3}, ("refuted", "not_placed")),
    ],
)
def test_verdicts(tables, cells, expected):
    assert said(judge(tables, **cells))[:2] == expected


def test_an_edition_known_from_the_claimant_alone_can_not_be_counted(tables):
    facts, lists = (tables[name].assign(source_id="press") for name in ("edition_facts", "lists"))
    found = judge({**tables, "edition_facts": facts, "lists": lists}, kind="ordinal", edition=2022, stated=4)
    assert said(found)[:2] == ("undetermined", "only_the_claimant")


def is_true(cells, lists):
    on = worlds.placed(lists, cells["edition"])
    of = {name for name in on if worlds.level_then(name, cells["edition"]) == cells.get("level")}
    if cells["kind"] == "placed":
        return cells["institution_id"] in on
    if cells["kind"] == "only":
        if "level" not in cells:
            of = {name for name in on if worlds.PROVINCE.get(name) == cells["province_code"]}
        return of == {cells["institution_id"]}
    return len(of) == cells["stated"]


@few
@given(worlds.worlds(most_gone=3), st.data())
def test_verdicts_hold_in_all_completions(world, data):
    """Supported is true in every completion, refuted in none, and with open slots both may come."""
    tables = worlds.tables(world)
    institutions = tables["institutions"]["institution_id"].tolist()
    institution_id = data.draw(st.sampled_from([each for each in institutions if each != worlds.OLD]))
    edition = data.draw(st.sampled_from(world.editions))
    scope = data.draw(
        st.sampled_from([{"province_code": "11"}, {"province_code": "12"}, *({"level": each} for each in Level)])
    )
    cells = data.draw(
        st.sampled_from(
            [
                {"kind": "placed", "institution_id": institution_id},
                {"kind": "only", "institution_id": institution_id, **scope},
                {"kind": "size", "level": scope.get("level", "city"), "stated": 1},
            ]
        )
    )
    cells["edition"] = edition
    found = judge(tables, **cells)
    truths = {is_true(cells, lists) for lists in completions(world)}
    assume(truths)
    if found["verdict"] == "supported":
        assert truths == {True}
    if found["verdict"] == "refuted":
        assert truths == {False}
    if not world.gone:
        assert found["verdict"] != "undetermined"


def test_no_verdict_rests_on_what_the_claimant_says_of_missing_names(tables):
    slots = tables["open_slots"].assign(source_id="press")
    found = judge({**tables, "open_slots": slots}, kind="only", edition=2022, institution_id="pertamina", level="soe")
    assert said(found) == ("undetermined", "open_slots", ("2022-finalist-general",), 1)
    assert status.view(tables, "all").slots["level"].eq("regency").sum() == 1
