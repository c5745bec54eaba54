"""A report as a workbook (XLSX): every table behind it with real numbers, its sources and its notes.

It follows the rules of the UK Analysis Function for spreadsheets: a contents sheet first, one table a sheet from column
A, no blank rows, notes on a sheet of their own, title and language set. Every text is written as a text, so that nothing
becomes a formula or an address. What the blocks hold belongs to `content`.
"""

import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis.display.tables import Part
from analysis.reports.site.content import Block
from analysis.words.language import Words

MADE_ON = datetime.datetime(2020, 1, 1)
"""Stands in every workbook, so that the same report has the same bytes; the date of its data is on its first sheet."""
LONGEST_NAME = 31
NARROWEST, WIDEST = 8, 60
FORMS = {"number": "General", "share": "0.0%", "date": "d mmmm yyyy"}
AS_TEXTS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


Column = tuple[str, str, Sequence[Any]]
"""A column of a sheet: its heading, the kind of its values, and these."""


@dataclass(frozen=True)
class Sheet:
    """One table as a sheet."""

    title: str
    columns: Sequence[Column]


def workbook(blocks: Iterable[Block], facts: dict[str, str]) -> bytes:
    """Write blocks as a workbook.

    Takes the blocks of `content.blocks`, and title, author, description, language, dated and evidence.
    """
    words = Words(facts["language"])
    found = list(blocks)
    tables = [block for block in found if block["kind"] == "table"]
    sheets = [_of_table(table, facts["evidence"], words) for table in tables]
    said = [block["text"] for block in found if block["kind"] in ("heading", "paragraph")]
    said += [block["alternative"] for block in found if block["kind"] == "chart"]
    sheets.append(Sheet(words.say("Notes"), [(words.say("What the report says"), "text", said)]))
    names = _names([sheet.title for sheet in sheets], words.say("Contents"))
    contents: list[Column] = [
        (words.say("Sheet"), "text", names),
        (words.say("What it holds"), "text", [sheet.title for sheet in sheets]),
        (words.say("Rows"), "number", [len(sheet.columns[0][2]) if sheet.columns else 0 for sheet in sheets]),
    ]
    about = [facts["title"], facts["description"], facts["dated"]]
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, **AS_TEXTS}) as book:
        book.set_properties(
            {
                "title": facts["title"],
                "author": facts["author"],
                "comments": facts["description"],
                "created": MADE_ON,
                "category": facts["language"],
            }
        )
        book.set_custom_property("Language", facts["language"])
        styles = {
            kind: book.add_format({"num_format": form, "valign": "top", "text_wrap": kind == "text"})
            for kind, form in {"text": "@", **FORMS}.items()
        }
        styles["head"] = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        first = book.add_worksheet(words.say("Contents"))
        for row, text in enumerate(filter(None, about)):
            first.write_string(row, 0, text, styles["head"] if row == 0 else None)
        _write(first, Sheet("", contents), styles, below=sum(map(bool, about)))
        for row, name in enumerate(names, sum(map(bool, about)) + 1):
            first.write_url(row, 0, f"internal:'{name}'!A1", string=name)
        for name, sheet in zip(names, sheets, strict=True):
            _write(book.add_worksheet(name), sheet, styles)
    return file.getvalue()


def _of_table(table: Block, evidence: str, words: Words) -> Sheet:
    headings = {
        Part.NUMBER: "{heading}",
        Part.LOW: words.say("{heading}, from", heading="{heading}"),
        Part.HIGH: words.say("{heading}, to", heading="{heading}"),
        Part.WHOLE: words.say("{heading}, of how many", heading="{heading}"),
    }
    columns = [
        (headings[column["part"]].format(heading=column["heading"]), column["kind"], _values(column, words))
        for column in table["values"]
    ]
    numbers = [sorted({number for cell in row for number in cell["sources"]}) for row in table["rows"]]
    if any(numbers):
        columns.append((words.say("Sources"), "text", [", ".join(map(str, each)) for each in numbers]))
    if evidence:
        columns.append((words.say("Evidence"), "text", [evidence] * len(table["rows"])))
    return Sheet(table["caption"], columns)


def _values(column: Block, words: Words) -> Sequence[Any]:
    """Give the values of a column: a day as Excel knows it, of which it has neither a month nor a year."""
    if column["kind"] != "date":
        return column["values"]  # type: ignore[no-any-return]
    return [
        datetime.date.fromisoformat(value) if value and len(value) == 10 else value and words.date(value)
        for value in column["values"]
    ]


def _names(titles: Sequence[str], taken: str) -> list[str]:
    """Give each sheet a name that Excel takes: short, without certain signs, and unlike the others."""
    names: list[str] = []
    used = {taken.casefold()}
    for title in titles:
        name, number = _short(title, LONGEST_NAME), 2
        while name.casefold() in used:
            ending = f" {number}"
            name, number = _short(title, LONGEST_NAME - len(ending)) + ending, number + 1
        used.add(name.casefold())
        names.append(name)
    return names


def _short(title: str, longest: int) -> str:
    """Shorten a title to what it has before a colon, or to its first words; no figure loses what it is of: 2 of 33."""
    parts = [" ".join(_plain(part).split()) for part in title.split(":")]
    while len(" ".join(parts)) > longest and len(parts) > 1:
        del parts[-1]
    words = " ".join(filter(None, parts)).split()
    if len(" ".join(words)) > longest:
        while len(words) > 1 and (
            len(" ".join(words)) > longest or any(sign.isdigit() for word in words[-2:] for sign in word)
        ):
            del words[-1]
    return " ".join(words)[:longest].strip() or "-"


def _plain(title: str) -> str:
    return "".join(" " if sign in "[]*?/\\'" or not sign.isprintable() else sign for sign in title)


def _write(sheet: Worksheet, content: Sheet, styles: dict[str, Any], below: int = 0) -> None:
    for at, (heading, kind, values) in enumerate(content.columns):
        sheet.write_string(below, at, heading, styles["head"])
        for row, value in enumerate(values, below + 1):
            if value is None or value == "":
                continue
            if isinstance(value, datetime.date):
                sheet.write_datetime(row, at, value, styles["date"])
            elif kind == "text" or isinstance(value, str):
                sheet.write_string(row, at, str(value), styles["text"])
            else:
                sheet.write_number(row, at, value, styles[kind])
        longest = max([len(heading), *(len(str(value)) for value in values)])
        sheet.set_column(at, at, min(max(longest + 1, NARROWEST), WIDEST))
    sheet.freeze_panes(below + 1, 0)
