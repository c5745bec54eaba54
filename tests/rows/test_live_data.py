"""The project's own data: without a fault, and held by what must be true whatever becomes known.

That the committed notebooks are up to date with it is compared by nbval in `tests/notebooks/`.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from invariants import INVARIANTS

from analysis import prepare
from analysis.facts import reading
from analysis.facts.tables import Tables


@pytest.fixture(scope="module")
def live(live_raw: Path) -> Tables:
    """All processed tables of the project's own data."""
    return prepare.derive(live_raw).frames


def test_the_check_finds_nothing(live_raw: Path):
    assert reading.examine(live_raw)[1] == []


@pytest.mark.parametrize("holds", INVARIANTS, ids=lambda invariant: invariant.__name__)
def test_what_must_hold(live: Tables, holds: Callable[[Tables], None]):
    holds(live)
