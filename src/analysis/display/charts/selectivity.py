"""Selectivity by edition: of those that registered, which share was placed."""

from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from analysis.display.blocks import Chart
from analysis.display.charts.narrow import Row, stacked
from analysis.display.charts.theme import (
    FAINT,
    INK,
    MARGIN,
    PAPER,
    SMALL,
    WIDTH,
    canvas,
    clear,
    finished,
    none_held,
    themed,
    wrapped,
)
from analysis.words.language import Words

LEFT = 0.75


@themed
def selectivity(rows: pd.DataFrame, words: Words, title: str, footer: str, colour: str = INK) -> Chart:
    """Draw places over registered by edition, with the range where sources disagree.

    Takes edition, places, registered, registered_low, registered_high; and label, where several tracks are drawn, one
    below the other.
    """
    tracks = list(rows.groupby("label", sort=False)) if "label" in rows else [("", rows)]
    editions = sorted({int(year) for year in rows["edition"]})
    first, last = min(editions, default=0), max(editions, default=0)
    highest = (rows["places"] / rows["registered_low"]).astype("float64").max()
    top = highest if highest > 0 else 1
    figure, panels = canvas(
        title, footer, 2.3 if len(tracks) == 1 else 1.55, left=LEFT, bottom=0.55, panels=max(len(tracks), 1)
    )
    room = (WIDTH - LEFT - MARGIN) / (last - first + 1.25) - 0.25
    facts, drawn = [], []
    for axes, (label, track) in zip(panels, tracks, strict=False):
        for row in track.itertuples():
            text = _share(axes, row, words, colour, room, top)
            fact = f"{row.edition}: {', '.join(text).replace(chr(10), ' ')}"
            facts.append(", ".join(filter(None, [label, fact])))
            drawn.append(Row(fact, partial(_bar, row, colour), group=label, height=0.14))
        none_held(axes, editions, words)
        axes.set_xticks(editions, [str(year) for year in editions])
        axes.set_xlim(first - 0.25, last + 1)
        axes.set_ylim(0, top * (1.25 if len(tracks) == 1 else 1.5))
        axes.set_yticks([tick for tick in MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(0, top) if tick <= top])
        axes.yaxis.set_major_formatter(lambda share, _: words.percent(share))
        axes.grid(axis="y")
        if label:
            axes.text(0.01, 0.95, label, transform=axes.transAxes, va="top", size=9, weight="bold", bbox=clear(PAPER))
        if axes is not panels[-1]:
            axes.tick_params(axis="x", labelbottom=False)
    panels[len(panels) // 2].set_ylabel(words.say("places / registered"))
    panels[-1].set_xlabel(words.say("edition"))
    return finished(figure, title, facts, footer, lambda: stacked(title, footer, drawn, (0, top)))


def _bar(row: Any, colour: str, axes: Axes, middle: float) -> None:
    """Draw the share of one edition as a bar, with the range where sources disagree."""
    if pd.isna(row.registered):
        return
    share, low, high = (row.places / int(each) for each in (row.registered, row.registered_high, row.registered_low))
    axes.add_patch(Rectangle((0, middle - 0.06), share, 0.12, facecolor=colour))
    if high > low:
        axes.plot([low, high], [middle, middle], color=FAINT, linewidth=4, solid_capstyle="butt")


def _share(axes: Axes, row: Any, words: Words, colour: str, room: float, top: float) -> list[str]:
    """Draw one edition, and return what is written beside it, in a panel that reaches to a share of `top`."""
    say = words.say
    edition, places = int(row.edition), int(row.places)
    if pd.isna(row.registered):
        texts = [say("{places} places", places=places), say("registered not known")]
        axes.annotate(
            wrapped("\n".join(texts), room, SMALL), (edition, 0), (9, 6), textcoords="offset points", va="bottom", size=SMALL,
            color=FAINT, bbox=clear(PAPER),
        )  # fmt: skip
        return texts
    share, low, high = (places / int(each) for each in (row.registered, row.registered_high, row.registered_low))
    texts = [say("{places} of {registered}", places=places, registered=int(row.registered)), words.percent(share, 1)]
    if high > low:
        axes.plot([edition, edition], [low, high], color=colour, linewidth=5, alpha=0.5, solid_capstyle="butt")
        span = say("{low} to {high}", low=words.percent(low, 1), high=words.percent(high, 1))
        texts[1] += f"\n({span})"
    near = share < 0.4 * top  # the axis, over which a text would hang
    axes.plot([edition], [share], marker="o", markersize=SMALL, color=colour)
    axes.annotate(
        wrapped("\n".join(texts), room, SMALL), (edition, share), (9, -3 if near else 0), textcoords="offset points",
        va="bottom" if near else "center", size=SMALL, linespacing=1.25, bbox=clear(PAPER),
    )  # fmt: skip
    return texts
