"""Pages as the sources of numbers: which few of them name a list, and the numbers under which a report cites them.

How strongly a placement is supported belongs to `analysis.competition.known`.
"""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from analysis.data.tables import Tables, once


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
