"""A real browser for the tests of pages: Debian's Chromium, headless and without a network.

Whatever a page asks of a host, and every error that the browser reports, fails the test.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

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
