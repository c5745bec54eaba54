"""Every example in a docstring runs and gives what it says."""

import doctest
import importlib
import inspect
import pkgutil

import papermill  # noqa: F401 - it loads our engine, which needs it whole
import pytest

import analysis
from analysis.folders import Folders

FOR_ANOTHER_PROCESS = "analysis.reports.preload"
"""Loading it changes how charts are shown, which is meant for the process that makes reports."""
MODULES = sorted(
    {module.name for module in pkgutil.walk_packages(analysis.__path__, "analysis.")} - {FOR_ANOTHER_PROCESS}
)


class Finder(doctest.DocTestFinder):
    """Finds the examples of what is decorated in another module too."""

    def _from_module(self, module, found):  # type: ignore[no-untyped-def]
        return super()._from_module(module, inspect.unwrap(found))  # type: ignore[misc]


EXAMPLES = [
    pytest.param(test, id=test.name)
    for module in MODULES
    for test in Finder(exclude_empty=True).find(importlib.import_module(module))
    if test.examples
]


@pytest.fixture(autouse=True)
def frozen(known_folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples that open the results see the frozen ones."""
    monkeypatch.setenv("TRENDS_RAW", str(known_folders.raw))
    monkeypatch.setenv("TRENDS_PROCESSED", str(known_folders.processed))


@pytest.mark.parametrize("test", EXAMPLES)
def test_the_example_gives_what_it_says(test: doctest.DocTest):
    assert doctest.DocTestRunner().run(test).failed == 0


def test_there_are_examples():
    assert len(EXAMPLES) >= 5
    assert any("Data.region" in str(each.id) for each in EXAMPLES)
