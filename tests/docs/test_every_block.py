"""Every block of code in the pages for people is run by a test: commands and Python here, on a stage, the rest as named below."""

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

import documented
import openpyxl
import pytest
from documented import INDENTED, PAGES, PROJECT
from stage import Stage

from analysis.folders import Folders

ELSEWHERE = {
    ("CONTRIBUTING.md", "po"): "test_language.py",
    ("CONTRIBUTING.md", "pycon"): "test_language.py",
    ("README.md", "text"): "test_architecture.py",
    ("data/README.md", "csv"): "rows/test_data_readme.py",
    ("docs/own-notebook.md", "python"): "reports/test_own_page.py",
    ("docs/own-notebook.md", "sh"): "reports/test_own_page.py",
    ("docs/own-notebook.md", "yaml"): "reports/test_own_page.py",
    ("docs/scaling.md", "dockerfile"): "docs/test_every_block.py",
    ("ops/README.md", "ini"): "test_ops.py",
    # The site is built of it.
    ("docs/index.md", "{toctree}"): "test_docs.py",
    # Made from the code, and compared with it.
    ("docs/api.md", INDENTED): "test_api_page.py",
    ("docs/api.md", "pycon"): "test_api_page.py",
    ("docs/architecture.md", INDENTED): "test_architecture.py",
    ("docs/architecture.md", "mermaid"): "test_architecture.py",
    ("docs/commands.md", "console"): "test_docs.py",
}
RUN = {"sh", "python"}
TRANSLATED = {page: page.replace(".id.md", ".md") for page in PAGES if page.endswith(".id.md")}
SAID_IN_ENGLISH = {
    "ALAMAT": "ADDRESS",
    "coba": "trial",
    "ditolak": "that was refused",
    "language id": "language en",
    "language=id": "language=en",
    ', language="id"': "",
}
ANSWERS = "\n\n\nHuman development index\nIndeks pembangunan manusia\nindex 0-100\nindeks 0-100\nexample-org\n"
"""To what the page on the data has asked: three times what is usual of a new page, then what a score is called."""


def play_tutorial(stage: Stage) -> None:
    said = stage.play("docs/tutorial.md", at=stage.folder)
    stage.activate()
    assert "no faults" in said and "that was refused" in said
    made = stage.clone / "reports/en/region"
    assert {path.name for path in made.iterdir()} >= {"kota-ambon.html", "kota-ambon.pdf", "kota-ambon.xlsx"}
    assert (made / "kota-pontianak_corroborated.html").exists()
    tried = (stage.clone / "trial/raw-reports/en/region/kota-ambon.html").read_text("utf-8")
    assert "https://example.org/top-46" in tried
    assert "https://example.org/top-46" not in (made / "kota-ambon.html").read_text("utf-8")
    assert "example-org" not in (stage.clone / "data/raw/evidence.csv").read_text("utf-8")
    assert (stage.clone / "trial/kota-ambon.ipynb").exists()


def play_readme(stage: Stage) -> None:
    assert stage.play("README.md").count("0 made, 1 fresh, 0 failed") == 2
    assert (stage.clone / "out.ipynb").exists()


def play_ops(stage: Stage) -> None:
    stage.play("ops/README.md")
    assert (stage.folder / "etc/cron.d/regional-trends").exists()
    assert (stage.folder / "var/lib/regional-trends").is_dir()


def play_schedule(stage: Stage) -> None:
    stage.name_toy("A toy")
    said = stage.play("docs/schedule.md")
    assert "dry run: 1 would be made" in said
    assert "new\n  en/toy/toy.html" in (stage.folder / "mail.txt").read_text("utf-8")
    noted = [json.loads(line) for line in (stage.clone / "history.jsonl").read_text("utf-8").splitlines()]
    assert [(build["made"], build["fresh"]) for build in noted[-2:]] == [(1, 0), (0, 1)]


def play_scaling(stage: Stage) -> None:
    (image,) = documented.blocks("docs/scaling.md", "dockerfile")
    (stage.clone / "Dockerfile").write_text(image.text, "utf-8")
    stage.name_toy("Another toy")
    said = stage.play("docs/scaling.md", of_many="10|16")
    assert (said.count("1 made, 0 fresh, 0 failed"), said.count("0 made, 1 fresh, 0 failed")) == (1, 2)


def play_data(stage: Stage) -> None:
    table = openpyxl.Workbook()
    for row in (("Kabupaten/Kota", "2022"), ("Kota Padang", 83.3), ("Kota Solok", 79.1)):
        table.active.append(row)
    table.save(stage.clone / "ipm.xlsx")
    assert "13.71,2022,ipm," in stage.play("data/README.md", answers=ANSWERS)
    assert not (stage.clone / "data/raw/indicators/ipm.csv").exists()
    assert "kabupaten-natuna" in (stage.clone / "data/raw/placements.csv").read_text("utf-8")


PLAYED: dict[str, Callable[[Stage], object]] = {
    "docs/tutorial.md": play_tutorial,
    "README.md": play_readme,
    "ops/README.md": play_ops,
    "docs/schedule.md": play_schedule,
    "docs/scaling.md": play_scaling,
    "data/README.md": play_data,
}
"""The pages that need something first, or leave something that can be looked at; each goes on from those before."""


def test_the_commands_of_every_page_run(tmp_path: Path, known_folders: Folders, subtests: pytest.Subtests):
    stage = Stage(tmp_path, known_folders)
    to_run = {page for page in PAGES if any((page, kind) not in ELSEWHERE for kind in RUN & kinds(page))}
    others = sorted(to_run - PLAYED.keys() - TRANSLATED.keys())
    first, *rest = PLAYED
    for page in [first, *others, *rest]:
        with subtests.test(page):
            PLAYED.get(page, lambda stage, page=page: stage.play(page))(stage)


def kinds(page: str) -> set[str]:
    return {block.kind for block in documented.blocks(page)}


@pytest.mark.parametrize("page", sorted(set(PAGES) - TRANSLATED.keys()))
def test_every_block_is_of_a_kind_that_is_run(page: str):
    unknown = {kind for kind in kinds(page) - RUN if (page, kind) not in ELSEWHERE}
    assert not unknown, f"{page}: no test runs its blocks of {unknown}"


@pytest.mark.parametrize(("page", "kind"), ELSEWHERE)
def test_what_is_run_elsewhere_is_there(page: str, kind: str):
    assert kind in kinds(page)
    assert (PROJECT / "tests" / ELSEWHERE[page, kind]).exists()


@pytest.mark.parametrize("page", TRANSLATED)
def test_a_translation_has_the_same_blocks(page: str):
    theirs = [(block.kind, block.about, plain(block.text)) for block in documented.blocks(TRANSLATED[page])]
    ours = [(block.kind, block.about, plain(block.text)) for block in documented.blocks(page)]
    assert ours == [block for block in theirs if block[0] != "text"]


def plain(text: str) -> str:
    """Take the remarks from a block, and say in English what is given to commands."""
    for indonesian, english in SAID_IN_ENGLISH.items():
        text = text.replace(indonesian, english)
    return textwrap.dedent("\n".join(line.partition("  #")[0].rstrip() for line in text.splitlines()))
