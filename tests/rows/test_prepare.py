import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from editing import edit, edit_all

from analysis import prepare as preparing
from analysis import versions
from analysis.competition.status import status, view
from analysis.errors import FaultyData, Refused
from analysis.facts import reading as raw_tables
from analysis.folders import LOCK, PROJECT, Folders
from analysis.prepare import STAMP, load, prepare
from analysis.statistics.derived import Derived

# What most tests prepare: a table or two, as what is derived takes its time and is tested apart.
TWO_TABLES = """
import pandas as pd
from analysis import prepare
from analysis.statistics.derived import Derived
def two_tables(raw, before):
    names = ("edition_facts", "regions")
    return Derived({name: pd.read_csv(raw / f"{name}.csv", dtype="str") for name in names}, {})
prepare.derive = two_tables
"""
PREPARE = "print(prepare.prepare(prepare.folders())[1], flush=True)\n"

pytestmark = pytest.mark.usefixtures("two_tables")


@pytest.fixture
def two_tables(monkeypatch):
    names = ("edition_facts", "regions")

    def derive(raw, _before):
        return Derived({name: pd.read_csv(raw / f"{name}.csv", dtype="str") for name in names}, {})

    monkeypatch.setattr(preparing, "derive", derive)


def with_another(made, name):
    """Make another table besides."""
    return lambda raw, before: Derived({**made(raw, before).frames, name: pd.DataFrame({"a": [1]})}, {})


@pytest.fixture
def where(raw_copy, tmp_path) -> Folders:
    return Folders(raw_copy, tmp_path / "processed", tmp_path / "reports")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOCK}


def environment(where: Folders) -> dict[str, str]:
    return os.environ | {"TRENDS_RAW": str(where.raw), "TRENDS_PROCESSED": str(where.processed)}


def correct(raw: Path) -> None:
    """Change a fact in a way that has no fault."""
    edit(raw, "edition_facts.csv", "2022,awarded_at,Jakarta", "2022,awarded_at,Bogor")


def test_the_tables_keep_their_types_on_the_way_through_parquet(known_folders, tables):
    found, made = prepare(known_folders)
    assert not made
    for name in tables.keys() - {"editions", "claims"}:
        pd.testing.assert_frame_equal(found[name], tables[name])
    verdicts = found["claims"].query("evidence == 'all'")[tables["claims"].columns].reset_index(drop=True)
    pd.testing.assert_frame_equal(verdicts, tables["claims"])
    pd.testing.assert_frame_equal(found["editions"][tables["editions"].columns], tables["editions"])
    pd.testing.assert_frame_equal(
        found["status"].query("evidence == 'stated'").reset_index(drop=True), status(view(tables, "stated"))
    )


def test_status_and_editions_have_the_columns_that_readers_rely_on(known_folders):
    status = pq.read_table(known_folders.processed / "status.parquet").to_pandas()
    assert list(status.columns) == [
        "evidence",
        "edition",
        "stage",
        "institution_id",
        "region_code",
        "status",
        "list_ids",
        "publishers",
        "labels",
        "missing",
        "size",
        "source_ids",
    ]
    assert not status.duplicated(["evidence", "edition", "stage", "institution_id"]).any()
    assert status["region_code"].nunique() == 552
    editions = pq.read_table(known_folders.processed / "editions.parquet").to_pandas().set_index("edition")
    assert editions.loc[2018, ["places", "known", "open"]].tolist() == [25, 25, 0]
    assert (editions["places"] == editions["known"] + editions["open"]).all()
    assert (editions["winner_places"] == editions["winners_known"] + editions["winners_open"]).all()


def test_the_same_input_gives_the_same_bytes_in_another_folder_and_process(known_folders, tmp_path):
    where = Folders(shutil.copytree(known_folders.raw, tmp_path / "raw"), tmp_path / "processed", tmp_path / "reports")
    code = f"from analysis import prepare\n{PREPARE}"
    subprocess.run([sys.executable, "-c", code], env=environment(where) | {"PYTHONHASHSEED": "1"}, check=True)
    assert files(where.processed) == files(known_folders.processed)


def test_the_same_input_gives_the_same_bytes_however_pandas_holds_texts(where):
    stored = []
    for kind in ("python", "pyarrow"):
        with pd.option_context("mode.string_storage", kind):
            preparing.remove_all(where.processed)
            prepare(where)
        stored.append(files(where.processed))
    assert stored[0] == stored[1]


def test_a_second_call_makes_nothing(where):
    assert prepare(where)[1]
    before = {path: path.stat().st_mtime_ns for path in where.processed.iterdir() if path.name != LOCK}
    assert not prepare(where)[1]
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_what_changed_in_raw_is_seen_at_once(where):
    prepare(where)
    correct(where.raw)
    found, made = prepare(where)
    assert made
    assert "Bogor" in set(found["edition_facts"]["value"])


def test_the_way_in_which_a_file_is_saved_does_not_matter_to_what_is_loaded(where):
    before = prepare(where)[0]
    path = where.raw / "edition_facts.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    found, made = prepare(where)
    assert made
    pd.testing.assert_frame_equal(found["edition_facts"], before["edition_facts"])


def test_another_version_of_a_library_or_of_the_code_makes_the_tables_again(where, monkeypatch):
    prepare(where)
    monkeypatch.setattr(versions, "installed", lambda: {"numpy": "99.0"})
    assert prepare(where)[1]


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def _flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [Path.unlink, _truncate, _flip_a_bit])
@pytest.mark.parametrize("file", ["regions.parquet", STAMP])
def test_a_damaged_or_deleted_file_is_made_again(where, file, damage):
    prepare(where)
    before = files(where.processed)
    damage(where.processed / file)
    assert prepare(where)[1]
    assert files(where.processed) == before


@pytest.mark.parametrize("stamp", ["", "[]", "3", "null", "{}", '{"fingerprint": 1}', '{"files": []}', "{", "\udcff"])
def test_a_stamp_with_anything_in_it_is_made_again(where, stamp):
    prepare(where)
    right = json.loads((where.processed / STAMP).read_text("utf-8"))
    for text in (stamp, stamp.replace("}", f', "fingerprint": "{right["fingerprint"]}"}}').replace("{,", "{")):
        (where.processed / STAMP).write_text(text, "utf-8", "surrogateescape")
        assert prepare(where)[1]
        assert json.loads((where.processed / STAMP).read_text("utf-8")) == right


def test_a_table_that_is_no_longer_made_is_removed_and_nothing_else(where, monkeypatch):
    made = preparing.derive
    monkeypatch.setattr(preparing, "derive", with_another(made, "old"))
    prepare(where)
    (where.processed / "mine.parquet").write_bytes(b"a year of work")
    monkeypatch.setattr(preparing, "derive", made)
    correct(where.raw)
    assert prepare(where)[1]
    assert not (where.processed / "old.parquet").exists()
    assert (where.processed / "mine.parquet").read_bytes() == b"a year of work"


@pytest.mark.parametrize("name", ["my_model.parquet", "regions.parquet", "prepared.json", ".hidden", "folder/file"])
def test_a_folder_of_others_is_refused_and_stays_as_it_is(where, name):
    mine = where.processed / name
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"a year of work")
    first = name.split("/")[0]
    with pytest.raises(Refused, match=rf"processed: holds {first}, which trends did not write; name an empty folder"):
        prepare(where)
    assert {path: path.read_bytes() for path in where.processed.rglob("*") if path.is_file()} == {
        mine: b"a year of work"
    }


def test_a_file_of_others_in_the_way_of_a_table_is_refused(where, monkeypatch):
    prepare(where)
    mine = where.processed / "new.parquet"
    mine.write_bytes(b"a year of work")
    made = preparing.derive
    monkeypatch.setattr(preparing, "derive", with_another(made, "new"))
    correct(where.raw)
    with pytest.raises(Refused, match=r"new\.parquet: is in the way"):
        prepare(where)
    assert mine.read_bytes() == b"a year of work"


def test_a_record_that_names_other_folders_leads_nowhere(where, tmp_path):
    prepare(where)
    mine = tmp_path / "mine.parquet"
    mine.write_bytes(b"a year of work")
    stamp = json.loads((where.processed / STAMP).read_text("utf-8"))
    stamp["files"]["../mine.parquet"] = ""
    (where.processed / STAMP).write_text(json.dumps(stamp), "utf-8")
    correct(where.raw)
    assert prepare(where)[1]
    assert mine.exists()


def test_prepared_tables_are_read_without_writing_anything(where):
    expected = prepare(where)[0]
    (where.processed / LOCK).unlink()
    before = {path: path.stat().st_mtime_ns for path in where.processed.rglob("*")}
    found, made = prepare(where)
    assert not made
    assert found.keys() == expected.keys()
    assert {path: path.stat().st_mtime_ns for path in where.processed.rglob("*")} == before


def test_a_table_edited_while_others_are_made_from_it_counts_as_it_was_read(where, monkeypatch):
    made = preparing.derive

    def derive(raw, before):
        correct(where.raw)
        return made(raw, before)

    monkeypatch.setattr(preparing, "derive", derive)
    assert "Bogor" not in set(prepare(where)[0]["edition_facts"]["value"])
    monkeypatch.setattr(preparing, "derive", made)
    found, again = prepare(where)
    assert again
    assert "Bogor" in set(found["edition_facts"]["value"])


def test_faulty_raw_tables_are_refused_and_leave_what_was_prepared(where, monkeypatch):
    monkeypatch.setattr(preparing, "derive", lambda raw, _before: Derived(raw_tables.read(raw), {}))
    prepare(where)
    before = files(where.processed)
    line = edit(where.raw, "lists.csv", "Top 25,25,", "Top 25,thirty,")
    for _ in range(2):
        with pytest.raises(FaultyData, match=rf"^lists\.csv line {line}: size 'thirty' is not a whole number$"):
            prepare(where)
        assert files(where.processed) == before


def test_a_raw_folder_that_is_not_there_is_refused_and_leaves_nothing_behind(tmp_path):
    with pytest.raises(Refused, match=r"rwa: is not a folder with the raw tables$"):
        prepare(Folders(tmp_path / "rwa", tmp_path / "processed", tmp_path / "reports"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", [1, 2, 3, 4], ids=["first stamp", "first table", "second table", "last stamp"])
def test_a_crash_half_way_is_mended_by_the_next_call(where, monkeypatch, step):
    prepare(where)
    correct(where.raw)
    moved = []
    replace = Path.replace

    def crash(path, target):
        moved.append(target)
        if len(moved) == step:
            raise OSError(28, "No space left on device")
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash)
        with pytest.raises(Refused, match=r"No space left on device$"):
            prepare(where)
    found, made = prepare(where)
    assert made
    assert "Bogor" in set(found["edition_facts"]["value"])
    assert set(files(where.processed)) == {STAMP, *(f"{name}.parquet" for name in found)}


def test_a_process_killed_at_any_moment_leaves_a_folder_that_the_next_load_mends(where):
    loop = f"""{TWO_TABLES}{PREPARE}
while True:
    (prepare.folders().processed / prepare.STAMP).unlink(missing_ok=True)
    prepare.prepare(prepare.folders())
"""
    fresh = prepare(where)[0]
    right = files(where.processed)
    for delay in (0.5, 0.71):
        process = subprocess.Popen([sys.executable, "-c", loop], env=environment(where), stdout=subprocess.PIPE)
        assert process.stdout.readline() == b"False\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        found = prepare(where)[0]
        assert files(where.processed) == right
        for name, frame in found.items():
            pd.testing.assert_frame_equal(frame, fresh[name])


def test_what_a_killed_process_left_aside_is_removed(where):
    (where.processed / ".new").mkdir(parents=True)
    (where.processed / ".new" / "half.parquet").write_bytes(b"half")
    (where.processed / LOCK).touch()
    prepare(where)
    assert not (where.processed / ".new").exists()


def test_of_processes_at_once_one_makes_the_tables_and_all_load_them(where):
    code = TWO_TABLES + PREPARE
    running = [
        subprocess.Popen([sys.executable, "-c", code], env=environment(where), stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert sorted(process.communicate()[0].strip() for process in running) == ["False", "True"]


@pytest.mark.parametrize("obstacle", ["processed", "processed/.trends.lock/inside"])
def test_a_folder_that_can_not_be_written_is_told_in_one_line(where, obstacle):
    path = where.processed.parent / obstacle
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("in the way", "utf-8")
    with pytest.raises(Refused, match=r"^\S*processed\S*: can't be read or written: [A-Z][a-z ]+$") as refused:
        prepare(where)
    assert "\n" not in str(refused.value)


def test_loading_follows_the_environment_and_never_touches_the_projects_own_folder(where, monkeypatch):
    own = PROJECT / "data" / "processed"
    before = {path: path.stat().st_mtime_ns for path in own.glob("*")}
    correct(where.raw)
    monkeypatch.setenv("TRENDS_RAW", str(where.raw))
    monkeypatch.delenv("TRENDS_PROCESSED", raising=False)
    assert "Bogor" in set(load()["edition_facts"]["value"])
    assert (where.raw.parent / "raw-processed" / STAMP).is_file()
    assert {path: path.stat().st_mtime_ns for path in own.glob("*")} == before


def finalists_of_2022(raw: Path) -> dict[str, str]:
    rows = status(view(raw_tables.read(raw), "all"))
    rows = rows[(rows["edition"] == 2022) & (rows["stage"] == "finalist")]
    return dict(zip(rows["institution_id"], rows["status"], strict=True))


@pytest.mark.parametrize(
    ("name", "institution"),
    [
        ("kabupaten-majalengka", []),
        (
            "kabupaten-solok",
            [("institutions.csv", None, "kabupaten-solok,Pemerintah Kabupaten Solok,regency,13.02,,,")],
        ),
    ],
    ids=["an institution that is known", "a new institution"],
)
def test_a_name_that_turns_up_is_added_by_hand_and_decides_for_all_others(raw_copy, tables, name, institution):
    before = finalists_of_2022(raw_copy)
    rows = (raw_copy / "open_slots.csv").read_text("utf-8").splitlines(keepends=True)
    filled = next(row for row in rows if row.startswith("2022-finalist-general,"))
    edit_all(
        raw_copy,
        *institution,
        ("placements.csv", None, f"2022-finalist-general,{name},,"),
        ("evidence.csv", None, f"2022-finalist-general,{name},turned-up,states"),
        ("sources.csv", None, "turned-up,example.org,,2022-05,news,https://example.org/"),
        ("open_slots.csv", filled, ""),
    )
    after = finalists_of_2022(raw_copy)
    assert before[name] == "unknown"
    assert after[name] == "placed"
    units = set(tables["institutions"].query("level == 'unit'")["institution_id"])
    for each in after.keys() - units - {name}:
        assert after[each] == before[each].replace("unknown", "not_placed")
