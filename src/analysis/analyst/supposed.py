"""What if a missing name were a certain region: all results as they would be then, in memory, and marked as supposed.

Nothing is stored: the raw tables are copied, added to, and worked out anew. How a supposition is marked on pages and charts
belongs to `analysis.analyst.marks`.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.analyst.frames import who
from analysis.errors import Refused
from analysis.facts.institutions import government_name
from analysis.facts.schemas import TABLES
from analysis.statistics.results import Results
from analysis.vocabulary import Evidence, Stage, Status, Support, Track
from analysis.words.language import Words

PUBLISHERS = ("supposed / diandaikan", "supposed / diandaikan (2)")
"""Who says what is supposed: two while it is worked out, so that it counts at every level of evidence."""
FIRST, SECOND = "supposed-1", "supposed-2"
"""The pages on which they say it; the second is gone from what is shown."""


@dataclass(frozen=True)
class Supposed:
    """One supposition."""

    name: str
    edition: int
    list: str
    """Name of the list that the region is supposed to stand on."""
    winner: bool = False

    def said(self, words: Words) -> str:
        """Say what is supposed, and that it is not known."""
        values = {"name": self.name, "edition": str(self.edition), "list": self.list}
        if self.winner:
            return words.say("Supposed, not known: {name} won in {edition} ({list})", **values)
        return words.say("Supposed, not known: {name} was a finalist in {edition} ({list})", **values)


def raw_tables(results: Results) -> dict[str, pd.DataFrame]:
    """Take the raw tables out of all results again."""
    claims = results.claims
    tables = {name: results[name] for name in TABLES}
    tables["claims"] = claims[claims["evidence"] == Evidence.ALL].reset_index(drop=True)
    return {name: frame[list(TABLES[name].columns)] for name, frame in tables.items()}


def with_name(results: Results, name: str, edition: int, *, winner: bool) -> tuple[dict[str, pd.DataFrame], Supposed]:
    """Add to the raw tables that a missing name of an edition is a region's, as a finalist or as a winner too.

    Raises Refused where that can't be: its status is known.
    """
    rows = who(results)
    institution_id = str(rows.set_index("name")["institution_id"][name])
    finalist = _status(results, institution_id, edition, Stage.FINALIST)
    asked = _status(results, institution_id, edition, Stage.WINNER) if winner else finalist
    what = "won" if winner else "was a finalist"
    if asked is None or finalist is None:
        raise Refused(f"suppose: no list of {'winners' if winner else 'finalists'} of {edition} has been published")
    if asked["status"] == Status.PLACED:
        raise Refused(f"suppose: it is known that {name} {what} in {edition}")
    if asked["status"] != Status.UNKNOWN:
        raise Refused(f"suppose: {name} can't be a missing name of {edition}; see d.explain({name!r}, {edition})")
    lists = results.lists.set_index("list_id")
    ids = sorted(asked["list_ids"], key=lambda each: (Track(lists.loc[each, "track"]).needs_earlier_win, each))
    on = [ids[0]]
    if winner and finalist["status"] != Status.PLACED:
        on.append(str(lists.loc[ids[0], "parent_list_id"]))
    taken = raw_tables(results)
    before = taken["evidence"]
    again = before[before["source_id"] == FIRST].assign(source_id=SECOND)  # of what was supposed before
    taken["evidence"] = pd.concat([before, again], ignore_index=True)
    tables = _with_rows(taken, institution_id, _government(results, name, institution_id), on)
    return tables, Supposed(name, edition, str(lists.loc[ids[0], "label"]), winner)


def told_once(results: Results) -> Results:
    """Show one page for what is supposed, and count no publisher, since nobody has published it."""
    return Results({name: _told_once(frame) for name, frame in results.items()})


def _told_once(frame: pd.DataFrame) -> pd.DataFrame:
    if "source_id" in frame:
        frame = frame[frame["source_id"] != SECOND].reset_index(drop=True)
    if "source_ids" not in frame:
        return frame
    rests = frame["source_ids"].map(lambda pages: SECOND in pages)
    if "publishers" in frame:
        real = (frame["publishers"] - len(PUBLISHERS)).clip(lower=0)
        frame = frame.assign(publishers=frame["publishers"].where(~rests, real))
    shown = frame["source_ids"].map(lambda pages: tuple(page for page in pages if page != SECOND))
    return frame.assign(source_ids=shown)


def _status(results: Results, institution_id: str, edition: int, stage: Stage) -> pd.Series | None:
    rows = results.at(Evidence.ALL).status
    rows = rows[(rows["institution_id"] == institution_id) & (rows["edition"] == edition) & (rows["stage"] == stage)]
    return None if rows.empty else rows.iloc[0]


def _government(results: Results, name: str, institution_id: str) -> dict[str, Any]:
    """Give the row of an institution that no list names yet, and so no table."""
    region = results.governments.set_index("name").loc[name]
    named = results.regions.set_index("region_code").loc[region["region_code"]]
    return {
        "institution_id": institution_id,
        "institution_name": government_name(str(named["region_name"]), str(named["kind"])),
        "level": named["kind"],
        "region_code": region["region_code"],
    }


def _with_rows(
    tables: dict[str, pd.DataFrame], institution_id: str, row: dict[str, Any], on: list[str]
) -> dict[str, pd.DataFrame]:
    ids = (FIRST, SECOND)
    pages = [
        {"source_id": source_id, "publisher": publisher}
        for source_id, publisher in zip(ids, PUBLISHERS, strict=True)
        if source_id not in set(tables["sources"]["source_id"])
    ]
    if institution_id not in set(tables["institutions"]["institution_id"]):
        tables["institutions"] = added(tables["institutions"], [row])
    placements = [{"list_id": list_id, "institution_id": institution_id} for list_id in on]
    evidence = [
        {**placement, "source_id": source_id, "supports": Support.STATES.value}
        for placement in placements
        for source_id in ids
    ]
    tables["sources"] = added(tables["sources"], pages)
    tables["placements"] = added(tables["placements"], placements)
    tables["evidence"] = added(tables["evidence"], evidence)
    # Whether it is the missing name of which the level is told, or another one, nobody says: told is one fewer.
    slots = tables["open_slots"]
    told = slots[slots["list_id"].isin(on) & (slots["level"] == row["level"])].drop_duplicates("list_id")
    tables["open_slots"] = slots.drop(told.index).reset_index(drop=True)
    return tables


def added(table: pd.DataFrame, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Add rows to a table, whose columns keep their types; what a row doesn't say is missing."""
    if not rows:
        return table
    new = pd.DataFrame(rows).reindex(columns=table.columns).astype(table.dtypes.to_dict())
    return pd.concat([table, new], ignore_index=True)
