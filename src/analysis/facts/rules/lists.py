"""Rules of published lists: how they hang together, and whom they may name."""

from collections.abc import Iterator

import pandas as pd

from analysis.errors import Fault, fault, warning
from analysis.facts.editions import closing_days
from analysis.facts.institutions import lineages
from analysis.vocabulary import (
    GOVERNMENTS,
    TRACKS_OF_ALL_GOVERNMENTS,
    TRACKS_OF_UNITS,
    TRACKS_OF_WINNERS,
    Level,
    Stage,
)

Faults = Iterator[Fault]
CALLED = r"\bTop ([0-9]{1,4})\b"
"""The number by which a list is called."""


def parents_of_lists(lists: pd.DataFrame) -> Faults:
    """A winners' list is drawn from a finalist list of the same edition and track; a finalist list from none."""
    parents = lists.drop_duplicates("list_id").set_index("list_id")
    column = "parent_list_id"
    for row in lists.itertuples():
        parent_id = row.parent_list_id
        if row.stage == Stage.FINALIST and pd.notna(parent_id):
            must = "{column} '{value}' must be empty for a finalist list"
            yield fault("lists.csv", row.Index, must, column, value=parent_id)
        if row.stage != Stage.WINNER:
            continue
        if pd.isna(parent_id):
            empty = "{column} is empty; a winners' list names its finalist list"
            yield fault("lists.csv", row.Index, empty, column)
        elif parent_id in parents.index:
            parent = parents.loc[parent_id]
            if pd.isna(row.edition) or pd.isna(parent["edition"]):
                continue
            if (parent["edition"], parent["stage"], parent["track"]) != (row.edition, Stage.FINALIST, row.track):
                other = "{column} '{value}' is not the finalist list of {edition} and track {track}"
                named = {"value": parent_id, "edition": row.edition, "track": row.track}
                yield fault("lists.csv", row.Index, other, column, **named)
            elif pd.notna(row.size) and pd.notna(parent["size"]) and row.size > parent["size"]:
                more = "{column} '{value}' is more than the {size} of its parent list"
                yield fault("lists.csv", row.Index, more, "size", value=row.size, size=parent["size"])


def lists_for_all_governments(lists: pd.DataFrame) -> Faults:
    """An edition with lists has one of finalists that governments could get on; else they would count as not placed."""
    takes_all = lists["track"].isin(TRACKS_OF_ALL_GOVERNMENTS) & lists["stage"].eq(Stage.FINALIST)
    for edition, rows in lists[lists["edition"].notna()].groupby("edition"):
        if not takes_all[rows.index].any() and rows[["stage", "track"]].notna().all(axis=None):
            none = (
                "{column} '{value}' has lists, but no finalist list of track general or all, which takes governments: add it, "
                "with as many names as are known, or none"
            )
            yield fault("lists.csv", rows.index[0], none, "edition", value=edition)


def winners_of_each_list(lists: pd.DataFrame) -> Faults:
    """Where winners of an edition are known, each track has a winners' list; else nobody on its finalist list has won."""
    winners = lists[lists["stage"] == Stage.WINNER]
    with_winners = set(winners[["edition", "track"]].dropna().itertuples(index=False, name=None))
    others = lists[lists["stage"].eq(Stage.FINALIST) & lists["edition"].isin(winners["edition"].dropna())]
    for line, list_id, *track in others[["list_id", "edition", "track"]].dropna().itertuples(name=None):
        if tuple(track) in with_winners:
            continue
        without = (
            "{column} '{value}' has no winners' list, though another list of its edition has: all on it count as not having "
            "won; add its winners' list, with as many names as are known, or none"
        )
        yield warning("lists.csv", line, without, "list_id", value=list_id)


def identifiers_of_lists(lists: pd.DataFrame) -> Faults:
    """The identifier of a list begins with its edition, as people read it there."""
    for line, list_id, edition in lists[["list_id", "edition"]].dropna().itertuples():
        if not list_id.startswith(f"{edition}-"):
            begins = "{column} '{value}' does not begin with its edition, as {edition}-finalist"
            yield fault("lists.csv", line, begins, "list_id", value=list_id, edition=edition)


def sizes_as_they_are_called(lists: pd.DataFrame, editions: pd.DataFrame) -> Faults:
    """Lists of a stage of an edition that are called by one number, as Top 46, have so many names, together or each."""
    called = lists.assign(number=lists["label"].str.extract(CALLED, expand=False).astype("Int64"))
    whole = lists["size"].notna() & lists["stage"].isin(list(Stage)) & lists["edition"].isin(editions["edition"])
    # Where a cell of one is wrong, the others add up to something else, which is no fault of theirs.
    called = called[~called["number"].isin(called.loc[~whole, "number"])]
    for (edition, _, number), rows in called.groupby(["edition", "stage", "number"]):
        names = rows["size"].sum()
        if names != number and not rows["size"].eq(number).all():
            others = (
                "{column} '{value}': the lists of {edition} that are called so have {names} names together; correct a size or "
                "the label, or add the list that is missing"
            )
            named = {"value": rows["label"].iloc[0], "edition": edition, "names": names}
            yield warning("lists.csv", rows.index[0], others, "label", **named)


def sizes_of_lists(lists: pd.DataFrame, placements: pd.DataFrame) -> Faults:
    """No list has more names than its size."""
    sizes = lists.drop_duplicates("list_id").set_index("list_id")["size"]
    names = placements.groupby("list_id").size()
    place = placements.groupby("list_id").cumcount() + 1
    size = placements["list_id"].map(sizes).astype("Int64")
    for line, list_id in placements.loc[(place > size).fillna(False), "list_id"].items():
        over = (
            "{column} '{value}' has {names} names, its size is {size}: remove the name that is not on it, or correct the "
            "size in lists.csv"
        )
        yield fault("placements.csv", line, over, "list_id", value=list_id, names=names[list_id], size=sizes[list_id])


def winners_are_finalists(lists: pd.DataFrame, placements: pd.DataFrame, institutions: pd.DataFrame) -> Faults:
    """Whoever won stands on the finalist list that the winners were drawn from."""
    named = _named(lists, placements, institutions)
    finalists = set(zip(named["list_id"], named["lineage"], strict=True))
    for line, row in named.dropna(subset=["parent_list_id"]).iterrows():
        if (row["parent_list_id"], row["lineage"]) not in finalists:
            missing = "{column} '{value}' is not on its finalist list {list_id}: add it there, with its evidence"
            values = {"value": row["institution_id"], "list_id": row["parent_list_id"]}
            yield fault("placements.csv", line, missing, "institution_id", **values)


def one_list_a_stage(lists: pd.DataFrame, placements: pd.DataFrame, institutions: pd.DataFrame) -> Faults:
    """An institution, with those it succeeded, is on at most one list a stage and edition."""
    named = _named(lists, placements, institutions)
    key = ["edition", "stage", "lineage"]
    twice = named[named.duplicated(key, keep=False) & ~named.duplicated(["list_id", "institution_id"], keep=False)]
    for _, group in twice.groupby(key):
        first = group.iloc[0]
        for line, institution_id in group["institution_id"].iloc[1:].items():
            already = "{column} '{value}' is on {list_id} already (line {first}): one list a stage and edition"
            values = {"value": institution_id, "list_id": first["list_id"], "first": group.index[0]}
            yield fault("placements.csv", line, already, "institution_id", **values)


def tracks_take_their_kind(lists: pd.DataFrame, placements: pd.DataFrame, institutions: pd.DataFrame) -> Faults:
    """Track unit takes only units, the others none."""
    named = _named(lists, placements, institutions).dropna(subset=["level"])
    for line, row in named[named["level"].eq(Level.UNIT) != named["track"].isin(TRACKS_OF_UNITS)].iterrows():
        values = {"value": row["institution_id"], "list_id": row["list_id"]}
        if row["track"] in TRACKS_OF_UNITS:
            only = "{column} '{value}': list {list_id} takes only units"
            yield fault("placements.csv", line, only, "institution_id", **values)
        else:
            yield fault(
                "placements.csv", line, "{column} '{value}': list {list_id} takes no units", "institution_id", **values
            )


def outstanding_won_before(lists: pd.DataFrame, placements: pd.DataFrame, institutions: pd.DataFrame) -> Faults:
    """Whoever is in outstanding won in an earlier edition, or may have, while a winners' list has open slots."""
    named = _named(lists, placements, institutions)
    wins = named[named["stage"] == Stage.WINNER]
    winners_lists = lists[(lists["stage"] == Stage.WINNER) & ~lists["track"].isin(TRACKS_OF_UNITS)]
    names = placements.groupby("list_id").size().reindex(winners_lists["list_id"], fill_value=0).to_numpy()
    still_open = winners_lists[(winners_lists["size"] > names).fillna(True)]
    for line, row in named[named["track"].isin(TRACKS_OF_WINNERS) & (named["stage"] == Stage.FINALIST)].iterrows():
        won = (wins["lineage"] == row["lineage"]) & (wins["edition"] < row["edition"])
        if not won.any() and not (still_open["edition"] < row["edition"]).any():
            never = "{column} '{value}' is on {list_id}, but on no winners' list of an earlier edition"
            values = {"value": row["institution_id"], "list_id": row["list_id"]}
            yield fault("placements.csv", line, never, "institution_id", **values)


def placed_were_eligible(
    editions: pd.DataFrame,
    edition_facts: pd.DataFrame,
    lists: pd.DataFrame,
    placements: pd.DataFrame,
    institutions: pd.DataFrame,
    regions: pd.DataFrame,
) -> Faults:
    """Only governments that existed when the edition closed could be placed."""
    closing = closing_days(editions, edition_facts)
    named = _named(lists, placements, institutions)
    named = named[named["level"].isin(GOVERNMENTS)]
    by_code = regions.drop_duplicates("region_code").set_index("region_code")[["autonomous", "exists_from"]]
    for row in named.join(by_code, on="region_code").itertuples():
        line, founded = row.Index, row.exists_from
        values = {"value": row.institution_id, "founded": founded, "edition": row.edition}
        if pd.notna(row.autonomous) and row.autonomous == 0:
            none = "{column} '{value}' has no government of its own"
            yield fault("placements.csv", line, none, "institution_id", **values)
        elif pd.notna(founded) and row.edition in closing.index and founded > closing[row.edition]:
            late = "{column} '{value}' was founded on {founded}, after the edition of {edition}"
            yield fault("placements.csv", line, late, "institution_id", **values)


def evidence_for_each_placement(placements: pd.DataFrame, evidence: pd.DataFrame) -> Faults:
    """Each placement has a row of evidence, and each row of evidence a placement."""
    pairs = ["list_id", "institution_id"]
    placed, supported = (set(map(tuple, frame[pairs].dropna().to_numpy())) for frame in (placements, evidence))
    for line, list_id, institution_id in placements[pairs].dropna().itertuples():
        if (list_id, institution_id) not in supported:
            missing = "{column} '{value}' on list {list_id} has no evidence: add a row to evidence.csv"
            yield fault("placements.csv", line, missing, "institution_id", value=institution_id, list_id=list_id)
    known = set(placements["list_id"]), set(placements["institution_id"])
    for line, list_id, institution_id in evidence[pairs].dropna().itertuples():
        if (list_id, institution_id) not in placed and list_id in known[0] and institution_id in known[1]:
            missing = "{column} '{value}' is not on list '{list_id}' in placements.csv: add a row there"
            yield fault("evidence.csv", line, missing, "institution_id", value=institution_id, list_id=list_id)


def open_slots_are_open(
    lists: pd.DataFrame, placements: pd.DataFrame, open_slots: pd.DataFrame, institutions: pd.DataFrame
) -> Faults:
    """No more is known of missing names than names are missing, and of the kind that the track takes."""
    by_id = lists.drop_duplicates("list_id").set_index("list_id")
    levels = institutions.drop_duplicates("institution_id").set_index("institution_id")["level"].dropna()
    names = placements.groupby("list_id").size()
    for list_id, rows in open_slots.groupby("list_id"):
        if list_id not in by_id.index or pd.isna(by_id.loc[list_id, "size"]):
            continue
        size, track, known = by_id.loc[list_id, "size"], by_id.loc[list_id, "track"], int(names.get(list_id, 0))
        left = max(size - known, 0)
        on = placements.loc[placements["list_id"] == list_id, "institution_id"]
        newest = on[on.isin(levels.index)].tail(max(len(rows) - left, 0))  # names are mostly added at the end
        filled = rows["level"].isin(levels[newest])
        values = {"value": list_id, "known": known, "size": size, "left": left, "rows": len(rows)}
        for line in [*rows.index[~filled], *rows.index[filled]][left:]:
            if len(newest) and not filled[line] and pd.notna(level := rows.loc[line, "level"]):
                last = newest.iloc[-1]
                contradicts = (
                    "{column} '{value}' has {known} of {size} names, which leaves {left} open, not {rows}: remove the "
                    "row that the new name fills; a name of another level, as '{last}', the last one there "
                    "({last_level}), contradicts its level '{level}': correct one of them"
                )
                others = {"last": last, "last_level": levels[last], "level": level}
                yield fault("open_slots.csv", line, contradicts, "list_id", **values, **others)
            else:
                filled_up = (
                    "{column} '{value}' has {known} of {size} names, which leaves {left} open, not {rows}: remove the "
                    "row that the new name fills"
                )
                yield fault("open_slots.csv", line, filled_up, "list_id", **values)
        for line, level in rows["level"].dropna().items():
            if (level == Level.UNIT) != (track in TRACKS_OF_UNITS):
                other = "{column} '{value}' can't be on list {list_id} of track {track}"
                yield fault("open_slots.csv", line, other, "level", value=level, list_id=list_id, track=track)


def aspects_of_winners(lists: pd.DataFrame, aspects: pd.DataFrame, placements: pd.DataFrame) -> Faults:
    """Aspects are of winners' lists; that of a placement is one of its list, not given too often, and a rank has one."""
    finalists = lists.loc[lists["stage"] == Stage.FINALIST, "list_id"]
    for line, list_id in aspects.loc[aspects["list_id"].isin(finalists), "list_id"].items():
        yield fault("aspects.csv", line, "{column} '{value}' is no winners' list", "list_id", value=list_id)
    sizes = aspects.drop_duplicates(["list_id", "aspect"]).set_index(["list_id", "aspect"])["size"]
    with_aspect = placements.dropna(subset=["list_id", "aspect"])
    place = with_aspect.groupby(["list_id", "aspect"]).cumcount() + 1
    for line, list_id, aspect in with_aspect[["list_id", "aspect"]].itertuples():
        key = (list_id, aspect)
        if key not in sizes.index:
            other = "{column} '{value}' is not one of list {list_id} in aspects.csv"
            yield fault("placements.csv", line, other, "aspect", value=aspect, list_id=list_id)
        elif pd.notna(sizes[key]) and place[line] > sizes[key]:
            more = "{column} '{value}' is given to more winners than it has places: {size}"
            yield fault("placements.csv", line, more, "aspect", value=aspect, size=sizes[key])
    for line in placements.index[placements["rank_in_aspect"].notna() & placements["aspect"].isna()]:
        yield fault("placements.csv", line, "{column} is empty; a rank_in_aspect needs one", "aspect")
    list_sizes = lists.drop_duplicates("list_id").set_index("list_id")["size"]
    total = aspects.groupby("list_id")["size"].cumsum()
    over = (total > aspects["list_id"].map(list_sizes)).fillna(False)
    for line, list_id in aspects.loc[over, "list_id"].items():
        more = "{column} '{value}' has fewer places than its aspects: {size}"
        yield fault("aspects.csv", line, more, "list_id", value=list_id, size=list_sizes[list_id])


def _named(lists: pd.DataFrame, placements: pd.DataFrame, institutions: pd.DataFrame) -> pd.DataFrame:
    """Join each placement with its list and its institution, keeping the line numbers as index."""
    named = (
        placements[["list_id", "institution_id"]]
        .join(lists.drop_duplicates("list_id").set_index("list_id"), on="list_id")
        .join(institutions.drop_duplicates("institution_id").set_index("institution_id"), on="institution_id")
    )
    named["lineage"] = named["institution_id"].map(lineages(institutions))
    return named.dropna(subset=["edition", "stage", "lineage"])
