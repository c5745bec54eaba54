"""How strongly a placement is supported: the three levels of evidence.

`all` takes every row of evidence, `stated` drops what is only implied, `corroborated` asks for two publishers or
more that state it. What is dropped becomes an open slot again, never a "no"; that is done in `analysis.status`.
"""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from analysis.participants import lines
from analysis.prepared import Tables, once

EVIDENCE = ("all", "stated", "corroborated")
PUBLISHERS_NEEDED = {"all": 1, "stated": 1, "corroborated": 2}


def known_names(tables: Tables, evidence: str) -> pd.DataFrame:
    """Keep the placements that stand at a level of evidence.

    A win entails the place on the finalist list, at the win's own strength: the publishers of the two are not
    pooled, the stronger of the two counts.

    Returns one row a name that stands, sorted: list_id, edition, stage, track, institution_id (as it was named
    then), line, level, aspect, rank_in_aspect, publishers (how many say so at this level) and source_ids (the pages
    that say so, those of a win that entails the place included, separated by ", ").
    """
    rows = tables["evidence"].merge(tables["sources"][["source_id", "publisher"]], on="source_id")
    if evidence != "all":
        rows = rows[rows["supports"] == "states"]
    publishers = rows.groupby(["list_id", "institution_id"])["publisher"].nunique().rename("publishers").reset_index()

    lists = tables["lists"][["list_id", "edition", "stage", "track", "parent_list_id"]]
    institutions = tables["institutions"]
    names = (
        tables["placements"]
        .merge(lists, on="list_id")
        .merge(institutions[["institution_id", "level"]], on="institution_id")
        .merge(publishers, on=["list_id", "institution_id"], how="left")
    )
    names["line"] = names["institution_id"].map(lines(institutions))
    names["publishers"] = names["publishers"].fillna(0).astype("Int64")

    wins = names.dropna(subset=["parent_list_id"])[["parent_list_id", "line", "publishers"]]
    entailed = wins.rename(columns={"parent_list_id": "list_id", "publishers": "by_win"})
    names = names.merge(entailed, on=["list_id", "line"], how="left")
    names["publishers"] = names[["publishers", "by_win"]].max(axis="columns").astype("Int64")

    standing = names[names["publishers"] >= PUBLISHERS_NEEDED[evidence]]
    standing = standing.merge(_pages(rows, tables["lists"]), on=["list_id", "institution_id"], how="left")
    columns = ["list_id", "edition", "stage", "track", "institution_id", "line", "level", "aspect", "rank_in_aspect"]
    columns += ["publishers", "source_ids"]
    return standing[columns].sort_values(["edition", "list_id", "line"], ignore_index=True)


def _pages(evidence: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    wins = evidence.merge(lists[["list_id", "parent_list_id"]].dropna(), on="list_id")
    entailed = wins.drop(columns="list_id").rename(columns={"parent_list_id": "list_id"})
    return joined(pd.concat([evidence, entailed]), ["list_id", "institution_id"])


def told_of_slots(tables: Tables, evidence: str) -> pd.DataFrame:
    """Keep the rows of `open_slots` that stand at a level of evidence.

    Each rests on the one page that tells the level of a missing name, so `corroborated` does without them.
    """
    return tables["open_slots"] if evidence != "corroborated" else tables["open_slots"].iloc[:0]


def naming(source_ids: Iterable[str]) -> list[str]:
    """Choose few pages that together say who is on a list: each time the one that names most of those left.

    Takes the source_ids of each name. Returns ids, in the order chosen; of equals the first in the alphabet.

    >>> naming(["a, b", "b", "b, c", "d"])
    ['b', 'd']
    """
    left = [set(text.split(", ")) for text in source_ids]
    chosen = []
    while left:
        counts = Counter(page for pages in left for page in pages)
        best = min(counts, key=lambda page: (-counts[page], page))
        chosen.append(best)
        left = [pages for pages in left if best not in pages]
    return chosen


def joined(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Join the source_id of all rows of a key into one text, source_ids: in order, separated by ", "."""
    grouped = rows.groupby(key)["source_id"].agg(lambda ids: ", ".join(sorted(set(ids))))
    return grouped.rename("source_ids").reset_index()


def cited(tables: Tables, *source_ids: pd.Series) -> pd.DataFrame:
    """Number the pages that frames rest on, in the order of their first use.

    Takes columns of source_ids. Returns the columns of `sources` and number, from 1, one row a page.
    """
    used = dict.fromkeys(each for column in source_ids for text in column.dropna() for each in text.split(", ") if each)
    places = _places(tables)
    rows = tables["sources"].take([places[each] for each in used]).reset_index(drop=True)
    return rows.assign(number=range(1, len(rows) + 1))


@once
def _places(tables: Tables) -> dict[str, int]:
    return {source_id: place for place, source_id in enumerate(tables["sources"]["source_id"])}
