"""Options that several commands take: the folders."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.errors import Refused


def _leads(variable: str) -> Any:
    """Make an option lead all that follows, notebooks as well, to another folder."""

    def lead(given: str | None) -> str | None:
        if given is not None and not given.strip():  # as a shell variable that is not set leaves it
            option = variable.removeprefix("TRENDS_").lower()
            raise Refused(f"--{option}: is empty; name a folder, or leave the option out")
        if given is not None:
            os.environ[variable] = str(Path(given).absolute())
        return given

    return lead


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
