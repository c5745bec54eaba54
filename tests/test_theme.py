"""The colours: contrast for everyone, and told apart by the colour-blind and in grey."""

from itertools import combinations, pairwise

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from analysis.display.blocks import Chart
from analysis.display.charts import maps, theme


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


def test_texts_have_contrast():
    assert contrast(theme.INK, theme.PAPER) >= 14.7
    assert contrast(theme.FAINT, theme.PAPER) >= 5.4
    for name, colour in theme.STATUS_COLOURS.items():
        assert contrast(theme.PAPER if name == "placed" else theme.INK, colour) >= 4.5, name


def test_texts_on_tiles_have_contrast():
    for share in np.linspace(0, 1, 41):
        assert contrast(*maps.shade(share)) >= 4.5, share


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
