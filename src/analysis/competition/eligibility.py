"""Who could take part: the roster of all lineages, and which of them were eligible for which edition.

What a lineage achieved belongs to `analysis.competition.status`.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.facts.editions import closing_days
from analysis.facts.institutions import governments, lineages
from analysis.vocabulary import GOVERNMENTS, TRACKS_OF_UNITS, Level

# Levels whose institutions are not all in our data: somebody of whom we have not heard could own an open slot.
# Provinces, regencies and cities are all in `regions`.
_UNLISTED = tuple(level for level in Level if not level.is_government)
# One of whom we have not heard may have had several of these, as a ministry that was made an agency has.
_NATIONAL = tuple(level for level in Level if level.is_national)
UNLISTED = pd.DataFrame(
    {
        "institution_id": [f"unlisted {level}" for level in _UNLISTED],
        "level": list(_UNLISTED),
        "levels": [_NATIONAL if level in _NATIONAL else (level,) for level in _UNLISTED],
    }
)
"""All whom no table names: one row a level, as lineages in `roster`."""


def roster(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List every lineage that ever appears, and the governments of all regions.

    Returns one row a lineage, sorted by institution_id:
    institution_id and institution_name of the present, level, region_code (of a region's own government only),
    belongs_to (the region that a unit belongs to), located_in, and levels (all that its members had, as a tuple:
    an agency that was a ministry has both).
    """
    regions, institutions = tables["regions"], tables["institutions"]
    lineage = lineages(institutions)
    members = institutions.assign(lineage=institutions["institution_id"].map(lineage))
    present = institutions[institutions["institution_id"].isin(lineage)]
    is_government = present["level"].isin(GOVERNMENTS)
    named = pd.DataFrame(
        {
            "institution_id": present["institution_id"],
            "institution_name": present["institution_name"],
            "level": present["level"],
            "region_code": present["region_code"].where(is_government),
            "belongs_to": present["region_code"].where(~is_government),
            "located_in": present["located_in"],
        }
    )
    made = governments(regions, institutions)
    everyone = pd.concat([named, made[~made["institution_id"].isin(named["institution_id"])]], ignore_index=True)
    had = members.groupby("lineage")["level"].agg(lambda levels: tuple(sorted(set(levels))))
    everyone["levels"] = [
        had.get(lineage, (level,)) for lineage, level in zip(everyone["institution_id"], everyone["level"], strict=True)
    ]
    return everyone.sort_values("institution_id", ignore_index=True)


def eligible(roster: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Say who could take part in which edition: one row a lineage (as in `roster`), one boolean column an edition.

    An edition without lists has no column: it was announced, and nobody can have been placed in it yet.
    Not eligible are administrative areas without a government of their own, regions founded after the edition
    closed, and units in an edition that had no list for units.
    """
    regions = tables["regions"].set_index("region_code")
    autonomous = roster["region_code"].map(regions["autonomous"]).fillna(1).eq(1)
    founded = roster["region_code"].map(regions["exists_from"])
    is_unit = roster["level"].eq(Level.UNIT)
    unit_lists = tables["lists"][tables["lists"]["track"].isin(TRACKS_OF_UNITS)]
    with_units = set(unit_lists["edition"])
    with_lists = set(tables["lists"]["edition"])
    columns = {}
    for edition, day in closing_days(tables["editions"], tables["edition_facts"]).items():
        if edition not in with_lists:
            continue
        existed = founded.isna() | (founded.fillna("") <= day)
        columns[edition] = autonomous & existed & (~is_unit | (edition in with_units))
    return pd.DataFrame(columns, index=roster.index)
