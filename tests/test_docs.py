"""What the pages for people lead to exists: files, headings, make targets, the words of commands."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import documented
import pytest
import typer
from documented import PROJECT

from analysis import cli

every_page = pytest.mark.parametrize("page", [PROJECT / page for page in documented.PAGES], ids=documented.PAGES)
of_today = pytest.mark.parametrize("page", [page for page in documented.PAGES if page not in documented.HISTORY])
COMMANDS = typer.main.get_group(cli.app).commands
OPTIONS = {
    name: {word for each in found.params for word in (*each.opts, *each.secondary_opts)} | {"--help"}
    for name, found in COMMANDS.items()
}
OF_OTHERS = {"--mpl-generate-path"}


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


@of_today
def test_commands_in_a_sentence_are_those_of_the_program(page: str):
    """What stands in a block is run; of what is named in a sentence, each command must exist, and have the option."""
    for said in documented.in_sentences(page):
        program, *words = said.removeprefix(".venv/bin/").split(maxsplit=1)
        if program == "trends" and words:
            command, *given = shlex.split(words[0])
            if command != "--help":
                assert {each for each in given if each.startswith("--")} <= OPTIONS[command], said
        elif program.startswith("--"):
            assert any(program in options for options in OPTIONS.values()) or program in OF_OTHERS, said


@of_today
def test_files_in_a_sentence_exist(page: str):
    tracked = ("benchmarks", "data/raw", "docs", "notebooks", "ops", "src", "tests", ".ci", ".github")
    for said in documented.in_sentences(page):
        for path in re.findall(r"(?<![\w/.-])[\w.*/-]+/[\w.*/-]*", said):
            if path.startswith(tuple(f"{name}/" for name in tracked)):
                assert any(PROJECT.glob(path.rstrip("/."))), said


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
