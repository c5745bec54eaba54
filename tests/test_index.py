"""What the index says of every region and report, in one line each."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.findings import of_index
from analysis.pages import in_one_line
from analysis.pages.of_index import Entry, IndexPage
from analysis.words.language import Words

EDITIONS = [2018, 2019, 2020, 2022]
SHORT = {"w": "winner", "p": "perhaps_winner", "f": "finalist", "u": "unknown", "n": "not_placed", "x": "not_eligible"}


def region(outcomes: str, *, autonomous: bool = True, exists_from: str = "") -> SimpleNamespace:
    return SimpleNamespace(
        outcomes=tuple(SHORT[each] for each in outcomes), autonomous=autonomous, exists_from=exists_from
    )


def test_a_comparison_says_who_was_placed_and_who_won_most_often() -> None:
    def said(**columns: list[int]) -> str:
        rows = pd.DataFrame({"name": ["Kota A", "Kota B", "Kota C", "Kota D"], **columns})
        return in_one_line.of_comparison(rows, Words("en"))

    assert said(places=[3, 1, 3, 0], wins=[0, 0, 2, 0]) == (
        "Most often a finalist, as far as is known: Kota A and Kota C, three times; most wins: Kota C, twice"
    )
    assert said(places=[2, 2, 2, 2], wins=[0, 0, 0, 0]) == "4 of 4 were finalists twice"
    assert said(places=[0, 0, 0, 0], wins=[0, 0, 0, 0]) == "None of them is on a list that is known"


@pytest.mark.parametrize(
    ("outcomes", "english", "indonesian"),
    [
        (
            "wwwn",
            "Won three times running (2018, 2019 and 2020)",
            "Menang tiga kali berturut-turut (2018, 2019, dan 2020)",
        ),
        (
            "wfwn",
            "Won twice (2018 and 2020); also finalist in 2019",
            "Menang dua kali (2018 dan 2020); juga finalis pada 2019",
        ),
        ("nuuw", "Won in 2022", "Menang pada 2022"),
        (
            "ffpn",
            "Finalist three times running (2018, 2019 and 2020), not in 2022",
            "Finalis tiga kali berturut-turut (2018, 2019, dan 2020), tidak pada 2022",
        ),
        ("fufu", "Finalist at least twice (2018 and 2020)", "Finalis sedikitnya dua kali (2018 dan 2020)"),
        ("nfun", "Finalist in 2019, not in 2018 or 2022", "Finalis pada 2019, tidak pada 2018 atau 2022"),
        (
            "nuuu",
            "On no list that is known; not placed in 2018",
            "Belum ditemukan di daftar mana pun; tidak masuk pada 2018",
        ),
        ("uuuu", "On no list that is known", "Belum ditemukan di daftar mana pun"),
        ("nnnn", "On no list of finalists", "Tidak ada di daftar finalis mana pun"),
    ],
)
def test_the_best_that_is_known_comes_first(outcomes: str, english: str, indonesian: str) -> None:
    assert in_one_line.of_region(region(outcomes), EDITIONS, Words("en")) == english
    assert in_one_line.of_region(region(outcomes), EDITIONS, Words("id")) == indonesian


def test_who_could_not_take_part_is_told_why() -> None:
    said = in_one_line.of_region(region("xxxx", autonomous=False), EDITIONS, Words("en"))
    assert said == "It has no government of its own, so it can't take part"
    said = in_one_line.of_region(region("xxxx", exists_from="2022-12-08"), EDITIONS, Words("en"))
    assert said == "Founded on 8 December 2022, after the edition of 2022"


@pytest.fixture(scope="module")
def page(processed) -> IndexPage:
    return IndexPage(of_index.index_findings(processed), Words("en"))


def named(page: IndexPage, name: str) -> Entry:
    return next(each for each in page.regions() if each.name == name)


def test_every_region_has_an_entry_and_those_with_most_wins_come_first(page: IndexPage) -> None:
    entries = page.regions()
    assert len(entries) == 552
    assert len({each.name for each in entries}) == 552
    assert entries[0].name == "Kota Semarang"
    ranks = [each.rank for each in entries]
    assert ranks == sorted(ranks, reverse=True)


def test_an_entry_says_what_and_where_it_is_and_how_open_each_edition(page: IndexPage) -> None:
    solok = named(page, "Kabupaten Solok")
    assert (solok.where, solok.code, solok.province) == ("Regency · Sumatera Barat", "13.02", "13")
    assert [sign.word for sign in solok.signs] == ["Not placed", "Still unknown", "Still unknown", "Still unknown"]
    assert solok.signs[2].note == "18 of 30 names are missing, 540 institutions could be among them"
    assert [sign.pale for sign in solok.signs] == [False, False, False, True]
    assert solok.firm == ""  # its answer says itself that it is open


def test_how_firm_an_answer_stands_is_a_word_beside_it(page: IndexPage) -> None:
    assert named(page, "Provinsi Kalimantan Selatan").firm == "certain"
    assert named(page, "Kota Solok").firm == "strong"


def test_a_province_says_how_many_of_its_governments_were_placed_and_which(page: IndexPage) -> None:
    said = page.report("province", {"province": "Sumatera Barat"}, "Provinsi Sumatera Barat", "Whole provinces")
    assert said.name == "Sumatera Barat: all its governments"
    assert said.answer == "At least 2 of its 20 governments placed, at least 1 won; most often Kota Solok"
    assert "West Sumatra" in said.terms
    none = page.report("province", {"province": "Riau"}, "Provinsi Riau", "Whole provinces")
    assert none.answer == "None of its 13 governments is on a list that is known"
    new = page.report("province", {"province": "Papua Barat Daya"}, "", "")
    assert new.province == "96"


def test_subjects_say_what_their_pages_say(page: IndexPage) -> None:
    def said(notebook: str, **parameters: object) -> str:
        return page.report(notebook, parameters, "A title", "A kind").answer

    assert said("edition", edition=2020) == "Names known: 21 of 46 finalists, 8 of 15 winners"
    assert said("claims") == "9 claims supported, 1 refuted, 2 that can't be decided"
    assert said("data_quality") == f"{said_known(page)} finalists' names are known, {missing(page)} are missing"
    winners = "Badan Pengawas Obat dan Makanan and Kota Semarang"
    assert said("national_trends") == f"Most wins known: {winners}, three times"
    assert said("indicators", indicator="ombudsman_compliance") == "77 scores of 62 regions"
    assert said("indicators", indicator="another") == ""
    assert said("a_notebook_of_tomorrow", regions=["Kota Solok"]) == ""


def said_known(page: IndexPage) -> str:
    editions = page.findings.editions
    return f"{editions['known'].sum()} of {editions['places'].sum()}"


def missing(page: IndexPage) -> int:
    editions = page.findings.editions
    return int(editions["places"].sum() - editions["known"].sum())
