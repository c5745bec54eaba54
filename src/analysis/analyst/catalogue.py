"""All tables by name, as a mapping that shows what each holds.

The frames that questions are asked of have methods of their own in `analysis.analyst.door`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from analysis.analyst.filters import one_of
from analysis.analyst.frame import Frame
from analysis.analyst.frames import by_edition, renamed
from analysis.analyst.told import Told
from analysis.analyst.whole import Whole
from analysis.statistics.results import Results

BY_EDITION = ("provinces", "island_groups", "reached")
"""The tables that have rows on single editions, and others on all editions together, which here are `<name>_ever`."""

STACKED = ("evidence_changes",)
"""The tables that set levels of evidence side by side, which here is asked of `differences`."""


class Catalogue(Mapping[str, Frame]):
    """The tables by name: `tables["lists"]`; shown, it says how many rows each has and what one row is."""

    def __init__(self, results: Results, told: Told) -> None:
        self._results, self._told = results, told

    def __getitem__(self, name: str) -> Frame:
        name = one_of("table", name, self)
        stem = name.removesuffix("_ever")
        rows = self._results[stem]
        if stem in BY_EDITION:
            rows = by_edition(rows, ever=name != stem)
        elif "edition" in rows:
            rows = rows.astype({"edition": "int64"})
        return Frame.of(rows.rename(columns=renamed(stem, list(rows))), replace(self._told, name=name))

    def __iter__(self) -> Iterator[str]:
        yield from sorted({*self._results, *(f"{name}_ever" for name in BY_EDITION)}.difference(STACKED))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def _ipython_key_completions_(self) -> list[str]:
        return list(self)

    def overview(self) -> Whole:
        """Say of each table how many rows it has and what one row is."""
        from analysis.analyst.columns import title_of  # here, since the schemas load slowly

        rows = [{"name": name, "rows": len(self[name]), "one row is": title_of(name)} for name in self]
        return Whole(pd.DataFrame(rows).set_index("name"))

    def __repr__(self) -> str:
        return repr(self.overview())

    def _repr_html_(self) -> str:
        return self.overview()._repr_html_()
