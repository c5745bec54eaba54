import re

from toys import SHOW, Project

TWO_REGIONS = """
languages: [id, en]
reports:
  - notebook: place
    region: [Kota Solok, Provinsi Bali]
"""
# Fails for one region only.
PICKY = 'if region == "Provinsi Bali" and not __import__("pathlib").Path("/tmp/never").exists():\n    raise ValueError("no\\nsuch")\n'


def test_reports_are_made_and_a_second_build_makes_nothing(project: Project) -> None:
    project.add("place", SHOW)
    project.name_reports(TWO_REGIONS)
    first = project.trends("build")
    assert first.returncode == 0, first.stderr
    assert "4 made, 0 fresh, 0 failed" in first.stdout
    assert first.stdout.splitlines()[-1] == f"open {project.reports / 'index.html'}"
    assert "<h1>Kota Solok [id]</h1>" in project.page("id/place/kota-solok.html")
    index = project.page("index.html")
    for path in ("id/place/kota-solok.html", "en/place/provinsi-bali.html"):
        assert f'href="{path}"' in index
    before = {path: path.stat().st_mtime_ns for path in project.reports.rglob("*")}
    second = project.trends("build")
    assert "0 made, 4 fresh, 0 failed" in second.stdout
    assert {path: path.stat().st_mtime_ns for path in project.reports.rglob("*")} == before


def test_one_that_fails_does_not_stop_the_others_and_its_last_good_page_stays(project: Project) -> None:
    path = project.add("place", SHOW)
    project.name_reports(TWO_REGIONS.replace("id, en", "id"))
    project.trends("build")
    good = project.page("id/place/provinsi-bali.html")
    project.add("place", 'if region == "Provinsi Bali":\n    raise ValueError("no\\nsuch <place>")', SHOW)
    second = project.trends("build")
    assert second.returncode == 1
    assert "1 made, 0 fresh, 1 failed" in second.stdout
    assert "failed: id/place/provinsi-bali.html: cell 3: ValueError: no" in second.stderr.splitlines()
    assert project.page("id/place/provinsi-bali.html") == good
    index = project.page("index.html")
    assert re.search(r"provinsi-bali.html.*?older", index, re.DOTALL)
    assert "no such" not in index
    kept = list(project.reports.glob("failed/2/*.ipynb"))
    assert [each.name for each in kept] == ["id-place-provinsi-bali.ipynb"]
    assert "ValueError" in kept[0].read_text("utf-8")
    assert project.states()["id/place/provinsi-bali.html"].startswith("failed")
    assert "failed\n  id/place/provinsi-bali.html: cell 3" in project.page("summary.txt")
    project.add("place", SHOW)
    assert path.exists()
    third = project.trends("build")
    assert third.returncode == 0
    assert "older" not in project.page("index.html").split('id="reports"')[1]
