"""Where the data and the reports lie: the project's own folders, or others that were asked for.

Another raw folder brings a processed and a reports folder of its own, beside it, so that trying out other data
never touches the project's.
"""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Folders:
    """The three folders that a command or a notebook works with."""

    raw: Path
    processed: Path
    reports: Path


def folders() -> Folders:
    """Read TRENDS_RAW, TRENDS_PROCESSED and TRENDS_REPORTS; what is not set follows from the raw folder."""
    own = PROJECT / "data" / "raw"
    raw = Path(os.environ.get("TRENDS_RAW") or own).resolve()
    if raw == own.resolve():
        processed, reports = PROJECT / "data" / "processed", PROJECT / "reports"
    else:
        processed, reports = raw.with_name(f"{raw.name}-processed"), raw.with_name(f"{raw.name}-reports")
    return Folders(
        raw,
        Path(os.environ.get("TRENDS_PROCESSED") or processed).absolute(),
        Path(os.environ.get("TRENDS_REPORTS") or reports).absolute(),
    )
