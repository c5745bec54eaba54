"""What a build does when it is stopped, killed, doubled, or can't write."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from toys import SHOW, Project, wait_for

from analysis.reports import make_report

LONG = 30
"""Seconds that a busy machine may need to end what would last for minutes."""
DISK = 12_000_000
"""Bytes of a disk that will be full: several times what a small build and its tables take."""
THREE = "languages: [id]\nreports: [{notebook: place, region: [Kota Solok, Provinsi Bali, Kota Ambon]}]"


def processes_that_mention(text: str) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes().decode(errors="replace") + (path / "environ").read_bytes().decode(
                errors="replace"
            )
        except OSError:
            continue
        if text in words and path.name != str(os.getpid()):
            found.append(path.name)
    return found


@pytest.fixture
def waiting(project: Project, tmp_path: Path) -> Iterator[Project]:
    """A project whose first report is made at once, and whose others hang."""
    wait = f"""\
import pathlib, time
if region != "Kota Solok":
    pathlib.Path({str(tmp_path)!r}, f"began {{region}}").touch()
    time.sleep(300)
"""
    project.add("place", wait, SHOW)
    project.name_reports(THREE)
    yield project
    for process in project.started:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_ends_everything_in_seconds_and_the_next_build_goes_on(
    waiting: Project, tmp_path: Path, sent: signal.Signals
) -> None:
    running = waiting.start("build", "--workers", "3")
    wait_for(tmp_path / "began Kota Ambon")
    wait_for(tmp_path / "began Provinsi Bali")
    assert any("kota-solok" in line for line in running.stderr)  # told once it is recorded; its page lies there before
    at = time.monotonic()
    running.send_signal(sent)
    _, said = running.communicate(timeout=LONG)
    assert running.returncode == 130
    assert "stopped; the next build goes on from here" in said.splitlines()
    while processes_that_mention(str(waiting.root)):
        assert time.monotonic() < at + LONG, "a process is left"
        time.sleep(0.1)
    assert not list(waiting.reports.rglob(".*.new"))
    assert waiting.states()["id/place/kota-solok.html"] == "fresh"
    assert waiting.states()["id/place/kota-ambon.html"] == "missing (never made)"
    waiting.add("place", SHOW)
    assert "3 made" in waiting.trends("build").stdout


def test_two_builds_at_once(waiting: Project, tmp_path: Path) -> None:
    running = waiting.start("build", "--workers", "3")
    wait_for(tmp_path / "began Kota Ambon")
    second = waiting.trends("build")
    assert second.returncode == 2
    assert second.stderr == f"another build is at work in {waiting.reports}; try again when it has ended\n"
    running.kill()
    running.communicate()
    waiting.add("place", SHOW)
    assert waiting.trends("build").returncode == 0


def test_a_folder_that_cannot_be_used_is_one_line(project: Project, tmp_path: Path) -> None:
    project.add("place", SHOW)
    project.name_reports("reports: [{notebook: place}]")
    (tmp_path / "file").write_text("in the way", "utf-8")
    wrong = project.trends("build", "--reports", str(tmp_path / "file"))
    assert wrong.returncode == 2
    assert wrong.stderr == f"{tmp_path / 'file'}: can't be read or written: File exists\n"


def test_a_full_disk_is_one_line_and_nothing_published_is_lost(project: Project, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        os.geteuid()
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={DISK // 1000}k", "tmpfs", disk], capture_output=True
        ).returncode
    ):
        pytest.skip("needs the right to mount a small disk")
    try:
        project.add("place", SHOW)
        project.name_reports("languages: [id]\nreports: [{notebook: place, region: [Kota Solok]}]")
        assert project.trends("build", "--reports", str(disk)).returncode == 0
        project.name_reports("languages: [id]\nreports: [{notebook: place, region: [Kota Solok, Kota Ambon]}]")
        (disk / "big").write_bytes(
            random.randbytes(DISK - sum(path.stat().st_size for path in disk.rglob("*.*")) - 400_000)
        )
        (disk / "rest").write_bytes(b"")
        for size in (4096,) * 200:
            try:
                with (disk / "rest").open("ab") as rest:
                    rest.write(b"0" * size)
            except OSError:
                break
        before = (disk / "id" / "place" / "kota-solok.html").read_bytes()
        wrong = project.trends("build", "--reports", str(disk))
        assert wrong.returncode == 2
        assert wrong.stderr.splitlines()[-1].endswith("No space left on device")
        assert "Traceback" not in wrong.stderr
        assert (disk / "id" / "place" / "kota-solok.html").read_bytes() == before
        (disk / "big").unlink()
        (disk / "rest").unlink()
        assert "1 made, 1 fresh" in project.trends("build", "--reports", str(disk)).stdout
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_shm_is_nothing_to_a_build(project: Project) -> None:
    # Mounted in a namespace of its own: the rest of the machine keeps its own.
    alone = ["unshare", "--mount", "--propagation", "private", "sh", "-c"]
    full = (
        "mount -t tmpfs -o size=4k,nr_inodes=2 tmpfs /dev/shm && { cat /dev/zero > /dev/shm/full; } 2>/dev/null; "
        "! touch /dev/shm/more 2>/dev/null"
    )
    if os.geteuid() or not shutil.which("unshare") or subprocess.run([*alone, full], capture_output=True).returncode:
        pytest.skip("needs the right to mount a full /dev/shm in a namespace of its own")
    project.add("place", SHOW)
    project.name_reports("languages: [id]\nreports: [{notebook: place, region: [Kota Solok]}]")
    assert project.trends("build").returncode == 0
    before = project.page("id/place/kota-solok.html")
    project.name_reports(THREE)
    script = f"import pathlib, analysis.cli as cli; cli.PROJECT = pathlib.Path({str(project.root)!r}); cli.main()"
    done = subprocess.run(
        [*alone, f'{full} && exec "$@"', "sh", sys.executable, "-c", script, "build"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    # No process of ours asks for shared memory, so this is as good as any other build.
    assert done.returncode == 0, done.stderr
    assert "2 made, 1 fresh, 0 failed" in done.stdout
    assert project.page("id/place/kota-solok.html") == before
    assert set(project.states().values()) == {"fresh"}


def test_a_report_that_dies_hangs_or_eats_memory_is_one_failure(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_report, "MEMORY_LIMIT", 2**29)
    project.add(
        "place",
        'if region == "Kota Ambon":\n    import os; os._exit(3)',
        'if region == "Kota Madiun":\n    import time; time.sleep(300)',
        'if region == "Kota Bandung":\n    b"0" * 2**31',
        'if region == "Kota Semarang":\n    exit()',
        SHOW,
    )
    # The warm process is started by a build before, so that its start does not count.
    project.name_reports("languages: [id]\nreports: [{notebook: place, region: Provinsi Bali}]")
    assert "1 made" in project.trends("build").stdout
    regions = ["Kota Solok", "Kota Ambon", "Kota Madiun", "Kota Bandung", "Kota Semarang", "Provinsi Bali"]
    project.name_reports(f"languages: [id]\nreports: [{{notebook: place, region: [{', '.join(regions)}]}}]")
    done = project.trends("build", "--timeout", "12")
    assert done.returncode == 1
    failed = dict(
        line.removeprefix("failed: ").split(": ", 1) for line in done.stderr.splitlines() if line.startswith("failed: ")
    )
    # As with papermill's own engine, exit() ends no notebook that another cell follows.
    assert "2 made, 1 fresh, 3 failed" in done.stdout
    assert "ended" in failed["id/place/kota-ambon.html"]
    assert "time was over" in failed["id/place/kota-madiun.html"]
    assert "MemoryError" in failed["id/place/kota-bandung.html"]
    kept = {path.stem for path in project.failed.glob("2-*/*.ipynb")}
    assert {"id-place-kota-ambon", "id-place-kota-madiun"} <= kept
