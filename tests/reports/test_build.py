import io
import re

import pytest
import yaml
from toys import SHOW, Project

from analysis.reports import build as building
from analysis.reports import manifest as manifests
from analysis.reports import progress
from analysis.reports.catalogue import Report
from analysis.reports.site import index

TWO_REGIONS = """
languages: [id, en]
reports:
  - notebook: place
    region: [Kota Solok, Provinsi Bali]
"""


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


def test_one_that_fails_does_not_stop_the_others_and_its_last_good_page_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
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
    monkeypatch.setattr(building, "BUILDS_KEPT", 1)
    third = project.trends("build")
    assert third.returncode == 0
    assert not kept[0].exists()
    assert "older" not in project.page("index.html").split('id="reports"')[1]


def test_the_summary_says_for_people_what_the_last_build_did(project: Project) -> None:
    project.add("place", SHOW)
    project.name_reports(
        "languages: [id]\nreports: [{notebook: place, region: [Kota Solok, Provinsi Bali, Kota Ambon]}]"
    )
    project.trends("build")
    assert '<a href="summary.html">' in project.page("index.html")
    assert project.page("summary.html").count('<a href="id/place/') == 3
    project.add(
        "place",
        'if region == "Kota Ambon":\n    raise ValueError("<script>alert(1)</script> & more")',
        SHOW.replace("Sebuah", "Satu"),
    )
    project.name_reports("languages: [id]\nreports: [{notebook: place, region: [Kota Solok, Kota Ambon, Kota Madiun]}]")
    assert project.trends("build").returncode == 1
    page = project.page("summary.html")
    sections = dict(re.findall(r'<h2 id="(\w+)">(.*?)</section>', page, re.DOTALL))
    assert list(sections) == ["new", "changed", "failed", "removed"]
    assert '<a href="id/place/kota-madiun.html" lang="id" hreflang="id">Kota Madiun [id]</a>' in sections["new"]
    assert 'href="id/place/kota-solok.html"' in sections["changed"]
    assert "cell 3: ValueError: &lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in sections["failed"]
    assert '<a href="id/place/kota-ambon.html">Versi lama' in sections["failed"]
    assert "<li>id/place/provinsi-bali.html</li>" in sections["removed"]
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    assert "url(" not in page and "@import" not in page and "<link" not in page


def test_the_summaries_are_made_again_from_the_record_alone(project: Project) -> None:
    project.add("place", SHOW)
    project.name_reports("languages: [id]\nreports: [{notebook: place}]")
    project.trends("build")
    record = manifests.read(project.reports)
    assert set(record.files) == {"index.html", "summary.html", "summary.txt"}
    before = dict(record.files)
    index.publish(record, project.reports)
    assert record.files == before
    (project.reports / "summary.html").write_text("spoilt", "utf-8")
    assert not index.is_whole(record, project.reports)
    assert "0 made, 1 fresh" in project.trends("build").stdout
    assert index.is_whole(manifests.read(project.reports), project.reports)


def test_parameters_are_never_trusted(project: Project) -> None:
    hostile = ["'\"\\n\n{x}", "</title><script>alert(1)</script>", "../../x", "{region}", "🙂", "x" * 300, "-- \x1b[0m"]
    cell = 'from html import escape\ndisplay(HTML(f"<h1>{escape(note)}</h1>"))\nassert len(note) == size'
    parameters = 'note: str = ""\nsize: int = 0\nlanguage: str = "id"\n'
    project.add("say", "from IPython.display import HTML", cell, parameters=parameters)
    entries = [{"notebook": "say", "note": note, "size": len(note)} for note in hostile]
    project.name_reports(yaml.safe_dump({"languages": ["en"], "reports": entries}, allow_unicode=True))
    done = project.trends("build")
    assert f"{len(hostile)} made, 0 fresh, 0 failed" in done.stdout, done.stderr
    pages = list((project.reports / "en" / "say").iterdir())
    assert len(pages) == len(hostile)
    for path in [*pages, project.reports / "index.html", project.reports / "summary.html"]:
        assert "alert(1)" not in re.sub(r"&lt;/title&gt;&lt;script&gt;alert\(1\)", "", path.read_text("utf-8"))
    assert {path.name for path in project.root.iterdir()} == {"data", "notebooks", "reports", "reports.yml"}


def test_progress_on_a_terminal() -> None:
    screen = io.StringIO()
    live = progress.Live(screen)
    live.begin(2, 5)
    live.look(2)
    live.done(Report("place", {}, "id", "id/place/a.html"), 1.0, "")
    live.done(Report("place", {}, "id", "id/place/b.html"), 1.0, "no [such] place")
    live.end()
    assert "2 reports to make, 5 fresh" in screen.getvalue()
    assert "id/place/b failed: no [such] place" in screen.getvalue()


def test_the_index_names_a_report_of_no_parameters_in_indonesian_first(tmp_path) -> None:
    kept = manifests.Manifest()
    for language, title in (("en", "What the press says"), ("id", "Apa kata pers")):  # by path, English comes first
        path = f"{language}/claims/claims.html"
        record = kept.record_of(Report("claims", {}, language, path))
        record.title, record.outcome, record.files = title, "made", {path: ""}
    index.publish(kept, tmp_path)
    assert "Apa kata pers · What the press says" in (tmp_path / index.INDEX).read_text("utf-8")
