"""How open slots may fall: the least and the greatest number of lineages placed, over all completions.

A completion fills every open slot with an institution that could own it. Everything that counts placements is the
interval from its least to its greatest value over completions (partial identification: Manski 2003, *Partial
Identification of Probability Distributions*). The ends are found by maximum flow from lineages to slots, both grouped
into classes, so that the work grows with the classes and hardly with the lineages. What is counted, and what it
means, belongs to `analysis.statistics.trends` and `analysis.statistics.provinces`; who could own a slot to `analysis.competition.status`.

Sharp for one stage of one edition and for any two groups of lists, as far as `status.could_fill` says who fits; an interval
may be wider than the sharpest one where a slot of `outstanding` or of a winners' list ties editions together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from analysis.competition.eligibility import UNLISTED
from analysis.competition.status import View, who_stands
from analysis.vocabulary import Evidence, Group, Level, Stage, Track

Interval = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Contenders:
    """Everyone who could own an open slot, as arrays over the same rows."""

    lineages: pd.DataFrame
    """One row a lineage, as in `View.roster`; then those of `eligibility.UNLISTED`."""
    number: np.ndarray
    """How many institutions a row stands for: 1, or all open slots for the unlisted."""
    lists: dict[tuple[int, str, bool], list[str]]
    """The list_id of the lists of each edition and stage, those for units (True) and those for institutions apart."""
    sizes: dict[str, int]
    """For each list_id how many names it has, known and missing."""
    on_list: dict[str, np.ndarray]
    """For each list_id which rows are known to stand on it."""
    had: dict[Level, np.ndarray]
    """For each level which rows had it at any time."""
    had_another: dict[Level, np.ndarray]
    """For each level which rows had another, at any time: a ministry that was made an agency had two."""
    slots: pd.DataFrame
    """One row for each list and level with open slots, as in `View.slots`."""
    fits: np.ndarray
    """Which row could own which slot: rows × slots."""


@dataclass(frozen=True)
class ListGroup:
    """One or several lists: who is known to stand there, and who could own their open slots."""

    placed: np.ndarray
    """Which rows are known to stand there."""
    fits: np.ndarray
    """Which rows could own which kind of open slot: rows × kinds."""
    capacity: np.ndarray
    """How many open slots there are of each kind."""
    size: int
    """Names on the lists, known and missing."""


@lru_cache(maxsize=len(Evidence))
def contenders(view: View) -> Contenders:
    """Lay out everyone who could own an open slot, those included whom no table names.

    It is kept for the views looked at last, since every statistic of a view starts from it.
    """
    lists = view.tables["lists"]
    lineages = pd.concat([view.roster, UNLISTED], ignore_index=True)

    nobody = np.zeros(len(lineages), dtype=bool)
    stands = who_stands(lineages, view.known, ["list_id"])
    on_list = {list_id: stands.get((list_id,), nobody) for list_id in lists["list_id"]}
    fits = np.zeros((len(lineages), len(view.slots)), dtype=bool)
    for column, index in enumerate(view.slots.index):
        fits[:, column] = view.fits[index]
    number = np.ones(len(lineages), dtype=np.int64)
    number[len(view.roster) :] = view.slots["slots"].sum()
    kinds: dict[tuple[int, str, bool], list[str]] = {}
    for row in lists.itertuples():
        kinds.setdefault((int(row.edition), row.stage, Track(row.track).takes_units), []).append(row.list_id)
    sizes = dict(zip(lists["list_id"], lists["size"].astype("int64"), strict=True))
    had = {level: np.array([level in levels for levels in lineages["levels"]]) for level in Level}
    had_another = {level: np.array([set(levels) != {level} for levels in lineages["levels"]]) for level in Level}
    return Contenders(lineages, number, kinds, sizes, on_list, had, had_another, view.slots, fits)


def editions(contenders: Contenders) -> list[int]:
    """List the editions that have lists, in order."""
    return sorted({edition for edition, _, _ in contenders.lists})


def list_group(
    contenders: Contenders, edition: int, group: str = Group.EVERYONE, stage: str = Stage.FINALIST
) -> ListGroup:
    """Take the lists of a stage of an edition: those of everyone, of institutions or of units."""
    return of_lists(contenders, list_ids(contenders, edition, group, stage))


def list_ids(
    contenders: Contenders, edition: int, group: str = Group.EVERYONE, stage: str = Stage.FINALIST
) -> list[str]:
    """Name the lists of a stage of an edition, as `list_group` takes them."""
    kinds = {Group.EVERYONE: (False, True), Group.INSTITUTIONS: (False,), Group.UNITS: (True,)}[Group(group)]
    return [list_id for kind in kinds for list_id in contenders.lists.get((edition, stage, kind), [])]


def of_lists(contenders: Contenders, ids: Sequence[str]) -> ListGroup:
    """Take some lists."""
    return _of_slots(contenders, ids, contenders.slots["list_id"].isin(ids).to_numpy())


def _of_slots(contenders: Contenders, ids: Sequence[str], slots: np.ndarray) -> ListGroup:
    """Take some lists, and some of their open slots only."""
    placed = np.zeros(len(contenders.lineages), dtype=bool)
    for list_id in ids:
        placed |= contenders.on_list[list_id]
    capacity = contenders.slots["slots"].to_numpy(dtype=np.int64)[slots]
    return ListGroup(placed, contenders.fits[:, slots], capacity, sum(contenders.sizes[list_id] for list_id in ids))


def either(contenders: Contenders, list_groups: Sequence[ListGroup]) -> ListGroup:
    """Join several list_groups into one: being placed on any of them counts."""
    nobody = np.zeros(len(contenders.lineages), dtype=bool)
    return ListGroup(
        np.logical_or.reduce([nobody, *(group.placed for group in list_groups)]),
        np.concatenate([contenders.fits[:, :0], *(group.fits for group in list_groups)], axis=1),
        np.concatenate([np.zeros(0, dtype=np.int64), *(group.capacity for group in list_groups)]),
        sum(group.size for group in list_groups),
    )


def everywhere(contenders: Contenders) -> ListGroup:
    """Make the list_group on which everyone stands, so that only the other one counts."""
    return ListGroup(
        np.ones(len(contenders.lineages), dtype=bool), contenders.fits[:, :0], np.zeros(0, dtype=np.int64), 0
    )


def greatest(contenders: Contenders, members: np.ndarray, first: ListGroup, second: ListGroup | None = None) -> int:
    """Count the most of `members` that any completion places on `first`, and on `second` as well if given.

    Those known in both groups count; everyone else needs an open slot in each group of lists where it is not known. It is the
    maximum flow from the slots of the first list_group through the lineages to the slots of the second.

    Takes a boolean array over the rows of the contenders. Reference: Ford and Fulkerson 1956 (maximum flow, minimum cut).
    """
    second = second or everywhere(contenders)
    known = members & first.placed & second.placed
    able = (first.placed | first.fits.any(axis=1)) & (second.placed | second.fits.any(axis=1))
    open_to = members & ~known & able
    return int(contenders.number[known].sum()) + _flow(contenders.number[open_to], first, second, open_to)


def matched(fits: np.ndarray, capacity: np.ndarray) -> int:
    """Count the most rows that can have an open slot each, whatever the rows are.

    It is the maximum flow from rows to slots. Reference: as of `greatest`.

    >>> matched(np.array([[True, False], [True, False], [True, True]]), capacity=np.array([1, 3]))
    2
    """
    rows = np.ones(len(fits), dtype=bool)
    no_slots = fits[:, :0], np.zeros(0, dtype=np.int64), 0
    return _flow(rows.astype(np.int64), ListGroup(~rows, fits, capacity, 0), ListGroup(rows, *no_slots), rows)


def _flow(number: np.ndarray, first: ListGroup, second: ListGroup, rows: np.ndarray) -> int:
    """Give the maximum flow source → slots of `first` → lineages → slots of `second` → sink, lineages in classes."""
    if not rows.any():
        return 0
    placed_first, placed_second = first.placed[rows, None], second.placed[rows, None]
    needs = [placed_first, first.fits[rows] & ~placed_first, placed_second, second.fits[rows] & ~placed_second]
    classes, counts = _classes(np.concatenate(needs, axis=1), number)
    first_slots, second_slots, lineages = len(first.capacity), len(second.capacity), len(classes)
    stands_first, from_slot = classes[:, 0], classes[:, 1 : 1 + first_slots]
    stands_second, to_slot = classes[:, 1 + first_slots], classes[:, 2 + first_slots :]

    source, sink = 0, 1
    slot = 2 + np.arange(first_slots)
    enter = 2 + first_slots + np.arange(lineages)
    leave = enter + lineages
    end = 2 + first_slots + 2 * lineages + np.arange(second_slots)
    taken_by, taken = np.nonzero(from_slot)
    given_by, given = np.nonzero(to_slot)
    edges = [
        (np.full(first_slots, source), slot, first.capacity),
        (slot[taken], enter[taken_by], counts[taken_by]),
        (np.full(stands_first.sum(), source), enter[stands_first], counts[stands_first]),
        (enter, leave, counts),
        (leave[given_by], end[given], counts[given_by]),
        (leave[stands_second], np.full(stands_second.sum(), sink), counts[stands_second]),
        (end, np.full(second_slots, sink), second.capacity),
    ]
    starts, ends, capacity = (np.concatenate(part) for part in zip(*edges, strict=True))
    nodes = 2 + first_slots + 2 * lineages + second_slots
    graph = csr_array((capacity.astype(np.int32), (starts, ends)), shape=(nodes, nodes))
    return int(maximum_flow(graph, source, sink).flow_value)


def _classes(rows: np.ndarray, number: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Group equal rows of booleans: the distinct rows, and how many institutions each stands for."""
    packed = np.ascontiguousarray(np.packbits(rows, axis=1))
    keys = packed.view([("row", np.void, packed.shape[1])]).ravel()
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    return rows[first], np.bincount(group.ravel(), weights=number).astype(np.int64)


def forced(contenders: Contenders, others: np.ndarray, list_group: ListGroup) -> int:
    """Count the open slots that `others` can't fill, however they fall: somebody else must own them.

    A largest matching of `others` to slots can be extended to a completion in which they keep their places, so this
    is the least number of open slots of anybody else. Reference: Berge 1957, *Two Theorems in Graph Theory* (a path that
    makes a matching larger leaves whoever is matched so). Slots that the unlisted among `others` could own are never
    short of owners and are left out beforehand.
    """
    unlisted = others & contenders.lineages["institution_id"].str.startswith("unlisted ").to_numpy()
    scarce = ~list_group.fits[unlisted].any(axis=0)
    if not scarce.any():
        return 0
    nobody = np.zeros(len(contenders.lineages), dtype=bool)
    slots = ListGroup(nobody, list_group.fits[:, scarce], list_group.capacity[scarce], 0)
    return int(slots.capacity.sum()) - greatest(contenders, others & ~list_group.placed, slots)


def least(contenders: Contenders, members: np.ndarray, list_group: ListGroup) -> int:
    """Count the fewest of `members` that any completion places on a list_group: the known ones and the forced."""
    return int((members & list_group.placed).sum()) + forced(contenders, ~members, list_group)


def interval(contenders: Contenders, members: np.ndarray, list_group: ListGroup) -> Interval:
    """Give the least and the greatest number of `members` placed on a list_group, over all completions."""
    return least(contenders, members, list_group), greatest(contenders, members, list_group)


def of_level(contenders: Contenders, ids: Sequence[str], level: Level, known: int) -> Interval:
    """Count the names of a level on some lists, as they were named then; `known` of them stand there.

    A slot that is known to be of the level counts, one known to be of another does not, whoever owns it; the others as
    in `least` and `greatest`.
    """
    open_here = contenders.slots["list_id"].isin(ids).to_numpy()
    same = open_here & contenders.slots["level"].eq(level).to_numpy(dtype=bool)
    unsaid = open_here & contenders.slots["level"].isna().to_numpy()
    could_be, could_be_another = (
        _of_slots(contenders, ids, same | unsaid),
        _of_slots(contenders, ids, open_here & ~same),
    )
    stated = int(contenders.slots.loc[same, "slots"].sum())
    lower = known + stated + forced(contenders, contenders.had_another[level], could_be_another)
    return lower, known + greatest(contenders, contenders.had[level] & ~could_be.placed, could_be)


def tighten(total: int, parts: Sequence[Interval]) -> list[Interval]:
    """Narrow intervals by an identity: the parts add up to the total.

    A part is at least the total less the greatest of the others, and at most the total less their least.
    Reference: Davis 1987, *Constraint Propagation with Interval Labels*.

    >>> tighten(40, [(12, 20), (0, 0), (17, 28)])
    [(12, 20), (0, 0), (20, 28)]
    """
    lows, highs = sum(low for low, _ in parts), sum(high for _, high in parts)
    return [(max(low, total - (highs - high)), min(high, total - (lows - low))) for low, high in parts]
