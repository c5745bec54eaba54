"""The history of builds: a line of JSON for each, also for one that had nothing to do or was refused.

It lies beside the reports, since these may be published as they are. What the last build did, report by report, stands
in `analysis.reports.manifest`.
"""

import datetime
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis.folders import Folders


def path(where: Folders) -> Path:
    """Give the file."""
    return where.reports.with_name(f"{where.reports.name}-history.jsonl")


def note(where: Folders, **told: Any) -> None:
    """Add a line on a build that has just ended; where it can't be written, the build counts for all that."""
    line = {"ended": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"), **told}
    with suppress(OSError), path(where).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def read(where: Folders) -> list[dict[str, Any]]:
    """Read all lines, the oldest first; one that was cut off by a crash is left out."""
    found = []
    with suppress(OSError):
        for line in path(where).read_text("utf-8").splitlines():
            with suppress(ValueError):
                found.append(json.loads(line))
    return found
