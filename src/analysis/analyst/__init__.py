"""The analyst's door: what `import analysis as tr` offers to a notebook or a program of one's own.

Results as tidy frames at one level of evidence, the subjects of the pages, charts, explanations and suppositions; all of
it can be read, drawn and saved in one line. Nothing is worked out here: that belongs to `analysis.statistics` and
`analysis.findings`, sentences to `analysis.pages`, and how a file is written to `analysis.reports`. Nothing below uses it.
"""

from analysis.analyst import completion
from analysis.analyst.charts import Chart, house
from analysis.analyst.door import Data, data
from analysis.analyst.frame import Frame
from analysis.analyst.interval import Interval, Truth
from analysis.display.charts.theme import KIND_COLOURS, STATUS_COLOURS

__all__ = ["KIND_COLOURS", "STATUS_COLOURS", "Chart", "Data", "Frame", "Interval", "Truth", "data", "house"]

completion.offer()
