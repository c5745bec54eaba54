"""How firmly a sentence stands, and what changes between levels of evidence.

What a sentence says is worked out elsewhere; here it is only asked under each level.
"""

from collections.abc import Callable, Mapping

import pandas as pd

from analysis.sources import EVIDENCE
from analysis.status import View

CERTAIN, HOLDS, OPEN = "certain", "holds", "open"

# For each result what a row is about, and the conclusions drawn in it: one column, or the two ends of an interval.
CONCLUSIONS: dict[str, tuple[list[str], dict[str, tuple[str, ...]]]] = {
    "retention": (["edition_from", "edition_to", "track"], {"retained": ("lower", "upper")}),
    "newcomers": (["edition", "kind"], {"names": ("lower", "upper")}),
    "level_mix": (["edition", "level"], {"names": ("lower", "upper")}),
    "provinces": (
        ["province_code", "edition"],
        {"governments": ("lower", "upper"), "rank": ("rank_best", "rank_worst")},
    ),
    "claims": (["claim_id"], {"verdict": ("verdict",), "reason": ("reason",)}),
}


def standing(views: Mapping[str, View], is_true: Callable[[View], bool]) -> str:
    """Say how firmly a sentence stands.

    Takes the views of all levels of evidence and what decides the sentence: whether it is true in every completion of
    a view, asked of the ends of an interval ("at least seven" is true if the lower end is seven or more).

    Returns `certain` (true in every completion under `corroborated`), `holds` (in every completion under `all`) or
    `open`.

    Worked example: that Kota Solok was placed in 2020 is certain; that nobody but regencies can be missing from the
    institutions of 2022 holds on the evidence we have; that it was the only one of its province in 2020 is open.
    """
    if is_true(views["corroborated"]):
        return CERTAIN
    return HOLDS if is_true(views["all"]) else OPEN


def evidence_changes(results: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List the conclusions that are not the same at all levels of evidence.

    Takes the frames of `analysis.results.results`, each with its evidence column.

    Returns result (name of the frame), about (what the row is about: the values of its key, separated by ", "),
    conclusion (`retained`, `names`, `governments`, `rank`, `verdict`, `reason`), and a column for each level of
    evidence, as text: a word, or the ends of an interval such as 12–20.
    """
    changed = [
        _changes(name, results[name], key, conclusion, ends)
        for name, (key, conclusions) in CONCLUSIONS.items()
        for conclusion, ends in conclusions.items()
    ]
    return pd.concat(changed, ignore_index=True)


def _changes(name: str, frame: pd.DataFrame, key: list[str], conclusion: str, ends: tuple[str, ...]) -> pd.DataFrame:
    first, last = frame[ends[0]].astype("str"), frame[ends[-1]].astype("str")
    said = frame[key].assign(
        evidence=frame["evidence"],
        said=first.where(first == last, first + "–" + last),
        about=frame[key].astype("str").agg(", ".join, axis="columns"),
    )
    wide = said.pivot_table(index=[*key, "about"], columns="evidence", values="said", aggfunc="first")
    wide = wide.reset_index("about").reindex(columns=["about", *EVIDENCE])
    wide.insert(0, "result", name)
    wide.insert(2, "conclusion", conclusion)
    same = wide[list(EVIDENCE)].fillna("").eq(wide[EVIDENCE[0]].fillna(""), axis="index").all(axis="columns")
    return wide[~same].rename_axis(columns=None)
