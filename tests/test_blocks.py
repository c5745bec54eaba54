"""Tables keep real values: a page, a sorted table and a workbook come from the same frame and columns."""

from dataclasses import replace
from functools import partial

import pandas as pd
import pytest

from analysis.display.blocks import BLOCK
from analysis.display.references import Citation
from analysis.display.tables import Column, Kind, Part, Table
from analysis.words.language import Words

ENGLISH = Words("en")


@pytest.fixture
def table() -> Table:
    frame = pd.DataFrame(
        {
            "name": ["Aceh & Sabang", "Bali"],
            "lower": [9, 1200],
            "upper": [14, 1200],
            "share": [0.5, None],
            "others": [("Jambi", "Riau"), ()],
            "url": ["https://example.org/?a=1&b=2", None],
            "source_ids": [("c", "a"), ()],
        }
    )
    columns = [
        Column("Name", "name", url="url"),
        Column("Placed", ("lower", "upper"), ENGLISH.interval, Kind.NUMBER, sources="source_ids"),
        Column("Share", "share", partial(ENGLISH.percent, decimals=1), Kind.SHARE),
        Column("Others", "others", ENGLISH.listing, missing="nobody"),
    ]
    return Table("Some", frame, columns, {"a": 1, "b": 2, "c": 3})


def test_values_are_written_when_they_are_shown(table: Table) -> None:
    assert table._repr_mimebundle_()[0]["text/plain"].splitlines() == [
        "Some",
        "Name | Placed | Share | Others",
        "Aceh & Sabang | 9 to 14 [1, 3] | 50.0% | Jambi and Riau",
        "Bali | 1,200 | – | nobody",
    ]


def test_numbers_stand_to_the_right_and_markup_is_escaped(table: Table) -> None:
    html = table._repr_mimebundle_()[0]["text/html"]
    assert html.startswith("<style>.table td:not(.number), .table th:not(.number) { text-align: left; }</style>")
    assert "<th scope=col>Name</th><th scope=col class=number>Placed</th><th scope=col class=number>Share</th>" in html
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">Aceh &amp; Sabang</a></td>' in html
    assert '<td class=number>9 to 14 <sup class="sources"><a href="#source-1" aria-label="source 1">1</a> ' in html
    assert html.count("<a href=") == 3


def test_a_table_can_be_sorted_by_what_its_cells_stand_for(table: Table) -> None:
    by_upper_end = table.frame.sort_values("upper", ascending=False)
    rows = Table(table.caption, by_upper_end, table.columns, table.numbers).rows()
    assert [row[1].text for row in rows] == ["1,200", "9 to 14"]  # as texts they would stand the other way round


def test_a_workbook_gets_numbers_both_ends_of_a_range_and_the_sources_of_a_row(table: Table) -> None:
    numbers = [column for column in table.columns if column.kind is not Kind.TEXT]
    assert [column.names for column in numbers] == [("lower", "upper"), ("share",)]
    fields = [name for column in numbers for name in column.names]
    assert all(pd.api.types.is_numeric_dtype(table.frame[name]) for name in fields)
    assert {column.sources for column in table.columns} - {""} == {"source_ids"}


def test_a_table_without_rows_has_its_headings(table: Table) -> None:
    empty = Table("None", table.frame.iloc[:0], table.columns)
    assert empty._repr_mimebundle_()[0]["text/plain"] == "None\nName | Placed | Share | Others"
    assert "<tbody></tbody>" in empty._repr_mimebundle_()[0]["text/html"]


def test_nought_is_a_number_and_not_missing() -> None:
    counts = Table("", pd.DataFrame({"number": [0, 1]}), [Column("", "number", ENGLISH.number)])
    assert [row[0].text for row in counts.rows()] == ["0", "1"]


def test_each_number_of_a_cell_says_what_it_is() -> None:
    frame = pd.DataFrame({"registered": [147], "low": [147], "high": [187], "cohort": [12], "size": [25]})
    parts = (Part.NUMBER, Part.LOW, Part.HIGH)
    columns = [
        Column("Registered", ("registered", "low", "high"), "{} ({} to {})".format, Kind.NUMBER, parts),
        Column("Known", ("cohort", "size"), "{} of {}".format, Kind.NUMBER, (Part.NUMBER, Part.WHOLE)),
    ]
    _, metadata = Table("Some", frame, columns)._repr_mimebundle_()
    values = [(column["heading"], column["part"], column["values"]) for column in metadata[BLOCK]["values"]]
    assert values == [
        ("Registered", "", [147]),
        ("Registered", "low", [147]),
        ("Registered", "high", [187]),
        ("Known", "", [12]),
        ("Known", "whole", [25]),
    ]


def test_a_page_shows_the_first_rows_of_a_long_table_and_a_workbook_has_all(table: Table) -> None:
    data, metadata = replace(table, first=1)._repr_mimebundle_()
    assert data["text/html"].count("<tr>") == 1 + len(metadata[BLOCK]["rows"]) == 2
    assert [len(column["keys"]) for column in metadata[BLOCK]["columns"] if column["number"]] == [1, 1]
    assert [len(column["values"]) for column in metadata[BLOCK]["values"]] == [2] * 5


def test_more_than_three_sources_of_a_cell_are_opened_by_a_word() -> None:
    numbers = {each: at for at, each in enumerate("abcd", 1)}
    frame = pd.DataFrame({"name": ["Bali", "Aceh"], "source_ids": [("d", "a", "c"), ("a", "b", "c", "d")]})
    few, many = Table("", frame, [Column("", "name", sources="source_ids")], numbers).rows()
    assert few[0].html(Citation).startswith('Bali <sup class="sources">')
    assert (
        many[0]
        .html(lambda each: Citation(each, counted="4 pages"))
        .startswith('Aceh <details class="sources"><summary>4 pages</summary>')
    )


def test_a_text_of_another_language_says_so_and_names_in_a_text_lead_on() -> None:
    frame = pd.DataFrame({"title": ["Kota Solok & Bali"], "language": ["id"]})
    column = Column("", "title", language="language", mentions={"Bali": "region/Provinsi Bali"})
    assert column.written(frame, {})[0].html(Citation) == (
        '<span lang="id">Kota Solok &amp; <a data-page="region/Provinsi Bali">Bali</a></span>'
    )
