"""Every chart with real data, with the longest names, and with none, one or many rows."""

import re
from collections.abc import Callable
from itertools import pairwise

import matplotlib as mpl
import pandas as pd
import pytest
from legible import assert_legible, texts

from analysis.competition import status
from analysis.display import charts
from analysis.display.blocks import Chart
from analysis.display.charts import theme
from analysis.statistics import provinces as of_provinces
from analysis.statistics import streaks, trends
from analysis.words.language import LANGUAGES, Words

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
        "runs",
        "rank_intervals",
        "province_map",
    )
}


def level_mix_of(view: status.View) -> pd.DataFrame:
    """The levels of each edition with its places and the names known, as the chart takes them."""
    places_of = trends.selectivity(view).query("track == 'edition'")[["edition", "places"]]
    known = view.known[view.known["stage"] == "finalist"].groupby(["edition", "level"]).size().rename("known")
    rows = trends.level_mix(view).merge(places_of).join(known, on=["edition", "level"])
    return rows.assign(known=rows["known"].fillna(0).astype("int64"))


def on_a_telephone(chart: Chart) -> Chart:
    """The same, drawn for a screen of 320 pixels, on which the page leaves 280."""
    assert chart.narrow is not None
    figure = chart.narrow()
    assert figure.get_figwidth() * 100 <= 280
    return Chart(figure, chart.alternative)


@pytest.fixture(scope="module")
def frames(tables) -> dict[str, pd.DataFrame]:
    """What each chart takes, from the frozen data."""
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
    runs_found = streaks.runs(view)
    provinces = of_provinces.provinces(view)
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
        "level_mix": level_mix_of(view),
        "selectivity": selectivity[selectivity["track"] == "institutions"],
        "scores": indicators.assign(
            region_name=indicators["region_code"].map(names), kind=indicators["region_code"].map(regions["kind"])
        ),
        "retention": retention[retention["track"] == "institutions"],
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DRAW)
def test_texts_neither_meet_nor_are_cut(frames, name, language):
    chart = DRAW[name](frames[name], Words(language), TITLE, FOOTER)
    assert_legible(chart)
    assert_legible(on_a_telephone(chart))
    assert chart.alternative.startswith(TITLE)
    assert chart.alternative.endswith(FOOTER)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DRAW)
@pytest.mark.parametrize("rows", [0, 1])
def test_few_rows(frames, name, language, rows):
    chart = DRAW[name](frames[name].iloc[:rows], Words(language), TITLE, FOOTER)
    assert_legible(chart)
    if not (name == "scores" and rows == 0):  # one sentence, which fits either
        assert_legible(on_a_telephone(chart))


@pytest.mark.parametrize("name", DRAW)
def test_a_chart_for_a_telephone_says_all_that_the_other_says(name):
    chart = DRAW[name](PICTURED[name], Words("en"), TITLE, FOOTER)
    number = re.compile(r"\d+(?:\.\d+)?")

    def told(drawn: Chart) -> set[str]:
        return {each for text, _ in texts(drawn) for each in number.findall(text)}

    drawn = told(chart) & set(number.findall(chart.alternative))  # ticks of an axis are of no news
    if name == "province_map":  # where what is possible has no room, and stands in the table below
        drawn -= set(PICTURED[name]["upper"].astype(str))
    assert drawn <= told(on_a_telephone(chart))


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
def test_scores_of_a_country_over_many_years(language):
    rows = pd.DataFrame(
        [
            (
                LONGEST[at % 3] + str(at),
                KINDS[at % 3],
                year,
                "all years" if at else "borders since 2010",
                60 + at + year % 7,
            )
            for at in range(80)
            for year in range(2010, 2025)
        ],
        columns=["region_name", "kind", "year", "series", "value"],
    )
    chart = charts.scores(rows, Words(language), TITLE, FOOTER)
    assert_legible(chart)
    (axes,) = chart.figure.axes
    assert [line for line in axes.lines if len(set(line.get_xdata())) == 1] == []  # no break of the whole
    assert all(points.get_rasterized() for points in axes.collections)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tracks_stand_below_each_other(tables, language):
    view = status.view(tables, "all")
    rows = trends.selectivity(view).assign(label=lambda found: found["track"])
    chart = charts.selectivity(rows, Words(language), TITLE, FOOTER)
    assert len(chart.figure.axes) == 3
    assert_legible(chart)


@pytest.mark.parametrize("evidence", ["stated", "corroborated"])
@pytest.mark.parametrize("name", ["retention", "level_mix"])
def test_less_evidence(tables, name, evidence):
    view = status.view(tables, evidence)
    rows = getattr(trends, name)(view)
    if name == "level_mix":
        rows = level_mix_of(view)
    if name == "retention":
        rows = rows[rows["track"] == "units"]
    assert_legible(DRAW[name](rows, Words("id"), TITLE, FOOTER))


def rows_of(columns: str, *rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split())


SCORES = rows_of(
    "region_name kind year series value",
    ("Kota Solok", "city", 2024, "from 2022", 90.49),
    ("Kabupaten Solok", "regency", 2022, "from 2022", 88.73),
    ("Kabupaten Solok", "regency", 2023, "from 2022", 95.08),
    ("Sumatera Barat", "province", 2021, "before 2022", 68.52),
    ("Kota Payakumbuh", "city", 2021, "before 2022", 86.34),
    ("Kota Payakumbuh", "city", 2023, "from 2022", 91.41),
)

# Frames of their own, so that new data do not change the pictures.
PICTURED = {
    "status_timeline": rows_of(
        "label edition status text",
        ("Kota Solok", 2019, "placed", "Top 30\nfinalist"),
        ("Kota Solok", 2020, "unknown", "unknown"),
        ("Kota Solok", 2022, "not_placed", "not placed"),
        (LONGEST[0], 2019, "not_eligible", "could not take part"),
        (LONGEST[0], 2022, "unknown", "unknown\n3 of 15 missing"),
    ),
    "lists_known": rows_of(
        "label corroborated stated implied open", ("2018 Top 25", 12, 13, 0, 0), ("2020 Top 46", 1, 6, 5, 18)
    ),
    "level_mix": rows_of(
        "edition level lower upper known places",
        *(
            (2018, level, number, number, number, 25)
            for level, number in zip(theme.KIND_COLOURS, (4, 2, 1, 4, 4, 10, 0), strict=True)
        ),
        *(
            (2020, level, number, number + 18, min(number, 9) - 6 * (level == "unit"), 46)
            for level, number in zip(theme.KIND_COLOURS, (1, 1, 0, 2, 5, 9, 10), strict=True)
        ),
        (2020, "open", 25, 25, 0, 46),
    ),
    "selectivity": rows_of(
        "edition places registered registered_low registered_high",
        (2018, 25, 162, 162, 162),
        (2019, 30, 147, 147, 187),
        (2020, 36, None, None, None),
        (2022, 36, 364, 364, 364),
    ),
    "scores": SCORES,
    "retention": rows_of(
        "edition_from edition_to cohort cohort_size lower upper expected_low expected_high p_value",
        (2018, 2019, 25, 25, 12, 20, 4.0, 5.1, 0.0006),
        (2019, 2020, 29, 40, 9, 29, None, None, None),
    ),
    "newcomers": rows_of(
        "edition kind lower upper",
        (2019, "newcomers", 20, 28),
        (2019, "returners", 0, 0),
        (2019, "leavers", 5, 13),
        (2020, "leavers", 0, 31),
    ),
    "runs": rows_of(
        "label lower upper expected_low expected_high",
        ("2018, 2019", 12, 20, 4.0, 5.1),
        ("2018, 2019, 2020", 7, 20, 0.6, 0.8),
        ("2018, 2019, 2020, 2022", 3, 8, None, None),
    ),
    "rank_intervals": rows_of(
        "name rank_best rank_worst highlighted", ("Jawa Timur", 1, 5, False), ("Sumatera Barat", 1, 19, True)
    ),
    "province_map": rows_of(
        "province_name tile_row tile_col lower upper governments",
        ("Aceh", 1, 1, 1, 24, 24),
        ("DKI Jakarta", 2, 2, 1, 1, 1),
        ("Jawa Tengah", 3, 3, 6, 32, 36),
        ("DI Yogyakarta", 4, 3, 2, 6, 6),
        ("Jawa Timur", 3, 4, 10, 37, 39),
        ("Papua", 1, 6, 0, 27, 30),
    ),
}


def _as_picture(test: Callable[..., object]) -> Callable[..., object]:
    """Compare the figure that a test returns with its picture in tests/charts/baseline.

    The pictures are made again by `pytest tests/charts/test_charts.py --mpl-generate-path tests/charts/baseline`.
    """
    return pytest.mark.mpl_image_compare(tolerance=1, savefig_kwargs={"dpi": 50})(test)


@_as_picture
@pytest.mark.parametrize("name", DRAW)
def test_picture(name):
    return DRAW[name](PICTURED[name], Words("en"), TITLE, FOOTER).figure


@_as_picture
def test_picture_of_two_tracks():
    rows = pd.concat([PICTURED["selectivity"].assign(label=label) for label in ("institutions", "units")])
    return charts.selectivity(rows, Words("en"), TITLE, FOOTER).figure


@_as_picture
def test_picture_of_many_regions():
    rows = [
        SCORES.assign(region_name=SCORES["region_name"] + each, value=SCORES["value"] - ord(each)) for each in "ABCD"
    ]
    return charts.scores(pd.concat(rows), Words("en"), TITLE, FOOTER).figure


def test_alternative_text_says_numbers_with_their_bounds(frames):
    chart = charts.retention(frames["retention"], Words("en"), TITLE, FOOTER)
    assert "2018 to 2019: 12 to 20 of 25; by lot 4.0 to 5.1" in chart.alternative
    assert "9 to 22 of 22 known (30 on the lists)" in chart.alternative
    levels = charts.level_mix(frames["level_mix"], Words("en"), TITLE, FOOTER).alternative
    assert "2020: 21 of 46 names known" in levels
    assert "service unit, missing 7, level not known 18" in levels
    assert "regency, missing 1, service unit, missing 3" in levels  # 2022: no level of the four is open
    assert (
        "Sumatera Barat 2 to 20 of 20"
        in charts.province_map(frames["province_map"], Words("en"), TITLE, FOOTER).alternative
    )


def test_all_that_is_missing_is_hatched_in_the_mix_of_levels(frames):
    (axes,) = charts.level_mix(frames["level_mix"], Words("en"), TITLE, FOOTER).figure.axes
    hatched = [each for each in axes.patches if each.get_hatch() and each.get_height() > 0.3]
    assert [each.get_width() for each in hatched] == [3, 8, 7, 18, 1, 3]


def test_scores_are_not_connected_across_a_break_or_a_gap():
    rows = pd.DataFrame(
        [(2019, "a"), (2020, "a"), (2021, "b"), (2022, "b"), (2024, "b")], columns=["year", "series"]
    ).assign(region_name="Kota Solok", kind="city", value=80.0)
    (axes,) = charts.scores(rows, Words("en"), TITLE, FOOTER).figure.axes
    lines = [line.get_xdata().tolist() for line in axes.lines if line.get_marker() == "o"]
    assert lines == [[2019, 2020], [2021, 2022], [2024]]


def test_drawing_changes_nothing_outside_and_gives_the_same_bytes(frames):
    before = dict(mpl.rcParams)
    first, again = (charts.scores(frames["scores"], Words("id"), TITLE, FOOTER).png() for _ in range(2))
    assert first == again
    assert dict(mpl.rcParams) == before


def test_a_figure_is_drawn_again_only_if_it_was_changed(processed) -> None:
    shares = processed["selectivity"].query("evidence == 'all' and track == 'institutions'")
    chart = charts.selectivity(shares, Words("id"), "Judul", "Sumber")
    before = chart.png()
    assert chart.png() is before
    chart.figure.axes[0].set_facecolor("#000000")
    assert chart.png() != before


@pytest.mark.parametrize("bold", [False, True])
def test_wrapped_lines_have_room_and_lose_no_word(bold: bool) -> None:
    text = f"{TITLE}. {FOOTER} 12,5% {' '.join(LONGEST)}"
    lines = theme.wrapped(text, 3.0, 8, bold=bold).splitlines()
    assert " ".join(lines).replace("\N{NO-BREAK SPACE}", " ") == text
    widths = [theme.width_of(line, 8, bold=bold) for line in lines]
    assert max(widths) <= 3.0
    nexts = [theme.width_of(f"{line} {below.split()[0]}", 8, bold=bold) for line, below in pairwise(lines)]
    assert min(nexts) > 3.0, "no line ends before it is full"
