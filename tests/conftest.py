import gc
import os
import shutil
import signal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from analysis.facts import reading as raw_tables
from analysis.folders import Folders
from analysis.prepare import prepare
from analysis.statistics.results import Results

KNOWN = Path(__file__).parent / "known"
LIVE = Path(__file__).parents[1] / "data" / "raw"

settings.register_profile("quick", max_examples=20)
"""For `make quick`: a fifth of the examples, also where a test divides their number."""


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that starts the tests in the background has Ctrl-C ignored, by all that they start as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """What was imported lasts until the end: nothing is gained by looking through it for garbage, again and again."""
    gc.freeze()


@pytest.fixture(scope="session")
def raw() -> Path:
    """The frozen raw folder, as of 2026-11, for worked numbers; tests that change data copy it first."""
    return KNOWN


@pytest.fixture
def raw_copy(tmp_path: Path) -> Path:
    """A copy of the frozen raw folder that a test may change."""
    return shutil.copytree(KNOWN, tmp_path / "raw")


@pytest.fixture(scope="session")
def tables() -> dict[str, pd.DataFrame]:
    """The frozen raw tables."""
    return raw_tables.read(KNOWN)


@pytest.fixture(scope="session")
def of_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def known_folders(of_all_workers: Path) -> Folders:
    """The frozen raw tables, prepared for all tests in a folder of their own, by the first worker that asks for them."""
    at = of_all_workers / "known"
    where = Folders(KNOWN, at / "processed", at / "reports")
    prepare(where)
    return where


@pytest.fixture(scope="session")
def processed(known_folders: Folders) -> Results:
    """All processed tables made of the frozen ones."""
    return prepare(known_folders)[0]


@pytest.fixture(scope="session")
def live_raw() -> Path:
    """The project's own raw folder, whose facts no test may depend on."""
    return LIVE


@pytest.fixture(scope="session")
def live_tables() -> dict[str, pd.DataFrame]:
    """The project's own raw tables."""
    return raw_tables.read(LIVE)
