"""What runs by itself is checked by the tool that checks it: systemd's own analysis, the schema of workflows.

`systemd-analyze` is part of systemd. Where it is missing (macOS, a slim container) only its tests are skipped, and the
reason is printed; on GitHub's machines, which have it, a skip would be a failure.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import documented
import pytest
import yaml
from json_schemas import checked

PROJECT = Path(__file__).parents[1]
OPS = PROJECT / "ops"
WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
INSTALLED = "/opt/regional-trends"
MOST_EXPOSURE = 10  # of 100, by systemd's own scale; up to 20 it calls a service "safe"


def unit(file: str) -> dict[str, list[str]]:
    """Read the settings of a unit file, each `Section.Name` with all its values, in their order."""
    settings: dict[str, list[str]] = {}
    section = ""
    for line in (OPS / file).read_text("utf-8").splitlines():
        if match := re.fullmatch(r"\[(\w+)\]", line):
            section = match[1]
        elif match := re.fullmatch(r"([A-Z]\w*)=(.*)", line):
            settings.setdefault(f"{section}.{match[1]}", []).append(match[2])
        else:
            assert not line or line.startswith("#"), line
    return settings


def environment() -> dict[str, str]:
    return dict(text.split("=", 1) for text in unit("regional-trends.service")["Service.Environment"])


@pytest.fixture
def analyze() -> str:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        message = "systemd-analyze is not on this machine"
        if os.environ.get("GITHUB_ACTIONS"):
            pytest.fail(message)
        pytest.skip(message)
    return tool


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units as they would be installed, with a program at the place that they start it from."""
    program = tmp_path / "regional-trends" / ".venv" / "bin" / "trends"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    for path in OPS.glob("regional-trends.[st]*"):
        text = path.read_text("utf-8").replace(INSTALLED, str(tmp_path / "regional-trends"))
        (tmp_path / path.name).write_text(text, "utf-8")
    return tmp_path


def complaints(analyze: str, folder: Path) -> list[str]:
    """Let systemd verify the units; it only warns of what it doesn't know, so a warning counts as a failure."""
    units = [str(folder / f"regional-trends.{kind}") for kind in ("service", "timer")]
    done = subprocess.run([analyze, "verify", *units], capture_output=True, text=True, timeout=60)
    # Units of the machine itself, which ours refer to, may have faults of their own.
    said = [line for line in done.stderr.splitlines() if "regional-trends" in line]
    return said or (["it failed"] if done.returncode else [])


def test_systemd_takes_the_units(analyze: str, installed: Path):
    assert complaints(analyze, installed) == []


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("service", "ProtectHome=", "ProtctHome="),
        ("service", "PrivateTmp=yes", "PrivateTmp=maybe"),
        ("service", "/bin/trends build", "/bin/trend build"),
        ("timer", "02:30:00", "25:30:00"),
    ],
)
def test_systemd_would_complain(analyze: str, installed: Path, kind: str, old: str, new: str):
    path = installed / f"regional-trends.{kind}"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert complaints(analyze, installed)


@pytest.mark.parametrize("old", ["", "Private", "OnFailure"])
def test_what_may_be_added_to_the_service_is_taken_as_well(analyze: str, installed: Path, old: str):
    """As `systemctl edit` would write it; and with a slip in it systemd would complain."""
    added = installed / "regional-trends.service.d" / "override.conf"
    added.parent.mkdir()
    text = "".join(block.text for block in documented.blocks("ops/README.md", "ini"))
    assert old in text
    added.write_text(text.replace(old, "Slip") if old else text, "utf-8")
    assert bool(complaints(analyze, installed)) == bool(old)


def test_the_service_is_as_hard_as_it_says(analyze: str, installed: Path):
    command = [analyze, "security", "--offline=true", f"--threshold={MOST_EXPOSURE}", "--no-pager"]
    version = subprocess.run([analyze, "--version"], capture_output=True, text=True, timeout=60).stdout.split()[1]
    if int(version.split(".")[0]) < 250:
        pytest.skip(f"systemd-analyze {version} can't judge a unit that is not loaded")
    done = subprocess.run(
        [*command, str(installed / "regional-trends.service")], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_service_is_shut_in():
    service = unit("regional-trends.service")
    assert service["Service.PrivateNetwork"] == ["yes"]
    assert service["Service.User"] == ["regional-trends"]
    assert service["Service.ProtectSystem"] == ["strict"]
    assert service["Service.NoNewPrivileges"] == ["yes"]
    for limit in ("MemoryMax", "TimeoutStartSec", "TimeoutStopSec", "TasksMax"):
        assert service[f"Service.{limit}"] != ["infinity"]


def test_what_the_build_writes_lies_in_its_own_folder():
    own = f"/var/lib/{unit('regional-trends.service')['Service.StateDirectory'][0]}/"
    assert environment()["TRENDS_PROCESSED"].startswith(own)
    assert environment()["TRENDS_REPORTS"].startswith(own)


def test_the_timer_starts_the_service_of_its_name():
    timer = unit("regional-trends.timer")
    assert "Timer.Unit" not in timer
    assert timer["Install.WantedBy"] == ["timers.target"]


def test_the_crontab_says_the_same_as_the_service():
    lines = (OPS / "regional-trends.cron").read_text("utf-8").splitlines()
    *settings, entry = [line for line in lines if line and not line.startswith("#")]
    minute, hour, day, month, weekday, user, command = entry.split(maxsplit=6)
    service, timer = unit("regional-trends.service"), unit("regional-trends.timer")
    assert f"{int(hour):02}:{int(minute):02}:00" in timer["Timer.OnCalendar"][0].split()
    assert (day, month, weekday) == ("*", "*", "*")
    assert [user] == service["Service.User"]
    assert command.startswith(f"cd {service['Service.WorkingDirectory'][0]} && ")
    assert f" {service['Service.TimeoutStartSec'][0]} .venv/bin/trends build" in command
    assert "%" not in command  # cron turns it into a line break
    folders = {name: value for name, value in environment().items() if name.startswith("TRENDS_")}
    assert {f"{name}={value}" for name, value in folders.items()} <= set(settings)


@pytest.mark.parametrize("schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"])
def test_workflows_follow_the_schema_and_each_job_has_a_time_limit(schema: str):
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "nightly.yml"]
    done = checked(schema, *WORKFLOWS)
    assert done.exit_code == 0, done.output


def test_a_wrong_workflow_would_be_found(tmp_path: Path):
    text = WORKFLOWS[0].read_text("utf-8")
    (tmp_path / "ci.yml").write_text(text.replace("runs-on:", "run-on:"), "utf-8")
    assert checked("vendor.github-workflows", tmp_path / "ci.yml").exit_code == 1


def jobs(workflow: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(workflow.read_text("utf-8"))["jobs"])


def commands(workflow: Path) -> list[str]:
    return [step["run"] for job in jobs(workflow).values() for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_read_only_and_uses_nothing_but_the_forges_own_actions(workflow: Path):
    assert yaml.safe_load(workflow.read_text("utf-8"))["permissions"] == {"contents": "read"}
    used = [step["uses"] for job in jobs(workflow).values() for step in job["steps"] if "uses" in step]
    assert [each for each in used if not re.fullmatch(r"actions/[\w-]+@v\d+", each)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_no_command_has_an_expression_in_it(workflow: Path):
    """What others may have written (a branch's name) would be run as a command; it comes through the environment."""
    assert [each for each in commands(workflow) if "${{" in each] == []


def test_ci_calls_the_one_command():
    found = jobs(WORKFLOWS[0])
    assert [step["run"] for step in found["test"]["steps"] if "run" in step] == [".ci/run"]
    assert found["oldest"]["steps"][-1]["run"] == ".ci/run oldest"
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)


def test_the_nightly_build_publishes_only_what_is_whole_and_tells_when_it_failed():
    nightly = jobs(WORKFLOWS[1])
    assert commands(WORKFLOWS[1])[0] == "make reports"
    assert nightly["publish"]["needs"] == "build"
    assert "always()" not in nightly["publish"]["if"]
    assert not any(step.get("continue-on-error") for step in nightly["build"]["steps"])
    assert set(nightly["tell"]["needs"]) == nightly.keys() - {"tell"}
    assert nightly["tell"]["if"].startswith("${{ always() &&")
