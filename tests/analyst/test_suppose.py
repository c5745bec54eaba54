"""What if a missing name were a certain region: what changes, what is marked, and that nothing is stored."""

from pathlib import Path

import openpyxl
import pytest

import analysis as tr
from analysis.analyst.supposed import raw_tables, with_name
from analysis.competition.status import status, view
from analysis.display.blocks import Strip
from analysis.display.tables import Table
from analysis.facts.schemas import TABLES
from analysis.folders import Folders

MARK = "Supposed, not known: Kota Padang was a finalist in 2020 (Top 46: instansi pemerintah)"


def test_the_region_is_placed_and_one_name_fewer_is_missing(d: tr.Data, supposing: tr.Data):
    before, after = (each.editions().set_index("edition")["missing"] for each in (d, supposing))
    assert (before - after).to_dict() == {2018: 0, 2019: 0, 2020: 1, 2022: 0}
    assert str(d.region("Kota Padang").placed) == "0 to 2 of 4"
    assert str(supposing.region("Kota Padang").placed) == "1 to 2 of 4"


def test_it_counts_at_every_level_of_evidence(supposing: tr.Data):
    for evidence in ("all", "stated", "corroborated"):
        region = supposing.at(evidence).region("Kota Padang")
        assert region.placed.low == 1


def test_nobody_is_counted_as_publisher_of_what_is_supposed_and_it_has_one_page(d: tr.Data, supposing: tr.Data):
    row = supposing.at("corroborated").status(name="Kota Padang", edition=2020).iloc[0]
    assert (row["status"], row["publishers"]) == ("placed", 0)
    assert "supposed-1" in row["source_ids"]
    assert supposing.compare("Kota Padang", editions=[2020]).alternative.count("supposed / diandaikan") == 1
    assert len(supposing.sources()) == len(d.sources()) + 1
    unchanged = supposing.names(edition=2020, name="Kota Semarang")["publishers"]
    assert unchanged.tolist() == d.names(edition=2020, name="Kota Semarang")["publishers"].tolist()


def test_what_was_supposed_before_still_counts_at_every_level(supposing: tr.Data):
    tables, _ = with_name(supposing._all, "Kota Bukittinggi", 2020, winner=False)
    said = tables["evidence"].query("institution_id == 'kota-padang' and list_id == '2020-finalist-general'")
    assert sorted(said["source_id"]) == ["supposed-1", "supposed-2"]


def test_what_is_supposed_is_marked_on_page_tables_charts_and_strip(supposing: tr.Data):
    page = supposing.region("Kota Padang").page()
    assert page.text().endswith("| supposed / diandaikan | – | – | –")  # neither a page nor news
    assert page.text().split("\n\n")[:2] == ["# Kota Padang", f"{MARK}."]
    assert all(MARK in each.caption for each in page.shown if isinstance(each, Table))
    assert all(chart.alternative.startswith(MARK) for chart in supposing.province("Sumatera Barat").page().charts)
    (strip,) = (each for each in page.shown if isinstance(each, Strip))
    assert MARK in strip._repr_mimebundle_()[0]["text/html"]
    assert "Certain:" not in page.text()


def test_what_is_supposed_is_marked_on_own_charts_frames_and_shown_objects(supposing: tr.Data):
    for chart in (supposing.compare("Kota Padang"), supposing.map(), supposing.ranks()):
        assert chart.alternative.startswith(MARK)
        assert any("Supposed" in text.get_text() for text in chart.figure.texts)
    for shown in (supposing, supposing.places(), supposing.region("Kota Solok")):
        assert MARK in repr(shown)
        assert MARK in shown._repr_html_()


def test_what_is_supposed_is_marked_in_workbooks(supposing: tr.Data, tmp_path: Path):
    supposing.names(edition=2020).to_excel(tmp_path / "names.xlsx")
    supposing.region("Kota Padang").page().to_excel(tmp_path / "page.xlsx")
    names = openpyxl.load_workbook(tmp_path / "names.xlsx")["Contents"]
    assert any(MARK in str(row[0]) for row in names.iter_rows(values_only=True))
    page = openpyxl.load_workbook(tmp_path / "page.xlsx")
    assert any(MARK in str(row[0]) for row in page["Notes"].iter_rows(values_only=True))


def test_the_mark_is_in_the_language_of_the_page(supposing: tr.Data):
    assert (
        "Diandaikan, tidak diketahui: Kota Padang finalis pada 2020"
        in supposing.region("Kota Padang").page("id").text()
    )


def test_nothing_is_stored(d: tr.Data, known_folders: Folders, supposing: tr.Data):
    assert supposing.supposed
    assert d.supposed == ()
    assert not [path for path in known_folders.processed.iterdir() if "suppos" in path.read_bytes().decode("latin-1")]
    assert str(d.region("Kota Padang").placed) == "0 to 2 of 4"


def test_the_raw_tables_are_taken_out_as_they_were_read(d: tr.Data, tables):
    taken = raw_tables(d._all)
    for name in TABLES:
        assert taken[name].equals(tables[name][list(taken[name])]), name


def test_a_name_of_a_told_level_is_no_longer_told_of_another(d: tr.Data):
    tables, _ = with_name(d._all, "Kabupaten Agam", 2022, winner=False)
    statuses = status(view(tables, "all")).query("edition == 2022 and stage == 'finalist'").dropna(subset="region_code")
    assert "unknown" not in set(statuses["status"])


def test_a_win_entails_the_place(d: tr.Data):
    tables, supposed = with_name(d._all, "Kota Padang", 2020, winner=True)
    assert supposed.winner
    assert {"2020-finalist-general", "2020-winner-general"} == set(
        tables["placements"].query("institution_id == 'kota-padang'")["list_id"]
    )


@pytest.mark.parametrize(
    ("region", "edition", "line"),
    [
        ("Kota Solok", 2019, "it is known that Kota Solok was a finalist in 2019"),
        ("Kota Solok", 2022, "Kota Solok can't be a missing name of 2022; see d.explain('Kota Solok', 2022)"),
        ("Kota Solk", 2020, "did you mean Kota Solok"),
        ("Kota Padang", 2021, "the edition of 2022 bears the title"),
    ],
)
def test_what_cant_be_is_refused(d: tr.Data, region: str, edition: int, line: str):
    with pytest.raises(tr.Refused) as refused:
        d.suppose(region, edition)
    assert line in str(refused.value)
