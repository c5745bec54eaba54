"""Who is on the lists, edition by edition: status, names known, and the mix of levels."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.display.blocks import Chart
from analysis.display.charts.theme import (
    CERTAIN,
    FAINT,
    INK,
    KIND_COLOURS,
    LINE,
    MARGIN,
    PAPER,
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
from analysis.vocabulary import MISSING_NAMES, Level, Status, Strength
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary


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
            [wrapped(text, room, 7.8) for text in squares["text"]],
            squares,
        )
        for label, squares in rows.groupby("label", sort=False)
    ]
    heights = [LINE * max(lines_of(text) for text in [label, *texts]) + 0.16 for label, texts, _ in figure_rows]
    if heights and len(editions) < max(editions) - min(editions) + 1:  # room for what a gap says
        least = width_of(words.say("{year}: none held", year=str(max(editions))), 7.5) - header
        heights = [height * max(1, least / sum(heights)) for height in heights]
    figure, (axes,) = canvas(title, footer, header + sum(heights), left=left, bottom=0.08)
    top = header
    for (label, texts, squares), height in zip(figure_rows, heights, strict=True):
        middle = top + height / 2
        axes.text(-0.01, middle, label, transform=axes.get_yaxis_transform(), ha="right", va="center", size=8.5)
        won = squares["won"] if "won" in squares else [False] * len(squares)
        for edition, status, text, is_won in zip(squares["edition"], squares["status"], texts, won, strict=True):
            unknown = status == Status.UNKNOWN
            colour = WON if is_won else STATUS_COLOURS[status]
            axes.add_patch(Rectangle((edition - 0.45, top + 0.02), 0.9, height - 0.04, **fill(colour, hatched=unknown)))
            if is_won:
                axes.add_patch(Rectangle((edition - 0.45, top + height - 0.05), 0.9, 0.03, facecolor=WON_LINE))
            axes.text(
                edition, middle, text, ha="center", va="center", size=7.8, linespacing=1.25,
                color=PAPER if status == Status.PLACED else INK, bbox=clear(UNKNOWN) if unknown else None,
            )  # fmt: skip
        top += height
    for edition in editions:
        axes.text(edition, header / 2, str(edition), ha="center", va="center", size=9, weight="bold")
    none_held(axes, editions, words)
    axes.set_xlim(min(editions, default=0) - 0.5, max(editions, default=0) + 0.5)
    axes.set_ylim(max(top, header + 0.01), 0)
    axes.set_axis_off()
    return finished(figure, title, _courses(rows, words), footer)


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


@themed
def level_mix(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw how many names of each level are known of each edition, and how many are missing.

    Takes edition, level (of `Level`, and `open` for the names that are missing), lower, upper, known (names of
    the level that are known), and places (names on the lists of the edition). All that is missing is hatched: in the
    colour of its level if it can be of one level only, which it then counts as.
    """
    say = words.say
    kinds = {level: Vocabulary(words).level(level) for level in Level}
    editions = list(dict.fromkeys(rows["edition"]))
    most = max(rows["places"], default=1)
    left, each = 1.15, 0.84
    figure, (axes,) = canvas(title, footer, each * max(len(editions), 1), left=left, bottom=0.1)
    inch = most / (WIDTH - left - MARGIN)
    facts = []
    for at, edition in enumerate(editions):
        of_edition = rows[rows["edition"] == edition].set_index("level")
        places = int(of_edition["places"].iloc[0])
        missing = int(of_edition["lower"].get(MISSING_NAMES, 0))
        levels = of_edition.loc[[level for level in kinds if level in of_edition.index], ["known", "lower", "upper"]]
        known_parts = [(kinds[level], int(row.known), KIND_COLOURS[level]) for level, row in levels.iterrows()]
        missing_parts = [
            (say("{kind}, missing", kind=kinds[level]), int(row.lower - row.known), KIND_COLOURS[level])
            for level, row in levels.iterrows()
        ]
        missing_parts.append((say("level not known"), places - int(levels["lower"].sum()), UNKNOWN))
        top, start, labels = at * each, 0, []
        for hatched, parts in ((False, known_parts), (True, missing_parts)):
            for name, number, colour in (part for part in parts if part[1]):
                axes.add_patch(Rectangle((start, top + 0.04), number, 0.34, **_share(colour, hatched=hatched)))
                # The square of a label says of which level is missing; both in words leave no room.
                short = say("missing") if hatched and colour != UNKNOWN else name
                labels.append((start + number / 2, f"{short} {words.number(number)}", _share(colour, hatched=hatched)))
                start += number
        _below(axes, labels, top + 0.47, inch, most)
        known = say("{known} of {places} names known", known=places - missing, places=places)
        axes.text(-(left - MARGIN) * inch, top + 0.21, str(edition), va="center", size=10, weight="bold")
        axes.text(
            -(left - MARGIN) * inch, top + 0.34, wrapped(known, left - MARGIN - 0.1, 7.5),
            va="top", size=7.5, color=FAINT, linespacing=1.25,
        )  # fmt: skip
        spans = [
            f"{kinds[level]} {words.interval(int(row.lower), int(row.upper))}"
            for level, row in levels.iterrows()
            if row.upper
        ]
        spans += [f"{name} {words.number(number)}" for name, number, _ in missing_parts if number]
        facts.append(f"{edition}: {known}: {', '.join(spans)}")
    axes.set_xlim(0, most)
    axes.set_ylim(each * max(len(editions), 1), 0)
    axes.set_axis_off()
    return finished(figure, title, facts, footer)


def _share(colour: str, *, hatched: bool) -> dict[str, Any]:
    """Fill a share of names; on the colour of a level hatching is white, as it can't be told on it otherwise."""
    return fill(colour, hatched=hatched) | ({} if colour == UNKNOWN else {"edgecolor": PAPER})


def _below(axes: Axes, labels: list[tuple[float, str, dict[str, Any]]], y: float, inch: float, most: float) -> None:
    """Write labels below their parts, each after a square of its colour, moved apart where they would meet."""
    square, gap = 0.12 * inch, 0.1 * inch
    widths = [width_of(text, 7.5) * inch + square for _, text, _ in labels]
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
            axes.text(start + square, top + 0.045, text, va="center", size=7.5)


@themed
def lists_known(rows: pd.DataFrame, words: Words, title: str, footer: str) -> Chart:
    """Draw how many names of each list are known, by the strength of evidence, and how many are missing.

    Takes label (in order) and corroborated, stated, implied and open: numbers of names that add up to the list.
    """
    named = Vocabulary(words)
    parts = {
        Strength.CORROBORATED: (named.strength(Strength.CORROBORATED), CERTAIN, PAPER),
        Strength.STATED: (named.strength(Strength.STATED), "#6ea6cc", INK),
        Strength.IMPLIED: (named.strength(Strength.IMPLIED), "#c6dbea", INK),
        MISSING_NAMES: (words.say("missing"), UNKNOWN, INK),
    }
    figure, (axes,) = canvas(title, footer, 0.34 * len(rows) + 0.35, left=2.6, bottom=0.45)
    counts = list(rows[list(parts)].itertuples(index=False))
    most = max((sum(row) for row in counts), default=1)
    for y, row in enumerate(counts):
        left = 0
        for number, (part, (_, colour, ink)) in zip(row, parts.items(), strict=True):
            if number:
                axes.barh(y, number, left=left, height=0.74, **fill(colour, hatched=part == MISSING_NAMES))
                box = clear(colour) if part == MISSING_NAMES else None
                written = words.number(int(number))
                axes.text(left + number / 2, y, written, ha="center", va="center", size=8, color=ink, bbox=box)
                left += number
    handles = [
        Rectangle((0, 0), 1, 1, label=name, **fill(colour, hatched=part == MISSING_NAMES))
        for part, (name, colour, _) in parts.items()
    ]
    axes.legend(
        handles=handles, ncols=len(parts), loc="lower right", bbox_to_anchor=(1, 1 - 0.3 / (0.34 * len(rows) + 0.35)),
    )  # fmt: skip
    axes.set_yticks(range(len(rows)), [wrapped(label, 2.3, 8.5) for label in rows["label"]], color=INK, size=8.5)
    axes.set_ylim(len(rows) - 0.5, -0.5 - 0.35 / 0.34)
    axes.set_xlim(0, most)
    axes.set_xlabel(words.say("names on the list"))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    facts = [
        f"{label}: "
        + ", ".join(
            f"{name} {words.number(int(number))}"
            for number, (name, _, _) in zip(row, parts.values(), strict=True)
            if number
        )
        for label, row in zip(rows["label"], counts, strict=True)
    ]
    return finished(figure, title, facts, footer)
