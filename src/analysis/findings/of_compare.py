"""What the page that compares says: two to eight regions side by side, and who is ahead of whom as far as can be known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.errors import Refused
from analysis.facts import texts
from analysis.facts.citations import cited
from analysis.findings.common import checked_editions, checked_evidence
from analysis.findings.described import Findings
from analysis.findings.of_region import RegionFindings, region_findings
from analysis.findings.outcomes import outcomes
from analysis.statistics import certainty
from analysis.statistics.results import Results
from analysis.statistics.streaks import ahead
from analysis.vocabulary import Answer, Certainty, Evidence, Level, Outcome, Stage, Status

FEWEST, MOST = 2, 8
RUNNING = 3
"""Editions one after the other, after which those placed in all of them are called."""


@dataclass(frozen=True, repr=False)
class CompareFindings(Findings):
    """All that is known of several regions, side by side."""

    names: tuple[str, ...]
    """Their full names, in the order asked for."""
    cities_of: str
    """The province of which they are all the cities; '' if they are not."""
    all_running: bool
    """Whether they are all that were placed in RUNNING editions one after the other."""
    editions: pd.DataFrame
    """One row an edition: `of_region.RegionFindings.editions`."""
    announced: list[int]
    """The editions asked for of which no list is known yet."""
    only: list[int]
    """The editions that it is of, where there are others: `common.only_some`."""
    outcomes: pd.DataFrame
    """One row a region and edition: name, edition, outcome (an `Outcome`), missing and size (of the list that could hold an
    unknown one)."""
    places: pd.DataFrame
    """One row a region: name, province, places_lower, places_upper, wins_lower, wins_upper, in these editions: as in `streaks.places_and_wins`."""
    wins: pd.DataFrame
    """One row a win: name, edition, label, aspect, source_ids."""
    ahead: pd.DataFrame
    """One row a pair: first, second (names), and ahead (whether the first has more places so far: yes, no or unknown)."""
    ahead_of_all: str
    """The one that has more places so far than each of the others for certain; '' if none is known to."""
    scores: pd.DataFrame
    """One row a region and series of yearly scores, of which it is the newest: name, year, indicator_id, series, value, unit,
    source_ids."""
    certainty: Certainty
    """How firm the outcomes are: certain if they are of each region, open if none is known."""


def compare_findings(
    results: Results, regions: Sequence[str], editions: Sequence[int] | None, evidence: str
) -> CompareFindings:
    """Compare regions; raises Refused for a parameter that can't be used."""
    level = checked_evidence(evidence)
    years = checked_editions(editions, results.editions)
    found = [region_findings(results, name, years, level) for name in _checked(regions)]
    names = tuple(each.name for each in found)
    if len(set(names)) < len(names):
        raise Refused(f"regions {list(regions)} name {next(name for name in names if names.count(name) > 1)} twice")
    scores = _together((each.name, each.scores) for each in found)
    wins = _together((each.name, each.wins) for each in found)
    status = [each.status["source_ids"] for each in found]
    places = _places(found)
    ahead = _ahead(places)
    return CompareFindings(
        names=names,
        cities_of=_cities_of(results, names),
        all_running=_running(results, level) == set(names),
        evidence=level,
        editions=found[0].editions,
        announced=found[0].announced,
        only=found[0].only,
        outcomes=_outcomes(results, names, years, level),
        places=places,
        wins=wins,
        ahead=ahead,
        ahead_of_all=_ahead_of_all(ahead),
        scores=scores.sort_values("year")
        .groupby(["name", "indicator_id", "series"], sort=False)
        .tail(1)
        .sort_values(["indicator_id", "year", "value"], ascending=[True, False, False], ignore_index=True),
        certainty=_certainty(found),
        texts=texts.shown(results, scores),
        sources=cited(results, *status, wins["source_ids"], scores["source_ids"]),
    )


def _checked(regions: object) -> list[str]:
    """Refuse what is no list of two to eight names."""
    given = list(regions) if isinstance(regions, Iterable) and not isinstance(regions, str) else []
    if not FEWEST <= len(given) <= MOST:
        raise Refused(
            f"regions {regions!r} is not a list of {FEWEST} to {MOST} names such as ['Kota Solok', 'Kota Ambon']"
        )
    return given


def _cities_of(results: Results, names: Sequence[str]) -> str:
    regions = results.regions
    called = regions["region_code"].map(results.governments.set_index("region_code")["name"])
    provinces = set(regions.loc[called.isin(names), "province_code"])
    within = regions["province_code"].isin(provinces)
    if len(provinces) > 1 or set(called[within & (regions["kind"] == Level.CITY)]) != set(names):
        return ""
    return str(regions.loc[regions["region_code"].isin(provinces), "region_name"].iloc[0])


def _running(results: Results, evidence: Evidence) -> set[str]:
    """Name all that were placed in so many editions one after the other."""
    rows = outcomes(results, evidence)
    placed = rows[[Outcome(each).is_placed for each in rows["outcome"]]]
    editions = placed.groupby("region_code")["edition"].agg(set)
    held = sorted(set(rows["edition"]))
    runs = [set(held[at : at + RUNNING]) for at in range(len(held) - RUNNING + 1)]
    codes = [code for code, years in editions.items() if any(run <= years for run in runs)]
    return set(results.governments.set_index("region_code")["name"].reindex(codes))


def _together(frames: Iterable[tuple[str, pd.DataFrame]]) -> pd.DataFrame:
    """Put what is known of each region below each other, with its name."""
    return pd.concat([frame.assign(name=name) for name, frame in frames], ignore_index=True)


def _ahead_of_all(ahead: pd.DataFrame) -> str:
    of_each = ahead["ahead"].eq(Answer.YES).groupby(ahead["first"]).all()
    return next(iter(of_each.index[of_each]), "")


def _places(found: Sequence[RegionFindings]) -> pd.DataFrame:
    """Count the editions in which each is known to have been placed and to have won, and in which it may have."""
    rows = []
    for each in found:
        ends = {}
        for name, stage in (("places", Stage.FINALIST), ("wins", Stage.WINNER)):
            status = each.status.loc[each.status["stage"] == stage, "status"]
            ends[f"{name}_lower"] = int((status == Status.PLACED).sum())
            ends[f"{name}_upper"] = int(status.isin([Status.PLACED, Status.UNKNOWN]).sum())
        rows.append({"name": each.name, **ends})
    return pd.DataFrame(rows).assign(province=[each.province for each in found])


def _outcomes(results: Results, names: Sequence[str], years: Sequence[int], evidence: Evidence) -> pd.DataFrame:
    codes = results.governments.set_index("region_code")["name"]
    rows = outcomes(results, evidence)
    rows = rows.assign(name=rows["region_code"].map(codes))
    rows = rows[rows["name"].isin(names) & rows["edition"].isin(years)]
    order = {name: at for at, name in enumerate(names)}
    rows = rows.sort_values(
        ["name", "edition"], key=lambda column: column.map(order) if column.name == "name" else column
    )
    return rows[["name", "edition", "outcome", "missing", "size"]].reset_index(drop=True)


def _ahead(places: pd.DataFrame) -> pd.DataFrame:
    pairs = places.merge(places, how="cross", suffixes=("", "_of_other")).query("name != name_of_other")
    pairs = pairs.reset_index(drop=True)
    other = pairs[["places_lower_of_other", "places_upper_of_other"]].set_axis(["places_lower", "places_upper"], axis=1)
    return pd.DataFrame({"first": pairs["name"], "second": pairs["name_of_other"], "ahead": ahead(pairs, other)})


def _certainty(found: Sequence[RegionFindings]) -> Certainty:
    firm = {each.certainty for each in found}
    return firm.pop() if len(firm) == 1 else certainty.of_claim(is_corroborated=False)
