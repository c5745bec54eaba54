"""A name that turned up: the rows that put an institution on a list, and the open slot that it fills.

Whether it may stand there is decided by the check, in `analysis.facts.rules`.
"""

from dataclasses import dataclass

import pandas as pd

from analysis.adding.rows import Edits
from analysis.errors import Message, Refused, refusal
from analysis.facts.institutions import governments, slug
from analysis.facts.regions import Ambiguous, resolve
from analysis.facts.tables import Tables
from analysis.vocabulary import Level, Stage, Support


class Undecided(Refused):
    """Whether a name fills a slot is for somebody to say."""

    def __init__(self, line: int, list_id: str, level: str) -> None:
        self.slot = Message(
            "open_slots.csv line {line}: a missing name of {list_id} is a {level}, and others are missing as well",
            {"line": line, "list_id": list_id, "level": level},
        )
        say = Message("{slot}: say whether this name is the one, with --fills or --no-fills", {"slot": self.slot})
        super().__init__(say)


@dataclass(frozen=True)
class Placed:
    """What a page says of a name."""

    name: str
    """A region, whose government it is; or an institution, by its identifier or its official name."""
    list_id: str
    source_id: str
    supports: Support = Support.STATES
    aspect: str = ""
    level: str = ""
    """Of an institution that is new and no government."""
    region: str = ""
    """The region that a new unit belongs to."""
    fills_slot: bool | None = None
    """Whether it is one of the names of which `open_slots` tells something; None where that is not known."""


def placed(tables: Tables, told: Placed) -> Edits:
    """Give the rows for a name, as far as they are not there: institution, place, evidence; a winner's finalist place.

    Takes the raw tables with the lines of their files as index, as `reading.examine` gives them. Raises Refused for a
    list that there is not, a name that nobody can place, and a slot that it may fill or not.
    """
    listed(tables, told.list_id)
    lists = tables["lists"].set_index("list_id")
    edits = Edits()
    institution_id, level = _institution(tables, told, edits)
    stands = [(told.list_id, told.supports, told.aspect)]
    if lists.loc[told.list_id, "stage"] == Stage.WINNER:  # whoever won was a finalist
        stands.insert(0, (str(lists.loc[told.list_id, "parent_list_id"]), Support.IMPLIES, ""))
    for list_id, supports, aspect in stands:
        is_asked = list_id == told.list_id
        if _has(tables["placements"], list_id=list_id, institution_id=institution_id):
            if not is_asked:
                continue
        else:
            edits.add("placements.csv", {"list_id": list_id, "institution_id": institution_id, "aspect": aspect})
            _fill_slot(tables, edits, list_id, int(lists.loc[list_id, "size"]), level, told)
        row = {"list_id": list_id, "institution_id": institution_id, "source_id": told.source_id}
        if not _has(tables["evidence"], **row):
            edits.add("evidence.csv", {**row, "supports": supports.value})
    return edits


def listed(tables: Tables, list_id: str) -> None:
    """Raise Refused for a list that there is not."""
    known = tables["lists"]["list_id"]
    if list_id not in set(known):
        there = ", ".join(known)
        raise refusal("list '{list_id}' is not a list_id of lists.csv: there are {there}", list_id=list_id, there=there)


def named(tables: Tables, told: Placed) -> None:
    """Raise Refused for a name that nobody can place, whatever list it stands on."""
    _institution(tables, told, Edits())


def _institution(tables: Tables, told: Placed, edits: Edits) -> tuple[str, str]:
    """Find the institution of a name, or add its row: its identifier and level."""
    institutions = tables["institutions"]
    known = institutions[
        (institutions["institution_id"] == told.name)
        | (institutions["institution_name"].str.casefold() == told.name.casefold())
    ]
    if len(known):
        return str(known["institution_id"].iloc[0]), str(known["level"].iloc[0])
    if told.level:
        if told.level not in {level.value for level in Level if not level.is_government}:
            raise refusal(
                "level '{level}' is not that of an institution without a region of its own: a region needs no level",
                level=told.level,
            )
        region = str(resolve(tables, told.region)["region_code"]) if told.region else ""
        row = {"institution_id": slug(told.name), "institution_name": told.name, "level": told.level}
        edits.add("institutions.csv", {**row, "region_code": region, "located_in": region})
        return row["institution_id"], told.level
    try:
        code = resolve(tables, told.name)["region_code"]
    except Ambiguous:
        raise
    except Refused as error:
        raise refusal(
            "{refused}; an institution that is no government, and new, needs its --level", refused=error.message
        ) from None
    own = governments(tables["regions"], institutions).set_index("region_code").loc[code]
    if own["institution_id"] not in set(institutions["institution_id"]):
        row = {each: str(own[each]) for each in ("institution_id", "institution_name", "level")}
        edits.add("institutions.csv", {**row, "region_code": str(code)})
    return str(own["institution_id"]), str(own["level"])


def _has(frame: pd.DataFrame, **cells: str) -> bool:
    return bool((frame[list(cells)] == pd.Series(cells)).all(axis="columns").any())


def _fill_slot(tables: Tables, edits: Edits, list_id: str, size: int, level: str, told: Placed) -> None:
    """Remove what was known of the missing name: where no other could be meant, or as told."""
    slots = tables["open_slots"].loc[lambda rows: rows["list_id"] == list_id]
    fitting = slots.index[slots["level"] == level]
    left = size - int((tables["placements"]["list_id"] == list_id).sum()) - 1
    if fitting.empty or (told.fills_slot is False and len(slots) <= left):
        return
    if told.fills_slot is None and len(slots) <= left:
        raise Undecided(int(fitting[0]), list_id, level)
    edits.remove("open_slots.csv", int(fitting[0]))
