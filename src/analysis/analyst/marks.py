"""What is supposed is marked on everything that is shown of it: the page, each table and each chart.

Own scores are told once, where a page begins; their source says it beside each. What is supposed belongs to
`analysis.analyst.supposed`, what is own to `analysis.analyst.own_scores`.
"""

from collections.abc import Sequence
from dataclasses import replace

from analysis.analyst.charts import Chart, banner
from analysis.display import blocks
from analysis.display.blocks import Heading, Paragraph, Shown, Strip
from analysis.display.tables import Table


def marked(shown: Sequence[Shown], supposed: Sequence[str], own: Sequence[str]) -> list[Shown]:
    """Mark all blocks of a page with what is supposed, and tell below its title what is supposed and what is own."""
    said = ". ".join(supposed)
    found = [_marked(each, said, mark(supposed)) if said else each for each in shown]
    after = next((at for at, each in enumerate(shown, 1) if isinstance(each, Heading) and each.level == 1), 0)
    return [*found[:after], *(Paragraph(f"{each}.") for each in (said, *own) if each), *found[after:]]


def mark(supposed: Sequence[str]) -> str:
    """Say what is supposed as it stands behind the caption of a table."""
    return f" · {'. '.join(supposed)}" if supposed else ""


def _marked(block: Shown, said: str, behind: str) -> Shown:
    if isinstance(block, blocks.Chart):
        return chart(block, said)
    if isinstance(block, Table):
        return replace(block, caption=block.caption + behind)
    if isinstance(block, Strip):
        return replace(block, label=block.label + behind)
    if isinstance(block, Paragraph):
        return replace(block, mark="")  # how firm a sentence stands can't be said of what is supposed
    return block


def chart(drawn: blocks.Chart, said: str) -> Chart:
    """Write above a chart what is supposed, and begin its alternative text with it."""
    banner(drawn.figure, said)
    return Chart(drawn.figure, f"{said}. {drawn.alternative}")
