"""What reports of this project would do first, each for itself: importing this does it for all forks of the helper.

That is to load the tables, to work out what all regions share, to do what drawing does once (find fonts, measure the
texts that every chart bears), and to have charts drawn as reports want them. Nothing gets old by it:
a fork looks first whether the tables are still what the raw ones give.
"""

from contextlib import suppress

from analysis import findings, pages, prepare
from analysis.display.blocks import Chart
from analysis.folders import folders
from analysis.reports.parameter_sets import placed_regions
from analysis.words.language import LANGUAGES

Chart.as_svg = True

with suppress(Exception):  # the report that needs what fails here will say so better
    # What a build prepares meanwhile is waited for. What nobody prepares the first report does: that takes threads, which
    # the helper must not have.
    if prepare.is_prepared(folders()):
        tables = prepare.load()
        for name in placed_regions(tables)[:1]:
            page = pages.region(findings.region(name), LANGUAGES[0])
            for shown in (*page.opening(), *page.answer(), *page.editions()):
                shown._repr_mimebundle_()
