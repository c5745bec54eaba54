"""What a page shows: for each notebook a class whose methods give its sections, in the reader's language.

Findings in, headings, paragraphs, tables and charts out. Words and numbers follow the findings; nothing is worked
out here that a reader could ask for as data: that belongs to `analysis.findings`.
"""

import pandas as pd

from analysis.data.texts import said
from analysis.findings.of_claims import ClaimsFindings
from analysis.findings.of_data_quality import DataQualityFindings
from analysis.findings.of_edition import EditionFindings
from analysis.findings.of_indicators import IndicatorsFindings
from analysis.findings.of_national_trends import NationalTrendsFindings
from analysis.findings.of_province import ProvinceFindings
from analysis.findings.of_region import RegionFindings
from analysis.pages.of_claims import ClaimsPage
from analysis.pages.of_data_quality import DataQualityPage
from analysis.pages.of_edition import EditionPage
from analysis.pages.of_indicators import IndicatorsPage
from analysis.pages.of_national_trends import NationalTrendsPage
from analysis.pages.of_province import ProvincePage
from analysis.pages.of_region import RegionPage
from analysis.words.language import Words


def region(findings: RegionFindings, language: str) -> RegionPage:
    """Show the findings on one region, in Indonesian (id) or English (en)."""
    return RegionPage(findings, _words(findings.texts, language))


def edition(findings: EditionFindings, language: str) -> EditionPage:
    """Show the findings on one edition, in Indonesian (id) or English (en)."""
    return EditionPage(findings, _words(findings.texts, language))


def data_quality(findings: DataQualityFindings, language: str) -> DataQualityPage:
    """Show the findings on the quality of the data, in Indonesian (id) or English (en)."""
    return DataQualityPage(findings, _words(findings.texts, language))


def claims(findings: ClaimsFindings, language: str) -> ClaimsPage:
    """Show the findings on printed claims, in Indonesian (id) or English (en)."""
    return ClaimsPage(findings, _words(findings.texts, language))


def indicators(findings: IndicatorsFindings, language: str) -> IndicatorsPage:
    """Show the findings on a yearly score, in Indonesian (id) or English (en)."""
    return IndicatorsPage(findings, _words(findings.texts, language))


def national_trends(findings: NationalTrendsFindings, language: str) -> NationalTrendsPage:
    """Show the findings on the country, in Indonesian (id) or English (en)."""
    return NationalTrendsPage(findings, _words(findings.texts, language))


def province(findings: ProvinceFindings, language: str) -> ProvincePage:
    """Show the findings on one province, in Indonesian (id) or English (en)."""
    return ProvincePage(findings, _words(findings.texts, language))


def _words(texts: pd.DataFrame, language: str) -> Words:
    return Words(language, said(texts, language))
