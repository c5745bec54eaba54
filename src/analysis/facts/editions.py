"""Editions: the day on which each closed to entrants.

Who could take part by that day belongs to `analysis.competition.eligibility`.
"""

import pandas as pd

from analysis.vocabulary import EditionFact

# The day an edition closed to entrants: the first of these facts that is known.
CLOSING_FACTS = (
    EditionFact.CLOSED_ON,
    EditionFact.FINALISTS_ON,
    EditionFact.WINNERS_ON,
    EditionFact.AWARDED_ON,
)


def closing_days(editions: pd.DataFrame, edition_facts: pd.DataFrame) -> pd.Series:
    """Say for each edition the last day on which one could still have entered, as a text such as 2022-04-14.

    It is the first of CLOSING_FACTS that is known, the last day of the year if none is; of a partial date the
    last day it may mean (compared as text, 2022-05-99 is after every day of May).
    """
    dates = edition_facts[edition_facts["fact"].isin(CLOSING_FACTS)]
    order = dates.assign(order=dates["fact"].map({fact: at for at, fact in enumerate(CLOSING_FACTS)}))
    first = order.sort_values("order").drop_duplicates("edition").set_index("edition")["value"]
    days = {
        int(edition): (str(first.get(edition, edition)) + "-99-99")[:10] for edition in editions["edition"].dropna()
    }
    return pd.Series(days, dtype="str")
