"""What each edition brought each region's government, finals and win taken together, and how open it is.

The status of each stage belongs to `analysis.competition.status`; how an outcome is said to a reader to `analysis.words`
and `analysis.pages`.
"""

import numpy as np
import pandas as pd

from analysis.facts.tables import once
from analysis.statistics.results import Results
from analysis.vocabulary import Evidence, Outcome, Stage, Status

SCARCE = 1 / 100
"""The share of candidates who can own a missing name, at most, where an unknown is called scarce."""


@once
def outcomes(results: Results, evidence: Evidence = Evidence.ALL) -> pd.DataFrame:
    """Work out the outcome of every edition for every region at a level of evidence.

    Returns one row a region and edition, sorted by both: region_code, edition, outcome (an `Outcome`); and of the list
    that could hold an unknown one: missing (names that are missing), size (names in all) and candidates (institutions
    that could own one of the missing names), which are 0 where the outcome is known; and scarce, whether missing is at
    most SCARCE of candidates.

    Where no list of winners is known, it is unknown whether a finalist won.
    """
    rows = results.at(evidence).status
    finalist = rows[rows["stage"] == Stage.FINALIST]
    finalist = finalist.assign(
        candidates=finalist.groupby(["edition", "list_ids", "status"])["status"].transform("size")
    )
    winner = rows.loc[rows["stage"] == Stage.WINNER, ["edition", "institution_id", "status"]]
    both = finalist.dropna(subset=["region_code"]).merge(
        winner.rename(columns={"status": "won"}), on=["edition", "institution_id"], how="left"
    )
    status, won = both["status"], both["won"].fillna(Status.UNKNOWN)
    finals = {Outcome.WINNER: won == Status.PLACED, Outcome.PERHAPS_WINNER: won == Status.UNKNOWN}
    of_finals = np.select(list(finals.values()), [each.value for each in finals], Outcome.FINALIST.value)
    outcome = status.mask(status == Status.PLACED, pd.Series(of_finals, index=both.index, dtype="str"))
    counts = both[["missing", "size", "candidates"]].where(outcome == Outcome.UNKNOWN, 0)
    scarce = (outcome == Outcome.UNKNOWN) & (counts["missing"] <= SCARCE * counts["candidates"])
    found = both[["region_code", "edition"]].assign(outcome=outcome).join(counts).assign(scarce=scarce)
    return found.sort_values(["region_code", "edition"], ignore_index=True)
