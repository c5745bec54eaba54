"""All processed tables have a schema and a name; what does not fit is told when it is prepared."""

import ast
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis.facts.forms import SchemaError
from analysis.facts.schemas import TABLES
from analysis.statistics.results import Results
from analysis.statistics.schemas import DERIVED
from analysis.vocabulary import Evidence

SOURCE = Path(analysis.__file__).parent


def test_every_table_that_is_prepared_has_a_schema_and_a_name(processed):
    assert set(processed) == TABLES.keys() | DERIVED.keys()
    named = {name for name, value in vars(Results).items() if type(value).__name__ == "_Frame"}
    assert named == set(processed)


@pytest.mark.parametrize("name", DERIVED)
def test_what_is_read_back_is_what_the_schema_says(processed, name: str):
    frame = processed[name]
    assert list(frame.columns) == list(DERIVED[name].columns)
    pd.testing.assert_frame_equal(DERIVED[name].conform(frame), frame)


@pytest.mark.parametrize("name", DERIVED)
def test_a_table_without_rows_has_the_types_of_one_with_rows(processed, name: str):
    empty = pd.DataFrame(columns=list(DERIVED[name].columns))
    assert DERIVED[name].conform(empty).dtypes.equals(processed[name].dtypes)


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("status", "status", "perhaps"),
        ("status", "source_ids", "one, two"),
        ("status", "status", None),
        ("retention", "lower", -1),
        ("retention", "lower", "many"),
        ("provinces", "governments_share", 1.5),
        ("next_finds", "find", "a page"),
    ],
)
def test_a_value_that_can_not_be_is_refused(processed, name: str, column: str, value: object):
    frame = processed[name].head(1).assign(**{column: [value]})
    with pytest.raises(SchemaError, match=column):
        DERIVED[name].conform(frame)


def test_a_key_that_stands_twice_and_a_column_that_nobody_knows_are_refused(processed):
    with pytest.raises(SchemaError, match="not unique"):
        DERIVED["status"].conform(pd.concat([processed.status.head(1)] * 2, ignore_index=True))
    with pytest.raises(SchemaError, match="more"):
        DERIVED["status"].conform(processed.status.assign(more=1))


def test_a_level_of_evidence_keeps_its_rows_and_tables_without_levels_stay(processed):
    stated = processed.at(Evidence.STATED)
    assert stated is processed.at(Evidence.STATED), "worked out once"
    rows = processed.status[processed.status["evidence"] == "stated"]
    pd.testing.assert_frame_equal(stated.status, rows.drop(columns="evidence").reset_index(drop=True))
    assert stated.lists.equals(processed.lists)


def test_a_frame_may_be_changed_without_harm(processed):
    lists = processed.lists
    lists["size"] = 0
    assert (processed.lists["size"] > 0).all()


def test_every_derived_column_is_described_and_refers_to_a_column_that_exists():
    for schema in DERIVED.values():
        for column in schema.columns.values():
            assert column.description
            if column.refers_to:
                table, target = column.refers_to.split(".")
                assert target in (DERIVED.get(table) or TABLES[table]).columns


def test_findings_and_pages_take_no_text_apart_at_commas():
    for path in (*SOURCE.glob("findings/*.py"), *SOURCE.glob("pages/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
                given = [each.value for each in node.args if isinstance(each, ast.Constant)]
                assert not {", ", "; "} & set(given), f"{path}:{node.lineno}"
