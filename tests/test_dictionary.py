import runpy
from pathlib import Path

from analysis.facts.forms import Column, Schema
from analysis.facts.schemas import TABLES
from analysis.statistics.schemas import DERIVED

DICTIONARY = runpy.run_path(str(Path(__file__).parents[1] / "docs" / "data_dictionary.py"))
PAGE = DICTIONARY["page"]()


def test_the_committed_page_says_what_the_schemas_say():
    renew = "docs/data_dictionary.md is not what the schemas give: renew it with `make docs`"
    assert DICTIONARY["PAGE"].with_suffix(".md").read_text("utf-8") == PAGE, renew


def test_every_table_and_column_is_told_once():
    sections = PAGE.split("\n### ")[1:]
    schemas = [*TABLES.values(), *DERIVED.values()]
    assert [section.split("\n")[0].split(",")[0] for section in sections] == [schema.name for schema in schemas]
    for section, schema in zip(sections, schemas, strict=True):
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == list(schema.columns)
        assert all(column.description in row for column, row in zip(schema.columns.values(), rows, strict=True))


def test_a_row_tells_type_form_and_reference():
    assert "| `size` | whole number | no | from 1 to 9999 |  | its official length, in names |" in PAGE
    assert "| `stage` | text | no | one of finalist, winner |  | finalist or winner |" in PAGE
    assert "| `parent_list_id` | text | yes |  | `lists.list_id` |" in PAGE
    assert "| `value` | number | no |  |  | the score |" in PAGE
    assert (
        "| `source_ids` | list of texts | no | a list of texts | `sources.source_id` | the pages that say so |" in PAGE
    )


def test_keys_are_named_and_a_table_without_one_says_so():
    assert "Key: `list_id`, `institution_id`, `source_id`." in PAGE
    assert "Key: none: rows may be alike." in PAGE


def test_a_bar_in_a_description_does_not_break_the_table():
    schema = Schema("t", "a thing", [], {"a": Column("str", "this | that")})
    assert r"| this \| that |" in DICTIONARY["page"]({"t": schema}, {})
