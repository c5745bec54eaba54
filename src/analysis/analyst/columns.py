"""What the columns of the analyst's frames mean, made from the schemas of the tables that they come from.

Loaded only when somebody asks, since the schemas load slowly. What a frame holds belongs to `analysis.analyst.frames`.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.analyst.frames import RENAMED, renamed
from analysis.analyst.whole import Whole
from analysis.facts.forms import Column, Schema
from analysis.facts.schemas import TABLES
from analysis.statistics.schemas import DERIVED

MADE_FROM = {
    "places": "places_and_wins",
    "names": "known_names",
    "winners": "known_names",
    "scores": "indicators",
    "provinces_ever": "provinces",
    "by_edition": "status",
    "why": "sources",
    "find": "governments",
}
"""The table whose schema tells the columns of a frame, where they don't have the same name."""
BESIDE = {
    "name": "the region by its full name, or the institution by its name",
    "kind": "province, regency or city; ministry, agency, soe (state-owned enterprise) or unit (service unit)",
    "province": "the province that it belonged to in 2022; one that was founded since has itself",
    "island_group": "its island group",
    "editions": "editions that it could enter",
    "lists": "names of the lists: that it stands on; if unknown, that it could; if not placed, those for its kind",
    "list": "name of the list",
    "share_low": "places in all who registered, by the highest number registered",
    "share_high": "the same, by the lowest number registered",
    "indicator": "the indicator, named in texts",
    "names": "known names that rest on it",
    "supports": "states: the page says so; implies: it follows from what the page says",
}
"""What no schema says in these words."""
FEW = 10
"""So many words that a column may hold are told with it."""
OF_ONE = {
    ("places", "source_ids"): "the pages that its statuses rest on, in all editions",
    ("next_finds", "kind"): "kind of the missing names; missing where they may be of any",
}
"""The same, of the columns of one frame."""
OF_SUBJECTS = {
    "source_ids": "the pages that say so",
    "number": "the number that the page has in footnotes",
    "label": "name of the list; of an edition, that of its list of governments",
    "implied": "no page states it, some only imply it; of a list, how many such names",
    "own": "whether the service unit is of the region, or only stands in it",
    "won": "whether it won for certain; of an institution, the editions in which it won",
    "could": "governments to which one of the missing names of the edition may belong",
    "corroborated": "names that two publishers state; of a claim, its verdict by them alone",
    "stated": "names that one publisher states; of a claim, its verdict without what is only implied",
    "known": "names that are known",
    "open": "names that are missing",
    "levels": "levels of missing names, each with how many, as far as known",
    "strength": "its strongest evidence: corroborated, stated or implied",
    "first": "whether it was on no list of an earlier edition: yes, no or unknown",
    "labels": "names of the lists",
    "lineages": "institutions that may be on them",
    "decided_by": "what decides the claim, by its names",
    "deciding_ids": "the pages of what decides it, which are others than the one that claims it",
    "claim_id": "the claim",
    "all": "its verdict by all evidence",
    "tile_row": "row of its tile on the map",
    "tile_col": "column of its tile on the map",
    "placed": "who else was placed; of an institution, the editions in which it was",
    "possible": "how many more may have been placed",
    "only_one": "whether it was the only government of its province on the lists: yes, no or unknown",
    "certainty": "how firm that is: certain, holds or open",
    "group": "the province or the island group that both are in",
    "places_low": "editions in which it was placed, at least",
    "places_high": "editions in which it was placed, at most",
    "ahead": "whether the region has more places than this one: yes, no or unknown",
    "regions": "regions of its kind in it besides itself",
    "institution_id": "the institution",
    "region": "full name of its region, if it is a government",
    "level": "its level",
    "aspects": "the aspects that it won in, as far as known",
    "is_new": "the first edition in which it was placed, if it was on no list before",
    "may_be_new": "the same, if it may have been on one before",
    "is_back": "whether it was absent between two editions in which it was placed",
    "may_be_back": "whether it may have been absent then",
    "edition": "year of the edition",
    "stage": "finalist or winner",
    "status": "placed, not_placed, unknown or not_eligible",
    "missing": "names missing from the lists",
    "governments": "governments of their own",
    "indicator_id": "the indicator",
    "region_code": "the region",
    "series": "scores that can be compared",
    "series_before": "the series that ended",
    "series_after": "the series that began",
    "unit": "what it is measured in",
    "year": "the year",
    "points": "scores of the series",
    "first_year": "the first year of the series, or of the one that began",
    "last_year": "the last year of the series, or of the one that ended",
    "first_value": "the first score",
    "last_value": "the last score",
    "change": "the last score less the first",
    "slope": "how much it changes a year, by Theil and Sen",
    "slope_low": "the lower end of its interval of 95 percent",
    "slope_high": "the upper end",
    "chance": "how often chance alone would show such a trend, corrected for asking of many series",
    "trend": "the verdict: rising, falling, not shown, resting on one point, or too few points",
    "is_after_break": "whether an earlier series of the region ended before this one",
    "region_names": "the regions that have an earlier series as well",
    "scored": "regions with a score",
    "share": "scored / governments",
    "autonomous": "whether it has a government of its own",
    "publisher": "who published the pages",
    "pages": "its pages",
    "alone": "names that no other publisher supports",
}
"""What a column means in the frames of subjects that no schema tells of."""


def told_of(name: str, columns: Iterable[str]) -> Whole:
    """Say what columns of a frame mean: column, type, may_be_missing and means; one row a column."""
    schema = _schema(name)
    said = {} if schema is None else _said(schema)
    rows = []
    for column in map(str, columns):
        schema_says = said.get("status" if name == "by_edition" and column.isdigit() else column)
        means = BESIDE.get(column, _in_words(schema_says) if schema_says else OF_SUBJECTS.get(column, ""))
        means = OF_ONE.get((name, column), means)
        may_be_missing = schema_says.nullable if schema_says else column in ("province", "island_group")
        rows.append({"column": column, "means": means, "may_be_missing": may_be_missing})
    told = pd.DataFrame(rows, columns=["column", "means", "may_be_missing"])
    return Whole(told.set_index("column"))


def _in_words(column: Column) -> str:
    """Say what a column means, with the words that it may hold where they are few and not told yet."""
    words = column.check.allowed if column.check else ()
    if not 2 <= len(words) <= FEW or all(word in column.description for word in words):
        return column.description
    return f"{column.description}: {', '.join(words)}"


def title_of(name: str) -> str:
    """Say what one row of a frame is; '' where no schema says it."""
    schema = _schema(name)
    return "" if schema is None else schema.row


def _schema(name: str) -> Schema | None:
    made_from = MADE_FROM.get(name, name.removesuffix("_ever"))
    return DERIVED.get(made_from) or TABLES.get(made_from)


def _said(schema: Schema) -> dict[str, Column]:
    """Give the columns of a schema under the names that they may have here."""
    bounds = renamed(schema.name, list(schema.columns))
    said = {RENAMED.get(old, old): column for old, column in schema.columns.items()}
    return said | {bounds.get(old, old): column for old, column in schema.columns.items()}
