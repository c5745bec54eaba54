"""What differs between two levels of evidence, two states of the data, or two pages: in sentences, the most telling first.

Whether a conclusion rests on weak evidence is worked out by `analysis.statistics.certainty`; here two results are laid
side by side, whatever they were made from.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from html import escape
from typing import Any

import pandas as pd

from analysis.analyst import frames, show
from analysis.analyst.whole import Whole
from analysis.display.lines import ARROW, Line, differences, told
from analysis.facts.texts import said, shown
from analysis.statistics.certainty import CONCLUSIONS
from analysis.statistics.results import Results
from analysis.vocabulary import EVER, MISSING_NAMES, Area, Group, Level, Movement, Stage, Status, Verdict
from analysis.words import phrases
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary

NAMED = 5
"""So many things are named in a sentence; of more, only how many they are."""
NUMBERS = (
    "places_and_wins", "retention", "runs", "newcomers", "provinces", "island_groups", "reached", "level_mix",
)  # fmt: skip
"""The results that are numbers, in the order in which their changes are told: of institutions, of editions, of places."""


@dataclass(frozen=True, repr=False)
class Changes:
    """What changed, in sentences; `frame` has each change by itself."""

    sentences: Sequence[str]
    """The most telling first."""
    frame: pd.DataFrame
    """One row a change, with what was before and what is after."""
    nothing: str = "Nothing differs."

    def __bool__(self) -> bool:
        return bool(self.sentences)

    def __repr__(self) -> str:
        return "\n".join(self.sentences) or self.nothing

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{escape(each)}</li>" for each in self.sentences)
        table = Whole(self.frame.head(show.ROWS))._repr_html_() if len(self.frame) else ""
        opened = f"<details><summary><code>.frame</code> {len(self.frame)}</summary>{table}</details>" if table else ""
        return show.framed(f"<ul>{items}</ul>{opened}" if items else f"<p>{escape(self.nothing)}</p>")


def between_pages(before: Sequence[Line], after: Sequence[Line], words: Words) -> Changes:
    """Say what a page says that another doesn't; takes the lines of both, each with the weight of its place."""
    found = list(differences(before, after))
    frame = pd.DataFrame([each[1:] for each in found], columns=["about", "before", "after"])
    return Changes([told(each, words) for each in found], frame, words.say("Nothing differs."))


def between_results(before: Results, after: Results, words: Words) -> Changes:
    """Say what differs between two results, each at one level of evidence."""
    frame = pd.concat([*_conclusions(before, after, words), _rows(before, after, words)], ignore_index=True)
    return Changes(list(_sentences(frame, after, words)), frame.drop(columns="moved"), words.say("Nothing differs."))


def _conclusions(before: Results, after: Results, words: Words) -> Iterator[pd.DataFrame]:
    """Lay every conclusion of both side by side, and keep those that differ, with how far the lower end has moved."""
    names = dict(frames.who(after)[["institution_id", "name"]].itertuples(index=False))
    names |= dict(after.regions[["region_code", "region_name"]].itertuples(index=False))
    for result, (key, conclusions) in CONCLUSIONS.items():
        for conclusion, ends in conclusions.items():
            if conclusion == "reason":  # follows from the verdict
                continue
            old, new = (_written(results[result], key, ends) for results in (before, after))
            both = pd.concat([old.rename("before"), new.rename("after")], axis="columns").fillna("")
            if result in NUMBERS:  # of those that only one of both has nothing has moved
                least = [_least(results[result], key, ends) for results in (before, after)]
                both["moved"] = (least[0] - least[1]).abs().reindex(both.index).fillna(0)
            rows = both[both["before"] != both["after"]].reset_index()
            if rows.empty:
                continue
            told = [rows[column].map(partial(_said, column, names, Vocabulary(words))) for column in key]
            about = [", ".join(each) for each in zip(*told, strict=True)]
            stage = rows["stage"] if "stage" in key else ""
            ends_of = {name: rows[name] for name in ("before", "after", "moved") if name in rows}
            yield pd.DataFrame({"result": result, "what": conclusion, "about": about, "stage": stage, **ends_of})


def _said(column: str, names: dict[str, str], named: Vocabulary, value: str) -> str:
    """Put a key of a result in the reader's words; takes the names of regions and institutions by their codes."""
    if column in ("institution_id", "province_code"):
        return names.get(value, value)
    if value == MISSING_NAMES and column == "level":
        return named.words.say("missing names")
    if value == EVER and column == "edition":
        return named.words.say("all editions")
    closed: dict[str, tuple[type[StrEnum], Callable[[Any], str]]] = {
        "track": (Group, named.group),
        "level": (Level, named.level),
        "kind": (Movement, named.movement),
        "stage": (Stage, named.stage),
    }
    if column in closed:
        members, say = closed[column]
        return say(members(value))
    if column == "area":
        say = named.words.say
        return {Area.PROVINCE: say("provinces"), Area.ISLAND_GROUP: say("island groups")}[Area(value)]
    return value


def _written(frame: pd.DataFrame, key: list[str], ends: tuple[str, ...]) -> pd.Series:
    low, high = frame[ends[0]].astype("str"), frame[ends[-1]].astype("str")
    texts = low.where(low == high, low + "–" + high)
    return pd.Series(texts.to_numpy(), index=_keys(frame, key), dtype="str")


def _least(frame: pd.DataFrame, key: list[str], ends: tuple[str, ...]) -> pd.Series:
    """Give what is certain of a number, its lower end."""
    return pd.Series(frame[ends[0]].to_numpy(dtype="float64", na_value=math.nan), index=_keys(frame, key))


def _keys(frame: pd.DataFrame, key: list[str]) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(frame[key].astype("str"))


def _rows(before: Results, after: Results, words: Words) -> pd.DataFrame:
    """Find the names that only one of both has, and the scores that only one has, or that differ."""
    named = Vocabulary(words)
    found = []
    for result, make, key, value in (
        ("names", frames.names, ["name", "edition", "stage"], "publishers"),
        ("scores", frames.scores, ["name", "year", "indicator", "series"], "value"),
    ):
        old, new = (
            {tuple(map(str, row)): each for *row, each in make(results)[[*key, value]].itertuples(index=False)}
            for results in (before, after)
        )
        for row in sorted(old.keys() | new.keys()):
            ends = [words.number(each[row]) if row in each else "" for each in (old, new)]
            if result == "names":
                ends = [words.say("known") if row in each else "" for each in (old, new)]
                row = (*row[:2], named.status(Status.PLACED, Stage(row[2])))
            if ends[0] != ends[1]:
                found.append((result, "", ", ".join(row), *ends))
    return pd.DataFrame(found, columns=["result", "what", "about", "before", "after"]).assign(stage="", moved=0.0)


def _sentences(frame: pd.DataFrame, results: Results, words: Words) -> Iterator[str]:
    """Say the changes in groups: verdicts, names, scores, statuses, then numbers, what is of institutions first."""
    yield from _of_claims(frame[frame["result"] == "claims"], results, words)
    for kind in ("names", "scores"):
        yield from _of_rows(frame[frame["result"] == kind], kind, words)
    yield from _of_statuses(frame[frame["result"] == "status"], words)
    for result in NUMBERS:
        numbers = frame[frame["result"] == result]
        if len(numbers):
            first = numbers.loc[numbers["moved"].idxmax()]
            yield words.plural(
                "{result}: one number differs, {about}: {change}",
                "{result}: {number} numbers differ, such as {about}: {change}",
                len(numbers),
                result=phrases.result(result, words),
                about=first["about"],
                change=f"{first['before']}{ARROW}{first['after']}",
            )


def _of_rows(rows: pd.DataFrame, kind: str, words: Words) -> Iterator[str]:
    come, gone = rows[rows["before"] == ""], rows[rows["after"] == ""]
    both = rows[(rows["before"] != "") & (rows["after"] != "")]
    known, gone_names = _named(come["about"], words), _named(gone["about"], words)
    if len(come) and kind == "names":
        yield words.plural(
            "one name more is known: {names}", "{number} names more are known: {names}", len(come), names=known
        )
    elif len(come):
        yield words.plural(
            "one score more is known: {names}", "{number} scores more are known: {names}", len(come), names=known
        )
    if len(gone) and kind == "names":
        yield words.plural(
            "one name is no longer known: {names}",
            "{number} names are no longer known: {names}",
            len(gone),
            names=gone_names,
        )
    elif len(gone):
        yield words.plural(
            "one score is no longer known: {names}",
            "{number} scores are no longer known: {names}",
            len(gone),
            names=gone_names,
        )
    if len(both):
        changed = both["about"] + ": " + both["before"] + ARROW + both["after"]
        yield words.plural(
            "one score differs: {names}", "{number} scores differ: {names}", len(both), names=_named(changed, words)
        )


def _of_statuses(statuses: pd.DataFrame, words: Words) -> Iterator[str]:
    named = Vocabulary(words)
    for stage in Stage:
        rows = statuses[statuses["stage"] == stage]
        if len(rows):
            counted = Counter(zip(rows["before"], rows["after"], strict=True)).most_common()
            parts = [f"{words.number(number)} {_arrow(pair, stage, named)}" for pair, number in counted]
            if len(rows) == 1:
                parts = [_arrow(pair, stage, named) for pair, _ in counted]
            yield words.plural(
                "one status of {stage} differs: {parts}",
                "{number} statuses of {stage} differ: {parts}",
                len(rows),
                stage=named.stage(stage),
                parts=", ".join(parts),
            )


def _of_claims(rows: pd.DataFrame, results: Results, words: Words) -> Iterator[str]:
    claims = results.claims.set_index("claim_id")
    in_words = Words(words.language, said(shown(results, results.claims), words.language))
    named = Vocabulary(words)
    for row in rows.itertuples():
        ends = [named.verdict(Verdict(each)) if each else "–" for each in (row.before, row.after)]
        statement = in_words.note(claims.loc[row.about, "statement"]) if row.about in claims.index else row.about
        yield words.say("Claim “{statement}”: {change}", statement=statement, change=ARROW.join(ends))


def _arrow(pair: tuple[str, str], stage: Stage, named: Vocabulary) -> str:
    return ARROW.join(named.status(Status(each), stage) if each else "–" for each in pair)


def _named(about: pd.Series, words: Words) -> str:
    first = list(about.str.replace(", ", " ", regex=False).head(NAMED))
    rest = len(about) - len(first)
    return words.listing([*first, words.plural("one other", "{number} others", rest)] if rest else first)
