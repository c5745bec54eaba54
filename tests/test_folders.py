import shutil
import sys

import pytest

from analysis.errors import Refused
from analysis.folders import PROJECT, Folders, aside, folders, of_raw, replace_all

OWN = Folders(PROJECT / "data" / "raw", PROJECT / "data" / "processed", PROJECT / "reports")


@pytest.fixture(autouse=True)
def unset(monkeypatch):
    for name in ("TRENDS_RAW", "TRENDS_PROCESSED", "TRENDS_REPORTS"):
        monkeypatch.delenv(name, raising=False)


def test_without_settings_the_folders_are_the_projects_own():
    assert folders() == OWN


def test_another_raw_folder_has_its_own_processed_and_reports_beside_it(monkeypatch, tmp_path):
    monkeypatch.setenv("TRENDS_RAW", str(tmp_path / "trial"))
    assert folders() == Folders(tmp_path / "trial", tmp_path / "trial-processed", tmp_path / "trial-reports")


def test_each_folder_can_be_set_and_an_empty_setting_is_none(monkeypatch, tmp_path):
    monkeypatch.setenv("TRENDS_RAW", "")
    monkeypatch.setenv("TRENDS_PROCESSED", str(tmp_path / "p"))
    assert folders() == Folders(OWN.raw, tmp_path / "p", OWN.reports)
    monkeypatch.setenv("TRENDS_REPORTS", str(tmp_path / "r"))
    assert folders() == Folders(OWN.raw, tmp_path / "p", tmp_path / "r")


@pytest.mark.parametrize("written", ["data/raw", "data/raw/", "notebooks/../data/raw", "./data/raw"])
def test_the_projects_raw_folder_is_known_however_it_is_written(monkeypatch, written):
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("TRENDS_RAW", written)
    assert folders() == OWN


@pytest.mark.parametrize(("written", "name"), [("..", "upper"), (".", "lower"), ("trial", "trial")])
def test_a_relative_folder_counts_from_where_one_stands(monkeypatch, tmp_path, written, name):
    below = tmp_path / "upper" / "lower"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    monkeypatch.setenv("TRENDS_RAW", written)
    found = folders()
    assert found.raw.name == name
    assert found.processed == found.raw.parent / f"{name}-processed"


@pytest.fixture
def copied(tmp_path):
    """A project that was copied with its .venv, whose command still leads to the Python of the first one."""
    copy = tmp_path / "copy"
    for file in ("src/analysis/folders.py", ".venv/bin/trends"):
        (copy / file).parent.mkdir(parents=True)
        shutil.copy(PROJECT / "src/analysis/folders.py", copy / file)
    (copy / ".venv/bin/trends").write_text(f"#!{PROJECT}/.venv/bin/python\n", "utf-8")
    (copy / "notebooks").mkdir()
    return copy


@pytest.mark.parametrize("how", ["its command", "its python", "its folder"])
def test_a_project_copied_with_its_environment_is_refused(monkeypatch, copied, how):
    monkeypatch.setattr(sys, "argv", [str(copied / ".venv/bin/trends") if how == "its command" else "-c"])
    if how == "its python":
        monkeypatch.setattr(sys, "prefix", str(copied / ".venv"))
    if how == "its folder":
        monkeypatch.chdir(copied / "notebooks")
    with pytest.raises(Refused, match=rf"copy: its \.venv was copied and leads to {PROJECT}; make it anew"):
        folders()


def test_a_project_with_an_environment_of_its_own_or_none_is_no_obstacle(monkeypatch, copied):
    monkeypatch.chdir(copied)
    (copied / ".venv/bin/trends").write_text(f"#!{copied}/.venv/bin/python\n", "utf-8")
    assert folders() == OWN
    shutil.rmtree(copied / ".venv")
    assert folders() == OWN


def test_files_that_cannot_be_put_into_their_place_are_told_of(tmp_path):
    (tmp_path / "sources.csv" / "in the way").mkdir(parents=True)
    aside(tmp_path / "sources.csv").write_text("new")
    with pytest.raises(OSError, match="directory"):
        replace_all(tmp_path, ["sources.csv"])
    with pytest.raises(Refused, match="rows were being added when a process was ended"):
        of_raw(tmp_path)
    (tmp_path / "sources.csv" / "in the way").rmdir()
    (tmp_path / "sources.csv").rmdir()
    of_raw(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["sources.csv"]
