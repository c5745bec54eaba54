"""The index in a browser: what people type, choose and click, and what stands in the address."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analysis.reports.catalogue import Report
from analysis.reports.manifest import Manifest
from analysis.reports.parameter_sets import placed_regions, provinces
from analysis.reports.site import index
from analysis.statistics.results import Results
from browser.conftest import NARROWEST, PHONE, Visit

OTHER_REGION = "Kabupaten Lembata"


@pytest.fixture(scope="package")
def site(processed: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of a project whose reports are of the regions that were placed, provinces, editions and claims."""
    folder = tmp_path_factory.mktemp("site")
    named = [("region", {"region": name}) for name in placed_regions(processed)]
    named += [("province", {"province": name}) for name in provinces(processed)]
    named += [("edition", {"edition": 2020}), ("claims", {})]
    manifest = Manifest(inputs="now")
    for language in ("id", "en"):
        for notebook, parameters in named:
            name = "-".join(map(str, parameters.values())).lower().replace(" ", "-") or notebook
            path = f"{language}/{notebook}/{name}.html"
            record = manifest.record_of(Report(notebook, parameters, language, path))
            title = {"claims": "Apa kata pers", "edition": "Edisi 2020"}.get(notebook, name)
            record.title, record.outcome, record.checked, record.files = title, "made", "now", {path: ""}
    failed = manifest.records["id/region/kota-ambon.html"]
    failed.outcome, failed.error = "failed", "cell 3: ValueError: <b>no</b>"
    manifest.changes = {"new": ["id/region/kota-solok.html"], "failed": ["id/region/kota-ambon.html"]}
    index.publish(manifest, folder, processed)
    solok = folder / "id" / "region" / "kota-solok.html"
    solok.parent.mkdir()
    solok.write_text("<!DOCTYPE html><title>Kota Solok</title>", "utf-8")
    return folder


@pytest.fixture
def indonesian(site: Path) -> Path:
    return site / "id" / "index.html"


def names(page: Page) -> list[str]:
    return page.locator("#rows .name").all_inner_texts()


def count(page: Page) -> int:
    return int("".join(each for each in page.locator("#count").inner_text().split(" ")[0] if each.isdigit()))


# What people type.


FOUND_FIRST = {
    "solok": "Kota Solok",
    "Pemko Solok": "Kota Solok",
    "pemkot. solok": "Kota Solok",
    "solok kota": "Kota Solok",
    "Solok City": "Kota Solok",
    "kab. solok": "Kabupaten Solok",
    "Pemkab Solok Selatan": "Kabupaten Solok Selatan",
    "Pemerintah Kabupaten Solok": "Kabupaten Solok",
    "jogja": "Provinsi DI Yogyakarta",
    "DIY": "Provinsi DI Yogyakarta",
    "NTB": "Provinsi Nusa Tenggara Barat",
    "sumbar": "Provinsi Sumatera Barat",
    "West Sumatra": "Provinsi Sumatera Barat",
    "Toba Samosir": "Kabupaten Toba",
    "padang": "Kota Padang",
    "13.72": "Kota Solok",
    "1372": "Kota Solok",
    "Méranti": "Kabupaten Kepulauan Meranti",
    "fakfak": "Kabupaten Fak Fak",
    "pangkal pinang": "Kota Pangkal Pinang",
    "bandungbarat": "Kabupaten Bandung Barat",
    "jabar bandung": "Kota Bandung",
    "2020": "Edisi 2020",
    "klaim": "Apa kata pers",
    "Kota Bekasi 2018": "Kota Bekasi",
}
NEAR = {
    "solk": "Kota Solok",
    "semarng": "Kota Semarang",
    "banyuwnagi": "Kabupaten Banyuwangi",
    "jawa tmur": "Provinsi Jawa Timur",
    "makasar": "Kota Makassar",
    "kutai kertanegara": "Kabupaten Kutai Kartanegara",
}


def test_what_people_type_is_found_and_typing_errors_are_forgiven_and_said(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian)
    first, said = {}, {}
    for typed in [*FOUND_FIRST, *NEAR]:
        page.get_by_role("searchbox").fill(typed)
        first[typed] = (names(page) or [""])[0]
        said[typed] = "ini yang mirip" in page.locator("#count").inner_text()
    assert first == FOUND_FIRST | NEAR
    assert said == dict.fromkeys(FOUND_FIRST, False) | dict.fromkeys(NEAR, True)


def test_a_kind_that_is_typed_keeps_the_other_kind_out(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian)
    page.get_by_role("searchbox").fill("Pemko Solok")
    assert names(page) == ["Kota Solok"]
    page.get_by_role("searchbox").fill("solok")
    assert names(page) == ["Kota Solok", "Kabupaten Solok", "Kabupaten Solok Selatan"]


def test_nothing_found_is_said_with_a_way_out(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian, "?q=xyzzy")
    expect(page.locator("#count")).to_have_text("Tidak ada yang cocok. Periksa ejaannya, atau hapus saringan.")
    expect(page.get_by_text("Kementerian, lembaga, dan BUMN ada dalam laporan")).to_be_visible()
    page.get_by_role("button", name="Kosongkan pencarian").click()
    assert names(page)[0] == "Kota Semarang"
    assert page.url.endswith("index.html")
    expect(page.get_by_role("searchbox")).to_be_focused()


# What an entry shows.


def test_an_entry_is_read_out_with_its_strip_and_its_answer(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian, "?q=kota+solok")
    expect(page.locator("#rows > li")).to_match_aria_snapshot("""
        - listitem:
          - heading "Kota Solok" [level=3]:
            - link "Kota Solok":
              - /url: region/kota-solok.html
          - paragraph: Kota · Sumatera Barat
          - paragraph: Finalis tiga kali berturut-turut (2018, 2019, dan 2020), tidak pada 2022 kuat
          - list:
            - listitem: 2018 Finalis
            - listitem: 2019 Finalis
            - listitem: 2020 Finalis, mungkin pemenang
            - listitem: 2022 Tidak masuk
    """)


def test_on_a_telephone_no_word_of_a_strip_is_broken(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian, "?won=1", window=PHONE)
    assert page.locator(".winner .word").first.evaluate("each => each.getClientRects().length") == 1


def test_an_unknown_says_how_open_it_is(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian, "?q=kabupaten+solok")
    told = page.locator("#rows .sign").nth(2)
    assert (
        told.text_content()
        == "2020 Belum diketahui: 18 dari 30 nama belum ditemukan, dan 540 instansi mungkin termasuk"
    )


def test_a_region_without_a_report_and_an_older_report_say_so(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian, f"?q={OTHER_REGION}")
    expect(page.locator("#rows .where")).to_have_text("Kabupaten · Nusa Tenggara Timur · belum ada laporan")
    assert page.locator("#rows a").count() == 0
    page.get_by_role("searchbox").fill("kota ambon")
    expect(page.locator("#rows .where")).to_have_text("Kota · Maluku · versi lama")
    page.get_by_role("link", name="Beberapa laporan gagal dibuat").click()
    expect(page.locator("#failed + ul")).to_contain_text("cell 3: ValueError: <b>no</b> (versi lama)")


def test_rows_come_as_they_are_asked_for(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian)
    assert count(page) == 552 + 34 + 2
    assert page.locator("#rows > li").count() == 40
    page.get_by_role("button", name="Tampilkan lagi").click()
    assert page.locator("#rows > li").count() == 80
    expect(page.locator("#rows > li").nth(40).get_by_role("link")).to_be_focused()
    page.reload()
    assert page.locator("#rows > li").count() == 80


# Filters, and the address.


FITTING = {
    "?province=13": "21 hasil",
    "?province=13&kind=city": "7 hasil",
    "?edition=2018&status=winner": "7 hasil",
    "?edition=2018&status=placed": "18 hasil",
    "?edition=2018": "18 hasil",
    "?edition=2022&status=unknown": "405 hasil",
    "?status=not_eligible": "10 hasil",
    "?won=1&province=35": "6 hasil",
    "?kind=claims-report": "satu hasil",
    "?q=bandung&won=1": "satu hasil",
}


def test_filters_stand_in_the_address(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian)
    counted = {}
    for query in FITTING:
        page.goto(indonesian.as_uri() + query)
        counted[query] = page.locator("#count").inner_text().split(" · ")[0]
    assert counted == FITTING


def test_filters_are_open_where_the_address_has_some(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian, "?province=13&kind=city&edition=2018&status=placed&won=1", window=PHONE)
    expect(page.get_by_role("combobox", name="Provinsi")).to_have_value("13")
    expect(page.get_by_role("combobox", name="Jenis")).to_have_value("city")
    expect(page.get_by_role("combobox", name="Edisi")).to_have_value("2018")
    expect(page.get_by_role("combobox", name="Status")).to_have_value("placed")
    expect(page.get_by_label("Diketahui pernah menang")).to_be_checked()


def test_a_step_back_takes_back_what_was_asked_not_a_letter(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian)
    page.get_by_role("searchbox").press_sequentially("solok")
    assert page.url.endswith("?q=solok")
    page.get_by_role("combobox", name="Jenis").select_option("city")
    assert page.url.endswith("?q=solok&kind=city")
    assert names(page) == ["Kota Solok"]
    page.go_back()
    assert page.url.endswith("?q=solok")
    expect(page.get_by_role("combobox", name="Jenis")).to_have_value("")
    assert len(names(page)) == 3
    page.go_back()
    assert page.url.endswith("index.html")
    expect(page.get_by_role("searchbox")).to_have_value("")
    page.go_forward()
    assert len(names(page)) == 3


def test_from_a_report_one_comes_back_to_what_was_asked(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian)
    page.get_by_role("searchbox").fill("solok")
    page.get_by_role("link", name="Kota Solok").click()
    assert page.title() == "Kota Solok"
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("solok")
    assert len(names(page)) == 3


def test_the_other_language_takes_along_what_was_asked(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian)
    page.get_by_role("searchbox").fill("Solok")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/index.html?q=Solok")
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("#rows .where").first).to_have_text("City · Sumatera Barat")


@pytest.mark.parametrize(
    ("language", "query", "address"),
    [
        ("en-GB", "", "/en/index.html"),
        ("id-ID", "?q=solok", "/id/index.html?q=solok"),
        ("de-DE", "", "/id/index.html"),
        ("id-ID", "?language=en&q=solok", "/en/index.html?q=solok"),
    ],
)
def test_the_first_page_leads_to_the_language_of_the_reader(
    visit: Visit, site: Path, language: str, query: str, address: str
) -> None:
    page = visit(site / "index.html", query, language=language)
    page.wait_for_url(f"**{address}")


# The map, and its twin.


def test_a_square_of_the_map_filters_and_is_marked(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian)
    tile = page.locator(".map").get_by_role("link", name=re.compile("SB Sumatera Barat: 2 dari 20 pemerintah daerah"))
    tile.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("?province=13")
    assert count(page) == 21
    expect(tile).to_have_attribute("aria-current", "true")
    tile.click()
    assert page.url.endswith("index.html")


def test_on_a_telephone_a_square_leads_to_the_results_and_back(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian, window=PHONE)
    page.locator(".map").get_by_role("link", name="Sumatera Barat").click()
    expect(page.locator("#results")).to_be_focused()
    expect(page.locator(".map")).to_be_hidden()
    page.go_back()
    expect(page.locator(".map")).to_be_visible()


def test_the_list_twin_has_every_square(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian)
    page.get_by_text("Daftar provinsi").click()
    twin = page.locator(".provinces a")
    on_map = page.locator(".map a")
    assert sorted(twin.evaluate_all("all => all.map((each) => each.dataset.province)")) == sorted(
        on_map.evaluate_all("all => all.map((each) => each.dataset.province)")
    )
    assert twin.count() == 38
    twin.filter(has_text="Jawa Timur").click()
    assert page.url.endswith("?province=35")


def test_no_two_squares_lie_on_each_other(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian)
    corners = page.locator(".tile").evaluate_all("all => all.map((each) => [each.offsetLeft, each.offsetTop].join())")
    assert len(set(corners)) == 38


# Without script, on narrow screens, by the browser's own rules.


def test_without_script_the_lists_by_province_lead_everywhere(visit: Visit, site: Path) -> None:
    page = visit(site / "index.html", script=False)
    page.get_by_role("link", name="Bahasa Indonesia").click()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.locator(".provinces a")).to_have_count(38)
    page.locator(".provinces").get_by_role("link", name="Sumatera Barat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sumatera Barat")
    assert page.locator(".row").count() == 21
    page.get_by_role("link", name="Kota Solok").click()
    assert page.title() == "Kota Solok"


def test_rows_of_the_lists_and_of_the_script_are_the_same(visit: Visit, site: Path) -> None:
    listed = visit(site / "id" / "list-maluku.html").locator(".row").filter(has_text=re.compile(r"^\s*Kota Ambon"))
    shown = visit(site / "id" / "index.html", "?q=kota+ambon").locator(".row")
    bare = "each => each.outerHTML.replace(/>\\s+/g, '>').replace(/\\s+</g, '<')"
    assert listed.evaluate(bare) == shown.evaluate(bare)


@pytest.mark.parametrize("window", [NARROWEST, PHONE])
@pytest.mark.parametrize("file", ["index.html", "list-papua-pegunungan.html", "changes.html"])
def test_nothing_scrolls_sideways(visit: Visit, site: Path, file: str, window: tuple[int, int]) -> None:
    page = visit(site / "id" / file, window=window)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_where_squares_would_be_too_small_the_list_is_open(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian, window=NARROWEST)
    expect(page.locator(".map")).to_be_hidden()
    expect(page.locator(".provinces")).to_be_visible()


def test_the_pages_allow_no_script_but_their_own(visit: Visit, indonesian: Path) -> None:
    page = visit(indonesian)
    policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "script-src 'sha256-" in policy
