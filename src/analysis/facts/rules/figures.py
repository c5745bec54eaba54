"""Rules of figures: the numbers printed of an edition, against each other and against its lists."""

from collections.abc import Iterator

import pandas as pd

from analysis.errors import Fault, fault, warning
from analysis.vocabulary import TRACKS_OF_UNITS, Measure, Stage

Faults = Iterator[Fault]
PARTS = (Measure.REGISTERED_INSTITUTIONS, Measure.REGISTERED_UNITS)


def one_preferred_figure(figures: pd.DataFrame) -> Faults:
    """Of the figures of an edition and measure exactly one is preferred, and it counts for the range."""
    for (edition, measure), rows in figures.groupby(["edition", "measure"]):
        named = {"measure": measure, "edition": edition}
        preferred = rows[rows["preferred"] == 1]
        if preferred.empty:
            none = "no figure of {measure} {edition} is preferred: mark one with 1"
            yield fault("figures.csv", rows.index[0], none, **named)
        for line in preferred.index[1:]:
            twice = "{column} '1': {measure} {edition} has one already on line {first}"
            yield fault("figures.csv", line, twice, "preferred", **named, first=preferred.index[0])
        for line in preferred.index[preferred["in_range"] == 0]:
            counts = "{column} '0': a preferred figure counts for the range, so 1"
            yield fault("figures.csv", line, counts, "in_range")


def registered_for_all_places(lists: pd.DataFrame, figures: pd.DataFrame) -> Faults:
    """No fewer took part than were placed, and some registered at all."""
    finalists = lists[lists["stage"] == Stage.FINALIST].dropna(subset=["size"])
    of_units = finalists["track"].isin(TRACKS_OF_UNITS)
    everyone = finalists.groupby("edition")["size"].sum()
    places = {
        Measure.REGISTERED: everyone,
        Measure.ASSESSED: everyone,
        Measure.REGISTERED_INSTITUTIONS: finalists[~of_units].groupby("edition")["size"].sum(),
        Measure.REGISTERED_UNITS: finalists[of_units].groupby("edition")["size"].sum(),
    }
    for line, edition, measure, value in figures[["edition", "measure", "value"]].dropna().itertuples():
        least = int(places[measure].get(edition, 0)) if measure in places else 0
        if value < least:
            fewer = "{column} '{value}' of {measure} {edition} is less than the {places} places of its lists"
            named = {"value": value, "measure": measure, "edition": edition, "places": least}
            yield fault("figures.csv", line, fewer, "value", **named)
        elif measure == Measure.REGISTERED and value == 0:
            yield fault("figures.csv", line, "{column} '0': where nobody registered there is no edition", "value")


def parts_of_figures(figures: pd.DataFrame) -> Faults:
    """The preferred institutions and units that registered add up to all that did; no part is more than the whole."""
    for edition, rows in figures.dropna(subset=["measure", "value"]).groupby("edition"):
        whole = rows[(rows["measure"] == Measure.REGISTERED) & (rows["in_range"] == 1)]
        if whole.empty:
            continue
        most = whole["value"].max()
        parts = rows[(rows["measure"] != Measure.REGISTERED) & (rows["in_range"] == 1)]
        for line, measure, value in parts.loc[parts["value"] > most, ["measure", "value"]].itertuples():
            more = "{column} '{value}' of {measure} {edition} is more than the {whole} who registered"
            named = {"value": value, "measure": measure, "edition": edition, "whole": most}
            yield warning("figures.csv", line, more, "value", **named)
        preferred = rows[rows["preferred"] == 1].drop_duplicates("measure").reset_index().set_index("measure")
        if {Measure.REGISTERED, *PARTS} <= set(preferred.index) and preferred.loc[list(PARTS), "value"].le(most).all():
            registered, (first, second) = (
                preferred.loc[Measure.REGISTERED, "value"],
                preferred.loc[list(PARTS), "value"],
            )
            if first + second != registered:
                sums = "{column} '{value}' of {measure} {edition} and the {second} units make {sum}, not the {whole} who registered"
                named = {"value": first, "measure": PARTS[0], "edition": edition, "second": second}
                yield warning(
                    "figures.csv",
                    int(preferred.loc[PARTS[0]].iloc[0]),
                    sums,
                    "value",
                    **named,
                    sum=first + second,
                    whole=registered,
                )
