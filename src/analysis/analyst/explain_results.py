"""From a row of any frame to the rows of the raw tables that it was worked out from, with the rule of its statistic.

Statuses, which every count starts from, are explained one by one by `analysis.analyst.explain`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.analyst import frames, rules
from analysis.analyst.columns import MADE_FROM
from analysis.analyst.explain import Explanation
from analysis.analyst.reasons import Reason, Rows, cited
from analysis.analyst.told import Told
from analysis.errors import Refused
from analysis.facts.schemas import TABLES
from analysis.statistics.schemas import DERIVED
from analysis.vocabulary import GOVERNMENTS, MISSING_NAMES, TRACKS_OF_UNITS, Group, Level, Measure, Stage
from analysis.words import phrases

SERIES = ("indicator_id", "series", "region_code", "year")
"""The columns by which rows of scores are found."""
AREAS = {"provinces": "province", "island_groups": "island_group"}
"""The results that count the governments of areas, and the column that names the area."""
RAW = {"governments": "regions", "roster": "institutions"}
"""The raw tables that lists of who there is are made of."""


def explained(ways: Explanation, told: Told, label: Any, values: pd.Series) -> Reason:
    """Explain a row of a frame of which this is told; raises Refused for a row behind which no row of the data stands."""
    name = told.name
    row = pd.Series({**told.about, **values.to_dict()}, dtype=object)
    made_from = MADE_FROM.get(name, name.removesuffix("_ever"))
    made_from = RAW.get(made_from, made_from)
    if name in ("places", "by_edition"):
        return ways.often(str(label if name == "by_edition" else row["name"]))
    if name in ("names", "winners"):
        return ways.status(_present(ways, row), int(row["edition"]), Stage(row.get("stage", Stage.WINNER)))
    if "status" in row and "name" in row:
        return ways.status(str(row["name"]), int(row["edition"]), Stage(row.get("stage", Stage.FINALIST)))
    of_row = row if "name" in values else row.drop("name", errors="ignore")
    said = ", ".join(f"{column} {_written(value)}" for column, value in of_row.items() if _is_said(column, value))
    borne = cited(ways.results.sources, row.get("source_ids", ()))
    if made_from in TABLES and made_from not in ("editions", "claims"):
        return Reason(said, ways.raw.rows(made_from, **_key(ways, made_from, row)), borne)
    if made_from == "claims":
        return Reason(said, ways.raw.rows("claims", claim_id=row["claim_id"]), borne, _rule(ways, made_from))
    if made_from in DERIVED:
        figures = _figures(ways, row) if "registered" in row or "expected" in row or "expected_low" in row else []
        reasons = [*_rule(ways, made_from), *_certain(ways, made_from, row), *_lists(ways, row), *figures]
        return Reason(said, because=reasons)
    rows, because = _named(ways, row)
    if not rows and not because:
        raise Refused(f"explain: a row of {name or 'this frame'} names nothing that has rows of its own")
    return Reason(said, rows, borne, because)


def _named(ways: Explanation, row: pd.Series) -> tuple[Sequence[Rows], Sequence[Reason]]:
    """Find what stands behind a row by what it names: the scores of a series, institutions and their statuses, an edition."""
    indicator = {column: row[column] for column in SERIES if column in row}
    if "indicator_id" in indicator:
        return ways.raw.rows("indicators", **indicator), []
    if "claim_id" in row:
        return ways.raw.rows("claims", claim_id=row["claim_id"]), []
    if "publisher" in row:
        return ways.raw.rows("sources", publisher=row["publisher"]), []
    if "regions" in row:  # so many of a kind
        regions = ways.results.regions
        inside = regions["island_group"].eq(row["name"]) | regions["province_code"].isin(
            regions.loc[regions["region_name"].eq(row["name"]), "region_code"]
        )
        return ways.raw.rows("regions", region_code=regions.loc[inside, "region_code"].tolist()), []
    here = set(frames.who(ways.results)["name"])
    if "edition" in row:
        with_it = [each for each in row.get("placed", ()) if each in here]
        said = [ways.status(each, int(row["edition"]), Stage.FINALIST) for each in with_it]
        return [], [*said, *_lists(ways, row)]
    return [], [ways.often(row["name"])] if row.get("name") in here else []


def _present(ways: Explanation, row: pd.Series) -> str:
    """Give the present name of an institution that a frame of names calls as it was called then."""
    rows = frames.names(ways.results)
    place = rows.index[(rows["name"] == row["name"]) & (rows["edition"] == row["edition"])][0]
    lineage = ways.results.known_names["lineage"].iloc[place]
    return str(frames.who(ways.results).set_index("institution_id")["name"][lineage])


def _key(ways: Explanation, table: str, row: pd.Series) -> dict[str, Any]:
    """Find the key of a raw row again in a row of a frame, which has names for codes."""
    row = row.rename({"indicator": "indicator_id"})
    if "region_code" in TABLES[table].columns and "name" in row and "region_code" not in row:
        owner = frames.who(ways.results).set_index("name")["institution_id"].get(row["name"])
        governments = ways.results.governments.set_index("institution_id")
        row["region_code"] = governments["region_code"].get(owner)
    key = TABLES[table].key or list(TABLES[table].columns)
    return {column: row[column] for column in key if column in row and pd.notna(row[column])}


def _is_said(column: object, value: Any) -> bool:
    return column != "source_ids" and (isinstance(value, tuple) or bool(pd.notna(value)))


def _written(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _rule(ways: Explanation, made_from: str) -> list[Reason]:
    rule = rules.in_words(made_from, ways.words)
    return [Reason(ways.words.say("by the rule: {rule}", rule=rule))] if rule else []


def _certain(ways: Explanation, made_from: str, row: pd.Series) -> Iterator[Reason]:
    """Name those that make up the lower end of a number, with where they stand."""
    names = _counted(ways, made_from, row)
    if names is None:
        return
    called = frames.who(ways.results).set_index("institution_id")["name"]
    because = []
    for lineage, rows in names.groupby("lineage"):
        keys = rows[["list_id", "institution_id"]].to_dict("records")
        at = [each for key in keys for each in ways.raw.rows("placements", **key)]
        text = f"{called[lineage]}: {phrases.years(sorted(rows['edition']), ways.words)}"
        because.append(Reason(text, at, cited(ways.results.sources, rows["source_ids"].explode())))
    yield Reason(ways.words.say("known by name: {number}", number=len(because)), because=because)
    if made_from == "level_mix":
        yield from _missing_of(row["level"], ways, row)


def _counted(ways: Explanation, made_from: str, row: pd.Series) -> pd.DataFrame | None:
    """Find the known names that a row counts; None where it counts something else."""
    editions = _editions(ways, row)
    names = ways.results.known_names
    names = names[names["edition"].isin(editions) & (names["stage"] == Stage.FINALIST)]
    if made_from in AREAS:
        who = frames.who(ways.results).set_index("institution_id")
        codes = ways.results.regions.set_index("region_code")["region_name"]
        area = codes[row["province_code"]] if "province_code" in row else row[AREAS[made_from]]
        governments = who[who["kind"].isin(GOVERNMENTS) & (who[AREAS[made_from]] == area)]
        return names[names["lineage"].isin(governments.index)]
    if made_from == "level_mix" and row["level"] != MISSING_NAMES:
        return names[names["level"] == row["level"]]
    if made_from in ("retention", "runs"):
        if row["group"] != Group.EVERYONE:
            names = names[names["track"].isin(TRACKS_OF_UNITS) == (row["group"] == Group.UNITS)]
        often = names.groupby("lineage")["edition"].nunique()
        return names[names["lineage"].isin(often.index[often == len(editions)])]
    return None


def _missing_of(level: str, ways: Explanation, row: pd.Series) -> Iterator[Reason]:
    """Count the missing names that can only be of a level, since a page says so or since their list takes no others."""
    slots = ways.results.slots
    slots = slots[slots["edition"].isin(_editions(ways, row)) & (slots["stage"] == Stage.FINALIST)]
    slots = slots[slots["level"].eq(level) | (slots["track"].isin(TRACKS_OF_UNITS) & (level == Level.UNIT))]
    if len(slots):
        text = ways.words.say(
            "missing names that can only be of this level: {number}", number=int(slots["slots"].sum())
        )
        of_lists = slots["list_id"].tolist()
        yield Reason(text, [*ways.raw.rows("lists", list_id=of_lists), *ways.raw.rows("open_slots", list_id=of_lists)])


def _lists(ways: Explanation, row: pd.Series) -> Iterator[Reason]:
    """Say of each list that the row counts how many of its names are known, and where they stand."""
    lists = ways.results.lists
    lists = lists[lists["edition"].isin(_editions(ways, row)) & (lists["stage"] == row.get("stage", Stage.FINALIST))]
    of_units = lists["track"].isin(TRACKS_OF_UNITS)
    group = row.get("group")
    if group in (Group.INSTITUTIONS, Group.UNITS):
        lists = lists[of_units == (group == Group.UNITS)]
    known = ways.results.known_names.groupby("list_id").size()
    for at in lists.itertuples():
        text = ways.words.say(
            "{known} of {size} names of the list {label} ({edition}) are known",
            known=int(known.get(at.list_id, 0)),
            size=int(at.size),
            label=at.label,
            edition=str(at.edition),
        )
        rows = [*ways.raw.rows("lists", list_id=at.list_id), *ways.raw.rows("placements", list_id=at.list_id)]
        yield Reason(text, rows, cited(ways.results.sources, [at.source_id]))


def _figures(ways: Explanation, row: pd.Series) -> Iterator[Reason]:
    """Give the printed figures on who registered for the editions of a row."""
    figures = ways.results.figures
    for at in figures[figures["edition"].isin(_editions(ways, row))].itertuples():
        text = f"{at.edition}, {ways.named.measure(Measure(at.measure))}: {ways.words.number(int(at.value))}"
        key = {"edition": at.edition, "measure": at.measure, "value": at.value, "source_id": at.source_id}
        yield Reason(text, ways.raw.rows("figures", **key), cited(ways.results.sources, [at.source_id]))


def _editions(ways: Explanation, row: pd.Series) -> Sequence[int]:
    held = [int(edition) for edition in ways.results.editions["edition"]]
    if "edition_from" in row:
        return [edition for edition in held if row["edition_from"] <= edition <= row["edition_to"]]
    return [int(row["edition"])] if "edition" in row else held
