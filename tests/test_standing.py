import pytest

from analysis import runs, standing, status, trends
from analysis.results import results


@pytest.fixture(scope="module")
def views(tables):
    return {evidence: status.view(tables, evidence) for evidence in ("all", "stated", "corroborated")}


def placed(line, edition):
    """A sentence: a line was placed in an edition."""

    def is_true(view):
        frame = status.status(view)
        own = frame[(frame["institution_id"] == line) & (frame["edition"] == edition) & (frame["stage"] == "finalist")]
        return own["status"].item() == "placed"

    return is_true


def test_standing(views):
    assert standing.standing(views, placed("kota-solok", 2020)) == "certain"
    assert standing.standing(views, placed("provinsi-sumatera-selatan", 2019)) == "holds"
    assert standing.standing(views, placed("kota-medan", 2020)) == "open"


def test_a_sentence_on_a_run_asks_the_lower_end(views):
    def at_least(number):
        def is_true(view):
            found = runs.runs(view).set_index(["track", "edition_from", "edition_to"])
            return bool(found.loc[("institutions", 2018, 2020), "lower"] >= number)

        return is_true

    assert standing.standing(views, at_least(2)) == "certain"
    assert standing.standing(views, at_least(7)) == "holds"
    assert standing.standing(views, at_least(8)) == "open"


def test_evidence_changes(tables, views):
    found = results(tables, views)
    changes = standing.evidence_changes(found).set_index(["result", "about", "conclusion"])
    of_claims = changes.loc[("claims", "solok-2019-only-region-sumatera", "verdict")]
    assert tuple(of_claims) == ("refuted", "refuted", "undetermined")
    assert tuple(changes.loc[("retention", "2018, 2019, institutions", "retained")]) == ("12–20", "12–21", "5–22")
    assert ("claims", "solok-2018-only-province", "verdict") not in changes.index
    # 2018 is whole under all levels, so nothing changes for it.
    assert not [about for result, about, _ in changes.index if result == "level_mix" and about.startswith("2018")]


def test_results_are_all_levels_of_evidence_in_one_frame(tables, views):
    found = results(tables, views)
    for name in ("selectivity", "retention", "newcomers", "level_mix", "provinces", "claims"):
        assert list(found[name]["evidence"].unique()) == ["all", "stated", "corroborated"]
    one = found["newcomers"][found["newcomers"]["evidence"] == "stated"].reset_index(drop=True)
    assert one.equals(trends.newcomers(views["stated"]))
