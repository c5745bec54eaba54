"""The colours: contrast for everyone, by day and by night, and told apart by the colour-blind and in grey."""

import re
from itertools import combinations, pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from analysis.display import states
from analysis.display.blocks import Chart
from analysis.display.charts import intervals, lists, maps, theme
from analysis.display.states import LOOKS
from analysis.folders import PROJECT
from analysis.pages.of_compare import STATES
from analysis.vocabulary import Outcome, Status


def luminance(colour: str) -> float:
    return float(np.array([0.2126, 0.7152, 0.0722]) @ _linear(colour))


def contrast(first: str, second: str) -> float:
    """WCAG 2.1: (L1 + 0.05) / (L2 + 0.05), the lighter above."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _linear(colour: str) -> np.ndarray:
    channels = np.array(to_rgb(colour))
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


# Machado, Oliveira and Fernandes 2009, of full severity, on linear channels.
SIGHT = {
    "full": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour: str, sight: str = "full") -> np.ndarray:
    """CIELAB of a colour (D65), as it is seen."""
    xyz = TO_XYZ @ np.clip(SIGHT[sight] @ _linear(colour), 0, 1) / np.array([0.9505, 1, 1.089])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


TEMPLATE = PROJECT / "src" / "analysis" / "reports" / "site"
PAGES, INDEX = (TEMPLATE / name / "style.css" for name in ("report_page", "index_pages"))


def by_day(colour: str) -> str:
    return colour


def by_night(colour: str) -> str:
    """The colour of a chart under the filter that the style of pages lays on it in the dark scheme."""
    inverted, turned = re.search(r"filter: invert\((\S+)\) hue-rotate\((\d+)deg\)", PAGES.read_text()).groups()
    share = float(inverted)
    channels = share + (1 - 2 * share) * np.array(to_rgb(colour))
    assert turned == "180"
    # As https://www.w3.org/TR/filter-effects-1/#huerotateEquivalent turns by half a circle.
    half = np.array([[-0.574, 1.43, 0.144], [0.426, 0.43, 0.144], [0.426, 1.43, -0.856]])
    return to_hex(np.clip(half @ channels, 0, 1))


@pytest.mark.parametrize("seen", [by_day, by_night])
def test_texts_have_contrast(seen):
    def legible(ink: str, ground: str) -> bool:
        return contrast(seen(ink), seen(ground)) >= 4.5

    assert legible(theme.INK, theme.PAPER)
    assert legible(theme.FAINT, theme.PAPER)
    for name, colour in theme.STATUS_COLOURS.items():
        assert legible(theme.PAPER if name == "placed" else theme.INK, colour), name
    for colour in (lists.STATED, lists.IMPLIED):
        assert legible(theme.INK, colour), colour
    assert legible(theme.PAPER, theme.WON)
    for share in np.linspace(0, 1, 41):
        assert legible(*maps.shade(share)), share


@pytest.mark.parametrize("seen", [by_day, by_night])
def test_shapes_have_contrast_by_their_fill_or_by_their_edge(seen):
    paper = seen(theme.PAPER)
    fills = [*theme.STATUS_COLOURS.values(), *theme.KIND_COLOURS.values(), theme.WON, lists.STATED, lists.IMPLIED]
    fills += [maps.shade(share)[0] for share in np.linspace(0, 1, 41)]
    for colour in fills:
        filled = theme.fill(colour, hatched=colour == theme.UNKNOWN)
        assert max(contrast(seen(filled[part]), paper) for part in ("facecolor", "edgecolor")) >= 3, colour
    assert contrast(seen(intervals.UNMARKED), paper) >= 3
    assert contrast(seen(theme.WON_LINE), seen(theme.WON)) >= 3


def colours_of(style: Path) -> dict[str, dict[str, str]]:
    """The named colours of a style, by day and by night."""
    day, night = (
        dict(re.findall(r"--([\w-]+): (#\w+)", block))
        for block in re.findall(r":root \{([^}]*--paper[^}]*)\}", style.read_text())
    )
    return {"day": day, "night": {**day, **night}}


LETTERS = {
    PAGES: {"ink": ("not-placed", "unknown", "tint"), "on-placed": ("won", "placed"), "accent": ("paper", "tint")},
    INDEX: {
        "on-winner": ("winner",),
        "on-finalist": ("finalist",),
        "on-absent": ("absent",),
        "on-unknown": ("unknown",),
        "on-step-2": ("step-2",),
        "on-step-3": ("step-3",),
        "ink": ("step-0", "step-1"),
        "accent": ("paper", "tint"),
    },
}
SHAPES = {
    PAGES: ("won", "placed", "edge", "unknown-line", "focus"),
    INDEX: ("winner on-winner", "finalist", "edge", "focus"),
}
"""What tells a square from the paper: its fill, or the edge that it has."""


@pytest.mark.parametrize("style", [PAGES, INDEX])
@pytest.mark.parametrize("scheme", ["day", "night"])
def test_letters_and_squares_of_pages_have_contrast(style, scheme):
    named = colours_of(style)[scheme]
    for letters in ("ink", "soft"):
        assert contrast(named[letters], named["paper"]) >= 4.5, letters
    for letters, grounds in LETTERS[style].items():
        for ground in grounds:
            assert contrast(named[letters], named[ground]) >= 4.5, (letters, ground)
    for shape in SHAPES[style]:
        assert max(contrast(named[each], named["paper"]) for each in shape.split()) >= 3, shape


@pytest.mark.parametrize("style", [PAGES, INDEX])
def test_states_are_told_apart_without_any_colour(style):
    signs = re.findall(r'(?:strong|\.word)::before \{ content: "(.)"', style.read_text())
    assert len(signs) >= 5
    assert len(set(signs)) == len(signs)


def test_a_state_looks_the_same_on_a_page_a_card_and_paper():
    style, day = PAGES.read_text(), colours_of(PAGES)["day"]
    named = [(state, state.replace("_", "-")) for state in LOOKS if state != Status.NOT_ELIGIBLE]  # which has no ground
    assert {state: day[name] for state, name in named} == {state: LOOKS[state].ground for state, _ in named}
    assert [to_hex(day[name]) for name in ("ink", "soft", "paper")] == [states.INK, states.SOFT, states.PAPER]
    assert re.search(r"\.strip \.won .* (#\w+);", style)[1] == LOOKS[states.WON].frame


def test_a_state_has_the_same_sign_on_a_page_and_in_the_index():
    on_page, in_index = (
        dict(re.findall(r'^\.(\w+) (?:strong|\.word)::before { content: "(.)"', style.read_text(), re.MULTILINE))
        for style in (PAGES, INDEX)
    )
    assert in_index.pop(Outcome.PERHAPS_WINNER) not in on_page.values()
    assert in_index == {outcome: on_page[STATES[outcome]] for outcome in in_index}
    assert set(on_page) == set(LOOKS)


def test_kinds_have_contrast_on_paper():
    for kind, colour in theme.KIND_COLOURS.items():
        assert contrast(colour, theme.PAPER) >= 3.2, kind


@pytest.mark.parametrize("sight", SIGHT)
def test_kinds_are_told_apart(sight):
    seen = {kind: lab(colour, sight) for kind, colour in theme.KIND_COLOURS.items()}
    for one, other in combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= 14, (one, other)


def test_neighbours_are_told_apart_in_grey():
    for one, other in pairwise(theme.KIND_COLOURS.values()):
        assert abs(lab(one)[0] - lab(other)[0]) >= 14, (one, other)


def test_statuses_are_told_apart_in_grey():
    grey = sorted(float(lab(colour)[0]) for colour in theme.STATUS_COLOURS.values())
    assert min(high - low for low, high in pairwise(grey)) >= 3  # and what is unknown is hatched


def test_what_a_user_has_set_for_matplotlib_changes_no_picture() -> None:
    @theme.themed
    def draw() -> Chart:
        figure, (axes,) = theme.canvas("A title", "A source", 2.0)
        axes.plot([0, 1], [1, 0], label="line")
        axes.legend()
        return Chart(figure, "A line")

    plain = draw().png()
    mine = {"lines.linewidth": 9, "axes.facecolor": "red", "savefig.dpi": 30, "agg.path.chunksize": 7, "font.size": 30}
    with mpl.rc_context({**mine, "figure.facecolor": "blue", "axes.grid": True, "text.antialiased": False}):
        before = dict(mpl.rcParams)
        assert draw().png() == plain
        assert dict(mpl.rcParams) == before
