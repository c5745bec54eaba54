"""All processed tables by name, as the findings take them: the raw ones and all that is derived.

What a column means belongs to `analysis.facts.schemas` and `analysis.statistics.schemas`, how the derived ones are
worked out to `analysis.statistics.derived`.
"""

import pandas as pd

from analysis.facts.tables import Prepared, once
from analysis.vocabulary import Evidence


class _Frame:
    """A table of the results: reading it gives a frame that may be changed without harm."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, results: "Results", owner: type) -> pd.DataFrame:
        return results[self._name]


class Results(Prepared):
    """All processed tables, each by its name: a table that there is not is told before anything runs.

    The raw tables as `analysis.facts.schemas` says them, and the derived ones as `analysis.statistics.schemas` does;
    `editions` and `claims` are the derived ones.
    """

    editions = _Frame()
    edition_facts = _Frame()
    organisers = _Frame()
    lists = _Frame()
    aspects = _Frame()
    placements = _Frame()
    open_slots = _Frame()
    evidence = _Frame()
    sources = _Frame()
    figures = _Frame()
    institutions = _Frame()
    regions = _Frame()
    region_aliases = _Frame()
    claims = _Frame()
    indicators = _Frame()
    texts = _Frame()
    accepted = _Frame()

    roster = _Frame()
    slots = _Frame()
    known_names = _Frame()
    status = _Frame()
    governments = _Frame()
    selectivity = _Frame()
    retention = _Frame()
    newcomers = _Frame()
    level_mix = _Frame()
    runs = _Frame()
    places_and_wins = _Frame()
    provinces = _Frame()
    island_groups = _Frame()
    reached = _Frame()
    evidence_changes = _Frame()
    next_finds = _Frame()

    def at(self, evidence: Evidence) -> "Results":
        """Keep the rows at one level of evidence, without the column that says so; other tables stay as they are."""
        return _at_level(self, evidence)


@once
def _at_level(results: Results, evidence: Evidence) -> Results:
    return Results({name: at_level(frame, evidence) for name, frame in results.items()})


def at_level(frame: pd.DataFrame, evidence: str) -> pd.DataFrame:
    """Keep the rows of a frame at one level of evidence; one without levels stays as it is."""
    if "evidence" not in frame.columns:
        return frame
    return frame.drop(columns="evidence")[frame["evidence"] == evidence].reset_index(drop=True)
