"""An edition that was announced, of which no list is known yet: every page says so, and says the same of all others as before."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from test_pages import text_of

from analysis import pages
from analysis.display import charts
from analysis.display.blocks import Paragraph
from analysis.errors import Refused
from analysis.facts import reading
from analysis.facts.tables import Prepared
from analysis.findings import of_index
from analysis.folders import Folders
from analysis.pages.of_index import IndexPage
from analysis.prepare import prepare
from analysis.reports.subjects import SUBJECTS
from analysis.statistics.results import Results
from analysis.statistics.schemas import DERIVED
from analysis.words.language import Words

YEAR = 2100
SAID = {"en": "No list of the edition of 2100 is known yet.", "id": "Belum ada daftar edisi 2100 yang diketahui."}
OVER_EDITIONS = {
    "region": {"region": "Kota Solok"},
    "province": {"province": "Sumatera Barat"},
    "national_trends": {},
    "data_quality": {},
}


@pytest.fixture(scope="module")
def announced_raw(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen tables and one edition more, of which a date and a number are known."""
    folder = Path(shutil.copytree(raw, tmp_path_factory.mktemp("announced") / "raw"))
    for file, row in {
        "editions.csv": f"{YEAR},5,Tahun {YEAR},",
        "edition_facts.csv": f"{YEAR},opened_on,{YEAR}-03-01,antaranews-com",
        "figures.csv": f"{YEAR},registered_institutions,321,1,1,antaranews-com,",
    }.items():
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write(row + "\n")
    return folder


@pytest.fixture(scope="module")
def results(announced_raw: Path) -> Prepared:
    return prepare(Folders(announced_raw, announced_raw.with_name("processed"), announced_raw.with_name("reports")))[0]


def test_it_is_no_fault(announced_raw: Path):
    assert reading.examine(announced_raw)[1] == []


def test_nothing_that_is_counted_changes(results: Prepared, processed: Results):
    for name in DERIVED.keys() - {"editions"}:
        assert_frame_equal(results[name], processed[name])


def everything(results: Prepared, notebook: str, language: str, parameters: dict) -> str:
    page = getattr(pages, notebook)(SUBJECTS[notebook].find(results, **parameters, evidence="all"), language)
    sections = [name for name in dir(page) if name[0] != "_" and callable(getattr(type(page), name, None))]
    return text_of([block for name in sections for block in getattr(page, name)()])


@pytest.fixture
def titles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of charts only the titles, which are sentences; to draw them takes long."""

    def title(*given: object) -> Paragraph:
        return Paragraph(" ".join(each for each in given if isinstance(each, str)))

    for name in filter(lambda name: callable(getattr(charts, name)), charts.__all__):
        monkeypatch.setattr(charts, name, title)


@pytest.mark.usefixtures("titles")
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("notebook", OVER_EDITIONS)
def test_a_page_over_editions_says_so_and_nothing_else(
    results: Prepared, processed: Results, notebook: str, language: str
):
    parameters = OVER_EDITIONS[notebook] | ({} if notebook == "data_quality" else {"editions": None})
    said = everything(results, notebook, language, parameters)
    assert SAID[language] in said
    assert said.replace(" " + SAID[language], "") == everything(processed, notebook, language, parameters)


@pytest.mark.usefixtures("titles")
def test_its_own_page_says_what_is_known_and_is_neither_first_nor_complete(results: Prepared):
    said = everything(results, "edition", "en", {"edition": YEAR})
    for known in ("Edition 5", "1 March 2100", "321", "No list of finalists is known.", "No list of winners is known."):
        assert known in said
    for wrong in ("first edition", "Every name", "no status", "Certain", "could take part", "0 of 0"):
        assert wrong not in said
    assert "ambon.go.id" not in said  # a page on other editions is no source of this one


@pytest.mark.usefixtures("titles")
def test_its_winners_may_be_all_that_is_missing(raw_copy: Path, tmp_path: Path):
    for file, row in {
        "editions.csv": f"{YEAR},5,Tahun {YEAR},",
        "lists.csv": f"{YEAR}-finalist,{YEAR},finalist,all,Top 20,20,,antaranews-com",
    }.items():
        with (raw_copy / file).open("a", encoding="utf-8") as stream:
            stream.write(row + "\n")
    results = prepare(Folders(raw_copy, tmp_path / "processed", tmp_path / "reports"))[0]
    said = everything(results, "edition", "en", {"edition": YEAR})
    assert "Of 20 finalists 0 are known and 20 are not. No list of winners is known." in said
    page = IndexPage(of_index.index_findings(Results(results)), Words("en"))
    answer = page.report("edition", {"edition": YEAR}, "", "").answer
    assert answer == "Names known: 0 of 20 finalists; no list of winners yet"
    retention = pd.DataFrame(results["retention"])
    assert set(retention.loc[retention["edition_to"] == YEAR, "track"]) == {
        "all",
        "institutions",
    }  # no list takes units
    country = everything(results, "national_trends", "en", {"editions": None})
    assert "At least 3 institutions were placed in every edition from 2018 to 2022" in country


def test_the_index_has_it_without_names(results: Prepared, processed: Results):
    page, before = (IndexPage(of_index.index_findings(Results(each)), Words("en")) for each in (results, processed))
    assert page.report("edition", {"edition": YEAR}, "", "").answer == "No list of it is known yet"
    assert page.regions() == before.regions()
    assert page.report("national_trends", {}, "", "") == before.report("national_trends", {}, "", "")


def test_alone_it_gives_no_page_over_editions(results: Prepared):
    with pytest.raises(
        Refused, match=rf"\[{YEAR}\]: no list of them is known yet; there are lists of 2018, 2019, 2020"
    ):
        SUBJECTS["region"].find(results, "Kota Solok", [YEAR], "all")
