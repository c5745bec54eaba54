import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import prepare
from analysis.data import reading as raw_tables
from analysis.data.tables import Prepared

RAW = Path(__file__).parents[1] / "data" / "raw"


@pytest.fixture(scope="session")
def raw() -> Path:
    """The project's own raw folder; tests that change data copy it first."""
    return RAW


@pytest.fixture
def raw_copy(tmp_path: Path) -> Path:
    """A copy of the raw folder that a test may change."""
    return shutil.copytree(RAW, tmp_path / "raw")


@pytest.fixture(scope="session")
def tables() -> dict[str, pd.DataFrame]:
    return raw_tables.read(RAW)


@pytest.fixture(scope="session")
def processed(raw: Path) -> Prepared:
    """All processed tables of the project, worked out once for all tests."""
    return Prepared(prepare.derive(raw))
