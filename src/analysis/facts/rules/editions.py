"""Rules of editions: their order, their dates, and what is claimed of them."""

import re
from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from analysis.errors import Fault, fault, warning
from analysis.facts import dates
from analysis.facts.dates import is_date
from analysis.vocabulary import ClaimKind, EditionFact

Faults = Iterator[Fault]
DATES = tuple(fact for fact in EditionFact if fact.is_date)
"""Dates of an edition, in the order of the days."""


def something_to_tell(editions: pd.DataFrame, lists: pd.DataFrame, regions: pd.DataFrame) -> Faults:
    """There is an edition, a list and a region at least."""
    for name, frame in {"editions": editions, "lists": lists, "regions": regions}.items():
        if frame.empty:
            yield fault(f"{name}.csv", 0, "has no row; it must have one at least")


def editions_in_order(editions: pd.DataFrame) -> Faults:
    """Editions stand in the order in which they were held, numbered from 1 without a gap."""
    previous = None
    for place, (line, edition, ordinal) in enumerate(editions[["edition", "ordinal"]].itertuples(), start=1):
        if pd.notna(edition):
            if previous is not None and edition <= previous:
                after = "{column} '{value}' is out of order: it stands after {previous}"
                yield fault("editions.csv", line, after, "edition", value=edition, previous=previous)
            previous = edition
        if pd.notna(ordinal) and ordinal != place:
            must = "{column} '{value}' is out of order: it must be {right}"
            yield fault("editions.csv", line, must, "ordinal", value=ordinal, right=place)


def dates_are_dates(edition_facts: pd.DataFrame) -> Faults:
    """A fact named ..._on is a date."""
    for line, _, _, value in _dates(edition_facts):
        if not is_date(value):
            yield fault(
                "edition_facts.csv", line, "{column} '{value}' {wrong}", "value", value=value, wrong=dates.wrong(value)
            )


def dates_within_their_edition(editions: pd.DataFrame, edition_facts: pd.DataFrame) -> Faults:
    """The dates of an edition lie in the year in which it was held, or from that of its title on.

    A year before or after is improbable, more can't be.
    """
    years = _years(editions)
    for line, edition, name, value in _dates(edition_facts):
        if edition not in years or not is_date(value) or (off := _years_off(value, years[edition])) == 0:
            continue
        tell = fault if off > 1 else warning
        outside = "{column} '{value}': {fact} is not in {years}, the years of the edition {edition}"
        named = {"value": value, "fact": name, "edition": edition, "years": "/".join(map(str, years[edition]))}
        yield tell("edition_facts.csv", line, outside, "value", **named)


def dates_in_their_order(editions: pd.DataFrame, edition_facts: pd.DataFrame) -> Faults:
    """An edition is launched and opened, then closes, names its finalists, then its winners, and gives the awards.

    One that was open before its launch is improbable, all else can't be.
    """
    years = _years(editions)
    known: dict[int, dict[str, tuple[int, str]]] = {}
    for line, edition, name, value in _dates(edition_facts):
        if is_date(value) and _years_off(value, years.get(edition, ())) <= 1:  # one far off is told already
            known.setdefault(edition, {})[name] = line, value
    for found in known.values():
        told = set()
        for earlier, later in combinations([name for name in DATES if name in found], 2):
            start, (line, value) = found[earlier][1], found[later]
            width = min(len(start), len(value))
            if value[:width] < start[:width] and later not in told:
                told.add(later)
                tell = warning if earlier == EditionFact.LAUNCHED_ON and later == EditionFact.OPENED_ON else fault
                before = "{column} '{value}': {later} is before {earlier}, which is {start}"
                yield tell(
                    "edition_facts.csv", line, before, "value", value=value, later=later, earlier=earlier, start=start
                )


def lists_of_earlier_editions(editions: pd.DataFrame, lists: pd.DataFrame) -> Faults:
    """Only of the newest editions, which were announced, may all lists be missing: who came back rests on those before."""
    with_lists = set(lists["edition"].dropna())
    known = editions["edition"].dropna()
    newest = max((edition for edition in known if edition in with_lists), default=None)
    for line, edition in known.items():
        if newest is not None and edition < newest and edition not in with_lists:
            without = (
                "{column} '{value}' has no list, and the later one of {newest} has: add its lists to lists.csv, with as many "
                "names as are known, or none"
            )
            yield fault("editions.csv", line, without, "edition", value=edition, newest=newest)


def claims_of_editions_with_lists(editions: pd.DataFrame, lists: pd.DataFrame, claims: pd.DataFrame) -> Faults:
    """A claim about lists is about an edition that has some; before, there is nothing to set it against."""
    without = set(editions["edition"].dropna()) - set(lists["edition"].dropna())
    about = claims[claims["edition"].isin(without) & claims["kind"].ne(ClaimKind.ORDINAL)]
    for line, edition, kind in about[["edition", "kind"]].itertuples():
        early = "{column} '{value}' has no list yet, which a claim of kind {kind} needs: add the list, or leave the claim out"
        yield fault("claims.csv", line, early, "edition", value=edition, kind=kind)


def claims_say_enough(claims: pd.DataFrame) -> Faults:
    """A claim has the cells that its kind needs."""
    needs = {
        ClaimKind.PLACED: "institution_id",
        ClaimKind.ONLY: "institution_id",
        ClaimKind.SIZE: "stated",
        ClaimKind.ORDINAL: "stated",
        ClaimKind.RANK: "stated",
    }
    for line, row in claims.iterrows():
        needed = needs.get(row["kind"])
        if needed and pd.isna(row[needed]):
            yield fault(
                "claims.csv", line, "{column} is empty; a claim of kind {kind} needs it", needed, kind=row["kind"]
            )


def _dates(edition_facts: pd.DataFrame) -> Iterator[tuple[int, int, str, str]]:
    """Give line, edition, name and value of the facts that are dates."""
    named = edition_facts["fact"].str.endswith("_on", na=False)
    yield from edition_facts.loc[named, ["edition", "fact", "value"]].dropna().itertuples(name=None)


def _years(editions: pd.DataFrame) -> dict[int, tuple[int, ...]]:
    """Give the years of each edition: that of its title, if it is another, and that in which it was held."""
    years = {}
    for edition, title in editions[["edition", "official_title"]].dropna().itertuples(index=False):
        titled = re.search(r"\b[12][0-9]{3}\b", title)
        years[edition] = tuple(sorted({int(titled[0]) if titled else edition, edition}))
    return years


def _years_off(date: str, years: tuple[int, ...]) -> int:
    """Say how many years a date lies outside of some; 0 if it lies inside, or there are none."""
    year = int(date[:4])
    return max(0, years[0] - year, year - years[-1]) if years else 0
