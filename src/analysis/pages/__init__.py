"""What a page shows: for each notebook a class whose methods give its sections, in the reader's language.

Findings in, headings, paragraphs, tables and charts out. Words and numbers follow the findings; nothing is worked
out here that a reader could ask for as data: that belongs to `analysis.findings`.
"""

from analysis.findings.of_data_quality import DataQualityFindings
from analysis.findings.of_edition import EditionFindings
from analysis.findings.of_region import RegionFindings
from analysis.pages.of_data_quality import DataQualityPage
from analysis.pages.of_edition import EditionPage
from analysis.pages.of_region import RegionPage
from analysis.wording import Words


def region(findings: RegionFindings, language: str) -> RegionPage:
    """Show the findings on one region, in Indonesian (id) or English (en)."""
    return RegionPage(findings, Words(language))


def edition(findings: EditionFindings, language: str) -> EditionPage:
    """Show the findings on one edition, in Indonesian (id) or English (en)."""
    return EditionPage(findings, Words(language))


def data_quality(findings: DataQualityFindings, language: str) -> DataQualityPage:
    """Show the findings on the quality of the data, in Indonesian (id) or English (en)."""
    return DataQualityPage(findings, Words(language))
