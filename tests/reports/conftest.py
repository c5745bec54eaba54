"""A small project of its own for every test, over raw tables that are prepared once."""

import shutil
from pathlib import Path

import pytest
from toys import ROOT, Project

from analysis import cli
from analysis.folders import Folders
from analysis.prepare import prepare


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("prepared")
    own = Folders(ROOT / "data" / "raw", ROOT / "data" / "processed", ROOT / "reports")
    prepare(own)  # quick where it is up to date, and whoever runs the tests wants it to be
    shutil.copytree(own.raw, root / "raw")
    shutil.copytree(own.processed, root / "processed")
    return root


@pytest.fixture
def project(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    root = tmp_path / "a project {with braces}"
    shutil.copytree(prepared, root / "data")
    (root / "notebooks").mkdir()
    monkeypatch.setattr(cli, "PROJECT", root)
    monkeypatch.setenv("TRENDS_RAW", str(root / "data" / "raw"))
    monkeypatch.setenv("TRENDS_PROCESSED", str(root / "data" / "processed"))
    monkeypatch.setenv("TRENDS_REPORTS", str(root / "reports"))
    return Project(root)
