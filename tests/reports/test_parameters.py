from pathlib import Path

import pytest
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from papermill.translators import PythonTranslator

from analysis.errors import Refused
from analysis.reports import parameters

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"

CELL = '''\
"""What may be changed."""
region: str = "Kota Solok"  # any = region
editions: Optional[list[int]] = None
edition: int = 2020
share: "float | None" = None
whole: bool = False
names: list[str] = ["a",
                    "b"]
'''


@pytest.fixture
def declared() -> dict[str, parameters.Parameter]:
    return parameters.read(CELL, "here")


def test_names_types_and_defaults_are_read(declared: dict[str, parameters.Parameter]) -> None:
    assert {each.name: (each.type, each.default) for each in declared.values()} == {
        "region": ("str", "Kota Solok"),
        "editions": ("Optional[list[int]]", None),
        "edition": ("int", 2020),
        "share": ("float | None", None),
        "whole": ("bool", False),
        "names": ("list[str]", ["a", "b"]),
    }


@pytest.mark.parametrize(
    "line",
    ["edition = 2020", "edition: int", "edition: int = '2020'", "edition: int = f()", "a: dict = {}", "import os"],
)
def test_a_line_that_says_no_type_and_value_is_refused(line: str) -> None:
    with pytest.raises(Refused, match=r"here: parameter line .* is not of the form name: type = value"):
        parameters.read(line, "here")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("region", "010", "010"),
        ("region", "NO", "NO"),
        ("region", '<b>"é\\\n', '<b>"é\\\n'),
        ("edition", "2020", 2020),
        ("editions", "2018,2019", [2018, 2019]),
        ("editions", "2018", [2018]),
        ("editions", "None", None),
        ("share", "0.5", 0.5),
        ("share", "None", None),
        ("whole", "true", True),
        ("names", "Kota Solok, Kota Ambon", ["Kota Solok", "Kota Ambon"]),
        ("names", """['Kota Solok', "Kota Ambon"]""", ["Kota Solok", "Kota Ambon"]),
    ],
)
def test_texts_become_values_of_the_type(
    declared: dict[str, parameters.Parameter], name: str, text: str, value: object
) -> None:
    found = parameters.from_text(declared[name], text, "--set")
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        ("edition", "2020.0", "a whole number"),
        ("edition", "٢٠٢٠", "a whole number"),
        ("editions", "2018;2019", "None or a list of whole numbers"),
        ("share", "nan", "None or a number"),
        ("whole", "1", "true or false"),
    ],
)
def test_texts_of_another_type_are_refused(
    declared: dict[str, parameters.Parameter], name: str, text: str, right: str
) -> None:
    with pytest.raises(Refused) as refused:
        parameters.from_text(declared[name], text, "--set")
    assert str(refused.value) == f"--set: parameter {name} is {text!r}, which is not {right}"


@pytest.mark.parametrize("given", [{"edition": True}, {"edition": "2020"}, {"editions": (2018,)}, {"editions": ["x"]}])
def test_values_of_another_type_are_refused(
    declared: dict[str, parameters.Parameter], given: dict[str, object]
) -> None:
    with pytest.raises(Refused, match="which is not"):
        parameters.check(declared, given, "here")


def test_papermill_lists_all_parameters_of_the_notebooks_and_warns_of_none(caplog: pytest.LogCaptureFixture) -> None:
    having = [path for path in sorted(NOTEBOOKS.glob("*.ipynb")) if '"parameters"' in path.read_text("utf-8")]
    assert len(having) >= 8
    for path in having:
        notebook = load_notebook_node(str(path))
        (cell,) = (cell for cell in notebook.cells if "parameters" in cell.metadata.tags)
        declared = parameters.read(cell.source, path.name)
        assert [each.name for each in PythonTranslator.inspect(cell)] == list(declared), path
        parameterize_notebook(notebook, {name: each.default for name, each in declared.items()})
    assert not caplog.text
