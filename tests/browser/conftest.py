"""A real browser for the tests of pages: Debian's Chromium, headless and without a network.

Whatever a page asks of a host, and every error that the browser reports, fails the test.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from analysis.folders import PROJECT, Folders
from analysis.reports.build import Options, build
from analysis.reports.catalogue import Selection
from analysis.reports.progress import Quiet

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
QUIET = ("gpu", "quic", "background-networking", "component-update", "sync")
FLAGS = ["--no-sandbox", "--no-first-run", *(f"--disable-{each}" for each in QUIET)]
DESKTOP, PHONE, NARROWEST = (1280, 800), (390, 844), (320, 640)

Visit = Callable[..., Page]


# Not for the whole session: while it is open, its event loop keeps other tests from running one.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.fail("chromium is missing, which `make test` installs where it may; on Debian: apt install chromium")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


ONE_OF_EACH = """
reports:
  - notebook: region
    region: [Kota Solok, Kota Semarang, Kabupaten Hulu Sungai Tengah, Kabupaten Kepulauan Siau Tagulandang Biaro]
  - {notebook: province, province: [Sumatera Barat]}
  - {notebook: edition, edition: [2020]}
  - {notebook: indicators, indicator: [ombudsman_compliance]}
  - {notebook: national_trends}
  - {notebook: compare, regions: running}
  - {notebook: claims}
  - {notebook: data_quality}
"""


@pytest.fixture(scope="package")
def reports(known_folders: Folders, of_all_workers: Path) -> Path:
    """The reports of a build, in both languages and all formats: four regions, and one of each other kind.

    Workers of one run share it: the first that asks for it makes it.
    """
    root = of_all_workers / "one-of-each"
    folders = Folders(known_folders.raw, known_folders.processed, root / "reports")
    with FileLock(root.with_suffix(".lock")):
        if not root.exists():
            shutil.copytree(PROJECT / "notebooks", root / "notebooks")
            (root / "reports.yml").write_text(ONE_OF_EACH, "utf-8")
            assert not build(root, folders, Selection(), Options(workers=2), Quiet()).failed
    return folders.reports


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open a file, with what follows it in its address, in a window of its own; it has no network."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def must_be_here(asked: Request) -> None:
        if not asked.url.startswith(("file:", "data:")):
            faults.append(f"asks {asked.url}")

    def visit(
        file: Path,
        query: str = "",
        *,
        window: tuple[int, int] = DESKTOP,
        scheme: Literal["light", "dark"] = "light",
        script: bool = True,
        language: str = "id-ID",
    ) -> Page:
        context = browser.new_context(
            viewport={"width": window[0], "height": window[1]},
            color_scheme=scheme,
            java_script_enabled=script,
            locale=language,
            offline=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", must_be_here)
        page.on("console", lambda told: faults.append(told.text) if told.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(file.as_uri() + query)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []
