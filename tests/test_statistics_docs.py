"""Every statistic says how it is worked out, under which assumption, by which reference, and with an example."""

import pytest

from analysis.statistics import certainty, claims, indicators, next_finds, provinces, streaks, trends

STATISTICS = [
    trends.selectivity,
    trends.against_lot,
    trends.retention,
    trends.turnover,
    trends.newcomers,
    trends.level_mix,
    provinces.provinces,
    provinces.island_groups,
    provinces.reached,
    streaks.places_and_wins,
    streaks.runs,
    streaks.ahead,
    claims.claims,
    next_finds.next_finds,
    certainty.of_statuses,
    certainty.of_at_least,
    certainty.of_interval,
    certainty.evidence_changes,
    indicators.scores,
    indicators.breaks,
    indicators.sparseness,
]


@pytest.mark.parametrize("statistic", STATISTICS, ids=lambda statistic: f"{statistic.__module__}.{statistic.__name__}")
@pytest.mark.parametrize("part", [("assumption",), ("reference",), ("worked example", ">>>")], ids=lambda part: part[0])
def test_the_docstring_of_a_statistic_is_complete(statistic, part):
    said = (statistic.__doc__ or "").lower()
    assert any(each in said for each in part)
