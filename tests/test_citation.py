import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

PROJECT = Path(__file__).parents[1]
CITATION = PROJECT / "CITATION.cff"


def check(path: Path) -> subprocess.CompletedProcess[str]:
    """Check a file against the schema of the Citation File Format 1.2, which the tool brings with it."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    return subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=60)


def test_the_citation_is_valid():
    done = check(CITATION)
    assert done.returncode == 0, done.stdout + done.stderr


def test_without_the_required_keys_it_would_not_be(tmp_path):
    (tmp_path / "CITATION.cff").write_text("type: software\n", "utf-8")
    done = check(tmp_path / "CITATION.cff")
    assert done.returncode == 1
    for key in ("cff-version", "message", "title", "authors"):
        assert f"'{key}' is a required property" in done.stdout


def test_it_names_the_version_and_licence_of_the_project():
    citation = yaml.safe_load(CITATION.read_text("utf-8"))
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["cff-version"] == "1.2.0"
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])
