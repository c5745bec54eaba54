"""One function a notebook: all that its page will say, as a pure function of the processed tables.

Findings are frames with the ids of their sources, never sentences or pictures: those belong to `analysis.pages`
and `analysis.display.charts`. What is counted, and how, belongs to `analysis.statistics`. Findings are tested without
a notebook, and hashed to know whether a report is stale.

The functions here load the processed tables of the folders in use and hand them to the pure ones
(`of_region.region_findings` and so on). All raise Refused, with one clear line, for a parameter that can't be used.
"""

import dataclasses
import hashlib
import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import prepare
from analysis.findings import (
    of_claims,
    of_compare,
    of_data_quality,
    of_edition,
    of_indicators,
    of_national_trends,
    of_province,
    of_region,
)
from analysis.findings.injected import refuse_unknown
from analysis.findings.of_claims import ClaimsFindings
from analysis.findings.of_compare import CompareFindings
from analysis.findings.of_data_quality import DataQualityFindings
from analysis.findings.of_edition import EditionFindings
from analysis.findings.of_indicators import IndicatorsFindings
from analysis.findings.of_national_trends import NationalTrendsFindings
from analysis.findings.of_province import ProvinceFindings
from analysis.findings.of_region import RegionFindings
from analysis.statistics.results import Results
from analysis.vocabulary import Evidence


def _tables() -> Results:
    """Load the processed tables for a notebook, whose parameters are looked at first."""
    refuse_unknown()
    return prepare.load()


def region(region: str, editions: Sequence[int] | None = None, evidence: str = Evidence.ALL) -> RegionFindings:
    """Find what is known of one region, such as 'Kota Solok'; editions None means all."""
    return of_region.region_findings(_tables(), region, editions, evidence)


def edition(edition: int, evidence: str = Evidence.ALL) -> EditionFindings:
    """Find what is known of one edition, such as 2020."""
    return of_edition.edition_findings(_tables(), edition, evidence)


def data_quality(evidence: str = Evidence.ALL) -> DataQualityFindings:
    """Find how good the data are."""
    return of_data_quality.data_quality_findings(_tables(), evidence)


def national_trends(editions: Sequence[int] | None = None, evidence: str = Evidence.ALL) -> NationalTrendsFindings:
    """Find the trends over editions; None means all."""
    return of_national_trends.national_trends_findings(_tables(), editions, evidence)


def province(province: str, editions: Sequence[int] | None = None, evidence: str = Evidence.ALL) -> ProvinceFindings:
    """Find what is known of one province, such as 'Sumatera Barat'; editions None means all."""
    return of_province.province_findings(_tables(), province, editions, evidence)


def compare(
    regions: Sequence[str], editions: Sequence[int] | None = None, evidence: str = Evidence.ALL
) -> CompareFindings:
    """Compare two to eight regions, such as ['Kota Solok', 'Kota Ambon']; editions None means all."""
    return of_compare.compare_findings(_tables(), regions, editions, evidence)


def claims(evidence: str = Evidence.ALL) -> ClaimsFindings:
    """Find which printed claims hold."""
    return of_claims.claims_findings(_tables(), evidence)


def indicators(indicator: str, evidence: str = Evidence.ALL) -> IndicatorsFindings:
    """Find what is known of one yearly score, such as 'ombudsman_compliance'."""
    return of_indicators.indicators_findings(_tables(), indicator, evidence)


def digest(find: Callable[..., Any], parameters: Mapping[str, Any], results: Results) -> str:
    """Hash what a page will say: two pages that say the same have the same hash, whatever else the data hold.

    Takes the pure function of a notebook, such as `of_region.region_findings`, and the notebook's parameters;
    language is left out.
    """
    named = inspect.signature(find).parameters
    found = find(results, **{name: value for name, value in parameters.items() if name in named})
    content = hashlib.sha256()
    for field in dataclasses.fields(found):
        value = getattr(found, field.name)
        if isinstance(value, pd.DataFrame):
            value = [list(value), value.to_numpy(dtype=object).tolist() if len(value) else []]
        content.update(json.dumps([field.name, value], default=str).encode())
    return content.hexdigest()
