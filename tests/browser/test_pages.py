"""The pages of reports in a browser: whom they keep out, what is copied from them, what can be done with them."""

import re
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure
from nbformat.v4 import new_code_cell, new_notebook, new_output
from playwright.sync_api import expect

from analysis.display.blocks import Chart, Citation, Fact, Facts, Heading, Paragraph, Square, Strip
from analysis.display.tables import Column, Kind, Table
from analysis.reports.site.links import Link, Links
from analysis.reports.site.page import render
from browser.conftest import AXE, DESKTOP, NARROWEST, PHONE, Visit

KINDS = (
    "index.html",
    "changes.html",
    "how-to-read.html",
    "data.html",
    "list-sumatera-barat.html",
    "region/kota-solok.html",
    "province/sumatera-barat.html",
    "edition/2020.html",
    "indicators/ombudsman-compliance.html",
    "national_trends/national-trends.html",
    "compare/*.html",
    "claims/claims.html",
    "data_quality/data-quality.html",
)
"""One page of each kind."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_page_keeps_anybody_out(visit: Visit, reports: Path, language: str, kind: str) -> None:
    page = visit(next((reports / language).glob(kind)))
    page.evaluate(AXE)
    found = {}
    whole = True
    for width in (DESKTOP, PHONE, NARROWEST):
        page.set_viewport_size({"width": width[0], "height": width[1]})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            # All rules, those of best practice too; none is switched off.
            for violation in page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]:
                told = [f"{node['html'][:200]}: {node['failureSummary']}" for node in violation["nodes"][:3]]
                found[width, scheme, violation["id"]] = told
            if whole:  # rows of a table are all alike, and looking through their colours takes most of the time
                page.evaluate("document.querySelectorAll('tr:nth-child(n + 4)').forEach((each) => each.remove())")
                whole = False
    assert found == {}


SMALLEST_LETTERS = """() => {
  const sizes = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const held = walk.currentNode.parentElement;
    if (walk.currentNode.data.trim() && held.checkVisibility()) sizes.push(parseFloat(getComputedStyle(held).fontSize));
  }
  return Math.min(...sizes);
}"""
LETTERS_OF_CHARTS = """() => [...document.querySelectorAll("figure img")].map((shown) => {
  const drawn = atob(shown.currentSrc.split(",")[1]);
  const smallest = Math.min(...[...drawn.matchAll(/font-size: ([0-9.]+)px/g)].map((found) => Number(found[1])));
  return (smallest * shown.clientWidth) / Number(drawn.match(/viewBox="0 0 ([0-9.]+)/)[1]);
})"""


@pytest.mark.parametrize("kind", [*KINDS[:1], *KINDS[5:]])
def test_on_every_screen_letters_have_11_pixels_and_nothing_scrolls_sideways(
    visit: Visit, reports: Path, kind: str
) -> None:
    page = visit(next((reports / "id").glob(kind)), window=NARROWEST)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for width in (320, 390, 799, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("[...document.querySelectorAll('figure img')].every((each) => each.complete)")
        assert page.evaluate(SMALLEST_LETTERS) >= 10.99, width
        assert all(10.99 <= size < 24 for size in page.evaluate(LETTERS_OF_CHARTS)), width


@pytest.mark.parametrize("window", [DESKTOP, PHONE])
@pytest.mark.parametrize("language", ["id", "en"])
def test_answer_strip_and_first_key_fact_are_on_the_first_screen(
    visit: Visit, reports: Path, language: str, window: tuple[int, int]
) -> None:
    # Three wins, the most said in a strip, and the longest name of all among them.
    pages = sorted((reports / language / "region").glob("*.html"))
    assert len(pages) == 4
    page = visit(pages[0], window=window)
    for file in pages:
        page.goto(file.as_uri())
        for part in (".lead", ".strip", ".facts li"):
            box = page.locator(part).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= window[1], (file.stem, part, box)


def test_printed_squares_are_ink_on_paper(visit: Visit, reports: Path) -> None:
    page = visit(reports / "id" / "region" / "kota-semarang.html", scheme="dark")
    page.emulate_media(media="print", color_scheme="light")
    for state in ("won", "not_placed"):
        square = page.locator(f".strip .{state}").first
        expect(square).to_have_css("color", "rgb(29, 35, 39)")
        expect(square).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_what_is_copied_from_a_cell_or_a_sentence_is_the_value_alone(visit: Visit, reports: Path) -> None:
    page = visit(reports / "id" / "region" / "kota-solok.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def copied(place: str) -> str:
        page.locator(place).first.evaluate("each => getSelection().selectAllChildren(each)")
        page.keyboard.press("Control+c")
        return str(page.evaluate("navigator.clipboard.readText()")).strip()

    noted = "td:has(sup):not(:has(a[href^=http]))"
    assert page.locator(noted).count() > 5
    for at in range(page.locator(noted).count()):
        page.locator(noted).nth(at).evaluate("each => each.id = 'copied'")
        value = page.locator("#copied").evaluate("each => each.firstChild.textContent.trim()")
        assert copied("#copied") == value
        page.locator("#copied").evaluate("each => each.removeAttribute('id')")
    assert copied("tr:has-text('Ombudsman') td.number") == "90,49"
    assert copied("caption") == "Status menurut edisi"
    assert copied("h2") == page.locator(".contents a").first.inner_text()
    assert not re.search(r"\d\s*$", copied("p:has(sup)"))


def test_a_table_is_sorted_by_a_click_by_what_its_cells_stand_for(visit: Visit, reports: Path) -> None:
    page = visit(reports / "id" / "region" / "kota-solok.html")
    sources = page.locator("table").last
    heading = sources.get_by_role("columnheader", name="Tanggal")
    before = sources.locator("tbody tr").all_inner_texts()
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    keys = [
        each
        for each in sources.locator("tbody tr > :nth-child(4)").evaluate_all("all => all.map(each => each.dataset.key)")
        if each
    ]
    assert keys == sorted(keys)
    assert len(keys) > 5
    heading.get_by_role("button").click()
    down = sources.locator("tbody tr > :nth-child(4)").evaluate_all("all => all.map(each => each.dataset.key ?? '')")
    assert [each for each in down if each] == keys[::-1]
    assert down[-1] == ""  # without a date, below in either order
    sources.get_by_role("columnheader", name="No.").get_by_role("button").click()
    assert sources.locator("tbody tr").all_inner_texts() == before


def test_without_script_a_table_is_a_table(visit: Visit, reports: Path) -> None:
    page = visit(reports / "id" / "region" / "kota-solok.html", script=False)
    assert page.get_by_role("button").count() == 0
    expect(page.get_by_role("columnheader", name="Tanggal")).to_be_visible()
    expect(page.get_by_role("rowheader", name="2018").first).to_be_visible()


def test_a_chart_is_saved_as_svg_and_as_png_of_the_same_name(visit: Visit, reports: Path, tmp_path: Path) -> None:
    page = visit(reports / "id" / "edition" / "2020.html")
    begins = {"svg": b"<svg", "png": b"\x89PNG"}
    for form, start in begins.items():
        with page.expect_download() as saving:
            page.locator("#figure-1").get_by_role("button", name=form.upper()).click()
        assert saving.value.suggested_filename == f"2020-figure-1.{form}"
        saving.value.save_as(tmp_path / form)
        assert (tmp_path / form).read_bytes().startswith(start)
    assert "Sumber:" in (tmp_path / "svg").read_text("utf-8")


def test_a_page_allows_what_it_holds_and_nothing_else(visit: Visit, reports: Path) -> None:
    page = visit(reports / "id" / "region" / "kota-solok.html")
    policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert re.search(r"script-src 'sha256-[^']+'; img-src data:; base-uri 'none'; form-action 'none'$", policy)


HOSTILE = """'"></title></script><script>window.ran = 1</script><img src=x onerror="window.ran = 1"> {{ 7 * 7 }} ${alert(1)}"""


def test_hostile_names_are_nothing_but_text(visit: Visit, tmp_path: Path) -> None:
    frame = pd.DataFrame({"name": [HOSTILE] * 3, "url": ["https://example.org/" + HOSTILE] * 3, "key": [HOSTILE] * 3})
    shown = [
        Heading(HOSTILE, 1),
        Paragraph(HOSTILE, Citation(range(5), HOSTILE, HOSTILE), "lead", HOSTILE),
        Strip(HOSTILE, [Square(HOSTILE, "placed", HOSTILE, [HOSTILE])]),
        Facts([Fact(HOSTILE, HOSTILE)]),
        Heading(HOSTILE),
        Table(HOSTILE, frame, [Column(HOSTILE, "name", url="url"), Column(HOSTILE, "key", kind=Kind.DATE)]),
        Chart(Figure(), HOSTILE),
    ]
    outputs = [
        new_output("display_data", data, metadata=told) for data, told in (each._repr_mimebundle_() for each in shown)
    ]
    notebook = new_notebook(cells=[new_code_cell("", outputs=outputs)])
    around = Links(province=Link(HOSTILE, HOSTILE), twins={"en": HOSTILE}, files={"xlsx": HOSTILE})
    (tmp_path / "page.html").write_text(render(notebook, "id", around)[0], "utf-8")
    page = visit(tmp_path / "page.html")
    assert page.evaluate("window.ran") is None
    assert HOSTILE in page.title()
    assert HOSTILE in page.locator("h1").inner_text()
    assert HOSTILE in page.locator("tbody").inner_text()
    assert page.locator("script").count() == 2
    assert page.locator("img").get_attribute("alt") == HOSTILE
    page.locator("th button").first.click()
    assert page.evaluate("window.ran") is None


def test_what_may_be_quoted_is_copied_by_a_click(visit: Visit, reports: Path) -> None:
    page = visit(reports / "id" / "region" / "kota-solok.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    section = page.get_by_role("region", name="Aman dikutip")
    section.get_by_role("button", name="Salin").click()
    expect(section.get_by_role("status")).to_have_text("Tersalin.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == section.locator("blockquote").inner_text()
    assert copied.startswith(page.locator("p.lead").inner_text())
    assert re.search(r"Sumber \(\d+\): .* Sumber bertanggal terbaru: ", copied)


def test_from_a_source_one_comes_back_to_where_it_is_cited(visit: Visit, reports: Path) -> None:
    page = visit(reports / "id" / "region" / "kota-solok.html")
    back = page.locator("table").last.get_by_role("link", name="Kembali ke teks (1)")
    back.click()
    expect(page.locator("#cites-1")).to_be_visible()
    page.locator("#cites-1").click()
    assert page.url.endswith("#source-1")


def test_a_term_and_a_mark_lead_to_what_they_mean(visit: Visit, reports: Path) -> None:
    page = visit(reports / "en" / "region" / "kota-solok.html")
    page.locator("a.mark").first.click()
    assert page.url.endswith("/en/how-to-read.html#certainty")
    page.go_back()
    page.locator("a.term").first.click()
    expect(page.locator("dt:target")).to_be_visible()
    page.get_by_role("link", name="Bahasa Indonesia").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cara membaca laporan")
