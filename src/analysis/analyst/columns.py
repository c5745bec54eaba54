"""What the columns of the analyst's frames mean, made from the schemas of the tables that they come from.

Loaded only when somebody asks, since the schemas load slowly. What a frame holds belongs to `analysis.analyst.frames`.
"""

from collections.abc import Iterable

import pandas as pd
import pandera.pandas as pa

from analysis.analyst.frame import Whole
from analysis.analyst.frames import RENAMED, renamed
from analysis.facts.schemas import TABLES
from analysis.statistics.schemas import DERIVED

MADE_FROM = {
    "places": "places_and_wins",
    "names": "known_names",
    "winners": "known_names",
    "scores": "indicators",
    "provinces_ever": "provinces",
    "by_edition": "status",
    "why": "sources",
    "find": "governments",
}
"""The table whose schema tells the columns of a frame, where they don't have the same name."""
BESIDE = {
    "name": "the region by its full name, or the institution by its name",
    "kind": "province, regency or city; ministry, agency, soe (state-owned enterprise) or unit (service unit)",
    "province": "the province that it lies in",
    "island_group": "its island group",
    "editions": "editions that it could enter",
    "lists": "names of the lists: that it stands on; if unknown, that it could; if not placed, those for its kind",
    "list": "name of the list",
    "share_low": "places in all who registered, by the highest number registered",
    "share_high": "the same, by the lowest number registered",
    "indicator": "the indicator, named in texts",
    "names": "known names that rest on it",
    "source_ids": "the pages that say so",
    "supports": "states: the page says so; implies: it follows from what the page says",
}
"""What no schema says in these words."""


def told_of(name: str, columns: Iterable[str]) -> Whole:
    """Say what columns of a frame mean: column, type, may_be_missing and means; one row a column."""
    schema = _schema(name)
    said = {} if schema is None else _said(schema)
    rows = []
    for column in map(str, columns):
        schema_says = said.get("status" if name == "by_edition" and column.isdigit() else column)
        means = BESIDE.get(column, schema_says.description if schema_says else "")
        may_be_missing = bool(schema_says.nullable) if schema_says else column in ("province", "island_group")
        rows.append({"column": column, "means": means, "may_be_missing": may_be_missing})
    told = pd.DataFrame(rows, columns=["column", "means", "may_be_missing"])
    return Whole(told.set_index("column"))


def title_of(name: str) -> str:
    """Say what one row of a frame is; '' where no schema says it."""
    schema = _schema(name)
    return "" if schema is None else str(schema.title)


def _schema(name: str) -> pa.DataFrameSchema | None:
    made_from = MADE_FROM.get(name, name.removesuffix("_ever"))
    return DERIVED.get(made_from) or TABLES.get(made_from)


def _said(schema: pa.DataFrameSchema) -> dict[str, pa.Column]:
    """Give the columns of a schema under the names that they may have here."""
    bounds = renamed(str(schema.name), list(schema.columns))
    said = {RENAMED.get(old, old): column for old, column in schema.columns.items()}
    return said | {bounds.get(old, old): column for old, column in schema.columns.items()}
