"""Intervals against the truth of complete worlds, and against all completions of small ones."""

import random
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise

import numpy as np
import pytest
import worlds
from hypothesis import HealthCheck, Phase, given, settings

from analysis.competition import bounds, status
from analysis.statistics import provinces, streaks, trends
from analysis.vocabulary import EVER, Level

MOST_COMPLETIONS = 3000
few = settings(
    max_examples=settings().max_examples // 4,  # a world takes a while
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # worlds are small enough to be read as they are
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def statistics(world, lists):
    """What all bounds speak of, counted in one completion with plain sets: a number for each name of a statistic."""
    counts = Counter()
    provinces = sorted(set(worlds.PROVINCE.values()))
    at = {year: worlds.placed(lists, year) for year in world.editions}
    for earlier, later in pairwise(world.editions):
        for track in ("all", "institutions", "units"):
            cohort = worlds.placed(world.known, earlier, track)
            counts["retention", earlier, track] = len(cohort & worlds.placed(lists, later, track))
        before = frozenset().union(*(at[year] for year in world.editions if year < later))
        counts["retained", later] = len(at[later] & at[earlier])
        counts["returners", later] = len((at[later] & before) - at[earlier])
        counts["newcomers", later] = len(at[later] - before)
        counts["leavers", later] = len(at[earlier] - at[later])
    for year in world.editions:
        for level in Level:
            counts["level", year, level] = sum(worlds.level_then(name, year) == level for name in at[year])
    ever = frozenset().union(*at.values())
    for which, names in {**at, "all": ever}.items():
        of = Counter(worlds.PROVINCE[name] for name in names if name in worlds.PROVINCE)
        for province in provinces:
            counts["province", str(which), province] = of[province]
            counts["rank", str(which), province] = 1 + sum(of[other] > of[province] for other in provinces)
        counts["reached", str(which)] = sum(of[province] > 0 for province in provinces)
    for track in ("institutions", "units"):
        years = [year for year in world.editions if any(worlds.placed(world.lists, year, track))]
        for start, end in [(a, b) for i, a in enumerate(years) for b in years[i + 1 :]]:
            run = [worlds.placed(lists, year, track) for year in years if start <= year <= end]
            counts["run", track, start, end] = len(frozenset.intersection(*run))
    for name in worlds.LEVELS:
        counts["places", name] = sum(name in at[year] for year in world.editions)
        wins = [worlds.placed(lists, year, stage="winner") for year in world.editions]
        counts["wins", name] = sum(name in won for won in wins)
    return dict(counts)


def intervals(view):
    """The same statistics as intervals, as `analysis` gives them."""
    found = {}
    for row in trends.retention(view).itertuples():
        found["retention", row.edition_from, row.track] = (row.lower, row.upper)
    for row in trends.turnover(view).itertuples():
        found[row.kind, row.edition] = (row.lower, row.upper)
    for row in trends.level_mix(view).itertuples():
        if row.level != "open":
            found["level", row.edition, row.level] = (row.lower, row.upper)
    for row in provinces.provinces(view).itertuples():
        found["province", row.edition, row.province_code] = (row.lower, row.upper)
        found["rank", row.edition, row.province_code] = (row.rank_best, row.rank_worst)
    for row in provinces.reached(view).itertuples():
        if row.area == "province":
            found["reached", row.edition] = (row.lower, row.upper)
    for row in streaks.runs(view).itertuples():
        found["run", row.track, row.edition_from, row.edition_to] = (row.lower, row.upper)
    for row in streaks.places_and_wins(view).itertuples():
        found["places", row.institution_id] = (row.places_lower, row.places_upper)
        found["wins", row.institution_id] = (row.wins_lower, row.wins_upper)
    return found


def look(world):
    return status.view(worlds.tables(world), "all")


# A ministry of which nobody has heard won, was made an agency, and came back as an earlier winner.
UNHEARD = worlds.World(
    editions=(2018, 2020),
    lists={
        "2018-finalist-general": frozenset({worlds.NEW}),
        "2018-winner-general": frozenset({worlds.NEW}),
        "2020-finalist-outstanding": frozenset({worlds.NEW}),
        "2020-finalist-general": frozenset({"kabupaten-tengah"}),
    },
    gone=frozenset(
        (each, worlds.NEW) for each in ("2018-finalist-general", "2018-winner-general", "2020-finalist-outstanding")
    ),
    described=frozenset({("2018-finalist-general", worlds.NEW)}),
    forgotten=frozenset({worlds.NEW}),
)


def completions(world) -> list[dict]:
    """All completions of a small world; none of a world with very many."""
    found = list(islice(worlds.completions(world), MOST_COMPLETIONS + 1))
    return found if len(found) <= MOST_COMPLETIONS else []


@dataclass(frozen=True)
class Seen:
    """A random world, and what `analysis` makes of what is known of it."""

    world: worlds.World
    view: status.View
    found: dict

    @cached_property
    def counted(self) -> list[dict]:
        """The statistics of each completion."""
        return [statistics(self.world, lists) for lists in completions(self.world)]


def see(world) -> Seen:
    view = look(world)
    return Seen(world, view, intervals(view))


def drawn(strategy) -> list[worlds.World]:
    """Draw random worlds, every time the same ones."""
    found = []

    @few
    @given(strategy)
    def draw(world):
        found.append(world)

    draw()
    return found


# Looking at a world takes half a second, so all tests look at the same ones.
@pytest.fixture(scope="module")
def torn() -> list[Seen]:
    """Worlds of which any number of names is gone."""
    return [see(world) for world in [UNHEARD, *drawn(worlds.worlds())]]


@pytest.fixture(scope="module")
def scratched() -> list[Seen]:
    """Worlds of which so few names are gone that all completions can be looked at."""
    return [see(world) for world in drawn(worlds.worlds(most_gone=3))]


@pytest.fixture(scope="module")
def plain() -> list[Seen]:
    """The same without what makes bounds wider than they need be: `outstanding`, and winners who are not known."""
    return [see(world) for world in drawn(worlds.worlds(most_gone=3, outstanding=False, whole_winners=True))]


def test_every_bound_contains_the_truth_of_the_complete_world(torn, scratched):
    for seen in (*torn, *scratched):
        truth = statistics(seen.world, seen.world.lists)
        for name, (lower, upper) in seen.found.items():
            if name in truth:
                assert lower <= truth[name] <= upper, (name, seen.world)


def test_with_nothing_removed_both_ends_meet_the_truth(torn):
    for world in [seen.world.whole() for seen in torn]:
        truth = statistics(world, world.lists)
        found = {name: ends for name, ends in intervals(look(world)).items() if name in truth}
        assert found == {name: (truth[name], truth[name]) for name in found}, world
        assert set(truth) - set(found) <= {name for name in truth if name[0] == "retention"}, world


def test_taking_a_name_away_never_narrows_a_bound(torn):
    pick = random.Random(0)
    for seen in torn:
        world = seen.world
        names = sorted((each, name) for each, on in world.known.items() for name in on if not worlds.is_winner(each))
        if not names:
            continue
        list_id, name = pick.choice(names)
        won = (list_id.replace("finalist", "winner"), name)
        less = replace(
            world, gone=world.gone | {(list_id, name)} | ({won} if name in world.lists.get(won[0], ()) else set())
        )
        wide = intervals(look(less))
        for what, (lower, upper) in seen.found.items():
            # The cohort of the edition it was taken from is another one now; that of the edition before is the same.
            if what[0] == "retention" and what[1] == worlds.edition(list_id):
                continue
            assert wide[what][0] <= lower <= upper <= wide[what][1], (what, less)


def test_every_bound_contains_all_completions(scratched):
    assert sum(bool(seen.counted) for seen in scratched) >= 0.8 * len(scratched)
    for seen in scratched:
        for counted in seen.counted:
            for name, number in counted.items():
                lower, upper = seen.found.get(name, (number, number))
                assert lower <= number <= upper, (name, seen.world)


SHARP = {"retention", "level", "province"}


def test_bounds_that_are_said_to_be_sharp_are_met_by_completions(plain):
    assert sum(bool(seen.counted) for seen in plain) >= 0.8 * len(plain)
    for seen in plain:
        for name in seen.counted[0] if seen.counted else ():
            numbers = [each[name] for each in seen.counted]
            if name in seen.found and name[0] in SHARP and name[1] != "all":
                assert seen.found[name] == (min(numbers), max(numbers)), (name, seen.world)
            if name in seen.found and name[0] in ("retained", "reached", "places"):
                assert seen.found[name][1] == max(numbers), (name, seen.world)
            if name[0] == "newcomers":
                assert seen.found[name][0] == min(numbers), (name, seen.world)


def test_ranks_are_sharp_where_slots_are_of_one_kind(plain):
    for seen in plain:
        alike = Seen(replace(seen.world, described=frozenset()), seen.view, {})
        frame = provinces.provinces(look(alike.world))
        for row in frame[frame["edition"] != EVER].itertuples():
            numbers = [each["rank", row.edition, row.province_code] for each in alike.counted]
            assert not numbers or (row.rank_best, row.rank_worst) == (min(numbers), max(numbers)), (row, alike.world)


def test_nobody_placed_in_a_completion_is_called_not_placed(scratched):
    for seen in scratched:
        frame = status.status(seen.view)
        no = frame[frame["status"].isin(["not_placed", "not_eligible"])]
        no = {(row.edition, row.stage, row.institution_id) for row in no.itertuples()}
        yes = frame[frame["status"] == "placed"]
        yes = {(row.edition, row.stage, row.institution_id) for row in yes.itertuples()}
        for lists in completions(seen.world):
            standing = {
                (worlds.edition(each), "winner" if worlds.is_winner(each) else "finalist", name)
                for each, on in lists.items()
                for name in on
            }
            assert not no & standing, seen.world
            assert yes <= standing, seen.world


def test_parts_add_up_to_the_places_of_an_edition(torn):
    for world, frame in [(seen.world, trends.turnover(seen.view).set_index(["edition", "kind"])) for seen in torn]:
        for earlier, later in pairwise(world.editions):
            size = len(worlds.placed(world.lists, later))
            parts = frame.loc[later].drop("leavers")
            assert (parts["lower"] <= parts["upper"]).all(), world
            for kind in parts.index:
                rest = parts.drop(kind)
                lower, upper = parts.loc[kind, "lower"], parts.loc[kind, "upper"]
                assert lower + rest["upper"].sum() >= size, world
                assert upper + rest["lower"].sum() <= size, world
                # Each end of a part goes together with some choice of the others.
                assert lower + rest["lower"].sum() <= size <= upper + rest["upper"].sum(), world
            left = frame.loc[(later, "leavers")]
            before = len(worlds.placed(world.lists, earlier))
            retained = tuple(parts.loc["retained", ["lower", "upper"]])
            assert (before - left["upper"], before - left["lower"]) == retained, world


@pytest.fixture(scope="module")
def contenders(tables):
    return bounds.contenders(status.view(tables, "all"))


def test_somebody_of_whom_we_have_not_heard_may_own_a_slot(contenders):
    unlisted = contenders.lineages["institution_id"].str.startswith("unlisted").to_numpy()
    list_group = bounds.list_group(contenders, 2019, "institutions")
    assert bounds.greatest(contenders, unlisted, list_group) == 8
    # All governments are listed, so the regency missing in 2022 is no stranger.
    assert bounds.greatest(contenders, unlisted, bounds.list_group(contenders, 2022, "institutions")) == 0


def test_slots_that_only_some_can_own_are_forced(contenders):
    list_group = bounds.list_group(contenders, 2022, "institutions")
    regencies = contenders.lineages["level"].eq("regency").to_numpy()
    known = int((regencies & list_group.placed).sum())
    assert bounds.interval(contenders, regencies, list_group) == (known + 1, known + 1)
    assert bounds.forced(contenders, regencies, list_group) == 0


def test_a_line_needs_a_slot_on_each_side_where_it_is_not_known(contenders):
    everyone = np.ones(len(contenders.lineages), dtype=bool)
    whole, half = bounds.list_group(contenders, 2018), bounds.list_group(contenders, 2019)
    assert (
        bounds.greatest(contenders, everyone, whole, half) == bounds.greatest(contenders, everyone, half, whole) == 20
    )
