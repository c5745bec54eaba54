"""nbconvert, and with it JupyterLab's menu, makes the page of a report from a notebook as it stands."""

import copy
from collections.abc import Sequence

import nbformat
import pytest
from nbconvert import get_exporter
from toys import DOT, SHOW, notebook

from analysis.reports.committed import tidied
from analysis.reports.site.own import Lacking

HEADING = nbformat.v4.new_output("display_data", data={"text/html": "<h1>Kota Ambon</h1>"})
PICTURE = nbformat.v4.new_output("display_data", data={"image/png": DOT})


def executed(*outputs: nbformat.NotebookNode, sources: Sequence[str] = ["show()"]) -> nbformat.NotebookNode:
    made = notebook(*sources)
    made.cells[1].outputs = list(outputs)
    return made


def exported(found: nbformat.NotebookNode) -> str:
    resources = {"metadata": {"name": "region"}}
    page, resources = get_exporter("trends")().from_notebook_node(found, resources)
    assert resources["output_extension"] == ".html"
    return str(page)


def test_the_page_stands_alone_in_the_language_of_the_parameters():
    found = executed(HEADING)
    page = exported(found)
    assert "<h1>Kota Ambon</h1>" in page and '<html lang="id">' in page
    assert 'href="../' not in page and 'class="crumbs"' not in page
    assert "show()" not in page
    injected = nbformat.v4.new_code_cell('# Parameters\nlanguage = "en"', metadata={"tags": ["injected-parameters"]})
    found.cells.insert(1, injected)
    assert '<html lang="en">' in exported(found)


def test_what_a_figure_lacks_is_told():
    with pytest.raises(Lacking, match="its figure has no alternative text"):
        exported(executed(HEADING, PICTURE))


def test_a_notebook_that_is_saved_without_its_charts_is_run_again():
    kept = executed(HEADING, sources=[SHOW, SHOW])
    saved = nbformat.reads(tidied(copy.deepcopy(kept)).decode(), as_version=4)
    assert exported(saved).count("<img") == 2
    assert saved.cells[1].outputs == [HEADING]
    assert "<img" not in exported(kept)
    never = notebook(SHOW)
    never.metadata["authors"] = []
    assert exported(never).count("<img") == 1
