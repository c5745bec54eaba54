"""The committed notebooks: that they were executed, compare equal, can fail, and run in English from any folder."""

import ast
import base64
import inspect
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from matplotlib.figure import Figure
from PIL import Image

from analysis import findings, pages
from analysis.display.blocks import Chart
from analysis.folders import Folders
from analysis.reports import catalogue, notebooks, yml
from analysis.reports.committed import lighten, tidied
from analysis.reports.parameter_sets import DEFAULTS
from analysis.reports.subjects import SUBJECTS

PROJECT = Path(__file__).parents[2]
NAMED = yml.content_of(PROJECT)
COMMITTED = [  # others are somebody's own, or drafts
    each for each in catalogue.notebooks_of(NAMED, notebooks.read(PROJECT, yml.paths(NAMED))) if not each.own
]
NOTEBOOKS = [each.path for each in COMMITTED]
ids = [path.stem for path in NOTEBOOKS]


def read_from(folders: Folders, patch: pytest.MonkeyPatch) -> None:
    """Let notebooks that are executed in this process read these folders."""
    patch.setenv("TRENDS_RAW", str(folders.raw))
    patch.setenv("TRENDS_PROCESSED", str(folders.processed))


@pytest.fixture
def frozen(known_folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let notebooks that are executed in this process read the frozen data."""
    read_from(known_folders, monkeypatch)


def nbval(*notebooks: Path) -> subprocess.CompletedProcess[str]:
    """Compare notebooks with the outputs in them, as `make test` does with the committed ones."""
    without = ["-p", "no:cacheprovider", "-p", "no:slipcover"]
    command = [sys.executable, "-m", "pytest", "--nbval", *without, "-q", *map(str, notebooks)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_is_committed_executed_with_default_parameters(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    shown = [cell for cell in cells if cell.source.startswith("display")]
    assert shown
    assert all(cell.outputs for cell in shown)
    assert not any(output.output_type in ("error", "stream") for cell in cells for output in cell.outputs)


def test_the_defaults_are_those_that_reports_are_told() -> None:
    assert notebooks.faults(COMMITTED) == []
    declared = [(name, parameter.default) for each in COMMITTED for name, parameter in each.parameters.items()]
    assert dict(declared) == DEFAULTS
    assert all(DEFAULTS[name] == default for name, default in declared)
    for each in COMMITTED:
        known = {*inspect.signature(SUBJECTS[each.name].find).parameters} - {"results"}
        assert {*each.parameters} == known | {"language"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_holds_calls_and_words_but_no_definitions_and_no_paths(path: Path) -> None:
    text = path.read_text("utf-8")
    assert str(PROJECT) not in text
    assert str(Path.home()) + "/" not in text
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type == "code":
            tree = ast.walk(ast.parse(cell.source))
            assert not any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) for node in tree)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_of_its_charts_the_alternative_texts_are_committed_and_one_small_picture(path: Path) -> None:
    outputs = [output for cell in nbformat.read(path, 4).cells for output in cell.get("outputs", [])]
    charts = [output for output in outputs if "text/html" not in output.get("data", {})]
    assert all(len(chart.data["text/plain"]) > 40 for chart in charts)
    assert [set(chart.data) for chart in charts[1:]] == [{"text/plain"}] * len(charts[1:])
    for chart in charts[:1]:
        assert chart.metadata["image/png"]["alt"] == chart.data["text/plain"]
        png = base64.b64decode(chart.data["image/png"])
        picture = Image.open(io.BytesIO(png))
        assert picture.width <= 760
        assert len(png) < picture.width * picture.height / 10  # whatever editions and lists are added to it


@pytest.fixture
def drawn() -> nbformat.NotebookNode:
    """A notebook with a blue chart, twice."""
    data, metadata = Chart(Figure(figsize=(8, 1), dpi=200, facecolor="#0b5a8f"), "All is blue.")._repr_mimebundle_()
    outputs = [nbformat.v4.new_output("display_data", dict(data), metadata=dict(metadata)) for _ in range(2)]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("chart", outputs=outputs)])


def test_a_preview_is_as_wide_as_the_chart_is_shown_and_keeps_its_colours(drawn: nbformat.NotebookNode) -> None:
    lighten(drawn)
    first, second = drawn.cells[0].outputs
    picture = Image.open(io.BytesIO(base64.b64decode(first.data["image/png"]))).convert("RGB")
    assert picture.size == (760, 95)
    assert picture.getcolors() == [(760 * 95, (0x0B, 0x5A, 0x8F))]
    assert second.data == {"text/plain": "All is blue."}


def test_what_was_tidied_is_tidy(drawn: nbformat.NotebookNode) -> None:
    once = tidied(drawn)
    assert tidied(nbformat.reads(once.decode(), 4)) == once


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_is_committed_tidied(path: Path) -> None:
    assert tidied(nbformat.read(path, 4)) == path.read_bytes()


def test_all_compare_equal_with_what_is_committed() -> None:
    result = nbval(*NOTEBOOKS)
    assert result.returncode == 0, result.stdout[-3000:]


@pytest.mark.usefixtures("frozen")
def test_one_placement_changed_makes_the_comparison_fail(
    tmp_path: Path, raw_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = tmp_path / "region.ipynb"
    papermill.execute_notebook(
        str(PROJECT / "notebooks" / "region.ipynb"), str(notebook), engine_name="warm", progress_bar=False
    )
    for table in ("placements", "evidence"):
        file = raw_copy / f"{table}.csv"
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text(
            "".join(line for line in lines if not line.startswith("2020-finalist-general,kota-solok,")), "utf-8"
        )
    read_from(Folders(raw_copy, tmp_path / "processed", tmp_path / "reports"), monkeypatch)
    result = nbval(notebook)
    assert result.returncode == 1
    assert "dua kali berturut-turut" in result.stdout


@pytest.mark.usefixtures("frozen")
def test_what_a_fork_inherits_changes_no_picture(tmp_path: Path) -> None:
    notebook, out = PROJECT / "notebooks" / "province.ipynb", tmp_path / "out.ipynb"
    executed = papermill.execute_notebook(str(notebook), str(out), engine_name="warm", progress_bar=False)
    outputs = [output["data"] for cell in executed.cells for output in cell.get("outputs", [])]
    page = pages.province(findings.province("Sumatera Barat"), "id")
    sections = re.findall(r"page\.(\w+)\(\)", "\n".join(cell.source for cell in executed.cells))
    drawn = [
        shown._repr_mimebundle_()[0]["image/png"]
        for section in sections
        for shown in getattr(page, section)()
        if isinstance(shown, Chart)
    ]
    assert drawn
    assert [data["image/png"] for data in outputs if "image/png" in data] == drawn


@pytest.fixture(scope="module")
def in_english(known_folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of every notebook, run in English from another folder over the frozen data."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("elsewhere"))
        read_from(known_folders, patch)
        texts = {}
        for path in NOTEBOOKS:
            executed = papermill.execute_notebook(
                str(path), "out.ipynb", {"language": "en"}, engine_name="warm", progress_bar=False
            )
            outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
            texts[path.stem] = "\n".join(output["data"]["text/plain"] for output in outputs)
        return texts


@pytest.mark.parametrize(
    ("notebook", "sentence"),
    [
        ("region", "Kota Solok was among the finalists three times running (2018, 2019 and 2020), and not in 2022."),
        ("edition", "Of 46 finalists 21 are known and 25 are not."),
        ("data_quality", "Of 162 finalists' places in all editions, the names of 122 are known and 40 are missing."),
        ("national_trends", "finalists in every edition (2018, 2019, 2020 and 2022)."),
        (
            "province",
            "2 of the 20 governments of Provinsi Sumatera Barat are known to have been placed; up to 18 more",
        ),
        ("claims", "Of 12 claims"),
        ("indicators", "77 scores of 62 regions are known"),
    ],
)
def test_runs_in_english_from_any_folder(in_english: dict[str, str], notebook: str, sentence: str) -> None:
    assert sentence in in_english[notebook]


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize(
    ("notebook", "parameters", "line"),
    [
        ("region", {"region": "Kota Solk"}, "did you mean Kota Solok?"),
        ("region", {"Region": "Kota Ambon"}, "there is no parameter Region; did you mean region?"),
        ("region", {"region": "Solok"}, "region 'Solok' is ambiguous: it may be Kabupaten Solok or Kota Solok"),
        ("region", {"region": "Jambi"}, "region 'Jambi' is ambiguous: it may be Provinsi Jambi or Kota Jambi"),
        ("edition", {"edition": 2021}, "the edition of 2022 bears the title 'Tahun 2021'"),
        ("region", {"evidence": "al"}, "evidence 'al' is not one of all, stated, corroborated"),
        ("region", {"language": "fr"}, "language 'fr' is not one of id, en"),
        ("region", {"editions": [2021]}, "edition 2021 is not an edition"),
    ],
)
def test_a_wrong_parameter_stops_with_one_line(
    tmp_path: Path, notebook: str, parameters: dict[str, object], line: str
) -> None:
    out = tmp_path / "out.ipynb"
    with pytest.raises(papermill.PapermillExecutionError):
        papermill.execute_notebook(
            str(PROJECT / "notebooks" / f"{notebook}.ipynb"),
            str(out),
            parameters,
            engine_name="warm",
            progress_bar=False,
        )
    errors = [
        output
        for cell in json.loads(out.read_text("utf-8"))["cells"]
        for output in cell.get("outputs", [])
        if output["output_type"] == "error"
    ]
    assert len(errors) == 1
    assert len(errors[0]["traceback"]) == 1
    assert line in errors[0]["traceback"][0]
