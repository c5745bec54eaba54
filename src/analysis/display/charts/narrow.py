"""Charts for a telephone: rows one below the other, each with its words above and below, on the narrowest screen.

Nothing is read off an axis there: every number is written. What a row draws belongs to the module of its chart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.display.charts.theme import FAINT, LINE, SMALL, canvas, lines_of, themed, wrapped

WIDTH, EDGE = 2.8, 0.04
"""Inches. On a screen of 320 pixels an inch is shown as 100 pixels, on a wider one as more: see `theme.WIDTH`."""
ROOM = WIDTH - 2 * EDGE
"""Inches for bars and texts."""


@dataclass(frozen=True)
class Row:
    """What is drawn in a row, and what is said above and below it."""

    label: str
    draw: Callable[[Axes, float], None]
    """Takes the axes, whose y runs downwards in inches, and the middle of the row."""
    below: str = ""
    group: str = ""
    """Said once, above the first row of its group."""
    height: float = 0.2


@themed
def stacked(
    title: str, footer: str, rows: Sequence[Row], span: tuple[float, float], key: Sequence[Artist] = ()
) -> Figure:
    """Draw rows one below the other. `span` holds the values at the left and the right edge; `key` says what colours mean."""
    said = [(wrapped(row.label, ROOM, SMALL + 0.5), wrapped(row.below, ROOM, SMALL)) for row in rows]
    heights = [
        sum(LINE * lines_of(text) for text in texts if text) + row.height + 0.18
        for row, texts in zip(rows, said, strict=True)
    ]
    begins = [bool(row.group) and (not at or row.group != rows[at - 1].group) for at, row in enumerate(rows)]
    above = 0.17 * len(key) + 0.1
    total = above + sum(heights) + 0.3 * sum(begins) + 0.05
    figure, (axes,) = canvas(title, footer, total, left=EDGE, bottom=0.02, width=WIDTH, margin=EDGE)
    axes.set_xlim(span)
    axes.set_ylim(total, 0)
    axes.set_axis_off()
    if key:
        axes.legend(handles=key, loc="upper left", bbox_to_anchor=(0, 1), labelspacing=0.35)
    top = above
    for row, (label, below), height, begins_group in zip(rows, said, heights, begins, strict=True):
        if begins_group:
            axes.text(span[0], top + 0.15, row.group, va="center", size=9, weight="bold")
            top += 0.3
        drawn = top
        if label:
            axes.text(span[0], top, label, va="top", size=SMALL + 0.5, linespacing=1.2)
            drawn += LINE * lines_of(label) + 0.02
        row.draw(axes, drawn + row.height / 2)
        axes.text(span[0], drawn + row.height + 0.02, below, va="top", size=SMALL, color=FAINT, linespacing=1.2)
        top += height
    return figure
