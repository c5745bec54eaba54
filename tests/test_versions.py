import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from analysis import versions


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    return versions.installed()


def test_libraries_that_draw_compute_and_render_are_among_them_with_their_versions(found):
    for name in ("pillow", "matplotlib", "pandas", "pyarrow", "packaging", "jinja2", "kiwisolver", "babel", "numpy"):
        assert found[name] == metadata.version(name)
    assert found["python"] == ".".join(map(str, sys.version_info[:3]))


def test_what_only_serves_development_is_not(found):
    assert {"pytest", "ruff", "mypy", "hypothesis", "jupyterlab"}.isdisjoint(found)


def test_all_that_one_of_them_requires_is_among_them_too(found):
    for name in found.keys() - {"python"}:
        for text in metadata.requires(name) or []:
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                assert canonicalize_name(requirement.name) in found, f"{name} requires {text}"


def test_a_library_that_is_imported_counts_without_anybody_naming_it(tmp_path: Path, monkeypatch):
    (tmp_path / "a.py").write_text("def f():\n    import yaml\n", "utf-8")
    monkeypatch.setattr(versions, "CODE", tmp_path)
    assert versions.installed.__wrapped__().keys() == {"python", "pyyaml"}
