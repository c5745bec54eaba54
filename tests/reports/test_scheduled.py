"""Notebooks run from JupyterLab's own dialog: a real server, with the settings of `make lab`, runs real jobs."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
import pytest
from toys import PLACE, SHOW, notebook

from analysis.errors import Refused
from analysis.reports.scheduled import as_code

PROJECT = Path(__file__).parents[2]
LISTS = PLACE + "from typing import Optional\neditions: Optional[list[int]] = None\nregions: list[str] = []\n"


class Server:
    """A server of Jupyter, and its scheduler's REST API."""

    def __init__(self, root: Path, url: str) -> None:
        self.root, self.url = root, url

    def ask(self, path: str, told: Any = None) -> Any:
        data = None if told is None else json.dumps(told).encode()
        asked = urllib.request.Request(f"{self.url}scheduler/jobs{path}", data, {"Authorization": "token t"})
        with urllib.request.urlopen(asked) as answer:
            return json.loads(answer.read() or "null")

    def start(self, parameters: dict[str, str]) -> str:
        """Start a job."""
        job = {"input_uri": "notebooks/toy.ipynb", "name": "a job", "runtime_environment_name": "python"}
        return str(self.ask("", {**job, "output_formats": ["html", "ipynb"], "parameters": parameters})["job_id"])

    def result(self, job: str) -> Any:
        """Wait for what becomes of a job."""
        return self.until(job, lambda told: told["status"] in ("COMPLETED", "FAILED"))

    def outputs(self, job: str) -> dict[str, Path]:
        """Fetch what a job has made, as the button does."""
        self.ask(f"/{job}/download_files")
        told = self.until(job, lambda told: told["downloaded"])
        return {file["file_format"]: self.root / file["file_path"] for file in told["job_files"]}

    def until(self, job: str, done: Callable[[Any], bool]) -> Any:
        end = time.monotonic() + 120
        while not done(told := self.ask(f"/{job}")):
            assert time.monotonic() < end, told
            time.sleep(0.1)
        return told


@pytest.fixture
def server(tmp_path: Path, raw: Path) -> Iterator[Server]:
    """A server with the settings of `make lab`, without those of this machine."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "ops").mkdir()
    shutil.copy(PROJECT / "ops" / "jupyter_server_config.py", tmp_path / "ops")
    nbformat.write(notebook(SHOW), tmp_path / "notebooks" / "toy.ipynb")
    own = {f"JUPYTER_{kind}_DIR": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    own["JUPYTER_CONFIG_PATH"] = str(tmp_path / "ops")
    with subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--IdentityProvider.token=t", "--allow-root"],
        cwd=tmp_path,  # as `make lab` does: what a job gives is fetched to there
        env={**os.environ, **own, "TRENDS_RAW": str(raw)},
    ) as process:
        yield answering(tmp_path, process)
        process.kill()


def answering(root: Path, process: subprocess.Popen[bytes]) -> Server:
    """Wait for a server to answer; it looks for a free port itself."""
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        for told in (root / "RUNTIME").glob("jpserver-*.json"):
            with suppress(OSError, ValueError):
                server = Server(root, json.loads(told.read_text("utf-8"))["url"])
                server.ask("")
                return server
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def test_a_job_runs_with_what_was_typed_and_gives_the_page_of_a_report_or_says_what_to_type(server: Server):
    job, wrong = server.start({"region": "Kota Padang", "language": "en"}), server.start({"regoin": "Kota Padang"})
    told = server.result(job)
    assert told["status"] == "COMPLETED", told["status_message"]
    outputs = server.outputs(job)
    page = outputs["html"].read_text("utf-8")
    assert "<h1>Kota Padang [en]</h1>" in page and '<html lang="en">' in page
    assert "import base64" not in page and "import base64" in outputs["ipynb"].read_text("utf-8")
    assert outputs["html"].is_relative_to(server.root / "jobs")
    refused = server.result(wrong)
    assert refused["status"] == "FAILED"
    assert refused["status_message"] == "toy.ipynb: there is no parameter 'regoin'; did you mean 'region'?"


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("region", "Kota Padang", "'Kota Padang'"),
        ("region", '"Kota Padang"', "'Kota Padang'"),
        ("region", "2020", "'2020'"),
        ("editions", "2018, 2019", "[2018, 2019]"),
        ("editions", "None", "None"),
        ("regions", "Kota Padang, Kota Solok", "['Kota Padang', 'Kota Solok']"),
        ("regions", "['Kota Padang']", "['Kota Padang']"),
    ],
)
def test_what_is_typed_becomes_a_value(tmp_path: Path, name: str, typed: str, code: str):
    nbformat.write(notebook(parameters=LISTS), tmp_path / "toy.ipynb")
    assert as_code(tmp_path / "toy.ipynb", {name: typed}) == {name: code}


def test_what_is_no_value_is_refused(tmp_path: Path):
    nbformat.write(notebook(parameters=LISTS), tmp_path / "toy.ipynb")
    with pytest.raises(Refused, match="parameter editions is 'all', which is not None or a list of whole numbers"):
        as_code(tmp_path / "toy.ipynb", {"editions": "all"})
