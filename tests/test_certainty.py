import pandas as pd
import pytest

from analysis.competition import status
from analysis.statistics import certainty, trends


@pytest.fixture(scope="module")
def views(tables):
    return {evidence: status.view(tables, evidence) for evidence in ("all", "stated", "corroborated")}


@pytest.fixture(scope="module")
def found(processed):
    return processed


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
    assert of_line(found, "kota-ambon", 2018, 2019, 2020, 2022) == "certain"


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
    changes = certainty.evidence_changes(found)

    def said(conclusion: str, **about: str) -> list[str] | None:
        rows = changes[(changes[[*about]] == about).all(axis="columns") & (changes["conclusion"] == conclusion)]
        return None if rows.empty else rows[["all", "stated", "corroborated"]].squeeze().tolist()

    assert said("verdict", claim_id="solok-2019-only-region-sumatera") == ["refuted", "refuted", "undetermined"]
    assert said("verdict", claim_id="solok-2018-only-province") is None
    between = {"edition_from": "2018", "edition_to": "2019", "track": "institutions"}
    assert said("retained", result="retention", **between) == ["12–20", "12–21", "5–22"]
    solok = said("status", edition="2022", stage="finalist", institution_id="kota-solok")
    assert solok is not None and solok[::2] == ["not_placed", "unknown"]
    run = said("names", result="runs", **(between | {"edition_to": "2020"}))
    assert run is not None and run[::2] == ["7–20", "2–22"]
    assert said("areas", result="reached", area="province", edition="all") == ["17–34", "17–34", "14–34"]
    # 2018 is whole under all levels, so nothing changes for it.
    assert said("names", result="level_mix", edition="2018") is None


def test_a_conclusion_has_the_key_of_its_result_and_no_other(found):
    changes = certainty.evidence_changes(found)
    for result, (key, _) in certainty.CONCLUSIONS.items():
        given = changes[changes["result"] == result][certainty.KEYS].notna().all()
        assert list(given.index[given]) == [column for column in certainty.KEYS if column in key]


def test_results_are_all_levels_of_evidence_in_one_frame(found, views):
    for name in ("selectivity", "retention", "newcomers", "level_mix", "provinces", "claims"):
        assert list(found[name]["evidence"].unique()) == ["all", "stated", "corroborated"]
    one = found["newcomers"][found["newcomers"]["evidence"] == "stated"].reset_index(drop=True)
    assert one.equals(trends.newcomers(views["stated"]))


def test_an_interval_of_another_cohort_makes_nothing_certain():
    rows = pd.DataFrame({"evidence": ["all", "corroborated"], "lower": [2, 2], "upper": [9, 5], "cohort": [20, 20]})
    assert certainty.of_interval(rows, "all") == "certain"
    assert certainty.of_interval(rows.assign(cohort=[20, 12]), "all") == "holds"
