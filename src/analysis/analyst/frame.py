"""A frame of results: pandas' own, that says what its columns mean and what it was made from, and writes itself.

It stays one through what pandas does with it. What it holds belongs to `analysis.analyst.frames`; how it is written to
`analysis.analyst.files`.
"""

from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any, Self

import pandas as pd

from analysis.analyst.filters import one_of
from analysis.analyst.interval import Interval
from analysis.analyst.told import Told
from analysis.analyst.whole import Whole, texts_to_the_left
from analysis.errors import NoSuchName

SHOWN = 12
"""Rows that are shown in a notebook of a frame that has more than pandas shows whole (`display.max_rows`)."""
LONG = 100
"""Characters of a text before its end is left out."""
WIDE = 200
"""Characters of a line in a terminal before a frame is broken into parts."""


def _as_one(value: Any) -> Any:
    """Join several texts of a cell by semicolons."""
    return "; ".join(map(str, value)) if isinstance(value, tuple) else value


def _counted(pages: Any) -> Any:
    """Name the first page that a row rests on, and count the others."""
    if not isinstance(pages, tuple) or len(pages) < 2:
        return _as_one(pages)
    return f"{pages[0]} +{len(pages) - 1}"


def _short(number: float) -> str:
    """Write a number that is not whole by what tells of it."""
    return f"{number:.4g}" if abs(number) < 10_000 else f"{number:.0f}"


class Frame(pd.DataFrame):  # type: ignore[misc]  # pandas has no types here
    """A table of results, with all that pandas offers.

    `columns_help()` says what its columns mean, `interval(what)` joins two bounds, `to_excel` and `to_csv` write it with its
    sources.
    """

    _metadata = ["told"]  # noqa: RUF012 - pandas reads it from the class
    told: Told = Told()

    @classmethod
    def of(cls, frame: pd.DataFrame, told: Told) -> Self:
        """Make one of a plain frame and what is told of it."""
        made = cls(frame)
        object.__setattr__(made, "told", told)
        return made

    @property
    def _constructor(self) -> type[Self]:
        return type(self)

    def __finalize__(self, other: Any, method: str | None = None, **more: Any) -> Self:
        """Keep what is told; of frames that are joined, what each of them was made from."""
        made: Self = super().__finalize__(other, method=method, **more)
        joined = [each.told for each in getattr(other, "input_objs", ()) if isinstance(each, Frame)]
        if joined:
            made_from = " | ".join(dict.fromkeys(filter(None, (told.made_from for told in joined))))
            object.__setattr__(made, "told", replace(joined[0], name="", made_from=made_from, asked=""))
        return made

    def __getattr__(self, name: str) -> Any:
        """Answer a column that is not there with the nearest that is."""
        try:
            return super().__getattr__(name)
        except AttributeError:
            if name.startswith("_"):
                raise
            raise NoSuchName("the frame", name, map(str, self.columns)) from None

    def __getitem__(self, key: Any) -> Any:
        """Add the nearest column to what pandas says of one that is not there."""
        try:
            return super().__getitem__(key)
        except KeyError as error:
            if isinstance(key, str):
                error.add_note(str(NoSuchName("the frame", key, map(str, self.columns))))
            raise

    def columns_help(self) -> Whole:
        """Say what each column means: column, means, may_be_missing; one row a column.

        >>> import analysis as tr
        >>> print(tr.data().places().columns_help().loc["places_high", "means"])
        editions in which it was placed, at most
        """
        from analysis.analyst.columns import told_of  # here, since the schemas load slowly

        return told_of(self.told.name, self.columns)

    def interval(self, what: str, of: str | None = None) -> pd.Series:
        """Join `<what>_low` and `<what>_high` of every row into an `Interval`; `of` is the column of the whole.

        >>> import analysis as tr
        >>> tr.data().retention().interval("again", of="cohort").iloc[0]
        12 to 20 of 25
        """
        bounded = [str(column)[: -len("_low")] for column in self.columns if str(column).endswith("_low")]
        what = one_of("interval", what, bounded)
        wholes = [None] * len(self) if of is None else self[one_of("column", of, map(str, self.columns))]
        ends = zip(self[f"{what}_low"], self[f"{what}_high"], wholes, strict=True)
        return pd.Series(
            [Interval(int(low), int(high), None if whole is None else int(whole)) for low, high, whole in ends],
            index=self.index,
            name=what,
            dtype=object,
        )

    def to_excel(self, path: str | Path, **more: Any) -> None:
        """Write it as a workbook as reports have one: contents, the table, and notes on its columns.

        It tells by which filters the rows were kept, and has their sources where they have `source_ids`.

        With options of pandas, such as `sheet_name`, or into a writer of pandas, pandas writes it in its own way.
        """
        if more or not isinstance(path, str | Path):
            pd.DataFrame(self).to_excel(path, **more)
            return
        from analysis.analyst.files import write_workbook  # here, since the schemas load slowly

        write_workbook(pd.DataFrame(self), self.told, Path(path))

    def to_csv(self, path: str | Path | None = None, **more: Any) -> str | None:
        """Write it as CSV as pandas does; several texts in a cell are joined by semicolons, the index stands if it has a name."""
        flat = pd.DataFrame(self).map(_as_one)
        written: str | None = flat.to_csv(path, **{"index": self.index.name is not None, **more})
        return written

    def _shown(self) -> pd.DataFrame:
        """Leave what a reader sees: of the pages that a row rests on the first, and how many more; several texts as one."""
        frame = pd.DataFrame(self).copy(deep=False)
        if "source_ids" in frame:
            frame = frame.assign(source_ids=frame["source_ids"].map(_counted))
        for name, kind in frame.dtypes.items():
            if pd.api.types.is_object_dtype(kind):
                frame[name] = frame[name].map(_as_one)
        return frame

    def _footer(self) -> str:
        counted = f"{len(self)} row{'' if len(self) == 1 else 's'}"
        return " · ".join(filter(None, [counted, self.told.asked, self.told.made_from]))

    def __repr__(self) -> str:
        if not self.told.made_from:
            return str(super().__repr__())
        with pd.option_context(
            "display.width", WIDE, "display.max_columns", None, "display.max_colwidth", LONG,
            "display.float_format", _short,
        ):  # fmt: skip
            return f"{self._shown()!r}\n[{self._footer()}]"

    def _repr_html_(self) -> str:
        shown = self._shown()
        rule, columns = texts_to_the_left(shown)
        whole = pd.get_option("display.max_rows")
        most = SHOWN if whole and len(shown) > whole else None
        with pd.option_context("display.max_colwidth", LONG, "display.float_format", _short):
            table = shown.to_html(max_rows=most, border=0, notebook=True, show_dimensions=False, classes=columns)
        return f"{rule}{table}<p><small>{escape(self._footer())}</small></p>"


class StatusFrame(Frame):
    """A frame of statuses, one row an institution and edition; `by_edition()` sets the editions side by side."""

    def by_edition(self) -> "Grid":
        """Set the editions side by side: one row an institution, one column an edition, of one stage.

        >>> import analysis as tr
        >>> tr.data().status(name="Kota Solok").by_edition().loc["Kota Solok", 2022]
        'not_placed'
        """
        wide = pd.DataFrame(self).pivot_table(
            index="name", columns="edition", values="status", aggfunc="first", observed=True, sort=False
        )
        wide = wide[sorted(wide.columns)]
        return Grid.of(wide, replace(self.told, name="by_edition"))


class Grid(Frame):
    """Statuses with the editions side by side, in the colours of the charts."""

    def _repr_html_(self) -> str:
        from analysis.analyst.show import grid

        return f"{grid(pd.DataFrame(self), self.told.language)}<p><small>{escape(self._footer())}</small></p>"
