"""What differs between levels of evidence, states of the data and pages, in sentences."""

import pandas as pd

import analysis as tr
from analysis.words.language import Words


def test_levels_of_evidence_differ_in_claims_names_statuses_then_numbers(d: tr.Data):
    changes = d.differences("corroborated")
    assert changes.sentences[1] == "Claim “Kota Solok reached the Top 46 of 2020”: supported → can't be decided"
    assert changes.sentences[2].startswith("56 names are no longer known: ")
    assert changes.sentences[3] == "163 statuses of finalists differ: 118 not placed → unknown, 45 finalist → unknown"
    assert "retention: 8 numbers differ, such as 2018, 2019, all lists: 12–20 → 5–22" in changes.sentences


def test_each_change_is_a_row(d: tr.Data):
    frame = d.differences("corroborated").frame
    assert (frame["result"] == "status").sum() == 163 + 1120
    retained = frame[(frame["result"] == "retention") & (frame["about"] == "2018, 2019, all lists")].iloc[0]
    assert (retained["before"], retained["after"]) == ("12–20", "5–22")


def test_two_states_of_the_data_differ_in_what_became_known(d: tr.Data, supposing: tr.Data):
    changes = d.differences(supposing)
    assert changes.sentences[0] == "one name more is known: Kota Padang 2020 finalist"
    assert changes.sentences[1] == "one status of finalists differs: unknown → finalist"
    back = supposing.differences(d)
    assert len(back.frame) == len(changes.frame)


def test_a_score_that_is_another_and_the_number_that_moved_most_are_told(d: tr.Data):
    mine = {"indicator": "answered", "unit": "score 0-100", "year": 2023}
    one, other = (d.with_scores(pd.DataFrame({"name": ["Kota Solok"], "value": [each]}), **mine) for each in (70, 72.5))
    assert one.differences(other).sentences == ["one score differs: Kota Solok 2023 answered all-years: 70 → 72.5"]
    assert list(d.differences(one).sentences) == ["one score more is known: Kota Solok 2023 answered all-years"]
    told = d.differences("corroborated").sentences
    assert [each.partition(":")[0] for each in told if "such as" in each][:2] == [
        "places and wins of each institution",
        "retention",
    ]
    assert any("provinces: 204 numbers differ, such as Sumatera Utara, 2022: 5–18 → 1–27" in each for each in told)


def test_nothing_differs_from_itself(d: tr.Data):
    changes = d.differences(d)
    assert not changes
    assert repr(changes) == "Nothing differs."
    assert changes.frame.empty


def test_pages_differ_in_their_headline_first_and_renumbered_notes_are_no_difference(d: tr.Data):
    page, strict = (each.region("Kota Solok").page() for each in (d, d.at("corroborated")))
    changes = strict - page
    assert changes.sentences[0] == (
        "Now: Kota Solok was among the finalists three times running (2018, 2019 and 2020). "
        "Before: Kota Solok was among the finalists three times running (2018, 2019 and 2020), and not in 2022."
    )
    assert not any("[" in sentence for sentence in changes.sentences)
    assert not page - page


def test_a_page_with_something_supposed_differs_in_what_follows_from_it_alone(d: tr.Data, supposing: tr.Data):
    changes = supposing.region("Kota Padang").page() - d.region("Kota Padang").page()
    assert changes.sentences[0] == "Now: Kota Padang was among the finalists in 2020, and not in 2018 or 2022."
    statuses = [each for each in changes.sentences if each.startswith("Status by edition")]
    assert [each.partition(":")[0] for each in statuses] == ["Status by edition, 2020"]


def test_differences_are_said_in_indonesian(d: tr.Data):
    indonesian = tr.Data(d._all, d.evidence, Words("id"), d._folders)
    assert "163 status finalis berbeda: 118 " in repr(indonesian.differences())
    assert "2022 finalis; " in repr(indonesian.differences())
    assert "<li>" in indonesian.differences()._repr_html_()
