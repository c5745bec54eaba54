"""A small project of its own for every test, over the frozen raw tables."""

import shutil
from pathlib import Path

import pytest
from toys import Project

from analysis import cli
from analysis.folders import Folders


@pytest.fixture
def project(known_folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    root = tmp_path / "a project {with braces}"
    shutil.copytree(known_folders.raw, root / "data" / "raw")
    shutil.copytree(known_folders.processed, root / "data" / "processed")
    (root / "notebooks").mkdir()
    monkeypatch.setattr(cli, "PROJECT", root)
    monkeypatch.setenv("TRENDS_RAW", str(root / "data" / "raw"))
    monkeypatch.setenv("TRENDS_PROCESSED", str(root / "data" / "processed"))
    monkeypatch.setenv("TRENDS_REPORTS", str(root / "reports"))
    return Project(root)
