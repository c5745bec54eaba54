"""Yearly scores of an analyst's own, from a frame: used like those of the project, told as own, and stored nowhere."""

from html import escape

import pandas as pd
import pytest

import analysis as tr
from analysis import prepare
from analysis.analyst.supposed import raw_tables
from analysis.folders import Folders

ABOUT = {"indicator": "answered", "unit": "score 0-100", "english": "Answered", "indonesian": "Dijawab"}
MARK = "8 own scores, not of the project's data: Answered"


def frame(*rows: tuple[object, object, object]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["name", "year", "value"])


@pytest.fixture(scope="module")
def own(d: tr.Data) -> tr.Data:
    rising = [("Kota Solok", year, 60.0 + 3 * at + at % 2) for at, year in enumerate(range(2018, 2025))]
    rows = frame(*rising, ("Kota Padang", 2023, "64,5")).rename(columns={"name": "wilayah"})
    return d.with_scores(rows, **ABOUT, name="wilayah", source="https://www.bps.go.id/answered")


def test_frames_the_region_its_trend_and_the_chart_use_them(own: tr.Data):
    assert len(own.scores(indicator="answered")) == 8
    assert own.scores(indicator="answered", name="Kota Padang")["value"].tolist() == [64.5]
    assert "Answered rose from 2018 to 2024" in own.region("Kota Solok").page().text()
    (chart,) = own.indicator("answered").page().charts
    assert "Kota Padang: 2023 64.5" in chart.alternative


def test_they_are_told_as_own_on_pages_that_show_them_charts_and_frames(own: tr.Data):
    region, score = own.region("Kota Solok").page(), own.indicator("answered").page()
    assert region.text().split("\n\n")[1] == score.text().split("\n\n")[1] == f"{MARK}."
    assert "8 nilai sendiri, bukan dari data proyek: Dijawab." in own.region("Kota Solok").page("id").text()
    assert "Source: own scores / nilai sendiri (bps.go.id)" in score.charts[0].alternative
    assert MARK in repr(own)
    assert escape(MARK) in own.scores()._repr_html_()
    assert MARK not in own.region("Kota Ambon").page().text()


def test_nothing_else_changes(d: tr.Data, own: tr.Data, known_folders: Folders):
    made = prepare.derive_from(raw_tables(own._all), known_folders)
    for name, table in own._all.items():
        pd.testing.assert_frame_equal(table, made[name], check_dtype=True, obj=name)
    assert "answered" not in set(d.scores()["indicator"])
    assert {each.partition(":")[0] for each in d.differences(own).sentences} == {"8 scores more are known"}


def test_a_score_that_the_project_knows_needs_no_words(d: tr.Data):
    more = d.with_scores(frame(("Kota Ambon", 2023, 80)), indicator="ombudsman_compliance")
    assert "One own score, not of the project's data: Ombudsman RI compliance" in repr(more)
    there = d.scores(indicator="ombudsman_compliance").head(1)
    with pytest.warns(UserWarning, match="holds no score that is not there already"):
        assert d.with_scores(there, indicator="ombudsman_compliance").own_scores == ()


def test_how_names_are_read_is_told(d: tr.Data):
    with pytest.warns(UserWarning) as told:
        d.with_scores(frame(("Kota Makasar", 2023, 1), ("INDONESIA", 2023, 1)), **ABOUT)
    assert [str(each.message) for each in told] == [
        "with_scores: row 1: 'Kota Makasar' is read as Kota Makassar",
        "with_scores: row 2: 'INDONESIA' is a total and is left out",
    ]


def test_a_province_tells_regions_of_one_name_apart(d: tr.Data):
    rows = frame(("Banjar", 2023, 1), ("Banjar", 2023, 2)).assign(province=["Jawa Barat", "Kalimantan Selatan"])
    assert d.with_scores(rows, **ABOUT).scores(indicator="answered")["name"].tolist() == [
        "Kabupaten Banjar",
        "Kota Banjar",
    ]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ([("Kota Agam", 2023, 1)], "with_scores: row 1: 'Kota Agam' is no region: is it Kabupaten Agam?"),
        ([("Kota Solok", 2023, "abc")], "row 1: 'abc' of Kota Solok is not a number"),
        ([("Kota Solok", 2023, "1.234")], "row 1: '1.234' of Kota Solok may have decimals or thousands"),
        ([("Kota Solok", 2023, 101)], "with_scores: Kota Solok, 2023: value '101.0' is off its scale: score 0-100"),
        ([("Kota Solok", None, 1)], "row 1: the value of Kota Solok has no year"),
        ([(f"Nowhere {at}", 2023, 1) for at in range(8)], "; and 3 more"),
    ],
)
def test_what_cant_be_read_is_refused_in_one_line(d: tr.Data, rows, line: str):
    with pytest.raises(tr.Refused) as refused:
        d.with_scores(frame(*rows), **ABOUT)
    assert line in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_column_that_is_not_there_is_answered_with_the_nearest(d: tr.Data):
    with pytest.raises(tr.Refused, match="column 'nama' is not known; did you mean 'name'"):
        d.with_scores(frame(), **ABOUT, name="nama")
