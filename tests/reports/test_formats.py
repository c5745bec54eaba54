"""A report as a workbook and as a document: the same values, nothing run, the same bytes each time."""

import datetime
import io

import nbformat
import pandas as pd
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from analysis.display.blocks import Heading, Paragraph
from analysis.display.references import Citation
from analysis.display.tables import Column, Kind, Table
from analysis.reports.site.content import blocks
from analysis.reports.site.document import document
from analysis.reports.site.workbook import workbook
from analysis.words.language import Words

FACTS = {
    "title": "Kota Solok",
    "author": "Regional Trends",
    "description": "Kota Solok was a finalist three times running",
    "language": "en",
    "dated": "Newest dated source: 17 June 2022",
    "address": "en/region/kota-solok.html",
    "evidence": "all",
}
HOSTILE = ['=HYPERLINK("http://example.org")', "+1+1", "-2", "@SUM(A1)", "#panic()", "*x* $y$ [z] <script>", "a\tb"]


def executed(*shown) -> nbformat.NotebookNode:
    """A notebook whose one cell shows these blocks."""
    outputs = []
    for block in shown:
        data, metadata = block._repr_mimebundle_()
        outputs.append(nbformat.v4.new_output("display_data", data, metadata=metadata))
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("show", outputs=outputs)])


def table(names=("Kota Solok", "Kota Batam")) -> Table:
    frame = pd.DataFrame(
        {
            "name": list(names),
            "low": pd.array([3, None][: len(names)] + [1] * (len(names) - 2), dtype="Int64"),
            "high": pd.array([3] * len(names), dtype="Int64"),
            "share": [0.154] * len(names),
            "source_ids": [["b"]] + [[]] * (len(names) - 1),
        }
    )
    columns = [
        Column("Name", "name", sources="source_ids"),
        Column("Places", ("low", "high"), lambda low, high: f"{low} to {high}", Kind.NUMBER),
        Column("Share", "share", lambda share: f"{share:.1%}", Kind.SHARE),
    ]
    return Table("Who was placed: [2018] / 2022", frame, columns, {"b": 2})


def opened(*shown, **facts):
    return load_workbook(io.BytesIO(workbook(blocks(executed(*shown)), {**FACTS, **facts})))


def test_a_workbook_has_one_table_a_sheet_with_real_numbers_and_both_ends_of_a_range():
    book = opened(Heading("Kota Solok", 1), table())
    assert book.sheetnames == ["Contents", "Who was placed 2018 2022", "Notes"]
    rows = list(book["Who was placed 2018 2022"].iter_rows(values_only=True))
    assert rows[0] == ("Name", "Places, from", "Places, to", "Share", "Sources", "Evidence")
    assert rows[1] == ("Kota Solok", 3, 3, 0.154, "2", "all")
    assert rows[2] == ("Kota Batam", None, 3, 0.154, None, "all")
    assert book["Contents"]["A1"].value == "Kota Solok"
    assert (book.properties.title, book.properties.creator) == ("Kota Solok", "Regional Trends")


def test_what_looks_like_a_formula_stays_a_text():
    book = opened(table(HOSTILE), Paragraph(HOSTILE[0]))
    for sheet in book:
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert [row[0].value for row in book.worksheets[1].iter_rows(min_row=2)] == HOSTILE


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("Diketahui pernah masuk: 2 dari 33 kota lain di wilayah Sumatera", "Diketahui pernah masuk"),
        ("Diketahui pernah masuk 2 dari 33 kota lain", "Diketahui pernah masuk"),
        ("Diketahui pernah masuk tiga 1 / 33", "Diketahui pernah masuk tiga"),
        ("Top 46: instansi pemerintah: 13 dari 30 nama diketahui", "Top 46 instansi pemerintah"),
        ("Peringkat 38 provinsi menurut jumlah daerah", "Peringkat 38 provinsi menurut"),
        ("Pemerintahdaerahkabupatenkotadanprovinsi", "Pemerintahdaerahkabupatenkotada"),
    ],
)
def test_the_name_of_a_sheet_is_cut_at_a_word_and_no_figure_loses_what_it_is_of(caption, name):
    assert opened(Table(caption, pd.DataFrame({"a": ["x"]}), [Column("A", "a")])).sheetnames[1] == name


def test_years_are_numbers_and_days_are_dates_in_a_workbook_where_the_source_gives_one():
    frame = pd.DataFrame({"edition": [2018, 2022, 2020], "on": ["2018-12-10", "2022-06", None]})
    columns = [Column("Edition", "edition"), Column("Date", "on", Words("en").date, Kind.DATE)]
    rows = list(
        opened(Table("Dates", frame, columns), evidence="Semua bukti").worksheets[1].iter_rows(values_only=True)
    )
    assert rows[1:] == [
        (2018, datetime.datetime(2018, 12, 10), "Semua bukti"),
        (2022, "June 2022", "Semua bukti"),
        (2020, None, "Semua bukti"),
    ]


def test_sheets_of_one_title_have_names_of_their_own():
    names = opened(*[table()] * 3).sheetnames
    assert len(set(names)) == 5
    assert all(len(name) <= 31 for name in names)


def test_a_report_without_tables_is_a_workbook_of_notes():
    assert opened(Paragraph("Nothing is known.")).sheetnames == ["Contents", "Notes"]


def pages(*shown) -> list[str]:
    reader = PdfReader(io.BytesIO(document(blocks(executed(*shown)), FACTS)))
    return [page.extract_text() for page in reader.pages]


def test_a_document_has_the_texts_a_running_head_and_page_numbers():
    rows = table(["Kota Solok"] * 120)
    texts = pages(Heading("Kota Solok", 1), Paragraph("Finalist three times.", Citation((2,))), rows, _sources())
    assert "Finalist three times." in texts[0]
    assert "Newest dated source: 17 June 2022" in texts[1]
    assert all(FACTS["address"] in text and f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1))
    assert all("Places" in text for text in texts[: len(texts) - 1])  # the head of the table is repeated
    assert "example.org/a-page" in "".join(texts).replace("\u200b", "")


def test_a_table_of_many_columns_lies_across_and_none_is_cut():
    years = list(range(2000, 2025))
    frame = pd.DataFrame([{"name": "Kabupaten Pangkajene dan Kepulauan", **{str(year): 70.25 for year in years}}])
    columns = [Column("Name", "name"), *(Column(str(year), str(year), kind=Kind.NUMBER) for year in years)]
    reader = PdfReader(
        io.BytesIO(document(blocks(executed(Heading("Scores", 1), Table("Wide", frame, columns), _sources())), FACTS))
    )
    assert [page.mediabox.width > page.mediabox.height for page in reader.pages] == [False, True, False]
    wide = reader.pages[1]
    right: list[float] = []
    wide.extract_text(visitor_text=lambda text, at, *_: right.append(at[4]) if "2024" in text else None)
    assert wide.mediabox.width - 100 < max(right) < wide.mediabox.width - 60


def test_on_paper_sources_that_follow_each_other_stand_as_their_ends():
    numbers = [1, 2, 3, 4, 6, 8, 9]
    frame = pd.DataFrame({"number": numbers, "anchor": [f"source-{each}" for each in numbers]})
    sources = Table("Sources", frame, [Column("No.", "number", kind=Kind.NUMBER, anchor="anchor")])
    (text,) = pages(Heading("Kota Solok", 1), Paragraph("Finalist.", Citation((9, 8, 6, 1, 2, 3, 4))), sources)
    assert "Finalist. [1–4, 6, 8–9]" in text


def test_a_page_without_a_title_is_called_by_its_address_once():
    sources = _sources()
    untitled = Table("Sources", sources.frame.assign(title="example.org/a-page"), sources.columns)
    assert "".join(pages(Heading("Kota Solok", 1), untitled)).replace("\u200b", "").count("a-page") == 1


def test_nothing_in_a_document_is_read_as_markup():
    text = "".join(pages(Heading("#panic()", 1), table(HOSTILE), _sources()))
    assert "*x* $y$ [z] <script>" in text
    assert "#panic()" in text


def test_a_document_is_tagged_titled_and_in_the_language_of_the_report():
    reader = PdfReader(io.BytesIO(document(blocks(executed(Heading("Kota Solok", 1))), {**FACTS, "language": "id"})))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert reader.metadata.title == "Kota Solok"
    assert [entry.title for entry in reader.outline] == ["Kota Solok"]


def test_a_chart_without_a_text_makes_no_document():
    notebook = executed(Heading("Kota Solok", 1))
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    notebook.cells[0].outputs.append(nbformat.v4.new_output("display_data", {"image/png": dot, "text/plain": "x"}))
    with pytest.raises(Exception, match="alt"):
        document(blocks(notebook), FACTS)


@pytest.mark.parametrize("make", [document, workbook])
def test_the_same_report_has_the_same_bytes(make):
    shown = executed(Heading("Kota Solok", 1), table(), _sources())
    assert make(blocks(shown), FACTS) == make(blocks(shown), FACTS)


def _sources() -> Table:
    frame = pd.DataFrame(
        {"number": [2], "anchor": ["source-2"], "title": ["A page"], "url": ["https://example.org/a-page"]}
    )
    columns = [Column("No.", "number", kind=Kind.NUMBER, anchor="anchor"), Column("Page", "title", url="url")]
    return Table("Sources", frame, columns)
