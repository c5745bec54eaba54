import pandas as pd
import pytest

from analysis.competition import status
from analysis.statistics import certainty, trends
from analysis.statistics.results import results


@pytest.fixture(scope="module")
def views(tables):
    return {evidence: status.view(tables, evidence) for evidence in ("all", "stated", "corroborated")}


@pytest.fixture(scope="module")
def found(tables, views):
    return results(tables, views)


def of_line(found, line, *editions):
    rows = found["status"]
    own = rows[(rows["institution_id"] == line) & (rows["stage"] == "finalist") & rows["edition"].isin(editions)]
    asked, strict = (own.loc[own["evidence"] == level, "status"].tolist() for level in ("all", "corroborated"))
    return certainty.of_statuses(asked, strict)


def test_of_statuses(found):
    assert of_line(found, "kota-solok", 2018, 2019, 2020) == "certain"
    assert of_line(found, "kota-solok", 2022) == "holds"
    assert of_line(found, "provinsi-sumatera-selatan", 2019) == "holds"
    assert of_line(found, "kabupaten-solok", 2020) == "open"
    assert of_line(found, "kabupaten-solok", 2018, 2020) == "holds"


def test_of_at_least(found):
    run = found["runs"].query("track == 'institutions' and edition_from == 2018 and edition_to == 2020")
    assert certainty.of_at_least(run, "all") == "holds"
    assert certainty.of_at_least(run, "corroborated") == "certain"


def test_of_interval(found):
    retention = found["retention"].query("edition_from == 2018 and track == 'all'")
    assert certainty.of_interval(retention, "all") == "holds"
    assert certainty.of_interval(retention, "corroborated") == "certain"
    of_2018 = found["provinces"].query("province_code == '13' and edition == '2018'")
    assert certainty.of_interval(of_2018, "all") == "certain"  # the list of 2018 is whole at all levels


def test_evidence_changes(found):
    changes = certainty.evidence_changes(found).set_index(["result", "about", "conclusion"])
    of_claims = changes.loc[("claims", "solok-2019-only-region-sumatera", "verdict")]
    assert tuple(of_claims) == ("refuted", "refuted", "undetermined")
    assert tuple(changes.loc[("retention", "2018, 2019, institutions", "retained")]) == ("12–20", "12–21", "5–22")
    assert ("claims", "solok-2018-only-province", "verdict") not in changes.index
    assert tuple(changes.loc[("status", "2022, finalist, kota-solok", "status")])[::2] == ("not_placed", "unknown")
    assert tuple(changes.loc[("runs", "2018, 2020, institutions", "names")])[::2] == ("7–20", "2–22")
    # 2018 is whole under all levels, so nothing changes for it.
    assert not [about for result, about, _ in changes.index if result == "level_mix" and about.startswith("2018")]


def test_results_are_all_levels_of_evidence_in_one_frame(found, views):
    for name in ("selectivity", "retention", "newcomers", "level_mix", "provinces", "claims"):
        assert list(found[name]["evidence"].unique()) == ["all", "stated", "corroborated"]
    one = found["newcomers"][found["newcomers"]["evidence"] == "stated"].reset_index(drop=True)
    assert one.equals(trends.newcomers(views["stated"]))


def test_an_interval_of_another_cohort_makes_nothing_certain():
    rows = pd.DataFrame({"evidence": ["all", "corroborated"], "lower": [2, 2], "upper": [9, 5], "cohort": [20, 20]})
    assert certainty.of_interval(rows, "all") == "certain"
    assert certainty.of_interval(rows.assign(cohort=[20, 12]), "all") == "holds"


def test_provinces_reached_change_with_the_evidence(found):
    changes = certainty.evidence_changes(found).set_index(["result", "about", "conclusion"])
    row = changes.loc["reached", "province_code, all", "areas"]
    assert row[["all", "stated", "corroborated"]].tolist() == ["17–34", "17–34", "14–34"]
