"""What the page on a yearly score says: levels, changes within a series, breaks, and how sparse it is."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class IndicatorsFindings:
    """What is known of one yearly score."""

    indicator: str
    evidence: str
    scores: pd.DataFrame
    """One row a score: region_code, name, kind, province, year, series, value, unit, source_ids."""
    changes: pd.DataFrame
    """One row a region and series: `indicators.scores`, and name."""
    governments: int
    """How many regions have a government of their own today, so could have a score."""
    sources: pd.DataFrame
    """The pages that this rests on, numbered: `sources.cited`."""
