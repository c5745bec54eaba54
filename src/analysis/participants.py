"""Who could take part: lines of institutions, the governments of all regions, and who was eligible when.

A *line* is an institution together with those it succeeded, under the present name: a ministry that was merged
or renamed stays one line. What a line achieved belongs to `analysis.status`.
"""

import re
import unicodedata
from collections.abc import Mapping

import pandas as pd

from analysis.schemas import GOVERNMENT_LEVELS

# The day an edition closed to entrants: the first of these facts that is known.
CLOSING_FACTS = ("closed_on", "finalists_on", "winners_on", "awarded_on")


def slug(text: str) -> str:
    """Turn a name into small letters, digits and hyphens: 'Kota Solok' is kota-solok."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def lines(institutions: pd.DataFrame) -> pd.Series:
    """Map each institution_id to the id of its line: its last successor.

    Takes institution_id and succeeds_institution_id. A circle of successions maps to itself (a fault that
    `analysis.rules` reports).
    """
    pairs = institutions[["succeeds_institution_id", "institution_id"]].dropna()
    successor = dict(pairs.itertuples(index=False, name=None))

    def last(institution_id: str) -> str:
        passed = {institution_id}
        while (following := successor.get(institution_id)) is not None and following not in passed:
            passed.add(following)
            institution_id = following
        return institution_id

    ids = institutions["institution_id"].dropna().unique()
    return pd.Series([last(each) for each in ids], index=pd.Index(ids, name="institution_id"), name="line", dtype="str")


def government_name(region_name: str, kind: str) -> str:
    """Name the government of a region as it is named officially."""
    return f"Pemerintah Provinsi {region_name}" if kind == "province" else f"Pemerintah {region_name}"


def governments(regions: pd.DataFrame, institutions: pd.DataFrame) -> pd.DataFrame:
    """Give every region a government: the institution of the table, else one named after the region.

    Returns region_code, institution_id, institution_name, level: one row a region, in the order of `regions`.
    """
    own = institutions[institutions["level"].isin(GOVERNMENT_LEVELS)].dropna(subset=["region_code"])
    own = own.drop_duplicates("region_code").set_index("region_code")
    full_names = [
        f"Provinsi {name}" if kind == "province" else name
        for name, kind in zip(regions["region_name"], regions["kind"], strict=True)
    ]
    made = pd.DataFrame(
        {
            "institution_id": [slug(name) for name in full_names],
            "institution_name": [
                government_name(name, kind) for name, kind in zip(regions["region_name"], regions["kind"], strict=True)
            ],
            "level": regions["kind"].to_numpy(),
        },
        index=pd.Index(regions["region_code"], name="region_code"),
    )
    made.update(own[["institution_id", "institution_name"]])
    return made.reset_index()


def roster(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List every line that ever appears, and the governments of all regions.

    Returns one row a line, sorted by institution_id:
    institution_id and institution_name of the present, level, region_code (of a region's own government only),
    belongs_to (the region that a unit belongs to), located_in, and levels (all that its members had, as a tuple:
    an agency that was a ministry has both).
    """
    regions, institutions = tables["regions"], tables["institutions"]
    line = lines(institutions)
    members = institutions.assign(line=institutions["institution_id"].map(line))
    present = institutions[institutions["institution_id"].isin(line)]
    is_government = present["level"].isin(GOVERNMENT_LEVELS)
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
    had = members.groupby("line")["level"].agg(lambda levels: tuple(sorted(set(levels))))
    everyone["levels"] = [
        had.get(each, (level,)) for each, level in zip(everyone["institution_id"], everyone["level"], strict=True)
    ]
    return everyone.sort_values("institution_id", ignore_index=True)


def closing_days(editions: pd.DataFrame, edition_facts: pd.DataFrame) -> pd.Series:
    """Say for each edition the last day on which one could still have entered, as a text such as 2022-04-14.

    It is the first of CLOSING_FACTS that is known, the last day of the year if none is; of a partial date the
    last day it may mean (compared as text, 2022-05-99 is after every day of May).
    """
    dates = edition_facts[edition_facts["fact"].isin(CLOSING_FACTS)]
    order = dates.assign(order=dates["fact"].map({fact: at for at, fact in enumerate(CLOSING_FACTS)}))
    first = order.sort_values("order").drop_duplicates("edition").set_index("edition")["value"]
    days = {
        int(edition): (str(first.get(edition, edition)) + "-99-99")[:10] for edition in editions["edition"].dropna()
    }
    return pd.Series(days, dtype="str")


def eligible(roster: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Say who could take part in which edition: one row a line (as in `roster`), one boolean column an edition.

    Not eligible are administrative areas without a government of their own, regions founded after the edition
    closed, and units in an edition that had no list for units.
    """
    regions = tables["regions"].set_index("region_code")
    autonomous = roster["region_code"].map(regions["autonomous"]).fillna(1).eq(1)
    founded = roster["region_code"].map(regions["exists_from"])
    is_unit = roster["level"].eq("unit")
    unit_lists = tables["lists"][tables["lists"]["track"].eq("unit")]
    with_units = set(unit_lists["edition"])
    columns = {}
    for edition, day in closing_days(tables["editions"], tables["edition_facts"]).items():
        existed = founded.isna() | (founded.fillna("") <= day)
        columns[edition] = autonomous & existed & (~is_unit | (edition in with_units))
    return pd.DataFrame(columns, index=roster.index)
