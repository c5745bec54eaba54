"""How the lists change from edition to edition: selectivity, retention, newcomers, level mix.

Every count is an interval over completions (`analysis.competition.bounds`). These are counts of whole lists, not samples, so no
confidence interval is put around them, and four editions allow no trend test: a series is given as it is.
Lines over many editions belong to `analysis.statistics.streaks`, provinces and island groups to `analysis.statistics.provinces`, what was printed
in the press to `analysis.statistics.claims`.

A *track* here is `institutions` (every list but those of service units), `units`, or all lists of an edition
together, called `edition` where places are set against those who registered and `all` where names are counted.
"""

from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import comb

import numpy as np
import pandas as pd

from analysis.competition import bounds
from analysis.competition.status import View
from analysis.facts.citations import gathered
from analysis.vocabulary import MISSING_NAMES, TRACKS_OF_UNITS, Evidence, Group, Level, Measure, Movement, Stage

REGISTERED = {
    Group.INSTITUTIONS: Measure.REGISTERED_INSTITUTIONS,
    Group.UNITS: Measure.REGISTERED_UNITS,
    Group.EDITION: Measure.REGISTERED,
}


@lru_cache(maxsize=len(Evidence))
def selectivity(view: View) -> pd.DataFrame:
    """Set the places of an edition against those who registered for it.

    Selectivity is places / registered: a published list is a threshold, not a rank, so editions are compared by how
    many got past it. Assumption: a figure counts those who could get a place on that track. Reference, on a range beside a
    figure: Morgenstern 1963, *On the Accuracy of Economic Observations*.

    Returns evidence, edition, track (`institutions`, `units`, `edition`), places (names on the finalist lists),
    registered (the preferred figure), registered_low and registered_high (range of the figures that count for it),
    all three missing where no figure is known, and source_ids, the pages that print them and the lengths of the lists. An
    edition without lists for units has no such track.

    Worked example, as of 2026-11: the institutions' lists of 2019 took 30 of 147 registered, or of 187 by another
    count.
    """
    lists, figures = view.tables["lists"], view.tables["figures"]
    finalists = lists[lists["stage"] == Stage.FINALIST]
    is_unit = finalists["track"].isin(TRACKS_OF_UNITS)
    places = {
        Group.INSTITUTIONS: finalists[~is_unit].groupby("edition")["size"].sum(),
        Group.UNITS: finalists[is_unit].groupby("edition")["size"].sum(),
        Group.EDITION: finalists.groupby("edition")["size"].sum(),
    }
    numbers = figures.groupby(["measure", "edition"])["value"]
    preferred = figures[figures["preferred"] == 1].groupby(["measure", "edition"])["value"].first()
    in_range = figures[figures["in_range"] == 1].groupby(["measure", "edition"])["value"]
    known = pd.DataFrame({"registered": preferred, "low": in_range.min(), "high": in_range.max()}, numbers.groups)
    sized = pd.concat(
        finalists[rows].assign(measure=measure)
        for measure, rows in {
            REGISTERED[Group.INSTITUTIONS]: ~is_unit,
            REGISTERED[Group.UNITS]: is_unit,
            REGISTERED[Group.EDITION]: is_unit.notna(),
        }.items()
    )
    pages = gathered(pd.concat([figures[figures["in_range"] == 1], sized]), ["measure", "edition"])
    pages = pages.set_index(["measure", "edition"])
    known["registered_low"] = known[["registered", "low"]].min(axis="columns")
    known["registered_high"] = known[["registered", "high"]].max(axis="columns")
    rows = [
        {"edition": int(edition), "track": track, "places": int(size), "measure": REGISTERED[track]}
        for track, sizes in places.items()
        for edition, size in sizes.items()
    ]
    columns = ["registered", "registered_low", "registered_high"]
    known = known[columns].astype("Int64").rename_axis(["measure", "edition"])
    frame = pd.DataFrame(rows, columns=["edition", "track", "places", "measure"])
    frame = frame.join(known, on=["measure", "edition"]).join(pages, on=["measure", "edition"]).drop(columns="measure")
    frame["source_ids"] = [pages if isinstance(pages, tuple) else () for pages in frame["source_ids"]]
    frame.insert(0, "evidence", view.evidence)
    return frame.sort_values(["edition", "track"], ignore_index=True)


def against_lot(registered: int, places: int, cohort: int, found: int) -> tuple[float, float]:
    """Compare an overlap with what drawing lots would give: its expectation, and the chance of at least as much.

    Of `registered` entrants `places` are drawn by lot; X of a cohort of n are among them. X is hypergeometric with
    E(X) = n × places / registered; the second number is P(X ≥ found). Assumption: all of the cohort registered again,
    and lots are drawn independently of the edition before.
    Reference: Johnson, Kemp and Kotz 2005, *Univariate Discrete Distributions*, chapter 6.

    >>> expected, chance = against_lot(registered=147, places=30, cohort=25, found=12)
    >>> f"{expected:.2f}, {chance:.5f}"
    '5.10, 0.00057'
    """
    # In whole numbers it is exact, and scipy.stats takes a quarter of a second to import.
    rest = registered - places
    ways = sum(comb(places, taken) * comb(rest, cohort - taken) for taken in range(found, cohort + 1))
    return cohort * places / registered, float(Fraction(ways, comb(registered, cohort)))


def retention(view: View) -> pd.DataFrame:
    """Count how many of the known names of an edition are placed again in the next one.

    The cohort is fixed: the known names of the earlier lists. Lower end: those known to be placed again. Upper end:
    the open slots of the later edition filled as favourably as the rules allow (a matching). Sharp, unless a slot of
    `outstanding` is open. Reference: Manski 2003, as in `analysis.competition.bounds`. Under chance, for institutions and units apart:
    `against_lot`, under its assumption, with the places of the later edition's track and its preferred number of
    registered.

    Returns evidence, edition_from, edition_to (the next edition), track (`all`, `institutions`, `units`), cohort
    (known names), cohort_size (names on the whole earlier lists), lower, upper, expected (lineages, by lot), p_value
    (P(X ≥ lower) by lot), expected_low and expected_high (over the range of registered). What is said of lots is
    missing for track `all` and where the number of registered is not known. A track that either of the two editions has
    no list for has no row.

    Worked example, as of 2026-11: of the 25 of 2018, 12 to 20 were placed again in 2019; by lot it would have been 5.1
    (4.0 to 5.1).
    """
    contenders = bounds.contenders(view)
    figures = selectivity(view).set_index(["edition", "track"]).to_dict("index")
    rows = []
    all_editions = bounds.editions(contenders)
    for earlier, later in pairwise(all_editions):
        for track in (Group.EVERYONE, Group.INSTITUTIONS, Group.UNITS):
            before, after = bounds.list_group(contenders, earlier, track), bounds.list_group(contenders, later, track)
            if not before.size or not after.size:  # nobody could be placed again
                continue
            lower, upper = bounds.interval(contenders, before.placed, after)
            rows.append(
                {
                    "evidence": view.evidence,
                    "edition_from": earlier,
                    "edition_to": later,
                    "track": track,
                    "cohort": int(before.placed.sum()),
                    "cohort_size": before.size,
                    "lower": lower,
                    "upper": upper,
                    **_by_lot(figures.get((later, track)), int(before.placed.sum()), lower),
                }
            )
    columns = ["evidence", "edition_from", "edition_to", "track", "cohort", "cohort_size", "lower", "upper"]
    chances = ["expected", "p_value", "expected_low", "expected_high"]
    return pd.DataFrame(rows, columns=[*columns, *chances]).astype(dict.fromkeys(chances, "float64"))


def _by_lot(figure: dict[str, int] | None, cohort: int, lower: int) -> dict[str, float]:
    if figure is None or pd.isna(figure["registered"]) or max(cohort, figure["places"]) > figure["registered_low"]:
        return {}
    expected, p_value = against_lot(figure["registered"], figure["places"], cohort, lower)
    return {
        "expected": expected,
        "p_value": p_value,
        "expected_low": cohort * figure["places"] / figure["registered_high"],
        "expected_high": cohort * figure["places"] / figure["registered_low"],
    }


def turnover(view: View) -> pd.DataFrame:
    """Split the names of an edition into retained, returners and newcomers, and say who left, as intervals.

    Retained were placed in the edition before as well; returners earlier, but not in the edition before; newcomers
    never; leavers were placed in the edition before and are no more. Upper ends are maximum flows through the open
    slots of all editions concerned, lower ends what is known; then they are narrowed by the identities
    size = retained + returners + newcomers, and leavers = size of the edition before - retained.
    A valid interval may be wider than the sharpest one, as open slots of more than two editions meet. Assumption: a
    lineage is one, whatever it was named. Reference: Manski 2003, as in `analysis.competition.bounds`.

    Returns evidence, edition, kind (`retained`, `returners`, `newcomers`, `leavers`), lower, upper: names, for all
    lists of an edition together. The first edition has no rows: nothing is known of who was placed before it.

    Worked example, as of 2026-11: of the 40 names of 2019, 12 to 20 were retained and 20 to 28 are newcomers; none can
    be a returner, as only one edition came before; 5 to 13 of the 25 names of 2018 left.
    """
    contenders = bounds.contenders(view)
    everyone = np.ones(len(contenders.lineages), dtype=bool)
    all_editions = bounds.editions(contenders)
    list_groups = [bounds.list_group(contenders, edition) for edition in all_editions]
    rows = []
    for position in range(1, len(list_groups)):
        before, now = list_groups[position - 1], list_groups[position]
        earlier = bounds.either(contenders, list_groups[: position - 1])
        ever = bounds.either(contenders, list_groups[:position])
        retained = (
            max(bounds.least(contenders, before.placed, now), bounds.least(contenders, now.placed, before)),
            bounds.greatest(contenders, everyone, before, now),
        )
        came_back = earlier.placed & ~before.placed & now.placed
        returners = (
            int(came_back.sum()) - bounds.greatest(contenders, came_back, before),
            bounds.greatest(contenders, ~before.placed, earlier, now),
        )
        newcomers = (
            now.size - bounds.greatest(contenders, everyone, ever, now),
            now.size - bounds.least(contenders, ever.placed, now),
        )
        parts = bounds.tighten(now.size, [retained, returners, newcomers])
        leavers = (before.size - parts[0][1], before.size - parts[0][0])
        kinds = zip(
            ("retained", Movement.RETURNERS, Movement.NEWCOMERS, Movement.LEAVERS), [*parts, leavers], strict=True
        )
        rows += [(view.evidence, all_editions[position], kind, lower, upper) for kind, (lower, upper) in kinds]
    return pd.DataFrame(rows, columns=["evidence", "edition", "kind", "lower", "upper"])


def newcomers(view: View) -> pd.DataFrame:
    """Count newcomers, returners and leavers of every edition but the first: the rows of `turnover` on them.

    Formula, assumption and reference are those of `turnover`.

    Returns evidence, edition, kind (`newcomers`, `returners`, `leavers`), lower, upper.

    Worked example, as of 2026-11: 20 to 28 of the 40 names of 2019 are newcomers; 2018, the first edition, has no row.
    """
    frame = turnover(view)
    return frame[frame["kind"] != "retained"].reset_index(drop=True)


def level_mix(view: View) -> pd.DataFrame:
    """Count the names of every level among the finalists of an edition.

    Lower end: the known names of that level, as they were named then. Upper end: the open slots that could be of
    that level filled so. Sharp, unless a slot of `outstanding` is open. Assumption: of which level an open slot is, only
    its list and what a page says of it can tell. Reference: Manski 2003, as in `analysis.competition.bounds`.

    Returns evidence, edition, level (or `open`, with the number of open slots), lower, upper.

    Worked example, as of 2026-11: 10 of the 25 of 2018 are cities; of the 46 of 2020 it is 9 to 27, for 25 names are
    missing.
    """
    contenders = bounds.contenders(view)
    finalists = view.known[view.known["stage"] == Stage.FINALIST]
    counts = finalists.groupby(["edition", "level"]).size()
    rows: list[tuple[str, int, str, int, int]] = []
    for edition in bounds.editions(contenders):
        ids = bounds.list_ids(contenders, edition)
        for level in Level:
            known = int(counts.get((edition, level), 0))
            rows.append((view.evidence, edition, level, *bounds.of_level(contenders, ids, level, known)))
        missing = int(bounds.of_lists(contenders, ids).capacity.sum())
        rows.append((view.evidence, edition, MISSING_NAMES, missing, missing))
    return pd.DataFrame(rows, columns=["evidence", "edition", "level", "lower", "upper"])
