"""The only truth on the derived tables: columns, types, keys, and what each number counts.

What is worked out is checked against these once, when it is prepared, and the data dictionary is made from them. How
it is worked out is told by each statistic; the raw tables belong to `analysis.facts.schemas`.
"""

from collections.abc import Mapping

from analysis.facts.columns import (
    choice,
    code,
    count,
    edition,
    estimate,
    evidence,
    flag,
    institution_id,
    list_id,
    share,
    stage,
    text,
    texts,
    whole,
)
from analysis.facts.forms import Column, Schema
from analysis.facts.schemas import ISLAND_GROUPS, TABLES
from analysis.statistics.certainty import CONCLUSIONS, KEYS
from analysis.vocabulary import (
    GOVERNMENTS,
    MISSING_NAMES,
    Area,
    Evidence,
    Find,
    Group,
    Level,
    Movement,
    Reason,
    Status,
    Track,
    Verdict,
)


def _year(description: str = "year of the edition") -> Column:
    return count(description, least=1900)


def _year_or_all() -> Column:
    return text("year of the edition, or `all` editions together")


def _lineage() -> Column:
    return text("the lineage, by its present name", refers_to="roster.institution_id")


def _level(description: str = "its level", *, nullable: bool = False) -> Column:
    return choice(description, Level, nullable=nullable)


def _source_ids(description: str = "the pages that say so") -> Column:
    return texts(description, refers_to="sources.source_id")


def _ends(what: str) -> dict[str, Column]:
    return {"lower": count(f"{what}, at least"), "upper": count(f"{what}, at most")}


def _by_lot(what: str) -> dict[str, Column]:
    return {
        "expected_low": estimate(f"{what} that drawing lots would give, by the highest number registered"),
        "expected_high": estimate(f"{what} that drawing lots would give, by the lowest number registered"),
    }


def _areas(area: str, column: Column) -> dict[str, Column]:
    return {
        "evidence": evidence(),
        area: column,
        "edition": _year_or_all(),
        "governments": count("governments that could be placed"),
        **_ends("governments placed"),
        "rank_best": count("its best rank among the areas, 1 for most placed", least=1),
        "rank_worst": count("its worst rank", least=1),
        "governments_share": share("its governments in all that could be placed", nullable=True),
        "places_share_low": share("its governments placed in all placed, at least", nullable=True),
        "places_share_high": share("the same, at most", nullable=True),
    }


_LISTED = {
    "list_id": list_id(),
    "edition": edition(),
    "stage": stage(),
    "track": choice("track of the list", Track),
}

_DERIVED = (
    Schema(
        "editions",
        "an edition of the competition, with how many names of its lists are known",
        ["edition"],
        {
            **TABLES["editions"].columns,
            "places": count("names on its finalist lists"),
            "known": count("finalists that are known"),
            "open": count("finalists that are missing"),
            "winner_places": count("names on its winners' lists"),
            "winners_known": count("winners that are known"),
            "winners_open": count("winners that are missing"),
        },
    ),
    Schema(
        "roster",
        "a lineage: an institution with those it continues, under its present name",
        ["institution_id"],
        {
            "institution_id": text("its present identifier"),
            "institution_name": text("its present name"),
            "level": _level("its present level"),
            "region_code": code("the region whose government it is", nullable=True, refers_to="regions.region_code"),
            "belongs_to": code("the region that a unit belongs to", nullable=True, refers_to="regions.region_code"),
            "located_in": code("where a unit stands", nullable=True, refers_to="regions.region_code"),
            "levels": texts("all levels that its members had"),
        },
    ),
    Schema(
        "slots",
        "a list with names that are missing, and their level",
        ["evidence", "list_id", "level"],
        {
            **_LISTED,
            "parent_list_id": TABLES["lists"].columns["parent_list_id"],
            "level": _level("their level; missing where nothing is known of it", nullable=True),
            "slots": count("names that are missing", least=1),
            "evidence": evidence(),
        },
    ),
    Schema(
        "known_names",
        "a name that is known to stand on a list",
        ["evidence", "list_id", "lineage"],
        {
            **_LISTED,
            "institution_id": institution_id("the institution, as it was named then"),
            "lineage": _lineage(),
            "level": _level("its level then"),
            "aspect": text("the aspect it won in, if known", nullable=True),
            "rank_in_aspect": whole("its rank in the aspect, where the source ranks", least=1, nullable=True),
            "publishers": whole("publishers that say so", least=1),
            "source_ids": _source_ids(),
            "label": text("name of the list"),
            "size": whole("names on the list", least=1),
            "institution_name": text("its name then"),
            "region_code": TABLES["institutions"].columns["region_code"],
            "located_in": TABLES["institutions"].columns["located_in"],
            "evidence": evidence(),
        },
    ),
    Schema(
        "status",
        "a lineage in a stage of an edition",
        ["evidence", "edition", "stage", "institution_id"],
        {
            "evidence": evidence(),
            "edition": _year(),
            "stage": stage(),
            "institution_id": _lineage(),
            "region_code": code("the region whose government it is", nullable=True, refers_to="regions.region_code"),
            "status": choice("what is known of it", Status),
            "list_ids": texts(
                "the list it stands on; if unknown, those it could; if not placed, those for its kind",
                refers_to="lists.list_id",
            ),
            "publishers": count("publishers that say that it was placed"),
            "labels": texts("names of these lists"),
            "missing": count("names that are missing from these lists"),
            "size": count("names on these lists, known and missing"),
            "source_ids": _source_ids("the pages that say how long the lists are, and what makes the status so"),
        },
    ),
    Schema(
        "governments",
        "a region's own government",
        ["region_code"],
        {
            "institution_id": _lineage(),
            "region_code": code("the region", refers_to="regions.region_code"),
            "could_enter": flag("whether it could take part in any edition"),
            "kind": choice("kind of the region", GOVERNMENTS),
            "province_code_2022": TABLES["regions"].columns["province_code_2022"],
            "island_group": TABLES["regions"].columns["island_group"],
            "name": text("full name of the region"),
        },
    ),
    Schema(
        "selectivity",
        "a group of lists of an edition, set against those who registered",
        ["evidence", "edition", "track"],
        {
            "evidence": evidence(),
            "edition": _year(),
            "track": choice("whose lists", Group),
            "places": count("names on the finalist lists", least=1),
            "registered": whole("who registered: the preferred figure", nullable=True),
            "registered_low": whole("the lowest figure that counts", nullable=True),
            "registered_high": whole("the highest figure that counts", nullable=True),
            "source_ids": _source_ids("the pages that print the figures and the lengths of the lists"),
        },
    ),
    Schema(
        "retention",
        "a group of lists of an edition, and the edition after it",
        ["evidence", "edition_from", "edition_to", "track"],
        {
            "evidence": evidence(),
            "edition_from": _year("year of the earlier edition"),
            "edition_to": _year("year of the later edition"),
            "track": choice("whose lists", Group),
            "cohort": count("names of the earlier edition that are known"),
            "cohort_size": count("names of the earlier edition, known and missing", least=1),
            **_ends("names of the cohort placed again"),
            "expected": estimate("names that drawing lots would bring back, by the preferred number registered"),
            "p_value": share("chance that lots bring back as many as the lower end or more", nullable=True),
            **_by_lot("names"),
        },
    ),
    Schema(
        "newcomers",
        "a kind of change from one edition to the next",
        ["evidence", "edition", "kind"],
        {
            "evidence": evidence(),
            "edition": _year("year of the later edition"),
            "kind": choice(
                "newcomers: never placed before; returners: not in the edition before; leavers: placed then, not now",
                Movement,
            ),
            **_ends("names"),
        },
    ),
    Schema(
        "level_mix",
        "a level of institutions among the finalists of an edition",
        ["evidence", "edition", "level"],
        {
            "evidence": evidence(),
            "edition": _year(),
            "level": choice("the level; `open` for the missing names of any", (*Level, MISSING_NAMES)),
            **_ends("names"),
        },
    ),
    Schema(
        "runs",
        "some editions in a row, for a group of lists",
        ["evidence", "edition_from", "edition_to", "track"],
        {
            "evidence": evidence(),
            "edition_from": _year("year of the first edition"),
            "edition_to": _year("year of the last edition"),
            "editions": count("editions in the row", least=2),
            "track": choice("whose lists", Group),
            **_ends("lineages placed in all of them"),
            **_by_lot("lineages"),
        },
    ),
    Schema(
        "places_and_wins",
        "a lineage over all editions",
        ["evidence", "institution_id"],
        {
            "evidence": evidence(),
            "institution_id": _lineage(),
            "places_lower": count("editions in which it was placed, at least"),
            "places_upper": count("editions in which it was placed, at most"),
            "wins_lower": count("editions in which it won, at least"),
            "wins_upper": count("editions in which it won, at most"),
        },
    ),
    Schema(
        "provinces",
        "a province, as it was in 2022, in an edition or in all",
        ["evidence", "province_code", "edition"],
        _areas("province_code", code("the province", refers_to="regions.region_code")),
    ),
    Schema(
        "island_groups",
        "an island group in an edition or in all",
        ["evidence", "island_group", "edition"],
        _areas("island_group", choice("the island group", ISLAND_GROUPS)),
    ),
    Schema(
        "reached",
        "a kind of area in an edition or in all",
        ["evidence", "area", "edition"],
        {
            "evidence": evidence(),
            "area": choice("the kind of area", Area),
            "edition": _year_or_all(),
            "areas": count("areas with a government that could be placed"),
            **_ends("areas with a government placed"),
        },
    ),
    Schema(
        "claims",
        "a statement printed in the press, with its verdict",
        ["evidence", "claim_id"],
        {
            "evidence": evidence(),
            "claim_id": text("identifier of the claim"),
            "verdict": choice("what the data say of it", Verdict),
            "reason": choice("why", Reason),
            "deciding": texts("ids of the institutions, lists or editions that decide it"),
            "missing": count("missing names that could decide it"),
            **{name: column for name, column in TABLES["claims"].columns.items() if name != "claim_id"},
        },
    ),
    Schema(
        "evidence_changes",
        "a conclusion that is not the same at all levels of evidence",
        [],
        {
            "result": choice("the table it stands in", tuple(CONCLUSIONS)),
            **{key: text("key of that table, where it has this one", nullable=True) for key in KEYS},
            "conclusion": text("what is concluded"),
            **{str(level): text(f"the conclusion at the level `{level}`", nullable=True) for level in Evidence},
        },
    ),
    Schema(
        "next_finds",
        "something that could be found, for one list",
        ["find", "list_id"],
        {
            "find": choice("what to look for", Find),
            "list_id": list_id(),
            "edition": _year(),
            "stage": stage(),
            "level": _level("level of the missing names, if it is known of all", nullable=True),
            "finds": count("how many there are to find", least=1),
            "institutions": texts("those that ask for a second source", refers_to="institutions.institution_id"),
            "settles": count("unknown statuses that would be settled by all of them"),
            "settles_each": estimate("unknown statuses settled per find"),
        },
    ),
)
DERIVED: Mapping[str, Schema] = {schema.name: schema for schema in _DERIVED}
