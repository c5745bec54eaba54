"""Pages in both languages: complete for every region, escaped, with words that follow the findings."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest
from legible import assert_legible

from analysis import pages
from analysis.display.blocks import Chart, Citation, Fact, Facts, Heading, Paragraph, Square, Strip
from analysis.display.tables import Column, Table
from analysis.findings import (
    of_data_quality,
    of_edition,
    of_indicators,
    of_national_trends,
    of_province,
    of_region,
)
from analysis.reports.subjects import SUBJECTS
from analysis.statistics.results import Results

SECTIONS = ("opening", "answer", "wins", "editions", "claims", "peers", "missing", "units", "scores", "sources")


def shown_of(page, sections=SECTIONS) -> list:
    return [each for section in sections for each in getattr(page, section)()]


def text_of(shown: list) -> str:
    bundles = [each._repr_mimebundle_() for each in shown if not isinstance(each, Chart)]
    return "\n".join(data["text/plain"] for data, _ in bundles)


# One of each kind: placed always, in a row, once, never, with units, not autonomous, founded later, and a province.
REGIONS = [
    "Provinsi Kalimantan Selatan",
    "Kota Solok",
    "Kota Mojokerto",
    "Kabupaten Solok",
    "Kota Malang",
    "Kota Administrasi Jakarta Timur",
    "Papua Selatan",
    "DKI Jakarta",
    "Kabupaten Pangkajene dan Kepulauan",
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", REGIONS)
def test_every_kind_of_region_has_a_full_page(processed, name: str, language: str) -> None:
    page = pages.region(of_region.region_findings(processed, name, None, "all"), language)
    shown = shown_of(page)
    text = text_of(shown)
    assert len(text) > 1500
    assert not re.search(r"\bnan\b|<NA>|None|\{\w*\}", text)
    headings = [each for each in shown if isinstance(each, Heading)]
    assert [each.level for each in headings].count(1) == 1
    for chart in (each for each in shown if isinstance(each, Chart)):
        assert len(chart.alternative) > 40


@pytest.mark.parametrize("evidence", ["all", "stated", "corroborated"])
def test_words_follow_the_evidence(processed, evidence: str) -> None:
    page = pages.region(of_region.region_findings(processed, "Kota Solok", None, evidence), "en")
    text = text_of(page.answer())
    assert "three times running (2018, 2019 and 2020)" in text
    assert ("2022: Unknown" in text) == (evidence == "corroborated")
    headline = page.answer()[0]
    assert isinstance(headline, Paragraph)
    # That it was not placed in 2022 rests on one page; under the strictest evidence nothing is said of 2022.
    assert headline.mark.startswith("Certain" if evidence == "corroborated" else "Strong")
    placed = pages.region(of_region.region_findings(processed, "Kota Solok", [2018, 2019, 2020], evidence), "en")
    assert placed.answer()[0].mark.startswith("Certain")


def test_running_looks_at_all_editions_held_not_only_at_those_asked_for(processed) -> None:
    some = pages.region(of_region.region_findings(processed, "Kota Solok", [2018, 2020], "all"), "en")
    assert "twice (2018 and 2020)" in text_of(some.answer())
    assert "3 of 4 editions" in text_of(some.peers())
    both = pages.region(of_region.region_findings(processed, "Kota Solok", [2018, 2019], "all"), "en")
    assert "twice running (2018 and 2019)" in text_of(both.answer())


def headline(processed, name: str, evidence: str) -> tuple[str, str]:
    lead = pages.region(of_region.region_findings(processed, name, None, evidence), "en").answer()[0]
    assert isinstance(lead, Paragraph)
    return lead.text, lead.mark.partition(":")[0]


def test_a_headline_is_certain_if_the_strictest_evidence_gives_the_same_sentence(processed) -> None:
    governments, places = processed["governments"], processed.at("all").places_and_wins
    placed = places.loc[places["places_lower"] > 0, "institution_id"]
    names = governments.loc[governments["institution_id"].isin(placed), "name"]
    marks = set()
    for name in names:
        said, mark = headline(processed, name, "all")
        assert (mark == "Certain") is (said == headline(processed, name, "corroborated")[0]), name
        marks.add(mark)
    assert marks == {"Certain", "Strong"}


def test_what_is_said_of_a_province_is_certain_only_then_and_open_where_none_is_known(processed) -> None:
    regions = processed["regions"]
    whole = regions[(regions["kind"] == "province") & (regions["province_code_2022"] == regions["region_code"])]
    marks = set()
    for name in whole["region_name"]:
        (said, mark), (strictly, _) = (
            (lead.text, lead.mark.partition(":")[0])
            for level in ("all", "corroborated")
            for lead in pages.province(of_province.province_findings(processed, name, None, level), "en").answer()[:1]
        )
        assert (mark == "Open") is (said.startswith("Whether the only") or "missing names may be of" in said), said
        assert mark != "Certain" or said == strictly, said
        marks.add(mark)
    assert marks >= {"Open", "Strong"}


def test_a_win_that_one_publisher_states_makes_no_province_certain(processed) -> None:
    found = of_province.province_findings(processed, "Jawa Timur", [2018], "all")
    assert found.certainty == "certain"  # a list of which two publishers state every name
    wins = found.wins[["name", "edition"]]
    tally = pd.DataFrame(
        {"governments": 39, "lower": 3, "upper": 3}, index=pd.Index(["all", "corroborated"], name="evidence")
    )
    assert of_province._certainty(tally, "all", wins, wins) == "certain"
    assert of_province._certainty(tally, "all", wins, wins.iloc[1:]) == "holds"


def test_how_often_is_at_least_where_an_edition_is_unknown(processed) -> None:
    assert (
        headline(processed, "Kota Ambon", "all")[0]
        == "Kota Ambon was among the finalists at least twice (2018 and 2022)."
    )


@pytest.mark.parametrize(
    ("editions", "said"),
    [
        ([2022], "Edition of 2022 only: Kota Semarang was on no finalists' list."),
        ([2019, 2020], "Editions of 2019 and 2020 only: Kota Semarang won twice running (2019 and 2020)."),
        (
            [2018, 2019, 2020, 2022],
            "Kota Semarang won three times running (2018, 2019 and 2020). It was not placed in 2022.",
        ),
    ],
)
def test_a_headline_says_of_which_editions_it_is(processed, editions: list[int], said: str) -> None:
    found = of_region.region_findings(processed, "Kota Semarang", editions, "all")
    assert pages.region(found, "en").answer()[0].text == said


def test_numbers_of_a_province_are_of_the_editions_asked_for(processed) -> None:
    def said(*editions: int) -> str:
        found = of_province.province_findings(processed, "Jawa Timur", editions, "all")
        return pages.province(found, "en").answer()[0].text

    whole = said(2018)  # a list of which every name is known
    assert whole.startswith("Edition of 2018 only: Won: ")
    assert whole.endswith("3 of the 39 governments of Provinsi Jawa Timur were placed.")
    assert "6 of the 39 governments of Provinsi Jawa Timur are known to have been placed; up to" in said(2019, 2020)


def test_a_missing_list_is_not_said_to_be_an_empty_one(processed) -> None:
    lists = processed["lists"]
    lists = lists[(lists["edition"] != 2022) | (lists["list_id"] == "2022-finalist-general")]
    lacking = Results({**processed, "lists": lists})
    page = pages.edition(of_edition.edition_findings(lacking, 2022, "all"), "en")
    assert "No list of winners is known." in text_of(page.summary())
    assert "No list of service units is known to us." in text_of(page.facts())


def test_what_is_unknown_is_never_said_to_be_no(processed) -> None:
    page = pages.region(of_region.region_findings(processed, "Kabupaten Solok", None, "all"), "en")
    text = text_of(page.answer())
    assert "it was not placed in 2018." in text
    assert "2020: Unknown · 18 of 30 names missing" in text
    assert "2022: Unknown · 1 of 30 names missing · 405 governments could be meant" in text


def test_an_edition_and_the_data_have_full_pages_in_both_languages(processed) -> None:
    for language in ("id", "en"):
        for year in (2018, 2019, 2020, 2022):
            page = pages.edition(of_edition.edition_findings(processed, year, "all"), language)
            text = text_of(
                shown_of(page, ("opening", "summary", "facts", "lists", "finalists", "winners", "participation"))
            )
            assert not re.search(r"\bnan\b|<NA>|\bNone\b|\{\w*\}", text)
        quality = pages.data_quality(of_data_quality.data_quality_findings(processed, "corroborated"), language)
        assert (
            len(text_of(shown_of(quality, ("opening", "summary", "lists", "next_finds", "changes", "disagreements"))))
            > 3000
        )


class Reader(HTMLParser):
    """Collects the names of the elements of a fragment."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser calls it so
        self.elements.append(tag)


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a & b < c", "{x}\n😀" * 50]
)
def test_names_of_the_data_cannot_become_markup(hostile: str) -> None:
    frame = pd.DataFrame({"name": [hostile], "url": [f"https://example.org/{hostile}"]})
    columns = [Column(hostile, "name"), Column(hostile, "name", url="url", anchor="name")]
    shown = [
        Heading(hostile),
        Paragraph(hostile, Citation((1, 2), hostile, hostile), "lead", hostile),
        Strip(hostile, [Square(hostile, "placed", hostile, [hostile])]),
        Facts([Fact(hostile, hostile, Citation((1, 2, 3, 4), hostile, hostile))]),
        Table(hostile, frame, columns),
    ]
    reader = Reader()
    for each in shown:
        reader.feed(each._repr_mimebundle_()[0]["text/html"])
    assert not {"script", "img"} & set(reader.elements)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("notebook", "parameters"),
    [
        *[
            ("region", {"region": name, "editions": None})
            for name in (*REGIONS, "Kabupaten Kepulauan Siau Tagulandang Biaro")
        ],
        *[
            ("province", {"province": name, "editions": None})
            for name in ("Jawa Timur", "Papua", "DKI Jakarta", "Jambi")
        ],
        *[("edition", {"edition": year}) for year in (2018, 2022)],
        ("national_trends", {"editions": None}),
        ("national_trends", {"editions": [2019]}),
        ("indicators", {"indicator": "ombudsman_compliance"}),
        ("data_quality", {}),
    ],
    ids=str,
)
def test_every_block_of_every_page_can_be_shown_and_its_charts_read(
    processed, notebook: str, parameters: dict, language: str
) -> None:
    found = SUBJECTS[notebook].find(processed, **parameters, evidence="all")
    page = getattr(pages, notebook)(found, language)
    for section in vars(type(page)):
        if not section.startswith("_") and callable(getattr(page, section)):
            for shown in getattr(page, section)():
                if isinstance(shown, Chart):
                    assert_legible(shown)
                else:
                    assert shown._repr_mimebundle_()


def test_what_is_decided_stands_apart_from_what_is_not(processed) -> None:
    shown = pages.region(of_region.region_findings(processed, "Kota Solok", None, "all"), "en").editions()
    said = {each.text: each for each in shown if isinstance(each, Paragraph)}
    assert said["In 2018 it was the only government of Sumatera Barat on the lists."].mark.startswith("Certain")
    undecided = next(each for text, each in said.items() if text.startswith("For 2019 and 2020 it can't be told yet"))
    assert undecided.mark.startswith("Open")
    assert all(each.sources.numbers for each in said.values() if not each.kind)
    page = pages.region(of_region.region_findings(processed, "Kota Solok", None, "all"), "en")
    assert "not win in 2018 or 2019" in text_of(page.wins())
    implied = pages.region(of_region.region_findings(processed, "Kota Tangerang", None, "all"), "en")
    assert "only implied" in text_of(implied.answer())
    assert "finalist (only implied)" in text_of(implied.editions())


def test_an_edition_says_what_its_missing_names_leave_open(processed) -> None:
    page = pages.edition(of_edition.edition_findings(processed, 2022, "all"), "en")
    # 405 regencies may be the one name that is missing from the institutions of 2022.
    assert "Top 51: instansi pemerintah umum [" in text_of(page.missing())
    assert "| finalists | 1 | 405" in text_of(page.missing())
    whole = pages.edition(of_edition.edition_findings(processed, 2018, "all"), "en")
    assert text_of(whole.missing()).endswith("Nothing: no status of this edition is unknown.")
    said = page.came_back()[1]
    assert said.sources.numbers
    assert said.mark.startswith("Strong")  # 10 to 12 came back, 5 to 10 on the strictest


def test_what_a_missing_name_would_change_takes_nothing_unknown_for_a_no(processed) -> None:
    said = text_of(pages.region(of_region.region_findings(processed, "Kabupaten Solok", None, "all"), "en").missing())
    assert "missing names of 2019, 2020 or 2022, it has been placed at least once." in said
    assert "not 0" not in said


def test_the_two_groups_of_peers_are_told_apart_and_who_could_never_enter_has_none(processed) -> None:
    said = text_of(pages.region(of_region.region_findings(processed, "Kota Ambon", None, "all"), "en").peers())
    assert "Of 1 other city of the province Maluku, none is known to have been placed." in said
    assert "Of 3 other cities of the island group Maluku, none is known to have been placed." in said
    assert not pages.region(of_region.region_findings(processed, "Papua Selatan", None, "all"), "en").peers()


def test_a_province_is_ranked_by_pages_that_name_the_governments_of_all(processed) -> None:
    found = of_province.province_findings(processed, "Sumatera Barat", None, "all")
    names = processed["known_names"].query("evidence == 'all' and stage == 'finalist'")
    names = names[names["level"].isin(["province", "regency", "city"])]
    ranked_by = set(found.ranked_by)
    assert all(ranked_by.intersection(pages) for pages in names["source_ids"])
    assert "transkepri-com" in ranked_by  # tells the level of the name that is missing in 2022
    chart = next(each for each in pages.province(found, "en").ranks() if isinstance(each, Chart))
    assert "Source: " in chart.alternative


@pytest.mark.parametrize(("evidence", "firm"), [("all", "holds"), ("corroborated", "certain")])
def test_every_headline_of_the_country_has_its_standing(processed, evidence: str, firm: str) -> None:
    found = of_national_trends.national_trends_findings(processed, None, evidence)
    # 147 or 187 registered in 2019 can't both be right; on the strictest evidence lots would bring back as many.
    assert found.certainties == dict.fromkeys(found.certainties, firm) | {"selectivity": "holds", "beyond_lot": "holds"}
    page = pages.national_trends(found, "en")
    # Of the charts only those are marked that are firmer than the evidence found: who was named says it in any case.
    marked = [each for each in shown_of(page, ("retention", "runs", "provinces", "selectivity")) if is_standing(each)]
    assert len(marked) == (0 if evidence == "all" else 2)
    assert page.answer()[0].mark.startswith({"holds": "Strong: ", "certain": "Certain: "}[firm])


def test_numbers_that_do_not_add_up_are_said_to_come_from_different_pages(processed) -> None:
    said = text_of(
        pages.national_trends(of_national_trends.national_trends_findings(processed, None, "all"), "en").selectivity()
    )
    assert "364 and 382, make 746, not 573" in said
    assert said.count("come from different pages") == 1  # those of 2019 and 2020 add up


def is_standing(shown: object) -> bool:
    return isinstance(shown, Paragraph) and shown.text.startswith(("Certain: ", "Strong: ", "Open: "))


@pytest.mark.parametrize(
    ("evidence", "language", "said", "firm"),
    [
        ("all", "en", "The only government of Provinsi DKI Jakarta was placed at least once", "Strong: borne out"),
        ("all", "id", "Satu-satunya pemerintah daerah di Provinsi DKI Jakarta pernah masuk", "Kuat: didukung"),
        (
            "corroborated",
            "en",
            "Whether the only government of Provinsi DKI Jakarta was ever placed is not known",
            "Open: names are missing",
        ),
    ],
)
def test_a_province_with_one_government_is_spoken_of_as_one(processed, evidence, language, said, firm) -> None:
    page = pages.province(of_province.province_findings(processed, "DKI Jakarta", None, evidence), language)
    assert text_of(page.answer()).startswith(said)
    assert firm in text_of(page.answer())


def test_one_edition_is_spoken_of_as_one(processed) -> None:
    page = pages.national_trends(of_national_trends.national_trends_findings(processed, [2020], "all"), "en")
    assert "One edition is too few to speak of a trend." in text_of(page.answer())


def test_scores_of_one_region_are_spoken_of_as_such(processed) -> None:
    rows = processed["indicators"]
    few = Results({**processed, "indicators": rows[rows["region_code"] == "13.02"]})
    page = pages.indicators(of_indicators.indicators_findings(few, "ombudsman_compliance", "all"), "en")
    assert text_of(page.summary()).startswith("Of one region scores are known (3), of 546 that")
    chart = next(each for each in page.levels() if isinstance(each, Chart))
    assert chart.alternative.startswith(
        "At most one of 546 governments has a known score in a year (2022, 2023 and 2024)"
    )
    every = pages.indicators(of_indicators.indicators_findings(processed, "ombudsman_compliance", "all"), "en")
    assert text_of(every.summary()).startswith("77 scores of 62 regions are known, of 546 that")
    jakarta = rows[rows["region_code"] == "13.02"].assign(region_code="31.71")
    more = Results({**processed, "indicators": pd.concat([rows, jakarta], ignore_index=True)})
    page = pages.indicators(of_indicators.indicators_findings(more, "ombudsman_compliance", "all"), "en")
    assert "Besides, scores are known of one region that has none." in text_of(page.summary())


def test_a_trend_is_said_with_its_size_and_apart_from_placements(processed) -> None:
    rows = processed["indicators"]
    solok = rows[(rows["region_code"] == "13.02") & (rows["year"] == 2022)]
    years = pd.concat([solok.assign(year=2018 + step, value=80.5 + step) for step in range(6)], ignore_index=True)
    rising = Results({**processed, "indicators": years.astype(rows.dtypes.to_dict())})
    page = pages.indicators(of_indicators.indicators_findings(rising, "ombudsman_compliance", "all"), "en")
    assert "Of 1 series with 5 points or more, 1 rise and 0 fall." in text_of(page.changes())
    assert "| rises | +1.00 | +1.00 to +1.00" in text_of(page.changes())
    levels = text_of(page.levels())
    assert "Region | Province | 2018 | 2019 | 2020 | 2021 | 2022 | 2023\nKabupaten Solok" in levels
    assert "| Sumatera Barat | 80.5 | 81.5 | 82.5 | 83.5 | 84.5 | 85.5" in levels
    of_solok = pages.region(of_region.region_findings(rising, "Kabupaten Solok", None, "all"), "en")
    said = text_of(of_solok.scores())
    assert "rose from 2018 to 2023, by about +1.00 a year (+1.00 to +1.00 with 95% confidence)." in said
    assert "the one doesn't explain the other" in said


def test_the_missing_names_of_each_edition_stand_below_its_levels(processed) -> None:
    found = of_national_trends.national_trends_findings(processed, None, "all")
    text = text_of(pages.national_trends(found, "en").level_mix())
    assert "Missing names | 0 | 11 | 25 | 4" in text


def test_a_provinces_share_of_places_stands_beside_its_share_of_governments(processed) -> None:
    page = pages.province(of_province.province_findings(processed, "Sumatera Barat", None, "all"), "en")
    # Kota Solok was one of 18 governments placed in 2018, the list of which is whole.
    row = next(line for line in text_of(page.ranks()).splitlines() if line.startswith("2018 | 20 | 1 |"))
    assert row.endswith("| 3.7% | 5.6%")


def test_titles_of_sources_have_their_language_and_one_without_is_called_by_its_address(processed) -> None:
    found = of_region.region_findings(processed, "Kota Solok", None, "all")
    sources = found.sources.assign(
        title=["Kota Solok Masuk Top 46", "Food Agency Among Top Winners", None, *found.sources["title"][3:]],
        publisher="example.org",
        url="https://www.example.org/2020/11/kota-solok/?p=1",
    )
    for language, spoken in (("en", ["id", ""]), ("id", ["", "en"])):
        table = pages.region(replace(found, sources=sources), language).sources()[-1]
        titles = [row[2] for row in table.rows()]
        assert [each.language for each in titles[:2]] == spoken
        assert (titles[2].text, titles[2].language) == ("example.org/2020/11/kota-solok", "")


def test_the_strongest_sources_of_a_sentence_come_first(processed) -> None:
    found = of_region.region_findings(processed, "Kota Solok", None, "all")
    kinds = found.sources.set_index("number")["kind"]
    sources = pages.region(found, "en").answer()[0].sources
    cited = [kinds[number] for number in sources.numbers]
    assert set(cited) == {"official", "news"}
    assert cited == sorted(cited, reverse=True)
    opened = re.sub(r"<[^>]*>", "", sources.html().partition("</summary>")[2])
    assert re.fullmatch(r" official: (\d+ ?)+ news: (\d+ ?)+", opened)  # what their order says is said


def test_a_box_of_a_region_names_the_list_that_it_stands_on_or_says_why_it_stands_on_none(processed) -> None:
    semarang = pages.region(of_region.region_findings(processed, "Kota Semarang", None, "all"), "en")
    _, strip, facts = semarang.answer()
    assert [square.details[0] for square in strip.squares[:3]] == [
        "Top 10 (of Top 25)",
        "Top 10 (of Top 30)",
        "Top 15 (of Top 46)",
    ]
    assert facts.facts[0].text.startswith("won (2018, 2019 and 2020); as far as known, 2019 for ")
    solok = pages.region(of_region.region_findings(processed, "Kabupaten Solok", None, "all"), "en")
    assert solok.answer()[1].squares[0].details == ["All 25 names are known"]


def test_what_no_source_is_needed_for_has_no_mark_that_tells_of_sources(processed) -> None:
    for name, marked in (("Kota Solok", True), ("Papua Selatan", False), ("Kota Administrasi Jakarta Timur", False)):
        lead = pages.region(of_region.region_findings(processed, name, None, "all"), "en").answer()[0]
        assert bool(lead.sources.numbers) == bool(lead.mark) == marked
