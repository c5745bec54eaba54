"""Whatever becomes known is added in rows: a copy of the project's data grows by the steps of data/README.md.

The copy gets a name that was missing, a second page for a name that is known, a new yearly score and an edition with
two lists. No code and no configuration changes, and all that holds of the project's data holds of the copy.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from editing import remove_rows
from invariants import INVARIANTS
from test_data_readme import add, rows

from analysis import cli, pages
from analysis.display import charts
from analysis.display.blocks import Chart, Heading, Paragraph
from analysis.facts import reading
from analysis.facts.institutions import governments
from analysis.facts.tables import Prepared, Tables
from analysis.folders import PROJECT, Folders
from analysis.prepare import prepare
from analysis.reports import catalogue, notebooks, yml
from analysis.reports.catalogue import Report
from analysis.reports.parameter_sets import placed_regions
from analysis.reports.subjects import SUBJECTS
from analysis.vocabulary import Level, Stage, Track
from analysis.words.language import LANGUAGES

LONG = ("region", "province", "national_trends", "compare")
"""Pages over several editions."""
STEPS = ("A name that turned up", "A second page", "An edition", "An indicator")


@pytest.fixture(scope="module")
def year(live_tables: dict[str, pd.DataFrame]) -> int:
    """The year of the new edition: one in which none was held."""
    return int(live_tables["editions"]["edition"].max()) + 2


@pytest.fixture(scope="module")
def regency(live_tables: dict[str, pd.DataFrame]) -> pd.Series:
    """A regency whose name has not turned up anywhere: its region and its government."""
    regions = live_tables["regions"]
    old = regions[regions["kind"].eq(Level.REGENCY) & regions["autonomous"].eq(1) & regions["exists_from"].isna()]
    nowhere = ~old["region_code"].isin(live_tables["institutions"]["region_code"])
    return governments(old[nowhere], live_tables["institutions"]).merge(regions, on="region_code").iloc[0]


@pytest.fixture(scope="module")
def grown(
    live_raw: Path, live_tables: dict[str, pd.DataFrame], year: int, regency: pd.Series, tmp_path_factory
) -> Folders:
    """The copy, grown and prepared; the invented rows of the steps get names that are new to the data of today."""
    at = tmp_path_factory.mktemp("grown")
    raw = Path(shutil.copytree(live_raw, at / "raw"))
    institution = f"{regency['institution_id']},{regency['institution_name']},regency,{regency['region_code']}"
    anew = {
        "2024,5,": f"{year},{len(live_tables['editions']) + 1},",
        "2024": str(year),
        ",2022-05,": ",,",  # the list with room may be one of a later edition
        "from-2020": "of-the-example",  # another score may have a scale from 2020
        "2022-finalist-general": with_room(live_tables, year),
        "kabupaten-natuna,Pemerintah Kabupaten Natuna,regency,21.03": institution,
        "kabupaten-natuna": regency["institution_id"],
    }
    for file, text in [row for step in STEPS for row in rows(step)]:
        for invented, new in anew.items():
            text = text.replace(invented, new)
        add(raw, [(file, text)])
    remove_rows(raw, reading.examine(raw)[1])  # what was known of the missing name, which the check asks to remove
    where = Folders(raw, at / "processed", at / "reports")
    prepare(where)
    return where


def with_room(tables: Tables, year: int) -> str:
    """Name the last finalist list for general institutions of which names are missing: at worst that of the new edition."""
    lists = tables["lists"].set_index("list_id")
    general = lists[lists["stage"].eq(Stage.FINALIST) & lists["track"].isin([Track.GENERAL, Track.ALL])]
    names = tables["placements"].groupby("list_id").size().reindex(general.index, fill_value=0)
    return str([f"{year}-finalist-general", *general.index[names < general["size"]]][-1])


@pytest.fixture(scope="module")
def tables(grown: Folders) -> Prepared:
    return prepare(grown)[0]


def test_the_check_finds_nothing(grown: Folders):
    assert [str(fault) for fault in reading.examine(grown.raw)[1]] == []


@pytest.mark.parametrize("holds", INVARIANTS, ids=lambda invariant: invariant.__name__)
def test_what_must_hold_of_the_projects_data_holds(tables: Prepared, holds: Callable[[Tables], None]):
    holds(tables)


@pytest.fixture(scope="module")
def findings(tables: Prepared) -> Callable[[Report], Any]:
    """What is found for a report, once for both languages."""
    found: dict[str, Any] = {}

    def find(report: Report) -> Any:
        parameters = {"evidence": "all"} | ({"editions": None} if report.notebook in LONG else {}) | report.parameters
        key = f"{report.notebook} {parameters}"
        if key not in found:
            found[key] = SUBJECTS[report.notebook].find(tables, **parameters)
        return found[key]

    return find


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_made(
    tables: Prepared,
    findings: Callable[[Report], Any],
    year: int,
    regency: pd.Series,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
):
    if language != LANGUAGES[0]:  # charts are the same in each; to draw them takes longest
        for name in filter(lambda name: callable(getattr(charts, name)), charts.__all__):
            monkeypatch.setattr(charts, name, lambda *_: Paragraph(""))
    titles = {}
    regions = {None, *placed_regions(tables)}  # the pages of the others are much alike, and there are hundreds of them
    named = yml.content_of(PROJECT)
    for report in catalogue.read(named, notebooks.read(PROJECT, yml.paths(named)), tables):
        if report.notebook not in SUBJECTS:
            continue  # an analyst's own
        if report.language == language and report.parameters.get("region") in regions:
            page = getattr(pages, report.notebook)(findings(report), language)
            sections = [name for name in dir(page) if name[0] != "_" and callable(getattr(type(page), name, None))]
            shown = [block for name in sections for block in getattr(page, name)()]
            for block in shown:
                if not isinstance(block, Chart):
                    block._repr_mimebundle_()  # tables are written when they are shown
            titles[report.path] = next(block.text for block in shown if isinstance(block, Heading) and block.level == 1)
    score = {"id": "Nilai contoh", "en": "Example score"}[language]
    assert titles[f"{language}/indicators/example-score.html"] == score
    assert titles[f"{language}/region/{regency['institution_id']}.html"]
    assert str(year) in titles[f"{language}/edition/{year}.html"]


def test_reports_are_made_of_them(grown: Folders, year: int, regency: pd.Series, monkeypatch: pytest.MonkeyPatch):
    for name in ("raw", "processed", "reports"):
        monkeypatch.setenv(f"TRENDS_{name.upper()}", str(getattr(grown, name)))
    assert cli.invoke(["build", "--quiet", "--notebook", "edition", "--set", f"edition={year}"]) == 0
    assert cli.invoke(["build", "--quiet", "--notebook", "region", "--set", f"region={regency['region_name']}"]) == 0
    for language in ("id", "en"):
        page = (grown.reports / language / "region" / f"{regency['institution_id']}.html").read_text("utf-8")
        assert "example.org" in page
        assert "example.org" in (grown.reports / language / "edition" / f"{year}.html").read_text("utf-8")
