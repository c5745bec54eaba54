"""Words on a command line to calls, nothing else.

What a command does belongs to the rooms below, such as `analysis.reports`. Commands that add to the raw tables stand in
`analysis.cli.adding`.

Exit codes: check gives 0 or 1 (there are faults); all others 0 (all is well), 1 (some report or notebook failed) or
2 (wrong use, wrong data, or a folder that can't be used). An interrupted command ends with 130.
"""

import errno
import gc
import io
import json
import os
import signal
import sys
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer

from analysis.cli import adding, telling
from analysis.cli.options import OfTables, Processed, Raw, Reports, formats_of, selection_of
from analysis.cli.speaking import Spoken, speak, words
from analysis.errors import Refused
from analysis.folders import PROJECT, folders

REFUSED, INTERRUPTED = 2, 130

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Track how Indonesian regions fare in the national competition on handling public complaints.",
    epilog="Exit codes: 0 all is well; 1 some report or notebook failed (for check: there are faults); "
    "2 wrong use, wrong data, or a folder that can't be used; 130 interrupted.",
)


OnlyNotebook = Annotated[str | None, typer.Option("--notebook", help="Only reports of this notebook.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Only reports with this value of a parameter; may be repeated."),
]


@app.command(
    cls=OfTables,
    epilog="Example: trends check --raw data/raw --language en\n\n"
    "Exit codes: 0 no faults; 1 there are faults or warnings; 2 wrong use.",
)
def check(
    raw: Raw = None,  # noqa: ARG001
    language: Spoken = None,  # noqa: ARG001
    processed: Processed = None,  # noqa: ARG001
    reports: Reports = None,  # noqa: ARG001
) -> None:
    """Check the raw tables, reports.yml and the notebooks' parameters, and print all faults and warnings, one a line."""
    from analysis.facts import reading
    from analysis.reports import catalogue

    read, faults = reading.examine(folders().raw)
    found = [*faults, *catalogue.faults(PROJECT)]
    for each in found:
        typer.echo(each.text(words().template))
    if found:
        raise typer.Exit(1)
    typer.echo(words().say("{number} tables, no faults", number=len(read)))


@app.command(cls=OfTables, epilog="Example: trends prepare --raw other/raw --processed other/processed")
def prepare(raw: Raw = None, processed: Processed = None, reports: Reports = None) -> None:  # noqa: ARG001
    """Make the processed tables, where the raw ones have changed."""
    from analysis.prepare import prepare as bring_up_to_date

    _, made = bring_up_to_date(folders())
    typer.echo(f"{folders().processed} {'was made' if made else 'is up to date'}")


@app.command(
    cls=OfTables,
    epilog='Example: trends build --notebook region --set region="Kota Solok" --set language=en\n\n'
    "Exit codes: 0 all reports are fresh; 1 some reports failed, all others are fresh; 2 wrong use, wrong data, or a "
    "folder that can't be used; 130 interrupted, the next build goes on from there.",
)
def build(
    own: Annotated[
        str | None, typer.Argument(metavar="[NOTEBOOK]", help="Only reports of this notebook: a name, or a path.")
    ] = None,
    notebook: OnlyNotebook = None,
    values: Set = None,
    workers: Annotated[
        int, typer.Option(min=1, help="How many reports are made at a time.", show_default="one a core")
    ] = os.cpu_count() or 1,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds that one report may take.")] = 300,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Make them on a Dask cluster, such as tcp://host:8786.")
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="KINDS",
            help="What is made of each report besides its page, such as xlsx,pdf.",
            show_default="all that there are",
        ),
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Remove published reports that reports.yml no longer names, however many.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be made and why, and make nothing.")
    ] = False,
    target: Annotated[
        str | None,
        typer.Option(
            "--notify",
            metavar="TARGET",
            envvar="TRENDS_NOTIFY",
            help="Tell people what has changed, or why the build was refused: by a command that reads it, or an address "
            "that apprise knows.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Tell nothing but what failed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Tell the result as JSON.")] = False,
    raw: Raw = None,  # noqa: ARG001
    processed: Processed = None,  # noqa: ARG001
    reports: Reports = None,  # noqa: ARG001
) -> None:
    """Bring the reports up to date: make those that are not fresh."""
    if dry_run:
        selection = selection_of(own or notebook, values)
        planned = _planned(selection, formats_of(formats))
        telling.tell_plan(planned, [] if selection else planned.gone, as_json=as_json)
        return
    from analysis.reports import build as building
    from analysis.reports import manifest, notify, progress

    send = notify.sender(target) if target else None
    listener = progress.Quiet()
    if not (quiet or as_json):
        listener = progress.Live(sys.stderr) if sys.stderr.isatty() else progress.Lines(sys.stderr)

    def may_remove(gone: list[str]) -> bool:
        question = f"reports.yml no longer names {len(gone)} of the published reports, such as {gone[0]}. Remove them?"
        return remove or (sys.stdin.isatty() and sys.stderr.isatty() and typer.confirm(question, err=True))

    options = building.Options(workers, timeout, scheduler, formats_of(formats), may_remove)
    try:
        result = building.build(PROJECT, folders(), selection_of(own or notebook, values), options, listener)
    except Refused as error:
        if as_json:
            typer.echo(json.dumps({"refused": str(error)}, ensure_ascii=False))
        _tell_people(send, error)
        raise
    index = folders().reports / "index.html"
    if as_json:
        typer.echo(json.dumps({**vars(result), "index": str(index)}, ensure_ascii=False))
    else:
        telling.tell_result(result, index, quiet)
    if any(result.changes.values()):
        _tell_people(send, manifest.read(folders().reports))
    if result.failed:
        raise typer.Exit(1)


def _tell_people(send: Any, outcome: Any) -> None:
    if send and (problem := send(outcome)):
        typer.echo(f"--notify: {problem}, so nobody was told", err=True)


@app.command("list", cls=OfTables, epilog="Example: trends list --notebook region")
def list_reports(
    notebook: OnlyNotebook = None,
    values: Set = None,
    raw: Raw = None,  # noqa: ARG001
    processed: Processed = None,  # noqa: ARG001
    reports: Reports = None,  # noqa: ARG001
) -> None:
    """List the reports, each as fresh, stale (and why), missing or failed."""
    for step in _planned(selection_of(notebook, values)).steps:
        typer.echo(f"{step.state:8}{step.report.path}{f'  ({step.why})' if step.why else ''}")


@app.command(epilog="Example: trends history --last 30")
def history(
    last: Annotated[int, typer.Option(min=1, help="How many builds, the newest last.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Tell each build as a line of JSON.")] = False,
    raw: Raw = None,  # noqa: ARG001
    processed: Processed = None,  # noqa: ARG001
    reports: Reports = None,  # noqa: ARG001
) -> None:
    """Tell what the last builds did, also those that had nothing to do or were refused."""
    from analysis.reports import history as of_builds

    for each in of_builds.read(folders())[-last:]:
        if as_json:
            typer.echo(json.dumps(each, ensure_ascii=False))
        else:
            telling.tell_build(each)


@app.command(epilog="Example: trends notebooks")
def notebooks(raw: Raw = None, processed: Processed = None, reports: Reports = None) -> None:  # noqa: ARG001
    """Execute the notebooks that reports.yml names, and the guides, again, in place, with their default parameters."""
    from analysis.reports import catalogue, yml
    from analysis.reports import notebooks as files
    from analysis.reports.committed import execute_all

    own = PROJECT / "data" / "raw"
    if folders().raw != own.resolve():  # what is committed would tell of other data than the project's
        raise Refused(
            f"notebooks: {folders().raw} is not {own}; the committed notebooks tell of the project's own data"
        )
    failed = 0
    named = yml.content_of(PROJECT)
    read = files.read(PROJECT, yml.paths(named))
    of_project = [each for each in catalogue.notebooks_of(named, read) if not each.own]
    for each, error in execute_all([*of_project, *files.guides(read)]):
        typer.echo(f"{each.place}{f' failed: {error}' if error else ''}", err=bool(error))
        failed += bool(error)
    if failed:
        raise typer.Exit(1)


app.command(
    "import",
    cls=OfTables,
    epilog="Example: trends import ipm.xlsx --indicator ipm --unit 'index 0-100' --source https://www.bps.go.id/…\n\n"
    "What is needed and not given is asked at a terminal. Exit codes: 0 written, or nothing to add; 1 some lines can't be "
    "read, or the check would fail; 2 wrong use. Only with 0 anything is written.",
)(adding.import_scores)
app.command(
    "add-name",
    cls=OfTables,
    epilog='Example: trends add-name "Kabupaten Natuna" --list 2022-finalist-general --source https://example.org/top-51',
)(adding.add_name)
app.command(
    "new-edition",
    cls=OfTables,
    epilog='Example: trends new-edition 2024 --list "finalist,general,30,Top 30" --source https://example.org/2024',
)(adding.new_edition)


def _planned(selection: Any, formats: Sequence[str] | None = None) -> Any:
    from analysis.reports import manifest
    from analysis.reports.plan import FORMATS, plan

    asked = FORMATS if formats is None else formats
    return plan(PROJECT, folders(), manifest.read(folders().reports), selection, asked)


def _stop(_signal: int, _frame: Any) -> NoReturn:
    raise KeyboardInterrupt


def invoke(given: list[str]) -> int:
    """Run one command and return its exit code; what was refused is said in one line."""
    speak(None)
    try:
        app(given, prog_name="trends")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except Refused as error:
        typer.echo(error.text(words().template), err=True)
        return REFUSED
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename:
            raise
        typer.echo(f"what is told here can't be written: {error.strerror}", err=True)
        os._exit(REFUSED)  # at once: what is left to be written could not be either
    return 0


def main() -> NoReturn:
    """Run the command line."""
    # Importing libraries leaves no garbage, and looking for it takes a tenth of a short command.
    gc.set_threshold(100_000)
    OfTables.in_own_process = True
    signal.signal(signal.SIGTERM, _stop)
    for stream in (sys.stdout, sys.stderr):  # what a file's or a pipe's encoding lacks is escaped, so no line is lost
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    code = invoke(sys.argv[1:])
    if code == INTERRUPTED:
        typer.echo("stopped; the next build goes on from here", err=True)
    if code in (REFUSED, INTERRUPTED):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # at once: notebooks that still run end with this process
    sys.exit(code)
