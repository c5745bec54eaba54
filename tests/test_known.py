import pandas as pd
import pytest
from small_worlds import world

from analysis.competition.known import known_names
from analysis.facts.citations import cited


def publishers(tables, evidence) -> dict[tuple[str, str], int]:
    names = known_names(tables, evidence)
    return {(row.list_id, row.lineage): row.publishers for row in names.itertuples()}


FINAL, WIN = "2018-finalist", "2018-winner"


@pytest.mark.parametrize(
    ("evidence", "standing"),
    [
        ("all", {"a": 3, "b": 1, "c": 1, "d": 1}),
        ("stated", {"a": 2, "b": 1, "c": 1}),
        ("corroborated", {"a": 2}),
    ],
)
def test_evidence_is_counted_by_publishers_and_implications_only_at_all(evidence, standing):
    """a: two publishers state it, one implies it; b: one states it; c: one on two pages; d: one implies it."""
    tables = world(
        lists=[("2018-finalist", 2018, "finalist", "all", 9, None)],
        names={FINAL: "abcd"},
        evidence=[
            (FINAL, "a", "one", "states"),
            (FINAL, "a", "two", "states"),
            (FINAL, "a", "three", "implies"),
            (FINAL, "b", "one", "states"),
            (FINAL, "c", "one", "states"),
            (FINAL, "c", "one-again", "states"),
            (FINAL, "d", "two", "implies"),
        ],
    )
    assert publishers(tables, evidence) == {(FINAL, name): number for name, number in standing.items()}


LISTS = [(FINAL, 2018, "finalist", "all", 9, None), (WIN, 2018, "winner", "all", 3, FINAL)]


def test_a_win_entails_the_finalists_place_at_its_own_strength():
    tables = world(
        lists=LISTS,
        names={FINAL: "ab", WIN: "a"},
        evidence=[
            (FINAL, "a", "one", "implies"),
            (FINAL, "b", "one", "implies"),
            (WIN, "a", "one", "states"),
            (WIN, "a", "two", "states"),
        ],
    )
    assert publishers(tables, "corroborated") == {(FINAL, "a"): 2, (WIN, "a"): 2}


def test_the_publishers_of_a_win_and_of_the_finalists_place_are_not_pooled():
    tables = world(
        lists=LISTS,
        names={FINAL: "a", WIN: "a"},
        evidence=[(FINAL, "a", "one", "states"), (WIN, "a", "two", "states")],
    )
    assert publishers(tables, "stated") == {(FINAL, "a"): 1, (WIN, "a"): 1}
    assert publishers(tables, "corroborated") == {}


def test_a_win_under_the_present_name_entails_the_place_under_the_former():
    tables = world(
        lists=LISTS,
        names={FINAL: ["old"], WIN: ["new"]},
        institutions={"old": ("ministry", None, None), "new": ("ministry", None, "old")},
        evidence=[(FINAL, "old", "one", "implies"), (WIN, "new", "one", "states"), (WIN, "new", "two", "states")],
    )
    assert publishers(tables, "corroborated") == {(FINAL, "new"): 2, (WIN, "new"): 2}


def test_the_pages_of_a_name_follow_the_level_of_evidence():
    tables = world(
        lists=LISTS,
        names={FINAL: "a"},
        evidence=[(FINAL, "a", "two", "states"), (FINAL, "a", "one", "states"), (FINAL, "a", "three", "implies")],
    )
    assert known_names(tables, "all")["source_ids"].tolist() == [("one", "three", "two")]
    assert known_names(tables, "stated")["source_ids"].tolist() == [("one", "two")]


def test_pages_are_numbered_in_the_order_of_their_table(tables):
    first, second, third = tables["sources"]["source_id"].head(3)
    used = cited(tables, pd.Series([(third, first), ()]), [(first, second)])
    assert dict(zip(used["source_id"], used["number"], strict=True)) == {first: 1, second: 2, third: 3}


def test_a_page_that_is_appended_renumbers_no_other(tables):
    pages = tables["sources"]["source_id"].head(4).tolist()
    appended = tables["sources"]["source_id"].iloc[-1]
    before = cited(tables, [tuple(reversed(pages))])
    after = cited(tables, [(appended,), tuple(reversed(pages))])
    pd.testing.assert_frame_equal(after.head(4), before)
