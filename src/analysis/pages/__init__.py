"""What a page shows: for each notebook a class whose methods give its sections, in the reader's language.

Findings in, headings, paragraphs, tables and charts out. Words and numbers follow the findings; nothing is worked
out here that a reader could ask for as data: that belongs to `analysis.findings`.
"""

from analysis.pages.of_claims import ClaimsPage
from analysis.pages.of_compare import ComparePage
from analysis.pages.of_data_quality import DataQualityPage
from analysis.pages.of_edition import EditionPage
from analysis.pages.of_indicators import IndicatorsPage
from analysis.pages.of_national_trends import NationalTrendsPage
from analysis.pages.of_province import ProvincePage
from analysis.pages.of_region import RegionPage

region = RegionPage
edition = EditionPage
data_quality = DataQualityPage
compare = ComparePage
claims = ClaimsPage
indicators = IndicatorsPage
national_trends = NationalTrendsPage
province = ProvincePage
