import io
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from toys import SHOW, Project, notebook

from analysis.reports import manifest as manifests
from analysis.reports import plan, progress, publishing
from analysis.reports.catalogue import Report
from analysis.reports.make_report import Task, parameterized
from analysis.reports.site import index, published
from analysis.reports.site.links import Links
from analysis.statistics.results import Results

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
    for language, report in (("id", "place/kota-solok.html"), ("en", "place/provinsi-bali.html")):
        assert f'href="{language}/index.html"' in project.page("index.html")
        assert f'"href":"{report}"' in project.page(f"{language}/index.html")
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
    assert "failed: id/place/provinsi-bali.html: cell [2]: ValueError: no" in second.stderr.splitlines()
    assert project.page("id/place/provinsi-bali.html") == good
    index = project.page("id/index.html")
    assert '"href":"place/provinsi-bali.html","older":true' in index
    assert '"href":"place/kota-solok.html","older":false' in index
    assert '<a href="changes.html#failed">' in index
    assert "no such" not in index
    kept = list(project.failed.glob("2-*/*.ipynb"))
    assert [each.name for each in kept] == ["id-place-provinsi-bali.ipynb"]
    assert "ValueError" in kept[0].read_text("utf-8")
    assert project.states()["id/place/provinsi-bali.html"].startswith("failed")
    assert "failed\n  id/place/provinsi-bali.html: cell [2]" in project.page("summary.txt")
    project.add("place", SHOW)
    assert path.exists()
    monkeypatch.setattr(publishing, "BUILDS_KEPT", 1)
    third = project.trends("build")
    assert third.returncode == 0
    assert not kept[0].exists()
    index = project.page("id/index.html")
    assert '"older":true' not in index
    assert "changes.html#failed" not in index


def test_a_notebook_kept_for_having_failed_stays_if_somebody_has_worked_on_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "BUILDS_KEPT", 1)
    project.name_reports("languages: [id]\nreports: [{notebook: place, region: [Kota Solok, Kota Ambon]}]")
    project.add("place", "1 / 0")
    assert project.trends("build").returncode == 1
    ambon, solok = sorted(project.failed.glob("1-*/*.ipynb"))
    solok.write_text("what was found out", "utf-8")
    (project.failed / "notes.txt").write_text("mine", "utf-8")
    project.add("place", SHOW)
    project.trends("build")
    assert not ambon.exists()
    assert solok.read_text("utf-8") == "what was found out"
    assert (project.failed / "notes.txt").exists()


def test_reports_are_made_while_it_is_still_looked_which_others_are_fresh(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = tmp_path / "begun"
    states = plan._steps

    def waits_for_the_first(*arguments: Any) -> Iterator[plan.Step]:
        first, *others = states(*arguments)
        yield first
        until = time.monotonic() + 60
        while not begun.exists() and time.monotonic() < until:
            time.sleep(0.01)
        assert begun.exists(), "the first report waits for all others to be looked at"
        yield from others

    project.add("place", f"from pathlib import Path\nPath({str(begun)!r}).touch()", SHOW)
    project.name_reports(TWO_REGIONS)
    monkeypatch.setattr(plan, "_steps", waits_for_the_first)
    assert "4 made, 0 fresh, 0 failed" in project.trends("build").stdout


@pytest.mark.parametrize(
    ("tags", "at"),
    [(["parameters", ""], 0), (["parameters", "injected-parameters"], 1), (["", ""], None)],
    ids=["a cell of parameters", "as papermill has left it", "none"],
)
def test_what_a_report_is_told_gets_no_cell_that_the_notebook_lacks(tags: list[str], at: int | None) -> None:
    given = notebook("1")
    for cell, tag in zip(given.cells, tags, strict=True):
        cell.metadata["tags"] = [tag]
    task = Task(nbformat.writes(given).encode(), {"region": "Kota Ambon"}, None, Links())
    told = ['region = "Kota Ambon"' in cell.source for cell in parameterized(task).cells]
    assert told == [place == at for place in range(2)]


def test_equal_failures_are_told_once(project: Project) -> None:
    regions = ["Kota Solok", "Kota Ambon", "Kota Madiun", "Provinsi Bali"]
    project.name_reports(f"languages: [id]\nreports: [{{notebook: place, region: [{', '.join(regions)}]}}]")
    project.add("place", 'if region == "Kota Ambon":\n    raise ValueError("another")', "1 / 0")
    done = project.trends("build", "--workers", "1")
    assert done.returncode == 1
    assert done.stderr.count("ZeroDivisionError") == 2
    assert done.stderr.splitlines()[-2:] == [
        "failed: id/place/kota-solok.html and 2 more: cell [3]: ZeroDivisionError: division by zero",
        "failed: id/place/kota-ambon.html: cell [2]: ValueError: another",
    ]
    assert "[4/4] id/place/provinsi-bali failed as [1] did" in done.stderr.splitlines()


def test_more_than_a_few_published_reports_are_removed_only_when_that_is_meant(project: Project) -> None:
    regions = ["Kota Solok", "Kota Ambon", "Kota Madiun", "Kota Bandung", "Kota Semarang"]
    project.add("place", SHOW)
    project.add("other", SHOW)
    both = "languages: [id]\nreports:\n- notebook: other\n"
    named = f"{both}- {{notebook: place, region: [{', '.join(regions)}]}}"
    project.name_reports(named)
    assert project.trends("build").returncode == 0
    project.trends("build", "--notebook", "place", "--set", "region=Provinsi Bali")  # asked for, never named: may go
    before = {path: path.read_bytes() for path in project.reports.rglob("*.html") if "bali" not in path.name}
    project.name_reports(both)
    for words in (["build"], ["build"]):
        refused = project.trends(*words)
        assert refused.returncode == 2
        assert refused.stderr == (
            "reports.yml no longer names 5 of the published reports, such as id/place/kota-ambon.html; "
            "build with --remove if they are to go\n"
        )
    project.trends("build", "--notebook", "other")  # a part of it changes nothing of that
    assert project.trends("build").returncode == 2
    assert {path: path.read_bytes() for path in before if "place" in str(path)} == {
        path: content for path, content in before.items() if "place" in str(path)
    }
    assert "1 fresh, 0 failed, 7 removed" in project.trends("build", "--remove").stdout
    assert [path.name for path in project.reports.glob("*/*/*.html")] == ["other.html"]


def test_reports_are_not_made_in_a_folder_of_others(project: Project, tmp_path: Path) -> None:
    project.add("place", SHOW)
    project.name_reports("languages: [id]\nreports: [{notebook: place}]")
    site = tmp_path / "site"
    site.mkdir()
    (site / "manifest.json").write_text('{"name": "an app"}', "utf-8")
    wrong = project.trends("build", "--reports", str(site))
    assert (wrong.returncode, wrong.stderr) == (
        2,
        f"{site}: holds manifest.json, which trends did not write; name an empty folder or one of its own\n",
    )
    assert [path.name for path in site.iterdir()] == ["manifest.json"]


def test_files_of_others_among_the_reports_stay_as_they_are(project: Project) -> None:
    project.add("place", SHOW)
    project.name_reports("languages: [id]\nreports: [{notebook: place, region: [Kota Solok]}]")
    assert project.trends("build").returncode == 0
    others = [project.reports / name for name in ("robots.txt", "failed/keep/a.ipynb", "id/place/kota-ambon.html")]
    for path in others:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine", "utf-8")
    project.add("place", SHOW, "1 + 1")
    assert project.trends("build").returncode == 0
    project.name_reports("languages: [id]\nreports: [{notebook: place, region: [Kota Solok, Kota Ambon]}]")
    wrong = project.trends("build")
    assert (wrong.returncode, wrong.stderr.splitlines()[-1]) == (
        2,
        f"{others[2]}: is in the way of a report, and trends did not write it",
    )
    assert [path.read_text("utf-8") for path in others] == ["mine"] * 3


def test_a_build_that_takes_a_part_calls_older_only_what_is(project: Project) -> None:
    project.add("place", SHOW)
    project.add("other", SHOW)
    project.name_reports("languages: [id]\nreports: [{notebook: place}, {notebook: other}]")
    project.trends("build")
    project.add("place", SHOW, "1 + 1")
    project.trends("build", "--notebook", "place")
    assert '"older":true' not in project.page("id/index.html")
    project.add("place", SHOW)
    project.trends("build", "--notebook", "other")
    assert '"href":"place/place.html","older":true' in project.page("id/index.html")


def test_the_changes_and_the_summary_say_for_people_what_the_last_build_did(project: Project) -> None:
    project.add("place", SHOW)
    project.name_reports(
        "languages: [id]\nreports: [{notebook: place, region: [Kota Solok, Provinsi Bali, Kota Ambon]}]"
    )
    project.trends("build")
    assert '<a href="changes.html">' in project.page("id/index.html")
    assert project.page("id/changes.html").count('<a href="place/') == 3
    project.add(
        "place",
        'if region == "Kota Ambon":\n    raise ValueError("<script>alert(1)</script> & more")',
        SHOW.replace("Sebuah", "Satu"),
    )
    project.name_reports("languages: [id]\nreports: [{notebook: place, region: [Kota Solok, Kota Ambon, Kota Madiun]}]")
    assert project.trends("build").returncode == 1
    page = project.page("id/changes.html")
    sections = dict(re.findall(r'<h2 id="(\w+)">(.*?)</section>', page, re.DOTALL))
    assert list(sections) == ["said", "new", "changed", "failed", "removed"]
    now = '<a href="place/kota-solok.html">Kota Solok [id]</a>: Kini: Satu kalimat.'
    assert now in sections["said"] and "Tidak lagi: Sebuah kalimat." in sections["said"]
    assert now in project.page("id/index.html")
    assert '<a href="place/kota-madiun.html">Kota Madiun [id]</a>' in sections["new"]
    assert 'href="place/kota-solok.html"' in sections["changed"]
    assert "cell [2]: ValueError: &lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in sections["failed"]
    assert '<a href="place/kota-ambon.html">' in sections["failed"]
    assert "(versi lama)" in sections["failed"]
    assert "<li>id/place/provinsi-bali.html</li>" in sections["removed"]
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    assert "url(" not in page and "@import" not in page
    assert set(re.findall(r'<link rel="(\w+)"', page)) == {
        "icon",
        "alternate",
        "canonical",
    }  # which load nothing, but for the icon
    assert '<link rel="icon" href="data:' in page


def test_what_leads_to_the_reports_is_made_again_where_it_is_spoilt(project: Project, processed: Results) -> None:
    project.add("place", SHOW)
    project.name_reports("languages: [id]\nreports: [{notebook: place}]")
    project.trends("build")
    record = manifests.read(project.reports)
    assert {
        "index.html",
        "id/index.html",
        "id/changes.html",
        "id/list-bali.html",
        "summary.txt",
        "data/status.csv",
    } < set(record.files)
    before = dict(record.files)
    index.publish(record, project.reports, processed)
    assert record.files == before
    (project.reports / "id" / "changes.html").write_text("spoilt", "utf-8")
    assert not published.is_whole(record, project.reports)
    assert "0 made, 1 fresh" in project.trends("build").stdout
    assert published.is_whole(manifests.read(project.reports), project.reports)


def test_parameters_are_never_trusted(project: Project) -> None:
    hostile = ["'\"\\n\n{x}", "</title><script>alert(1)</script>", "../../x", "{region}", "🙂", "x" * 300, "-- \x1b[0m"]
    cell = 'from html import escape\ndisplay(HTML(f"<h1>{escape(note)}</h1>"))\nassert len(note) == size'
    parameters = 'note: str = ""\nsize: int = 0\nlanguage: str = "id"\n'
    project.add("say", "from IPython.display import HTML", cell, parameters=parameters)
    entries = [{"notebook": "say", "note": note, "size": len(note)} for note in hostile]
    project.name_reports(yaml.safe_dump({"languages": ["en"], "reports": entries}, allow_unicode=True))
    done = project.trends("build")
    assert f"{len(hostile)} made, 0 fresh, 0 failed" in done.stdout, done.stderr
    pages = list((project.reports / "en" / "say").glob("*.html"))
    assert len(pages) == len(hostile)
    for path in [*pages, *(project.reports / "en").glob("*.html")]:
        # Escaped in HTML, or in the JSON from which the index makes its rows.
        inert = r"(?:&lt;|\\u003c)/title(?:&gt;|>)(?:&lt;|\\u003c)script(?:&gt;|>)alert\(1\)"
        assert "alert(1)" not in re.sub(inert, "", path.read_text("utf-8"))
    left = {"data", "notebooks", "reports", "reports-history.jsonl", "reports.yml"}
    assert {path.name for path in project.root.iterdir()} == left


def test_progress_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    screen = Screen()
    live = progress.Live(screen)
    live.begin(3)
    live.fresh()
    live.look(2)
    live.done(Report("place", {}, "id", "id/place/a.html"), 1.0, "")
    live.done(Report("place", {}, "id", "id/place/b.html"), 1.0, "no [such] place")
    live.end()
    assert "3 of 3" in screen.getvalue()
    assert "id/place/b failed: no [such] place" in screen.getvalue()
