"""Yearly scores of an analyst's own, as rows of the raw tables: frames in, frames out.

Names, years and numbers are read here; what is not clear is told, with its line. How a file of an office becomes such a
frame belongs to `analysis.adding.published`, in which series a score stands to `analysis.adding.series`, how rows are
written to `analysis.adding.rows`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from analysis.adding import names, numbers, series
from analysis.adding.columns import year_of
from analysis.adding.names import Match, Name, Regions
from analysis.errors import Fault, Severity, fault, refusal, warning
from analysis.facts.schemas import TABLES
from analysis.facts.tables import Tables
from analysis.facts.texts import Text
from analysis.vocabulary import Language, TextKind

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class About:
    """What a table of scores doesn't say itself."""

    indicator: str
    """Its identifier: small letters, digits and underscores."""
    unit: str
    """As in English: 'score 0-100'."""
    source_id: str
    says: Mapping[str, str]
    """What the score is called, by language (`en`, `id`); may be empty for one that is known."""
    unit_in_indonesian: str = ""
    breaks: Sequence[int] = ()
    """The first years of new scales: each begins a series of its own."""


@dataclass(frozen=True)
class Imported:
    """Rows for the raw tables, in their columns, and what is to be known of them."""

    indicators: pd.DataFrame
    """Scores that are not there yet; empty where there is a fault."""
    texts: pd.DataFrame
    """What the score, its series and its unit are called, where that is not there yet."""
    told: list[Fault] = field(default_factory=list)
    """Faults: what can't be used. Warnings: what is read in a way that should be known."""

    @property
    def faults(self) -> list[Fault]:
        """What can't be used; then nothing should be added."""
        return [each for each in self.told if each.severity is Severity.FAULT]


def imported(tables: Tables, frame: pd.DataFrame, about: About, *, file: str = "frame", decimal: str = "") -> Imported:
    """Turn a table of scores into rows of `indicators` and `texts`.

    Takes the raw tables and a frame with the columns name (of a region), year and value (a number, or a text as offices
    write it), and where there are such line, column and province. `file` names it in what is told; `decimal` is the
    decimal separator, where it isn't clear. Raises Refused where the frame lacks a column, or `about` can't be used.
    """
    cells = _cells(frame, file)
    _refuse_unclear(tables, about)
    regions = Regions.of(tables)
    told: list[Fault] = []
    matches = _matches(regions, cells)
    told += _told_of_names(cells, matches, file)
    cells["region_code"] = [each.region_code for each in matches]
    read = numbers.numbers(cells["value"].tolist(), decimal)
    cells["number"] = pd.Series(read.values, index=cells.index, dtype="Float64")
    used = cells[cells["region_code"].notna()]
    told += _told_of_numbers(cells, read, set(used.index), file)
    used = used[used["number"].notna()]
    told += _told_of_years(used, file)
    used = used[used["year"].notna()]
    told += _told_of_doubles(regions, used, file)
    rows = _rows(tables, used.drop_duplicates(["region_code", "year"]), about)
    rows, known = _without_known(tables, rows, file)
    told += known
    if rows.empty and not any(each.severity is Severity.FAULT for each in told):
        told.append(warning(file, 0, "holds no score that is not there already"))
    texts = _texts(tables, rows, about)
    if any(each.severity is Severity.FAULT for each in told):
        rows, texts = rows.iloc[:0], texts.iloc[:0]
    return Imported(rows.drop(columns="line"), texts, told)


def _cells(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    for column in ("name", "year", "value"):
        if column not in frame:
            there = ", ".join(map(str, frame.columns))
            raise refusal("{file}: has no column '{column}'; it has {there}", file=file, column=column, there=there)
    cells = frame.reset_index(drop=True)
    if "line" not in cells:
        cells["line"] = range(1, len(cells) + 1)
    for column in ("province", "column"):
        if column not in cells:
            cells[column] = ""
    cells["name"] = cells["name"].fillna("").astype("str").str.split().str.join(" ")
    cells["value"] = [_cell(value) for value in cells["value"]]
    cells["year"] = pd.Series(
        [year_of(str(value).strip()) for value in cells["year"]], index=cells.index, dtype="Int64"
    )
    return cells


def _cell(value: object) -> str | float:
    if isinstance(value, str):
        return " ".join(value.split())
    return "" if pd.isna(value) else float(value)  # type: ignore[arg-type]


def _refuse_unclear(tables: Tables, about: About) -> None:
    if not IDENTIFIER.fullmatch(about.indicator):
        raise refusal(
            "indicator '{indicator}' is not a name of small letters, digits and underscores, such as ipm",
            indicator=about.indicator,
        )
    told = {Text(*pair) for pair in tables["texts"][["kind", "text"]].itertuples(index=False)}
    if Text(TextKind.INDICATOR, about.indicator) not in told:
        for language in Language:
            if not about.says.get(language):
                raise refusal(
                    "indicator '{indicator}' has no name in the language '{language}'",
                    indicator=about.indicator,
                    language=language,
                )
    if not about.unit:
        raise refusal("indicator '{indicator}' has no unit, such as 'score 0-100'", indicator=about.indicator)
    if Text(TextKind.UNIT, about.unit) not in told and not about.unit_in_indonesian:
        raise refusal("unit '{unit}' has no name in Indonesian", unit=about.unit)


def _matches(regions: Regions, cells: pd.DataFrame) -> list[Match]:
    """Match each name once, whatever number of years stands beside it."""
    named = cells[["name", "province"]]
    blocks = (named != named.shift()).any(axis="columns").cumsum()
    has_value = pd.Series([numbers.is_number(value) for value in cells["value"]], index=cells.index)
    by_block = named.assign(has_value=has_value).groupby(blocks, sort=False)
    asked = by_block.agg(name=("name", "first"), province=("province", "first"), has_value=("has_value", "any"))
    found = names.match(regions, [Name(*row) for row in asked.itertuples(index=False, name=None)])
    return [found[block - 1] for block in blocks]


def _told_of_names(cells: pd.DataFrame, matches: Sequence[Match], file: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for line, found in zip(cells["line"], matches, strict=True):
        said = found.problem or found.note
        if said is not None and said.text() not in seen:
            seen.add(said.text())
            yield Fault(file, line, said, severity=Severity.FAULT if found.problem else Severity.WARNING)


def _told_of_numbers(cells: pd.DataFrame, read: numbers.Numbers, used: set[int], file: str) -> Iterator[Fault]:
    for at in read.wrong:
        if at in used:
            row = cells.loc[at]
            named = {"value": row["value"], "name": row["name"], "at": row["column"]}
            yield fault(file, row["line"], "'{value}' of {name} is not a number (column {at})", **named)
    unclear = [at for at in read.unclear if at in used]
    if unclear:
        row = cells.loc[unclear[0]]
        either = "'{value}' of {name} may have decimals or thousands: say which separator stands before decimals"
        yield fault(file, row["line"], either, value=row["value"], name=row["name"])
    if marked := [str(cells.loc[at, "value"]) for at in read.marked if at in used]:
        left_out = "marks of footnotes are left out, as in '{value}'; numbers that had one: {number}"
        yield warning(file, 0, left_out, number=len(marked), value=marked[0])


def _told_of_years(used: pd.DataFrame, file: str) -> Iterator[Fault]:
    for line, name in used.loc[used["year"].isna(), ["line", "name"]].drop_duplicates().itertuples(index=False):
        yield fault(file, line, "the value of {name} has no year", name=name)


def _told_of_doubles(regions: Regions, used: pd.DataFrame, file: str) -> Iterator[Fault]:
    twice = used[used.duplicated(["region_code", "year"], keep=False)]
    same: list[str] = []
    for (code, year), rows in twice.groupby(["region_code", "year"]):
        if rows["number"].min() == rows["number"].max():
            same.append(regions.titles[code])
            continue
        other = "{region} has two values of {year}: {first} on line {line} and {second} here"
        first, second = rows.iloc[0], rows.iloc[1]
        named = {"region": regions.titles[code], "year": str(year), "line": first["line"]}
        yield fault(file, second["line"], other, **named, first=first["value"], second=second["value"])
    if same:
        listed = ", ".join(dict.fromkeys(same))
        yield warning(file, 0, "stand twice with the same values, and are taken once: {regions}", regions=listed)


def _rows(tables: Tables, used: pd.DataFrame, about: About) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "region_code": used["region_code"].astype("str"),
            "year": used["year"],
            "indicator_id": about.indicator,
            "series": series.of_scores(tables, used, about.indicator, about.breaks),
            "value": used["number"],
            "unit": about.unit,
            "source_id": about.source_id,
            "line": used["line"],
        }
    )
    return rows.sort_values(["region_code", "year"], ignore_index=True)


def _without_known(tables: Tables, rows: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[Fault]]:
    """Leave out scores that are in the tables already; one that differs is a fault."""
    key = ["region_code", "year", "indicator_id", "series"]
    there = tables["indicators"][[*key, "value"]]
    both = rows.merge(there, on=key, how="left", suffixes=("", "_there"))
    differ = both[both["value_there"].notna() & (both["value_there"] != both["value"])]
    told = [
        fault(
            file,
            row.line,
            "{value} of region {region} and {year} differs from {other}, which is in the tables already",
            value=written(row.value),
            region=row.region_code,
            year=str(row.year),
            other=written(row.value_there),
        )
        for row in differ.itertuples()
    ]
    return both.loc[both["value_there"].isna(), rows.columns].reset_index(drop=True), told


def _texts(tables: Tables, rows: pd.DataFrame, about: About) -> pd.DataFrame:
    says = {
        Text(TextKind.INDICATOR, about.indicator): (
            about.says.get(Language.ENGLISH, ""),
            about.says.get(Language.INDONESIAN, ""),
        )
    }
    says[Text(TextKind.UNIT, about.unit)] = ("", about.unit_in_indonesian)
    for name in rows["series"].unique():
        says[Text(TextKind.SERIES, name)] = series.in_words(name)
    told = {Text(*pair) for pair in tables["texts"][["kind", "text"]].itertuples(index=False)}
    new = [[*text, *words] for text, words in says.items() if text not in told and len(rows)]
    return pd.DataFrame(new, columns=list(TABLES["texts"].columns), dtype="str")


def written(value: float) -> str:
    """Write a number as the raw tables do: 72.3, 1234567, without what a computer's fractions add."""
    return format(Decimal(f"{value:.12g}"), "f")


def as_texts(rows: pd.DataFrame) -> pd.DataFrame:
    """Write rows of `indicators` as the texts of a CSV file."""
    values = [written(value) for value in rows["value"]]
    return rows.assign(year=rows["year"].astype("str"), value=values)
