"""Which pages lead to the reports, and whether they are as they were written: all that a build with nothing to do asks.

It loads neither tables nor templates. What the pages hold belongs to `analysis.reports.site.index`.
"""

from pathlib import Path

from analysis.reports.files import digest_of
from analysis.reports.manifest import Manifest

INDEX, SUMMARY = "index.html", "summary.txt"
GUIDE, CARD = "how-to-read.html", "index.png"
"""In the folder of each language."""


def is_whole(manifest: Manifest, folder: Path) -> bool:
    """Whether the pages that lead to the reports are there and as they were written."""
    files = manifest.files
    return INDEX in files and all(digest_of(folder / file) == held for file, held in files.items())
