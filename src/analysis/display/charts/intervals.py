"""Intervals as strips: what is known is solid, what is possible is hatched, beside what lots would give."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from analysis.display.blocks import Chart
from analysis.display.charts.narrow import ROOM, Row, stacked
from analysis.display.charts.theme import (
    CERTAIN,
    EDGE,
    FAINT,
    INK,
    LINE,
    MARGIN,
    PAPER,
    SMALL,
    UNKNOWN,
    WIDTH,
    canvas,
    fill,
    finished,
    lines_of,
    themed,
    widest,
    wrapped,
)
from analysis.words import ranges
from analysis.words.language import Words

KEY = 0.32
"""Inches that the key takes above the strips."""
UNMARKED = WHOLE = EDGE
"""Of a rank that is not the one in question, and of what a strip is a part of."""


@dataclass(frozen=True)
class _Strip:
    """A row of a chart: from nought to `lower` is known, from there to `upper` possible."""

    label: str
    lower: int
    upper: int
    text: str
    """Stands to the right of the strip, and in the alternative text."""
    note: str = ""
    """Stands below the text, fainter."""
    whole: int | None = None
    """What the strip is a part of, drawn as a thin line."""
    by_lot: tuple[float, float] | None = None
    """What drawing lots would give: ends of the range of its expectation."""

    @property
    def end(self) -> float:
        """Where the text may begin."""
        return max(self.upper, self.whole or 0, self.by_lot[1] if self.by_lot else 0)

    @property
    def fact(self) -> str:
        """The strip in words."""
        return f"{self.label}: {self.said}"

    @property
    def said(self) -> str:
        """What is said of it."""
        return ", ".join(filter(None, [self.text, self.note]))


@themed
def retention(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw how many of an edition's known names were placed again in the next one, against drawing lots.

    Takes edition_from, edition_to, cohort (known names), cohort_size (names on the lists), lower, upper,
    expected_low, expected_high and p_value (all three may be missing), of one track.
    """
    say = words.say
    strips = []
    for row in rows.itertuples():
        values = {"interval": words.interval(int(row.lower), int(row.upper)), "cohort": int(row.cohort)}
        if row.cohort == row.cohort_size:
            text = say("{interval} of {cohort}", **values)
        else:
            text = say("{interval} of {cohort} known ({size} on the lists)", size=int(row.cohort_size), **values)
        note, by_lot = "", None
        if pd.notna(row.expected_low):
            by_lot = (float(row.expected_low), float(row.expected_high))
            text = say("{text}; by lot {expected}", text=text, expected=ranges.expected(*by_lot, words))
            if row.lower:
                note = say(
                    "chance of {lower} or more by lot: {chance}",
                    lower=int(row.lower),
                    chance=ranges.chance(row.p_value, words),
                )
        label = say("{earlier} to {later}", earlier=str(row.edition_from), later=str(row.edition_to))
        strips.append(_Strip(label, int(row.lower), int(row.upper), text, note, whole=int(row.cohort), by_lot=by_lot))
    return _strips(strips, words, title, footer, say("names placed again"))


@themed
def runs(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw how many were placed in every edition of a run, against drawing lots.

    Takes label, lower, upper, expected_low, expected_high (both may be missing), in order.
    """
    say = words.say
    strips = []
    for row in rows.itertuples():
        text, by_lot = words.interval(int(row.lower), int(row.upper)), None
        if pd.notna(row.expected_low):
            by_lot = (float(row.expected_low), float(row.expected_high))
            text = say("{text}; by lot {expected}", text=text, expected=ranges.expected(*by_lot, words))
        strips.append(_Strip(row.label, int(row.lower), int(row.upper), text, by_lot=by_lot))
    return _strips(strips, words, title, footer, say("placed every time"))


@themed
def rank_intervals(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw between which ranks each may stand.

    Takes name, rank_best, rank_worst, highlighted; the surest come first.
    """
    rows = rows.sort_values(["rank_worst", "rank_best", "name"])
    names = list(rows["name"])
    left = 0.3 + max((widest(name, 8.5, bold=True) for name in names), default=0)
    figure, (axes,) = canvas(title, footer, max(0.2 * len(rows), 0.4), left=left, bottom=0.45)
    last = int(rows["rank_worst"].max()) if len(rows) else 1
    spans = [
        words.interval(int(best), int(worst)) for best, worst in zip(rows["rank_best"], rows["rank_worst"], strict=True)
    ]
    room = max((widest(span, SMALL, bold=True) for span in spans), default=0)
    # Ranks for an inch: the texts fit to the right of the longest strip.
    rank = (last + 0.1) / (WIDTH - left - MARGIN - room - 0.1)
    facts = []
    for y, (row, span) in enumerate(zip(rows.itertuples(), spans, strict=True)):
        colour = _colour(row)
        best, worst = int(row.rank_best), int(row.rank_worst)
        axes.add_patch(Rectangle((best - 0.5, y - 0.32), worst - best + 1, 0.64, facecolor=colour))
        axes.text(
            worst + 0.5 + 0.07 * rank, y, span, va="center", size=SMALL, weight="bold" if row.highlighted else "normal"
        )
        facts.append(f"{row.name}: {span}")
    axes.set_yticks(range(len(rows)), names, color=INK, size=8.5)
    for tick, highlighted in zip(axes.get_yticklabels(), rows["highlighted"], strict=True):
        tick.set_fontweight("bold" if highlighted else "normal")
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    axes.set_xlim(0.4, 0.4 + rank * (WIDTH - left - MARGIN))
    _ticks(axes, [1, *range(5, last + 1, 5)], last + 0.5)
    axes.set_xlabel(words.say("rank, 1 is the most"), loc="left")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)

    def narrow() -> Figure:
        drawn = [
            Row(fact, partial(_rank, int(row.rank_best), int(row.rank_worst), _colour(row)), height=0.12)
            for row, fact in zip(rows.itertuples(), facts, strict=True)
        ]
        return stacked(title, footer, drawn, (0.5, last + 0.5))

    return finished(figure, title, facts, footer, narrow)


def _colour(row: Any) -> str:
    return CERTAIN if row.highlighted else UNMARKED


def _rank(best: int, worst: int, colour: str, axes: Axes, middle: float) -> None:
    axes.add_patch(Rectangle((best - 0.5, middle - 0.06), worst - best + 1, 0.12, facecolor=colour))


def _strips(strips: Sequence[_Strip], words: Words, title: str, footer: str, axis: str) -> Chart:
    """Draw one strip below the other; y runs downwards in inches."""
    labels = [wrapped(strip.label, 2.3, 8.5) for strip in strips]
    left = MARGIN + max((widest(label, 8.5) for label in labels), default=0) + 0.1
    width = WIDTH - left - MARGIN
    texts = [wrapped(strip.text, 0.55 * width, 8.5) for strip in strips]
    notes = [wrapped(strip.note, 0.55 * width, SMALL) for strip in strips]
    rooms = [
        LINE * max(lines_of(label), lines_of(text) + (lines_of(note) if note else 0)) + 0.17
        for label, text, note in zip(labels, texts, notes, strict=True)
    ]
    figure, (axes,) = canvas(title, footer, KEY + max(sum(rooms), 0.4) + 0.05, left=left, bottom=0.45)
    # The scale is the largest at which every text still fits to the right of its strip.
    limit = 1.0
    for strip, text, note in zip(strips, texts, notes, strict=True):
        room = width - 0.12 - max(widest(text, 8.5), widest(note, SMALL))
        limit = max(limit, strip.end * width / room)
    y = KEY
    for strip, label, text, note, room in zip(strips, labels, texts, notes, rooms, strict=True):
        middle = y + room / 2
        _bar(strip, axes, middle, width / limit)
        axes.text(-0.1 / width * limit, middle, label, ha="right", va="center", size=8.5, linespacing=1.25)
        start = strip.end + 0.08 / width * limit
        if note:
            above = LINE * lines_of(note) / 2
            axes.text(start, middle - above, text, va="center", size=8.5, linespacing=1.25)
            axes.text(start, middle + LINE * lines_of(text) / 2, note, va="center", size=SMALL, color=FAINT)
        else:
            axes.text(start, middle, text, va="center", size=8.5, linespacing=1.25)
        y += room
    axes.set_xlim(0, limit)
    axes.set_ylim(max(y, KEY + 0.4) + 0.05, 0)
    axes.set_yticks([])
    end = max((strip.end for strip in strips), default=1.0)
    _ticks(axes, [tick for tick in MaxNLocator(integer=True).tick_values(0, limit) if tick <= end], end)
    axes.set_xlabel(axis, loc="left")
    handles = _key(strips, words)
    axes.legend(handles=handles, ncols=len(handles), loc="upper left", bbox_to_anchor=(0, 1))

    def narrow() -> Figure:
        rows = [Row(each.label, partial(_bar, each, scale=ROOM / end), each.said, height=0.3) for each in strips]
        return stacked(title, footer, rows, (0, end), _key(strips, words))

    return finished(figure, title, [strip.fact for strip in strips], footer, narrow)


def _ticks(axes: Axes, ticks: Sequence[float], end: float) -> None:
    """Set ticks as far as there is something to read off; the room of the texts has none."""
    axes.set_xticks(ticks)
    axes.spines["bottom"].set_bounds(axes.get_xlim()[0], end)


def _bar(strip: _Strip, axes: Axes, middle: float, scale: float) -> None:
    """Draw a strip; `scale` is inches for one."""
    if strip.whole is not None:
        axes.plot([0, strip.whole], [middle, middle], color=WHOLE, linewidth=1.2, zorder=1)
        axes.plot([strip.whole] * 2, [middle - 0.06, middle + 0.06], color=WHOLE, linewidth=1.2, zorder=1)
    if strip.upper > strip.lower:
        possible = strip.upper - strip.lower
        axes.add_patch(Rectangle((strip.lower, middle - 0.1), possible, 0.2, **fill(UNKNOWN, hatched=True)))
    if strip.lower:
        axes.add_patch(Rectangle((0, middle - 0.1), strip.lower, 0.2, **fill(CERTAIN)))
    if strip.by_lot:
        low, high = strip.by_lot
        mark: dict[str, Any] = {"facecolor": INK, "edgecolor": PAPER, "linewidth": 0.8, "zorder": 3}
        axes.add_patch(Rectangle((low, middle - 0.035), high - low, 0.07, **mark))
        # A mark is 0.024 inches wide; one at nought stands beside the axis.
        half = 0.012 / scale
        for end in sorted({low, high}):
            axes.add_patch(Rectangle((max(end - half, 0), middle - 0.15), 2 * half, 0.3, **mark))


def _key(strips: Sequence[_Strip], words: Words) -> list[Artist]:
    """Say what the marks mean."""
    handles: list[Artist] = [Rectangle((0, 0), 1, 1, label=words.say("known"), **fill(CERTAIN))]
    if any(strip.upper > strip.lower for strip in strips):
        handles.append(Rectangle((0, 0), 1, 1, label=words.say("possible"), **fill(UNKNOWN, hatched=True)))
    if any(strip.whole is not None for strip in strips):
        handles.append(Line2D([], [], color=WHOLE, linewidth=1.2, label=words.say("all known names")))
    if any(strip.by_lot for strip in strips):
        by_lot = words.say("expected by lot")
        handles.append(Line2D([], [], color=INK, label=by_lot, marker="|", markersize=11, mew=2, linestyle="none"))
    return handles
