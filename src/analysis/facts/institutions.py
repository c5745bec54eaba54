"""Institutions: their names and identifiers, the governments of all regions, and lineages.

A *lineage* is an institution together with those it succeeded, under the present name: a ministry that was merged
or renamed stays one. Who could take part in an edition belongs to `analysis.competition.eligibility`.
"""

import re
import unicodedata

import pandas as pd

from analysis.vocabulary import GOVERNMENTS, Level


def slug(text: str) -> str:
    """Turn a name into small letters, digits and hyphens: 'Kota Solok' is kota-solok."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def lineages(institutions: pd.DataFrame) -> pd.Series:
    """Map each institution_id to the id of its lineage: its last successor.

    Takes institution_id and succeeds_institution_id. A circle of successions maps to itself (a fault that
    `analysis.facts.rules` reports).
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
    return pd.Series(
        [last(institution_id) for institution_id in ids],
        index=pd.Index(ids, name="institution_id"),
        name="lineage",
        dtype="str",
    )


def government_name(region_name: str, kind: str) -> str:
    """Name the government of a region as it is named officially."""
    return f"Pemerintah Provinsi {region_name}" if kind == Level.PROVINCE else f"Pemerintah {region_name}"


def governments(regions: pd.DataFrame, institutions: pd.DataFrame) -> pd.DataFrame:
    """Give every region a government: the institution of the table, else one named after the region.

    Returns region_code, institution_id, institution_name, level: one row a region, in the order of `regions`.
    """
    own = institutions[institutions["level"].isin(GOVERNMENTS)].dropna(subset=["region_code"])
    own = own.drop_duplicates("region_code").set_index("region_code")
    full_names = [
        f"Provinsi {name}" if kind == Level.PROVINCE else name
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
