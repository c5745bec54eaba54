"""Builds that are killed at random moments, again and again; SOAK says how many (default: few, as they take seconds)."""

import os
import random
import time

from toys import SHOW, Project

from analysis.reports.files import digest_of

KILLS = int(os.environ.get("SOAK", "4"))
REGIONS = ["Kota Solok", "Kota Ambon", "Kota Madiun", "Kota Bandung", "Kota Semarang", "Provinsi Bali"]


def test_a_build_that_is_killed_leaves_only_whole_files_and_the_next_goes_on(project: Project) -> None:
    chance = random.Random(7)
    project.name_reports(f"reports: [{{notebook: place, region: [{', '.join(REGIONS)}]}}]")
    for number in range(KILLS):
        project.add("place", f"number = {number}", SHOW, "display(HTML(f'<p>{number}</p>'))")
        running = project.start("build")
        time.sleep(chance.uniform(1, 7))
        running.kill()
        running.communicate()
        for page in project.reports.glob("*/place/*.html"):
            assert page.read_text("utf-8").endswith("</html>\n")
    done = project.trends("build")
    assert done.returncode == 0, done.stderr
    assert f"<p>{KILLS - 1}</p>" in project.page("id/place/kota-solok.html")
    assert set(project.states().values()) == {"fresh"}
    assert len(project.states()) == 2 * len(REGIONS)
    for record in project.manifest["reports"].values():
        assert all(digest_of(project.reports / file) == digest for file, digest in record["files"].items())
    assert not list(project.reports.rglob(".*.new"))
