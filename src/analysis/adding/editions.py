"""A new edition: its rows, with all that one page tells of it.

Names of its lists are added afterwards, by `analysis.adding.placed`; what must hold is decided by the check, in
`analysis.facts.rules`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.adding.rows import Edits
from analysis.errors import refusal
from analysis.facts.tables import Tables
from analysis.vocabulary import EditionFact, Measure, Role, Stage, Track


@dataclass(frozen=True)
class Edition:
    """What a page tells of an edition."""

    year: int
    source_id: str
    official_title: str
    facts: Mapping[EditionFact, str] = field(default_factory=dict)
    organisers: Sequence[str] = ()
    lists: Sequence[str] = ()
    """Each as stage,track,size,label: finalist,general,30,Top 30."""
    figures: Mapping[Measure, int] = field(default_factory=dict)


def edition(tables: Tables, told: Edition) -> Edits:
    """Give the rows of a new edition. Raises Refused for one that is there, and for a list that can't be read."""
    is_new(tables, told.year)
    year = str(told.year)
    edits = Edits()
    ordinal = str(int(tables["editions"]["ordinal"].max()) + 1)
    edits.add("editions.csv", {"edition": year, "ordinal": ordinal, "official_title": told.official_title})
    cited = {"edition": year, "source_id": told.source_id}
    for fact, value in told.facts.items():
        edits.add("edition_facts.csv", {**cited, "fact": fact.value, "value": value})
    for organisation in told.organisers:
        edits.add("organisers.csv", {**cited, "role": Role.ORGANISER.value, "organisation": organisation})
    for row in [list_of(text) for text in told.lists]:
        is_winners = row["stage"] == Stage.WINNER
        parent = _list_id(year, Stage.FINALIST.value, row["track"]) if is_winners else ""
        list_id = _list_id(year, row["stage"], row["track"])
        edits.add("lists.csv", {**cited, **row, "list_id": list_id, "parent_list_id": parent})
    for measure, number in told.figures.items():
        row = {"measure": measure.value, "value": str(number), "preferred": "1", "in_range": "1"}
        edits.add("figures.csv", {**cited, **row})
    return edits


def is_new(tables: Tables, year: int) -> None:
    """Raise Refused for an edition that is there."""
    if year in set(tables["editions"]["edition"]):
        raise refusal(
            "edition {year} is there already: add to its rows with an editor, or names with add-name", year=year
        )


def list_of(text: str) -> dict[str, str]:
    """Read a list as stage,track,size,label. Raises Refused for another form."""
    cells = [cell.strip() for cell in text.split(",", 3)]
    if len(cells) < 4 or cells[0] not in tuple(Stage) or cells[1] not in tuple(Track) or not cells[2].isdigit():
        stages, tracks = ", ".join(Stage), ", ".join(Track)
        raise refusal(
            "list '{text}' is not of the form stage,track,size,label, such as finalist,general,30,Top 30; stages are {stages}, tracks {tracks}",
            text=text,
            stages=stages,
            tracks=tracks,
        )
    return dict(zip(("stage", "track", "size", "label"), cells, strict=True))


def _list_id(year: str, stage: str, track: str) -> str:
    return f"{year}-{stage}" if track == Track.ALL else f"{year}-{stage}-{track}"
