import pandera.pandas as pa

from analysis.data import dictionary
from analysis.data.schemas import TABLES


def test_the_committed_page_says_what_the_schemas_say():
    renew = "docs/data_dictionary.md is not what src/analysis/data/schemas.py gives: renew it with `make docs`"
    assert dictionary.PAGE.read_text("utf-8") == dictionary.page(), renew


def test_every_table_and_column_is_told_once():
    sections = dictionary.page().split("\n## ")[1:]
    assert [section.split("\n")[0] for section in sections] == list(TABLES)
    for section, schema in zip(sections, TABLES.values(), strict=True):
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == list(schema.columns)
        assert all(column.description in row for column, row in zip(schema.columns.values(), rows, strict=True))


def test_a_row_tells_type_form_and_reference():
    page = dictionary.page()
    assert "| `size` | whole number | no | 1 or more |  | its official length, in names |" in page
    assert "| `stage` | text | no | one of finalist, winner |  | finalist or winner |" in page
    assert "| `parent_list_id` | text | yes |  | `lists.list_id` |" in page
    assert "| `value` | number | no |  |  | the score |" in page


def test_keys_are_named_and_a_table_without_one_says_so():
    page = dictionary.page()
    assert "Key: `list_id`, `institution_id`, `source_id`." in page
    assert "Key: none: rows may be alike." in page


def test_a_bar_in_a_description_does_not_break_the_table(monkeypatch):
    schema = pa.DataFrameSchema({"a": pa.Column("str", description="this | that")}, name="t", title="a thing")
    monkeypatch.setattr(dictionary, "TABLES", {"t": schema})
    assert r"| this \| that |" in dictionary.page()
