"""The commands that add rows to the raw tables: what they take, ask and tell.

What is added, and how it is checked and written, belongs to `analysis.adding`.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.cli.options import Processed, Raw, Reports
from analysis.errors import Fault, Refused, Severity
from analysis.folders import folders
from analysis.vocabulary import Language

if TYPE_CHECKING:
    from analysis.adding.rows import Edits
    from analysis.facts.tables import Tables

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be added, and write nothing.")]
Source = Annotated[
    str, typer.Option("--source", help="The page that says so: its address, or a source_id of sources.csv.")
]
Publisher = Annotated[str, typer.Option("--publisher", help="The owner of the site, of a page that is new.")]
Title = Annotated[str, typer.Option("--title", help="The title of a page that is new, if it shows one.")]
Published = Annotated[
    str, typer.Option("--published", metavar="DATE", help="The date of a page that is new, if it shows one.")
]
Accept = Annotated[
    str, typer.Option("--accept", metavar="REASON", help="Accept the warnings of the check, for this reason.")
]
Spoken = Annotated[Language | None, typer.Option("--language", help="Language of what is said, as for check.")]
SHOWN = 12
"""So many lines of a file are shown of a difference, the others counted."""


def import_scores(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX, as an office publishes it.")],
    indicator: Annotated[str, typer.Option(help="Identifier of the score: small letters, digits, underscores.")],
    year: Annotated[int | None, typer.Option(min=1900, max=2200, help="The year, where the file says none.")] = None,
    column: Annotated[str, typer.Option(help="Part of the heading to read, of several with a year.")] = "",
    sheet: Annotated[str, typer.Option(help="The sheet to read, of several with tables.")] = "",
    decimal: Annotated[str, typer.Option(help="What stands before decimals, a comma or a point, if unclear.")] = "",
    scale_from: Annotated[
        list[int] | None, typer.Option("--break", metavar="YEAR", help="First year of another scale; may be repeated.")
    ] = None,
    unit: Annotated[str, typer.Option(help="In English, such as 'score 0-100'.")] = "",
    unit_in_indonesian: Annotated[str, typer.Option(help="The unit in Indonesian.")] = "",
    english: Annotated[str, typer.Option(help="What the score is called in English.")] = "",
    indonesian: Annotated[str, typer.Option(help="What the score is called in Indonesian.")] = "",
    source: Source = "",
    publisher: Publisher = "",
    title: Title = "",
    published: Published = "",
    accept: Accept = "",
    dry_run: DryRun = False,
    language: Spoken = None,
    raw: Raw = None,  # noqa: ARG001
    processed: Processed = None,  # noqa: ARG001
    reports: Reports = None,  # noqa: ARG001
) -> None:
    """Add the yearly scores of a file to data/raw/indicators/; what can't be read is told, and then nothing is written."""
    from analysis.adding import pages, scores, sheets
    from analysis.adding import published as tables_of_offices
    from analysis.adding.names import Regions
    from analysis.adding.rows import Edits

    tables = _tables()
    if decimal not in ("", ",", "."):
        raise Refused(f"--decimal {decimal}: is not , or .")
    regions = Regions.of(tables)
    read = tables_of_offices.read(sheets.read(file), file.name, regions, year=year, column=column, sheet=sheet)
    texts = set(tables["texts"][["kind", "text"]].itertuples(index=False, name=None))
    if ("indicator", indicator) not in texts:
        english = _asked("english", english, "name of the score in English")
        indonesian = _asked("indonesian", indonesian, "name of the score in Indonesian")
    unit = _asked("unit", unit or _unit_of(tables, indicator), "unit in English, such as 'score 0-100'")
    if ("unit", unit) not in texts:
        unit_in_indonesian = _asked("unit-in-indonesian", unit_in_indonesian, "unit in Indonesian")
    source_id, pages_added = pages.page(tables, _page(tables, source, publisher, title, published))
    about = scores.About(
        indicator, unit, source_id, {"en": english, "id": indonesian}, unit_in_indonesian, scale_from or ()
    )
    found = scores.imported(
        tables, read.cells.rename(columns={"cell": "value"}), about, file=file.name, decimal=decimal
    )
    told = [*read.notes, *found.told]
    _tell(told, language)
    if found.faults:
        typer.echo("nothing was written", err=True)
        raise typer.Exit(1)
    edits = Edits()
    if len(found.indicators):
        edits.add("sources.csv", *pages_added)
        edits.add_frame("texts.csv", found.texts)
        edits.add_frame(f"indicators/{indicator}.csv", scores.as_texts(found.indicators))
    _finish(edits, accept, language, dry_run=dry_run)


def _unit_of(tables: "Tables", indicator: str) -> str:
    units = tables["indicators"].loc[lambda rows: rows["indicator_id"] == indicator, "unit"]
    return str(units.iloc[0]) if len(units) else ""


def _tables() -> "Tables":
    from analysis.facts import reading

    return reading.read(folders().raw)


def _page(tables: "Tables", source: str, publisher: str, title: str, published: str) -> Any:
    """Ask for the page that rows rest on, and if it is new, for what is to be known of it."""
    from analysis.adding import pages

    source = _asked("source", source, "address of the page, or its source_id")
    if not pages.is_known(tables, source) and "://" in source:
        publisher = _asked("publisher", publisher, "owner of the site", pages.usual_publisher(source))
        title = _asked("title", title, "title of the page, as it shows one", "", is_needed=False)
        published = _asked("published", published, "its date, such as 2022-05", "", is_needed=False)
    return pages.Page(source, publisher, title, published)


def _asked(option: str, given: str, what: str, usual: str | None = None, *, is_needed: bool = True) -> str:
    """Take what an option gives; else ask at a terminal, and elsewhere refuse what is needed."""
    if given.strip():
        return given.strip()
    if sys.stdin.isatty():
        return str(typer.prompt(what[:1].upper() + what[1:], default=usual, err=True)).strip()
    if is_needed:
        raise Refused(f"--{option} is missing: {what}")
    return ""


def _tell(told: Iterable[Fault], language: Language | None) -> None:
    from analysis.words.language import Words, of_locale

    words = Words(language or of_locale())
    for each in told:
        typer.echo(each.text(words.template), err=True)


def _finish(edits: "Edits", accept: str, language: Language | None, *, dry_run: bool) -> None:
    """Check what the tables would be, show the difference, and write it if the check passes."""
    from analysis.adding.rows import accepting, tried

    if not edits.added and not edits.removed:
        typer.echo("nothing to add")
        return
    found = tried(folders().raw, edits)
    warnings = [each for each in found.faults if each.severity is Severity.WARNING]
    if accept and warnings:
        edits.add("accepted.csv", *accepting(warnings, accept))
        found = tried(folders().raw, edits)
    _show(found.difference)
    if found.faults:
        _tell(found.faults, language)
        typer.echo("the check would fail: nothing was written", err=True)
        raise typer.Exit(1)
    if dry_run:
        typer.echo("dry run: nothing was written")
        return
    found.write()
    typer.echo("written; git diff shows it, and undoes it")


def _show(difference: Iterable[str]) -> None:
    left = 0
    shown = 0
    for line in difference:
        is_head = line.endswith(":") and line[:2] not in ("+ ", "- ")
        if is_head and left:
            typer.echo(f"  … and {left} lines more")
        shown, left = (0, 0) if is_head else (shown + 1, left)
        if shown > SHOWN:
            left += 1
        else:
            typer.echo(line)
    if left:
        typer.echo(f"  … and {left} lines more")
