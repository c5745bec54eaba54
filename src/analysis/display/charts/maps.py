"""The provinces on a tile grid: one tile each, so that the smallest can be read as well as the largest."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.display.blocks import Chart
from analysis.display.charts.narrow import Row, stacked
from analysis.display.charts.theme import INK, MARGIN, PAPER, SMALL, UNKNOWN, canvas, fill, finished, themed, wrapped
from analysis.words.language import Words

SCALE = LinearSegmentedColormap.from_list(
    "placed", [(0, "#b9d6ea"), (0.5, "#98c2de"), (0.5, "#2671a8"), (1, "#07345a")]
)
"""Tiles are told apart by lightness, so in grey and by the colour-blind as well. The scale leaves out the tones in its
middle, on which neither dark nor white letters have a contrast of 4.5 to 1."""
NONE = "#f1f3f5"
ACROSS, HEIGHT = 9.5, 0.78
"""Inches: the width of all tiles, which is the room of a page, and the height of one. The width of one follows from the
number of columns."""
KEY = 0.34
"""Inches that the key takes above the tiles."""


def shade(share: float) -> tuple[str, str]:
    """Give the colour of a tile, from none known (0) to the most of all (1), and that of texts on it."""
    return to_hex(SCALE(share)) if share else NONE, PAPER if share >= 0.5 else INK


@themed
def province_map(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw how many governments of each province were placed, on a tile grid. A hatched edge says that more are possible.

    Takes province_name, tile_row, tile_col, lower, upper (governments placed), governments, one row a province.
    """
    say = words.say
    # Columns and rows of the grid that have no tile are left out.
    across = {each: at for at, each in enumerate(sorted(set(rows["tile_col"])))}
    down = {each: at for at, each in enumerate(sorted(set(rows["tile_row"])))}
    width = (ACROSS - 2 * MARGIN) / max(len(across), 8)
    height = KEY + HEIGHT * max(len(down), 1)
    figure, (axes,) = canvas(title, footer, height, left=MARGIN, bottom=0.08, width=ACROSS)
    most = max(int(rows["lower"].max()), 1) if len(rows) else 1
    facts, tiles = [], []
    for row in rows.sort_values(["lower", "upper", "province_name"], ascending=[False, False, True]).itertuples():
        low, high = int(row.lower), int(row.upper)
        left, top = across[row.tile_col] * width, KEY + down[row.tile_row] * HEIGHT
        colour, ink = shade(low / most)
        tiles.append((across[row.tile_col], down[row.tile_row], low, high, colour, ink))
        axes.add_patch(Rectangle((left, top), width - 0.03, HEIGHT - 0.03, **fill(colour)))
        if high > low:
            axes.add_patch(Rectangle((left, top + HEIGHT - 0.11), width - 0.03, 0.08, **fill(UNKNOWN, hatched=True)))
        middle = left + (width - 0.03) / 2
        name = wrapped(row.province_name, width - 0.04, SMALL)
        axes.text(middle, top + 0.04, name, ha="center", va="top", size=SMALL, color=ink, linespacing=1.1)
        span = words.number(low) if low == high else f"{words.number(low)}–{words.number(high)}"
        axes.text(middle, top + HEIGHT - 0.12, span, ha="center", va="bottom", size=SMALL, weight="bold", color=ink)
        facts.append(
            say(
                "{province} {interval} of {governments}",
                province=row.province_name,
                interval=words.interval(low, high),
                governments=int(row.governments),
            )
        )
    axes.set_xlim(0, ACROSS - 2 * MARGIN)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    handles = _key(most, words)
    axes.legend(handles=handles, ncols=len(handles), loc="upper left", bbox_to_anchor=(0, 1))

    def narrow() -> Figure:
        return _narrow(tiles, title, footer, _key(most, words))

    return finished(figure, title, facts, footer, narrow)


def _key(most: int, words: Words) -> list[Rectangle]:
    """Say what the colours of the tiles mean."""
    say = words.say
    shades = {0: say("none known"), most: say("{number} known", number=most)}
    handles = [Rectangle((0, 0), 1, 1, label=label, **fill(shade(at / most)[0])) for at, label in shades.items()]
    handles.append(Rectangle((0, 0), 1, 1, label=say("more are possible"), **fill(UNKNOWN, hatched=True)))
    return handles


def _narrow(tiles: Sequence[tuple[Any, ...]], title: str, footer: str, key: Sequence[Rectangle]) -> Figure:
    """Draw the tiles where they lie, each with the number known; names have no room."""
    columns, lines = (max((tile[at] for tile in tiles), default=0) + 1 for at in (0, 1))
    height = 0.24

    def draw(axes: Axes, middle: float) -> None:
        for across, down, low, high, colour, ink in tiles:
            top = middle + height * (down - lines / 2)
            axes.add_patch(Rectangle((across, top), 0.92, height - 0.02, **fill(colour)))
            if high > low:
                axes.add_patch(Rectangle((across, top + height - 0.06), 0.92, 0.04, **fill(UNKNOWN, hatched=True)))
            axes.text(
                across + 0.46, top + 0.09, str(low), ha="center", va="center", size=SMALL, color=ink, weight="bold"
            )

    return stacked(title, footer, [Row("", draw, height=height * lines)], (0, columns), key)
