import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from toys import PLACE, SHOW, Project


def test_check_prints_every_fault_on_a_line_and_exits_1(project: Project) -> None:
    assert project.trends("check").stdout == "17 tables, no faults\n"
    lists = project.raw / "lists.csv"
    rows = lists.read_text("utf-8").splitlines()
    rows[6] = rows[6].replace(f",{rows[6].split(',')[5]},", ",thirty,", 1)
    lists.write_text("\n".join(rows) + "\n", "utf-8")
    wrong = project.trends("check")
    assert wrong.returncode == 1
    assert "lists.csv line 7: size 'thirty' is not a whole number" in wrong.stdout
    assert "Traceback" not in wrong.stderr


def test_an_output_that_can_take_no_more_is_told_in_one_line(raw: Path) -> None:
    words = [sys.executable, "-m", "analysis.cli", "check", "--raw", str(raw)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, env=os.environ | {"LC_ALL": "C"})
    assert done.stderr == "what is told here can't be written: No space left on device\n"
    assert done.returncode == 2


def test_check_speaks_the_language_asked_for(project: Project) -> None:
    lists = project.raw / "lists.csv"
    lists.write_text(lists.read_text("utf-8").replace(",Top 25,25,", ",Top 25,thirty,", 1), "utf-8")
    said = project.trends("check", "--language", "id")
    assert (said.returncode, said.stdout) == (1, "lists.csv baris 2: size 'thirty' bukan angka bulat\n")
    wrong = project.trends("check", "--language", "jv")
    assert wrong.returncode == 2
    assert "'jv' is not one of 'id', 'en'" in wrong.stderr


def test_check_finds_a_default_that_was_tried_out_and_a_slip_in_reports_yml(project: Project) -> None:
    project.add("place", SHOW, parameters=PLACE.replace("Kota Solok", "Kota Ambon"))
    project.add("draft", SHOW, parameters="x = 1")
    project.name_reports("reports: [{notebook: place}]")
    said = "notebooks/place.ipynb: parameter region is 'Kota Ambon' by default, declared is 'Kota Solok'\n"
    assert project.trends("check").stdout == said
    project.name_reports("reports: [{notebook: place}]\nreports: []")
    said = "reports.yml line 2: 'reports' stands in line 1 already; put the two together\n"
    assert project.trends("check").stdout == said


def test_folders_can_be_led_elsewhere(project: Project, tmp_path: Path) -> None:
    shutil.copytree(project.raw, tmp_path / "raw")
    shutil.move(project.root / "data" / "processed", tmp_path / "there")
    done = project.trends("prepare", "--raw", str(tmp_path / "raw"), "--processed", str(tmp_path / "there"))
    assert done.stdout == f"{tmp_path / 'there'} is up to date\n"
    (tmp_path / "raw" / "lists.csv").unlink()
    wrong = project.trends("prepare", "--raw", str(tmp_path / "raw"), "--processed", str(tmp_path / "there"))
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("lists.csv: is missing")


@pytest.mark.parametrize("option", ["--raw", "--processed", "--reports"])
@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_folder_option_is_refused_and_touches_nothing(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str, empty: str
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "my_model.parquet").write_text("a year of work", "utf-8")
    monkeypatch.chdir(tmp_path / "mine")
    wrong = project.trends("prepare", option, empty)
    assert (wrong.returncode, wrong.stderr) == (2, f"{option}: is empty; name a folder, or leave the option out\n")
    assert [path.name for path in Path().iterdir()] == ["my_model.parquet"]


@pytest.mark.parametrize("encoding", ["cp1252", "gbk"])  # what Windows writes into files here and there
def test_no_line_is_lost_in_an_encoding_that_lacks_a_character(project: Project, encoding: str) -> None:
    lists = project.raw / "lists.csv"
    rows = lists.read_text("utf-8").splitlines()
    for number, text in ((3, "→"), (5, "25é"), (7, "二十"), (9, "🙂")):
        cells = rows[number - 1].split(",")
        rows[number - 1] = ",".join([*cells[:5], text, *cells[6:]])
    lists.write_text("\n".join(rows) + "\n", "utf-8")
    lines = project.trends("check").stdout.splitlines()
    running = project.start("check", PYTHONIOENCODING=encoding)
    said, wrong = running.communicate(timeout=60)
    assert (running.returncode, wrong) == (1, "")
    assert len(said.splitlines()) == len(lines) > 3


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("evidence=al", "--set: evidence 'al' is not one of all, stated"),
        ("editions=2018,2021", "--set: edition 2021 is not an edition"),
        ("editions=[2018, 2021]", "--set: edition 2021 is not an edition"),
    ],
)
def test_levels_of_evidence_and_editions_are_refused_before_anything_runs(
    project: Project, value: str, said: str
) -> None:
    declared = f'{PLACE}editions: list[int] | None = None  # years\nevidence: str = "all"  # a level\n'
    project.add("place", SHOW, parameters=declared)
    project.name_reports("reports: [{notebook: place}]")
    wrong = project.trends("build", "--notebook", "place", "--set", value)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
    assert wrong.stderr.startswith(said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "--notebook", "plcae"], "--notebook: there is no notebook 'plcae'; did you mean 'place'?"),
        (["build", "--set", "regoin=Kota Solok"], "--set: there is no parameter 'regoin'; did you mean 'region'?"),
        (["build", "--set", "Kota Solok"], "--set Kota Solok: is not of the form name=value"),
        (["build", "--set", "language=jv"], "--set: language 'jv' is not known; there are: id, en"),
        (
            ["build", "--notebook", "place", "--set", "region=Kota Solk"],
            "--set: region 'Kota Solk' is not a province, regency (Kabupaten ...) or city (Kota ...): did you mean Kota Solok?",
        ),
        (
            ["build", "--notebook", "place", "--set", "region=Solok"],
            "--set: region 'Solok' is ambiguous: it may be Kabupaten Solok or Kota Solok",
        ),
        (["build", "--workers", "none"], "Invalid value for '--workers'"),
    ],
)
def test_wrong_use_is_one_line_and_exits_2(project: Project, words: list[str], said: str) -> None:
    project.add("place", SHOW)
    project.name_reports("reports: [{notebook: place}]")
    wrong = project.trends(*words)
    assert wrong.returncode == 2
    assert said in wrong.stderr
    assert "Traceback" not in wrong.stderr


def test_what_is_refused_is_said_in_the_readers_language(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "id")
    project.add("place", SHOW, parameters=f"{PLACE}edition: int = 2020\n")
    project.name_reports("reports: [{notebook: place}]")
    of_place = ["build", "--notebook", "place", "--set"]
    for words, said in (
        (["list", "--notebook", "plcae"], "--notebook: tidak ada notebook 'plcae'; maksud Anda 'place'?"),
        (["build", f"{project.root}/my.ipynb"], f"{project.root}/my.ipynb: tidak dapat dibaca: No such file or directory"),
        (["build", "--set", "x=1"], "--set: tidak ada parameter 'x'; yang ada: region, language, edition"),
        ([*of_place, "region=Kota Solk"], "--set: 'Kota Solk' bukan nama provinsi, kabupaten, atau kota. Maksud Anda Kota Solok?"),
        ([*of_place, "edition=two"], "--set: parameter edition berisi 'two', bukan angka bulat"),
        ([*of_place, "edition=1999"], "--set: edisi 1999 tidak ada: tahun itu tidak ada kompetisi; yang ada: 2018, "),
        (["prepare", "--raw", ""], "--raw: kosong; sebutkan foldernya, atau jangan pakai --raw"),
    ):  # fmt: skip
        refused = project.trends(*words)
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
        assert refused.stderr.startswith(said)
    project.name_reports("reports: [{notebook: place, region: palced}]")
    said = "reports.yml baris 1 (place): 'palced' bukan nama provinsi, kabupaten, atau kota. Sebutkan salah satu dari "
    assert project.trends("list").stderr.startswith(said)
    project.name_reports("reports: [{notebook: place}]\nreports: []")
    said = "reports.yml baris 2: 'reports' sudah ada pada baris 1; gabungkan keduanya\n"
    assert project.trends("build").stderr == project.trends("check").stdout == said


def test_committed_notebooks_are_executed_in_place_and_stay_the_same(project: Project) -> None:
    path = project.add("place", SHOW, "region", "print(language)")
    broken = project.add("broken", "1 / 0")
    project.name_reports("reports: [{notebook: place}, {notebook: broken}]")
    draft = project.add("draft", "region", parameters="x = 1")
    drafted = draft.read_bytes()
    before = broken.read_bytes()
    first = project.trends("notebooks")
    assert first.returncode == 1
    assert "notebooks/broken.ipynb failed: cell [2]: ZeroDivisionError: division by zero" in first.stderr
    assert broken.read_bytes() == before
    executed = path.read_bytes()
    made = nbformat.reads(executed.decode(), as_version=4)
    nbformat.validate(made)
    assert [cell.id for cell in made.cells] == ["cell-0", "cell-1", "cell-2", "cell-3"]
    assert [cell.execution_count for cell in made.cells] == [1, 2, 3, 4]
    assert made.cells[2].outputs[0].data["text/plain"] == "'Kota Solok'"
    assert b"papermill" not in executed
    project.name_reports("reports: [{notebook: place}]")
    assert project.trends("notebooks").returncode == 0
    assert draft.read_bytes() == drafted
    assert path.read_bytes() == executed


@pytest.mark.parametrize("led", ["an option", "the environment"])
def test_committed_notebooks_are_not_executed_with_other_data(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, led: str
) -> None:
    other = shutil.copytree(project.raw, tmp_path / "other" / "raw")
    path = project.add("place", SHOW)
    before = path.read_bytes()
    if led == "the environment":
        monkeypatch.setenv("TRENDS_RAW", str(other))
    wrong = project.trends("notebooks", *(["--raw", str(other)] if led == "an option" else []))
    assert wrong.returncode == 2
    assert wrong.stderr == (
        f"notebooks: {other} is not {project.raw}; the committed notebooks tell of the project's own data\n"
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", ["check", "prepare", "build", "list", "notebooks"])
def test_every_command_has_help_with_an_example(project: Project, command: str) -> None:
    shown = project.trends(command, "--help")
    assert shown.returncode == 0
    assert f"Example: trends {command}" in shown.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            [],
            [
                "0 all is well",
                "1 some report or notebook failed (for check: there are faults)",
                "2 wrong use, wrong data",
            ],
        ),
        (["build"], ["0 all reports are fresh", "1 some reports failed", "2 wrong use, wrong data", "130 interrupted"]),
        (["check"], ["0 no faults", "1 there are faults"]),
    ],
)
def test_help_says_what_the_exit_codes_mean(project: Project, words: list[str], said: list[str]) -> None:
    shown = " ".join(project.trends(*words, "--help").stdout.split())
    codes = shown.partition("Exit codes: ")[2]
    assert [each for each in said if each not in codes] == []


def test_json_is_for_machines(project: Project) -> None:
    project.add("place", SHOW)
    project.name_reports("languages: [id]\nreports: [{notebook: place}]")
    told = json.loads(project.trends("build", "--json").stdout)
    assert told["made"] == ["id/place/place.html"]
    assert told["failed"] == {}
    assert Path(told["index"]).is_file()
