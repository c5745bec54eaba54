"""The only truth on the raw tables: columns, types, allowed values, keys and foreign keys.

The checks of `trends check`, the types of the processed tables and the data dictionary in the docs are all made
from here. What concerns several rows or tables at once (a list longer than its size, a winner outside the
finalist list) belongs to `analysis.data.rules`; reading files to `analysis.data.reading`.
"""

import datetime
import re
from collections.abc import Iterable

import pandas as pd
import pandera.pandas as pa

from analysis.vocabulary import (
    GOVERNMENTS,
    ClaimKind,
    EditionFact,
    Level,
    Measure,
    Role,
    SourceKind,
    Stage,
    Support,
    TextKind,
    Track,
)

ISLAND_GROUPS = ("Sumatera", "Jawa", "Bali-Nusa Tenggara", "Kalimantan", "Sulawesi", "Maluku", "Papua")
WRITTEN_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def is_date(text: str) -> bool:
    """Whether a text is a day (2022-05-12), a month (2022-05) or a year (2022) of the calendar."""
    if not WRITTEN_DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _column(dtype: str, description: str, check: pa.Check | None, nullable: bool, refers_to: str | None) -> pa.Column:
    metadata = {"refers_to": refers_to} if refers_to else None
    return pa.Column(dtype, checks=check, nullable=nullable, description=description, metadata=metadata, coerce=False)


def _text(description: str, *, nullable: bool = False, refers_to: str | None = None) -> pa.Column:
    return _column("str", description, None, nullable, refers_to)


def _pattern(description: str, pattern: str, right: str, *, nullable: bool = False) -> pa.Column:
    check = pa.Check.str_matches(rf"^(?:{pattern})\Z", error=f"is not {right}")
    return _column("str", description, check, nullable, None)


def _choice(description: str, allowed: Iterable[str], *, nullable: bool = False) -> pa.Column:
    allowed = list(map(str, allowed))
    check = pa.Check.isin(allowed, error=f"is not one of {', '.join(allowed)}")
    return _column("str", description, check, nullable, None)


def _date(description: str, *, nullable: bool = False) -> pa.Column:
    check = pa.Check(
        lambda texts: texts.map(is_date).astype(bool),
        error="is not a date such as 2022-05-12, 2022-05 or 2022",
    )
    return _column("str", description, check, nullable, None)


def _whole(
    description: str,
    *,
    least: int = 0,
    most: int | None = None,
    nullable: bool = False,
    refers_to: str | None = None,
) -> pa.Column:
    if most is None:
        check = pa.Check.ge(least, error=f"is not {least} or more")
    else:
        check = pa.Check.in_range(least, most, error=f"is not from {least} to {most}")
    return _column("Int64", description, check, nullable, refers_to)


def _code(description: str, *, nullable: bool = False, refers_to: str | None = None) -> pa.Column:
    check = pa.Check.str_matches(
        r"^[0-9][0-9](\.[0-9][0-9])?\Z",
        error="is not a region code such as 13 or 13.10 (text: a spreadsheet must not turn it into a number)",
    )
    return _column("str", description, check, nullable, refers_to)


def _identifier(description: str) -> pa.Column:
    return _pattern(description, r"[a-z0-9]+(-[a-z0-9]+)*", "an identifier of small letters, digits and hyphens")


def _edition(*, nullable: bool = False) -> pa.Column:
    return _whole("year of the edition", least=1900, most=2200, nullable=nullable, refers_to="editions.edition")


def _source() -> pa.Column:
    return _text("the page that says so", refers_to="sources.source_id")


def _list(description: str = "the list") -> pa.Column:
    return _text(description, refers_to="lists.list_id")


def _institution(description: str = "the institution", *, nullable: bool = False) -> pa.Column:
    return _text(description, nullable=nullable, refers_to="institutions.institution_id")


def _table(name: str, row: str, key: list[str], columns: dict[str, pa.Column]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        columns, name=name, title=row, unique=key or None, strict=True, coerce=False, ordered=False
    )


_TABLES = (
    _table(
        "editions",
        "an edition of the competition",
        ["edition"],
        {
            "edition": _whole("year in which it was held", least=1900, most=2200),
            "ordinal": _whole("its place in the series: 1 for the first", least=1),
            "official_title": _text("the year in its title, which may differ from the year it was held"),
            "note": _text("what a reader must know of it, as it stands in texts", nullable=True),
        },
    ),
    _table(
        "edition_facts",
        "a fact about an edition and its source",
        ["edition", "fact"],
        {
            "edition": _edition(),
            "fact": _choice("what it says; a name that ends in _on has a date", tuple(EditionFact)),
            "value": _text("the date, place or number of the decree"),
            "source_id": _source(),
        },
    ),
    _table(
        "organisers",
        "an organisation that had a part in an edition",
        ["edition", "role", "organisation"],
        {
            "edition": _edition(),
            "role": _choice("its part", tuple(Role)),
            "organisation": _text("its name"),
            "source_id": _source(),
        },
    ),
    _table(
        "lists",
        "a published list of an edition: the finalists or the winners of one track",
        ["list_id"],
        {
            "list_id": _identifier("identifier: edition, stage and track"),
            "edition": _edition(),
            "stage": _choice("finalist or winner", Stage),
            "track": _choice(
                "general: government institutions; unit: service units; outstanding: earlier winners; all: undivided",
                Track,
            ),
            "label": _text("its published name"),
            "size": _whole("its official length, in names", least=1),
            "parent_list_id": _text(
                "of a winners' list, the finalist list that it is drawn from",
                nullable=True,
                refers_to="lists.list_id",
            ),
            "source_id": _source(),
        },
    ),
    _table(
        "aspects",
        "an aspect that the winners of a list were chosen for",
        ["list_id", "aspect"],
        {
            "list_id": _list("the winners' list"),
            "aspect": _text("its name"),
            "size": _whole("winners chosen for it", least=1),
            "source_id": _source(),
        },
    ),
    _table(
        "placements",
        "an institution known to be on a list; who is not here is unknown unless the list is whole",
        ["list_id", "institution_id"],
        {
            "list_id": _list(),
            "institution_id": _institution(),
            "aspect": _text("the aspect it won in, if known", nullable=True),
            "rank_in_aspect": _whole("its rank in the aspect, where the source ranks", least=1, nullable=True),
        },
    ),
    _table(
        "open_slots",
        "what is known of a name that is missing from a list",
        [],
        {
            "list_id": _list(),
            "level": _choice("the level of the missing institution", Level),
            "source_id": _source(),
            "note": _text("how that is known; not shown in reports", nullable=True),
        },
    ),
    _table(
        "evidence",
        "a page that supports a placement",
        ["list_id", "institution_id", "source_id"],
        {
            "list_id": _text("the list", refers_to="placements.list_id"),
            "institution_id": _text("the institution", refers_to="placements.institution_id"),
            "source_id": _source(),
            "supports": _choice("states: the page says so; implies: read from a later win and the like", Support),
        },
    ),
    _table(
        "sources",
        "a page, or a printed article",
        ["source_id"],
        {
            "source_id": _identifier("identifier, made from its address"),
            "publisher": _text("owner of the site"),
            "title": _text("its title, where the page showed one", nullable=True),
            "published_on": _date("its date, where the page showed one; may be partial", nullable=True),
            "kind": _choice("official or news", tuple(SourceKind)),
            "url": _pattern("its address; a printed article has none", r"https?://\S+", "a web address", nullable=True),
        },
    ),
    _table(
        "figures",
        "a number printed about an edition; conflicting ones stand side by side",
        ["edition", "measure", "value", "source_id"],
        {
            "edition": _edition(),
            "measure": _choice("what is counted", tuple(Measure)),
            "value": _whole("the number printed"),
            "preferred": _whole("1 marks the one to use", most=1),
            "in_range": _whole("1 if it counts for the range of the figure", most=1),
            "source_id": _source(),
            "note": _text("why it is preferred, or out, as it stands in texts", nullable=True),
        },
    ),
    _table(
        "institutions",
        "an institution",
        ["institution_id"],
        {
            "institution_id": _identifier("identifier"),
            "institution_name": _text("its official name"),
            "level": _choice(
                "agency: other national bodies; soe: state-owned enterprise; unit: a service unit of any of them",
                Level,
            ),
            "region_code": _code(
                "the region whose government it is, or belongs to",
                nullable=True,
                refers_to="regions.region_code",
            ),
            "located_in": _code("where a unit stands", nullable=True, refers_to="regions.region_code"),
            "parent_institution_id": _institution("the institution that a unit belongs to", nullable=True),
            "succeeds_institution_id": _institution("the institution that it continues", nullable=True),
        },
    ),
    _table(
        "regions",
        "a province, regency (kabupaten) or city (kota) of today",
        ["region_code"],
        {
            "region_code": _code("official code, text: 13.10 is not 13.1"),
            "region_name": _text("its full name, with Kabupaten or Kota"),
            "kind": _choice("its kind", GOVERNMENTS),
            "province_code": _code("its province", refers_to="regions.region_code"),
            "island_group": _choice("its island group", ISLAND_GROUPS),
            "autonomous": _whole("1 if it has a government of its own", most=1),
            "exists_from": _date("the day it was founded, if after the first edition", nullable=True),
            "region_code_2022": _code("its code before the division of Papua in 2022", nullable=True),
            "province_code_2022": _code("its province before that division", refers_to="regions.region_code"),
            "iso_3166_2": _pattern("ISO 3166-2 code of a province", "ID-[A-Z]{2}", "an ISO code", nullable=True),
            "tile_row": _whole("row of its square on the tile-grid map", least=1, nullable=True),
            "tile_col": _whole("column of its square on the tile-grid map", least=1, nullable=True),
        },
    ),
    _table(
        "region_aliases",
        "another spelling of a region's name",
        ["alias"],
        {
            "region_code": _code("the region", refers_to="regions.region_code"),
            "alias": _text("the spelling"),
        },
    ),
    _table(
        "claims",
        "a statement printed in the press",
        ["claim_id"],
        {
            "claim_id": _identifier("identifier"),
            "kind": _choice("what is claimed; only: the only one of its province, island group or level", ClaimKind),
            "edition": _edition(),
            "institution_id": _institution("whom it is about", nullable=True),
            "province_code": _code("among this province", nullable=True, refers_to="regions.region_code"),
            "island_group": _choice("among this island group", ISLAND_GROUPS, nullable=True),
            "level": _choice("among this level", Level, nullable=True),
            "track": _choice("on this track", Track, nullable=True),
            "stated": _whole("the number stated", nullable=True),
            "statement": _text("the statement, as it stands in texts"),
            "source_id": _source(),
        },
    ),
    _table(
        "indicators",
        "a yearly score of a region; each file of data/raw/indicators/ has this form",
        ["region_code", "year", "indicator_id", "series"],
        {
            "region_code": _code("the region", refers_to="regions.region_code"),
            "year": _whole("the year scored", least=1900, most=2200),
            "indicator_id": _text("the indicator, named in texts"),
            "series": _text("scores of one series share a scale and may be compared; named in texts"),
            "value": _column("Float64", "the score", None, False, None),
            "unit": _text("its unit, named in texts"),
            "source_id": _source(),
        },
    ),
    _table(
        "texts",
        "a name or a remark that stands in the data, with what it is called in both languages",
        ["kind", "text"],
        {
            "kind": _choice(
                "indicator, series, unit: what yearly scores name in the column of that name; remark: a note, or the "
                "statement of a claim",
                tuple(TextKind),
            ),
            "text": _text("as it stands in the data, letter for letter"),
            "english": _text("in English; empty where it stands in the data in English", nullable=True),
            "indonesian": _text("in Indonesian"),
        },
    ),
)
TABLES: dict[str, pa.DataFrameSchema] = {str(table.name): table for table in _TABLES}


def typed(texts: pd.Series, dtype: str) -> pd.Series:
    """Turn a column of texts (missing where empty) into a type of the schemas; what does not fit becomes missing."""
    if dtype == "str":
        return texts.astype("str")
    pattern = r"-?[0-9]{1,15}" if dtype == "Int64" else r"-?[0-9]{1,15}(\.[0-9]+)?"
    return texts.where(texts.str.fullmatch(pattern)).astype(dtype)
