"""One function a notebook: all that its page will say, as a pure function of the processed tables.

Findings are frames with the ids of their sources, never sentences or pictures: those belong to `analysis.pages`
and `analysis.charts`. So they are tested without a notebook, and hashed to know whether a report is stale.

The functions here load the processed tables of the folders in use and hand them to the pure ones (`of_region.find`
and so on). All raise Refused, with one clear line, for a parameter that can't be used.
"""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from analysis import prepare
from analysis.findings import of_data_quality, of_edition, of_region
from analysis.findings.of_data_quality import DataQualityFindings
from analysis.findings.of_edition import EditionFindings
from analysis.findings.of_region import RegionFindings


def region(region: str, editions: Sequence[int] | None = None, evidence: str = "all") -> RegionFindings:
    """Find what is known of one region, such as 'Kota Solok'; editions None means all."""
    return of_region.find(prepare.load(), region, editions, evidence)


def edition(edition: int, evidence: str = "all") -> EditionFindings:
    """Find what is known of one edition, such as 2020."""
    return of_edition.find(prepare.load(), edition, evidence)


def data_quality(evidence: str = "all") -> DataQualityFindings:
    """Find how good the data are."""
    return of_data_quality.find(prepare.load(), evidence)


OF_NOTEBOOK: dict[str, Callable[..., Any]] = {
    "region": of_region.find,
    "edition": of_edition.find,
    "data_quality": of_data_quality.find,
}
"""The pure function of each notebook; it takes the processed tables and the notebook's parameters but language."""


def digest(findings: Any) -> str:
    """Hash findings: two pages that say the same have the same hash, whatever else the data hold."""
    content = hashlib.sha256()
    for field in dataclasses.fields(findings):
        value = getattr(findings, field.name)
        if isinstance(value, pd.DataFrame):
            value = value.to_json(orient="split", index=False, double_precision=15)
        content.update(json.dumps([field.name, value]).encode())
    return content.hexdigest()
