"""How a column is said, for the schemas of raw and derived tables: type, right form, description.

Which tables there are, and what is in them, belongs to `analysis.facts.schemas` and `analysis.statistics.schemas`.
"""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from analysis.errors import Message
from analysis.facts import dates
from analysis.facts.forms import Check, Column
from analysis.vocabulary import Evidence, Level, SourceKind, Stage, Track

CODE_FORM = r"[0-9][0-9](\.[0-9][0-9])?"
"""A code of a region."""
A_DATE = Check(lambda texts: texts.map(dates.is_date), "is not a date such as 2022-05-12, 2022-05 or 2022")
IN_INDONESIAN = {
    "badan": Level.AGENCY,
    "berita": SourceKind.NEWS,
    "bumn": Level.SOE,
    "finalis": Stage.FINALIST,
    "kabupaten": Level.REGENCY,
    "kementerian": Level.MINISTRY,
    "kota": Level.CITY,
    "lembaga": Level.AGENCY,
    "pemenang": Stage.WINNER,
    "provinsi": Level.PROVINCE,
    "resmi": SourceKind.OFFICIAL,
    "semua": Track.ALL,
    "umum": Track.GENERAL,
}
"""Words that people write for those that a cell may have."""


def wrong(check: Check, value: object) -> Message:
    """Say what a value that fails a check is not, and what it seems to mean."""
    if check is A_DATE:
        return dates.wrong(str(value))
    said = Message(check.error, {**check.named, "allowed": ", ".join(check.allowed)})
    meant = IN_INDONESIAN.get(str(value).casefold())
    return (
        Message("{wrong}; did you mean '{near}'?", {"wrong": said, "near": meant}) if meant in check.allowed else said
    )


def text(description: str, *, nullable: bool = False, refers_to: str | None = None) -> Column:
    """A name or an identifier of any form."""
    return Column("str", description, nullable=nullable, refers_to=refers_to)


def prose(description: str, *, nullable: bool = False) -> Column:
    """A text in any words and letters."""
    return Column("str", description, nullable=nullable, prose=True)


def pattern(description: str, pattern: str, error: str, *, nullable: bool = False) -> Column:
    """A text of a form; `error` says what others are not."""
    return Column("str", description, Check(lambda texts: texts.str.fullmatch(pattern), error), nullable)


def choice(description: str, allowed: Iterable[str], *, nullable: bool = False) -> Column:
    """One of some words."""
    words = tuple(map(str, allowed))
    return Column(
        "str", description, Check(lambda texts: texts.isin(words), "is not one of {allowed}", allowed=words), nullable
    )


def date(description: str, *, nullable: bool = False) -> Column:
    """A date, which may be partial."""
    return Column("str", description, A_DATE, nullable)


def whole(
    description: str,
    *,
    least: int = 0,
    most: int | None = None,
    nullable: bool = False,
    refers_to: str | None = None,
) -> Column:
    """A whole number, in the type of raw tables, which may be missing."""
    return Column("Int64", description, _from(least, most), nullable, refers_to)


def code(description: str, *, nullable: bool = False, refers_to: str | None = None) -> Column:
    """The code of a region."""
    error = "is not a region code such as 13 or 13.10 (text: a spreadsheet must not turn it into a number)"
    return replace(pattern(description, CODE_FORM, error, nullable=nullable), refers_to=refers_to)


def identifier(description: str) -> Column:
    """An identifier that is made by hand."""
    return pattern(description, r"[a-z0-9]+(-[a-z0-9]+)*", "is not an identifier of small letters, digits and hyphens")


def edition(*, nullable: bool = False) -> Column:
    """The edition that a row is about."""
    return whole("year of the edition", least=1900, most=2200, nullable=nullable, refers_to="editions.edition")


def source_id() -> Column:
    """The page that a row rests on."""
    return text("the page that says so", refers_to="sources.source_id")


def list_id(description: str = "the list") -> Column:
    """A published list."""
    return text(description, refers_to="lists.list_id")


def institution_id(description: str = "the institution", *, nullable: bool = False) -> Column:
    """An institution."""
    return text(description, nullable=nullable, refers_to="institutions.institution_id")


def _from(least: float, most: float | None = None) -> Check:
    if most is None:
        return Check(lambda numbers: numbers >= least, "is not {least} or more", {"least": least})
    return Check(
        lambda numbers: numbers.between(least, most), "is not from {least} to {most}", {"least": least, "most": most}
    )


# What derived tables have besides. Their numbers are never missing where the type has no room for it.


def number(description: str) -> Column:
    """A number of any size."""
    return Column("Float64", description)


def evidence() -> Column:
    """The level of evidence that a row holds at."""
    return choice("level of evidence", Evidence)


def stage() -> Column:
    """The stage of an edition."""
    return choice("stage of the edition", Stage)


def count(description: str, *, least: int = 0) -> Column:
    """A number of things that were counted, or a year."""
    return Column("int64", description, _from(least))


def estimate(description: str) -> Column:
    """A number that was worked out; missing where it can't be."""
    return Column("float64", description, _from(0), nullable=True)


def share(description: str, *, nullable: bool = False) -> Column:
    """A share of a whole, from 0 to 1."""
    return Column(
        "float64", description, Check(lambda shares: shares.between(0, 1), "is not a share from 0 to 1"), nullable
    )


def flag(description: str) -> Column:
    """Whether something is so."""
    return Column("bool", description)


def texts(description: str, *, refers_to: str | None = None) -> Column:
    """A list of texts, which may be empty; in memory a tuple."""
    return Column("object", description, Check(_are_texts, "is not a list of texts"), refers_to=refers_to)


def _are_texts(lists: pd.Series) -> pd.Series:
    return lists.map(lambda each: isinstance(each, tuple) and all(isinstance(text, str) for text in each))
