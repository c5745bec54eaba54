"""All processed tables to take away: a Frictionless data package, each table as CSV and as Parquet.

The descriptor `datapackage.json` is made from the schemas, which say what each column means. Where it lies and when
it is renewed belongs to `analysis.reports.site.index`.
"""

import io
import json
from typing import Any

import pandas as pd

from analysis.facts.forms import Column, Schema
from analysis.facts.schemas import TABLES
from analysis.facts.tables import Prepared, once
from analysis.statistics.schemas import DERIVED

FOLDER, DESCRIPTOR = "data", "datapackage.json"
TITLE = "Regional Trends: the national competition on handling public complaints, Indonesia, 2018 to 2022"
TYPES = {"Int64": "integer", "int64": "integer", "Float64": "number", "float64": "number", "bool": "boolean"}


@once
def package(tables: Prepared) -> dict[str, bytes]:
    """Give the files of the package by name: two for each table, and the descriptor.

    Takes the processed tables. Lists stand in CSV as JSON, as Frictionless has it for arrays. A cell is written as it
    is: what begins with `=` is no formula here, and whoever opens it in a spreadsheet should import it as text.
    """
    files: dict[str, bytes] = {}
    resources = []
    for name, frame in tables.items():
        schema = DERIVED.get(name) or TABLES[name]
        files |= {f"{name}.csv": _csv(frame), f"{name}.parquet": _parquet(frame)}
        resources.append(_resource(name, schema, frame))
    descriptor = {
        "profile": "tabular-data-package",
        "name": "regional-trends",
        "title": TITLE,
        "licenses": [{"name": "MIT", "title": "MIT licence, for the code; facts keep the credits of their sources"}],
        "resources": resources,
    }
    return {**files, DESCRIPTOR: json.dumps(descriptor, indent=1, ensure_ascii=False).encode() + b"\n"}


def title_of(name: str) -> str:
    """Say what a row of a table is, in English, as its schema does."""
    return (DERIVED.get(name) or TABLES[name]).row


def _csv(frame: pd.DataFrame) -> bytes:
    plain = frame.assign(**{column: frame[column].map(_as_json) for column in frame if _has_lists(frame[column])})
    text: str = plain.to_csv(index=False, lineterminator="\n")
    return text.encode()


def _parquet(frame: pd.DataFrame) -> bytes:
    file = io.BytesIO()
    frame.to_parquet(file, index=False)
    return file.getvalue()


def _as_json(values: Any) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _has_lists(column: pd.Series) -> bool:
    return len(column) > 0 and not isinstance(column.iloc[0], str) and hasattr(column.iloc[0], "__len__")


def _resource(name: str, schema: Schema, frame: pd.DataFrame) -> dict[str, Any]:
    fields = [_field(column, schema.columns[column], frame[column]) for column in frame]
    described: dict[str, Any] = {"fields": fields}
    if schema.key:
        described["primaryKey"] = list(schema.key)
    return {
        "profile": "tabular-data-resource",
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "title": f"One row is {schema.row}",
        "encoding": "utf-8",
        "schema": described,
    }


def _field(name: str, column: Column, values: pd.Series) -> dict[str, Any]:
    kind = "array" if _has_lists(values) else TYPES.get(str(values.dtype), "string")
    field = {"name": name, "type": kind, "description": column.description}
    return field if column.nullable else {**field, "constraints": {"required": True}}
