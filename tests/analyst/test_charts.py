"""Charts of a selection, own figures in the look of the house, and files of both."""

from html import escape
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest
import seaborn as sns
from matplotlib.colors import to_hex

import analysis as tr
from analysis.display.charts.theme import INK, PAPER, STATUS_COLOURS, WON
from analysis.reports.committed import tidied


def test_regions_are_compared_in_the_order_asked_for_each_once(d: tr.Data):
    chart = d.compare("Kota Solok", "kota ambon", "Kota Solok")
    assert chart.alternative.startswith("Kota Solok and Kota Ambon by edition. Kota Solok: 2018 finalist")
    assert "Finalists' names known: 25 of 25 (2018)" in chart.alternative
    assert "Source: " in chart.alternative


def test_nothing_to_compare_is_refused(d: tr.Data):
    with pytest.raises(tr.Refused, match="name one region or more"):
        d.compare()


def test_stricter_evidence_is_told_on_the_chart(d: tr.Data):
    assert "only what two publishers or more state" in d.at("corroborated").map().alternative


def test_provinces_are_ranked_and_mapped(d: tr.Data):
    assert "Jawa Timur" in d.ranks("Jawa Timur", edition=2022).alternative
    assert "Jawa Timur 10 to 37 of 39" in d.map().alternative
    assert d.map().alternative.startswith("Governments of each province placed at least once.")
    assert d.ranks(edition=2022).alternative.startswith("Rank by governments placed in 2022.")
    assert all(" Source: " in chart.alternative for chart in (d.map(), d.ranks(edition=2022)))


def test_a_winner_has_the_colour_of_winners_as_on_pages(d: tr.Data):
    fills = lambda chart: {to_hex(each.get_facecolor()) for each in chart.figure.axes[0].patches}  # noqa: E731
    assert to_hex(WON) in fills(d.compare("Kota Semarang"))
    assert to_hex(WON) not in fills(d.compare("Kota Solok"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ending", "start"), [(".png", b"\x89PNG"), (".svg", b"<svg"), (".pdf", b"%PDF")])
def test_a_chart_is_saved_the_same_each_time(d: tr.Data, tmp_path: Path, ending: str, start: bytes, theme):
    chart = d.compare("Kota Solok")
    for name in ("one", "two"):
        chart.save(tmp_path / (name + ending), theme=theme)
    one, two = ((tmp_path / (name + ending)).read_bytes() for name in ("one", "two"))
    assert one.startswith(start)
    assert one == two


def test_an_svg_has_its_texts_as_texts_and_a_dark_one_is_dark(d: tr.Data, tmp_path: Path):
    chart = d.compare("Kota Solok")
    chart.save(tmp_path / "dark.svg", theme="dark")
    dark = (tmp_path / "dark.svg").read_text("utf-8")
    assert ">Kota Solok<" in dark
    assert PAPER not in dark
    assert INK not in dark
    chart.save(tmp_path / "light.svg")
    assert STATUS_COLOURS["placed"] in (tmp_path / "light.svg").read_text("utf-8")


def test_a_chart_of_another_kind_is_refused(d: tr.Data, tmp_path: Path):
    with pytest.raises(tr.Refused, match=r"would end in \.png, \.svg or \.pdf"):
        d.map().save(tmp_path / "map.jpg")


def test_a_figure_of_ones_own_gets_title_source_and_completeness(d: tr.Data):
    rows, open_before = d.selectivity(), plt.get_fignums()
    with tr.house():
        grid = sns.relplot(rows[rows["group"] == "edition"], x="edition", y="share_low")
    before = grid.figure.get_size_inches()[1]
    chart = d.chart(grid, "One in six to ten was placed", about=rows)
    assert chart.figure.get_size_inches()[1] > before
    assert chart.alternative.startswith("One in six to ten was placed. Source: ")
    assert "Finalists' names known" in chart.figure.texts[-1].get_text().replace("\n", " ")
    assert plt.get_fignums() == open_before  # or a notebook would show it twice


def test_what_is_no_figure_is_refused(d: tr.Data):
    with pytest.raises(tr.Refused, match="Frame is no figure"):
        d.chart(d.places(), "x")


def test_the_look_of_the_house_ends_with_its_block():
    before = mpl.rcParams["text.color"]
    with tr.house("dark"):
        assert to_hex(mpl.rcParams["text.color"]) != INK
        assert to_hex(mpl.rcParams["figure.facecolor"]) != PAPER
    assert mpl.rcParams["text.color"] == before


def test_the_charts_of_a_page_can_be_saved(d: tr.Data, tmp_path: Path):
    charts = d.national().page().charts
    assert len(charts) >= 5
    charts[0].save(tmp_path / "first.svg")


def test_in_lab_a_chart_goes_with_the_theme_and_what_is_written_of_it_does_not(
    d: tr.Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    chart = d.compare("Kota Solok")
    assert "text/html" not in chart._repr_mimebundle_()[0]
    monkeypatch.setenv("JPY_SESSION_NAME", "mine.ipynb")
    shown, metadata = chart._repr_mimebundle_()
    assert f'alt="{escape(chart.alternative)}"' in shown["text/html"]
    assert 'body[data-jp-theme-light="false"] .trends-chart' in shown["text/html"]
    page = d.province("Sumatera Barat").page()
    page.to_html(tmp_path / "page.html")
    assert "trends-chart" not in (tmp_path / "page.html").read_text("utf-8")
    output = nbformat.v4.new_output("display_data", shown, metadata=metadata)
    kept = tidied(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("chart", outputs=[output])]))
    assert b"trends-chart" not in kept
    assert b"image/png" in kept


def test_texts_of_a_frame_stand_to_the_left_and_are_not_cut_short(d: tr.Data):
    html = d.winners(kind="regency")[["name", "edition", "aspect"]]._repr_html_()
    assert ".texts-1-3 td:nth-of-type(1), .texts-1-3 th:nth-of-type(2), .texts-1-3 td:nth-of-type(3)" in html
    assert "Pengelola dengan Perubahan dan Perbaikan Pengelolaan" in html
    told = d.places().columns_help()._repr_html_()
    assert ".texts-1 td:nth-of-type(1)" in told
    assert 'class="dataframe texts-1' in told


def test_frames_that_are_joined_say_what_both_were_made_from_and_several_lists_are_one_text(d: tr.Data):
    places = d.places(kind="government", at_least=3)
    joined = places.merge(d.scores(), on="name")
    assert repr(joined).endswith(f"[{len(joined)} rows · {d.made_from}]")
    both = pd.concat([places, d.at("corroborated").places(at_least=2)])
    assert "evidence: all" in repr(both)
    assert "| evidence: corroborated" in repr(both)
    assert " Top 46: instansi pemerintah " in repr(d.status(name="Kota Padang", edition=2020))
