"""Results as files: the workbook of a frame, CSV, and pages in every format."""

import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import analysis as tr


def test_a_frame_becomes_a_workbook_with_its_sources_and_notes(d: tr.Data, tmp_path: Path):
    frame = d.names(edition=2018, stage="finalist")
    frame.to_excel(tmp_path / "names.xlsx")
    book = openpyxl.load_workbook(tmp_path / "names.xlsx")
    assert book.sheetnames == ["Contents", "Names", "Sources", "Notes"]
    about = str(book["Contents"]["A2"].value)
    assert about.startswith(
        "one row: a name that is known to stand on a list · edition 2018, stage finalist · evidence: all"
    )
    table = [list(row) for row in book.worksheets[1].iter_rows(values_only=True)]
    assert table[0] == [*(column for column in frame if column != "source_ids"), "Sources"]
    assert len(table) == 26
    number = int(str(table[1][-1]).split(", ")[0])
    assert book.worksheets[2].cell(number + 1, 1).value == number
    assert any("name of the list" in str(row[0]) for row in book.worksheets[3].iter_rows(values_only=True))


def test_a_frame_is_written_by_pandas_where_its_options_are_used(d: tr.Data, tmp_path: Path):
    d.places(at_least=3).to_excel(tmp_path / "own.xlsx", sheet_name="own", engine="xlsxwriter")
    assert openpyxl.load_workbook(tmp_path / "own.xlsx").sheetnames == ["own"]


def test_editions_side_by_side_become_a_workbook_and_a_subject_gives_that_of_its_page(d: tr.Data, tmp_path: Path):
    d.status(name="Kota Solok").by_edition().to_excel(tmp_path / "grid.xlsx")
    rows = [*openpyxl.load_workbook(tmp_path / "grid.xlsx").worksheets[1].iter_rows(values_only=True)]
    assert rows == [
        ("name", "2018", "2019", "2020", "2022"),
        ("Kota Solok", "placed", "placed", "placed", "not_placed"),
    ]
    d.region("Kota Solok").to_excel(tmp_path / "region.xlsx")
    assert "Status by edition" in openpyxl.load_workbook(tmp_path / "region.xlsx").sheetnames


def test_csv_joins_several_texts_and_reads_back(d: tr.Data):
    frame = d.status(name="Kota Solok")
    read = pd.read_csv(io.StringIO(frame.to_csv()))
    assert list(read) == list(frame)
    assert read["source_ids"].iloc[0].split("; ") == list(frame["source_ids"].iloc[0])


@pytest.mark.parametrize(("kind", "start"), [("html", b"<!DOCTYPE html>"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_a_page_is_written_as_the_reports_are(d: tr.Data, tmp_path: Path, kind: str, start: bytes):
    write = {"html": "to_html", "xlsx": "to_excel", "pdf": "to_pdf"}[kind]
    path = tmp_path / f"page.{kind}"
    getattr(d.region("Kota Solok").page("id"), write)(path)
    assert path.read_bytes().lower().startswith(start.lower())


def test_a_name_of_another_kind_and_a_folder_that_is_not_there_are_refused(d: tr.Data, tmp_path: Path):
    with pytest.raises(tr.Refused, match=r"would end in \.xlsx"):
        d.editions().to_excel(tmp_path / "a.csv")
    with pytest.raises(tr.Refused, match="can't be written"):
        d.editions().to_excel(tmp_path / "none" / "a.xlsx")


def test_the_page_of_a_subject_is_that_of_its_notebook(d: tr.Data):
    page = d.region("Kota Solok").page("en")
    assert page.text().startswith("# Kota Solok")
    assert page.lead.startswith("Kota Solok was among the finalists three times running")
