"""What was printed in the press, checked against everything else: supported, refuted or undetermined.

The page that makes a claim does not count as evidence for it: its rows of evidence are left out, what it says of
missing names too, and a list whose length it alone gives may be longer. A claim is supported if it is true in every
completion that is left, refuted if it is true in none, and undetermined otherwise; a ranking that nobody published
can't be true or false. What is true of whole lists belongs to `analysis.statistics.trends` and `analysis.statistics.provinces`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.competition import bounds, status
from analysis.competition.bounds import Contenders, ListGroup
from analysis.competition.status import View
from analysis.facts.institutions import lineages
from analysis.facts.tables import Tables
from analysis.vocabulary import GOVERNMENTS, ClaimKind, Level, Reason, Stage, Verdict


@dataclass(frozen=True)
class Finding:
    """What is found of one claim."""

    verdict: Verdict
    reason: Reason
    deciding: Iterable[object] = ()
    """The institutions, lists or editions that decide it."""
    missing: int = 0
    """How many missing names could decide it."""


@dataclass(frozen=True)
class Case:
    """A claim with all that it may be judged by."""

    claim: pd.Series
    """The row of `claims`."""
    tables: Tables
    """The tables as they are, to see what the claimant's page alone supports."""
    view: View
    """The competition without the claimant's page."""
    contenders: Contenders
    lists: pd.DataFrame
    """The finalist lists that it is about."""
    list_group: ListGroup
    """The same lists, without the claimant's page."""
    subject: np.ndarray
    """Which row of the contenders it is about; none if it names nobody."""

    @property
    def placed(self) -> bool:
        """Whether whom it is about is known to stand on the lists."""
        return bool((self.subject & self.list_group.placed).any())

    @property
    def could_be_placed(self) -> bool:
        """Whether an open slot could be its own."""
        return bool(self.list_group.fits[self.subject].any())

    def known(self, rows: np.ndarray) -> list[str]:
        """List the lineages of some rows that are known to stand on the lists, at the level of the claim if it has one."""
        known, level = self.view.known, self.claim["level"]
        stands = known["list_id"].isin(self.lists["list_id"]) & known["lineage"].isin(
            self.contenders.lineages["institution_id"][rows]
        )
        if pd.notna(level):
            stands &= known["level"].eq(level)
        return sorted(known.loc[stands, "lineage"])

    def undetermined(self, reason: Reason, rows: np.ndarray) -> Finding:
        """Say that open slots which some rows could own decide it: their lists, and how many they are."""
        deciding = self.contenders.slots[self.contenders.fits[rows].any(axis=0)]
        deciding = deciding[deciding["list_id"].isin(self.lists["list_id"])]
        return Finding(Verdict.UNDETERMINED, reason, deciding["list_id"].unique(), int(deciding["slots"].sum()))

    def unproved(self) -> Finding:
        """Say why it can't be known whether whom it is about stands on the lists."""
        evidence, lists = self.tables["evidence"], self.tables["lists"]
        of_edition = lists.loc[lists["edition"].eq(self.claim["edition"]), "list_id"]
        lineage = evidence["institution_id"].map(lineages(self.tables["institutions"]))
        about = lineage.isin(self.contenders.lineages["institution_id"][self.subject]) & evidence["list_id"].isin(
            of_edition
        )
        pages = evidence.loc[about, "source_id"]
        if pages.empty:
            return self.undetermined(Reason.OPEN_SLOTS, self.subject)
        alone = pages.eq(self.claim["source_id"]).all()
        return self.undetermined(Reason.ONLY_THE_CLAIMANT if alone else Reason.TOO_WEAK, self.subject)


def claims(view: View) -> pd.DataFrame:
    """Check every claim at the level of evidence of a view.

    Supported is what is true in every completion of what is left without the claimant's page, refuted what is true in
    none. Assumption: what another publisher prints does not rest on the claimant. Reference: Imieliński and Lipski 1984,
    *Incomplete Information in Relational Databases* (certain and possible answers).

    Returns one row a claim, in the order of the table: evidence, claim_id, verdict (`supported`, `refuted`,
    `undetermined`), reason, deciding (ids of the institutions, lists or editions that decide it),
    missing (the number of names not known that could decide it).

    Worked examples: that Kota Solok was the only local government of Sumatera Barat in 2018 is supported; that it
    was the only city of Sumatera in 2019 is undetermined, for 8 names are missing; that it was the only region of
    Sumatera is refuted by Sumatera Selatan; that Kota Ambon was 18th in 2018 is undetermined, as no rank was given.
    """
    rows = []
    for source_id, printed in view.tables["claims"].groupby("source_id", sort=False):
        left = status.view_of(without_source(view.tables, str(source_id)), view)
        contenders = bounds.contenders(left)
        for index, claim in printed.iterrows():
            found = JUDGES[claim["kind"]](_case(claim, view.tables, left, contenders))
            deciding = tuple(map(str, found.deciding))
            rows.append((index, view.evidence, claim["claim_id"], found.verdict, found.reason, deciding, found.missing))
    columns = ["evidence", "claim_id", "verdict", "reason", "deciding", "missing"]
    return pd.DataFrame(rows, columns=["index", *columns]).set_index("index").sort_index().reset_index(drop=True)


def without_source(tables: Tables, source_id: str) -> dict[str, pd.DataFrame]:
    """Leave a page out of what counts as evidence.

    A list whose length only this page gives may be longer than it says: one more slot is open.
    """
    evidence, open_slots, lists = tables["evidence"], tables[Reason.OPEN_SLOTS], tables["lists"]
    return {
        **tables,
        "evidence": evidence[evidence["source_id"] != source_id],
        Reason.OPEN_SLOTS: open_slots[open_slots["source_id"] != source_id],
        "lists": lists.assign(size=lists["size"] + lists["source_id"].eq(source_id).astype("int64")),
    }


def _case(claim: pd.Series, tables: Tables, view: View, contenders: Contenders) -> Case:
    lists = tables["lists"]
    chosen = lists["edition"].eq(claim["edition"]) & lists["stage"].eq(Stage.FINALIST)
    if pd.notna(claim["track"]):
        chosen &= lists["track"].eq(claim["track"])
    lineage = lineages(tables["institutions"]).get(claim["institution_id"])
    subject = contenders.lineages["institution_id"].eq(lineage).to_numpy(dtype=bool)
    return Case(
        claim,
        tables,
        view,
        contenders,
        lists[chosen],
        bounds.of_lists(contenders, list(lists.loc[chosen, "list_id"])),
        subject,
    )


def _scope(case: Case) -> np.ndarray:
    """Find the rows of the contenders that are of the province, island group and level of a claim.

    Of an area without a level, the governments are meant.
    """
    claim, lineages = case.claim, case.contenders.lineages
    regions = case.tables["regions"].set_index("region_code")
    areas = {"province_code_2022": claim["province_code"], "island_group": claim["island_group"]}
    within = np.ones(len(lineages), dtype=bool)
    of_area = {column: value for column, value in areas.items() if pd.notna(value)}
    for column, value in of_area.items():
        within &= (
            lineages["region_code"].fillna(lineages["belongs_to"]).map(regions[column]).eq(value).to_numpy(dtype=bool)
        )
    if pd.notna(claim["level"]):
        within &= case.contenders.had[Level(claim["level"])]
    elif of_area:
        within &= lineages["level"].isin(GOVERNMENTS).to_numpy()
    return within


def _placed(case: Case) -> Finding:
    """Judge that somebody was among the finalists."""
    if case.placed:
        lists = [list_id for list_id in case.lists["list_id"] if case.contenders.on_list[list_id][case.subject].any()]
        return Finding(Verdict.SUPPORTED, Reason.PLACED, lists)
    if not case.could_be_placed:
        return Finding(Verdict.REFUTED, Reason.NOT_PLACED, case.lists["list_id"])
    return case.unproved()


def _only(case: Case) -> Finding:
    """Judge that somebody was the only one of its province, island group or level among the finalists."""
    scope = _scope(case)
    if not (scope & case.subject).any():
        return Finding(Verdict.REFUTED, Reason.OUT_OF_SCOPE, case.contenders.lineages["institution_id"][case.subject])
    others = scope & ~case.subject
    rivals = case.known(others)
    if rivals:
        return Finding(Verdict.REFUTED, Reason.ANOTHER_PLACED, rivals)
    if not case.placed:
        return (
            case.unproved()
            if case.could_be_placed
            else Finding(Verdict.REFUTED, Reason.NOT_PLACED, case.lists["list_id"])
        )
    if case.list_group.fits[others].any():
        return case.undetermined(Reason.OPEN_SLOTS, others)
    return Finding(Verdict.SUPPORTED, Reason.ALONE, case.lists["list_id"])


def _size(case: Case) -> Finding:
    """Judge how many names the lists have, or how many of a province, island group or level."""
    claim, stated = case.claim, int(case.claim["stated"])
    if case.lists["source_id"].eq(claim["source_id"]).any():
        return Finding(Verdict.UNDETERMINED, Reason.ONLY_THE_CLAIMANT, case.lists["list_id"])
    if claim[["province_code", "island_group", "level"]].isna().all():
        verdict = Verdict.SUPPORTED if case.list_group.size == stated else Verdict.REFUTED
        return Finding(verdict, Reason.SIZE_OF_LIST, case.lists["list_id"])
    scope = _scope(case)
    if claim[["province_code", "island_group"]].isna().all():
        known, ids = len(case.known(scope)), list(case.lists["list_id"])
        lower, upper = bounds.of_level(case.contenders, ids, Level(claim["level"]), known)
    else:  # governments and units never change their level
        lower, upper = bounds.interval(case.contenders, scope, case.list_group)
    if lower == upper == stated:
        return Finding(Verdict.SUPPORTED, Reason.NUMBER_PLACED, case.lists["list_id"])
    if not lower <= stated <= upper:
        return Finding(Verdict.REFUTED, Reason.NUMBER_PLACED, case.lists["list_id"])
    return case.undetermined(Reason.OPEN_SLOTS, scope)


def _ordinal(case: Case) -> Finding:
    """Judge which edition in the series it was; each must be known from another page than the claimant's."""
    editions = case.tables["editions"]
    ordinal = editions.set_index("edition")["ordinal"][case.claim["edition"]]
    counted = editions.loc[editions["ordinal"] <= ordinal, "edition"]
    facts = pd.concat([case.tables[name][["edition", "source_id"]] for name in ("edition_facts", "lists")])
    elsewhere = facts.loc[facts["source_id"] != case.claim["source_id"], "edition"]
    if not counted.isin(elsewhere).all():
        return Finding(Verdict.UNDETERMINED, Reason.ONLY_THE_CLAIMANT, counted)
    return Finding(
        Verdict.SUPPORTED if ordinal == case.claim["stated"] else Verdict.REFUTED, Reason.ORDER_OF_EDITIONS, counted
    )


def _rank(case: Case) -> Finding:
    """Judge a rank: a list is a threshold, so only a rank that a source gives within an aspect supports it."""
    known = case.view.known
    own = known[known["edition"].eq(case.claim["edition"])]
    own = own[own["lineage"].isin(case.contenders.lineages["institution_id"][case.subject])]
    ranked = own[own["rank_in_aspect"].eq(case.claim["stated"]).fillna(False)]
    if len(ranked):
        return Finding(Verdict.SUPPORTED, Reason.RANKED, ranked["list_id"])
    if case.subject.any() and not case.placed and not case.could_be_placed:
        return Finding(Verdict.REFUTED, Reason.NOT_PLACED, case.lists["list_id"])
    return Finding(Verdict.UNDETERMINED, Reason.NOT_A_RANKING, case.lists["list_id"])


JUDGES: dict[ClaimKind, Callable[[Case], Finding]] = {
    ClaimKind.PLACED: _placed,
    ClaimKind.ONLY: _only,
    ClaimKind.SIZE: _size,
    ClaimKind.ORDINAL: _ordinal,
    ClaimKind.RANK: _rank,
}
