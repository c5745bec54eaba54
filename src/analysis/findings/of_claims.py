"""What the page on claims says: every statement printed about the competition, with its verdict."""

from dataclasses import dataclass

import pandas as pd

from analysis.findings.common import Tables, at, checked_evidence
from analysis.sources import EVIDENCE, cited


@dataclass(frozen=True)
class ClaimsFindings:
    """What the press says, and whether it holds."""

    evidence: str
    claims: pd.DataFrame
    """One row a claim: the columns of the raw table, those of `claims.claims` (verdict, reason, deciding, missing),
    decided_by (the names of what decides it) and source_ids, the page that claims it."""
    verdicts: pd.DataFrame
    """One row a claim: claim_id, and its verdict at each level of evidence, one column a level."""
    sources: pd.DataFrame
    """The pages that this rests on, numbered: `sources.cited`."""


def find(tables: Tables, evidence: str) -> ClaimsFindings:
    """Find the verdicts; raises Refused for a parameter that can't be used."""
    evidence = checked_evidence(evidence)
    rows = at(tables["claims"], evidence).rename(columns={"source_id": "source_ids"})
    names = {
        **dict(zip(tables["roster"]["institution_id"], tables["roster"]["institution_name"], strict=True)),
        **dict(zip(tables["lists"]["list_id"], tables["lists"]["label"], strict=True)),
    }
    rows["decided_by"] = [
        "; ".join(names.get(each, each) for each in text.split(", ") if each) for text in rows["deciding"]
    ]
    verdicts = tables["claims"].pivot(index="claim_id", columns="evidence", values="verdict")[list(EVIDENCE)]
    return ClaimsFindings(
        evidence=evidence,
        claims=rows,
        verdicts=verdicts.loc[rows["claim_id"]].rename_axis(columns=None).reset_index(),
        sources=cited(tables, rows["source_ids"]),
    )
