"""The results that are written beside the data: every statistic of the notebooks, at all levels of evidence."""

from collections.abc import Mapping

import pandas as pd

from analysis import claims, places, status, trends
from analysis.sources import EVIDENCE


def results(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Work out the results that are published as data.

    Takes the raw tables, typed. Returns selectivity, retention, newcomers, level_mix, provinces and claims, as the
    functions of these names return them, the levels of evidence one below the other.
    """
    views = {evidence: status.view(tables, evidence) for evidence in EVIDENCE}
    made = {
        "selectivity": [trends.selectivity(view) for view in views.values()],
        "retention": [trends.retention(view) for view in views.values()],
        "newcomers": [trends.newcomers(view) for view in views.values()],
        "level_mix": [trends.level_mix(view) for view in views.values()],
        "provinces": [places.provinces(view) for view in views.values()],
        "claims": [claims.claims(tables, evidence) for evidence in EVIDENCE],
    }
    return {name: pd.concat(frames, ignore_index=True) for name, frames in made.items()}
