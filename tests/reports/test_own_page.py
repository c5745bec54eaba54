"""What the page on notebooks of one's own tells works: its code is a notebook, its line in reports.yml makes all pages."""

import shlex
from pathlib import Path

import documented
import nbformat
import pytest
from toys import Project, notebook


def blocks(kind: str) -> list[str]:
    return [block.text for block in documented.blocks("docs/own-notebook.md", kind)]


@pytest.fixture
def card(project: Project) -> Path:
    parameters, *cells = blocks("python")
    path = project.root / "cards" / "card.ipynb"
    path.parent.mkdir()
    nbformat.write(notebook(*cells, parameters=parameters), path)
    return path


@pytest.mark.usefixtures("card")
def test_one_page(project: Project, monkeypatch: pytest.MonkeyPatch):
    project.add("other", "1")
    project.name_reports("reports:\n  - notebook: other\n")
    monkeypatch.chdir(project.root)
    (command,) = blocks("sh")
    program, *words = shlex.split(command)
    assert program == "trends"
    built = project.trends(*words, "--format", "html")
    assert built.returncode == 0, built.stderr
    page = project.page("en/card/bali.html")
    assert "<h1>Bali: our card</h1>" in page
    assert "How often each was placed and won" in page
    assert "evidence: all · newest dated source" in page
    assert "Source: " in page
    assert "Kota Denpasar" in page
    assert 'alt="Bali: what each edition was for its governments.' in page
    assert "Placed, at least" in page


@pytest.mark.usefixtures("card")
def test_all_pages(project: Project):
    (line,) = blocks("yaml")
    project.name_reports(f"reports:\n{line}")
    states = project.states()
    assert len(states) == 2 * 34
    assert set(states.values()) == {"missing (never made)"}
    assert "id/card/bali.html" in states
