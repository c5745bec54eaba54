"""What builds did is kept, and what one would do can be asked without doing it."""

import json

from toys import Project

HEADING = "from IPython.display import HTML\nHTML('<h1>other</h1>')"


def test_a_dry_run_makes_nothing_and_says_why(project: Project):
    project.add("other", HEADING)
    project.name_reports("languages: [id]\nreports:\n  - notebook: other\n")
    told = project.trends("build", "--dry-run")
    assert told.returncode == 0
    assert told.stdout == "id/other/other.html  (never made)\ndry run: 1 would be made, 0 are fresh\n"
    told = project.trends("build", "--dry-run", "--json")
    assert json.loads(told.stdout) == {"todo": {"id/other/other.html": "never made"}, "gone": [], "fresh": 0}
    assert not project.reports.exists()


def test_every_build_leaves_a_line_also_one_that_had_nothing_to_do_or_was_refused(project: Project):
    project.add("other", HEADING)
    project.name_reports("languages: [id]\nreports:\n  - notebook: other\n")
    for _ in range(2):
        assert project.trends("build", "--format", "html", "--quiet").returncode == 0
    project.name_reports("reports: []\n")
    refused = project.trends("build", "--json")
    assert (refused.returncode, json.loads(refused.stdout)) == (2, {"refused": refused.stderr.rstrip()})
    told = project.trends("history").stdout.splitlines()
    assert [line.partition("  ")[2].partition(" in ")[0] for line in told[:2]] == [
        "1 made, 0 fresh, 0 failed, 0 removed",
        "0 made, 1 fresh, 0 failed, 0 removed",
    ]
    assert told[2].endswith("refused: reports.yml: reports is not a list, or an empty one")
    (newest,) = project.trends("history", "--last", "1", "--json").stdout.splitlines()
    assert json.loads(newest)["refused"].startswith("reports.yml")
    assert not list(project.reports.glob("*history*"))
