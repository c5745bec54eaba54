"""What the benchmarks share: a project of their own to work in, and what a command takes until it has ended."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import yaml

PROJECT = Path(__file__).resolve().parents[1]
SAMPLE_SECONDS = 0.25


@dataclass(frozen=True)
class Taken:
    """What a command took, with all processes that it started."""

    wall: float
    cpu: float
    memory: float
    """Peak in MB: the proportional share of every process (PSS), summed at one moment."""


class Workshop:
    """A copy of the project, so that a benchmark can change it, with the reports that the benchmark names."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.reports = folder, folder / "reports"
        for name in ("src", "notebooks", "data/raw"):
            shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        own = {"PYTHONPATH": str(folder / "src"), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        named = {f"TRENDS_{name.upper()}": "" for name in ("raw", "processed")}
        self.environment = {**os.environ, **own, **named, "TRENDS_REPORTS": str(self.reports)}
        self.take(trends("prepare"))  # compiles the code as well
        self.take([sys.executable, "-m", "compileall", "-q", "src"])

    def name_reports(self, *entries: Mapping[str, object]) -> None:
        """Write reports.yml, in one language."""
        written = yaml.safe_dump({"languages": ["id"], "reports": list(entries)}, allow_unicode=True)
        (self.folder / "reports.yml").write_text(written, "utf-8")

    def regions(self) -> list[str]:
        """Name all regions, in full, in an order that mixes provinces, regencies and cities of all islands."""
        regions = pd.read_csv(self.folder / "data/raw/regions.csv", dtype=str)
        names = regions["region_name"].where(regions["kind"] != "province", "Provinsi " + regions["region_name"])
        return list(names.sample(frac=1, random_state=1))

    def empty(self) -> None:
        """Remove all reports."""
        shutil.rmtree(self.reports, ignore_errors=True)
        self.reports.mkdir()

    def take(self, command: Sequence[str]) -> Taken:
        """Run a command in the project and measure it; one that fails ends the benchmark."""
        before, began = _cpu_of_children(), time.monotonic()
        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen(
                command, cwd=self.folder, env=self.environment, stdout=subprocess.DEVNULL, stderr=said
            )
            peak = _Peak(process.pid)
            peak.start()
            code = process.wait()
            wall = time.monotonic() - began
            peak.stop()
            if code:
                said.seek(0)
                raise SystemExit(f"{said.read()}{' '.join(command[:4])} … failed with exit code {code}")
        return Taken(wall, _cpu_of_children() - before, peak.megabytes)

    def pages(self, at: str = "*/*/*.html") -> int:
        """Count the pages that lie in the reports folder, there where reports are or elsewhere, looking that each is whole."""
        whole = list(self.reports.glob(at))
        for path in whole:
            text = path.read_text("utf-8")
            if "<h1" not in text or not text.rstrip().endswith("</html>"):
                raise SystemExit(f"{path}: is not a whole page")
        return len(whole)


def trends(*words: str) -> list[str]:
    """Give the command line of `trends`, which then runs the code of the workshop."""
    return [sys.executable, "-m", "analysis.cli", *words]


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Peak(threading.Thread):
    """Watches the memory of a process and of all below it."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.megabytes = 0.0
        self._root, self._ended = root, threading.Event()

    def run(self) -> None:
        while not self._ended.wait(SAMPLE_SECONDS):
            self.megabytes = max(self.megabytes, sum(map(_megabytes, _tree(self._root))))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _tree(root: int) -> list[int]:
    children: dict[int, list[int]] = defaultdict(list)
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # a process that has just ended
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
            children[parent].append(int(entry.parent.name))
    found = [root]
    for process in found:
        found += children[process]
    return found


def _megabytes(process: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
