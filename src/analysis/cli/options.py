"""Options that several commands take, and what is written for them."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from analysis.errors import refusal
from analysis.folders import PROJECT


def _leads(variable: str) -> Any:
    """Make an option lead all that follows, notebooks as well, to another folder."""

    def lead(given: str | None) -> str | None:
        if given is not None and not given.strip():  # as a shell variable that is not set leaves it
            option = variable.removeprefix("TRENDS_").lower()
            raise refusal("--{option}: is empty; name a folder, or leave the option out", option=option)
        if given is not None:
            os.environ[variable] = str(Path(given).absolute())
        return given

    return lead


class OfTables(TyperCommand):
    """A command that works with tables: in a process of its own their texts are held as Python's own, not as Arrow's.

    Each frame has some hundred rows, of which many are looked at one by one; so `trends check` takes a tenth less time,
    and what is derived a fifth. Frames of both kinds are not to be mixed, so nothing changes where others have frames.
    """

    in_own_process = False

    def invoke(self, ctx: Any) -> Any:
        """Run it."""
        if self.in_own_process:
            import pandas as pd  # here, so that to help takes no time

            pd.options.mode.string_storage = "python"
        return super().invoke(ctx)


Raw = Annotated[
    str | None, typer.Option(callback=_leads("TRENDS_RAW"), help="Folder of the raw tables.", metavar="DIR")
]
Processed = Annotated[
    str | None,
    typer.Option(callback=_leads("TRENDS_PROCESSED"), help="Folder of the prepared tables.", metavar="DIR"),
]
Reports = Annotated[
    str | None, typer.Option(callback=_leads("TRENDS_REPORTS"), help="Folder of the reports.", metavar="DIR")
]


def formats_of(text: str | None) -> list[str]:
    """Understand which formats are to be made, None for all; raises Refused for one that there is not."""
    from analysis.reports.plan import FORMATS

    if text is None:
        return list(FORMATS)
    asked = [kind.strip() for kind in text.split(",")]
    for kind in asked:
        if kind not in ("html", *FORMATS):
            there = ", ".join(("html", *FORMATS))
            raise refusal("--format {given}: '{kind}' is not one of {there}", given=text, kind=kind, there=there)
    return [kind for kind in FORMATS if kind in asked]


def selection_of(notebook: str | None, values: list[str] | None) -> Any:
    """Understand which reports are meant; raises Refused for what can't be understood."""
    from analysis.reports.catalogue import Selection

    texts = {}
    for each in values or []:
        name, equals, text = each.partition("=")
        if not equals or not name:
            raise refusal('--set {given}: is not of the form name=value, such as region="Kota Solok"', given=each)
        if name in texts:
            raise refusal("--set {given}: {name} is set twice", given=each, name=name)
        texts[name] = text
    return Selection(notebook and _from_project(notebook), texts)


def _from_project(notebook: str) -> str:
    """Give the path of a notebook, from here, as reports.yml would name it; a name stays as it is."""
    if not notebook.endswith(".ipynb"):
        return notebook
    path = Path(notebook).absolute()
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else str(path)
