"""The commands that add rows to the raw tables: what they take, ask and tell.

What is added, and how it is checked and written, belongs to `analysis.adding`.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.cli.asking import asked, lists_asked, source_asked
from analysis.cli.options import Processed, Raw, Reports
from analysis.cli.speaking import Spoken, words
from analysis.cli.written import tell_difference, tell_written
from analysis.errors import Fault, FaultyData, Severity, refusal
from analysis.facts.dates import refuse_no_date
from analysis.folders import folders
from analysis.vocabulary import EditionFact, Language, Measure, Support, TextKind

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
    language: Spoken = None,  # noqa: ARG001
    raw: Raw = None,  # noqa: ARG001
    processed: Processed = None,  # noqa: ARG001
    reports: Reports = None,  # noqa: ARG001
) -> None:
    """Add the yearly scores of a file to data/raw/indicators/; what can't be read is told, and then nothing is written."""
    from analysis.adding import published as tables_of_offices
    from analysis.adding import scores, sheets, sources
    from analysis.adding.names import Regions
    from analysis.adding.rows import Edits

    say = words().say
    tables = _tables()
    if decimal not in ("", ",", "."):
        raise refusal("--decimal {value}: is not , or .", value=decimal)
    regions = Regions.of(tables)
    read = tables_of_offices.read(sheets.read(file), file.name, regions, year=year, column=column, sheet=sheet)
    texts = set(tables["texts"][["kind", "text"]].itertuples(index=False, name=None))
    if (TextKind.INDICATOR, indicator) not in texts:
        english = asked("english", english, say("name of the score in English"))
        indonesian = asked("indonesian", indonesian, say("name of the score in Indonesian"))
    unit = asked("unit", unit or _unit_of(tables, indicator), say("unit in English, such as 'score 0-100'"))
    if (TextKind.UNIT, unit) not in texts:
        unit_in_indonesian = asked("unit-in-indonesian", unit_in_indonesian, say("unit in Indonesian"))
    source_id, sources_added = sources.source_of(tables, source_asked(tables, source, publisher, title, published))
    about = scores.About(
        indicator,
        unit,
        source_id,
        {Language.ENGLISH: english, Language.INDONESIAN: indonesian},
        unit_in_indonesian,
        scale_from or (),
    )
    found = scores.imported(
        tables, read.cells.rename(columns={"cell": "value"}), about, file=file.name, decimal=decimal
    )
    _tell([*read.notes, *found.told])
    if found.faults:
        typer.echo(say("nothing was written"), err=True)
        raise typer.Exit(1)
    edits = Edits()
    if len(found.indicators):
        edits.add_frame("texts.csv", found.texts)
        edits.add_frame(f"indicators/{indicator}.csv", scores.as_texts(found.indicators))
    _finish(_with_source(edits, sources_added), accept, dry_run=dry_run)


def add_name(
    name: Annotated[str, typer.Argument(help="A region, or an institution by its identifier or official name.")],
    on: Annotated[str, typer.Option("--list", metavar="LIST_ID", help="The list that it stands on.")] = "",
    supports: Annotated[Support, typer.Option(help="Whether the page states it, or it follows.")] = Support.STATES,
    aspect: Annotated[str, typer.Option(help="The aspect that a winner was chosen for.")] = "",
    level: Annotated[str, typer.Option(help="Of an institution that is new and no government of a region.")] = "",
    region: Annotated[str, typer.Option(help="The region that a new unit belongs to.")] = "",
    fills: Annotated[
        bool | None,
        typer.Option("--fills/--no-fills", help="Whether it is a missing name that open_slots.csv tells of."),
    ] = None,
    source: Source = "",
    publisher: Publisher = "",
    title: Title = "",
    published: Published = "",
    accept: Accept = "",
    dry_run: DryRun = False,
    language: Spoken = None,  # noqa: ARG001
    raw: Raw = None,  # noqa: ARG001
    processed: Processed = None,  # noqa: ARG001
    reports: Reports = None,  # noqa: ARG001
) -> None:
    """Add a name that turned up to a list, with the page that says so; or a second page for one that is there."""
    from analysis.adding import sources
    from analysis.adding.placed import Placed, Undecided, listed, named, placed

    say = words().say
    tables = _tables()
    named(tables, Placed(name, on, "", level=level, region=region))  # before anything is asked
    which = say("list that it stands on (one of {lists})", lists=", ".join(tables["lists"]["list_id"]))
    on = asked("list", on, which, check=lambda answer: listed(tables, answer))
    try:  # before more is asked
        placed(tables, Placed(name, on, "", supports, aspect, level, region, fills))
    except Undecided as error:
        if not sys.stdin.isatty():
            raise
        fills = typer.confirm(say("{slot}: is it this name?", slot=error.slot.text(words().template)), err=True)
    source_id, sources_added = sources.source_of(tables, source_asked(tables, source, publisher, title, published))
    edits = placed(tables, Placed(name, on, source_id, supports, aspect, level, region, fills))
    _finish(_with_source(edits, sources_added), accept, dry_run=dry_run)


def new_edition(
    year: Annotated[int, typer.Argument(min=1900, max=2200, help="The year in which it is held.")],
    official_title: Annotated[str, typer.Option(help="The year as its title has it, such as 'Tahun 2024'.")] = "",
    opened_on: Annotated[str, typer.Option(metavar="DATE", help="When registration opened; may be partial.")] = "",
    closed_on: Annotated[str, typer.Option(metavar="DATE", help="When registration closed; may be partial.")] = "",
    organiser: Annotated[list[str] | None, typer.Option(help="Who organises it; may be repeated.")] = None,
    lists: Annotated[
        list[str] | None,
        typer.Option(
            "--list",
            metavar="STAGE,TRACK,SIZE,LABEL",
            help="A published list, such as finalist,general,30,Top 30; may be repeated.",
        ),
    ] = None,
    registered: Annotated[int | None, typer.Option(min=1, help="How many registered.")] = None,
    registered_institutions: Annotated[
        int | None, typer.Option(min=1, help="How many of them are institutions.")
    ] = None,
    registered_units: Annotated[int | None, typer.Option(min=1, help="How many of them are units.")] = None,
    source: Source = "",
    publisher: Publisher = "",
    title: Title = "",
    published: Published = "",
    accept: Accept = "",
    dry_run: DryRun = False,
    language: Spoken = None,  # noqa: ARG001
    raw: Raw = None,  # noqa: ARG001
    processed: Processed = None,  # noqa: ARG001
    reports: Reports = None,  # noqa: ARG001
) -> None:
    """Add an edition with what one page tells of it; its names follow with add-name, the rest with an editor."""
    from analysis.adding import sources
    from analysis.adding.editions import Edition, edition, is_new

    say = words().say
    tables = _tables()
    is_new(tables, year)  # before more is asked
    source_id, sources_added = sources.source_of(tables, source_asked(tables, source, publisher, title, published))
    official_title = asked("official-title", official_title, say("year as its title has it"), f"Tahun {year}")
    closed = say("day on which registration closed, such as 2022-05-12 or 2022-05, if known")
    closed_on = asked("closed-on", closed_on, closed, is_needed=False, check=refuse_no_date)
    facts = {EditionFact.OPENED_ON: opened_on, EditionFact.CLOSED_ON: closed_on}
    figures = {
        Measure.REGISTERED: registered,
        Measure.REGISTERED_INSTITUTIONS: registered_institutions,
        Measure.REGISTERED_UNITS: registered_units,
    }
    told = Edition(
        year,
        source_id,
        official_title,
        {fact: value for fact, value in facts.items() if value},
        organiser or (),
        lists or lists_asked(),
        {measure: number for measure, number in figures.items() if number is not None},
    )
    _finish(_with_source(edition(tables, told), sources_added), accept, dry_run=dry_run)


def _with_source(edits: "Edits", sources_added: list[Any]) -> "Edits":
    """Put a new source before the rows that rest on it; without such rows it isn't added."""
    if edits.added and sources_added:
        edits.added = {"sources.csv": sources_added, **edits.added}
    return edits


def _unit_of(tables: "Tables", indicator: str) -> str:
    units = tables["indicators"].loc[lambda rows: rows["indicator_id"] == indicator, "unit"]
    return str(units.iloc[0]) if len(units) else ""


def _tables() -> "Tables":
    """Read the raw tables, each row with the line of its file; refuse tables with faults."""
    from analysis.facts import reading

    tables, faults = reading.examine(folders().raw)
    if found := [each for each in faults if each.severity is Severity.FAULT]:
        raise FaultyData(found)
    return tables


def _tell(told: Iterable[Fault]) -> None:
    for each in told:
        typer.echo(each.text(words().template), err=True)


def _finish(edits: "Edits", accept: str, *, dry_run: bool) -> None:
    """Check what the tables would be, show the difference, and write it if the check passes."""
    from analysis.adding.rows import accepting, tried

    say = words().say
    if not edits.added and not edits.removed:
        typer.echo(say("nothing to add"))
        return
    found = tried(folders().raw, edits)
    warnings = [each for each in found.faults if each.severity is Severity.WARNING]
    if accept and warnings:
        edits.add("accepted.csv", *accepting(warnings, accept))
        found = tried(folders().raw, edits)
    tell_difference(found.difference)
    if found.faults:
        _tell(found.faults)
        typer.echo(say("the check would fail: nothing was written"), err=True)
        raise typer.Exit(1)
    if dry_run:
        typer.echo(say("dry run: nothing was written"))
        return
    found.write()
    tell_written(found)
