"""Yearly scores of regions."""

from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from analysis.display.blocks import Chart
from analysis.display.charts.narrow import Row, stacked
from analysis.display.charts.theme import (
    FAINT,
    KIND_COLOURS,
    LINE,
    MARGIN,
    PAPER,
    RULE,
    SMALL,
    WIDTH,
    canvas,
    clear,
    finished,
    lines_of,
    themed,
    wrapped,
)
from analysis.vocabulary import GOVERNMENTS
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary

MANY = 12
"""More regions than this are shown as a strip of points a year, with a few of them named."""
DRAWN = 1000
"""More points than this are pixels in a picture of lines, which would weigh megabytes."""
LEFT = 0.75
ROOM, YEAR_ROOM = 0.9, 0.42
"""Inches that a year needs for names and counts, and for its number alone."""
NAMES, TOP = 2.2, 0.45
"""Inches for the names at the ends of lines, and above the points for the names of series."""


@themed
def scores(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw yearly scores; nothing is connected across a break between series, or across a year without a score.

    Takes region_name, kind (province, regency or city), year, series (as the reader calls it) and value.
    """
    regions = rows["region_name"].nunique()
    if rows.empty:
        figure, (axes,) = canvas(title, footer, 0.6)
        axes.set_axis_off()
        axes.text(0.5, 0.5, words.say("No score is known."), ha="center", va="center", size=9)
        return finished(figure, title, [], footer)
    rows = rows.sort_values(["region_name", "year"]).reset_index(drop=True)
    if regions > MANY:
        return _strip_of_each_year(rows, words, title, footer)
    return _courses(rows, words, title, footer)


def _courses(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw a line for each region, named at its end."""
    import seaborn as sns  # takes a second to load, which every other chart would wait for

    last = rows.groupby("region_name").tail(1).sort_values("value", ascending=False)
    newest = rows["year"].max()
    labels = []
    for row in last.itertuples():
        text = f"{row.region_name} {_score(row.value, words)}"
        labels.append(wrapped(text if row.year == newest else f"{text} ({row.year})", NAMES, SMALL))
    heights = [LINE * lines_of(label) * 0.93 + 0.05 for label in labels]
    height = max(2.4, sum(heights) + TOP)
    figure, (axes,) = canvas(title, footer, height, left=LEFT, bottom=0.45)
    spacing = _frame(axes, rows, words, height, NAMES + 0.35)
    broken = rows["year"].diff().ne(1) | (rows["region_name"] + rows["series"]).ne(
        (rows["region_name"] + rows["series"]).shift()
    )
    sns.lineplot(
        rows.assign(course=broken.cumsum()), x="year", y="value", hue="kind", palette=KIND_COLOURS, units="course",
        estimator=None, marker="o", markersize=6, linewidth=1.8, markeredgecolor=PAPER, legend=False, ax=axes,
    )  # fmt: skip
    axes.set(xlabel="", ylabel=words.say("score"))
    bottom, top = axes.get_ylim()
    inch = (top - bottom) / height
    # From the top down, each label stands beside its value or below the label before; then they are pushed up again.
    middles, free = [], top - (TOP - 0.1) * inch
    for value, tall in zip(last["value"], heights, strict=True):
        middles.append(min(float(value), free - tall * inch / 2))
        free = middles[-1] - tall * inch / 2
    floor = bottom
    for at in reversed(range(len(middles))):
        middles[at] = max(middles[at], floor + heights[at] * inch / 2)
        floor = middles[at] + heights[at] * inch / 2
    x = newest + 0.25 / spacing
    for row, label, middle in zip(last.itertuples(), labels, middles, strict=True):
        axes.plot([row.year, x], [row.value, middle], color=FAINT, linewidth=0.6, linestyle=":", zorder=1)
        axes.text(x + 0.04 / spacing, middle, label, va="center", size=SMALL, linespacing=1.2, bbox=clear(PAPER))
    if len(last) == 1:
        for row in rows[rows["year"] != newest].itertuples():
            axes.annotate(
                _score(row.value, words),
                (row.year, row.value),
                (0, 7),
                textcoords="offset points",
                ha="center",
                size=SMALL,
            )
    return finished(figure, title, _courses_said(rows, words), footer, lambda: _narrow(rows, words, title, footer))


def _courses_said(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        f"{name}: " + ", ".join(f"{row.year} {_score(row.value, words)} ({row.series})" for row in course.itertuples())
        for name, course in rows.groupby("region_name", sort=False)
    ]


def _strip_of_each_year(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw the scores of each year as a strip of points, with the highest and the lowest named."""
    import seaborn as sns

    height = 4.2
    figure, (axes,) = canvas(title, footer, height, left=LEFT, bottom=0.5)
    spacing = _frame(axes, rows, words, height, 0.6, 0.6)
    is_wide = spacing >= ROOM
    sns.stripplot(
        rows, x="year", y="value", hue="kind", palette=KIND_COLOURS, native_scale=True, jitter=False, size=6 if is_wide else 4,
        alpha=0.6, edgecolor=PAPER, linewidth=0.5, legend=False, rasterized=len(rows) > DRAWN, ax=axes,
    )  # fmt: skip
    axes.set(xlabel="", ylabel=words.say("score"))
    _kinds(axes, rows, words, height)
    facts = []
    for year, scored in rows.groupby("year"):
        ordered = scored.sort_values("value")
        highest, lowest = ordered.iloc[-1], ordered.iloc[0]
        ends = [(highest, 7, "bottom"), (lowest, -7, "top")][: min(len(scored), 2)]
        named = []
        for row, offset, alignment in ends:
            text = f"{row['region_name']} {_score(row['value'], words)}"
            named.append(text)
            if is_wide:
                axes.annotate(
                    wrapped(text, spacing - 0.1, SMALL), (year, row["value"]), (0, offset), textcoords="offset points",
                    ha="center", va=alignment, size=SMALL, linespacing=1.15,
                )  # fmt: skip
        facts.append(f"{year}: {_counted(len(scored), words)}, {words.listing(reversed(named))}")
    every = range(rows["year"].min(), rows["year"].max() + 1)
    counts = rows["year"].value_counts().reindex(every, fill_value=0)
    if is_wide:
        axes.set_xticks(list(every), [f"{year}\n{_counted(int(counts[year]), words)}" for year in every])
    return finished(figure, title, facts, footer, lambda: _narrow(rows, words, title, footer))


def _narrow(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Figure:
    """Draw the scores of each year as points in a row, with the lowest and the highest named."""
    low, high = float(rows["value"].min()), float(rows["value"].max())
    edge = 0.03 * (high - low) or 1.0
    drawn = []
    for (year, series), scored in rows.groupby(["year", "series"], sort=True):
        ordered = scored.sort_values("value")
        ends = ordered.iloc[[0, -1]] if len(ordered) > 1 else ordered
        named = words.listing(f"{row.region_name} {_score(row.value, words)}" for row in ends.itertuples())

        def draw(axes: Axes, middle: float, ordered: pd.DataFrame = ordered) -> None:
            axes.axhline(middle, color=RULE, linewidth=0.8, zorder=0)
            colours = [KIND_COLOURS[kind] for kind in ordered["kind"]]
            axes.scatter(
                ordered["value"], [middle] * len(ordered), s=30, c=colours, alpha=0.7, edgecolor=PAPER, linewidth=0.5,
                rasterized=len(rows) > DRAWN,
            )  # fmt: skip

        drawn.append(Row(f"{year}: {_counted(len(scored), words)}", draw, named, group=str(series)))
    return stacked(title, footer, drawn, (low - edge, high + edge), _handles(rows, words))


def _kinds(axes: Axes, rows: pd.DataFrame, words: Words, height: float) -> None:
    """Say which colour is which kind of region."""
    handles = _handles(rows, words)
    axes.legend(
        handles=handles, ncols=len(handles), loc="upper left", bbox_to_anchor=(0.01, 1 - 0.28 / height), handletextpad=0.2,
        frameon=True, framealpha=1, edgecolor="none",
    )  # fmt: skip


def _handles(rows: pd.DataFrame, words: Words) -> list[Line2D]:
    named = Vocabulary(words)
    return [
        Line2D([], [], color=KIND_COLOURS[kind], marker="o", linestyle="none", label=named.level(kind))
        for kind in GOVERNMENTS
        if (rows["kind"] == kind).any()
    ]


def _counted(number: int, words: Words) -> str:
    return words.plural("{number} region", "{number} regions", number) if number else words.say("no score")


def _score(value: float, words: Words) -> str:
    return words.decimal(float(value), 1)


def _frame(axes: Axes, rows: pd.DataFrame, words: Words, height: float, right: float, margin: float = 0.15) -> float:
    """Set the axes so that texts have room, say which series there are, and return inches for a year."""
    first, newest = int(rows["year"].min()), int(rows["year"].max())
    width = WIDTH - LEFT - MARGIN
    start = 0.35 if right > 1 else right
    spacing = (width - right - start) / max(newest - first, 1)
    axes.set_xlim(first - start / spacing, first + (width - start) / spacing)
    told = range(newest, first - 1, -ceil(YEAR_ROOM / spacing))[::-1]
    axes.set_xticks(told, [str(year) for year in told])
    low, high = float(rows["value"].min()), float(rows["value"].max())
    low, high = (low, high) if high - low > 4 else (low - 2, high + 2)
    inch = (high - low) / (height - TOP - 2 * margin)
    axes.set_ylim(low - margin * inch, high + (margin + TOP) * inch)
    ticks = MaxNLocator(6, steps=[1, 2, 5, 10]).tick_values(low, high)
    axes.set_yticks([tick for tick in ticks if low - margin * inch <= tick <= high + margin * inch])
    axes.yaxis.set_major_formatter(lambda score, _: words.number(round(score, 2)))
    axes.grid(axis="y")
    spans = rows.groupby("series")["year"].agg(["min", "max"]).sort_values(["min", "max"], ascending=[True, False])
    latest = spans["max"].cummax().shift(fill_value=0)
    series = spans.loc[spans["min"] > latest, "min"]  # one that begins while another goes on is of some regions only
    begins = [year - 0.5 for year in series.iloc[1:]]
    top = axes.get_ylim()[1]
    for at, name in enumerate(series.index):
        if at:
            axes.axvline(begins[at - 1], color=FAINT, linewidth=0.9, linestyle=(0, (4, 3)))
        x, side = (begins[at - 1] + 0.06 / spacing, "left") if at else (axes.get_xlim()[0], "left")
        if at == 0 and begins:
            x, side = begins[0] - 0.06 / spacing, "right"
        end = begins[at] if at < len(begins) else axes.get_xlim()[1]
        room = (end - x) * spacing if side == "left" else (x - axes.get_xlim()[0]) * spacing
        axes.text(
            x, top, wrapped(name, room - 0.06, SMALL), ha=side, va="top", size=SMALL, color=FAINT, linespacing=1.2
        )
    return spacing
