"""Pages as the sources of numbers: which few of them name a list, and the numbers under which a report cites them.

How strongly a placement is supported belongs to `analysis.competition.known`.
"""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from analysis.facts.tables import Tables, once
from analysis.vocabulary import Language

SourceIds = tuple[str, ...]
"""The ids of pages that say the same, or together say a thing."""
ENGLISH = frozenset({"of", "and", "among", "for", "with", "by", "from", "in", "to"})
"""Words that hardly an English title lacks, and none is Indonesian."""


def naming(source_ids: Iterable[SourceIds]) -> SourceIds:
    """Choose few pages that together say who is on a list: each time the one that names most of those left.

    Takes the source_ids of each name. Returns ids, in the order chosen; of equals the first in the alphabet.

    >>> naming([("a", "b"), ("b",), ("b", "c"), ("d",)])
    ('b', 'd')
    """
    left = [set(pages) for pages in source_ids]
    chosen = []
    while left:
        counts = Counter(page for pages in left for page in pages)
        best = min(counts, key=lambda page: (-counts[page], page))
        chosen.append(best)
        left = [pages for pages in left if best not in pages]
    return tuple(chosen)


def gathered(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Gather the source_id of all rows of a key: one row a key, with source_ids, in the order of the alphabet."""
    grouped = rows.groupby(key)["source_id"].agg(lambda ids: tuple(sorted(set(ids))))
    return grouped.rename("source_ids").reset_index()


def language_of(title: str) -> Language:
    """Tell the language of a page's title, by the small words that every English one has."""
    return Language.ENGLISH if ENGLISH.intersection(title.lower().split()) else Language.INDONESIAN


def of_one_source(rows: pd.DataFrame) -> pd.DataFrame:
    """Turn the source_id of rows that rest on one page each into source_ids, as other frames have them."""
    return rows.rename(columns={"source_id": "source_ids"}).assign(source_ids=[(page,) for page in rows["source_id"]])


def cited(tables: Tables, *columns: Iterable[SourceIds]) -> pd.DataFrame:
    """Number the pages that frames rest on, in the order of `sources.csv`: a row appended there renumbers nothing.

    Takes columns of source_ids. Returns the columns of `sources` and number, from 1, one row a page.
    """
    used = {page for column in columns for source_ids in column for page in source_ids}
    positions = _positions(tables)
    rows = tables["sources"].take(sorted(positions[page] for page in used)).reset_index(drop=True)
    return rows.assign(number=range(1, len(rows) + 1))


@once
def _positions(tables: Tables) -> dict[str, int]:
    return {source_id: position for position, source_id in enumerate(tables["sources"]["source_id"])}
