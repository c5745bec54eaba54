"""The statistics of a view in steps: each is handed only what it reads, and is taken again only if that has changed.

What a step is handed is hashed; two that are handed the same give the same, so the rows that were worked out before may
stand. What each statistic is belongs to its own room; where rows of before lie to `analysis.prepare`.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from analysis.competition import status
from analysis.competition.known import told_of_slots
from analysis.competition.status import View
from analysis.facts.schemas import TABLES
from analysis.statistics import claims, provinces, streaks, trends
from analysis.vocabulary import EVER


@dataclass(frozen=True)
class Step:
    """Statistics that read the same of a view."""

    makes: Mapping[str, Callable[[View], pd.DataFrame]]
    """The results, by name."""
    known: Sequence[str]
    """Columns of the known names that they read."""
    tables: Mapping[str, Sequence[str]]
    """Raw tables that they read, and the columns of each."""
    split: str = ""
    """The table, `lists` or `claims`, each edition of which is a part of its own."""
    edition: str | None = None
    """The edition that all its rows are of, where it makes only some rows of its results."""

    def parts(self, view: View) -> Iterator[tuple[str | None, View]]:
        """Hand over what the step reads, and nothing else, each edition apart where it can be: edition, view."""
        tables = {name: view.tables[name][list(columns)] for name, columns in self.tables.items()}
        if "open_slots" in tables:
            tables["open_slots"] = told_of_slots(tables, view.evidence)
        given = replace(view, known=view.known[list(self.known)], tables=tables)
        editions = sorted(set(tables[self.split]["edition"])) if self.split else []
        for edition in editions:
            yield str(edition), _NARROWED[self.split](given, int(edition))
        if not editions:
            yield self.edition, given


def _lists_of(view: View, edition: int) -> View:
    """Leave the lists of an edition; what those before decide is told by who could own its open slots."""
    lists = view.tables["lists"]
    lists = lists[lists["edition"] == edition]
    slots = view.slots[view.slots["edition"] == edition]
    tables = {**view.tables, "lists": lists}
    if "open_slots" in tables:
        tables["open_slots"] = _on(lists, tables["open_slots"])
    return replace(
        view,
        tables=tables,
        known=view.known[view.known["edition"] == edition],
        slots=slots,
        fits={index: view.fits[index] for index in slots.index},
    )


def _claims_of(view: View, edition: int) -> View:
    """Leave the claims on an edition, and what is known of it and of those before."""
    tables = dict(view.tables)
    tables["claims"] = tables["claims"][tables["claims"]["edition"] == edition]
    for name in ("editions", "edition_facts", "lists"):
        tables[name] = tables[name][tables[name]["edition"] <= edition]
    for name in ("placements", "evidence", "open_slots"):
        tables[name] = _on(tables["lists"], tables[name])
    tables["institutions"] = _named_or_in_a_succession(tables)
    none = view.slots.iloc[:0]  # they are worked out anew, without the claimant's page
    eligible = view.eligible[[year for year in view.eligible if year <= edition]]
    return replace(view, tables=tables, eligible=eligible, slots=none, fits={})


def _named_or_in_a_succession(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Leave the institutions that placements or claims name, or that follow another; whatever else becomes known decides no claim."""
    institutions = tables["institutions"]
    earlier = institutions["succeeds_institution_id"]
    named = pd.concat([tables["placements"]["institution_id"], tables["claims"]["institution_id"], earlier])
    return institutions[institutions["institution_id"].isin(named.dropna()) | earlier.notna()]


def _on(lists: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["list_id"].isin(lists["list_id"])]


_NARROWED = {"lists": _lists_of, "claims": _claims_of}


def _known_names(view: View) -> pd.DataFrame:
    """Add to the known names what is known of their lists and institutions."""
    names = view.known.merge(view.tables["lists"], on="list_id").merge(view.tables["institutions"], on="institution_id")
    return names.assign(evidence=view.evidence)


def _claims(view: View) -> pd.DataFrame:
    return claims.claims(view).merge(view.tables["claims"], on="claim_id")


def _slots(view: View) -> pd.DataFrame:
    return view.slots.assign(evidence=view.evidence)


_LISTS = ["list_id", "edition", "stage", "track", "size"]
_REGIONS = ["region_code", "province_code_2022", "island_group"]
_AREAS = {"provinces": provinces.provinces, "island_groups": provinces.island_groups, "reached": provinces.reached}
_STANDS = ["list_id", "edition", "stage", "lineage", "level"]
STEPS: Mapping[str, Step] = {
    "names": Step(
        makes={"known_names": _known_names, "slots": _slots},
        known=[
            *("list_id", "edition", "stage", "track", "institution_id", "lineage", "level", "aspect"),
            *("rank_in_aspect", "publishers", "source_ids"),
        ],
        tables={
            "lists": ["list_id", "label", "size"],
            "institutions": ["institution_id", "institution_name", "region_code", "located_in"],
        },
    ),
    "status": Step(
        makes={"status": status.status},
        known=["edition", "list_id", "lineage", "publishers", "source_ids"],
        tables={"lists": [*_LISTS, "label", "source_id"], "open_slots": ["list_id", "source_id"]},
        split="lists",
    ),
    "registered": Step(
        makes={"selectivity": trends.selectivity, "retention": trends.retention, "runs": streaks.runs},
        known=_STANDS,
        tables={
            "lists": [*_LISTS, "source_id"],
            "figures": ["edition", "measure", "value", "preferred", "in_range", "source_id"],
        },
    ),
    "editions in a row": Step(
        makes={"newcomers": trends.newcomers, "places_and_wins": streaks.places_and_wins},
        known=_STANDS,
        tables={"lists": _LISTS},
    ),
    "levels": Step(makes={"level_mix": trends.level_mix}, known=_STANDS, tables={"lists": _LISTS}, split="lists"),
    "areas": Step(
        makes={name: partial(result, ever=False) for name, result in _AREAS.items()},
        known=_STANDS,
        tables={"lists": _LISTS, "regions": _REGIONS},
        split="lists",
    ),
    "areas ever": Step(
        makes={name: partial(result, ever=True) for name, result in _AREAS.items()},
        known=_STANDS,
        tables={"lists": _LISTS, "regions": _REGIONS},
        edition=EVER,
    ),
    "claims": Step(
        makes={"claims": _claims},
        known=[],
        tables={
            "claims": list(TABLES["claims"].columns),
            "editions": ["edition", "ordinal"],
            "edition_facts": ["edition", "fact", "value", "source_id"],
            "lists": [*_LISTS, "parent_list_id", "source_id"],
            "placements": list(TABLES["placements"].columns),
            "evidence": list(TABLES["evidence"].columns),
            "open_slots": ["list_id", "level", "source_id"],
            "sources": ["source_id", "publisher"],
            "institutions": list(TABLES["institutions"].columns),
            "regions": [
                *("region_code", "region_name", "kind", "autonomous", "exists_from"),
                *("province_code_2022", "island_group"),
            ],
        },
        split="claims",
    ),
}


def hash_of(view: View, everyone: str) -> str:
    """Hash all that a part is handed; takes what `hash_of_everyone` gives for its lineages."""
    digest = hashlib.sha256(f"{view.evidence} {everyone} {list(view.eligible)}".encode())
    for name, frame in {"known": view.known, "slots": view.slots, **view.tables}.items():
        digest.update(_content(name, frame))
    for fits in view.fits.values():
        digest.update(fits.tobytes())
    return digest.hexdigest()


def hash_of_everyone(view: View) -> str:
    """Hash the lineages and who of them could take part, which all parts are handed."""
    content = _content("roster", view.roster) + _content("eligible", view.eligible)
    return hashlib.sha256(content).hexdigest()


def _content(name: str, frame: pd.DataFrame) -> bytes:
    return json.dumps([name, {str(column): frame[column].tolist() for column in frame}], default=str).encode()
