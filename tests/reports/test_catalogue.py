from pathlib import Path

import nbformat
import pandas as pd
import pytest
from toys import PLACE, notebook

from analysis.errors import Refused
from analysis.reports import catalogue, notebooks
from analysis.reports.catalogue import Report, Selection

TABLES = {
    "region_aliases": pd.DataFrame({"region_code": [], "alias": []}, dtype="str"),
    "regions": pd.DataFrame(
        {
            "region_code": ["13", "13.72", "13.02", "15", "15.71"],
            "region_name": ["Sumatera Barat", "Kota Solok", "Kabupaten Solok", "Jambi", "Kota Jambi"],
            "kind": ["province", "city", "regency", "province", "city"],
            "province_code": ["13", "13", "13", "15", "15"],
        }
    ),
    "status": pd.DataFrame(
        {
            "evidence": ["all", "all", "stated"],
            "stage": "finalist",
            "status": ["placed", "unknown", "placed"],
            "region_code": ["13.72", "13.02", "15"],
        }
    ),
    "editions": pd.DataFrame(
        {"edition": [2018, 2020], "official_title": ["Tahun 2018", "Tahun 2020"], "places": [25, 46]}
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notebooks").mkdir()
    nbformat.write(notebook(parameters=PLACE), tmp_path / "notebooks" / "place.ipynb")
    nbformat.write(notebook(parameters="edition: int = 2020\nnote: str = ''\n"), tmp_path / "notebooks" / "year.ipynb")
    nbformat.write(notebook(parameters="editions: list[int] | None = None\n"), tmp_path / "notebooks" / "years.ipynb")
    nbformat.write(notebook(parameters="x = 1"), tmp_path / "notebooks" / "draft.ipynb")
    (tmp_path / "notebooks" / "torn.ipynb").write_text('{"cells": [', "utf-8")
    return tmp_path


def read(folder: Path, text: str) -> list[Report]:
    return catalogue.read(text.encode(), notebooks.read(folder), TABLES)


def paths(reports: list[Report]) -> list[str]:
    return [each.path for each in reports]


def test_named_sets_follow_the_data(folder: Path) -> None:
    made = read(folder, "languages: [id]\nreports: [{notebook: place, region: placed}, {notebook: year, edition: all}]")
    assert paths(made) == ["id/place/kota-solok.html", "id/year/2018.html", "id/year/2020.html"]
    assert made[0].province == "Sumatera Barat"
    everywhere = read(folder, "languages: [en]\nreports: [{notebook: place, region: all}]")
    assert paths(everywhere)[-2:] == ["en/place/provinsi-jambi.html", "en/place/kota-jambi.html"]


def test_several_parameters_give_every_combination(folder: Path) -> None:
    made = read(folder, "languages: [id]\nreports: [{notebook: year, edition: [2018, 2020], note: [a, b]}]")
    assert paths(made) == [f"id/year/{edition}_{note}.html" for edition in (2018, 2020) for note in "ab"]


def test_a_list_of_editions_is_one_report_and_a_list_of_lists_several(folder: Path) -> None:
    one = read(folder, "languages: [id]\nreports: [{notebook: years, editions: [2020, 2018]}]")
    assert paths(one) == ["id/years/2018-2020.html"]
    assert one[0].parameters == {"editions": [2018, 2020]}
    several = read(folder, "languages: [id]\nreports: [{notebook: years, editions: [[2018], [2018, 2020], null]}]")
    assert paths(several) == ["id/years/2018.html", "id/years/2018-2020.html", "id/years/none.html"]


def test_a_draft_beside_the_notebooks_concerns_nobody_else(folder: Path) -> None:
    reports = read(folder, "languages: [id]\nreports: [{notebook: year, edition: 2018}]")
    found = notebooks.read(folder)
    assert catalogue.select(reports, found, Selection(None, {"edition": "2018"}), lambda: TABLES) == reports
    named = catalogue.notebooks_of(b"reports: [{notebook: year}, {notebook: place}, {notebook: year}]", found)
    assert [each.name for each in named] == ["place", "year"]
    with pytest.raises(Refused, match=r"notebooks/draft\.ipynb: parameter line"):
        catalogue.select(reports, found, Selection("draft"), lambda: TABLES)


@pytest.mark.parametrize("name", ["Untitled 1", "a#b?c", "50% {x}", "ゲーム", "'\"", "../x", "_", "x" * 200])
def test_a_notebook_of_any_name_has_a_path_that_stands_in_every_address(name: str) -> None:
    made = paths(catalogue.with_paths([Report(name, {}, "id"), Report(f"{name} ", {}, "id")]))
    assert len(set(made)) == 2
    for path in made:
        assert set(path) <= {*"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/."}
        assert ".." not in path
        assert path.count("/") == 2


def test_reports_are_told_the_declared_defaults_whatever_a_notebook_says(folder: Path) -> None:
    tried = 'region: str = "Bali"  # tried out\nlanguage: str = "en"\nsize: int = 3\n'
    nbformat.write(notebook(parameters=tried), folder / "notebooks" / "place.ipynb")
    found = notebooks.read(folder)
    assert catalogue.all_parameters(found["place"], {}) == {"region": "Kota Solok", "size": 3}
    assert [str(each) for each in notebooks.faults([found["place"], found["year"]])] == [
        "notebooks/place.ipynb: parameter region is 'Bali' by default, declared is 'Kota Solok'",
        "notebooks/place.ipynb: parameter language is 'en' by default, declared is 'id'",
    ]


def test_a_notebook_that_lost_its_parameters_is_a_fault(folder: Path) -> None:
    found = notebooks.read(folder)
    assert [str(each)[:60] for each in notebooks.faults([found["torn"]])] == [
        "notebooks/torn.ipynb: is not a notebook of Jupyter's format "
    ]
    stripped = notebook(parameters=PLACE)
    del stripped.cells[0].metadata["tags"]
    nbformat.write(stripped, folder / "notebooks" / "place.ipynb")
    assert [str(each) for each in notebooks.faults([notebooks.read(folder)["place"]])] == [
        "notebooks/place.ipynb: has no cell tagged parameters, or nothing in it"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("report: []", "reports.yml: there is no key 'report'; did you mean 'reports'?"),
        ("reports: {}", "reports.yml: reports is not a list"),
        ("reports: [", "reports.yml line 1: is not YAML: "),
        ("", "reports.yml: has no languages and no reports"),
        (
            "languages: [id, no]\nreports: [{notebook: year}]",
            "reports.yml: languages is ['id', False], which is not a list of id and en",
        ),
        ("reports: [{region: all}]", "reports.yml line 1: is not of the form notebook: name"),
        ("reports: [{notebook: plaec}]", "reports.yml line 1: there is no notebook 'plaec'; did you mean 'place'?"),
        (
            "reports: [{notebook: year}, {notebook: place, regin: all}]",
            "reports.yml line 1 (place): there is no parameter 'regin'; did you mean 'region'?",
        ),
        (
            "reports: [{notebook: place, region: [Kota Solk]}]",
            "reports.yml line 1 (place): region 'Kota Solk' is not a province, regency (Kabupaten ...) or city (Kota ...): did you mean Kota Solok?; the sets are all, placed",
        ),
        (
            "reports: [{notebook: place, region: palced}]",
            "reports.yml line 1 (place): region 'palced' is not a province, regency (Kabupaten ...) or city (Kota ...): "
            "name one of regions.csv, such as Provinsi Sumatera Barat; the sets are all, placed",
        ),
        (
            "reports: [{notebook: year, edition: ['2020']}]",
            "reports.yml line 1 (year): parameter edition is '2020', which is not a whole number",
        ),
        (
            "reports: [{notebook: place, language: en}]",
            "reports.yml line 1 (place): language is not set for one report; languages, at the top, holds for all",
        ),
        (
            "reports: [{notebook: year, edition: [2020, 2020]}]",
            'reports.yml line 1 (year): the report with {"edition": 2020} is named twice',
        ),
        (
            "reports:\n- notebook: year\n- notebook: place\n- notebook: year\n  edition: 2020",
            'reports.yml line 4 (year): the report with {"edition": 2020} is named twice, first in line 2',
        ),
        (
            "reports: [{notebook: place, region: [Bali]}]\nlanguages: [id]\nreports: [{notebook: year}]",
            "reports.yml line 3: 'reports' stands in line 1 already; put the two together",
        ),
        (
            "reports:\n- notebook: place\n  region: Bali\n  region: Jambi",
            "reports.yml line 4: 'region' stands in line 3 already; put the two together",
        ),
        ("reports: [{notebook: year, notebook: place}]", "reports.yml line 1: 'notebook' stands in line 1 already"),
        ("reports: []", "reports.yml: reports is not a list, or an empty one"),
        ("languages: []\nreports: [{notebook: year}]", "reports.yml: languages is [], which is not a list of"),
        ("languages: [id, id]\nreports: [{notebook: year}]", "reports.yml: languages is ['id', 'id'], which names one"),
        ("reports: [year]", "reports.yml: report 1: is not of the form notebook: name"),
        ("reports: [{notebook: year, edition: []}]", "reports.yml line 1 (year): edition is an empty list; name what"),
        ("reports: [{notebook: years, editions: []}]", "reports.yml line 1 (years): editions is an empty list; name"),
        ("reports: [{notebook: years, editions: [[]]}]", "reports.yml line 1 (years): editions is an empty list; name"),
        (
            "reports: [{notebook: years, editions: [[2018], [2018, 2021]]}]",
            "reports.yml line 1 (years): edition 2021 is not an edition",
        ),
        (
            "reports: [{notebook: draft}]",
            "notebooks/draft.ipynb: parameter line 'x = 1' is not of the form name: type = value",
        ),
        ("reports: [{notebook: torn}]", "notebooks/torn.ipynb: is not a notebook of Jupyter's format 4"),
        ("\xff: [", "reports.yml line 1: is not YAML: "),
    ],
)
def test_what_is_wrong_in_reports_yml_is_said_in_one_line(folder: Path, text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read(folder, text)
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("hostile", ["../../etc/passwd", "", "🙂", "a" * 300, '"<script>\n', "\\..\\x", ".", "CON/.."])
def test_no_name_leads_out_of_the_folder(hostile: str) -> None:
    report = catalogue.with_paths([Report("year", {"note": hostile}, "id")])[0]
    language, name, file = report.path.split("/")
    assert (language, name) == ("id", "year")
    assert len(file) < 110
    assert file.removesuffix(".html").replace("-", "").replace("_", "").isalnum()


def test_names_that_give_one_slug_get_different_paths() -> None:
    names = ["Kota Solok", "kota-solok", "Kota Solok!", "Kota Ambon", "🙂", "🙃", "x" * 100, "x" * 101]
    made = paths(catalogue.with_paths([Report("year", {"note": name}, "id") for name in names]))
    assert len(set(made)) == len(names)
    assert made[3] == "id/year/kota-ambon.html"


def test_what_is_asked_for_is_found_or_made(folder: Path) -> None:
    reports = read(folder, "reports: [{notebook: place, region: placed}, {notebook: year, edition: all}]")

    def select(notebook: str | None = None, **texts: str) -> list[Report]:
        return catalogue.select(reports, notebooks.read(folder), Selection(notebook, texts), lambda: TABLES)

    assert paths(select(language="en")) == ["en/place/kota-solok.html", "en/year/2018.html", "en/year/2020.html"]
    assert paths(select("year", edition="2018")) == ["id/year/2018.html", "en/year/2018.html"]
    assert paths(select(region="Kota Solok", language="id")) == ["id/place/kota-solok.html"]
    more = select("place", region="Kota Jambi", language="en")
    assert paths(more) == ["en/place/kota-jambi.html"]
    assert not more[0].named
    assert paths(select("year", note="2018", language="id"))[0].startswith("id/year/2018-")
    with pytest.raises(Refused, match="with --notebook it is made"):
        select(region="Kota Jambi")
