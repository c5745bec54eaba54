"""The analyst's notebooks in a real JupyterLab: opened, run, picked in, with nothing that the browser complains of."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from analysis.folders import PROJECT, Folders

PATIENCE = 60_000
"""Milliseconds; a test waits for what it needs and no longer."""
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},  # cells out of sight are there as well
}
OF_LAB = ("favicon", "Failed to load resource", "WebSocket", "ResizeObserver")
"""What Lab or its server says of itself."""

Open = Callable[[str], Page]


@pytest.fixture(scope="module")
def lab(known_folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A JupyterLab in a folder with copies of the notebooks, which opening changes; with no one's settings."""
    folder = tmp_path_factory.mktemp("lab")
    for name in ("explore", "questions"):
        shutil.copy(PROJECT / "notebooks" / f"{name}.ipynb", folder)
    for name, values in SETTINGS.items():
        path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    own = {f"JUPYTER_{each}_DIR": str(folder / each.casefold()) for each in ("CONFIG", "RUNTIME", "DATA")}
    own |= {f"JUPYTERLAB_{each}_DIR": str(folder / each.casefold()) for each in ("SETTINGS", "WORKSPACES")}
    own |= {"IPYTHONDIR": str(folder / "ipython"), "TRENDS_RAW": str(known_folders.raw)}
    own |= {"TRENDS_PROCESSED": str(known_folders.processed)}
    options = {"root_dir": folder, "open_browser": False, "port": 0, "allow_root": True}
    command = [sys.executable, "-m", "jupyterlab", *(f"--ServerApp.{name}={value}" for name, value in options.items())]
    command.append("--IdentityProvider.token=t")
    with subprocess.Popen(command, env={**os.environ, **own}, stderr=subprocess.DEVNULL) as server:
        try:
            yield _address(folder / "runtime", server)
        finally:
            server.terminate()  # and it its kernels


def _address(runtime: Path, server: "subprocess.Popen[bytes]") -> str:
    while server.poll() is None:
        for path in runtime.glob("jpserver-*.json"):
            if told := path.read_text():
                return str(json.loads(told)["url"])
        time.sleep(0.1)
    pytest.fail("JupyterLab did not start")


@pytest.fixture
def run_all(browser: Browser, lab: str) -> Iterator[Open]:
    """Open a notebook, and run all its cells by Lab's own menu."""
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    faults: list[str] = []

    def run_all(name: str) -> Page:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{lab}doc/tree/{name}.ipynb?{urlencode({'token': 't'})}")
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=PATIENCE)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        return page

    yield run_all
    context.close()
    assert [each for each in faults if not any(known in each for known in OF_LAB)] == []


def cell(page: Page, at: int) -> Locator:
    return page.locator(".jp-CodeCell").nth(at)


def test_explore_follows_what_is_picked(run_all: Open):
    page = run_all("explore")
    explorer = cell(page, 1)
    headline = explorer.get_by_text("Kota Solok tiga kali berturut-turut menjadi finalis")
    expect(headline).to_be_visible(timeout=PATIENCE)
    explorer.locator(".fa-times").first.click()  # takes Kota Solok out
    typed = explorer.get_by_placeholder("tambah daerah")
    typed.fill("Kota Ambonn")
    typed.press("Enter")
    expect(explorer.get_by_text("did you mean Kota Ambon?")).to_be_visible(timeout=PATIENCE)
    typed.fill("Kota Ambon")
    typed.press("Enter")
    expect(explorer.locator("svg[aria-label*='Kota Ambon']")).to_be_visible(timeout=PATIENCE)
    expect(headline).to_have_count(0)
    expect(explorer.locator(".strip")).to_have_count(1)
    assert "Kota Ambon" in explorer.locator("table").first.inner_text()
    expect(explorer.get_by_text("Kota Ambon · finalis · bukti: semua")).to_be_visible()
    explorer.get_by_label("Bahasa").select_option("English")
    expect(explorer.get_by_text("Kota Ambon · finalists · evidence: all")).to_be_visible(timeout=PATIENCE)
    expect(explorer.get_by_label("Evidence")).to_be_visible()
    expect(explorer.locator("pre").last).to_contain_text('d = tr.data("all"')
    expect(explorer.get_by_role("button", name="Report")).to_be_visible()


def test_the_questions_are_answered_and_charts_go_with_the_theme(run_all: Open):
    page = run_all("questions")
    expect(cell(page, 12)).to_contain_text("Supposed, not known", timeout=PATIENCE)
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert page.locator(".jp-InputPrompt", has_text="*").count() == 0
    chart = page.locator("img.trends-chart")
    by_day, by_night = (
        page.evaluate(
            "([light, chart]) => { document.body.dataset.jpThemeLight = light; return getComputedStyle(chart).filter; }",
            [light, chart.element_handle()],
        )
        for light in ("true", "false")
    )
    assert by_day == "none"
    assert "invert" in by_night
    editor = cell(page, 12).locator(".cm-content")
    editor.click()
    editor.press("ControlOrMeta+a")
    page.keyboard.type('d.places(province="Ja')
    page.keyboard.press("Tab")
    offered = page.locator(".jp-Completer-match")
    expect(offered).to_have_text(["Jambi", "Jawa Barat", "Jawa Tengah", "Jawa Timur", "DKI Jakarta"], timeout=PATIENCE)
