"""Every chart with the project's own data, with the longest names, and with none, one or many rows."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from analysis import charts, places, runs, status, trends
from analysis.shown import Chart
from analysis.wording import LANGUAGES, Words

TITLE = "Kota Solok was among the finalists three times running (2018, 2019 and 2020), and not in 2022"
FOOTER = (
    "Source: menpan.go.id, ombudsman.go.id, kompas.com and 5 others. Finalists' names known: 25 of 25 (2018), "
    "29 of 40 (2019), 21 of 46 (2020) and 47 of 51 (2022)."
)
LONGEST = (
    "Pemerintah Kabupaten Pangkajene dan Kepulauan",
    "Kementerian Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi",
    "Kabupaten Penukal Abab Lematang Ilir",
)
KINDS = ("province", "regency", "city")

Draw = Callable[[pd.DataFrame, Words, str, str], Chart]
DRAW: dict[str, Draw] = {
    name: getattr(charts, name)
    for name in (
        "status_timeline",
        "lists_known",
        "level_mix",
        "selectivity",
        "scores",
        "retention",
        "newcomers",
        "runs",
        "rank_intervals",
        "province_map",
    )
}


@pytest.fixture(scope="module")
def frames(tables) -> dict[str, pd.DataFrame]:
    """What each chart takes, from the project's own data."""
    view = status.view(tables, "all")
    regions = tables["regions"].set_index("region_code")
    names = regions["region_name"]
    selectivity = trends.selectivity(view)
    found = status.status(view)
    of_province = found[(found["stage"] == "finalist") & found["region_code"].map(regions["province_code"]).eq("13")]
    timeline = of_province.assign(
        label=of_province["region_code"].map(names), text=of_province["status"].str.replace("_", " ")
    )
    retention = trends.retention(view)
    runs_found = runs.runs(view)
    provinces = places.provinces(view)
    provinces = provinces[provinces["edition"] == "all"].assign(name=lambda rows: rows["province_code"].map(names))
    known = view.known[view.known["stage"] == "finalist"].groupby("list_id").size()
    lists = tables["lists"].set_index("list_id").loc[known.index]
    indicators = tables["indicators"]
    return {
        "status_timeline": timeline,
        "lists_known": pd.DataFrame(
            {
                "label": lists["edition"].astype(str) + " " + lists["label"],
                "corroborated": known // 2,
                "stated": known - known // 2,
                "implied": 0,
                "open": lists["size"].to_numpy(dtype=int) - known,
            }
        ),
        "level_mix": trends.level_mix(view).merge(selectivity.query("track == 'edition'")[["edition", "places"]]),
        "selectivity": selectivity[selectivity["track"] == "institutions"],
        "scores": indicators.assign(
            region_name=indicators["region_code"].map(names), kind=indicators["region_code"].map(regions["kind"])
        ),
        "retention": retention[retention["track"] == "institutions"],
        "newcomers": trends.newcomers(view),
        "runs": runs_found.assign(
            label=runs_found["edition_from"].astype(str) + "–" + runs_found["edition_to"].astype(str)
        ),
        "rank_intervals": provinces.assign(highlighted=provinces["province_code"] == "13"),
        "province_map": provinces.assign(
            province_name=provinces["name"],
            tile_row=provinces["province_code"].map(regions["tile_row"]),
            tile_col=provinces["province_code"].map(regions["tile_col"]),
        ),
    }


def texts(chart: Chart) -> Iterator[tuple[str, np.ndarray]]:
    """Draw a chart, and give every text that is seen with its corners, in inches."""
    canvas = FigureCanvasAgg(chart.figure)
    canvas.draw()
    unseen = set(_unseen(chart))
    for text in chart.figure.findobj(Text):
        if text.get_visible() and text.get_text().strip() and text not in unseen:
            box = text.get_window_extent(canvas.get_renderer())
            yield text.get_text(), box.get_points() / chart.figure.dpi


def _unseen(chart: Chart) -> Iterator[Text]:
    """Give the labels of ticks that are not drawn: those of hidden axes, and those beyond an axis's ends."""
    for axes in chart.figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                if not axes.axison or not low - 1e-9 <= tick.get_loc() <= high + 1e-9:
                    yield from (tick.label1, tick.label2)


def assert_legible(chart: Chart) -> None:
    """Every text lies inside the figure, and no two meet."""
    size = chart.figure.get_size_inches()
    found = list(texts(chart))
    for text, box in found:
        assert (box[0] >= 0).all(), f"{text!r} is cut: {box}"
        assert (box[1] <= size).all(), f"{text!r} is cut: {box} of {size}"
    for at, (text, box) in enumerate(found):
        for other, other_box in found[:at]:
            # Boxes of lines that follow each other may touch: they are taller than the letters.
            apart = (box[0] >= other_box[1] - 0.03).any() or (other_box[0] >= box[1] - 0.03).any()
            assert apart, f"{text!r} and {other!r} overlap: {box} {other_box}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DRAW)
def test_texts_neither_meet_nor_are_cut(frames, name, language):
    chart = DRAW[name](frames[name], Words(language), TITLE, FOOTER)
    assert_legible(chart)
    assert chart.alternative.startswith(TITLE)
    assert chart.alternative.endswith(FOOTER)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DRAW)
@pytest.mark.parametrize("rows", [0, 1])
def test_few_rows(frames, name, language, rows):
    assert_legible(DRAW[name](frames[name].iloc[:rows], Words(language), TITLE, FOOTER))


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_names_and_titles(frames, language):
    words = Words(language)
    labels = frames["status_timeline"]["label"].unique()
    longer = dict(zip(labels, [f"{LONGEST[at % 3]} {at}" for at in range(len(labels))], strict=True))
    timeline = frames["status_timeline"].assign(
        label=frames["status_timeline"]["label"].map(longer), text="tidak diketahui\n18 dari 30 nama belum diketahui"
    )
    assert_legible(charts.status_timeline(timeline, words, f"{TITLE}: {LONGEST[1]}", f"{FOOTER} {LONGEST[1]}"))
    lists = frames["lists_known"]
    assert_legible(charts.lists_known(lists.assign(label=LONGEST[1]), words, LONGEST[1], FOOTER))
    assert_legible(charts.runs(frames["runs"].assign(label=LONGEST[1]), words, TITLE, FOOTER))
    ranks = frames["rank_intervals"]
    assert_legible(charts.rank_intervals(ranks.assign(name=LONGEST[0]), words, TITLE, FOOTER))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("regions", [1, 2, 12, 13, 40])
def test_scores_of_one_or_many_regions(language, regions):
    rows = pd.DataFrame(
        [
            (
                f"{LONGEST[at % 3]} {at}",
                KINDS[at % 3],
                year,
                "before" if year < 2022 else "from 2022",
                60 + at + year % 7,
            )
            for at in range(regions)
            for year in (2019, 2021, 2022, 2023)
        ],
        columns=["region_name", "kind", "year", "series", "value"],
    )
    assert_legible(charts.scores(rows, Words(language), TITLE, FOOTER))


@pytest.mark.parametrize("language", LANGUAGES)
def test_tracks_stand_below_each_other(tables, language):
    view = status.view(tables, "all")
    rows = trends.selectivity(view).assign(label=lambda found: found["track"])
    chart = charts.selectivity(rows, Words(language), TITLE, FOOTER)
    assert len(chart.figure.axes) == 3
    assert_legible(chart)


@pytest.mark.parametrize("evidence", ["stated", "corroborated"])
@pytest.mark.parametrize("name", ["retention", "newcomers", "level_mix"])
def test_less_evidence(tables, name, evidence):
    view = status.view(tables, evidence)
    rows = getattr(trends, name)(view)
    if name == "level_mix":
        rows = rows.merge(trends.selectivity(view).query("track == 'edition'")[["edition", "places"]])
    if name == "retention":
        rows = rows[rows["track"] == "units"]
    assert_legible(DRAW[name](rows, Words("id"), TITLE, FOOTER))
