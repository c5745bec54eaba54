import pytest

from analysis.competition import status
from analysis.statistics import next_finds


@pytest.fixture(scope="module")
def found(tables):
    return next_finds.next_finds({evidence: status.view(tables, evidence) for evidence in ("all", "corroborated")})


def test_the_one_missing_regency_of_2022_settles_most(found):
    first = found.iloc[0]
    assert (first["find"], first["list_id"], first["level"]) == ("missing_name", "2022-finalist-general", "regency")
    assert (first["finds"], first["settles"]) == (1, 405)
    assert found["settles_each"].is_monotonic_decreasing


def test_second_sources_name_who_asks_for_one(found):
    row = found[(found["find"] == "second_source") & (found["list_id"] == "2019-winner-general")].iloc[0]
    assert row["institutions"] == ("bpom", "kota-semarang", "provinsi-jawa-barat")
    assert row["finds"] == 3


def test_second_sources_settle_only_their_own_names_while_names_are_missing_from_the_list(found):
    row = found[(found["find"] == "second_source") & (found["list_id"] == "2019-finalist-general")].iloc[0]
    assert row["settles"] == row["finds"] == 9


def test_missing_names_are_those_of_the_open_lists(found):
    names = found[found["find"] == "missing_name"].set_index("list_id")["finds"]
    assert names["2019-finalist-general"] == 8
    assert names["2020-finalist-general"] == 18
    assert "2018-finalist" not in names


@pytest.mark.parametrize("evidence", ["all", "stated", "corroborated"])
def test_missing_names_settle_who_may_be_on_that_list_alone(tables, evidence: str):
    view = status.view(tables, evidence)
    statuses = status.status(view).query("status == 'unknown'")
    found = next_finds.next_finds({"all": view, "corroborated": view}).query("find == 'missing_name'")
    settled = {list_id: list(statuses["list_ids"]).count((list_id,)) for list_id in found["list_id"]}
    assert found.set_index("list_id")["settles"].to_dict() == settled
