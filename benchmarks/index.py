"""Measure the index in a browser: how soon it is painted, and how soon a key is answered, as reports become more.

The index is published from the project's own tables, with all regions and as many made-up reports as there are to be
rows; no report is made. Debian's Chromium opens it from the disk with an empty cache, then types letter by letter. An
answer counts from the key to the frame that shows it.
"""

import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from analysis import prepare
from analysis.reports.catalogue import Report
from analysis.reports.manifest import Manifest
from analysis.reports.parameter_sets import regions
from analysis.reports.site import index

SIZES = (600, 1_200, 5_000)
TYPED = ("solok", "semarng", "jawa tmur", "kab. solok selatan")
ROUNDS = 5
FLAGS = ["--no-sandbox", *(f"--disable-{each}" for each in ("gpu", "quic", "background-networking", "sync"))]
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
WATCH = """() => {
    window.answers = [];
    const field = document.querySelector("input[type=search]");
    field.addEventListener("keydown", () => {
        const began = performance.now();
        requestAnimationFrame(() => setTimeout(() => answers.push(performance.now() - began)));
    });
    field.focus();
}"""


def publish(folder: Path, rows: int) -> Path:
    """Publish an index of so many rows; those beyond the regions and their reports are of a notebook of our own."""
    tables = prepare.load()
    names = regions(tables)
    made_up = [
        ("at_evidence", {"region": names[each % len(names)], "number": each}) for each in range(rows - len(names))
    ]
    manifest = Manifest(inputs="now")
    for notebook, parameters in [("region", {"region": name}) for name in names] + made_up:
        path = f"id/{notebook}/{'-'.join(map(str, parameters.values()))}.html"
        record = manifest.record_of(Report(notebook, parameters, "id", path, "Jawa Timur"))
        record.title, record.outcome, record.checked, record.files = path, "made", "now", {path: ""}
    index.publish(manifest, folder, tables)
    return folder / "id" / "index.html"


def take(browser: Browser, page_file: Path) -> tuple[float, list[float]]:
    """Open the index once; return when it was painted and what each key took, in ms."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_timeout(300)
    painted = page.evaluate(PAINTED)
    page.evaluate(WATCH)
    for typed in TYPED:
        page.keyboard.press("Control+A")
        page.keyboard.type(typed, delay=60)
    page.wait_for_timeout(100)
    answers = page.evaluate("answers")
    context.close()
    return painted, answers


def main() -> None:
    """Measure indexes of several sizes and print a table."""
    print("| rows | page, KB | first paint, ms | answer to a key, median ms | slowest of 20 keys, ms |")
    print("|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for rows in SIZES:
            file = publish(Path(folder) / str(rows), rows)
            taken = [take(browser, file) for _ in range(ROUNDS)]
            keys = sorted(key for _, answers in taken for key in answers)
            painted = statistics.median(paint for paint, _ in taken)
            slowest = keys[int(len(keys) * 0.95)]
            size = file.stat().st_size / 1024
            print(
                f"| {rows} | {size:.0f} | {painted:.0f} | {statistics.median(keys):.0f} | {slowest:.0f} |", flush=True
            )
        browser.close()


if __name__ == "__main__":
    main()
