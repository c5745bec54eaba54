import json

from toys import SHOW, Project

TWO_REGIONS = """
languages: [id, en]
reports:
  - notebook: place
    region: [Kota Solok, Provinsi Bali]
"""


def test_reports_are_made_and_a_second_build_makes_nothing(project: Project) -> None:
    project.add("place", SHOW)
    project.reports_yml(TWO_REGIONS)
    first = project.trends("build")
    assert first.returncode == 0, first.stderr
    assert "4 made, 0 fresh, 0 failed" in first.stdout
    page = (project.reports / "id" / "place" / "kota-solok.html").read_text("utf-8")
    assert "<h1>Kota Solok [id]</h1>" in page
    index = (project.reports / "index.html").read_text("utf-8")
    for path in ("id/place/kota-solok.html", "en/place/provinsi-bali.html"):
        assert f'href="{path}"' in index
    manifest = json.loads((project.reports / "manifest.json").read_text("utf-8"))
    assert manifest["reports"]["en/place/provinsi-bali.html"]["parameters"] == {"region": "Provinsi Bali"}
    second = project.trends("build")
    assert "0 made, 4 fresh, 0 failed" in second.stdout
