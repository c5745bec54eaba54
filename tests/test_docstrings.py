"""Every example in a docstring runs and gives what it says."""

import doctest
import importlib
import pkgutil

import papermill  # noqa: F401 - it loads our engine, which needs it whole
import pytest

import analysis

MODULES = sorted(module.name for module in pkgutil.walk_packages(analysis.__path__, "analysis."))
EXAMPLES = [
    pytest.param(test, id=test.name)
    for module in MODULES
    for test in doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(module))
    if test.examples
]


@pytest.mark.parametrize("test", EXAMPLES)
def test_the_example_gives_what_it_says(test: doctest.DocTest):
    assert doctest.DocTestRunner().run(test).failed == 0


def test_there_are_examples():
    assert len(EXAMPLES) >= 5
