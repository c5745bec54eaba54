"""Every statistic says how it is worked out, under which assumption, by which reference, and with an example."""

import pytest

from analysis import claims, gaps, indicators, places, runs, standing, trends

STATISTICS = [
    trends.selectivity,
    trends.against_lot,
    trends.retention,
    trends.turnover,
    trends.newcomers,
    trends.level_mix,
    places.provinces,
    places.island_groups,
    places.reached,
    runs.places_and_wins,
    runs.runs,
    runs.ahead,
    claims.claims,
    gaps.next_finds,
    standing.of_statuses,
    standing.of_at_least,
    standing.of_interval,
    standing.evidence_changes,
    indicators.scores,
    indicators.breaks,
    indicators.sparseness,
]


@pytest.mark.parametrize("statistic", STATISTICS, ids=lambda statistic: f"{statistic.__module__}.{statistic.__name__}")
@pytest.mark.parametrize("part", [("assumption",), ("reference",), ("worked example", ">>>")], ids=lambda part: part[0])
def test_the_docstring_of_a_statistic_is_complete(statistic, part):
    said = (statistic.__doc__ or "").lower()
    assert any(each in said for each in part)
