"""Who is on the lists: how many names of each are known, and of which levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.display.blocks import Chart
from analysis.display.charts.narrow import Row, stacked
from analysis.display.charts.theme import (
    CERTAIN,
    FAINT,
    INK,
    KIND_COLOURS,
    LINE,
    MARGIN,
    PAPER,
    SMALL,
    UNKNOWN,
    WIDTH,
    canvas,
    clear,
    fill,
    finished,
    themed,
    width_of,
    wrapped,
)
from analysis.vocabulary import MISSING_NAMES, Level, Strength
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary

STATED, IMPLIED = "#93bedb", "#dbe8f2"
"""What one publisher states, and what only follows; what two or more state has the colour of what is certain."""


@themed
def level_mix(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw how many names of each level are known of each edition, and how many are missing.

    Takes edition, level (of `Level`, and `open` for the names that are missing), lower, upper, known (names of
    the level that are known), and places (names on the lists of the edition). All that is missing is hatched: in the
    colour of its level if it can be of one level only, which it then counts as.
    """
    editions = list(dict.fromkeys(rows["edition"]))
    most = max(rows["places"], default=1)
    left, each = 1.15, 0.84
    figure, (axes,) = canvas(title, footer, each * max(len(editions), 1), left=left, bottom=0.1)
    inch = most / (WIDTH - left - MARGIN)
    facts, drawn = [], []
    for at, edition in enumerate(editions):
        of_edition = rows[rows["edition"] == edition].set_index("level")
        parts, spans = _parts(of_edition, words)
        starts = [0, *accumulate(part.number for part in parts)]
        bars = [(start, part.number, part.filled) for start, part in zip(starts, parts, strict=False)]
        labels = [
            (start + part.number / 2, f"{part.label} {words.number(part.number)}", part.filled)
            for start, part in zip(starts, parts, strict=False)
        ]
        top = at * each
        _bars(bars, axes, top + 0.21)
        _below(axes, labels, top + 0.47, inch, most)
        places, missing = int(of_edition["places"].iloc[0]), int(of_edition["lower"].get(MISSING_NAMES, 0))
        known = words.say("{known} of {places} names known", known=places - missing, places=places)
        axes.text(-(left - MARGIN) * inch, top + 0.21, str(edition), va="center", size=10, weight="bold")
        axes.text(
            -(left - MARGIN) * inch, top + 0.34, wrapped(known, left - MARGIN - 0.1, SMALL),
            va="top", size=SMALL, color=FAINT, linespacing=1.25,
        )  # fmt: skip
        facts.append(f"{edition}: {known}: {', '.join(spans)}")
        counted = words.listing(f"{part.name} {words.number(part.number)}" for part in parts)
        drawn.append(Row(f"{edition}: {known}", partial(_bars, bars), counted, height=0.34))
    axes.set_xlim(0, most)
    axes.set_ylim(each * max(len(editions), 1), 0)
    axes.set_axis_off()
    return finished(figure, title, facts, footer, lambda: stacked(title, footer, drawn, (0, most), _key(rows, words)))


@dataclass(frozen=True)
class _Part:
    """A part of the bar of an edition: names of one level that are known, or that are missing."""

    name: str
    label: str
    number: int
    filled: dict[str, Any]


def _parts(of_edition: pd.DataFrame, words: Words) -> tuple[list[_Part], list[str]]:
    """Give the parts of an edition's bar, and say them, each level within its bounds; takes its rows by level."""
    say, named = words.say, Vocabulary(words)
    known, missing, spans = [], [], []
    for level in (level for level in Level if level in of_edition.index):
        row, name, colour = of_edition.loc[level], named.level(level), KIND_COLOURS[level]
        known.append(_Part(name, name, int(row["known"]), _share(colour, hatched=False)))
        # The square of a label says of which level is missing; both in words leave no room.
        of_level = say("{kind}, missing", kind=name)
        number = int(row["lower"] - row["known"])
        missing.append(_Part(of_level, say("missing"), number, _share(colour, hatched=True)))
        if row["upper"]:
            spans.append(f"{name} {words.interval(int(row['lower']), int(row['upper']))}")
    left = int(of_edition["places"].iloc[0]) - sum(part.number for part in [*known, *missing])
    of_any = say("level not known")
    missing.append(_Part(of_any, of_any, left, _share(UNKNOWN, hatched=True)))
    spans += [f"{part.name} {words.number(part.number)}" for part in missing if part.number]
    return [part for part in [*known, *missing] if part.number], spans


def _key(rows: pd.DataFrame, words: Words) -> list[Rectangle]:
    """Say in a key which colour each level has, of those that are or may be on the lists, and what is missing."""
    shown = set(rows.loc[rows["upper"] > 0, "level"])
    return [
        *(
            Rectangle((0, 0), 1, 1, label=Vocabulary(words).level(level), **_share(KIND_COLOURS[level], hatched=False))
            for level in Level
            if level in shown
        ),
        Rectangle((0, 0), 1, 1, label=words.say("missing"), **fill(UNKNOWN, hatched=True)),
    ]


def _bars(bars: Sequence[tuple[float, float, dict[str, Any]]], axes: Axes, middle: float, height: float = 0.34) -> None:
    """Draw parts of one bar: where each begins, how long it is, how it is filled."""
    for start, length, filled in bars:
        axes.add_patch(Rectangle((start, middle - height / 2), length, height, **filled))


def _share(colour: str, *, hatched: bool) -> dict[str, Any]:
    """Fill a share of names; on the colour of a level hatching is white, as it can't be told on it otherwise."""
    return fill(colour, hatched=hatched) | ({} if colour == UNKNOWN else {"edgecolor": PAPER})


def _below(axes: Axes, labels: list[tuple[float, str, dict[str, Any]]], y: float, inch: float, most: float) -> None:
    """Write labels below their parts, each after a square of its colour, moved apart where they would meet."""
    square, gap = 0.12 * inch, 0.1 * inch
    widths = [width_of(text, SMALL) * inch + square for _, text, _ in labels]
    # Where all of them together are wider than the chart, they take turns on two lines.
    lines = 1 if sum(widths) + gap * len(labels) <= most else 2
    for line in range(lines):
        here = list(zip(labels, widths, strict=True))[line::lines]
        starts, free = [], 0.0
        for (middle, _, _), width in here:
            starts.append(max(middle - width / 2, free))
            free = starts[-1] + width + gap
        end = most
        for at in reversed(range(len(starts))):
            starts[at] = min(starts[at], end - here[at][1])
            end = starts[at] - gap
        top = y + line * 0.9 * LINE
        for start, ((_, text, filled), _) in zip(starts, here, strict=True):
            axes.add_patch(Rectangle((start, top), 0.08 * inch, 0.08, **filled))
            axes.text(start + square, top + 0.045, text, va="center", size=SMALL)


@themed
def lists_known(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw how many names of each list are known, by the strength of evidence, and how many are missing.

    Takes label (in order) and corroborated, stated, implied and open: numbers of names that add up to the list.
    """
    names: dict[str, str] = {strength: Vocabulary(words).strength(strength) for strength in Strength}
    names[MISSING_NAMES] = words.say("missing")
    colours = {
        Strength.CORROBORATED: CERTAIN,
        Strength.STATED: STATED,
        Strength.IMPLIED: IMPLIED,
        MISSING_NAMES: UNKNOWN,
    }
    filled = {part: fill(colour, hatched=part == MISSING_NAMES) for part, colour in colours.items()}
    counts = [
        {part: int(number) for part, number in zip(names, row, strict=True) if number}
        for row in rows[list(names)].itertuples(index=False)
    ]
    bars = [
        [
            (start, number, filled[part])
            for start, (part, number) in zip(accumulate(row.values(), initial=0), row.items(), strict=False)
        ]
        for row in counts
    ]
    said = [", ".join(f"{names[part]} {words.number(number)}" for part, number in row.items()) for row in counts]
    most = max((sum(row.values()) for row in counts), default=1)
    figure, (axes,) = canvas(title, footer, 0.34 * len(rows) + 0.35, left=2.6, bottom=0.45)
    for y, (row, bar) in enumerate(zip(counts, bars, strict=True)):
        for part, (start, number, filling) in zip(row, bar, strict=True):
            axes.barh(y, number, left=start, height=0.74, **filling)
            axes.text(
                start + number / 2, y, words.number(number), ha="center", va="center", size=SMALL,
                color=PAPER if part == Strength.CORROBORATED else INK,
                bbox=clear(UNKNOWN) if part == MISSING_NAMES else None,
            )  # fmt: skip
    axes.legend(
        handles=[Rectangle((0, 0), 1, 1, label=name, **filled[part]) for part, name in names.items()],
        ncols=len(names), loc="lower right", bbox_to_anchor=(1, 1 - 0.3 / (0.34 * len(rows) + 0.35)),
    )  # fmt: skip
    axes.set_yticks(range(len(rows)), [wrapped(label, 2.3, 8.5) for label in rows["label"]], color=INK, size=8.5)
    axes.set_ylim(len(rows) - 0.5, -0.5 - 0.35 / 0.34)
    axes.set_xlim(0, most)
    axes.set_xlabel(words.say("names on the list"))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    lists = list(zip(rows["label"], bars, said, strict=True))
    drawn = [Row(label, partial(_bars, bar, height=0.2), names_said) for label, bar, names_said in lists]
    facts = [f"{label}: {names_said}" for label, _, names_said in lists]
    return finished(figure, title, facts, footer, lambda: stacked(title, footer, drawn, (0, most)))
