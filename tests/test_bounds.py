"""Intervals against the truth of complete worlds, and against all completions of small ones."""

from collections import Counter
from dataclasses import replace
from itertools import islice, pairwise

import numpy as np
import pytest
import worlds
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st

from analysis.competition import bounds, status
from analysis.statistics import provinces, streaks, trends
from analysis.vocabulary import Level

MOST_COMPLETIONS = 3000
few = settings(
    max_examples=25,
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
        if row.area == "province_code":
            found["reached", row.edition] = (row.lower, row.upper)
    for row in streaks.runs(view).itertuples():
        found["run", row.track, row.edition_from, row.edition_to] = (row.lower, row.upper)
    for row in streaks.places_and_wins(view).itertuples():
        found["places", row.institution_id] = (row.places_lower, row.places_upper)
        found["wins", row.institution_id] = (row.wins_lower, row.wins_upper)
    return found


def look(world):
    return status.view(worlds.tables(world), "all")


def completions(world):
    """All completions of a small world; a world with very many is passed over."""
    found = list(islice(worlds.completions(world), MOST_COMPLETIONS + 1))
    assume(len(found) <= MOST_COMPLETIONS)
    return found


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


@few
@given(worlds.worlds())
@example(UNHEARD)
def test_every_bound_contains_the_truth_of_the_complete_world(world):
    truth = statistics(world, world.lists)
    for name, (lower, upper) in intervals(look(world)).items():
        if name in truth:
            assert lower <= truth[name] <= upper, name


@few
@given(worlds.worlds(most_gone=0))
def test_with_nothing_removed_both_ends_meet_the_truth(world):
    truth = statistics(world, world.lists)
    found = {name: ends for name, ends in intervals(look(world)).items() if name in truth}
    assert found == {name: (truth[name], truth[name]) for name in found}
    assert set(truth) - set(found) <= {name for name in truth if name[0] == "retention"}


@settings(few, max_examples=12)  # two worlds each
@given(worlds.worlds(), st.data())
def test_taking_a_name_away_never_narrows_a_bound(world, data):
    names = sorted((each, name) for each, on in world.known.items() for name in on if not worlds.is_winner(each))
    assume(names)
    list_id, name = data.draw(st.sampled_from(names))
    won = (list_id.replace("finalist", "winner"), name)
    less = replace(
        world, gone=world.gone | {(list_id, name)} | ({won} if name in world.lists.get(won[0], ()) else set())
    )
    narrow, wide = intervals(look(world)), intervals(look(less))
    for what, (lower, upper) in narrow.items():
        # The cohort of the edition it was taken from is another one now; that of the edition before is the same.
        if what[0] == "retention" and what[1] == worlds.edition(list_id):
            continue
        assert wide[what][0] <= lower <= upper <= wide[what][1], what


@few
@given(worlds.worlds(most_gone=3))
def test_every_bound_contains_all_completions(world):
    found = intervals(look(world))
    for lists in completions(world):
        for name, number in statistics(world, lists).items():
            lower, upper = found.get(name, (number, number))
            assert lower <= number <= upper, name


SHARP = {"retention", "level", "province"}


@few
@given(worlds.worlds(most_gone=3, outstanding=False, whole_winners=True))
def test_bounds_that_are_said_to_be_sharp_are_met_by_completions(world):
    found = intervals(look(world))
    counted = [statistics(world, lists) for lists in completions(world)]
    for name in counted[0]:
        numbers = [each[name] for each in counted]
        if name in found and name[0] in SHARP and name[1] != "all":
            assert found[name] == (min(numbers), max(numbers)), name
        if name in found and name[0] in ("retained", "reached", "places"):
            assert found[name][1] == max(numbers), name
        if name[0] == "newcomers":
            assert found[name][0] == min(numbers), name


@few
@given(worlds.worlds(most_gone=3, outstanding=False, whole_winners=True))
def test_ranks_are_sharp_where_slots_are_of_one_kind(world):
    world = replace(world, described=frozenset())
    found = intervals(look(world))
    counted = [statistics(world, lists) for lists in completions(world)]
    for name in counted[0]:
        if name[0] == "rank" and name[1] != "all":
            numbers = [each[name] for each in counted]
            assert found[name] == (min(numbers), max(numbers)), name


@few
@given(worlds.worlds(most_gone=3))
def test_nobody_placed_in_a_completion_is_called_not_placed(world):
    frame = status.status(look(world))
    no = frame[frame["status"].isin(["not_placed", "not_eligible"])]
    no = {(row.edition, row.stage, row.institution_id) for row in no.itertuples()}
    yes = frame[frame["status"] == "placed"]
    yes = {(row.edition, row.stage, row.institution_id) for row in yes.itertuples()}
    for lists in completions(world):
        standing = {
            (worlds.edition(each), "winner" if worlds.is_winner(each) else "finalist", name)
            for each, on in lists.items()
            for name in on
        }
        assert not no & standing
        assert yes <= standing


@few
@given(worlds.worlds())
def test_parts_add_up_to_the_places_of_an_edition(world):
    frame = trends.turnover(look(world)).set_index(["edition", "kind"])
    for earlier, later in pairwise(world.editions):
        size = len(worlds.placed(world.lists, later))
        parts = frame.loc[later].drop("leavers")
        assert (parts["lower"] <= parts["upper"]).all()
        for kind in parts.index:
            rest = parts.drop(kind)
            assert parts.loc[kind, "lower"] + rest["upper"].sum() >= size
            assert parts.loc[kind, "upper"] + rest["lower"].sum() <= size
            # Each end of a part goes together with some choice of the others.
            assert (
                parts.loc[kind, "lower"] + rest["lower"].sum() <= size <= parts.loc[kind, "upper"] + rest["upper"].sum()
            )
        left = frame.loc[(later, "leavers")]
        before = len(worlds.placed(world.lists, earlier))
        assert (before - left["upper"], before - left["lower"]) == tuple(parts.loc["retained", ["lower", "upper"]])


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
