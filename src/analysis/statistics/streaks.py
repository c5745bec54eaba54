"""What lineages gather over the editions: places, wins, editions in a row, and who is ahead of whom.

Every count is an interval over completions (`analysis.competition.bounds`). What changes from one edition to the next belongs to
`analysis.statistics.trends`.
"""

from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.competition import bounds
from analysis.competition.bounds import Contenders, ListGroup
from analysis.competition.status import View
from analysis.statistics.trends import selectivity
from analysis.vocabulary import Answer, Group, Stage


def places_and_wins(view: View) -> pd.DataFrame:
    """Count the editions in which a lineage was placed, and won.

    Lower end: those known; upper end: with those in which an open slot could be its own. Assumption: a lineage is one,
    whatever it was named. Reference: Manski 2003, as in `analysis.competition.bounds`.

    Returns one row a lineage: evidence, institution_id, places_lower, places_upper, wins_lower, wins_upper.

    Worked example, as of 2026-11: Kota Solok was placed three times, in 2018, 2019 and 2020, and not in 2022, when the
    one name that is missing is a regency's; it may have won in 2020, when four winners are not known.
    """
    columns: dict[str, object] = {"evidence": view.evidence, "institution_id": view.roster["institution_id"]}
    for name, stage in (("places", Stage.FINALIST), ("wins", Stage.WINNER)):
        known, possible = _stands(view, stage)
        columns[f"{name}_lower"] = known.sum(axis=1)
        columns[f"{name}_upper"] = possible.sum(axis=1)
    return pd.DataFrame(columns)


def _stands(view: View, stage: Stage) -> tuple[np.ndarray, np.ndarray]:
    """Say which lineage is known, and which may be, on a list of a stage of an edition: two arrays lineages × editions."""
    contenders = bounds.contenders(view)
    list_groups = [bounds.list_group(contenders, edition, stage=stage) for edition in bounds.editions(contenders)]
    lineages = len(view.roster)
    known = np.array([list_group.placed[:lineages] for list_group in list_groups]).T
    return known, known | np.array([list_group.fits[:lineages].any(axis=1) for list_group in list_groups]).T


def runs(view: View) -> pd.DataFrame:
    """Count the lineages placed in every edition of a run, beside what drawing lots would give.

    Lower end: lineages known in all editions of the run. Upper end: the least of the greatest overlaps of two editions
    in a row within it, and of its first and last among the lineages that could be in all (sharp for two editions, else
    valid and perhaps wider). By lot the expected number is
    places of the first edition × Π places / registered of those that follow (the mean of hypergeometric draws one
    after the other); its range is that of the figures. Assumption: whoever was placed first registered each time
    again, and lots are drawn independently. References: Manski 2003, as in `analysis.competition.bounds`; Johnson, Kemp and Kotz
    2005, as in `trends.against_lot`.

    Returns evidence, edition_from, edition_to, editions (how many), track (`institutions`, `units`), lower, upper,
    expected_low, expected_high (lineages; missing where a number of registered is not known).

    Worked example, as of 2026-11: at least 7 institutions were placed in 2018, 2019 and 2020; by lot 0.6 to 0.8.
    """
    contenders = bounds.contenders(view)
    figures = selectivity(view).set_index(["edition", "track"])
    registered = figures[["registered_high", "registered_low"]].astype("Float64").astype("float64")
    chances = registered.rdiv(figures["places"], axis="index")
    rows = []
    for track in (Group.INSTITUTIONS, Group.UNITS):
        all_editions = [edition for edition in bounds.editions(contenders) if (edition, track) in figures.index]
        list_groups = [bounds.list_group(contenders, edition, track) for edition in all_editions]
        overlaps = _overlaps(contenders, list_groups)
        possible = [list_group.placed | list_group.fits.any(axis=1) for list_group in list_groups]
        for start in range(len(list_groups)):
            in_all, could = list_groups[start].placed, possible[start]
            low = high = float(list_groups[start].size)
            for end in range(start + 1, len(list_groups)):
                in_all, could = in_all & list_groups[end].placed, could & possible[end]
                chance_low, chance_high = chances.loc[(all_editions[end], track)]
                low, high = low * chance_low, high * chance_high
                ends = (all_editions[start], all_editions[end])
                upper = min(
                    *overlaps[start:end], bounds.greatest(contenders, could, list_groups[start], list_groups[end])
                )
                rows.append((view.evidence, *ends, end - start + 1, track, int(in_all.sum()), upper, low, high))
    columns = ["evidence", "edition_from", "edition_to", "editions", "track"]
    return pd.DataFrame(rows, columns=[*columns, "lower", "upper", "expected_low", "expected_high"])


def _overlaps(contenders: Contenders, list_groups: list[ListGroup]) -> list[int]:
    everyone = np.ones(len(contenders.lineages), dtype=bool)
    return [bounds.greatest(contenders, everyone, before, now) for before, now in pairwise(list_groups)]


def ahead(first: pd.DataFrame, second: pd.DataFrame) -> pd.Series:
    """Say of pairs of lineages whether the first has more places so far: `yes`, `no` or `unknown`.

    Yes if it has in every completion, no if in none. Each of the two can be placed where it may be and the other not,
    so comparing the ends decides it; it is sharp unless a slot can only be theirs. Assumption: every place counts one,
    whatever the edition. Reference: Fishburn 1985, *Interval Orders and Interval Graphs*.

    Takes two frames with places_lower and places_upper of `places_and_wins` at one level of evidence, in which a pair
    stands in the same row. Returns the answers, row by row.

    Worked example, as of 2026-11: Kota Semarang (three places) is ahead of Kota Sukabumi only if that one was not
    placed in both 2019 and 2020, which can't be known; it is not ahead of Kota Solok, which has three places for
    certain.
    """
    more = first["places_lower"] > second["places_upper"]
    not_more = first["places_upper"] <= second["places_lower"]
    answers = np.select([more, not_more], [Answer.YES, Answer.NO], Answer.UNKNOWN)
    return pd.Series(answers, index=first.index, dtype="str")
