"""What is told of a frame besides its values: which one it is, what it was made from, and what was asked for.

The frame itself is `analysis.analyst.frame`; what its columns mean belongs to `analysis.analyst.columns`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from analysis.vocabulary import Language


@dataclass(frozen=True)
class Told:
    """What is told of a frame besides its values."""

    name: str = ""
    """Which frame it is: that of the method or table."""
    made_from: str = ""
    """The evidence and the date of the data, and what was supposed."""
    sources: pd.DataFrame | None = field(default=None, compare=False, repr=False)
    """The table of sources, in which `source_ids` stand."""
    language: str = Language.ENGLISH
    about: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """What is the same in all rows, and so stands in no column: the edition, the stage, the region."""
    asked: str = ""
    """By which filters its rows were kept, as they were written."""

    def asking(self, **asked: Any) -> "Told":
        """Tell the filters as well; what is None or 0 keeps every row."""
        said = [f"{name} {_listed(value)}" for name, value in asked.items() if value]
        return replace(self, asked=", ".join(said))


def _listed(value: Any) -> str:
    """Write what a filter was given, one value or several."""
    return str(value) if isinstance(value, str | int) else " or ".join(map(str, value))
