"""One function a chart: frames and words in, a figure with its alternative text out.

Title, source and completeness are drawn inside the figure, so that a copied picture keeps them. Figures are built
without pyplot, at the size they are shown, so that drawing one changes nothing outside it. What a title says is
decided in `analysis.pages`.
"""

import textwrap
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.shown import PIXEL_RATIO, Chart
from analysis.wording import Words

# Shown at 760 pixels; an inch of the figure is 100 pixels of the page.
WIDTH, DPI = 7.6, 100 * PIXEL_RATIO
MARGIN = 0.12

INK, FAINT, PAPER = "#1f2933", "#5f6b76", "#ffffff"
"""Ink on paper has a contrast of 14.7 to 1, faint ink of 5.5 to 1 (WCAG AA asks for 4.5)."""

STATUS_COLOURS = {"placed": "#0b5a8f", "not_placed": "#d5dae0", "unknown": "#efe3c8", "not_eligible": "#f1f3f5"}
"""Told apart by lightness and hatching as well, so in grey and by the colour-blind."""
UNKNOWN_HATCH, HATCH_INK = "////", "#94732f"

KIND_COLOURS = {
    "ministry": "#4b3b8f",
    "agency": "#9a6fb5",
    "soe": "#6b6f75",
    "province": "#0b5a8f",
    "regency": "#1b7f63",
    "city": "#c2611a",
    "unit": "#a83e5b",
}
"""The same kind of institution has the same colour everywhere; each has 4 to 1 or more on paper."""

THEME: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.8,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "text.color": INK,
    "hatch.linewidth": 0.7,
    "svg.hashsalt": "regional-trends",
}


def _canvas(title: str, footer: str, height: float, left: float = 0.7, bottom: float = 0.45) -> tuple[Figure, Axes]:
    """Make a figure with its title above and its source below; `height` is that of the axes, in inches."""
    titles, notes = textwrap.wrap(title, 72), textwrap.wrap(footer, 118)
    above, below = 0.22 * len(titles) + 0.2, 0.15 * len(notes) + 0.16
    total = above + height + bottom + below
    figure = Figure(figsize=(WIDTH, total), dpi=DPI, facecolor=PAPER)
    axes = figure.add_axes((left / WIDTH, (bottom + below) / total, (WIDTH - left - MARGIN) / WIDTH, height / total))
    edge = MARGIN / WIDTH
    figure.text(edge, 1 - 0.1 / total, "\n".join(titles), va="top", size=11.5, weight="bold", linespacing=1.25)
    figure.text(edge, 0.08 / total, "\n".join(notes), va="bottom", size=7.5, color=FAINT, linespacing=1.3)
    return figure, axes


def _years(axes: Axes, editions: list[int], words: Words) -> None:
    """Set the years of the editions on the axis, and say where none was held."""
    axes.set_xticks(editions, [str(each) for each in editions])
    axes.set_xlim(min(editions) - 0.6, max(editions) + 0.6)
    for year in range(min(editions), max(editions)):
        if year not in editions:
            axes.text(
                year, 0.5, words.say("{year}: none held", year=str(year)), transform=axes.get_xaxis_transform(),
                rotation=90, ha="center", va="center", size=7.5, color=FAINT,
            )  # fmt: skip


@mpl.rc_context(THEME)
def status_timeline(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw the status of institutions by edition: one row a label, one square an edition, 2021 a gap.

    Takes label, edition, status and text (what a square says, lines separated by a line break), in order.
    """
    labels = list(dict.fromkeys(rows["label"]))
    editions = sorted(int(each) for each in rows["edition"].unique())
    figure, axes = _canvas(title, footer, 0.72 * len(labels), left=2.0, bottom=0.3)
    # A square is 0.9 years wide, and a letter of its text 0.068 inches.
    letters = int(0.9 * (WIDTH - 2.0 - MARGIN) / (max(editions) - min(editions) + 1.2) / 0.068)
    for row in rows.itertuples():
        y = labels.index(row.label)
        unknown = row.status == "unknown"
        fill = _fill(STATUS_COLOURS[row.status], hatched=unknown)
        axes.add_patch(Rectangle((row.edition - 0.45, y - 0.42), 0.9, 0.84, **fill))
        axes.text(
            row.edition, y, _wrapped(row.text, letters), ha="center", va="center", size=7.8, linespacing=1.25,
            color=PAPER if row.status == "placed" else INK,
            bbox={"facecolor": STATUS_COLOURS["unknown"], "edgecolor": "none", "pad": 1.2} if unknown else None,
        )  # fmt: skip
    _years(axes, editions, words)
    axes.set_yticks(range(len(labels)), [_wrapped(label, 26) for label in labels], color=INK)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    read = "; ".join(f"{row.label} {row.edition}: {row.text.replace(chr(10), ', ')}" for row in rows.itertuples())
    return Chart(figure, f"{title}. {read}. {footer}")


@mpl.rc_context(THEME)
def selectivity(rows: pd.DataFrame, words: Words, title: str, footer: str, colour: str = INK) -> Chart:
    """Draw places over registered by edition, with the range where sources disagree.

    Takes edition, places, registered, registered_low, registered_high, of one track.
    """
    rows = rows.dropna(subset=["registered"])
    editions = [int(each) for each in rows["edition"]]
    shares = (rows["places"] / rows["registered"]).astype(float)
    lows, highs = (rows["places"] / rows[end] for end in ("registered_high", "registered_low"))
    figure, axes = _canvas(title, footer, 2.3, left=0.75, bottom=0.55)
    top = max(float(highs.max()) * 1.25, 0.01)
    said = []
    for edition, share, low, high, row in zip(editions, shares, lows, highs, rows.itertuples(), strict=True):
        if high > low:
            axes.plot([edition, edition], [low, high], color=colour, linewidth=5, alpha=0.35, solid_capstyle="butt")
        axes.plot([edition], [share], marker="o", markersize=8, color=colour)
        text = words.say("{places} of {registered}", places=int(row.places), registered=int(row.registered))
        if high > low:
            span = words.say("{low} to {high}", low=words.percent(low, 1), high=words.percent(high, 1))
            text = f"{text}\n{words.percent(share, 1)} ({span})"
        else:
            text = f"{text}\n{words.percent(share, 1)}"
        axes.text(edition + 0.09, share, text, va="center", size=8.5, linespacing=1.3)
        said.append(f"{edition}: {text.replace(chr(10), ', ')}")
    _years(axes, editions, words)
    axes.set_xlim(min(editions) - 0.4, max(editions) + 1.1)
    axes.set_ylim(0, top)
    axes.set_ylabel(words.say("places / registered"))
    axes.set_xlabel(words.say("edition"))
    axes.yaxis.set_major_formatter(lambda share, _: words.percent(share))
    axes.grid(axis="y", color="#e4e8ec", linewidth=0.8)
    axes.set_axisbelow(True)
    return Chart(figure, f"{title}. {'; '.join(said)}. {footer}")


@mpl.rc_context(THEME)
def lists_known(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw how many names of each list are known, by the strength of evidence, and how many are missing.

    Takes label (in order) and corroborated, stated, implied and open: numbers of names that add up to the list.
    """
    parts = {
        "corroborated": (words.say("two publishers or more"), "#0b5a8f", PAPER),
        "stated": (words.say("one publisher"), "#6ea6cc", INK),
        "implied": (words.say("only implied"), "#c6dbea", INK),
        "open": (words.say("missing"), STATUS_COLOURS["unknown"], INK),
    }
    figure, axes = _canvas(title, footer, 0.34 * len(rows) + 0.35, left=2.6, bottom=0.45)
    counts = list(rows[list(parts)].itertuples(index=False))
    most = max(sum(row) for row in counts)
    for y, row in enumerate(counts):
        left = 0
        for number, (part, (_, colour, ink)) in zip(row, parts.items(), strict=True):
            if number:
                axes.barh(y, number, left=left, height=0.74, **_fill(colour, hatched=part == "open"))
                box = {"facecolor": colour, "edgecolor": "none", "pad": 1} if part == "open" else None
                written = words.number(int(number))
                axes.text(left + number / 2, y, written, ha="center", va="center", size=8, color=ink, bbox=box)
                left += number
    handles = [
        Rectangle((0, 0), 1, 1, label=name, **_fill(colour, hatched=part == "open"))
        for part, (name, colour, _) in parts.items()
    ]
    axes.legend(
        handles=handles, ncols=len(parts), loc="lower right", bbox_to_anchor=(1, 1 - 0.3 / (0.34 * len(rows) + 0.35)),
        frameon=False, fontsize=8, handlelength=1.2, columnspacing=1.4, borderaxespad=0,
    )  # fmt: skip
    axes.set_yticks(range(len(rows)), [_wrapped(label, 34) for label in rows["label"]], color=INK, size=8.5)
    axes.set_ylim(len(rows) - 0.5, -0.5 - 0.35 / 0.34)
    axes.set_xlim(0, most)
    axes.set_xlabel(words.say("names on the list"))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    read = "; ".join(
        f"{label}: "
        + ", ".join(
            f"{name} {words.number(int(number))}"
            for number, (name, _, _) in zip(row, parts.values(), strict=True)
            if number
        )
        for label, row in zip(rows["label"], counts, strict=True)
    )
    return Chart(figure, f"{title}. {read}. {footer}")


def _wrapped(text: str, width: int) -> str:
    """Wrap each line of a text."""
    return "\n".join("\n".join(textwrap.wrap(line, width)) for line in text.splitlines())


def _fill(colour: str, *, hatched: bool) -> dict[str, Any]:
    """Fill an area; what is not known is hatched, never white."""
    return {
        "facecolor": colour,
        "edgecolor": HATCH_INK if hatched else PAPER,
        "linewidth": 0.6,
        "hatch": UNKNOWN_HATCH if hatched else None,
    }
