"""Which placements are known, and how strongly each is supported: the three levels of evidence.

`all` takes every row of evidence, `stated` drops what is only implied, `corroborated` asks for two publishers or
more that state it. What is dropped becomes an open slot again, never a "no"; that is done in
`analysis.competition.status`.
"""

import pandas as pd

from analysis.facts.citations import gathered
from analysis.facts.institutions import lineages
from analysis.facts.tables import Tables
from analysis.vocabulary import Evidence, Stage, Support


def known_names(tables: Tables, evidence: str) -> pd.DataFrame:
    """Keep the placements that stand at a level of evidence.

    A win entails the place on the finalist list, at the win's own strength: the publishers of the two are not
    pooled, the stronger of the two counts.

    Returns one row a name that stands, sorted: list_id, edition, stage, track, institution_id (as it was named
    then), lineage, level, aspect, rank_in_aspect, publishers (how many say so at this level) and source_ids (the pages
    that say so, those of a win that entails the place included).
    """
    rows = tables["evidence"].merge(tables["sources"][["source_id", "publisher"]], on="source_id")
    evidence = Evidence(evidence)
    if not evidence.takes_implied:
        rows = rows[rows["supports"] == Support.STATES]
    publishers = rows.groupby(["list_id", "institution_id"])["publisher"].nunique().rename("publishers").reset_index()

    lists = tables["lists"][["list_id", "edition", "stage", "track", "parent_list_id"]]
    institutions = tables["institutions"]
    names = (
        tables["placements"]
        .merge(lists, on="list_id")
        .merge(institutions[["institution_id", "level"]], on="institution_id")
        .merge(publishers, on=["list_id", "institution_id"], how="left")
    )
    names["lineage"] = names["institution_id"].map(lineages(institutions))
    names["publishers"] = names["publishers"].fillna(0).astype("Int64")

    wins = names.dropna(subset=["parent_list_id"])[["parent_list_id", "lineage", "publishers"]]
    entailed = wins.rename(columns={"parent_list_id": "list_id", "publishers": "by_win"})
    names = names.merge(entailed, on=["list_id", "lineage"], how="left")
    names["publishers"] = names[["publishers", "by_win"]].max(axis="columns").astype("Int64")

    stands = names[names["publishers"] >= evidence.publishers_needed]
    stands = stands.merge(_sources(rows, tables["lists"]), on=["list_id", "institution_id"], how="left")
    columns = ["list_id", "edition", "stage", "track", "institution_id", "lineage", "level", "aspect", "rank_in_aspect"]
    columns += ["publishers", "source_ids"]
    return stands[columns].sort_values(["edition", "list_id", "lineage"], ignore_index=True)


def _sources(evidence: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    wins = evidence.merge(lists[["list_id", "parent_list_id"]].dropna(), on="list_id")
    entailed = wins.drop(columns="list_id").rename(columns={"parent_list_id": "list_id"})
    return gathered(pd.concat([evidence, entailed]), ["list_id", "institution_id"])


def told_of_slots(tables: Tables, evidence: str) -> pd.DataFrame:
    """Keep the rows of `open_slots` that stand at a level of evidence.

    Each rests on the one page that tells the level of a missing name, so `corroborated` does without them.
    """
    told = tables["open_slots"]
    return told if Evidence(evidence).publishers_needed == 1 else told.iloc[:0]


def with_names_known(editions: pd.DataFrame, lists: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Add to the editions how many names their lists have, and how many of them are known and open.

    Returns the columns of `editions` and places, known, open (of finalists), winner_places, winners_known and
    winners_open: whole numbers of names.
    """
    counted = editions.copy()
    for stage, (places, found, missing) in {
        Stage.FINALIST: ("places", "known", "open"),
        Stage.WINNER: ("winner_places", "winners_known", "winners_open"),
    }.items():
        sizes = lists[lists["stage"] == stage].groupby("edition")["size"].sum()
        names = known[known["stage"] == stage].groupby("edition").size()
        counted[places] = counted["edition"].map(sizes).fillna(0).astype("int64")
        counted[found] = counted["edition"].map(names).fillna(0).astype("int64")
        counted[missing] = counted[places] - counted[found]
    return counted
