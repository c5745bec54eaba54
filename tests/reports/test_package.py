"""The processed tables as a data package that others' tools take."""

import json

import pandas as pd
from frictionless import Package, validate

from analysis.reports.site.package import DESCRIPTOR, package


def test_the_package_is_valid_and_holds_every_table(processed, tmp_path):
    for name, content in package(processed).items():
        (tmp_path / name).write_bytes(content)
    report = validate(str(tmp_path / DESCRIPTOR))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]
    assert {resource.path for resource in Package(str(tmp_path / DESCRIPTOR)).resources} == {
        f"{name}.csv" for name in processed
    }
    for name, frame in processed.items():
        pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / f"{name}.parquet"), frame, check_dtype=False)


def test_columns_say_what_they_mean_and_the_same_tables_give_the_same_bytes(processed):
    first, second = package(processed), package(type(processed)(processed))
    assert first == second
    status = next(each for each in json.loads(first[DESCRIPTOR])["resources"] if each["name"] == "status")
    fields = {field["name"]: field for field in status["schema"]["fields"]}
    assert all(field["description"] for field in fields.values())
    assert fields["source_ids"]["type"] == "array"
    assert fields["edition"]["type"] == "integer"
