"""What several findings share: checked parameters, the lists and figures of editions, the pages cited."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from numbers import Integral, Real

import pandas as pd

from analysis.competition.known import told_of_slots
from analysis.errors import Message, refusal
from analysis.facts.citations import SourceIds, naming, of_one_source
from analysis.facts.tables import once
from analysis.statistics.results import Results
from analysis.vocabulary import Evidence, Stage


def checked_evidence(evidence: str) -> Evidence:
    """Refuse a level of evidence that there is not."""
    if evidence not in tuple(Evidence):
        near = difflib.get_close_matches(str(evidence), Evidence, 1)
        advice = Message(": did you mean {near}?", {"near": near[0]}) if near else ""
        told = "evidence '{evidence}' is not one of {levels}{advice}"
        raise refusal(told, evidence=evidence, levels=", ".join(Evidence), advice=advice)
    return Evidence(evidence)


def checked_edition(edition: object, editions: pd.DataFrame) -> int:
    """Refuse an edition that was not held, naming the one that bears its year in the title.

    A year is a whole number of any library, also as a text, which is what papermill makes of a number of numpy's.
    """
    years = [int(year) for year in editions["edition"]]
    year = _whole(edition)
    if year in years:
        return year
    if year is None:
        told = "edition {edition} is not an edition: it is not a year, such as {year}"
        raise refusal(told, edition=repr(edition), year=years[-1])
    titled = editions[editions["official_title"].str.contains(rf"\b{year}\b", regex=True)]
    bears: Message | str = ""
    for held, title in zip(titled["edition"][:1], titled["official_title"], strict=False):
        bears = Message("; the edition of {edition} bears the title '{title}'", {"edition": held, "title": title})
    told = "edition {year} is not an edition: none was held; there are {years}{bears}"
    raise refusal(told, year=year, years=", ".join(map(str, years)), bears=bears)


def _whole(number: object) -> int | None:
    """Turn a whole number of any kind, or its digits, into Python's own; None for everything else."""
    if isinstance(number, str):
        return int(number) if re.fullmatch(r"[0-9]{4}", number) else None
    if isinstance(number, bool):
        return None
    if isinstance(number, Integral):
        return int(number)
    return int(float(number)) if isinstance(number, Real) and float(number).is_integer() else None


def checked_editions(editions: object, held: pd.DataFrame) -> list[int]:
    """Take the editions asked for, in order; None means all."""
    if editions is None:
        return [int(year) for year in held["edition"]]
    given = list(editions) if isinstance(editions, Iterable) and not isinstance(editions, str | Mapping) else []
    if not given:
        told = "editions {editions} is not a list of years such as [2018, 2019], or None for all"
        raise refusal(told, editions=repr(editions))
    years = sorted({checked_edition(year, held) for year in given})
    with_lists = held.loc[held["places"] > 0, "edition"].tolist()
    if not set(years) & set(with_lists):
        there_are = ", ".join(map(str, with_lists))
        told = "editions {years}: no list of them is known yet; there are lists of {there_are}"
        raise refusal(told, years=years, there_are=there_are)
    return years


def only_some(results: Results, years: Sequence[int]) -> list[int]:
    """List the editions asked for that have lists, where others have lists as well; none where all were asked for."""
    held = names_known(results, Evidence.ALL)["edition"].tolist()
    asked = [year for year in held if year in years]
    return asked if asked != held else []


def announced(results: Results, years: Sequence[int]) -> list[int]:
    """List those of some editions of which no list is known yet."""
    return sorted(set(years) - set(names_known(results, Evidence.ALL)["edition"]))


def of_editions(rows: pd.DataFrame, editions: Sequence[int]) -> pd.DataFrame:
    """Keep the rows of some editions."""
    kept = rows["edition"].isin(editions)
    return (rows if kept.all() else rows[kept]).reset_index(drop=True)


@once
def lists_by_strength(results: Results, evidence: Evidence) -> pd.DataFrame:
    """Count the names of every list by their strongest evidence.

    Returns the columns of `lists`, with source_ids, and corroborated, stated, implied and open, which add up to size;
    and known, the names that stand at the level of evidence asked for.
    """
    lists = of_one_source(results.lists)
    known = results.known_names.groupby(["evidence", "list_id"]).size()
    counts = {
        level: lists["list_id"].map(known.get(level, pd.Series(dtype="int64"))).fillna(0).astype("int64")
        for level in Evidence
    }
    asked = counts[evidence]
    stated = counts[Evidence.STATED].where(counts[Evidence.STATED] <= asked, asked)
    return lists.assign(
        corroborated=counts[Evidence.CORROBORATED],
        stated=stated - counts[Evidence.CORROBORATED],
        implied=asked - stated,
        open=lists["size"] - asked,
        known=asked,
    )


def sources_of_lists(results: Results, lists: pd.DataFrame, names: pd.DataFrame, evidence: Evidence) -> SourceIds:
    """Choose the sources that say how long lists are, few that together name who is on them, and those on missing names.

    Takes rows of the raw table `lists`, and those of `known_names` at this level of evidence that matter.
    """
    slots = told_of_slots(results, evidence)
    on_missing = slots.loc[slots["list_id"].isin(lists["list_id"]), "source_id"]
    on_lists = names.loc[names["list_id"].isin(lists["list_id"]), "source_ids"]
    return tuple(dict.fromkeys([*lists["source_id"], *naming(on_lists), *on_missing]))


def name_of_all(label: str) -> str:
    """The name that all lists of a stage share: "Top 46" of "Top 46: UPP", which names a track as well."""
    return label.split(":")[0]


@once
def names_known(results: Results, evidence: Evidence) -> pd.DataFrame:
    """Count the finalists' names of every edition that has lists: edition, places, known (at this level of evidence), open."""
    lists, names = results.lists, results.known_names
    places = lists[lists["stage"] == Stage.FINALIST].groupby("edition")["size"].sum()
    known = names.loc[(names["evidence"] == evidence) & (names["stage"] == Stage.FINALIST), "edition"].value_counts()
    rows = pd.DataFrame({"places": places, "known": known}).dropna(subset=["places"]).fillna(0)
    rows = rows.astype("int64").rename_axis("edition").assign(open=lambda rows: rows["places"] - rows["known"])
    return rows.reset_index()
