"""The data dictionary: what `analysis.data.schemas` says of the raw tables, as a page for people.

`make docs` writes it to `docs/data_dictionary.md`. How to add to the tables by hand belongs to `data/README.md`.
"""

import pandera.pandas as pa

from analysis.data.schemas import TABLES
from analysis.folders import PROJECT

PAGE = PROJECT / "docs" / "data_dictionary.md"

INTRODUCTION = """\
# Data dictionary

<!-- Made from src/analysis/data/schemas.py by `make docs`. Change it there, not here. -->

What each column of `data/raw/` means, made from the schemas that `trends check` checks the files with. A table is the
file of its name (`lists` is `data/raw/lists.csv`); the scores of `indicators` lie in files of their own,
`data/raw/indicators/*.csv`. How to add to them by hand is told in [data/README.md](../data/README.md).

Files are CSV in UTF-8, separated by commas, with the column names in the first line. An empty cell means *not known*
or *does not apply*; *may be empty* says where that is allowed. *Refers to* names the column that a value stands in.
"""

TYPES = {"Int64": "whole number", "Float64": "number"}


def page() -> str:
    """Say what the raw tables hold, as Markdown."""
    contents = "".join(f"- [{name}](#{name}): {schema.title}\n" for name, schema in TABLES.items())
    return "\n".join([INTRODUCTION, contents, *(_section(name, schema) for name, schema in TABLES.items())])


def _section(name: str, schema: pa.DataFrameSchema) -> str:
    key = ", ".join(f"`{column}`" for column in schema.unique) if schema.unique else "none: rows may be alike"
    rows = "".join(_row(name, column) for name, column in schema.columns.items())
    return (
        f"## {name}\n\nOne row is {schema.title}.\n\nKey: {key}.\n\n"
        "| column | type | may be empty | right form | refers to | description |\n"
        "|---|---|---|---|---|---|\n" + rows
    )


def _row(name: str, column: pa.Column) -> str:
    refers_to = (column.metadata or {}).get("refers_to")
    cells = (
        f"`{name}`",
        TYPES.get(str(column.dtype), "text"),
        "yes" if column.nullable else "no",
        # A check says what a wrong value "is not": that is the right form.
        "; ".join(check.error.removeprefix("is not ") for check in column.checks),
        f"`{refers_to}`" if refers_to else "",
        column.description,
    )
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), "utf-8")
