"""How a column or a table is said, for the schemas of raw and derived tables: type, right form, description.

Which tables there are, and what is in them, belongs to `analysis.facts.schemas` and `analysis.statistics.schemas`.
"""

from collections.abc import Iterable

import pandera.pandas as pa

from analysis.errors import Message
from analysis.facts import dates
from analysis.vocabulary import Evidence, Level, SourceKind, Stage, Track

DATE = "date"
"""The name of the check of dates."""
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


def wrong(check: pa.Check, value: object) -> Message:
    """Say what a value that fails a check is not, and what it seems to mean."""
    if check.name == DATE:
        return dates.wrong(str(value))
    values = check.statistics or {}
    allowed = [str(each) for each in values.get("allowed_values", ())]
    said = Message(check.error, {**values, "allowed": ", ".join(allowed)})
    meant = IN_INDONESIAN.get(str(value).casefold())
    return Message("{wrong}; did you mean '{near}'?", {"wrong": said, "near": meant}) if meant in allowed else said


def column(
    dtype: str,
    description: str,
    check: pa.Check | None = None,
    *,
    nullable: bool = False,
    refers_to: str | None = None,
    prose: bool = False,
) -> pa.Column:
    """Say a column of any type; `refers_to` names the column of another table that its values stand in.

    Texts that are not `prose` are names and identifiers, which have only the characters of a keyboard.
    """
    metadata = {"refers_to": refers_to, "prose": prose}
    return pa.Column(dtype, checks=check, nullable=nullable, description=description, metadata=metadata)


def text(description: str, *, nullable: bool = False, refers_to: str | None = None) -> pa.Column:
    """A name or an identifier of any form."""
    return column("str", description, nullable=nullable, refers_to=refers_to)


def prose(description: str, *, nullable: bool = False) -> pa.Column:
    """A text in any words and letters."""
    return column("str", description, nullable=nullable, prose=True)


def pattern(description: str, pattern: str, error: str, *, nullable: bool = False) -> pa.Column:
    """A text of a form; `error` says what others are not."""
    check = pa.Check.str_matches(rf"^(?:{pattern})\Z", error=error)
    return column("str", description, check, nullable=nullable)


def choice(description: str, allowed: Iterable[str], *, nullable: bool = False) -> pa.Column:
    """One of some words."""
    check = pa.Check.isin(list(map(str, allowed)), error="is not one of {allowed}")
    return column("str", description, check, nullable=nullable)


def date(description: str, *, nullable: bool = False) -> pa.Column:
    """A date, which may be partial."""
    check = pa.Check(
        lambda texts: texts.map(dates.is_date).astype(bool),
        name=DATE,
        error="is not a date such as 2022-05-12, 2022-05 or 2022",
    )
    return column("str", description, check, nullable=nullable)


def whole(
    description: str,
    *,
    least: int = 0,
    most: int | None = None,
    nullable: bool = False,
    refers_to: str | None = None,
) -> pa.Column:
    """A whole number, in the type of raw tables, which may be missing."""
    if most is None:
        check = pa.Check.ge(least, error="is not {min_value} or more")
    else:
        check = pa.Check.in_range(least, most, error="is not from {min_value} to {max_value}")
    return column("Int64", description, check, nullable=nullable, refers_to=refers_to)


def code(description: str, *, nullable: bool = False, refers_to: str | None = None) -> pa.Column:
    """The code of a region."""
    check = pa.Check.str_matches(
        r"^[0-9][0-9](\.[0-9][0-9])?\Z",
        error="is not a region code such as 13 or 13.10 (text: a spreadsheet must not turn it into a number)",
    )
    return column("str", description, check, nullable=nullable, refers_to=refers_to)


def identifier(description: str) -> pa.Column:
    """An identifier that is made by hand."""
    return pattern(description, r"[a-z0-9]+(-[a-z0-9]+)*", "is not an identifier of small letters, digits and hyphens")


def edition(*, nullable: bool = False) -> pa.Column:
    """The edition that a row is about."""
    return whole("year of the edition", least=1900, most=2200, nullable=nullable, refers_to="editions.edition")


def source_id() -> pa.Column:
    """The page that a row rests on."""
    return text("the page that says so", refers_to="sources.source_id")


def list_id(description: str = "the list") -> pa.Column:
    """A published list."""
    return text(description, refers_to="lists.list_id")


def institution_id(description: str = "the institution", *, nullable: bool = False) -> pa.Column:
    """An institution."""
    return text(description, nullable=nullable, refers_to="institutions.institution_id")


def table(
    name: str, row: str, key: list[str], columns: dict[str, pa.Column], *, coerce: bool = False
) -> pa.DataFrameSchema:
    """A table: what one row is, its key, which may be none, and its columns.

    `coerce` gives the columns their types when it is checked, as those of an empty frame have none.
    """
    return pa.DataFrameSchema(columns, name=name, title=row, unique=key or None, strict=True, coerce=coerce)


# What derived tables have besides. Their numbers are never missing where the type has no room for it.


def number(description: str) -> pa.Column:
    """A number of any size."""
    return column("Float64", description)


def evidence() -> pa.Column:
    """The level of evidence that a row holds at."""
    return choice("level of evidence", Evidence)


def stage() -> pa.Column:
    """The stage of an edition."""
    return choice("stage of the edition", Stage)


def count(description: str, *, least: int = 0) -> pa.Column:
    """A number of things that were counted, or a year."""
    return column("int64", description, pa.Check.ge(least, error="is not {min_value} or more"))


def estimate(description: str) -> pa.Column:
    """A number that was worked out; missing where it can't be."""
    return column("float64", description, pa.Check.ge(0, error="is not 0 or more"), nullable=True)


def share(description: str, *, nullable: bool = False) -> pa.Column:
    """A share of a whole, from 0 to 1."""
    check = pa.Check.in_range(0, 1, error="is not a share from 0 to 1")
    return column("float64", description, check, nullable=nullable)


def flag(description: str) -> pa.Column:
    """Whether something is so."""
    return column("bool", description)


def texts(description: str, *, refers_to: str | None = None) -> pa.Column:
    """A list of texts, which may be empty; in memory a tuple."""
    check = pa.Check(
        lambda lists: lists.map(lambda each: isinstance(each, tuple) and all(isinstance(text, str) for text in each)),
        error="is not a list of texts",
    )
    return column("object", description, check, refers_to=refers_to)
