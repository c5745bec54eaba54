"""Whether the texts of a chart can be read: none is cut or too small, and no two meet."""

from collections.abc import Iterator

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from analysis.display.blocks import Chart


def texts(chart: Chart) -> Iterator[tuple[str, np.ndarray]]:
    """Draw a chart, and give every text that is seen with its corners, in inches."""
    canvas = FigureCanvasAgg(chart.figure)
    canvas.draw()
    unseen = set(_unseen(chart))
    for text in chart.figure.findobj(Text):
        if text.get_visible() and text.get_text().strip() and text not in unseen:
            box = text.get_window_extent(canvas.get_renderer())
            yield text.get_text(), box.get_points() / chart.figure.dpi


def _unseen(chart: Chart) -> Iterator[Text]:
    """Give the labels of ticks that are not drawn: those of hidden axes, and those beyond an axis's ends."""
    for axes in chart.figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                if not axes.axison or not low - 1e-9 <= tick.get_loc() <= high + 1e-9:
                    yield from (tick.label1, tick.label2)


def assert_legible(chart: Chart) -> None:
    """Every text lies inside the figure, is as large as 11 pixels or more, and no two meet."""
    smallest = min(text.get_fontsize() for text in chart.figure.findobj(Text) if text.get_text().strip())
    assert smallest * 100 / 72 >= 11, f"{smallest} points"  # an inch is 100 pixels of the page: `theme.WIDTH`
    size = chart.figure.get_size_inches()
    found = list(texts(chart))
    for text, box in found:
        assert (box[0] >= 0).all(), f"{text!r} is cut: {box}"
        assert (box[1] <= size).all(), f"{text!r} is cut: {box} of {size}"
    for at, (text, box) in enumerate(found):
        for other, other_box in found[:at]:
            # Boxes of lines that follow each other may touch: they are taller than the letters.
            apart = (box[0] >= other_box[1] - 0.03).any() or (other_box[0] >= box[1] - 0.03).any()
            assert apart, f"{text!r} and {other!r} overlap: {box} {other_box}"
