"""Who is known to have been placed and to have won, in which editions, and who stayed, came back or was new.

Facts alone: what the missing names allow besides is told by `analysis.statistics.streaks` and `analysis.statistics.trends`.
"""

import pandas as pd

from analysis.statistics.results import Results
from analysis.vocabulary import Evidence, Level, Stage, Status

COLUMNS = [
    "institution_id",
    "name",
    "region",
    "level",
    "placed",
    "won",
    "aspects",
    "is_new",
    "may_be_new",
    "is_back",
    "may_be_back",
]


def placings(results: Results, editions: list[int], evidence: Evidence) -> pd.DataFrame:
    """List the institutions known to have been placed in some of these editions; service units are left out.

    Returns one row a lineage, those placed most often first, of these those with most wins, then by name: institution_id,
    name, region (full name of its region, missing where it is no government), level, placed and won (tuples of editions),
    aspects (tuple of what it won for, as far as is known). is_new is the first of `placed` if editions were held
    before it, and the lineage was certainly on no list of theirs; may_be_new is the same if perhaps; else they are missing.
    is_back says whether it was certainly absent from an edition between two of `placed`, may_be_back whether perhaps.
    """
    names = results.at(evidence).known_names
    names = names[names["edition"].isin(editions) & (names["level"] != Level.UNIT)]
    status = results.at(evidence).status
    status = status[status["stage"] == Stage.FINALIST].pivot(index="institution_id", columns="edition", values="status")
    called = _names(results)
    finalists, winners = (names[names["stage"] == stage].groupby("lineage") for stage in (Stage.FINALIST, Stage.WINNER))
    won, aspects = winners["edition"].unique(), winners["aspect"].agg(lambda given: tuple(given.dropna().unique()))
    rows = []
    for lineage, years in finalists["edition"].unique().items():
        placed = sorted(int(year) for year in years)
        statuses = status.loc[lineage]
        before = statuses[statuses.index < placed[0]]
        between = statuses[(statuses.index > placed[0]) & (statuses.index < placed[-1])].tolist()
        not_known_before = len(before) > 0 and Status.PLACED not in before.tolist()
        absent = bool({Status.NOT_PLACED, Status.NOT_ELIGIBLE}.intersection(between))
        certain = not_known_before and Status.UNKNOWN not in before.tolist()
        rows.append(
            (
                lineage,
                *called.loc[lineage, ["name", "region", "level"]],
                tuple(placed),
                tuple(sorted(int(year) for year in won.get(lineage, ()))),
                aspects.get(lineage, ()),
                placed[0] if certain else pd.NA,
                placed[0] if not_known_before and not certain else pd.NA,
                absent,
                Status.UNKNOWN in between and not absent,
            )
        )
    found = pd.DataFrame(rows, columns=COLUMNS).astype({"is_new": "Int64", "may_be_new": "Int64"})
    order = pd.DataFrame({"places": -found["placed"].str.len(), "wins": -found["won"].str.len(), "name": found["name"]})
    return found.loc[order.sort_values(["places", "wins", "name"]).index].reset_index(drop=True)


def most_wins(placed: pd.DataFrame) -> pd.DataFrame:
    """Keep of `placings` those with the most wins, where they have more than one."""
    wins = placed["won"].str.len()
    return placed[(wins == wins.max()) & (wins > 1)]


def _names(results: Results) -> pd.DataFrame:
    """Name each lineage: a government by its region, others as they are called last."""
    rows = results.institutions.set_index("institution_id")
    regions = results.governments.set_index("institution_id")["name"]
    region = pd.Series(rows.index.map(regions), index=rows.index)
    return pd.DataFrame({"name": region.fillna(rows["institution_name"]), "region": region, "level": rows["level"]})
