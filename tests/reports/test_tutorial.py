"""The tutorial does what it says: its commands run, one after the other, in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
NEEDED = ("data/raw", "notebooks", "src")


def commands(page: str) -> str:
    """Give the commands of a page that are to be run as they are; what needs a network or a window is indented instead."""
    return "\n".join(re.findall(r"```sh\n(.*?)```", (PROJECT / "docs" / page).read_text("utf-8"), re.DOTALL))


def test_all_its_commands_run_and_give_the_files_it_names(tmp_path: Path):
    copy = tmp_path / "regional trends"
    for name in NEEDED:
        shutil.copytree(PROJECT / name, copy / name)
    shutil.copy(PROJECT / "reports.yml", copy)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRENDS_")}
    environment |= {"PYTHONPATH": str(copy / "src"), "PATH": f"{Path(sys.executable).parent}:{environment['PATH']}"}
    done = subprocess.run(
        ["bash", "-e"], input=commands("tutorial.md"), cwd=copy, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no faults" in done.stdout and "that was refused" in done.stdout and "Kota Ambon" in done.stderr
    made = copy / "reports/en/region"
    assert {path.name for path in made.iterdir()} >= {"kota-ambon.html", "kota-ambon.pdf", "kota-ambon.xlsx"}
    assert (made / "kota-ambon_corroborated.html").exists()
    assert (copy / "trial/raw-reports/en/region/kota-ambon.html").exists()
    assert (copy / "trial/kota-ambon.ipynb").exists()


def test_it_is_the_same_in_indonesian():
    indonesian = commands("tutorial.id.md").replace("coba", "trial").replace("language id", "language en")
    assert indonesian.replace("language=id", "language=en").replace("ditolak", "that was refused") == commands(
        "tutorial.md"
    )
