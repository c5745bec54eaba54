"""What an edition brought a government, both stages taken together: worked by hand, and on the frozen data."""

import pandas as pd
import pytest

from analysis.findings.outcomes import outcomes
from analysis.statistics.results import Results
from analysis.vocabulary import Outcome


def told(finalist: str, winner: str | None) -> Results:
    """One region in one edition, whose status of either stage is given."""
    row = {
        "evidence": "all",
        "edition": 2018,
        "institution_id": "kota-solok",
        "region_code": "13.72",
        "list_ids": ("2018-finalist",),
        "missing": 3,
        "size": 25,
    }
    rows = [row | {"stage": "finalist", "status": finalist}]
    if winner:
        rows.append(row | {"stage": "winner", "status": winner})
    return Results({"status": pd.DataFrame(rows)})


@pytest.mark.parametrize(
    ("finalist", "winner", "outcome"),
    [
        ("placed", "placed", Outcome.WINNER),
        ("placed", "not_placed", Outcome.FINALIST),
        ("placed", "unknown", Outcome.PERHAPS_WINNER),
        ("placed", None, Outcome.PERHAPS_WINNER),  # no list of winners is known: unknown is not no
        ("unknown", "not_placed", Outcome.UNKNOWN),
        ("unknown", "unknown", Outcome.UNKNOWN),
        ("not_placed", "not_placed", Outcome.NOT_PLACED),
        ("not_eligible", "not_eligible", Outcome.NOT_ELIGIBLE),
    ],
)
def test_the_outcome_takes_both_stages_together(finalist: str, winner: str | None, outcome: Outcome) -> None:
    found = outcomes(told(finalist, winner))
    assert found["outcome"].tolist() == [outcome]
    assert Outcome(found["outcome"].iloc[0]).is_placed == (finalist == "placed")


def test_how_open_an_unknown_is_counts_missing_names_and_candidates(processed) -> None:
    found = outcomes(processed).set_index(["region_code", "edition"])
    solok, semarang = "13.02", "33.74"  # Kabupaten Solok, Kota Semarang
    assert found.loc[(solok, 2020), ["outcome", "missing", "size", "candidates"]].tolist() == ["unknown", 18, 30, 540]
    # One regency's name is missing: of 405 that could be it, at most one is.
    assert found.loc[(solok, 2022), ["missing", "candidates", "scarce"]].tolist() == [1, 405, True]
    assert not found.loc[(solok, 2020), "scarce"]
    assert found.loc[semarang, "outcome"].tolist() == ["winner", "winner", "winner", "not_placed"]
    assert not found.loc[found["outcome"] != Outcome.UNKNOWN, ["missing", "size", "candidates", "scarce"]].any(
        axis=None
    )
    assert len(found) == 552 * 4
