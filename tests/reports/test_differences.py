"""What pages say differently since a build: real pages at two levels of evidence, one published before the other."""

import json
from pathlib import Path

import pytest

from analysis.analyst.door import Data
from analysis.display.lines import Difference, Line, differences, row
from analysis.folders import Folders
from analysis.reports.manifest import Manifest, Record
from analysis.reports.site import changes
from analysis.reports.site.differences import TOLD, Differences, lines
from analysis.statistics.results import Results
from analysis.vocabulary import Evidence
from analysis.words.language import Words

REGIONS = ("Kota Solok", "Kota Padang", "Kota Bandung", "Kota Semarang")


@pytest.fixture(scope="module")
def manifest(processed: Results, known_folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    """The record of a build in which only what two publishers or more state began to count, as it is read again."""
    folder = tmp_path_factory.mktemp("pages")
    weak = Data(processed, Evidence.ALL, Words("en"), known_folders)
    strict = weak.at(Evidence.CORROBORATED)
    found, records = Differences(), {}
    for name in REGIONS:
        path = f"en/region/{name}.html"
        weak.region(name).page().to_html(published := folder / "published.html")
        strict.region(name).page().to_html(now := folder / "now.html")
        found.note(path, name, published, now.read_bytes())
        records[path] = Record("region", {"region": name}, "en", "", named=True, title=name, files={path: ""})
    told = json.loads(json.dumps(found.told()))
    return Manifest(records, 2, changes={"changed": list(records)}, differences=told)


def test_the_same_status_on_many_pages_is_told_once_and_before_all_else(manifest: Manifest) -> None:
    said, _ = changes.differences(manifest, Words("en"), 3)
    assert list(map(str, said)) == [
        "Kota Bandung, Kota Padang, Kota Semarang, one other: 2022: Not placed → Unknown",
        "Kota Bandung: 2019: Finalist → Unknown",
        "Kota Semarang: 2019: Winner → Unknown",
    ]
    assert said[0].pages[0].href == "region/Kota Bandung.html"


def test_headlines_sentences_and_numbers_are_told_with_what_they_were_before(manifest: Manifest) -> None:
    said = list(map(str, changes.differences(manifest, Words("en"))[0]))
    assert (
        "Kota Semarang: Now: Kota Semarang won at least twice (2018 and 2020). "
        "Before: Kota Semarang won three times running (2018, 2019 and 2020)."
    ) in said
    assert (
        "Kota Bandung, Kota Semarang: Now: … has been placed in 2 to 4 of 4 editions. "
        "Before: … has been placed in 3 of 4 editions."
    ) in said
    assert "Kota Bandung: No longer: As a finalist it did not win in 2019." in said
    registered = "registered institutions got onto the lists that it is on"
    assert f"Kota Bandung, Kota Semarang: {registered}: One in 5 to 7 → One in 6 to 7" in said


def test_what_is_left_out_is_counted(manifest: Manifest) -> None:
    said, left_out = changes.differences(manifest, Words("en"))
    more = manifest.differences["en"]["more"]
    assert len(said) == TOLD
    assert left_out == f"and {more} differences more"
    assert changes.differences(manifest, Words("en"), 10)[1] == f"and {more + TOLD - 10} differences more"
    assert changes.differences(manifest, Words("id")) == ([], "")


def test_the_summary_tells_them_first(manifest: Manifest) -> None:
    _, said, changed = changes.in_plain_text(manifest, 2).split("\n\n")
    first, *_, last = said.splitlines()[1:]
    assert first == "  Kota Bandung, Kota Padang, Kota Semarang, one other: 2022: Not placed → Unknown"
    assert last.startswith("  and ")
    assert changed.startswith("changed\n")


def test_a_page_that_says_the_same_differs_in_nothing(
    processed: Results, known_folders: Folders, tmp_path: Path
) -> None:
    Data(processed, Evidence.ALL, Words("id"), known_folders).region("Kota Solok").page().to_html(tmp_path / "a.html")
    page = (tmp_path / "a.html").read_bytes()
    found = Differences()
    found.note("id/a.html", "Kota Solok", tmp_path / "none.html", page)
    found.note("id/a.html", "Kota Solok", tmp_path / "a.html", page)
    found.note("id/a.html", "Kota Solok", tmp_path / "a.html", page.replace(b"#0b5a8f", b"#000000"))
    assert not found.told().get("id", {}).get("groups")


def test_where_a_page_has_several_strips_each_edition_says_whose_it_is() -> None:
    def page(word: str) -> str:
        squares = '<li><span class="edition">2020</span> <strong>{}</strong></li>'
        strips = (f'<ol class="strip" aria-label="{name} by edition">{squares}</ol>' for name in REGIONS[:2])
        return f"<main>{''.join(strips).format('Finalist', word)}</main>"

    assert list(lines(page("Unknown")))[1] == Line(0, "Unknown", "Kota Padang by edition, 2020")


def test_a_column_of_dashes_that_comes_or_goes_is_no_difference() -> None:
    before, after = (row(4, "Status", ["2020", *cells]) for cells in (["unknown", "17"], ["finalist", "17", "–"]))
    assert list(differences([before], [after])) == [Difference(4, "Status, 2020", "unknown", "finalist")]
    assert not list(differences([before], [row(4, "Status", ["2020", "unknown", "17", "–"])]))


def test_a_page_counts_once_however_often_it_says_the_same(tmp_path: Path) -> None:
    table = '<table><caption>Placed</caption><tr><th scope="row">Kota Padang</th><td>{}</td></tr></table>'
    (tmp_path / "a.html").write_text(f"<main>{table * 2}</main>".format("0", "0"), "utf-8")
    found = Differences()
    found.note("en/a.html", "A", tmp_path / "a.html", f"<main>{table * 2}</main>".format("1", "1").encode())
    ((_, number, paths),) = found.told()["en"]["groups"]
    assert (number, paths) == (1, ["en/a.html"])
