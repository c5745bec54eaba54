"""The drawing of the rooms is that of the code, and every room says what it is for."""

import ast
import runpy
import textwrap
from pathlib import Path

import documented
import pytest

PROJECT = Path(__file__).parents[1]
DRAWING = runpy.run_path(str(PROJECT / "docs" / "architecture.py"))
PACKAGES = sorted((PROJECT / "src" / "analysis").rglob("__init__.py"))


def test_the_drawing_is_up_to_date():
    assert (PROJECT / "docs" / "architecture.md").read_text("utf-8") == DRAWING["page"](), "run `make docs`"


def test_the_way_of_the_data_is_drawn_in_the_readme_as_well():
    (drawn,) = documented.blocks("README.md", "text")
    assert textwrap.indent(drawn.text, "    ") in DRAWING["INTRODUCTION"]


def test_an_arrow_that_follows_from_others_is_left_out():
    imports = {"roof": {"room", "cellar"}, "room": {"cellar"}, "shed": {"cellar"}, "cellar": set()}
    needed = DRAWING["_needed"](imports, ["roof", "room", "shed", "cellar"])
    assert needed == [("roof", "room"), ("room", "cellar"), ("shed", "cellar")]


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.parent.name)
def test_a_package_says_what_it_holds_and_what_belongs_elsewhere(path: Path):
    charter = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    first, _, rest = charter.partition("\n")
    assert first.endswith(".")
    assert "`analysis." in rest or path.parent.name == "analysis"
