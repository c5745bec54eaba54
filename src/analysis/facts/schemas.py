"""The only truth on the raw tables: columns, types, allowed values, keys and foreign keys.

The checks of `trends check`, the types of the processed tables and the data dictionary in the docs are all made
from here. What concerns several rows or tables at once (a list longer than its size, a winner outside the
finalist list) belongs to `analysis.facts.rules`; reading files to `analysis.facts.reading`.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.facts.columns import (
    choice,
    code,
    date,
    edition,
    identifier,
    institution_id,
    list_id,
    number,
    pattern,
    prose,
    source_id,
    text,
    whole,
)
from analysis.facts.forms import Schema
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

_TABLES = (
    Schema(
        "editions",
        "an edition of the competition",
        ["edition"],
        {
            "edition": whole("year in which it was held", least=1900, most=2200),
            "ordinal": whole("its place in the series: 1 for the first", least=1),
            "official_title": prose("the year in its title, which may differ from the year it was held"),
            "note": prose("what a reader must know of it, as it stands in texts", nullable=True),
        },
    ),
    Schema(
        "edition_facts",
        "a fact about an edition and its source",
        ["edition", "fact"],
        {
            "edition": edition(),
            "fact": choice("what it says; a name that ends in _on has a date", EditionFact),
            "value": prose("the date, place or number of the decree"),
            "source_id": source_id(),
        },
    ),
    Schema(
        "organisers",
        "an organisation that had a part in an edition",
        ["edition", "role", "organisation"],
        {
            "edition": edition(),
            "role": choice("its part", Role),
            "organisation": text("its name"),
            "source_id": source_id(),
        },
    ),
    Schema(
        "lists",
        "a published list of an edition: the finalists or the winners of one track",
        ["list_id"],
        {
            "list_id": identifier("identifier: edition, stage and track"),
            "edition": edition(),
            "stage": choice("finalist or winner", Stage),
            "track": choice(
                "general: government institutions; unit: service units; outstanding: earlier winners; all: undivided",
                Track,
            ),
            "label": prose("its published name"),
            "size": whole("its official length, in names", least=1, most=9999),
            "parent_list_id": text(
                "of a winners' list, the finalist list that it is drawn from",
                nullable=True,
                refers_to="lists.list_id",
            ),
            "source_id": source_id(),
        },
    ),
    Schema(
        "aspects",
        "an aspect that the winners of a list were chosen for",
        ["list_id", "aspect"],
        {
            "list_id": list_id("the winners' list"),
            "aspect": text("its name"),
            "size": whole("winners chosen for it", least=1, most=9999),
            "source_id": source_id(),
        },
    ),
    Schema(
        "placements",
        "an institution known to be on a list; who is not here is unknown unless the list is whole",
        ["list_id", "institution_id"],
        {
            "list_id": list_id(),
            "institution_id": institution_id(),
            "aspect": text("the aspect it won in, if known", nullable=True),
            "rank_in_aspect": whole("its rank in the aspect, where the source ranks", least=1, nullable=True),
        },
    ),
    Schema(
        "open_slots",
        "what is known of a name that is missing from a list",
        [],
        {
            "list_id": list_id(),
            "level": choice("the level of the missing institution", Level),
            "source_id": source_id(),
            "note": prose("how that is known; not shown in reports", nullable=True),
        },
    ),
    Schema(
        "evidence",
        "a page that supports a placement",
        ["list_id", "institution_id", "source_id"],
        {
            "list_id": text("the list", refers_to="placements.list_id"),
            "institution_id": text("the institution", refers_to="placements.institution_id"),
            "source_id": source_id(),
            "supports": choice("states: the page says so; implies: read from a later win and the like", Support),
        },
    ),
    Schema(
        "sources",
        "a page, or a printed article",
        ["source_id"],
        {
            "source_id": identifier("identifier, made from its address"),
            "publisher": text("owner of the site"),
            "title": prose("its title, where the page showed one", nullable=True),
            "published_on": date("its date, where the page showed one; may be partial", nullable=True),
            "kind": choice("official or news", SourceKind),
            "url": pattern(
                "its address; a printed article has none",
                r"https?://\S+",
                "is not a web address such as https://…",
                nullable=True,
            ),
        },
    ),
    Schema(
        "figures",
        "a number printed about an edition; conflicting ones stand side by side",
        ["edition", "measure", "value", "source_id"],
        {
            "edition": edition(),
            "measure": choice("what is counted", Measure),
            "value": whole("the number printed", most=999999),
            "preferred": whole("1 marks the one to use", most=1),
            "in_range": whole("1 if it counts for the range of the figure", most=1),
            "source_id": source_id(),
            "note": prose("why it is preferred, or out, as it stands in texts", nullable=True),
        },
    ),
    Schema(
        "institutions",
        "an institution",
        ["institution_id"],
        {
            "institution_id": identifier("identifier"),
            "institution_name": text("its official name"),
            "level": choice(
                "agency: other national bodies; soe: state-owned enterprise; unit: a service unit of any of them",
                Level,
            ),
            "region_code": code(
                "the region whose government it is, or belongs to",
                nullable=True,
                refers_to="regions.region_code",
            ),
            "located_in": code("where a unit stands", nullable=True, refers_to="regions.region_code"),
            "parent_institution_id": institution_id("the institution that a unit belongs to", nullable=True),
            "succeeds_institution_id": institution_id("the institution that it continues", nullable=True),
        },
    ),
    Schema(
        "regions",
        "a province, regency (kabupaten) or city (kota) of today",
        ["region_code"],
        {
            "region_code": code("official code, text: 13.10 is not 13.1"),
            "region_name": text("its full name, with Kabupaten or Kota"),
            "kind": choice("its kind", GOVERNMENTS),
            "province_code": code("its province", refers_to="regions.region_code"),
            "island_group": choice("its island group", ISLAND_GROUPS),
            "autonomous": whole("1 if it has a government of its own", most=1),
            "exists_from": date("the day it was founded, if after the first edition", nullable=True),
            "region_code_2022": code("its code before the division of Papua in 2022", nullable=True),
            "province_code_2022": code("its province before that division", refers_to="regions.region_code"),
            "iso_3166_2": pattern("ISO 3166-2 code of a province", "ID-[A-Z]{2}", "is not an ISO code", nullable=True),
            "tile_row": whole("row of its square on the tile-grid map", least=1, nullable=True),
            "tile_col": whole("column of its square on the tile-grid map", least=1, nullable=True),
        },
    ),
    Schema(
        "region_aliases",
        "another spelling of a region's name",
        ["alias"],
        {
            "region_code": code("the region", refers_to="regions.region_code"),
            "alias": text("the spelling"),
        },
    ),
    Schema(
        "claims",
        "a statement printed in the press",
        ["claim_id"],
        {
            "claim_id": identifier("identifier"),
            "kind": choice("what is claimed; only: the only one of its province, island group or level", ClaimKind),
            "edition": edition(),
            "institution_id": institution_id("whom it is about", nullable=True),
            "province_code": code("among this province", nullable=True, refers_to="regions.region_code"),
            "island_group": choice("among this island group", ISLAND_GROUPS, nullable=True),
            "level": choice("among this level", Level, nullable=True),
            "track": choice("on this track", Track, nullable=True),
            "stated": whole("the number stated", nullable=True),
            "statement": prose("the statement, as it stands in texts"),
            "source_id": source_id(),
        },
    ),
    Schema(
        "indicators",
        "a yearly score of a region; each file of data/raw/indicators/ has this form",
        ["region_code", "year", "indicator_id", "series"],
        {
            "region_code": code("the region", refers_to="regions.region_code"),
            "year": whole("the year scored", least=1900, most=2200),
            "indicator_id": text("the indicator, named in texts"),
            "series": text("scores of one series share a scale and may be compared; named in texts"),
            "value": number("the score"),
            "unit": prose("its unit, named in texts"),
            "source_id": source_id(),
        },
    ),
    Schema(
        "texts",
        "a name or a remark that stands in the data, with what it is called in both languages",
        ["kind", "text"],
        {
            "kind": choice(
                "indicator, series, unit: what yearly scores name in the column of that name; remark: a note, or the "
                "statement of a claim",
                TextKind,
            ),
            "text": prose("as it stands in the data, letter for letter"),
            "english": prose("in English; empty where it stands in the data in English", nullable=True),
            "indonesian": prose("in Indonesian"),
        },
    ),
    Schema(
        "accepted",
        "a warning of `trends check` that was looked into and is accepted",
        ["file", "row", "rule"],
        {
            "file": text("the file that the warning names"),
            "row": prose("the key of its row, as the warning gives it"),
            "rule": text("the rule, as the warning gives it"),
            "reason": prose("why it is right all the same"),
        },
    ),
)
TABLES: Mapping[str, Schema] = {schema.name: schema for schema in _TABLES}


def typed(texts: pd.Series, dtype: str) -> pd.Series:
    """Turn a column of texts (missing where empty) into a type of the schemas; what does not fit becomes missing."""
    if dtype == "str":
        return texts.astype("str")
    pattern = r"-?[0-9]{1,15}" if dtype == "Int64" else r"-?[0-9]{1,15}(\.[0-9]+)?"
    return texts.where(texts.str.fullmatch(pattern)).astype(dtype)
