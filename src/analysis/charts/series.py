"""Values over the years: selectivity by edition, yearly scores."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.theme import (
    FAINT,
    INK,
    KIND_COLOURS,
    LINE,
    MARGIN,
    PAPER,
    WIDTH,
    canvas,
    finished,
    lines_of,
    themed,
    wrapped,
    years,
)
from analysis.shown import Chart
from analysis.wording import Words

MANY = 12
"""More regions than this are shown as a strip of points a year, with a few of them named."""
NAMES, TOP = 2.2, 0.4
"""Inches for the names at the ends of lines, and above the points for the names of series."""


@themed
def selectivity(rows: pd.DataFrame, words: Words, title: str, footer: str, colour: str = INK) -> Chart:
    """Draw places over registered by edition, with the range where sources disagree.

    Takes edition, places, registered, registered_low, registered_high; and label, where several tracks are drawn, one
    below the other.
    """
    say = words.say
    tracks = list(rows.groupby("label", sort=False)) if "label" in rows else [("", rows)]
    editions = sorted({int(each) for each in rows["edition"]})
    highest = (rows["places"] / rows["registered_low"]).astype("float64").max()
    figure, panels = canvas(
        title, footer, 2.3 if len(tracks) == 1 else 1.55, left=0.75, bottom=0.55, panels=len(tracks)
    )
    facts = []
    for axes, (label, track) in zip(panels, tracks, strict=True):
        for row in track.itertuples():
            text = _share(axes, row, words, colour)
            facts.append(", ".join(filter(None, [label, f"{row.edition}: {text.replace(chr(10), ', ')}"])))
        years(axes, editions, words)
        axes.set_xlim(min(editions) - 0.4, max(editions) + 1.1)
        axes.set_ylim(0, highest * (1.25 if len(tracks) == 1 else 1.45))
        axes.yaxis.set_major_formatter(lambda share, _: words.percent(share))
        axes.grid(axis="y")
        if label:
            axes.text(0.01, 0.95, label, transform=axes.transAxes, va="top", size=9, weight="bold")
        if axes is not panels[-1]:
            axes.tick_params(axis="x", labelbottom=False)
    panels[len(panels) // 2].set_ylabel(say("places / registered"))
    panels[-1].set_xlabel(say("edition"))
    return finished(figure, title, facts, footer)


def _share(axes: Axes, row: Any, words: Words, colour: str) -> str:
    """Draw one edition, and return what is written beside it."""
    say = words.say
    edition, places = int(row.edition), int(row.places)
    if pd.isna(row.registered):
        text = say("{places} places,\nregistered not known", places=places)
        axes.text(edition, 0.04, text, transform=axes.get_xaxis_transform(), ha="center", size=7.5, color=FAINT)
        return text
    share, low, high = (places / int(each) for each in (row.registered, row.registered_high, row.registered_low))
    text = (
        f"{say('{places} of {registered}', places=places, registered=int(row.registered))}\n{words.percent(share, 1)}"
    )
    if high > low:
        axes.plot([edition, edition], [low, high], color=colour, linewidth=5, alpha=0.35, solid_capstyle="butt")
        text += f"\n({say('{low} to {high}', low=words.percent(low, 1), high=words.percent(high, 1))})"
    axes.plot([edition], [share], marker="o", markersize=8, color=colour)
    axes.annotate(text, (edition, share), (9, 0), textcoords="offset points", va="center", size=8.5, linespacing=1.25)
    return text


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
        labels.append(wrapped(text if row.year == newest else f"{text} ({row.year})", NAMES, 8))
    heights = [LINE * lines_of(label) * 0.93 + 0.05 for label in labels]
    height = max(2.4, sum(heights) + TOP)
    figure, (axes,) = canvas(title, footer, height, left=0.65, bottom=0.45)
    spacing = _frame(axes, rows, height, NAMES + 0.35)
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
        axes.text(x + 0.04 / spacing, middle, label, va="center", size=8, linespacing=1.2, color=INK)
    if len(last) == 1:
        for row in rows[rows["year"] != newest].itertuples():
            axes.annotate(
                _score(row.value, words), (row.year, row.value), (0, 7), textcoords="offset points", ha="center", size=8
            )
    return finished(figure, title, _courses_said(rows, words), footer)


def _courses_said(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        f"{name}: " + ", ".join(f"{row.year} {_score(row.value, words)} ({row.series})" for row in course.itertuples())
        for name, course in rows.groupby("region_name", sort=False)
    ]


def _strip_of_each_year(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw the scores of each year as a strip of points, with the highest and the lowest named."""
    import seaborn as sns

    height = 4.2
    figure, (axes,) = canvas(title, footer, height, left=0.65, bottom=0.5)
    spacing = _frame(axes, rows, height, 0.6, 0.6)
    sns.stripplot(
        rows, x="year", y="value", hue="kind", palette=KIND_COLOURS, native_scale=True, jitter=False, size=6,
        alpha=0.6, edgecolor=PAPER, linewidth=0.5, legend=False, ax=axes,
    )  # fmt: skip
    axes.set(xlabel="", ylabel=words.say("score"))
    facts = []
    for year, scored in rows.groupby("year"):
        ordered = scored.sort_values("value")
        highest, lowest = ordered.iloc[-1], ordered.iloc[0]
        ends = [(highest, 7, "bottom"), (lowest, -7, "top")][: min(len(scored), 2)]
        named = []
        for row, offset, alignment in ends:
            text = f"{row['region_name']} {_score(row['value'], words)}"
            named.append(text)
            axes.annotate(
                wrapped(text, spacing - 0.1, 7.2), (year, row["value"]), (0, offset), textcoords="offset points",
                ha="center", va=alignment, size=7.2, linespacing=1.15,
            )  # fmt: skip
        count = words.plural("{number} region", "{number} regions", len(scored))
        facts.append(f"{year}: {count}, {words.say('from {lowest} to {highest}', lowest=named[-1], highest=named[0])}")
    axes.set_xticks(
        (every := list(range(rows["year"].min(), rows["year"].max() + 1))),
        [f"{year}\n{_counted(int((rows['year'] == year).sum()), words)}" for year in every],
    )
    return finished(figure, title, facts, footer)


def _counted(number: int, words: Words) -> str:
    return words.plural("{number} region", "{number} regions", number) if number else words.say("no score")


def _score(value: float, words: Words) -> str:
    return words.number(round(float(value), 1))


def _frame(axes: Axes, rows: pd.DataFrame, height: float, right: float, margin: float = 0.15) -> float:
    """Set the axes so that texts have room, say which series there are, and return inches for a year."""
    first, newest = int(rows["year"].min()), int(rows["year"].max())
    width = WIDTH - 0.65 - MARGIN
    start = 0.35 if right > 1 else right
    spacing = (width - right - start) / max(newest - first, 1)
    axes.set_xlim(first - start / spacing, first + (width - start) / spacing)
    axes.set_xticks(range(first, newest + 1), [str(year) for year in range(first, newest + 1)])
    low, high = float(rows["value"].min()), float(rows["value"].max())
    low, high = (low, high) if high - low > 4 else (low - 2, high + 2)
    inch = (high - low) / (height - TOP - 2 * margin)
    axes.set_ylim(low - margin * inch, high + (margin + TOP) * inch)
    axes.grid(axis="y")
    series = rows.groupby("series")["year"].min().sort_values()
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
        axes.text(x, top, wrapped(name, room - 0.06, 7.5), ha=side, va="top", size=7.5, color=FAINT, linespacing=1.2)
    return spacing
