"""When a report is made again, and when not: hits and misses of each kind."""

import json
import shutil
from functools import cache
from pathlib import Path

import pytest
from toys import SHOW, Project

from analysis import prepare
from analysis.reports import fingerprint

KOTA_SOLOK, BALI = "id/place/kota-solok.html", "id/place/provinsi-bali.html"
REPORTS = "languages: [id]\nreports: [{notebook: place, region: [Kota Solok, Provinsi Bali]}]"


@pytest.fixture
def built(project: Project) -> Project:
    project.add("place", SHOW)
    project.add("other", SHOW)
    project.name_reports(REPORTS)
    assert project.trends("build").returncode == 0
    assert project.states() == {KOTA_SOLOK: "fresh", BALI: "fresh"}
    return project


def test_a_changed_notebook(built: Project) -> None:
    path = built.root / "notebooks" / "place.ipynb"
    told = json.loads(path.read_text("utf-8"))
    told["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "executed"}]
    told["cells"][1]["execution_count"] = 7
    path.write_text(json.dumps(told), "utf-8")
    assert built.states() == {KOTA_SOLOK: "fresh", BALI: "fresh"}
    built.add("other", "1 + 1")
    assert built.states() == {KOTA_SOLOK: "fresh", BALI: "fresh"}
    built.add("place", SHOW, "1 + 1")
    assert built.states() == {KOTA_SOLOK: "stale (the notebook)", BALI: "stale (the notebook)"}


@pytest.fixture
def tables_stay(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the prepared tables stay as they are, whatever they are made from: what is looked at is the reports."""
    stamp = json.loads((built.root / "data" / "processed" / prepare.STAMP).read_text("utf-8"))
    monkeypatch.setattr(prepare, "fingerprint_of", lambda _raw: stamp["fingerprint"])


@pytest.mark.usefixtures("tables_stay")
def test_changed_findings(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(project: Project) -> None:
        with (project.raw / "regions.csv").open("a", encoding="utf-8") as file:
            file.write("\n")

    said = {"Kota Solok": "one", "Provinsi Bali": "two"}
    monkeypatch.setattr(fingerprint, "_of_notebook", lambda report, *_: said[report.parameters["region"]])
    assert built.trends("build").returncode == 0  # as the code has not changed, so nothing else asks for it
    changed(built)
    assert built.states() == {KOTA_SOLOK: "stale (its data)", BALI: "stale (its data)"}
    built.trends("build")
    said["Kota Solok"] = "three"
    changed(built)
    assert built.states() == {KOTA_SOLOK: "stale (its data)", BALI: "fresh"}
    assert "1 made, 1 fresh" in built.trends("build").stdout


@pytest.mark.usefixtures("tables_stay")
def test_changed_code_and_versions(built: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code = tmp_path / "analysis"
    shutil.copytree(fingerprint.CODE, code)
    own = fingerprint.CODE
    monkeypatch.setattr(fingerprint, "CODE", code)
    assert built.states()[BALI] == "fresh"
    with (code / "charts.py").open("a", encoding="utf-8") as file:
        file.write("# a word\n")
    assert built.states()[BALI] == "stale (the code)"
    monkeypatch.setattr(fingerprint, "CODE", own)
    held = fingerprint.versions.installed()
    changed = dict.fromkeys(("pillow", "freetype", "numpy", "scipy", "seaborn"), "9.9")
    monkeypatch.setattr(fingerprint.versions, "installed", cache(lambda: held | dict([*changed.items()][:1])))
    assert built.states()[BALI] == f"stale (pillow {held['pillow']} → 9.9)"
    monkeypatch.setattr(fingerprint.versions, "installed", cache(lambda: held | changed))
    said = f"freetype None → 9.9, numpy {held['numpy']} → 9.9, pillow {held['pillow']} → 9.9, 2 more versions"
    assert built.states()[BALI] == f"stale ({said})"


def test_damaged_and_missing_files(built: Project) -> None:
    (built.reports / BALI).write_text("half", "utf-8")
    (built.reports / KOTA_SOLOK).unlink()
    assert set(built.states().values()) == {"stale (its file is not as it was made)"}
    done = built.trends("build")
    assert "2 made" in done.stdout
    assert built.manifest["changes"] == {"new": [], "changed": [], "failed": [], "removed": []}
    (built.reports / "index.html").unlink()
    assert "0 made" in built.trends("build").stdout
    assert (built.reports / "index.html").is_file()


def test_what_is_no_longer_named_is_removed_and_what_was_asked_for_goes_with_the_next_full_build(
    built: Project,
) -> None:
    built.trends("build", "--notebook", "place", "--set", "region=Kota Ambon", "--set", "language=en")
    assert (built.reports / "en" / "place" / "kota-ambon.html").is_file()
    assert "kota-ambon" in built.page("en/index.html")
    built.name_reports(REPORTS.replace(", Provinsi Bali", ""))
    done = built.trends("build")
    assert "0 made, 1 fresh, 0 failed, 2 removed" in done.stdout
    assert [path.name for path in built.reports.glob("*/*/*.html")] == ["kota-solok.html"]
    assert not (built.reports / "en").exists()
    assert built.manifest["changes"]["removed"] == ["en/place/kota-ambon.html", BALI]


def test_a_manifest_that_cannot_be_read_costs_time_and_nothing_else(built: Project) -> None:
    (built.reports / "manifest.json").write_text('{"format": 1, "repo', "utf-8")
    assert "2 made" in built.trends("build").stdout


def test_same_inputs_give_same_bytes(built: Project, tmp_path: Path) -> None:
    assert built.trends("build", "--reports", str(tmp_path / "elsewhere")).returncode == 0
    for path in (KOTA_SOLOK, BALI):
        assert (tmp_path / "elsewhere" / path).read_bytes() == (built.reports / path).read_bytes()


def test_a_page_leads_to_none_that_nobody_has_made(project: Project) -> None:
    project.add("place", SHOW)
    project.name_reports("languages: [id, en]\nreports: [{notebook: place, region: [Kota Solok]}]")
    alone = ("build", "--notebook", "place", "--set", "language=id")
    project.trends(*alone)
    assert 'hreflang="en"' not in project.page(KOTA_SOLOK)
    assert "0 made, 1 fresh" in project.trends(*alone).stdout
    assert "2 made, 0 fresh" in project.trends("build").stdout  # the other one, and this one for its link
    assert 'hreflang="en"' in project.page(KOTA_SOLOK)
    assert "0 made, 2 fresh" in project.trends("build").stdout
    assert "0 made, 1 fresh" in project.trends(*alone).stdout  # that the other is there already counts as well
