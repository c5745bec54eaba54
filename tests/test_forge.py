"""What a forge and Git read is valid: issue forms, dependabot, hooks, and the version that all name."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from json_schemas import checked

PROJECT = Path(__file__).parents[1]
FORGE = PROJECT / ".github"
FORMS = sorted(path for path in (FORGE / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
HOOKS = PROJECT / ".pre-commit-config.yaml"


def complaints(schema: str, *paths: Path) -> str:
    done = checked(f"vendor.{schema}", *paths)
    return done.output if done.exit_code else ""


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("github-issue-forms", FORMS),
        ("github-issue-config", [FORGE / "ISSUE_TEMPLATE" / "config.yml"]),
        ("dependabot", [FORGE / "dependabot.yml"]),
    ],
)
def test_the_forge_takes_its_files(schema: str, paths: list[Path]):
    assert paths
    assert complaints(schema, *paths) == ""


def test_a_form_that_the_forge_would_not_take_is_found(tmp_path: Path):
    (tmp_path / "form.yml").write_text(FORMS[0].read_text("utf-8").replace("type: input", "type: inptu"), "utf-8")
    assert "inptu" in complaints("github-issue-forms", tmp_path / "form.yml")


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_in_both_languages(form: Path):
    content = yaml.safe_load(form.read_text("utf-8"))
    labels = [part["attributes"]["label"] for part in content["body"] if "label" in part["attributes"]]
    assert all(" / " in text for text in [content["name"], content["description"], *labels])


def test_every_hook_is_our_own_and_there():
    assert subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", str(HOOKS)]).returncode == 0
    for repo in yaml.safe_load(HOOKS.read_text("utf-8"))["repos"]:
        assert repo["repo"] == "local"
        for hook in repo["hooks"]:
            assert (PROJECT / hook["entry"].split()[0]).exists() or not (PROJECT / ".venv").exists(), hook["id"]


def test_the_newest_version_in_the_changelog_is_that_of_the_project():
    (newest, *_) = re.findall(r"^## (\S+), \d{4}-\d{2}$", (PROJECT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest == tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_line_ends_survive_a_checkout_that_would_change_them(tmp_path: Path):
    for command in (
        ["git", "init", "-q", "."],
        ["git", "config", "core.autocrlf", "true"],
        ["git", "add", "."],
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x"],
        ["git", "rm", "-q", "--cached", "-r", "."],
        ["git", "reset", "-q", "--hard"],
    ):
        if command[1] == "add":
            (tmp_path / "run").write_bytes(b"#!/usr/bin/env bash\necho\n")
            (tmp_path / ".gitattributes").write_bytes((PROJECT / ".gitattributes").read_bytes())
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=60)
    assert (tmp_path / "run").read_bytes() == b"#!/usr/bin/env bash\necho\n"
