"""What the page on a yearly score says: levels, changes within a series, breaks, and how sparse it is."""

import difflib
from dataclasses import dataclass

import pandas as pd

from analysis.errors import Refused
from analysis.facts import texts
from analysis.facts.citations import cited, of_one_source
from analysis.facts.regions import full_name
from analysis.findings.common import checked_evidence
from analysis.findings.described import Findings
from analysis.statistics import certainty
from analysis.statistics.indicators import breaks, extents, scores, sparseness
from analysis.statistics.results import Results
from analysis.vocabulary import Certainty


@dataclass(frozen=True, repr=False)
class IndicatorsFindings(Findings):
    """What is known of one yearly score."""

    indicator: str
    unit: str
    scores: pd.DataFrame
    """One row a score: region_code, region_name, kind, autonomous, province, year, series, value, source_ids."""
    changes: pd.DataFrame
    """One row a region and series with two scores or more: `indicators.scores`."""
    breaks: pd.DataFrame
    """One row a break between series: `indicators.breaks`."""
    extents: pd.DataFrame
    """One row a series of regions of another extent than before: first_year, region_names (a tuple)."""
    sparseness: pd.DataFrame
    """One row a series and year: `indicators.sparseness`."""
    governments: int
    """Regions that have a government of their own."""
    certainty: Certainty
    """How firm the scores are: each rests on the one page that gives it, so that the strictest evidence leaves none."""


def indicators_findings(results: Results, indicator: str, evidence: str) -> IndicatorsFindings:
    """Find what is known of a yearly score; raises Refused for a parameter that can't be used.

    Each score rests on the one page that gives it, so `evidence` other than `all` and `stated` leaves none.
    """
    evidence = checked_evidence(evidence)
    every = results.indicators
    allowed = sorted(every["indicator_id"].unique())
    if indicator not in allowed:
        near = difflib.get_close_matches(str(indicator), allowed, 1)
        advice = f"did you mean {near[0]}?" if near else f"there are {', '.join(allowed) or 'none'}"
        raise Refused(f"indicator '{indicator}' is not an indicator_id of data/raw/indicators/: {advice}")
    rows = every[every["indicator_id"] == indicator]
    unit = rows["unit"].iloc[0]
    if evidence.publishers_needed > 1:
        rows = rows.iloc[:0]
    regions = results.regions.set_index("region_code")
    named = rows.join(regions[["region_name", "kind", "autonomous", "province_code"]], on="region_code")
    named["province"] = named["province_code"].map(regions["region_name"])
    named["region_name"] = [full_name(*pair) for pair in zip(named["region_name"], named["kind"], strict=True)]
    named = of_one_source(named)
    columns = ["region_code", "region_name", "kind", "autonomous", "province", "year", "series", "value", "source_ids"]
    named = named[columns].sort_values(["region_code", "year"], ignore_index=True)
    changes = scores(rows, results.regions)
    changes["region_name"] = changes["region_code"].map(
        dict(zip(named["region_code"], named["region_name"], strict=True))
    )
    return IndicatorsFindings(
        indicator=indicator,
        unit=unit,
        scores=named,
        changes=changes[changes["points"] > 1].reset_index(drop=True),
        breaks=breaks(rows),
        extents=_extents(rows, dict(zip(named["region_code"], named["region_name"], strict=True))),
        sparseness=sparseness(rows, results.regions),
        governments=int((results.regions["autonomous"] == 1).sum()),
        evidence=evidence,
        certainty=certainty.of_claim(named.empty),
        texts=texts.shown(results, every[every["indicator_id"] == indicator]),
        sources=cited(results, named["source_ids"]),
    )


def _extents(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    found = extents(rows)
    named = [tuple(names[code] for code in codes) for codes in found["region_codes"]]
    return pd.DataFrame({"first_year": found["first_year"], "region_names": named})
