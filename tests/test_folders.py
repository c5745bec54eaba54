import pytest

from analysis.folders import PROJECT, Folders, folders

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
