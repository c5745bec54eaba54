"""The same number is the same in a page, its workbook, its document and the other language."""

import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

PAGES = (
    "region/kota-solok",
    "province/sumatera-barat",
    "edition/2020",
    "indicators/ombudsman-compliance",
    "national_trends/national-trends",
    "compare/*",
    "claims/claims",
    "data_quality/data-quality",
)
FORMS = {
    "en": (r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", ","),
    "id": (r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?", "."),
}
"""How each language writes a number, and what it sets thousands apart with."""

Shown = tuple[float, float]
"""A number as it is written, and how far the true one may be away from it."""
Row = list[tuple[bool, str]]
"""The cells of a row: whether they stand in a column of numbers, and their texts."""


def made(folder: Path, pattern: str) -> Path:
    return next(iter(folder.glob(pattern)))


def plain(html: str) -> str:
    """The text of a page, without the numbers of sources and what is there for links."""
    for beside in (
        r"<sup.*?</sup>",
        r'<a class="(?:here|back)[^>]*>.*?</a>',
        r"<details.*?</details>",
        r"<nav.*?</nav>",
    ):
        html = re.sub(beside, " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def main_of(file: Path) -> str:
    page = file.read_text("utf-8")
    return page[page.index("<main") : page.index("</main>")]


def tables(file: Path) -> list[list[Row]]:
    """The rows of each table of a page."""
    found = []
    for table in re.findall(r"<tbody>(.*?)</tbody>", main_of(file), re.DOTALL):
        rows = [
            re.findall(r"<t[dh]([^>]*)>(.*?)</t[dh]>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", table)
        ]
        found.append([[("number" in told, plain(cell)) for told, cell in row] for row in rows])
    return found


def numbers(text: str, language: str) -> list[Shown]:
    form, thousands = FORMS[language]
    found = []
    for match in re.finditer(rf"(under |di bawah )?(−?(?:{form}))(\s?%)?", text):
        digits = match[2].replace("−", "-").replace(thousands, "").replace(",", ".")
        unit = 0.01 if match[3] else 1.0
        value, decimals = float(digits) * unit, len(digits.partition(".")[2])
        if match[1]:  # somewhere from 0 to the number
            found.append((value / 2, value / 2))
        else:
            found.append((value, 0.5001 * unit / 10**decimals if decimals or match[3] else 1e-9))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_show_the_same_numbers_in_the_same_cells(reports: Path, page: str) -> None:
    indonesian, english = (
        [[numbers(text, language) for is_number, text in row if is_number] for table in tables(file) for row in table]
        for language, file in ((each, made(reports / each, f"{page}.html")) for each in ("id", "en"))
    )
    assert sum(map(len, english)) > 0 or "claims" in page
    assert indonesian == english


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_workbook_has_the_numbers_of_the_page(reports: Path, page: str, language: str) -> None:
    book = load_workbook(made(reports / language, f"{page}.xlsx"))
    shown = tables(made(reports / language, f"{page}.html"))
    sheets = book.worksheets[1:-1]
    assert len(sheets) == len(shown)
    shortened = set()
    for sheet, table in zip(sheets, shown, strict=True):
        lines = list(sheet.iter_rows(min_row=2, values_only=True))
        if len(lines) != len(table):
            shortened.add((len(table), len(lines)))
        for line, row in zip(lines, table, strict=False):
            assert strange(line, row, language) == [], (sheet.title, line, row)
    # Where the page has the first rows alone, it says of how many.
    said = re.findall(
        r"(?:the first|Ini) (\d+) (?:of|baris pertama dari) (\d+)",
        plain(main_of(made(reports / language, f"{page}.html"))),
    )
    assert shortened == {(int(few), int(all_)) for few, all_ in said}


def strange(line: tuple[Any, ...], row: Row, language: str) -> list[float]:
    """The numbers of a line of the workbook that the row of the page doesn't show, and the other way round.

    A year is a number in the workbook and a word on the page.
    """
    words = {text for is_number, text in row if not is_number}
    real = [float(value) for value in line if isinstance(value, int | float) and str(value) not in words]
    written = [each for is_number, text in row if is_number for each in numbers(text, language)]
    unshown = [value for value in real if not any(abs(value - shown) <= within for shown, within in written)]
    unreal = [shown for shown, within in written if not any(abs(value - shown) <= within for value in real)]
    return unshown + unreal


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_document_has_the_numbers_of_the_page(reports: Path, page: str, language: str) -> None:
    form, _ = FORMS[language]
    document = PdfReader(made(reports / language, f"{page}.pdf"))
    printed = " ".join(each.extract_text().replace("\u200b", "") for each in document.pages)
    of_page = Counter(re.findall(form, plain(main_of(made(reports / language, f"{page}.html")))))
    of_document = Counter(re.findall(form, printed))
    assert sum(of_page.values()) > 20
    assert of_page - of_document == Counter()
