"""Charts of any selection, in the look of the pages, and that look for charts of one's own.

How the house's charts are drawn belongs to `analysis.display.charts`. A chart keeps its figure, which may be changed before
it is saved.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import matplotlib as mpl
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.analyst.show import DARK
from analysis.display import blocks, pictures
from analysis.display import charts as house_charts
from analysis.display.charts import theme as look
from analysis.errors import Refused
from analysis.vocabulary import Stage, Status
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary

Theme = Literal["light", "dark"]
ENDINGS = (".png", ".svg", ".pdf")


class Chart(blocks.Chart):
    """A chart: `figure` is matplotlib's, `alternative` says what it shows, `save` writes it."""

    def save(self, path: str | Path, *, theme: Theme = "light") -> None:
        """Write it as PNG, SVG (its texts as texts) or PDF, by the ending of the path."""
        path = Path(path)
        if path.suffix not in ENDINGS:
            raise Refused(f"{path}: its name would end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}")
        try:
            path.write_bytes(self.drawn(path.suffix, theme))
        except OSError as error:
            raise Refused(f"{path}: can't be written: {error.strerror}") from None

    def __dir__(self) -> list[str]:
        """Offer what is of use to an analyst."""
        return ["alternative", "drawn", "figure", "save"]

    def drawn(self, ending: str, theme: Theme = "light") -> bytes:
        """Draw it in a format, `.png`, `.svg` or `.pdf`."""
        changed = _recoloured(self.figure) if theme == "dark" else []
        try:
            if ending == ".png":
                return self.png()
            if ending == ".svg":
                return pictures.svg(self.figure).encode()
            file = io.BytesIO()
            self.figure.savefig(file, format="pdf", metadata={"CreationDate": None})  # the same bytes each time
            return file.getvalue()
        finally:
            for artist, setter, colour in changed:
                getattr(artist, setter)(colour)


def _recoloured(figure: Figure) -> list[tuple[Artist, str, Any]]:
    """Turn the colours of the house into those on a dark ground; return what undoes it."""
    undo = []
    artists = figure.findobj()
    artists += [box for each in artists if isinstance(each, Text) and (box := each.get_bbox_patch()) is not None]
    for artist in artists:
        for part in ("facecolor", "edgecolor", "color"):
            get, put = getattr(artist, f"get_{part}", None), f"set_{part}"
            if get is None or not hasattr(artist, put) or (part == "color" and hasattr(artist, "get_facecolor")):
                continue
            try:
                old = to_hex(get())
            except (ValueError, TypeError):  # a collection has several colours, or none
                continue
            if old in DARK:
                undo.append((artist, put, get()))
                getattr(artist, put)(DARK[old])
    return undo


def kept(chart: blocks.Chart) -> Chart:
    """Give a chart of a page as one that can be saved."""
    return Chart(chart.figure, chart.alternative)


@contextmanager
def house(theme: Theme = "light") -> Iterator[None]:
    """Draw charts of one's own, with matplotlib or seaborn, in the look of the pages.

    >>> import analysis as tr
    >>> import matplotlib.pyplot as plt
    >>> with tr.house():
    ...     figure, axes = plt.subplots()
    >>> axes.spines["top"].get_visible()
    False
    """
    own = {name: DARK.get(value, value) if theme == "dark" else value for name, value in look.THEME.items()}
    ground = DARK[look.PAPER] if theme == "dark" else look.PAPER
    with mpl.rc_context(pictures.settings({**own, "figure.facecolor": ground, "axes.facecolor": ground})):
        yield


def signed(drawn: Figure | Axes | Any, title: str, footer: str) -> Chart:
    """Put a title above a figure of one's own and its source below it, and give it its alternative text.

    Takes a figure, axes, or a grid of seaborn.
    """
    figure = drawn if isinstance(drawn, Figure) else getattr(drawn, "figure", None)
    if not isinstance(figure, Figure):
        raise Refused(f"{type(drawn).__name__} is no figure, axes, or grid of seaborn")
    width = figure.get_figwidth()
    room = width - 2 * look.MARGIN
    titles, notes = look.wrapped(title, room, 11.5, bold=True), look.wrapped(footer, room, 7.5)
    total = _extended(figure, 0.22 * look.lines_of(titles) + 0.2, 0.15 * look.lines_of(notes) + 0.16)
    figure.set_dpi(look.DPI)
    edge, is_dark = look.MARGIN / width, to_hex(figure.get_facecolor()) == DARK[look.PAPER]
    ink, faint = (DARK[each] if is_dark else each for each in (look.INK, look.FAINT))
    figure.text(edge, 1 - 0.1 / total, titles, va="top", size=11.5, weight="bold", linespacing=1.25, color=ink)
    figure.text(edge, 0.08 / total, notes, va="bottom", size=7.5, linespacing=1.3, color=faint)
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(figure)  # or a notebook shows it once more, without what was added
    return kept(look.finished(figure, title, [], footer))


def banner(figure: Figure, said: str) -> None:
    """Write a line above all that a figure shows, in the colour of what is not known."""
    width = figure.get_figwidth()
    lines = look.wrapped(said, width - 2 * look.MARGIN, 9, bold=True)
    total = _extended(figure, 0.17 * look.lines_of(lines) + 0.12, 0)
    at = (look.MARGIN / width, 1 - 0.1 / total)
    figure.text(*at, lines, va="top", size=9, weight="bold", color=look.HATCH_INK, linespacing=1.25)


def _extended(figure: Figure, above: float, below: float) -> float:
    """Make room above and below a figure, in inches; give its height then."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    width, height = figure.get_size_inches()
    total = float(height + above + below)
    places = [(axes, axes.get_position()) for axes in figure.axes]
    figure.set_size_inches(width, total)
    for axes, box in places:
        axes.set_position((box.x0, (box.y0 * height + below) / total, box.width, box.height * height / total))
    for text in figure.texts:
        x, y = text.get_position()
        text.set_position((x, (y * height + below) / total))
    return total


def timeline(rows: pd.DataFrame, words: Words, stage: Stage, title: str, footer: str) -> Chart:
    """Draw statuses of a stage by edition, one row an institution; takes name, edition, status, missing, size and won."""
    named = Vocabulary(words)

    def square(status: str, missing: int, size: int, won: bool) -> str:
        if status == Status.UNKNOWN:
            return words.say("unknown\n{missing} of {size} missing", missing=missing, size=size)
        return words.say("winner") if won else named.status(Status(status), stage)

    texts = [square(*row) for row in rows[["status", "missing", "size", "won"]].itertuples(index=False)]
    squares = rows[["name", "edition", "status", "won"]].rename(columns={"name": "label"}).assign(text=texts)
    return kept(house_charts.status_timeline(squares, words, title, footer))


def ranks(rows: pd.DataFrame, words: Words, title: str, footer: str, highlighted: list[str]) -> Chart:
    """Draw between which ranks provinces may stand; takes province, rank_low and rank_high."""
    rows = rows.rename(columns={"province": "name", "rank_low": "rank_best", "rank_high": "rank_worst"})
    return kept(
        house_charts.rank_intervals(rows.assign(highlighted=rows["name"].isin(highlighted)), words, title, footer)
    )


def tiles(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw provinces as tiles; takes province, tile_row, tile_col, placed_low, placed_high and governments."""
    rows = rows.rename(columns={"province": "province_name", "placed_low": "lower", "placed_high": "upper"})
    return kept(house_charts.province_map(rows, words, title, footer))
