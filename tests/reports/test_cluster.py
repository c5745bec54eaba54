"""The same build on a Dask cluster: a real scheduler and two workers on this machine."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from toys import SHOW, Project, wait_for

REGIONS = ["Kota Solok", "Kota Ambon", "Kota Madiun", "Kota Bandung", "Kota Semarang", "Provinsi Bali"]
# Dask's own command, in a project that the test has made.
WORKER = """\
import pathlib, sys
from analysis import folders
from distributed.cli.dask_worker import main
folders.PROJECT = pathlib.Path(sys.argv.pop(1))
main()
"""


class Cluster:
    """A scheduler and its workers as processes of this test."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.processes: list[subprocess.Popen[bytes]] = []
        told = project.root.with_name("scheduler.json")
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show", "--scheduler-file", str(told)]
        self.run("-m", "distributed.cli.dask_scheduler", *options)
        wait_for(told)
        self.address = json.loads(told.read_text("utf-8"))["address"]

    def run(self, *words: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
        )
        self.processes.append(process)
        return process

    def work(self, project: Project | None = None) -> subprocess.Popen[bytes]:
        root = str((project or self.project).root)
        return self.run("-c", WORKER, root, self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")

    def end(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.communicate()


@pytest.fixture
def cluster(project: Project) -> Iterator[Cluster]:
    project.add("place", "import time; time.sleep(1)", SHOW)
    project.name_reports(f"languages: [id]\nreports: [{{notebook: place, region: [{', '.join(REGIONS)}]}}]")
    made = Cluster(project)
    yield made
    made.end()


def test_a_worker_that_is_killed_loses_nothing_and_the_bytes_are_those_of_a_local_build(
    cluster: Cluster, tmp_path: Path
) -> None:
    first, second = cluster.work(), cluster.work()
    project = cluster.project
    building = project.start("build", "--scheduler", cluster.address)
    wait_for(project.reports / "id" / "place" / "kota-solok.html", 120)
    first.kill()
    out, err = building.communicate(timeout=120)
    assert building.returncode == 0, err
    assert "6 made, 0 fresh, 0 failed" in out
    assert second.poll() is None
    assert project.trends("build", "--reports", str(tmp_path / "local")).returncode == 0
    for path in project.reports.glob("id/place/*.html"):
        assert path.read_bytes() == (tmp_path / "local" / path.relative_to(project.reports)).read_bytes()


def test_a_worker_with_other_tables_and_an_address_without_a_scheduler_are_refused(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = cluster.project
    other = Project(project.root.with_name("other"))
    shutil.copytree(project.root, other.root)
    with (other.root / "data" / "raw" / "organisers.csv").open("a", encoding="utf-8") as table:
        table.write("\n")  # a notebook travels with its task, the tables don't
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TRENDS_RAW", str(other.root / "data" / "raw"))
        worker = cluster.work(other)
    refused = project.trends("build", "--scheduler", cluster.address)
    assert refused.returncode == 2
    assert re.fullmatch(
        r"worker tcp://\S+: its raw tables differ; bring it to the same commit and start it again\n",
        refused.stderr[-200:].split("fresh\n")[-1],
    )
    worker.kill()
    worker.communicate()
    nobody = project.trends("build", "--scheduler", "tcp://127.0.0.1:9")
    assert nobody.returncode == 2
    assert "no Dask scheduler with a worker answers at tcp://127.0.0.1:9" in nobody.stderr.splitlines()[-1]
