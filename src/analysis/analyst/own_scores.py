"""Yearly scores of an analyst's own beside those of the project: in memory, and told as own wherever they stand.

Which region a name means and what a cell is worth belongs to `analysis.adding`; how a note stands on a page to
`analysis.analyst.marks`.
"""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

import pandas as pd

from analysis.adding.scores import About, Imported, imported
from analysis.analyst.filters import one_of
from analysis.analyst.supposed import added, raw_tables
from analysis.errors import Message, Refused, Severity
from analysis.facts.rules.scores import one_unit_a_series, scores_near_their_neighbours, scores_on_their_scale
from analysis.facts.rules.sources import usual_publisher
from analysis.facts.tables import Tables
from analysis.statistics.results import Results
from analysis.vocabulary import Language, SourceKind, TextKind
from analysis.words.language import Words

PUBLISHER = "own scores / nilai sendiri"
"""Who says so, in both languages, since it stands on every page and chart that shows such a score."""
TOLD = 5
"""So many faults are told at once; of more, how many they are."""


@dataclass(frozen=True)
class OwnScores:
    """Scores that were added in memory."""

    says: Mapping[str, str]
    """What they are called, by language."""
    number: int
    source_id: str

    def said(self, words: Words) -> str:
        """Say that they are no part of the project's data."""
        return words.plural(
            "One own score, not of the project's data: {name}",
            "{number} own scores, not of the project's data: {name}",
            self.number,
            name=self.says[words.language],
        )


def columns_of(frame: pd.DataFrame, name: str, year: str | int, value: str) -> pd.DataFrame:
    """Take from a frame the columns that scores are read from; `year` may be the year of all."""
    for column in [name, value, *([year] if isinstance(year, str) else [])]:
        if column not in frame:
            one_of("column", column, map(str, frame.columns))
    taken = {"name": frame[name], "year": frame[year] if isinstance(year, str) else year, "value": frame[value]}
    return pd.DataFrame(taken | ({"province": frame["province"]} if "province" in frame else {}))


def with_frame(
    results: Results, frame: pd.DataFrame, about: About, *, source: str, decimal: str
) -> tuple[Results, OwnScores]:
    """Add the scores of a frame with the columns name, year and value to the results, as those of a source of its own.

    Nothing that is derived rests on yearly scores, so all else stays as it is. Warns of what is read in a way that should be
    known. Raises Refused, naming rows counted from 1, for what can't be read.
    """
    tables = raw_tables(results)
    known = tables["indicators"].loc[lambda rows: rows["indicator_id"] == about.indicator, "unit"]
    unit = about.unit or next(iter(known), "")
    page = _source(tables, source)
    about = replace(about, unit=unit, source_id=page["source_id"], says=_said_already(tables, about))
    found = imported(tables, frame, about, decimal=decimal)
    new = {name: added(tables[name], rows.to_dict("records")) for name, rows in _rows(found, page).items()}
    told = [(each.severity, f"row {each.line}: " if each.line else "", each.message) for each in found.told]
    told += _on_their_scale(new["indicators"], len(found.indicators), tables["regions"])
    faults = [f"{where}{message.text()}" for severity, where, message in told if severity is Severity.FAULT]
    if faults:
        more = [f"and {len(faults) - TOLD} more"] if len(faults) > TOLD else []
        raise Refused("with_scores: " + "; ".join([*faults[:TOLD], *more]))
    for _, where, message in told:
        warnings.warn(f"with_scores: {where}{message.text()}", stacklevel=3)
    return Results({**results, **new}), OwnScores(about.says, len(found.indicators), about.source_id)


def _said_already(tables: Tables, about: About) -> Mapping[str, str]:
    """Give what a score is called: as the tables say it, where they know it."""
    texts = tables["texts"].fillna("")
    row = texts[(texts["kind"] == TextKind.INDICATOR) & (texts["text"] == about.indicator)]
    if row.empty:
        return about.says
    return {Language.ENGLISH: row["english"].iloc[0] or about.indicator, Language.INDONESIAN: row["indonesian"].iloc[0]}


def _rows(found: Imported, page: dict[str, str]) -> dict[str, pd.DataFrame]:
    return {"sources": pd.DataFrame([page]), "indicators": found.indicators, "texts": found.texts}


def _source(tables: Tables, source: str) -> dict[str, str]:
    """Give the row of the page, file or whatever else the scores come from."""
    taken = set(tables["sources"]["source_id"])
    ids = (f"own-scores-{number}" for number in count(1))
    from_page = "://" in source
    named = usual_publisher(tables["sources"], source) if from_page else source
    publisher = f"{PUBLISHER} ({named})" if named else PUBLISHER
    page = {"source_id": next(each for each in ids if each not in taken), "publisher": publisher}
    return page | ({"kind": SourceKind.NEWS.value, "url": source} if from_page else {})


def _on_their_scale(
    scores: pd.DataFrame, number: int, regions: pd.DataFrame
) -> Iterator[tuple[Severity, str, Message]]:
    """Find among the last scores of the table what `trends check` would find, each with its region and year."""
    names = regions.set_index("region_code")["region_name"]
    at = scores.assign(line=range(len(scores)), file="").set_index(["file", "line"])
    for rule in (one_unit_a_series, scores_on_their_scale, scores_near_their_neighbours):
        for each in rule(at):
            row = scores.iloc[each.line]
            if each.line >= len(scores) - number:
                yield each.severity, f"{names[row['region_code']]}, {row['year']}: ", each.message
