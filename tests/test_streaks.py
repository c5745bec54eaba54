import pytest

from analysis.competition import status
from analysis.statistics import streaks


@pytest.fixture(scope="module")
def view(tables):
    return status.view(tables, "all")


def test_places_and_wins(view):
    found = streaks.places_and_wins(view).set_index("institution_id").drop(columns="evidence")
    assert tuple(found.loc["kota-solok"]) == (3, 3, 0, 1)
    assert tuple(found.loc["kota-sukabumi"]) == (1, 3, 0, 1)
    assert tuple(found.loc["bpom"]) == (4, 4, 3, 3)


def test_a_ministry_and_its_successors_are_one_line(view):
    found = streaks.places_and_wins(view).set_index("institution_id")
    assert found.loc["kemendikbudristek", "places_lower"] == 4
    assert "kemendikbud" not in found.index


def test_runs(view):
    found = streaks.runs(view).set_index(["track", "edition_from", "edition_to"])
    run = found.loc[("institutions", 2018, 2020)]
    assert (run["editions"], run["lower"], run["upper"]) == (3, 7, 20)
    assert run["expected_low"] == pytest.approx(25 * 30 / 187 * 36 / 237)
    assert run["expected_high"] == pytest.approx(25 * 30 / 147 * 36 / 237)
    assert (round(run["expected_low"], 1), round(run["expected_high"], 1)) == (0.6, 0.8)
    assert ("units", 2018, 2020) not in found.index


def test_runs_say_nothing_of_lots_without_the_number_registered(tables):
    figures = tables["figures"]
    view = status.view({**tables, "figures": figures[figures["edition"] != 2020]}, "all")
    found = streaks.runs(view).set_index(["track", "edition_from", "edition_to"])
    assert found.loc[("institutions", 2018, 2020), ["expected_low", "expected_high"]].isna().all()
    assert found.loc[("institutions", 2018, 2019), ["expected_low", "expected_high"]].notna().all()


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("kota-semarang", "kota-sukabumi", "unknown"),
        ("kota-semarang", "kota-solok", "no"),
        ("bpom", "kota-medan", "yes"),
        ("bpom", "kota-solok", "yes"),
        ("kota-solok", "bpom", "no"),
    ],
)
def test_ahead(view, first, second, answer):
    places = streaks.places_and_wins(view).set_index("institution_id")
    pair = (places.loc[[each]].reset_index() for each in (first, second))
    assert streaks.ahead(*pair).tolist() == [answer]
