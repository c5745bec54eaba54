"""Provinces and island groups: governments placed, ranks and shares, as intervals.

The governments of a province are its own and those of its autonomous regencies and cities; units and national bodies
belong to none. Provinces are the 34 that existed while the competition was held. The `edition` of a frame is text:
a year, or EVER for all editions together, where a government counts once however often it was placed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.competition import bounds
from analysis.competition.bounds import Contenders, ListGroup
from analysis.competition.status import View
from analysis.vocabulary import EVER, Area

AREAS = {Area.PROVINCE: "province_code_2022", Area.ISLAND_GROUP: "island_group"}
"""The column of `regions` that says in which a region is."""
COUNTS = ["governments", "lower", "upper", "rank_best", "rank_worst"]
NEARLY_ALL = 3 / 4
"""From what share of all ranks on an interval of ranks tells next to nothing."""
SHARES = ["governments_share", "places_share_low", "places_share_high"]


@dataclass(frozen=True)
class _Tally:
    """Governments placed in every area, in one edition or ever."""

    edition: str
    governments: np.ndarray
    """How many could be placed."""
    known: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    slots: int
    """Open slots that governments could own."""
    list_group: ListGroup
    """Of governments only."""


def provinces(view: View, *, ever: bool | None = None) -> pd.DataFrame:
    """Count the governments of each province that were placed, by edition and ever.

    Lower end: known; upper end: with the open slots that they could own (a matching); ranks and shares as in
    `_ranks` and `_shares`. Sharp for one edition unless a slot of `outstanding` is open; for all editions together a
    valid interval. `ever` takes only all editions together, or only each of them. Assumption: a government counts for the province that it was of in 2022. Reference: Manski
    2003, as in `analysis.competition.bounds`; on ranks as intervals: Goldstein and Spiegelhalter 1996, *League Tables and Their
    Limitations*; here they stand for what is not known, not for chance.

    Returns evidence, province_code (of 2022), edition (a year or `all`), governments (that could be placed), lower,
    upper (governments placed), rank_best, rank_worst (1 is most), governments_share (of all governments),
    places_share_low, places_share_high (of the governments placed; missing where none can have been).

    Worked example, as of 2026-11: one government of Sumatera Barat, Kota Solok, was placed in 2018: rank 5, shared by
    all provinces with one. Two of its 20 were placed ever for certain; in all it may stand anywhere from rank 1 to rank
    19.
    """
    return _areas(view, Area.PROVINCE, "province_code", ever)


def island_groups(view: View, *, ever: bool | None = None) -> pd.DataFrame:
    """Count the governments of each island group that were placed, by edition and ever, as `provinces` does.

    Formula, assumption and reference are those of `provinces`.

    Returns the columns of `provinces` with island_group in place of province_code.

    Worked example, as of 2026-11: 3 of the 18 governments placed in 2018 are of Sumatera (rank 2, with Kalimantan), 10
    of Jawa.
    """
    return _areas(view, Area.ISLAND_GROUP, "island_group", ever)


def reached(view: View, *, ever: bool | None = None) -> pd.DataFrame:
    """Count the provinces and island groups with at least one government placed, by edition and ever.

    Lower end: those with one that is known; upper end: with the most of the others that open slots could reach at once
    (a matching of areas to slots). Assumption: as of `provinces`. Reference: Hall 1935, *On Representatives of Subsets*.

    Returns evidence, area (`province` or `island_group`), edition (a year or `all`), areas (how many there are),
    lower, upper.

    Worked example, as of 2026-11: 17 of 34 provinces are known to have had a government placed, and all 34 may have had
    one.
    """
    rows = []
    for area in AREAS:
        group, _, tallies = _tallies(view, area, ever)
        for tally in tallies:
            without = tally.known == 0
            fits = np.array([tally.list_group.fits[group == at].any(axis=0) for at in np.flatnonzero(without)])
            more = bounds.matched(
                fits.reshape(without.sum(), len(tally.list_group.capacity)), tally.list_group.capacity
            )
            lower, upper = int((tally.lower > 0).sum()), int((~without).sum()) + more
            rows.append((view.evidence, area, tally.edition, int((tally.governments > 0).sum()), lower, upper))
    return pd.DataFrame(rows, columns=["evidence", "area", "edition", "areas", "lower", "upper"])


def spans_nearly_all(ranks: pd.DataFrame, areas: int) -> pd.Series:
    """Say of which areas the rank tells next to nothing: it spans NEARLY_ALL of the ranks or more.

    Takes rank_best and rank_worst, and how many areas there are.
    """
    return ranks["rank_worst"] - ranks["rank_best"] >= NEARLY_ALL * (areas - 1)


def _areas(view: View, area: Area, column: str, ever: bool | None) -> pd.DataFrame:
    _, names, tallies = _tallies(view, area, ever)
    frames = []
    for tally in tallies:
        best, worst = _ranks(tally.known, tally.lower, tally.upper, tally.slots)
        share_low, share_high = _shares(tally.known, tally.lower, tally.upper, tally.slots)
        frame = pd.DataFrame({column: names, "edition": tally.edition, "governments": tally.governments})
        frame["lower"], frame["upper"] = tally.lower, tally.upper
        frame["rank_best"], frame["rank_worst"] = best, worst
        frame["governments_share"] = tally.governments / tally.governments.sum()
        frame["places_share_low"], frame["places_share_high"] = share_low, share_high
        frames.append(frame)
    everything = pd.concat(frames, ignore_index=True)
    everything.insert(0, "evidence", view.evidence)
    return everything[["evidence", column, "edition", *COUNTS, *SHARES]].astype({"edition": "str", column: "str"})


def _groups(view: View, contenders: Contenders, area: Area) -> tuple[np.ndarray, pd.Index]:
    """Give each row of the contenders the number of its area, -1 if it is no government, and the names of the areas."""
    areas = view.tables["regions"].set_index("region_code")[AREAS[area]]
    of_lineage = contenders.lineages["region_code"].map(areas)
    existed = pd.concat(
        [view.eligible.any(axis=1), pd.Series(False, index=range(len(contenders.lineages) - len(view.roster)))]
    )
    group, names = pd.factorize(of_lineage.where(existed.to_numpy()), sort=True)
    return group, names


@lru_cache(maxsize=len(AREAS))
def _tallies(view: View, area: Area, ever: bool | None) -> tuple[np.ndarray, pd.Index, list[_Tally]]:
    """Give the groups and names of `_groups`, and the tally of each edition and of all; kept for `reached`."""
    contenders = bounds.contenders(view)
    group, names = _groups(view, contenders, area)
    tallies = [] if ever else list(_of_editions(view, contenders, group, len(names)))
    return group, names, tallies if ever is False else [*tallies, _ever(contenders, group, len(names))]


def _of_editions(view: View, contenders: Contenders, group: np.ndarray, areas: int) -> Iterator[_Tally]:
    list_groups = {edition: bounds.list_group(contenders, edition) for edition in bounds.editions(contenders)}
    rest = len(contenders.lineages) - len(view.roster)
    entrants = {edition: np.append(view.eligible[edition].to_numpy(), [False] * rest) for edition in list_groups}
    for edition, list_group in list_groups.items():
        tally = _tally(contenders, str(edition), np.where(entrants[edition], group, -1), areas, list_group)
        yield replace(tally, lower=_least(contenders, group, areas, list_group))


def _ever(contenders: Contenders, group: np.ndarray, areas: int) -> _Tally:
    list_groups = [bounds.list_group(contenders, edition) for edition in bounds.editions(contenders)]
    tally = _tally(contenders, EVER, group, areas, bounds.either(contenders, list_groups))
    # Whoever was placed in one edition was placed ever; how slots of several editions are forced is left out.
    least = [_least(contenders, group, areas, list_group) for list_group in list_groups]
    return replace(tally, lower=np.maximum.reduce([tally.lower, *least]))


def _least(contenders: Contenders, group: np.ndarray, areas: int, list_group: ListGroup) -> np.ndarray:
    return np.array([bounds.least(contenders, group == area, list_group) for area in range(areas)], dtype=np.int64)


def _tally(contenders: Contenders, edition: str, group: np.ndarray, areas: int, list_group: ListGroup) -> _Tally:
    governments = group >= 0
    known = np.bincount(group[governments & list_group.placed], minlength=areas)
    upper = np.array([bounds.greatest(contenders, group == at, list_group) for at in range(areas)], dtype=np.int64)
    slots = bounds.greatest(contenders, governments, list_group) - int(known.sum())
    entered = np.bincount(group[governments], minlength=areas)
    own = ListGroup(
        list_group.placed & governments, list_group.fits & governments[:, None], list_group.capacity, list_group.size
    )
    return _Tally(edition, entered, known, known, upper, slots, own)


def _ranks(known: np.ndarray, lower: np.ndarray, upper: np.ndarray, slots: int) -> tuple[np.ndarray, np.ndarray]:
    """Find the best and the worst rank of each area, over completions that fill all slots jointly.

    The rank is 1 + the number of areas with more governments placed; equal ones share it. Best: the area has its
    greatest number, the others their least. Worst: it has its least, and the slots lift as many others above it as
    they can, those first that need the fewest; together they can't take more slots than there are. Sharp where
    slots are of one kind and national bodies could own them too; else a valid interval.

    Takes, for each area, the governments known to be placed and the ends of how many were, and the number of open
    slots that governments could own.

    >>> _ranks(known=np.array([3, 1, 1, 0]), lower=np.array([3, 1, 1, 0]), upper=np.array([5, 3, 3, 2]), slots=2)
    (array([1, 1, 1, 2]), array([1, 3, 3, 4]))
    """
    best = 1 + (lower[None, :] > upper[:, None]).sum(axis=1)
    worst = np.empty_like(best)
    for at, least in enumerate(lower):
        surely_ahead = lower > least
        could_pass = (upper > least) & ~surely_ahead
        could_pass[at] = False
        needed = np.sort(least + 1 - known[could_pass])
        worst[at] = 1 + surely_ahead.sum() + (needed.cumsum() <= slots).sum()
    return best, worst


def _shares(known: np.ndarray, lower: np.ndarray, upper: np.ndarray, slots: int) -> tuple[np.ndarray, np.ndarray]:
    """Find the least and the greatest share of each area in all governments placed.

    Share = own / (own + others). Low: its least number beside the most that others can have; high: its greatest
    beside their least. Missing where nobody can have been placed.

    >>> low, high = _shares(np.array([3, 1]), np.array([3, 1]), np.array([4, 2]), slots=1)
    >>> low.tolist(), high.tolist()
    ([0.6, 0.2], [0.8, 0.4])
    """
    most = np.minimum(known.sum() - known + slots, upper.sum() - upper)
    least = lower.sum() - lower
    low, high = (own / np.maximum(own + others, 1) for own, others in ((lower, most), (upper, least)))
    anybody = upper.any()
    return np.where(anybody, low, np.nan), np.where(anybody, high, np.nan)
