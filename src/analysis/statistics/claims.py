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
from analysis.data.institutions import lineages
from analysis.data.schemas import GOVERNMENT_LEVELS
from analysis.data.tables import Tables

SUPPORTED, REFUTED, UNDETERMINED = "supported", "refuted", "undetermined"
REASONS = {
    "placed": "it stands on a list",
    "not_placed": "it stands on no list, and no open slot could be its own",
    "alone": "it stands on a list, and nobody else of its kind does or could",
    "another_placed": "another of its kind stands on a list",
    "out_of_scope": "it is not of the kind among which it is said to be the only one",
    "open_slots": "missing names could decide it either way",
    "only_the_claimant": "nobody but the claimant says so",
    "too_weak": "others than the claimant say so, but not as strongly as this level of evidence asks",
    "size_of_list": "the lists are as long as they are",
    "number_placed": "as many stand on the lists for certain, or can't in any completion",
    "order_of_editions": "the editions are counted",
    "ranked": "a source gives it that rank",
    "not_a_ranking": "the list is no ranking",
}


@dataclass(frozen=True)
class Finding:
    """What is found of one claim."""

    verdict: str
    reason: str
    """A key of REASONS."""
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
        standing = known["list_id"].isin(self.lists["list_id"]) & known["lineage"].isin(
            self.contenders.lineages["institution_id"][rows]
        )
        if pd.notna(level):
            standing &= known["level"].eq(level)
        return sorted(known.loc[standing, "lineage"])

    def undetermined(self, reason: str, rows: np.ndarray) -> Finding:
        """Say that open slots which some rows could own decide it: their lists, and how many they are."""
        deciding = self.contenders.slots[self.contenders.fits[rows].any(axis=0)]
        deciding = deciding[deciding["list_id"].isin(self.lists["list_id"])]
        return Finding(UNDETERMINED, reason, deciding["list_id"].unique(), int(deciding["slots"].sum()))

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
            return self.undetermined("open_slots", self.subject)
        alone = pages.eq(self.claim["source_id"]).all()
        return self.undetermined("only_the_claimant" if alone else "too_weak", self.subject)


def claims(tables: Tables, evidence: str) -> pd.DataFrame:
    """Check every claim at a level of evidence.

    Supported is what is true in every completion of what is left without the claimant's page, refuted what is true in
    none. Assumption: what another publisher prints does not rest on the claimant. Reference: Imieliński and Lipski 1984,
    *Incomplete Information in Relational Databases* (certain and possible answers).

    Returns one row a claim, in the order of the table: evidence, claim_id, verdict (`supported`, `refuted`,
    `undetermined`), reason (a key of REASONS), deciding (ids of the institutions, lists or editions that decide it),
    missing (the number of names not known that could decide it).

    Worked examples: that Kota Solok was the only local government of Sumatera Barat in 2018 is supported; that it
    was the only city of Sumatera in 2019 is undetermined, for 8 names are missing; that it was the only region of
    Sumatera is refuted by Sumatera Selatan; that Kota Ambon was 18th in 2018 is undetermined, as no rank was given.
    """
    rows = []
    for source_id, printed in tables["claims"].groupby("source_id", sort=False):
        view = status.view(without_page(tables, str(source_id)), evidence)
        contenders = bounds.contenders(view)
        for index, claim in printed.iterrows():
            found = JUDGES[claim["kind"]](_case(claim, tables, view, contenders))
            deciding = tuple(map(str, found.deciding))
            rows.append((index, evidence, claim["claim_id"], found.verdict, found.reason, deciding, found.missing))
    columns = ["evidence", "claim_id", "verdict", "reason", "deciding", "missing"]
    return pd.DataFrame(rows, columns=["index", *columns]).set_index("index").sort_index().reset_index(drop=True)


def without_page(tables: Tables, source_id: str) -> dict[str, pd.DataFrame]:
    """Leave a page out of what counts as evidence.

    A list whose length only this page gives may be longer than it says: one more slot is open.
    """
    evidence, open_slots, lists = tables["evidence"], tables["open_slots"], tables["lists"]
    return {
        **tables,
        "evidence": evidence[evidence["source_id"] != source_id],
        "open_slots": open_slots[open_slots["source_id"] != source_id],
        "lists": lists.assign(size=lists["size"] + lists["source_id"].eq(source_id).astype("int64")),
    }


def _case(claim: pd.Series, tables: Tables, view: View, contenders: Contenders) -> Case:
    lists = tables["lists"]
    chosen = lists["edition"].eq(claim["edition"]) & lists["stage"].eq("finalist")
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
        within &= case.contenders.had[claim["level"]]
    elif of_area:
        within &= lineages["level"].isin(GOVERNMENT_LEVELS).to_numpy()
    return within


def _placed(case: Case) -> Finding:
    """Judge that somebody was among the finalists."""
    if case.placed:
        lists = [each for each in case.lists["list_id"] if case.contenders.on_list[each][case.subject].any()]
        return Finding(SUPPORTED, "placed", lists)
    if not case.could_be_placed:
        return Finding(REFUTED, "not_placed", case.lists["list_id"])
    return case.unproved()


def _only(case: Case) -> Finding:
    """Judge that somebody was the only one of its province, island group or level among the finalists."""
    scope = _scope(case)
    if not (scope & case.subject).any():
        return Finding(REFUTED, "out_of_scope", case.contenders.lineages["institution_id"][case.subject])
    others = scope & ~case.subject
    rivals = case.known(others)
    if rivals:
        return Finding(REFUTED, "another_placed", rivals)
    if not case.placed:
        return case.unproved() if case.could_be_placed else Finding(REFUTED, "not_placed", case.lists["list_id"])
    if case.list_group.fits[others].any():
        return case.undetermined("open_slots", others)
    return Finding(SUPPORTED, "alone", case.lists["list_id"])


def _size(case: Case) -> Finding:
    """Judge how many names the lists have, or how many of a province, island group or level."""
    claim, stated = case.claim, int(case.claim["stated"])
    if case.lists["source_id"].eq(claim["source_id"]).any():
        return Finding(UNDETERMINED, "only_the_claimant", case.lists["list_id"])
    if claim[["province_code", "island_group", "level"]].isna().all():
        verdict = SUPPORTED if case.list_group.size == stated else REFUTED
        return Finding(verdict, "size_of_list", case.lists["list_id"])
    scope = _scope(case)
    if claim[["province_code", "island_group"]].isna().all():
        known, ids = len(case.known(scope)), list(case.lists["list_id"])
        lower, upper = bounds.of_level(case.contenders, ids, claim["level"], known)
    else:  # governments and units never change their level
        lower, upper = bounds.interval(case.contenders, scope, case.list_group)
    if lower == upper == stated:
        return Finding(SUPPORTED, "number_placed", case.lists["list_id"])
    if not lower <= stated <= upper:
        return Finding(REFUTED, "number_placed", case.lists["list_id"])
    return case.undetermined("open_slots", scope)


def _ordinal(case: Case) -> Finding:
    """Judge which edition in the series it was; each must be known from another page than the claimant's."""
    editions = case.tables["editions"]
    ordinal = editions.set_index("edition")["ordinal"][case.claim["edition"]]
    counted = editions.loc[editions["ordinal"] <= ordinal, "edition"]
    facts = pd.concat([case.tables[name][["edition", "source_id"]] for name in ("edition_facts", "lists")])
    elsewhere = facts.loc[facts["source_id"] != case.claim["source_id"], "edition"]
    if not counted.isin(elsewhere).all():
        return Finding(UNDETERMINED, "only_the_claimant", counted)
    return Finding(SUPPORTED if ordinal == case.claim["stated"] else REFUTED, "order_of_editions", counted)


def _rank(case: Case) -> Finding:
    """Judge a rank: a list is a threshold, so only a rank that a source gives within an aspect supports it."""
    known = case.view.known
    own = known[known["edition"].eq(case.claim["edition"])]
    own = own[own["lineage"].isin(case.contenders.lineages["institution_id"][case.subject])]
    ranked = own[own["rank_in_aspect"].eq(case.claim["stated"]).fillna(False)]
    if len(ranked):
        return Finding(SUPPORTED, "ranked", ranked["list_id"])
    if case.subject.any() and not case.placed and not case.could_be_placed:
        return Finding(REFUTED, "not_placed", case.lists["list_id"])
    return Finding(UNDETERMINED, "not_a_ranking", case.lists["list_id"])


JUDGES: dict[str, Callable[[Case], Finding]] = {
    "placed": _placed,
    "only": _only,
    "size": _size,
    "ordinal": _ordinal,
    "rank": _rank,
}
