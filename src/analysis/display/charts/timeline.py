"""The status of institutions by edition: one row an institution, one square an edition."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.display.blocks import Chart
from analysis.display.charts.narrow import ROOM, Row, stacked
from analysis.display.charts.theme import (
    INK,
    LINE,
    MARGIN,
    PAPER,
    SMALL,
    STATUS_COLOURS,
    UNKNOWN,
    WIDTH,
    WON,
    WON_LINE,
    canvas,
    clear,
    fill,
    finished,
    lines_of,
    none_held,
    themed,
    width_of,
    wrapped,
)
from analysis.vocabulary import Status
from analysis.words.language import Words


@themed
def status_timeline(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw the status of institutions by edition: one row a label, one square an edition, 2021 a gap.

    Takes label, edition, status and text (what a square says, lines separated by a line break), in order; and won, where
    some of those placed won.
    """
    editions = sorted({int(year) for year in rows["edition"]})
    left, header = 2.2, 0.28
    width = WIDTH - left - MARGIN
    # A square is 0.9 years wide.
    room = 0.9 * width / (max(editions, default=0) - min(editions, default=0) + 1) - 0.08
    figure_rows = [
        (
            wrapped(str(label), left - MARGIN - 0.12, 8.5),
            [wrapped(text, room, SMALL) for text in squares["text"]],
            squares,
        )
        for label, squares in rows.groupby("label", sort=False)
    ]
    heights = [LINE * max(lines_of(text) for text in [label, *texts]) + 0.16 for label, texts, _ in figure_rows]
    if heights and len(editions) < max(editions) - min(editions) + 1:  # room for what a gap says
        least = width_of(words.say("{year}: none held", year=str(max(editions))), SMALL) - header
        heights = [height * max(1, least / sum(heights)) for height in heights]
    figure, (axes,) = canvas(title, footer, header + sum(heights), left=left, bottom=0.08)
    top = header
    for (label, texts, squares), height in zip(figure_rows, heights, strict=True):
        middle = top + height / 2
        axes.text(-0.01, middle, label, transform=axes.get_yaxis_transform(), ha="right", va="center", size=8.5)
        for square, text in zip(_squares(squares), texts, strict=True):
            _square(axes, square, text, (square.edition - 0.45, top + 0.02), (0.9, height - 0.04))
        top += height
    for edition in editions:
        axes.text(edition, header / 2, str(edition), ha="center", va="center", size=9, weight="bold")
    none_held(axes, editions, words)
    axes.set_xlim(min(editions, default=0) - 0.5, max(editions, default=0) + 0.5)
    axes.set_ylim(max(top, header + 0.01), 0)
    axes.set_axis_off()
    return finished(figure, title, _courses(rows, words), footer, lambda: _narrow(rows, title, footer))


def _narrow(rows: pd.DataFrame, title: str, footer: str) -> Figure:
    """Draw the squares of each institution below its name, each with its edition."""
    editions = sorted({int(year) for year in rows["edition"]})
    each = ROOM / max(len(editions), 1)
    drawn = []
    for label, squares in rows.groupby("label", sort=False):
        texts = {
            int(square.edition): wrapped(f"{square.edition}\n{square.text}", each - 0.1, SMALL)
            for square in _squares(squares)
        }
        height = LINE * max(map(lines_of, texts.values())) + 0.1

        def draw(
            axes: Axes,
            middle: float,
            squares: pd.DataFrame = squares,
            texts: Mapping[int, str] = texts,
            height: float = height,
        ) -> None:
            for square in _squares(squares):
                corner = (editions.index(square.edition) * each, middle - height / 2)
                _square(axes, square, texts[square.edition], corner, (each - 0.04, height))

        drawn.append(Row(str(label), draw, height=height))
    return stacked(title, footer, drawn, (0, ROOM))


def _squares(rows: pd.DataFrame) -> list[Any]:
    """Give the squares of one institution, each with whether it won."""
    return list(rows.assign(won=rows.get("won", False)).itertuples())


def _square(axes: Axes, square: Any, text: str, corner: tuple[float, float], size: tuple[float, float]) -> None:
    """Draw one square with its text; `corner` is its left upper one, as y runs downwards."""
    unknown = square.status == Status.UNKNOWN
    colour = WON if square.won else STATUS_COLOURS[square.status]
    axes.add_patch(Rectangle(corner, *size, **fill(colour, hatched=unknown)))
    if square.won:
        axes.add_patch(Rectangle((corner[0], corner[1] + size[1] - 0.03), size[0], 0.03, facecolor=WON_LINE))
    axes.text(
        corner[0] + size[0] / 2, corner[1] + size[1] / 2, text, ha="center", va="center", size=SMALL, linespacing=1.25,
        color=PAPER if square.status == Status.PLACED else INK, bbox=clear(UNKNOWN) if unknown else None,
    )  # fmt: skip


def _courses(rows: pd.DataFrame, words: Words) -> list[str]:
    """Say the squares of each row; rows that say the same are told together."""
    alike: dict[str, list[str]] = {}
    for label, squares in rows.groupby("label", sort=False):
        course = ", ".join(
            f"{edition} {' '.join(text.split())}"
            for edition, text in zip(squares["edition"], squares["text"], strict=True)
        )
        alike.setdefault(course, []).append(str(label))
    return [f"{words.listing(labels)}: {course}" for course, labels in alike.items()]
