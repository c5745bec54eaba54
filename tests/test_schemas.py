import pandas as pd
import pytest

from analysis.facts.dates import is_date
from analysis.facts.schemas import TABLES, typed


@pytest.mark.parametrize("text", ["2022-05-12", "2022-05", "2022", "2024-02-29"])
def test_days_months_and_years_are_dates(text):
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022-02-30",
        "2022-13",
        "2022-00",
        "2023-02-29",
        "0000",
        "22-05-12",
        "2022-5",
        "2022/05",
        "12.5.2022",
        "٢٠٢٢",
    ],
)
def test_what_is_not_on_the_calendar_is_no_date(text):
    assert not is_date(text)


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("-3", -3), ("007", 7), ("30.0", None), ("1e3", None), ("1,000", None), ("٣", None)]
)
def test_whole_numbers_are_typed_and_nothing_else_is(text, number):
    value = typed(pd.Series([text], dtype="str"), "Int64")[0]
    assert pd.isna(value) if number is None else value == number


@pytest.mark.parametrize(("text", "number"), [("88.73", 88.73), ("88", 88.0), ("88,73", None), ("nan", None)])
def test_decimal_numbers_are_typed_and_nothing_else_is(text, number):
    value = typed(pd.Series([text], dtype="str"), "Float64")[0]
    assert pd.isna(value) if number is None else value == number


def test_empty_cells_stay_missing_in_every_type():
    for dtype in ("str", "Int64", "Float64"):
        assert typed(pd.Series([None], dtype="str"), dtype).isna().all()


def test_every_column_is_described_and_refers_to_a_column_that_exists():
    for schema in TABLES.values():
        for column in schema.columns.values():
            assert column.description
            if column.refers_to:
                table, target = column.refers_to.split(".")
                assert target in TABLES[table].columns


def test_keys_are_columns_that_are_never_empty():
    for schema in TABLES.values():
        for name in schema.key:
            assert not schema.columns[name].nullable


def test_every_table_of_the_raw_folder_has_a_schema(raw):
    assert {path.stem for path in raw.glob("*.csv")} == TABLES.keys() - {"indicators"}
