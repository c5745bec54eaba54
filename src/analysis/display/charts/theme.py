"""The look that all charts share: colours, type, and a canvas with title and source inside the figure.

Sizes are in inches and known before anything is drawn, so texts are measured with the font itself and wrapped to the
room they have. What a chart shows belongs to its own module.
"""

from collections.abc import Callable, Iterable
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags

from analysis.display import states
from analysis.display.blocks import Chart
from analysis.display.pictures import PIXEL_RATIO, settings
from analysis.vocabulary import Level, Status
from analysis.words.language import Words

# Shown at 760 pixels; an inch of the figure is 100 pixels of the page.
WIDTH, DPI = 7.6, 100 * PIXEL_RATIO
MARGIN = 0.12
LINE = 0.155
"""Inches from one line of text to the next."""
SMALL = 8
"""Points of the smallest letters: 11 pixels of the page, below which they can't be read."""

INK, FAINT, PAPER, RULE = "#1f2933", "#5f6b76", "#ffffff", "#e4e8ec"
"""Ink on paper has a contrast of 14.8 to 1, faint ink of 5.4 to 1 (WCAG AA asks for 4.5)."""

STATUS_COLOURS = {
    Status.PLACED: states.LOOKS[Status.PLACED].ground,
    Status.NOT_PLACED: "#d5dae0",
    Status.UNKNOWN: "#efe3c8",
    Status.NOT_ELIGIBLE: "#f1f3f5",
}
"""Told apart by lightness and hatching as well, so in grey and by the colour-blind: the light ones are darker than on a
page, since an area of a chart may be small and without a word."""
CERTAIN, UNKNOWN = STATUS_COLOURS[Status.PLACED], STATUS_COLOURS[Status.UNKNOWN]
WON, _, WON_LINE = states.LOOKS[states.WON]
UNKNOWN_HATCH, HATCH_INK = "////", states.LOOKS[Status.UNKNOWN].frame
EDGE = "#808b96"
"""Of light areas, on paper 3.4 to 1."""

KIND_COLOURS = {
    Level.MINISTRY: "#3f2b96",
    Level.AGENCY: "#b067c6",
    Level.SOE: "#43474d",
    Level.PROVINCE: "#2a6f97",
    Level.REGENCY: "#469f78",
    Level.CITY: "#8f3b0e",
    Level.UNIT: "#d1495b",
}
"""The same kind of institution has the same colour everywhere. Each has 3.2 to 1 or more on paper (WCAG asks for 3 of
what is not text); any two differ by 14 or more in CIELAB, to the colour-blind as well, and neighbours by 14 in grey."""

THEME: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.8,
    "axes.axisbelow": True,
    "grid.color": RULE,
    "grid.linewidth": 0.8,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "text.color": INK,
    "text.parse_math": False,
    "hatch.linewidth": 0.7,
    "legend.frameon": False,
    "legend.fontsize": SMALL,
    "legend.handlelength": 1.2,
    "legend.columnspacing": 1.4,
    "legend.borderaxespad": 0,
    "svg.hashsalt": "regional-trends",
}


Given = ParamSpec("Given")
Drawn = TypeVar("Drawn")


def themed(draw: Callable[Given, Drawn]) -> Callable[Given, Drawn]:
    """Decorate what draws: the theme holds while it is drawn, and nothing outside changes."""

    @wraps(draw)
    def drawn(*given: Given.args, **named: Given.kwargs) -> Drawn:
        with mpl.rc_context(settings(THEME)):
            return draw(*given, **named)

    return drawn


def canvas(
    title: str,
    footer: str,
    height: float,
    left: float = 0.7,
    bottom: float = 0.45,
    panels: int = 1,
    width: float = WIDTH,
    margin: float = MARGIN,
) -> tuple[Figure, list[Axes]]:
    """Make a figure with its title above and its source below; `height` is that of each panel, in inches."""
    titles, notes = wrapped(title, width - 2 * margin, 11.5, bold=True), wrapped(footer, width - 2 * margin, SMALL)
    above, below = 0.22 * lines_of(titles) + 0.2, LINE * lines_of(notes) + 0.16
    total = above + height * panels + bottom + below
    figure = Figure(figsize=(width, total), dpi=DPI, facecolor=PAPER)
    axes = [
        figure.add_axes(
            (left / width, (bottom + below + height * at) / total, (width - left - margin) / width, height / total)
        )
        for at in reversed(range(panels))
    ]
    edge = margin / width
    figure.text(edge, 1 - 0.1 / total, titles, va="top", size=11.5, weight="bold", linespacing=1.25)
    figure.text(edge, 0.08 / total, notes, va="bottom", size=SMALL, color=FAINT, linespacing=1.3)
    return figure, axes


def finished(
    figure: Figure, title: str, facts: Iterable[str], footer: str, narrow: Callable[[], Figure] | None = None
) -> Chart:
    """Give a figure its alternative text: the message, the key numbers, the source and the completeness.

    Takes what draws the same for a narrow screen.
    """
    alternative = " ".join(filter(None, [_sentence(title), _sentence("; ".join(facts)), footer]))
    return Chart(figure, alternative, themed(narrow) if narrow else None)


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


def fill(colour: str, *, hatched: bool = False) -> dict[str, Any]:
    """Fill an area; what is not known is hatched, never white, and what is light has an edge."""
    return {
        "facecolor": colour,
        "edgecolor": HATCH_INK if hatched else EDGE if is_light(colour) else PAPER,
        "linewidth": 0.6,
        "hatch": UNKNOWN_HATCH if hatched else None,
    }


@cache
def is_light(colour: str) -> bool:
    """Say whether a colour has less than 3 to 1 on paper."""
    channels = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in to_rgb(colour))
    return sum(part * each for part, each in zip((0.2126, 0.7152, 0.0722), channels, strict=True)) > 0.3


def clear(colour: str) -> dict[str, Any]:
    """Clear the ground behind a text of hatching and rules."""
    return {"facecolor": colour, "edgecolor": "none", "pad": 1.2}


def none_held(axes: Axes, editions: list[int], words: Words) -> None:
    """Say in the years between editions that none was held."""
    for year in range(min(editions, default=0), max(editions, default=0)):
        if year not in editions:
            axes.text(
                year, 0.5, words.say("{year}: none held", year=str(year)), transform=axes.get_xaxis_transform(),
                rotation=90, ha="center", va="center", size=SMALL, color=FAINT, bbox=clear(PAPER),
            )  # fmt: skip


@cache
def width_of(line: str, size: float, *, bold: bool = False) -> float:
    """Measure a line of text, in inches, as it is drawn."""
    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))
    font.set_size(size, DPI)
    font.set_text(line, flags=LoadFlags.NO_HINTING)
    width: float = font.get_width_height()[0]
    return width / 64 / DPI


def widest(text: str, size: float, *, bold: bool = False) -> float:
    """Measure the widest line of a text, in inches."""
    return max((width_of(line, size, bold=bold) for line in text.splitlines()), default=0.0)


def wrapped(text: str, inches: float, size: float, *, bold: bool = False) -> str:
    """Wrap each line of a text to the room that it has."""
    space = width_of(" ", size, bold=bold)
    found = []
    for line in text.splitlines():
        words: list[str] = []
        used = 0.0
        # A number stays with its percent sign, which Indonesian sets apart.
        for word in line.replace(" %", "\u00a0%").split(" "):
            width = width_of(word, size, bold=bold)  # widths add up, and most words come again
            if words and used + space + width > inches:
                found.append(" ".join(words))
                words, used = [], 0.0
            used += width + (space if words else 0)
            words.append(word)
        found.append(" ".join(words))
    return "\n".join(found)


def lines_of(text: str) -> int:
    """Count the lines of a text."""
    return text.count("\n") + 1
