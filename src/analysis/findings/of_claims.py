"""What the page on claims says: every statement printed about the competition, with its verdict."""

from dataclasses import dataclass

import pandas as pd

from analysis.competition.known import known_names, told_of_slots
from analysis.facts import texts
from analysis.facts.citations import cited, gathered, naming, of_one_source
from analysis.facts.institutions import lineages
from analysis.findings.common import checked_evidence
from analysis.findings.described import Findings
from analysis.statistics import certainty
from analysis.statistics.claims import without_source
from analysis.statistics.results import Results
from analysis.vocabulary import Certainty, ClaimKind, Evidence, Reason, Stage

OF_WHOLE_LISTS = (Reason.ALONE, Reason.NOT_PLACED, Reason.OPEN_SLOTS, Reason.NUMBER_PLACED)
"""The reasons for which it matters who else is on the lists."""


@dataclass(frozen=True, repr=False)
class ClaimsFindings(Findings):
    """What the press says, and whether it holds."""

    claims: pd.DataFrame
    """One row a claim: the columns of the raw table, those of `claims.claims` (verdict, reason, deciding, missing),
    decided_by (the names of what decides it), source_ids, the page that claims it, and deciding_ids, the pages of what
    decides it, which are others; none where nobody else says so."""
    verdicts: pd.DataFrame
    """One row a claim: claim_id, and its verdict at each level of evidence, one column a level."""
    certainty: Certainty
    """How firm the verdicts are."""


def claims_findings(results: Results, evidence: str) -> ClaimsFindings:
    """Find the verdicts; raises Refused for a parameter that can't be used."""
    evidence = checked_evidence(evidence)
    rows = of_one_source(results.at(evidence).claims)
    names = {
        **dict(zip(results.roster["institution_id"], results.roster["institution_name"], strict=True)),
        **dict(zip(results.lists["list_id"], results.lists["label"], strict=True)),
    }
    rows["decided_by"] = [tuple(names.get(each, each) for each in deciding) for deciding in rows["deciding"]]
    without = {page: Results(without_source(results, page)) for (page,) in rows["source_ids"].unique()}
    known = {page: known_names(left, evidence) for page, left in without.items()}
    rows["deciding_ids"] = [
        tuple(dict.fromkeys(_deciding(claim, page, without[page], known[page], evidence)))
        for (_, claim), (page,) in zip(rows.iterrows(), rows["source_ids"], strict=True)
    ]
    verdicts = results.claims.pivot(index="claim_id", columns="evidence", values="verdict")[list(Evidence)]
    return ClaimsFindings(
        evidence=evidence,
        claims=rows,
        verdicts=verdicts.loc[rows["claim_id"]].rename_axis(columns=None).reset_index(),
        certainty=certainty.of_claim(verdicts[evidence].equals(verdicts[Evidence.CORROBORATED])),
        texts=texts.shown(results, results.claims),
        sources=cited(results, rows["source_ids"], rows["deciding_ids"]),
    )


def _deciding(claim: pd.Series, claimant: str, results: Results, known: pd.DataFrame, evidence: Evidence) -> list[str]:
    """Find the pages that decide a claim; takes the results, and the names known, without the claimant's page."""
    lists = results.lists
    deciding, reason = claim["deciding"], claim["reason"]
    lengths = lists[lists["list_id"].isin(deciding)]
    # The claimant may be the one who says how long a list is.
    pages = list(lengths.loc[lengths["source_id"] != claimant, "source_id"])
    subject = lineages(results.institutions).get(claim["institution_id"])
    on_lists = known[known["list_id"].isin(deciding)]
    if reason in OF_WHOLE_LISTS:
        said = told_of_slots(results, evidence)
        of_missing = said.loc[said["list_id"].isin(deciding), "source_id"]
        pages += [*naming(on_lists["source_ids"]), *of_missing]
    if reason == Reason.ANOTHER_PLACED:
        finalists = known[known["edition"].eq(claim["edition"]) & known["stage"].eq(Stage.FINALIST)]
        if pd.notna(claim["track"]):
            finalists = finalists[finalists["track"] == claim["track"]]
        pages += _all(finalists.loc[finalists["lineage"].isin(deciding), "source_ids"])
    if reason in (Reason.PLACED, Reason.RANKED):
        # That it stands there, or at that rank, is what its pages say; how long the list is does not matter.
        pages = _all(on_lists.loc[on_lists["lineage"] == subject, "source_ids"])
    if reason == Reason.ALONE:
        pages += _all(on_lists.loc[on_lists["lineage"] == subject, "source_ids"])
    if reason == Reason.TOO_WEAK:
        rows = results.evidence
        rows = rows[rows["institution_id"].map(lineages(results.institutions)) == subject]
        of_edition = lists.loc[lists["edition"] == claim["edition"], "list_id"]
        pages += list(rows.loc[rows["list_id"].isin(of_edition), "source_id"])
    if claim["kind"] == ClaimKind.ORDINAL:
        facts = pd.concat([rows[["edition", "source_id"]] for rows in (results.edition_facts, results.lists)])
        facts = facts[facts["edition"].astype("str").isin(deciding) & facts["source_id"].ne(claimant)]
        pages += naming(gathered(facts, ["edition"])["source_ids"])
    return pages


def _all(source_ids: pd.Series) -> list[str]:
    return [page for pages in source_ids for page in pages]
