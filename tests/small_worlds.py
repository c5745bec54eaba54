"""Small worlds: the tables of a competition of five lines or so, written in the test."""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.facts.schemas import TABLES

Tables = dict[str, pd.DataFrame]


def _table(name: str, rows: Iterable[tuple], *columns: str) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=list(columns)).reindex(columns=list(TABLES[name].columns))
    kinds = {column: str(schema.dtype) for column, schema in TABLES[name].columns.items()}
    return frame.astype({column: kind if kind in ("Int64", "Float64") else "str" for column, kind in kinds.items()})


def world(
    *,
    lists: Iterable[tuple],
    names: Mapping[str, Iterable[str]],
    institutions: Mapping[str, tuple] | None = None,
    regions: Mapping[str, tuple] | None = None,
    open_slots: Iterable[tuple[str, str]] = (),
    evidence: Iterable[tuple[str, str, str, str]] | None = None,
    facts: Iterable[tuple[int, str, str]] = (),
) -> Tables:
    """Make all tables that a view of the competition reads.

    Takes lists (list_id, edition, stage, track, size, parent), the names on each, institutions (id to level,
    region_code, succeeds; agencies where none are given), regions (code to name, kind, autonomous, exists_from),
    known levels of open slots (list_id, level), evidence (list_id, name, page, supports; two publishers state
    each name where none is given) and facts of editions. A page is named after its publisher: one, one-again.
    """
    lists, names = list(lists), {each: list(on) for each, on in names.items()}
    everyone = dict.fromkeys(sorted({name for on in names.values() for name in on}), ("agency", None, None))
    everyone |= institutions or {}
    placed = [(list_id, name) for list_id, on in names.items() for name in on]
    if evidence is None:
        evidence = [(*each, page, "states") for each in placed for page in ("one", "two")]
    editions = sorted({row[1] for row in lists})
    return {
        "editions": _table("editions", [(each,) for each in editions], "edition"),
        "edition_facts": _table("edition_facts", facts, "edition", "fact", "value"),
        "lists": _table("lists", lists, "list_id", "edition", "stage", "track", "size", "parent_list_id").assign(
            label="Top", source_id="one"
        ),
        "placements": _table("placements", placed, "list_id", "institution_id"),
        "open_slots": _table("open_slots", open_slots, "list_id", "level").assign(source_id="one"),
        "evidence": _table("evidence", evidence, "list_id", "institution_id", "source_id", "supports"),
        "sources": _table(
            "sources",
            [(page, page.removesuffix("-again")) for page in ("one", "one-again", "two", "three")],
            "source_id",
            "publisher",
        ),
        "institutions": _table(
            "institutions",
            [(each, each.upper(), *rest) for each, rest in everyone.items()],
            "institution_id",
            "institution_name",
            "level",
            "region_code",
            "succeeds_institution_id",
        ),
        "regions": _table(
            "regions",
            [(code, *rest) for code, rest in (regions or {}).items()],
            "region_code",
            "region_name",
            "kind",
            "autonomous",
            "exists_from",
        ),
    }
