"""Worked cases of the findings: what a page will say, before any sentence is made of it."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis import findings
from analysis.errors import Refused
from analysis.findings import (
    by_region,
    of_claims,
    of_data_quality,
    of_edition,
    of_national_trends,
    of_province,
    of_region,
)
from analysis.findings.common import checked_edition, checked_editions, sources_of_lists
from analysis.findings.injected import refuse_unknown
from analysis.findings.placings import placings
from analysis.reports.subjects import SUBJECTS
from analysis.statistics.results import Results
from analysis.vocabulary import Evidence


def by_edition(found: of_region.RegionFindings, stage: str = "finalist") -> dict[int, str]:
    rows = found.status[found.status["stage"] == stage]
    return dict(zip(rows["edition"], rows["status"], strict=True))


def test_kota_solok_three_times_running_and_not_in_2022(processed) -> None:
    found = of_region.region_findings(processed, "Kota Solok", None, "all")
    assert by_edition(found) == {2018: "placed", 2019: "placed", 2020: "placed", 2022: "not_placed"}
    assert found.unit_names_missing == 3 + 7 + 3  # winners are drawn from the finalists, so they do not count twice
    assert found.certainty == "holds"  # that no missing name of 2022 is a city rests on one page
    streak = found.streak.iloc[0]
    assert (streak["edition_from"], streak["edition_to"], streak["lower"]) == (2018, 2020, 7)
    assert streak[["expected_low", "expected_high"]].round(1).tolist() == [0.6, 0.8]
    alone = found.others.set_index("edition")
    assert alone.loc[2018, ["placed", "possible", "missing", "certainty"]].tolist() == [(), 0, 0, "certain"]
    assert alone.loc[[2018, 2020], "only_one"].tolist() == ["yes", "unknown"]
    assert alone.loc[2018, "source_ids"]  # that nobody else was rests on pages as well
    assert alone.loc[[2019, 2020], "certainty"].tolist() == ["open", "open"]
    assert found.streak_certainty == "holds"  # the strictest evidence gives two, not seven
    assert alone.loc[2020, "placed"] == ()
    assert alone.loc[2020, ["possible", "missing"]].tolist() == [19, 18]


def test_a_region_with_others_of_its_province_beside_it_was_not_the_only_one(processed) -> None:
    others = of_region.region_findings(processed, "Kota Malang", None, "all").others.set_index("edition")
    assert others["only_one"].tolist() == ["no", "no"]  # whoever else may have been
    assert others.loc[2019, ["placed", "possible"]].tolist() == [("Kota Madiun",), 37]


def test_an_edition_is_called_by_its_list_for_all_governments(processed) -> None:
    assert by_region.editions(processed, "all")["label"].tolist() == ["Top 25", "Top 30", "Top 46", "Top 51"]


def test_findings_show_themselves_field_by_field_with_what_each_means(processed) -> None:
    first, *fields = repr(of_region.region_findings(processed, "Kota Solok", None, "all")).splitlines()
    assert first == "RegionFindings"
    assert fields[0].split("  ")[1:2] == ["name"]
    assert fields[0].endswith("Kota Solok                Its full name, such as Kota Solok or Provinsi Bali.")
    (status,) = [line for line in fields if line.startswith("  status ")]
    assert "8 rows" in status
    assert "One row an edition and stage: edition, stage, status, " in status


def test_every_status_of_a_region_leads_to_its_sources(processed) -> None:
    found = of_region.region_findings(processed, "Kota Solok", None, "all")
    assert found.status["source_ids"].all()
    used = {page for source_ids in found.status["source_ids"] for page in source_ids}
    assert used <= set(found.sources["source_id"])
    assert list(found.sources["number"]) == list(range(1, len(found.sources) + 1))


def test_who_is_not_placed_is_so_by_pages_that_name_the_others_and_rule_out_the_missing(processed) -> None:
    found = of_region.region_findings(processed, "Kota Solok", None, "all").status.set_index(["edition", "stage"])[
        "source_ids"
    ]
    names = processed["known_names"].query("evidence == 'all'")
    for edition, stage, list_id in ((2022, "finalist", "2022-finalist-general"), (2018, "winner", "2018-winner")):
        cited = set(found[edition, stage])
        others = names.loc[names["list_id"] == list_id, "source_ids"]
        assert all(cited.intersection(source_ids) for source_ids in others)
    assert "transkepri-com" in found[2022, "finalist"]  # says that the missing name is a regency


def test_a_region_that_was_never_placed_gets_what_is_known_and_what_is_not(processed) -> None:
    found = of_region.region_findings(processed, "Kabupaten Solok", None, "all")
    assert by_edition(found) == {2018: "not_placed", 2019: "unknown", 2020: "unknown", 2022: "unknown"}
    missing = found.status[found.status["status"] == "unknown"].set_index(["edition", "stage"])
    assert missing.loc[(2020, "finalist"), ["missing", "size"]].tolist() == [18, 30]
    assert found.places[["places_lower", "places_upper"]].iloc[0].tolist() == [0, 3]


def test_a_region_founded_later_could_not_take_part(processed) -> None:
    found = of_region.region_findings(processed, "Papua Selatan", None, "all")
    assert set(by_edition(found).values()) == {"not_eligible"}
    assert found.exists_from == "2022-07-25"


def test_a_unit_counts_for_its_region_and_one_that_only_stands_there_does_not(processed) -> None:
    own = of_region.region_findings(processed, "Kota Malang", None, "all").units
    assert own["own"].all()
    assert set(own["stage"]) == {"finalist", "winner"}
    standing_there = of_region.region_findings(processed, "Kota Surabaya", None, "all").units
    assert standing_there[["institution_name", "own"]].to_numpy().tolist() == [
        ["Institut Teknologi Sepuluh Nopember", False]
    ]


def test_an_edition_shows_its_open_slots_and_what_is_known_of_them(processed) -> None:
    found = of_edition.edition_findings(processed, 2022, "all")
    lists = found.lists.set_index("list_id")
    assert lists.loc["2022-finalist-general", ["size", "known", "open", "levels"]].tolist() == [
        30,
        29,
        1,
        (("regency", 1),),
    ]
    strict = of_edition.edition_findings(processed, 2022, "corroborated").lists.set_index("list_id")
    assert strict.loc["2022-finalist-general", "levels"] == ()
    first = of_edition.edition_findings(processed, 2018, "all")
    assert first.newcomers.empty
    assert first.retention.empty


def test_data_quality_counts_each_name_once(processed) -> None:
    lists = of_data_quality.data_quality_findings(processed, "all").lists
    parts = lists[["corroborated", "stated", "implied", "open"]].sum(axis="columns")
    assert parts.tolist() == lists["size"].tolist()


def test_a_province_is_given_as_bounds(processed) -> None:
    found = of_province.province_findings(processed, "Sumatera Barat", None, "all")
    overall = found.by_edition.set_index("edition").loc["all"]
    assert overall[["governments", "lower", "upper"]].tolist() == [20, 2, 20]
    with pytest.raises(Refused, match="founded on 2022-07-25: its governments count for Papua"):
        of_province.province_findings(processed, "Papua Selatan", None, "all")


def test_the_country_over_some_editions_shows_only_those(processed) -> None:
    found = of_national_trends.national_trends_findings(processed, [2018, 2019], "all")
    assert set(found.selectivity["edition"]) == {2018, 2019}
    assert found.retention[["lower", "upper"]].iloc[0].tolist() == [12, 20]
    assert found.all_editions["edition"].tolist() == [2018, 2019, 2020, 2022]  # provinces are over these
    apart = of_national_trends.national_trends_findings(processed, [2018, 2022], "all")
    assert apart.runs.empty  # 2019 and 2020 lie between


@pytest.mark.parametrize("evidence", ["all", "corroborated"])
def test_completeness_follows_the_evidence_asked_for(processed, evidence: str) -> None:
    known = of_province.province_findings(processed, "Sumatera Barat", None, evidence).editions.set_index("edition")[
        "known"
    ]
    assert known[2018] == 25
    assert known[2019] == {"all": 29, "corroborated": 15}[evidence]


def test_the_conclusions_that_change_with_the_evidence_are_listed_whole(processed) -> None:
    found = of_data_quality.data_quality_findings(processed, "all")
    changes = found.changes
    listed = {"retention", "newcomers", "level_mix", "runs", "provinces", "island_groups", "reached", "claims"}
    assert set(changes["result"]) == listed
    counted = found.changes_counted.set_index("result")
    assert set(counted.index) == listed | {"places_and_wins", "status"}
    assert counted["listed"].sum() == len(changes)
    assert counted.loc["retention", "listed"] == counted.loc["retention", "conclusions"]
    rank = changes[(changes["province"] == "Sumatera Barat") & (changes["conclusion"] == "rank")].iloc[0]
    assert (rank["all"], rank["corroborated"]) == ("1–19", "1–28")


def test_claims_change_with_the_evidence(processed) -> None:
    verdicts = of_claims.claims_findings(processed, "all").verdicts.set_index("claim_id")
    assert verdicts.loc["solok-2019-only-region-sumatera"].tolist() == ["refuted", "refuted", "undetermined"]
    assert set(verdicts.loc["solok-2018-only-province"]) == {"supported"}


@pytest.mark.parametrize(
    ("notebook", "parameters", "line"),
    [
        ("edition", {"edition": 2021, "evidence": "all"}, "bears the title 'Tahun 2021'"),
        ("edition", {"edition": "2020?", "evidence": "all"}, "edition '2020?' is not an edition"),
        ("region", {"region": "Kota Solok", "editions": [], "evidence": "all"}, "editions [] is not a list of years"),
        ("region", {"region": 13, "editions": None, "evidence": "all"}, "region 13 is not a name"),
        ("indicators", {"indicator": "ombudsman", "evidence": "all"}, "did you mean ombudsman_compliance?"),
        ("claims", {"evidence": "states"}, "did you mean stated?"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_refused(processed, notebook, parameters, line) -> None:
    with pytest.raises(Refused) as refused:
        findings.digest(SUBJECTS[notebook].find, parameters, processed)
    assert line in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_hash_of_a_page_changes_only_with_what_it_says(processed) -> None:
    def digest(region: str, tables: Results) -> str:
        parameters = {"region": region, "editions": None, "evidence": "all"}
        return findings.digest(of_region.region_findings, parameters, tables)

    sources = processed.sources
    changed = sources["source_id"] == "cengkepala-com"  # a page on Kota Ambon
    other = Results({**processed, "sources": sources.assign(title=sources["title"].mask(changed, "Another title"))})
    assert digest("Kota Solok", processed) == digest("Kota Solok", other)
    assert digest("Kota Ambon", processed) != digest("Kota Ambon", other)


@pytest.mark.parametrize("edition", [2018, 2019, 2020, 2022])
def test_one_edition_alone_has_no_run_and_no_retention(processed, edition: int) -> None:
    assert of_region.region_findings(processed, "Kota Solok", [edition], "all").streak.empty
    assert (
        of_province.province_findings(processed, "Sumatera Barat", [edition], "all")
        .governments["edition"]
        .eq(edition)
        .all()
    )
    assert of_national_trends.national_trends_findings(processed, [edition], "all").retention.empty


def test_a_standing_is_certain_only_where_nothing_is_open(processed) -> None:
    assert of_region.region_findings(processed, "Kabupaten Solok", None, "all").certainty == "holds"
    assert of_region.region_findings(processed, "Kabupaten Solok", [2018], "all").certainty == "certain"
    assert of_region.region_findings(processed, "Kabupaten Solok", [2020], "all").certainty == "open"
    # Under the strictest evidence the rank of Sumatera Barat may be lower.
    assert of_province.province_findings(processed, "Sumatera Barat", None, "all").certainty == "holds"


@pytest.mark.parametrize("evidence", ["all", "stated", "corroborated"])
def test_the_strength_of_a_list_follows_the_evidence_asked_for(processed, evidence: str) -> None:
    lists = of_data_quality.data_quality_findings(processed, evidence).lists
    parts = lists[["corroborated", "stated", "implied"]].sum(axis="columns")
    assert parts.tolist() == lists["known"].tolist()
    assert (lists["known"] + lists["open"]).tolist() == lists["size"].tolist()


def test_units_that_stand_below_a_province_are_units_in_it(processed) -> None:
    found = of_region.region_findings(processed, "Provinsi DKI Jakarta", None, "all")
    assert "Kantor Pertanahan Kota Administrasi Jakarta Timur" in set(found.units["institution_name"])
    assert found.others.empty  # no other government of Jakarta could take part


def test_a_place_that_no_page_states_is_marked(processed) -> None:
    found = of_region.region_findings(processed, "Kota Tangerang", None, "all").status
    assert found.loc[found["implied"], ["edition", "stage"]].to_numpy().tolist() == [[2020, "finalist"]]
    assert not of_region.region_findings(processed, "Kota Solok", None, "all").status["implied"].any()


def test_the_length_of_a_list_is_cited_wherever_it_is_said(processed) -> None:
    found = of_region.region_findings(processed, "Kota Solok", None, "all")
    lists = processed["lists"].set_index("list_id")
    assert set(lists.query("stage == 'finalist'")["source_id"]) <= set(found.sources["source_id"])
    for row in found.status.query("status == 'placed'").itertuples():  # beside each stands how many names are missing
        assert lists.loc[row.list_ids[0], "source_id"] in row.source_ids


def test_sources_of_lists_give_lengths_names_and_what_is_told_of_missing_names() -> None:
    lists = pd.DataFrame({"list_id": ["a", "b"], "source_id": ["long", "long"]})
    names = pd.DataFrame(
        {"list_id": ["a", "a", "b", "c"], "source_ids": [("one", "two"), ("two",), ("two",), ("elsewhere",)]}
    )
    tables = Results({"open_slots": pd.DataFrame({"list_id": ["b", "c"], "source_id": ["cut", "other"]})})
    assert sources_of_lists(tables, lists, names, "all") == ("long", "two", "cut")
    assert sources_of_lists(tables, lists, names, "corroborated") == ("long", "two")


def covers(source_ids: tuple[str, ...], names: pd.DataFrame) -> bool:
    return all(set(source_ids).intersection(pages) for pages in names["source_ids"])


@pytest.mark.parametrize("evidence", ["all", "corroborated"])
def test_the_pages_of_an_edition_name_everybody_who_is_drawn(processed, evidence: str) -> None:
    found = of_national_trends.national_trends_findings(processed, [2019, 2022], evidence)
    names = processed["known_names"].query("stage == 'finalist' and evidence == @evidence")
    for row in found.all_editions.itertuples():
        assert covers(row.source_ids, names[names["edition"] == row.edition])
        assert set(row.source_ids) <= set(found.sources["source_id"])


def test_selectivity_is_certain_only_where_figures_agree_and_two_publishers_print_them(processed) -> None:
    def standing(tables, editions) -> str:
        return of_national_trends.national_trends_findings(tables, editions, "all").certainties["selectivity"]

    assert standing(processed, [2018]) == "holds"  # one publisher
    figures = processed["figures"]
    once = figures[(figures["measure"] == "registered_institutions") & figures["edition"].isin([2018, 2019])]
    more = pd.concat([figures, once.assign(source_id="babarito-com", preferred=0)])
    twice = Results({**processed, "figures": more})
    assert standing(twice, [2018]) == "certain"
    assert standing(twice, [2018, 2019]) == "holds"  # 147 or 187


def test_the_pages_of_a_list_name_all_that_is_known_of_it(processed) -> None:
    found = of_data_quality.data_quality_findings(processed, "all")
    names = processed["known_names"].query("evidence == 'all'")
    for row in found.lists.itertuples():
        assert covers(row.source_ids, names[names["list_id"] == row.list_id])
        assert set(row.source_ids) <= set(found.sources["source_id"])


@pytest.mark.parametrize("evidence", ["all", "stated", "corroborated"])
def test_a_claim_is_decided_by_other_pages_than_the_claimants(processed, evidence: str) -> None:
    found = of_claims.claims_findings(processed, evidence)
    claims = found.claims.set_index("claim_id")
    for claim in claims.itertuples():
        others = set(claim.deciding_ids)
        assert others.isdisjoint(claim.source_ids)
        assert others <= set(found.sources["source_id"])
    names = processed["known_names"].query("list_id == '2018-finalist' and evidence == @evidence")
    assert covers(claims.loc["solok-2018-only-province", "deciding_ids"], names)


def test_who_refutes_a_claim_is_named_by_its_pages(processed) -> None:
    claims = of_claims.claims_findings(processed, "all").claims.set_index("claim_id")
    assert claims.loc["solok-2019-only-region-sumatera", "deciding_ids"] == ("kordanews-com", "sriwijayamedia-com")
    assert claims.loc["solok-2020-placed", "deciding_ids"] == ("sumbar-indonesiasatu-co-id",)


def test_verdicts_are_certain_where_the_strictest_evidence_gives_the_same(processed) -> None:
    standings = {
        level: of_claims.claims_findings(processed, level).certainty for level in ("all", "stated", "corroborated")
    }
    assert standings == {"all": "holds", "stated": "holds", "corroborated": "certain"}


@pytest.mark.parametrize("year", [2020, np.int64(2020), np.float32(2020), pd.Series([2020], dtype="Int64")[0], "2020"])
def test_a_year_is_a_whole_number_of_any_library(processed, year) -> None:
    found = checked_edition(year, processed.editions)
    assert (found, type(found)) == (2020, int)


@pytest.mark.parametrize("year", [True, np.True_, 2020.5, float("nan"), float("inf"), pd.NA, None, "MMXX", [2020], {}])
def test_what_is_no_year_is_refused_in_words_that_agree(processed, year) -> None:
    with pytest.raises(Refused, match=r"is not an edition: it is not a year, such as 2022$"):
        checked_edition(year, processed.editions)


@pytest.mark.parametrize(
    "years", [np.array([2020, 2018]), pd.Series([2018, 2020]), pd.Index([2020, 2018]), {2018, 2020}]
)
def test_editions_come_in_any_kind_of_list(processed, years) -> None:
    assert checked_editions(years, processed.editions) == [2018, 2020]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            ["region: str = 'Kota Solok'", "# Parameters\nRegion = 'Kota Ambon'\n"],
            "no parameter Region; did you mean region?",
        ),
        (["a = 1\nb: int = 2", "# Parameters\na = 2\nevidnece = 3\n"], "no parameter evidnece; there are a, b"),
        (["a = 1", "# Parameters\na = 2\n"], ""),
        (["# Parameters\na = 2\n"], ""),  # a notebook without a cell of parameters
        (["", "%magic is no Python", "a = 1", "zzz = 2"], ""),
    ],
)
def test_a_parameter_that_a_notebook_does_not_have_is_refused(monkeypatch, cells: list[str], said: str) -> None:
    monkeypatch.setattr("analysis.findings.injected._cells", lambda: cells)
    if not said:
        refuse_unknown()
        return
    with pytest.raises(Refused, match=re.escape(said)):
        refuse_unknown()


def test_who_was_placed_most_often_stands_first_and_is_new_or_back_only_as_far_as_lists_are_whole(processed) -> None:
    rows = placings(processed, [2018, 2019, 2020, 2022], Evidence.ALL).set_index("institution_id")
    assert rows.index[0] == "bpom" and rows["placed"].iloc[0] == (2018, 2019, 2020, 2022)
    assert rows.loc["kota-semarang", "won"] == (2018, 2019, 2020)
    assert not (rows["level"] == "unit").any()
    # The list of 2018 is whole, so who is first known in 2019 is new; those of 2019 and 2020 are not.
    assert rows.loc["kota-madiun", "is_new"] == 2019
    assert rows.loc["kota-tangerang", "may_be_new"] == 2020 and pd.isna(rows.loc["kota-tangerang", "is_new"])
    assert rows[["is_new", "may_be_new"]].loc["kota-solok"].isna().all()  # on the first list: nothing was before
    assert rows.loc["kota-ambon", "may_be_back"] and not rows["is_back"].any()
    whole = Results({**processed, "status": processed["status"].replace({"status": {"unknown": "not_placed"}})})
    assert placings(whole, [2018, 2022], Evidence.ALL).set_index("institution_id").loc["kota-ambon", "is_back"]
