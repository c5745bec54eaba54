import tomllib
from pathlib import Path

import yaml
from json_schemas import checked

PROJECT = Path(__file__).parents[1]
CITATION = PROJECT / "CITATION.cff"


SCHEMA = "vendor.citation-file-format"
"""That of the Citation File Format 1.2."""


def test_the_citation_is_valid():
    done = checked(SCHEMA, CITATION)
    assert done.exit_code == 0, done.output


def test_without_the_required_keys_it_would_not_be(tmp_path):
    (tmp_path / "CITATION.cff").write_text("type: software\n", "utf-8")
    done = checked(SCHEMA, tmp_path / "CITATION.cff")
    assert done.exit_code == 1
    for key in ("cff-version", "message", "title", "authors"):
        assert f"'{key}' is a required property" in done.output


def test_it_names_the_version_and_licence_of_the_project():
    citation = yaml.safe_load(CITATION.read_text("utf-8"))
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["cff-version"] == "1.2.0"
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])
