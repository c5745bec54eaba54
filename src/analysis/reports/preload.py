"""What reports of this project would do first, each for itself: importing this does it for all forks of the helper.

That is to load the tables, to work out what all regions share, and what drawing does once: find fonts, measure the
texts that every chart bears. So one page is made and thrown away. Nothing gets old by it: a fork looks first whether
the tables are still what the raw ones give.
"""

from contextlib import suppress

from analysis import findings, pages, prepare
from analysis.folders import folders
from analysis.reports.names import placed_regions

with suppress(Exception):  # the report that needs what fails here will say so better
    # What is not prepared yet the first report prepares: that takes threads, which the helper must not have.
    if prepare.is_prepared(folders()):
        for region in placed_regions(prepare.load())[:1]:
            page = pages.region(findings.region(region), "id")
            for shown in (*page.opening(), *page.timeline(), *page.selectivity()):
                shown._repr_mimebundle_()
