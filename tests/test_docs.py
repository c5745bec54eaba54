"""What the pages for people lead to exists: files, headings, make targets."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PAGES = sorted(path for pattern in ("*.md", "data/*.md", "docs/*.md", "ops/*.md") for path in PROJECT.glob(pattern))
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())


def anchors(page: Path) -> set[str]:
    """Name the headings of a page as a forge does: small letters, without punctuation, spaces as hyphens."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_page
def test_links_lead_somewhere(page: Path):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@every_page
def test_make_targets_exist(page: Path):
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", page.read_text("utf-8"))) <= targets


@every_page
def test_python_in_a_page_can_be_read(page: Path):
    for code in re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        ast.parse(code)


def test_the_page_of_the_commands_is_up_to_date(tmp_path: Path):
    program = Path(sys.executable).with_name("typer")
    words = ["analysis.cli", "utils", "docs", "--name", "trends", "--title", "Commands", "--output", "commands.md"]
    subprocess.run([program, *words], cwd=tmp_path, check=True, capture_output=True)
    found = (PROJECT / "docs" / "commands.md").read_text("utf-8")
    assert found == (tmp_path / "commands.md").read_text("utf-8"), "run `make docs`"


def test_the_site_is_built_without_a_warning_and_loads_nothing_from_elsewhere(tmp_path: Path):
    words = [
        "--quiet",
        "--fail-on-warning",
        "--keep-going",
        "-c",
        "docs",
        "-d",
        tmp_path / "doctrees",
        ".",
        tmp_path / "html",
    ]
    done = subprocess.run([sys.executable, "-m", "sphinx", *words], cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for page in (tmp_path / "html").rglob("*.html"):
        loaded = re.findall(r'<(?:script|link|img)\b[^>]*\b(?:src|href)="(https?:[^"]*)"', page.read_text("utf-8"))
        assert not loaded, page
