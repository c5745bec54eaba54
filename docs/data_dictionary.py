"""The data dictionary: what the schemas say of all tables, as a page for people; `make docs` writes it.

How to add to the raw tables by hand belongs to `data/README.md`.
"""

from collections.abc import Mapping
from pathlib import Path

from analysis.facts.columns import wrong
from analysis.facts.forms import Column, Schema
from analysis.facts.schemas import TABLES
from analysis.statistics.schemas import DERIVED

PAGE = Path(__file__).with_suffix(".md")

INTRODUCTION = """\
# Data dictionary

<!-- Made from src/analysis/facts/schemas.py and src/analysis/statistics/schemas.py by `make docs`. Change it there, not here. -->

What each column means, made from the schemas that the tables are checked with: first the [raw tables](#raw-tables) in
`data/raw/`, then the [derived tables](#derived-tables), which `trends prepare` works out and writes beside them into
`data/processed/`.

*May be empty* says where a cell may mean *not known* or *does not apply*. *Refers to* names the column that a value
stands in.
"""
RAW = """\
## Raw tables

Checked by `trends check`. A table is the file of its name (`lists` is `data/raw/lists.csv`); the scores of
`indicators` lie in files of their own, `data/raw/indicators/*.csv`. How to add to them by hand is told in
[data/README.md](../data/README.md).

Files are CSV in UTF-8, separated by commas, with the column names in the first line.
"""
WORKED_OUT = """\
## Derived tables

Checked when they are prepared. A table is the file of its name (`status` is `data/processed/status.parquet`); the raw
tables lie there as well, `editions` and `claims` with the columns added that are told here. Where lists lack names, a
number has two ends, which every way of filling in the missing names keeps: *at least* and *at most*. *Level of evidence*
says how strongly a placement must be supported to count: `all`, `stated` in words, or `corroborated` by two publishers.
"""

TYPES = {
    "Int64": "whole number",
    "int64": "whole number",
    "Float64": "number",
    "float64": "number",
    "bool": "yes or no",
    "object": "list of texts",
}


def page(raw: Mapping[str, Schema] = TABLES, derived: Mapping[str, Schema] = DERIVED) -> str:
    """Say what the tables hold, as Markdown."""
    return "\n".join([INTRODUCTION, *_part(RAW, raw, ""), *_part(WORKED_OUT, derived, ", derived")])


def _part(introduction: str, schemas: Mapping[str, Schema], besides: str) -> list[str]:
    titles = {name: f"{name}{besides}" if name in TABLES else name for name in schemas}
    anchors = {name: title.replace(",", "").replace(" ", "-") for name, title in titles.items()}
    contents = "".join(f"- [{titles[name]}](#{anchors[name]}): {schema.row}\n" for name, schema in schemas.items())
    return [introduction, contents, *(_section(titles[name], schema) for name, schema in schemas.items())]


def _section(title: str, schema: Schema) -> str:
    key = ", ".join(f"`{column}`" for column in schema.key) if schema.key else "none: rows may be alike"
    rows = "".join(_row(name, column) for name, column in schema.columns.items())
    return (
        f"### {title}\n\nOne row is {schema.row}.\n\nKey: {key}.\n\n"
        "| column | type | may be empty | right form | refers to | description |\n"
        "|---|---|---|---|---|---|\n" + rows
    )


def _row(name: str, column: Column) -> str:
    cells = (
        f"`{name}`",
        TYPES.get(column.dtype, "text"),
        "yes" if column.nullable else "no",
        # A check says what a wrong value "is not": that is the right form.
        wrong(column.check, "").text().removeprefix("is not ") if column.check else "",
        f"`{column.refers_to}`" if column.refers_to else "",
        column.description,
    )
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
