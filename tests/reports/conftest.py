"""A small project of its own for every test: a copy of the code and of the real raw tables, prepared once."""

import shutil
from pathlib import Path

import pytest
from toys import ROOT, Project


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Code and data that are prepared once and copied for each project."""
    root = tmp_path_factory.mktemp("prepared")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", root / "src", ignore=ignore)
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw", ignore=ignore)
    done = Project(root).trends("prepare")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def project(prepared: Path, tmp_path: Path) -> Project:
    root = tmp_path / "a project {with braces}"
    shutil.copytree(prepared, root)
    (root / "notebooks").mkdir()
    return Project(root)
