"""A notebook of one's own, in any folder, becomes reports; plain frames and figures look at home in them."""

import io
from pathlib import Path

import nbformat
import openpyxl
import pandas as pd
import pytest
from pypdf import PdfReader
from toys import Project, notebook

from analysis.analyst.frame import Frame, Grid
from analysis.reports import notebooks
from analysis.reports.site import content
from analysis.reports.site.content import blocks
from analysis.reports.site.own import Lacking, at_home

CARD = """\
province: str = "Bali"  # a province, by its name
language: str = "id"
"""
TITLE = """\
from IPython.display import Markdown
Markdown(f"# {province} [{language}]\\n\\nWhat *we* looked at.")
"""
FRAME = """\
#| tbl-cap: Numbers of a province
import pandas as pd
pd.DataFrame({"name": ["a", "b"], "share": [0.25, 1234.5], "year": [2020, 2022]})
"""
FIGURE = """\
#| fig-alt: Two points, the second higher.
import matplotlib.pyplot as plt
plt.plot([1, 2])
"""


@pytest.fixture
def card(project: Project, tmp_path: Path) -> Path:
    path = tmp_path / "my things" / "card.ipynb"
    path.parent.mkdir()
    made = notebook(TITLE, FRAME, FIGURE, parameters=CARD)
    made.cells.append(nbformat.v4.new_markdown_cell("## Sizes\n\nBy [us](https://example.org):\n\n- **one**\n- two"))
    nbformat.write(made, path)
    project.name_reports(f"languages: [id]\nreports:\n  - notebook: {path}\n    province: [Bali, Aceh]\n")
    return path


@pytest.mark.usefixtures("card")
def test_a_line_in_reports_yml_makes_its_reports(project: Project):
    built = project.trends("build")
    assert built.returncode == 0, built.stderr
    page = project.page("id/card/bali.html")
    assert "<h1>Bali [id]</h1>" in page
    assert '<figure id="figure-1">' in page
    assert 'alt="Two points, the second higher."' in page
    assert "Line2D" not in page
    assert "<caption>Numbers of a province" in page
    assert "dataframe" not in page
    paper = PdfReader(project.reports / "id" / "card" / "bali.pdf").pages[-1].extract_text()
    assert "Sizes\nBy us (https://example.org):\n• one\n• two" in paper
    book = openpyxl.load_workbook(io.BytesIO((project.reports / "id" / "card" / "aceh.xlsx").read_bytes()))
    sheet = book["Numbers of a province"]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["name", "share", "year"], ["a", 0.25, "2020"], ["b", 1234.5, "2022"],
    ]  # fmt: skip
    assert "card/bali.html" in project.page("id/index.html")
    assert set(project.states().values()) == {"fresh"}


def test_a_change_of_it_or_of_a_module_beside_it_makes_its_reports_stale_and_a_broken_one_fails_alone(
    project: Project, card: Path
):
    project.add("other", "from IPython.display import HTML\nHTML('<h1>other</h1>')")
    with (project.root / "reports.yml").open("a") as file:
        file.write("  - notebook: other\n")
    assert project.trends("build", "--format", "html").returncode == 0
    before = project.page("id/card/bali.html")
    card.write_text("{", "utf-8")
    built = project.trends("build", "--format", "html")
    assert built.returncode == 1
    assert "card.ipynb: is not a notebook of Jupyter's format 4" in built.stderr
    assert project.page("id/card/bali.html") == before
    assert built.stdout.startswith("0 made, 1 fresh, 2 failed")
    nbformat.write(notebook(f"from helpers import note\n{TITLE}", "Markdown(note)", parameters=CARD), card)
    module = card.with_name("helpers.py")
    module.write_text("note = 'Ours.'", "utf-8")
    assert project.trends("build", "--format", "html").returncode == 0
    assert "Numbers of a province" not in project.page("id/card/bali.html")
    assert "Ours." in project.page("id/card/bali.html")
    planned = ("build", "--format", "html", "--dry-run")
    assert project.trends(*planned).stdout == "dry run: 0 would be made, 3 are fresh\n"
    module.write_text("note = 'Yours.'", "utf-8")
    assert project.trends(*planned).stdout.splitlines() == [
        "id/card/bali.html  (the notebook)",
        "id/card/aceh.html  (the notebook)",
        "dry run: 2 would be made, 1 are fresh",
    ]


def test_without_a_line_a_command_makes_them(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project.add("other", "from IPython.display import HTML\nHTML('<h1>other</h1>')")
    project.name_reports("languages: [id]\nreports:\n  - notebook: other\n")
    nbformat.write(notebook(TITLE, parameters=CARD), tmp_path / "mine.ipynb")
    monkeypatch.chdir(tmp_path)
    built = project.trends("build", "mine.ipynb", "--set", "province=Bali", "--set", "language=en", "--format", "html")
    assert built.returncode == 0, built.stderr
    assert "<h1>Bali [en]</h1>" in project.page("en/mine/bali.html")


def test_a_set_of_values_is_all_of_them(project: Project, card: Path, monkeypatch: pytest.MonkeyPatch):
    made: list[str] = []
    monkeypatch.setattr("analysis.reports.build._Build._submit", lambda _, report, __: made.append(str(report)))
    monkeypatch.chdir(card.parent)
    project.trends("build", "card.ipynb", "--set", "province=all", "--set", "language=id")
    assert len(made) == 34
    assert {"id/card/bali", "id/card/jawa-timur"} <= set(made)


@pytest.mark.usefixtures("card")
def test_two_notebooks_of_one_name_are_refused(project: Project):
    project.add("card", "1")
    built = project.trends("build")
    assert built.returncode == 2
    assert "another notebook is called 'card' as well: notebooks/card.ipynb" in built.stderr


def test_of_the_modules_beside_it_hidden_ones_do_not_count_and_one_that_can_not_be_read_is_told(
    project: Project, card: Path
):
    before = notebooks.read(project.root, [str(card)])["card"]
    card.with_name(".#helpers.py").symlink_to("somebody@here")  # as Emacs does while a file is changed
    assert notebooks.read(project.root, [str(card)])["card"] == before
    card.with_name("helpers.py").mkdir()
    found = notebooks.read(project.root, [str(card)])["card"]
    assert str(found.error) == f"{card.with_name('helpers.py')}: can't be read: Is a directory"


def executed(source: str, *outputs: nbformat.NotebookNode) -> nbformat.NotebookNode:
    cell = nbformat.v4.new_code_cell(source, outputs=list(outputs), execution_count=3)
    return nbformat.v4.new_notebook(cells=[cell])


def frame(shown: pd.DataFrame) -> nbformat.NotebookNode:
    data = {"text/html": shown._repr_html_(), "text/plain": repr(shown)}
    return nbformat.v4.new_output("execute_result", data=data, execution_count=3)


PICTURE = nbformat.v4.new_output("display_data", data={"image/png": "aGVsbG8=", "text/plain": "<Figure>"})


@pytest.mark.parametrize(
    ("source", "output", "told"),
    [
        ("df.plot()", PICTURE, "cell [3] (df.plot()): its figure has no alternative text: begin the cell with a line '#| fig-alt: …'"),
        ("#| label: sizes\ndf", frame(pd.DataFrame({"a": [1]})), "cell 'sizes': its table has no caption: begin the cell with a line '#| tbl-cap: …'"),
        ("#| tbl-cap: Many\ndf", frame(pd.DataFrame({"a": range(100)})), "cell [3] (df): its table is shortened by pandas: show fewer rows"),
    ],
)  # fmt: skip
def test_what_is_lacking_is_told_with_the_name_of_the_cell(source: str, output: nbformat.NotebookNode, told: str):
    with pytest.raises(Lacking) as refused:
        at_home(executed(source, output))
    assert str(refused.value).startswith(told)


def test_styled_frames_and_editions_side_by_side_are_tables_as_well():
    styled = pd.DataFrame({"a": [1.25]}).style.format("{:.1f}")
    wide = Grid({2018: ["unknown"]}, index=["Kota Solok"])
    shown = executed("#| tbl-cap: [Styled, Side by side]\n1", frame(styled), frame(wide))
    at_home(shown)
    tables = [block for block in blocks(shown) if block["kind"] == "table"]
    assert [[cell["text"] for cell in each["rows"][0]] for each in tables] == [["1.2"], ["Kota Solok", "unknown"]]


def test_all_that_is_lacking_is_told_at_once():
    both = executed("df.plot()", PICTURE)
    both.cells.append(executed("df", frame(pd.DataFrame({"a": [1]}))).cells[0])
    with pytest.raises(
        Lacking, match=r"its figure has no alternative text: .*; cell \[3\] \(df\): its table has no caption: "
    ):
        at_home(both)


def test_a_frame_of_the_suite_is_shortened_where_one_of_pandas_is():
    shown = executed("#| tbl-cap: Many\n1", frame(Frame({"number": range(60)})))
    at_home(shown)
    assert "59" in str(list(blocks(shown)))
    many = Frame({"number": range(61)})
    with pytest.raises(Lacking, match=r"by pd\.set_option\('display\.max_rows', None\)"):
        at_home(executed("#| tbl-cap: Many\n1", frame(many)))
    with pd.option_context("display.max_rows", None):
        at_home(executed("#| tbl-cap: Many\n1", frame(many)))


def test_several_tables_have_a_list_of_captions_and_colons_are_text():
    both = executed(
        "#| tbl-cap: [First, Second]\n1", frame(pd.DataFrame({"a": [1]})), frame(pd.DataFrame({"b": ["x"]}))
    )
    at_home(both)
    assert [block["caption"] for block in blocks(both)] == ["First", "Second"]
    one = executed("#| tbl-cap: Places: of 25\n1", frame(pd.DataFrame({"a": [1]})))
    at_home(one)
    assert [block["caption"] for block in blocks(one)] == ["Places: of 25"]


def test_frames_with_several_heads_and_an_index_of_two_levels():
    columns = pd.MultiIndex.from_product([["2020", "2022"], ["low", "high"]])
    index = pd.MultiIndex.from_tuples([("Bali", "city"), ("Bali", "regency")], names=["province", "kind"])
    found = executed("#| tbl-cap: T\n1", frame(pd.DataFrame([[1, 2, 3, 4], [5, 6, 7, None]], index, columns)))
    at_home(found)
    (table,) = blocks(found)
    assert [each["heading"] for each in table["columns"]] == [
        "province", "kind", "2020 low", "2020 high", "2022 low", "2022 high",
    ]  # fmt: skip
    assert [[cell["text"] for cell in row] for row in table["rows"]] == [
        ["Bali", "city", "1", "2", "3", "4.0"], ["Bali", "regency", "5", "6", "7", "–"],
    ]  # fmt: skip


def test_a_text_that_a_person_has_written_stays():
    told = nbformat.v4.new_output("stream", name="stdout", text="[<not a drawing>]")
    found = executed("print(1)", told)
    at_home(found)
    assert found.cells[0].outputs == [told]
    assert content.HEADING.match("## Heading")
