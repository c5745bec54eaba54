"""What commands tell of a build, on a line each: what it would do, what it did, what those before it did.

What people are told who are not at the command line belongs to `analysis.reports.notify`.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer


def tell_plan(planned: Any, gone: Iterable[str], *, as_json: bool) -> None:
    """Tell what a build would make, and why; `gone` are the reports that it would remove."""
    from analysis.reports.plan import FRESH

    todo = [step for step in planned.steps if step.state != FRESH]
    fresh = len(planned.steps) - len(todo)
    if as_json:
        told = {"todo": {step.report.path: step.why for step in todo}, "gone": [*gone], "fresh": fresh}
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    for step in todo:
        typer.echo(f"{step.report.path}  ({step.why})")
    for path in gone:
        typer.echo(f"{path}  (to be removed: reports.yml no longer names it)")
    typer.echo(f"dry run: {len(todo)} would be made, {fresh} are fresh")


def tell_result(result: Any, index: Path, quiet: bool) -> None:
    """Tell what a build did; if it is to be quiet, only what failed."""
    for error in dict.fromkeys(result.failed.values()):  # one broken notebook is told once, not for all its reports
        first, *others = [path for path, each in result.failed.items() if each == error]
        typer.echo(f"failed: {first}{f' and {len(others)} more' if others else ''}: {error}", err=True)
    if result.changed:
        typer.echo(f"changed while reports were made: {result.changed}; the next build takes it up", err=True)
    if not quiet:
        done = f"{len(result.made)} made, {result.fresh} fresh, {len(result.failed)} failed"
        removed = f", {len(result.removed)} removed" if result.removed else ""
        typer.echo(f"{done}{removed} in {result.seconds:.1f} s")
        typer.echo(f"open {index}")


def tell_build(noted: dict[str, Any]) -> None:
    """Tell what the history has noted of a build."""
    if "refused" in noted:
        typer.echo(f"{noted['ended']}  refused: {noted['refused'].splitlines()[0]}")
    else:
        counts = f"{noted['made']} made, {noted['fresh']} fresh, {len(noted['failed'])} failed, {len(noted['removed'])} removed"
        typer.echo(f"{noted['ended']}  {counts} in {noted['seconds']} s")
