"""How firmly a sentence stands, and what changes between levels of evidence.

What is said is worked out elsewhere, at each level; here the levels are only set beside each other.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.vocabulary import Certainty, Evidence, Outcome, Status

# For each result what a row is about, and the conclusions drawn in it: one column, or the two ends of an interval.
CONCLUSIONS: dict[str, tuple[list[str], dict[str, tuple[str, ...]]]] = {
    "retention": (["edition_from", "edition_to", "track"], {"retained": ("lower", "upper")}),
    "newcomers": (["edition", "kind"], {"names": ("lower", "upper")}),
    "level_mix": (["edition", "level"], {"names": ("lower", "upper")}),
    "runs": (["edition_from", "edition_to", "track"], {"names": ("lower", "upper")}),
    "places_and_wins": (
        ["institution_id"],
        {"places": ("places_lower", "places_upper"), "wins": ("wins_lower", "wins_upper")},
    ),
    "provinces": (
        ["province_code", "edition"],
        {"governments": ("lower", "upper"), "rank": ("rank_best", "rank_worst")},
    ),
    "island_groups": (
        ["island_group", "edition"],
        {"governments": ("lower", "upper"), "rank": ("rank_best", "rank_worst")},
    ),
    "reached": (["area", "edition"], {"areas": ("lower", "upper")}),
    "status": (["edition", "stage", "institution_id"], {"status": ("status",)}),
    "claims": (["claim_id"], {"verdict": ("verdict",), "reason": ("reason",)}),
}
KEYS = list(dict.fromkeys(column for key, _ in CONCLUSIONS.values() for column in key))
PLACED = {Status.PLACED, *(outcome for outcome in Outcome if outcome.is_placed)}
COLUMNS = ["result", *KEYS, "conclusion", *Evidence]


def of_statuses(asked: Sequence[str], strict: Sequence[str]) -> Certainty:
    """Say how firm it is what is known of a lineage in some editions: where it was placed, and where it was not.

    Takes statuses or outcomes edition by edition, as they stand on the evidence asked for, and on the strictest. Returns
    `open` if none is known; `certain` if those that are known are the same on the strictest, and it was placed in one or none is
    unknown: that somebody is on no list we know says little while names are missing; else `holds`. Assumption, here and below:
    two publishers are two witnesses. Reference, on what is true in every completion: Imieliński and Lipski 1984, as in
    `analysis.statistics.claims`.

    Worked example, as of 2026-11: that Kota Solok was placed in 2018, 2019 and 2020 is certain, and so is that Kota Ambon was
    in 2018 and 2022, whatever 2019 and 2020 were; that Kota Solok was not in 2022 holds on the evidence we have; whether Kabupaten
    Solok was in 2020 is open.
    """
    known = [pair for pair in zip(asked, strict, strict=True) if pair[0] != Status.UNKNOWN]
    if not known:
        return Certainty.OPEN
    is_placed = any(status in PLACED for status, _ in known)
    is_whole = len(known) == len(asked)
    return of_claim((is_placed or is_whole) and all(status == strictly for status, strictly in known))


def of_claim(is_corroborated: bool) -> Certainty:
    """Say how firm it is what holds on the evidence asked for: `certain` if it does on the strictest as well."""
    return Certainty.CERTAIN if is_corroborated else Certainty.HOLDS


def of_at_least(rows: pd.DataFrame, evidence: str) -> Certainty:
    """Say how firm it is that a number is at least the lower end found at a level of evidence.

    Takes rows of a result that differ by evidence alone, with lower. Returns `certain` if the strictest evidence gives as
    much, else `holds`. Assumption and reference are those of `of_statuses`.

    Worked example, as of 2026-11: that at least 7 institutions were placed in 2018, 2019 and 2020 holds; the strictest
    evidence gives 2.
    """
    lower = rows.set_index("evidence")["lower"]
    return of_claim(lower[Evidence.CORROBORATED] >= lower[evidence])


def of_interval(rows: pd.DataFrame, evidence: str) -> Certainty:
    """Say how firm it is that numbers lie between the ends found at a level of evidence.

    Takes rows of a result that differ by evidence alone, with lower and upper, rank_best and rank_worst where a rank
    is said, and cohort where they are of one. Returns `certain` if the strictest evidence gives intervals inside of these,
    for a cohort as large, else `holds`. Assumption and reference are those of `of_statuses`.

    Worked example, as of 2026-11: that 12 to 20 names of 2018 came back in 2019 holds; under the strictest evidence it
    is 5 to 22.
    """
    ends = rows.set_index("evidence")
    asked, strict = ends.loc[evidence], ends.loc[Evidence.CORROBORATED]
    intervals = [pair for pair in (("lower", "upper"), ("rank_best", "rank_worst")) if pair[0] in ends.columns]
    inside = all(strict[low] >= asked[low] and strict[high] <= asked[high] for low, high in intervals)
    same = "cohort" not in ends.columns or strict["cohort"] == asked["cohort"]
    return of_claim(inside and same)


def evidence_changes(results: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List the conclusions that are not the same at all levels of evidence.

    Each conclusion is written at each level, and kept if the texts differ. Assumption: each level drops some of
    what the one before keeps. Reference, on showing what a stronger assumption adds: Manski 2003, as in `analysis.competition.bounds`.

    Takes the frames of `analysis.statistics.derived`, each with its evidence column.

    Returns result (name of the frame), the columns of all keys in CONCLUSIONS (as text, those that the result does not
    have missing), conclusion (`retained`, `names`, `places`, `wins`, `governments`, `rank`, `areas`, `status`, `verdict`, `reason`), and
    a column for each level of evidence, as text: a word, or the ends of an interval such as 12–20.

    Worked example, as of 2026-11: of the provinces 17 to 34 have had a government placed, 14 to 34 on the strictest
    evidence.
    """
    changed = [
        _changes(name, results[name], key, conclusion, ends)
        for name, (key, conclusions) in CONCLUSIONS.items()
        for conclusion, ends in conclusions.items()
    ]
    return pd.concat(changed, ignore_index=True)


def _changes(name: str, frame: pd.DataFrame, key: list[str], conclusion: str, ends: tuple[str, ...]) -> pd.DataFrame:
    first, last = frame[ends[0]].astype("str"), frame[ends[-1]].astype("str")
    said = frame[[*key, "evidence"]].assign(said=first.where(first == last, first + "–" + last))
    wide = said.set_index([*key, "evidence"])["said"].unstack("evidence").reindex(columns=list(Evidence))
    told = wide.fillna("")
    changed = wide[told.ne(told[Evidence.ALL], axis="index").any(axis="columns")]
    about = changed.index.to_frame(index=False).astype("str").reindex(columns=KEYS).astype("str")
    return about.assign(result=name, conclusion=conclusion).join(changed.reset_index(drop=True))[COLUMNS]
