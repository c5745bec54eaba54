"""A name that turned up and a new edition are rows that the check passes, or nothing is written."""

import re
import shlex
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from editing import edit

from analysis import cli
from analysis.facts import reading

PAGE = ("--source", "https://www.example.org/top-51", "--publisher", "example.org", "--language", "en")
NATUNA = ("add-name", "Kabupaten Natuna", "--list", "2022-finalist-general", *PAGE)


@pytest.fixture(autouse=True)
def raw(raw_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRENDS_RAW", str(raw_copy))
    return raw_copy


def rows(raw: Path) -> dict[str, list[str]]:
    return {path.stem: path.read_text("utf-8").splitlines() for path in sorted(raw.rglob("*.csv"))}


def changes(raw: Path, before: dict[str, list[str]]) -> dict[str, tuple[list[str], list[str]]]:
    """Tell which rows are new and which are gone, by table."""
    found = {
        name: ([row for row in now if row not in before[name]], [row for row in before[name] if row not in now])
        for name, now in rows(raw).items()
    }
    return {name: change for name, change in found.items() if change != ([], [])}


def test_a_name_fills_the_slot_that_only_it_can_fill(raw: Path, capsys):
    before = rows(raw)
    assert cli.invoke([*NATUNA]) == 0
    found = changes(raw, before)
    (slot,) = found.pop("open_slots")[1]
    assert slot.startswith("2022-finalist-general,regency,")
    assert found == {
        "sources": (["example-org,example.org,,,news,https://www.example.org/top-51"], []),
        "institutions": (["kabupaten-natuna,Pemerintah Kabupaten Natuna,regency,21.03,,,"], []),
        "placements": (["2022-finalist-general,kabupaten-natuna,,"], []),
        "evidence": (["2022-finalist-general,kabupaten-natuna,example-org,states"], []),
    }
    assert reading.examine(raw)[1] == []
    assert f"- {slot}" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(raw: Path):
    before = rows(raw)
    assert cli.invoke([*NATUNA, "--dry-run"]) == 0
    assert changes(raw, before) == {}


def test_what_was_written_is_undone_as_it_is_told(raw: Path, tmp_path: Path, capsys):
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x", *words], cwd=raw, check=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "as they are")
    before = rows(raw)
    (tmp_path / "two.csv").write_text("Wilayah,2020\nKota Solok,1.5\nKota Padang,3\n", "utf-8")
    said = ("--english", "HDI", "--indonesian", "IPM", "--unit", "index", "--unit-in-indonesian", "indeks", *PAGE)
    assert cli.invoke(["import", str(tmp_path / "two.csv"), "--indicator", "ipm", *said]) == 0
    told = capsys.readouterr().out
    undo, new = re.search(r"not committed: (git .* restore .*)\nnew is (.*): to undo it, delete it", told).groups()
    subprocess.run(shlex.split(undo), check=True)
    Path(new).unlink()
    assert rows(raw) == before


def test_without_git_the_lines_shown_are_told(capsys):
    assert cli.invoke([*NATUNA]) == 0
    told = capsys.readouterr().out
    assert "evidence.csv" in told.rpartition("to undo it in ")[2]
    assert "take out the lines shown with +" in told and "git -C" not in told


def test_a_refusal_is_said_in_the_language_asked_for_and_only_there(capsys):
    words = ["add-name", "Kabupaten Sollok"]  # which list it stands on, would be asked afterwards
    assert cli.invoke([*words, "--language", "id"]) == 2
    assert capsys.readouterr().err == (
        "'Kabupaten Sollok' bukan nama provinsi, kabupaten, atau kota. Maksud Anda Kabupaten Solok? "
        "Instansi baru yang bukan pemerintah daerah perlu --level.\n"
    )
    assert cli.invoke(words) == 2
    assert "did you mean Kabupaten Solok?" in capsys.readouterr().err
    assert cli.invoke(["add-name", "Solok", *words[2:], "--language", "id"]) == 2
    assert capsys.readouterr().err == "'Solok' dapat berarti Kabupaten Solok atau Kota Solok: tulis lengkap.\n"


def test_a_second_page_is_evidence_alone(raw: Path):
    before = rows(raw)
    assert (
        cli.invoke(["add-name", "Kota Bandung", "--list", "2019-finalist-general", "--supports", "implies", *PAGE]) == 0
    )
    assert set(changes(raw, before)) == {"sources", "evidence"}
    before = rows(raw)
    assert cli.invoke(["add-name", "kota-bandung", "--list", "2019-finalist-general", "--source", "example-org"]) == 0
    assert changes(raw, before) == {}


def test_a_winner_stands_among_the_finalists_as_well(raw: Path):
    before = rows(raw)
    assert cli.invoke(["add-name", "Kabupaten Nias", "--list", "2020-winner-general", *PAGE]) == 0
    found = changes(raw, before)
    assert found["placements"][0] == [
        "2020-finalist-general,kabupaten-nias,,",
        "2020-winner-general,kabupaten-nias,,",
    ]
    assert found["evidence"][0] == [
        "2020-finalist-general,kabupaten-nias,example-org,implies",
        "2020-winner-general,kabupaten-nias,example-org,states",
    ]


def test_a_name_that_cannot_stand_there_changes_nothing(raw: Path, capsys):
    before = rows(raw)
    # The list of 2022 has one open slot, which is known to be a regency.
    assert cli.invoke(["add-name", "Kota Tual", "--list", "2022-finalist-general", *PAGE]) == 1
    told = capsys.readouterr().err
    assert "contradicts its level 'regency'" in told
    assert "the check would fail: nothing was written" in told
    assert cli.invoke(["add-name", "Kota Tuall", "--list", "2022-finalist-general", *PAGE]) == 2
    assert "did you mean Kota Tual?" in capsys.readouterr().err
    assert cli.invoke(["add-name", "Kota Tual", "--list", "2022-finalists", *PAGE]) == 2
    assert "list '2022-finalists' is not a list_id of lists.csv" in capsys.readouterr().err
    assert changes(raw, before) == {}


def test_whether_a_slot_is_filled_is_not_guessed_where_others_are_open(raw: Path, capsys):
    edit(raw, "open_slots.csv", None, "2020-finalist-general,regency,transkepri-com,")
    before = rows(raw)
    words = ["add-name", "Kabupaten Nias", "--list", "2020-finalist-general", *PAGE]
    assert cli.invoke(words) == 2
    assert "open_slots.csv line 3: a missing name of 2020-finalist-general is a regency" in capsys.readouterr().err
    assert cli.invoke([*words, "--fills"]) == 0
    assert changes(raw, before)["open_slots"] == ([], ["2020-finalist-general,regency,transkepri-com,"])


def test_an_institution_that_is_new_and_no_government(raw: Path):
    before = rows(raw)
    words = ["--list", "2020-finalist-unit", "--level", "unit", "--region", "Kota Solok", *PAGE]
    assert cli.invoke(["add-name", "RSUD Kota Solok", *words]) == 0
    assert changes(raw, before)["institutions"][0] == ["rsud-kota-solok,RSUD Kota Solok,unit,13.72,13.72,,"]


EDITION = (
    "new-edition", "2024", "--official-title", "Tahun 2024", "--closed-on", "2024-04-30", "--organiser", "Kementerian PANRB",
    "--list", "finalist,general,30,Top 30", "--list", "winner,general,10,Top 10", "--registered", "600", *PAGE,
)  # fmt: skip


def test_an_edition_and_its_first_name(raw: Path):
    before = rows(raw)
    assert cli.invoke([*EDITION]) == 0
    assert changes(raw, before) == {
        "sources": (["example-org,example.org,,,news,https://www.example.org/top-51"], []),
        "editions": (["2024,5,Tahun 2024,"], []),
        "edition_facts": (["2024,closed_on,2024-04-30,example-org"], []),
        "organisers": (["2024,organiser,Kementerian PANRB,example-org"], []),
        "lists": (
            [
                "2024-finalist-general,2024,finalist,general,Top 30,30,,example-org",
                "2024-winner-general,2024,winner,general,Top 10,10,2024-finalist-general,example-org",
            ],
            [],
        ),
        "figures": (["2024,registered,600,1,1,example-org,"], []),
    }
    assert cli.invoke(["add-name", "Kota Solok", "--list", "2024-finalist-general", "--source", "example-org"]) == 0
    assert reading.examine(raw)[1] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("new-edition", "2022", *PAGE), "edition 2022 is there already"),
        ((*EDITION, "--list", "finals,general,30,Top 30"), "list 'finals,general,30,Top 30' is not of the form"),
        ((*EDITION, "--closed-on", "soon"), "the check would fail: nothing was written"),
    ],
)
def test_what_cannot_be_an_edition_changes_nothing(raw: Path, capsys, words, told):
    before = rows(raw)
    assert cli.invoke([*words, *(() if "--official-title" in words else ("--official-title", "Tahun 2024"))]) in (1, 2)
    assert told in capsys.readouterr().err
    assert changes(raw, before) == {}


def test_line_ends_and_the_order_of_columns_stay(raw: Path):
    path = raw / "evidence.csv"
    turned = [",".join(reversed(line.split(","))) for line in path.read_text("utf-8").splitlines()]
    path.write_bytes("\r\n".join(turned).encode())
    assert cli.invoke([*NATUNA]) == 0
    assert (
        path.read_bytes()
        == ("\r\n".join([*turned, "states,example-org,kabupaten-natuna,2022-finalist-general"]) + "\r\n").encode()
    )


def test_a_command_that_runs_in_a_process_of_others_leaves_their_frames_as_they_are(raw: Path):
    before = pd.options.mode.string_storage
    assert cli.invoke(["check"]) == 0
    assert pd.options.mode.string_storage == before
    assert reading.read(raw)["lists"]["label"].dtype == pd.Series(["a"]).dtype
