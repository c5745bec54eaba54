"""One function a chart: a frame and words in, a figure with its alternative text out.

Title, source and completeness are drawn inside the figure, so that a copied picture keeps them. Figures are built
without pyplot, at the size they are shown, so that drawing one changes nothing outside it. What a title says, and
which rows are shown, is decided in `analysis.pages`; whatever is drawn as text comes in the reader's language.
"""

from analysis.display.charts.intervals import rank_intervals, retention, runs
from analysis.display.charts.lists import level_mix, lists_known
from analysis.display.charts.maps import province_map
from analysis.display.charts.scores import scores
from analysis.display.charts.selectivity import selectivity
from analysis.display.charts.theme import INK, KIND_COLOURS
from analysis.display.charts.timeline import status_timeline

__all__ = [
    "INK",
    "KIND_COLOURS",
    "level_mix",
    "lists_known",
    "province_map",
    "rank_intervals",
    "retention",
    "runs",
    "scores",
    "selectivity",
    "status_timeline",
]
