"""Notebooks of one feature each give the same by the warm engine as by papermill's own, or `docs/engine.md` says why not.

What papermill's own engine gives is on record (`outcomes.py`): a kernel for each notebook would take ten minutes. Some
run live here, all of them every night (`ZOO=live`). Where other versions are installed than those of the record, only
what runs live is compared.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from outcomes import VERSIONS, outcome, recorded, setting
from zoo import DIFFERENT, ZOO, goes_on

from analysis.engine import forks

RECORD = recorded()
ALL_LIVE = os.environ.get("ZOO") == "live"
# Of the widgets not the one that captures output: papermill's own engine waits a minute for messages that it has taken.
LIVE = list(ZOO) if ALL_LIVE else ["output: streams in turn", "charts: figure left", "async: task", "widgets: slider"]
TABLE = (Path(__file__).parents[2] / "docs" / "engine.md").read_text("utf-8")
# Jupyter's own: a kernel's connection that is not encrypted, and its sockets left to the garbage collector.
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module", autouse=True)
def set_apart() -> Iterator[None]:
    forks.stop()
    with setting():
        yield
    forks.stop()


@pytest.fixture(autouse=True)
def raw_output_is_heard(monkeypatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)  # at which ipykernel lets it pass by


@pytest.mark.skipif(ALL_LIVE, reason="all run live")
@pytest.mark.skipif(RECORD["versions"] != VERSIONS, reason="the record was made with other versions")
@pytest.mark.parametrize("name", ZOO)
def test_outcomes_are_those_on_record(name):
    same = outcome("warm", ZOO[name], goes_on(name)) == RECORD["outcomes"][name]
    assert same == (name not in DIFFERENT)


@pytest.mark.parametrize("name", LIVE)
def test_outcomes_are_those_of_papermills_own_engine(name):
    stock, warm = (outcome(engine, ZOO[name], goes_on(name)) for engine in (None, "warm"))
    assert (warm == stock) == (name not in DIFFERENT)
    if RECORD["versions"] == VERSIONS:
        assert RECORD["outcomes"][name] == stock


def test_each_difference_stands_in_the_table_of_the_docs():
    assert set(re.findall(r"^\| `([^`]+)`", TABLE, re.MULTILINE)) == set(DIFFERENT)
    assert set(DIFFERENT) <= set(ZOO)


def test_zoo_is_large_and_wholly_on_record():
    assert len(ZOO) >= 150
    assert set(RECORD["outcomes"]) == set(ZOO)
