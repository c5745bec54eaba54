"""What is changed while a build runs: the build goes on with what it has read, says so, and the next one sees it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from toys import SHOW, Project

from analysis.folders import PROJECT
from analysis.reports import fingerprint
from analysis.reports.files import touched

KOTA_SOLOK = "languages: [id]\nreports: [{notebook: place, region: [Kota Solok]}]"
SEEN = """\
import os, pathlib
seen = pathlib.Path(os.environ["TRENDS_RAW"], "lists.csv").read_text("utf-8").count("2500")
"""


def during(project: Project, code: str) -> str:
    """A cell that does something to the project in whose build it runs."""
    return f"import pathlib\nroot = pathlib.Path({str(project.root)!r})\n{code}"


def test_a_table_edited_and_put_back_leaves_no_trace(project: Project) -> None:
    lists = project.raw / "lists.csv"
    before = lists.read_text("utf-8")
    edit = 'path = root / "data/raw/lists.csv"\ntext = path.read_text("utf-8")\npath.write_text(text.replace(",25,", ",2500,"))'
    show = "display(HTML(f'<p>{seen} seen</p>'))\npath.write_text(text)"
    project.add("place", during(project, edit), SEEN, SHOW, show)
    project.name_reports(KOTA_SOLOK)
    done = project.trends("build")
    assert done.returncode == 0, done.stderr
    assert lists.read_text("utf-8") == before
    assert "<p>0 seen</p>" in project.page("id/place/kota-solok.html")
    assert "changed" not in done.stderr
    assert not (project.reports / ".snapshot").exists()


def test_what_is_changed_and_stays_so_is_told_and_seen_by_the_next_build(project: Project) -> None:
    other = json.dumps(json.loads(project.add("place", SHOW, "'other'").read_bytes()))
    change = f"""\
with (root / "data/raw/regions.csv").open("a") as file:
    file.write("\\n")
(root / "reports.yml").open("a").write("# a word")
(root / "notebooks/place.ipynb").write_text({other!r})
(root / "notebooks/draft.ipynb").write_text("half")
"""
    project.add("place", during(project, change), SEEN, SHOW)
    project.name_reports(KOTA_SOLOK)
    done = project.trends("build")
    assert done.returncode == 0
    told = "changed while reports were made: the raw tables and reports.yml and notebooks; the next build takes it up"
    assert done.stderr.splitlines()[-1] == told
    assert project.states() == {"id/place/kota-solok.html": "stale (the notebook)"}


def test_code_that_is_changed_meanwhile_publishes_nothing_that_it_may_have_touched(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "analysis"
    code.mkdir()
    (code / "charts.py").write_text("blue", "utf-8")
    monkeypatch.setattr(fingerprint, "CODE", code)
    edit = f"path = pathlib.Path({str(code)!r}, 'charts.py')\npath.write_text('red')\npath.write_text('blue')"
    project.add(
        "place", SHOW, f"import pathlib\nif region == 'Kota Ambon':\n    {edit.replace(chr(10), chr(10) + '    ')}"
    )
    project.name_reports("languages: [id]\nreports: [{notebook: place, region: [Kota Solok, Kota Ambon, Kota Madiun]}]")
    done = project.trends("build", "--workers", "1")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("the code was changed while reports were made; what was made before")
    assert (project.reports / "id/place/kota-solok.html").exists()
    assert not (project.reports / "id/place/kota-ambon.html").exists()
    project.add("place", SHOW)
    assert "3 made" in project.trends("build").stdout


def test_nothing_of_the_home_reaches_a_report_and_afterwards_all_is_as_before(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    for name, text in {
        ".config/matplotlib/matplotlibrc": "\udcff: broken",
        ".ipython/profile_default/startup/00.py": "1 / 0",
        ".jupyter/jupyter_config.py": "1 / 0",
        ".local/share/jupyter/nbconvert/templates/base/null.j2": "broken {{",
    }.items():
        (home / name).parent.mkdir(parents=True)
        (home / name).write_text(text, "utf-8", "surrogateescape")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("MATPLOTLIBRC", str(home / ".config/matplotlib"))
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    monkeypatch.chdir(home)
    (home / "matplotlibrc").write_text("figure.facecolor: red\n", "utf-8")
    show = "import matplotlib, os\nassert matplotlib.rcParams['figure.facecolor'] == 'white', os.getcwd()\nassert 'PYTHONWARNINGS' not in os.environ"
    project.add("place", show, SHOW)
    project.name_reports(KOTA_SOLOK)
    before = dict(os.environ)
    done = project.trends("build")
    assert done.returncode == 0, done.stderr
    assert (dict(os.environ), Path.cwd()) == (before, home)


def test_the_bytes_are_the_same_wherever_and_however_it_runs(project: Project, tmp_path: Path) -> None:
    import_all = "import matplotlib.figure, pandas, scipy.stats, seaborn\nfrom analysis import findings, pages"
    project.add("place", import_all, SHOW)
    project.name_reports(KOTA_SOLOK)
    assert project.trends("build").returncode == 0
    odd = tmp_path / """a 'b' "c" #d %20 {e} ペ"""
    odd.symlink_to(project.root, target_is_directory=True)
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()
    code = f"""\
import os, pathlib
os.umask(0o077)
os.chdir({str(nowhere)!r})
os.rmdir({str(nowhere)!r})
import analysis.cli as cli
cli.PROJECT = pathlib.Path({str(odd)!r})
cli.main()
"""
    environment = {name: value for name, value in os.environ.items() if name not in ("HOME", "LANG", "LC_ALL")}
    environment |= {"TZ": "Nowhere/Nothing", "LC_ALL": "xx_XX", "PYTHONOPTIMIZE": "2", "PYTHONWARNINGS": "error"}
    environment |= dict.fromkeys(["MPLBACKEND", "SOURCE_DATE_EPOCH"], "nonsense")
    environment |= {f"TRENDS_{name.upper()}": str(odd / "data" / name) for name in ("raw", "processed")}
    environment |= {"TRENDS_REPORTS": str(odd / "other"), "NO_COLOR": "1", "PYTHONPATH": str(PROJECT / "src")}
    words = [sys.executable, "-c", code, "build", "--workers", "16"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1), done.stderr
    path = "id/place/kota-solok.html"
    assert (project.root / "other" / path).read_bytes() == (project.reports / path).read_bytes()


def test_a_file_that_was_touched_is_told_from_one_that_was_not(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("one", "utf-8")
    stat = path.stat()
    before = touched(tmp_path)
    assert touched(tmp_path) == before
    path.write_text("two", "utf-8")
    path.write_text("one", "utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert touched(tmp_path) != before
