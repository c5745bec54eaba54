"""What the page of one region says: its status by edition, selectivity, its service units and its yearly scores."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import standing
from analysis.findings.common import Tables, at, checked_editions, checked_evidence, names_known, of_editions
from analysis.regions import full_name, resolve
from analysis.runs import ahead
from analysis.sources import cited


@dataclass(frozen=True)
class RegionFindings:
    """All that is known of one region."""

    name: str
    """Its full name, such as Kota Solok or Provinsi Bali."""
    kind: str
    """province, regency or city."""
    province: str
    """Name of its province of today."""
    autonomous: bool
    """Whether it has a government of its own."""
    exists_from: str
    """The day it was founded, where that was after the first edition; else empty."""
    evidence: str
    editions: pd.DataFrame
    """One row an edition: edition, label (of the list of governments), places, known, open."""
    status: pd.DataFrame
    """One row an edition and stage: edition, stage, status, list_ids, label, publishers, missing and size (open slots
    and length of the lists that could hold it), source_ids, implied (no page states it, some only imply it)."""
    selectivity: pd.DataFrame
    """One row an edition and track, `institutions` or `units`: `trends.selectivity`."""
    others: pd.DataFrame
    """One row an edition in which it was placed: edition, placed (names of other governments of its province that were
    placed, separated by "; "), possible (how many more may have been), missing (names that decide it), source_ids, and standing (how
    firm what is said of these others is: certain, holds or open)."""
    standing: str
    """How firm the status by edition is: certain (on corroborated evidence), holds (on the evidence asked for) or open
    (unknown in every edition)."""
    editions_open_to_it: int
    """How many of all editions held it could take part in."""
    places: pd.DataFrame
    """One row: how often it was placed and won over all editions held: `runs.places_and_wins`."""
    streak: pd.DataFrame
    """One row if it was placed in two editions in a row or more: `runs.runs` of its longest such run."""
    streak_standing: str
    """How firm the lower end of that run is: certain or holds; empty without a run."""
    peers: pd.DataFrame
    """One row a region of its kind in its province or island group that is known to have been placed: group
    (province or island_group), name, places_lower, places_upper, ahead (whether this region has more places than
    the peer: yes, no or unknown)."""
    peers_counted: pd.DataFrame
    """One row a group: group, name (of the province or island group), regions of its kind in it besides itself."""
    units: pd.DataFrame
    """One row a place of a service unit of the region, or of one that stands in it: own, institution_name, edition,
    stage, label, source_ids."""
    unit_names_missing: int
    """Missing names on the finalist lists of service units of these editions; winners are among them."""
    scores: pd.DataFrame
    """One row a yearly score: year, indicator_id, series, value, unit, source_ids."""
    sources: pd.DataFrame
    """The pages that this rests on, numbered: `sources.cited`."""


def find(tables: Tables, region: str, editions: Sequence[int] | None, evidence: str) -> RegionFindings:
    """Find what is known of a region; raises Refused for a parameter that can't be used."""
    evidence = checked_evidence(evidence)
    years = checked_editions(editions, tables["editions"])
    about = resolve(region, tables["regions"], tables["region_aliases"])
    code = about["region_code"]
    names = at(tables["known_names"], evidence)
    names = names[names["edition"].isin(years)]
    rows = tables["status"]
    own = of_editions(rows[rows["region_code"] == code], years)
    found = at(own, evidence).rename(columns={"lists": "list_ids"})
    found["implied"] = (found["status"] == "placed") & (at(own, "stated")["status"] != "placed")
    units = _units(names, about, tables["regions"])
    scores = tables["indicators"][tables["indicators"]["region_code"] == code]
    scores = scores.rename(columns={"source_id": "source_ids"}).drop(columns="region_code")
    shares = of_editions(at(tables["selectivity"], evidence), years)
    shares = shares[shares["track"] != "edition"].reset_index(drop=True)
    places = at(tables["places_and_wins"], evidence)
    groups = _groups(tables["governments"], about)
    others = _others(tables, about, found, evidence)
    streak = _streak(tables, found, years, evidence)
    own_id = found["institution_id"].iloc[0]
    provinces = tables["regions"].set_index("region_code")["region_name"]
    return RegionFindings(
        name=full_name(about["region_name"], about["kind"]),
        kind=about["kind"],
        province=provinces[about["province_code"]],
        autonomous=bool(about["autonomous"] == 1),
        exists_from="" if pd.isna(about["exists_from"]) else about["exists_from"],
        evidence=evidence,
        editions=_editions(tables, years, evidence),
        status=found,
        selectivity=shares,
        standing=standing.of_statuses(own[own["stage"] == "finalist"], evidence),
        editions_open_to_it=_open_to(tables["status"], code),
        places=places[places["institution_id"].isin(found["institution_id"])].reset_index(drop=True),
        streak=streak,
        streak_standing=_standing_of(streak, tables["runs"], evidence),
        peers=_peers(groups, places, ahead(places, own_id)),
        peers_counted=_counted(groups, tables["regions"]),
        others=others,
        units=units,
        unit_names_missing=_unit_names_missing(tables, years, evidence),
        scores=scores.sort_values(["indicator_id", "year"], ignore_index=True),
        sources=cited(tables, *(frame["source_ids"] for frame in (found, others, shares, units, scores))),
    )


def _editions(tables: Tables, years: list[int], evidence: str) -> pd.DataFrame:
    """Add the label of the list of governments to how many names of the editions are known."""
    finalists = tables["lists"][tables["lists"]["stage"] == "finalist"]
    governments = finalists[finalists["track"].isin(["all", "general"])].drop_duplicates("edition")
    labels = {
        edition: label.split(":")[0] for edition, label in governments[["edition", "label"]].itertuples(index=False)
    }
    rows = of_editions(names_known(tables, evidence), years)
    return rows.assign(label=[labels.get(edition, "") for edition in rows["edition"]])


def _units(names: pd.DataFrame, about: pd.Series, regions: pd.DataFrame) -> pd.DataFrame:
    code = about["region_code"]
    # What stands in a regency or city stands in its province as well.
    inside = regions.loc[regions["province_code"] == code, "region_code"] if about["kind"] == "province" else [code]
    units = names[(names["level"] == "unit") & (names["region_code"].isin(inside) | names["located_in"].isin(inside))]
    units = units.assign(own=units["region_code"] == code)
    columns = ["own", "institution_name", "edition", "stage", "label", "source_ids"]
    return units[columns].sort_values(["edition", "institution_name", "stage"], ignore_index=True)


def _open_to(status: pd.DataFrame, code: str) -> int:
    rows = status[
        (status["region_code"] == code) & (status["stage"] == "finalist") & (status["status"] != "not_eligible")
    ]
    return int(rows["edition"].nunique())


def _streak(tables: Tables, standing: pd.DataFrame, years: list[int], evidence: str) -> pd.DataFrame:
    """Find the longest run of editions in a row in which it was placed, with what lots would give."""
    finalist = standing[standing["stage"] == "finalist"].set_index("edition")["status"]
    runs = at(tables["runs"], evidence)
    runs = runs[(runs["track"] == "institutions") & runs["edition_from"].isin(years) & runs["edition_to"].isin(years)]
    held = tables["editions"]["edition"]
    inside = [
        all(finalist.get(year) == "placed" for year in held[held.between(first, last)])
        for first, last in zip(runs["edition_from"], runs["edition_to"], strict=True)
    ]
    return runs[np.array(inside, dtype=bool)].sort_values("editions").tail(1).reset_index(drop=True)


def _standing_of(streak: pd.DataFrame, runs: pd.DataFrame, evidence: str) -> str:
    if streak.empty:
        return ""
    key = ["track", "edition_from", "edition_to"]
    return standing.of_at_least(runs.merge(streak[key], on=key), evidence)


def _groups(governments: pd.DataFrame, about: pd.Series) -> dict[str, pd.DataFrame]:
    """Give the other regions of its kind that had a government: those of its province, and of its island group."""
    alike = governments[
        (governments["kind"] == about["kind"])
        & governments["could_enter"]
        & (governments["region_code"] != about["region_code"])
    ]
    groups = {"island_group": alike[alike["island_group"] == about["island_group"]]}
    if about["kind"] != "province":
        groups = {"province": alike[alike["province_code_2022"] == about["province_code_2022"]], **groups}
    return groups


def _peers(groups: dict[str, pd.DataFrame], places: pd.DataFrame, answers: pd.Series) -> pd.DataFrame:
    """Set the places of a region beside those of its peers that are known to have been placed."""
    ends = places.set_index("institution_id")
    frames = []
    for group, regions in groups.items():
        rows = regions.join(ends, on="institution_id")
        rows = rows[rows["places_lower"] > 0].assign(group=group)
        rows["ahead"] = rows["institution_id"].map(answers)
        frames.append(rows.sort_values(["places_lower", "name"], ascending=[False, True]))
    columns = ["group", "name", "places_lower", "places_upper", "ahead"]
    return pd.concat(frames, ignore_index=True)[columns]


def _counted(groups: dict[str, pd.DataFrame], regions: pd.DataFrame) -> pd.DataFrame:
    names = regions.set_index("region_code")["region_name"]
    rows = [
        {
            "group": group,
            "name": names[rows["province_code_2022"].iloc[0]] if group == "province" else rows["island_group"].iloc[0],
            "regions": len(rows),
        }
        for group, rows in groups.items()
        if len(rows)
    ]
    return pd.DataFrame(rows, columns=["group", "name", "regions"])


def _others(tables: Tables, about: pd.Series, own: pd.DataFrame, evidence: str) -> pd.DataFrame:
    """Find who else of its province was, or may have been, placed where it was."""
    governments = tables["governments"]
    neighbours = governments[
        (governments["province_code_2022"] == about["province_code_2022"])
        & (governments["region_code"] != about["region_code"])
        & governments["could_enter"]
    ]
    names = dict(zip(neighbours["region_code"], neighbours["name"], strict=True))
    placed = own[(own["stage"] == "finalist") & (own["status"] == "placed")]
    rows = tables["status"]
    rows = rows[rows["region_code"].isin(names) & (rows["stage"] == "finalist")]
    slots = at(tables["slots"], evidence)
    slots = slots[(slots["stage"] == "finalist") & (slots["track"] != "unit")].groupby("edition")["slots"].sum()
    found: list[dict[str, object]] = []
    for edition in placed["edition"] if names else ():
        at_levels = rows[rows["edition"] == edition]
        then = at_levels[at_levels["evidence"] == evidence]
        strict = at_levels.loc[at_levels["evidence"] == "corroborated", "status"]
        on_list = (then["status"] == "placed").to_numpy()
        with_it = then.loc[on_list, "region_code"]
        # Said is who was placed with it, or else that nobody was.
        firm = (strict.to_numpy()[on_list] == "placed").all() if on_list.any() else not (strict == "unknown").any()
        undecided = not on_list.any() and (then["status"] == "unknown").any()
        pages = then.loc[on_list, "source_ids"] if on_list.any() else then["source_ids"]
        found.append(
            {
                "edition": int(edition),
                "placed": "; ".join(names[each] for each in with_it),
                "possible": int((then["status"] == "unknown").sum()),
                "missing": int(slots.get(edition, 0)),
                "standing": "open" if undecided else "certain" if firm else "holds",
                "source_ids": ", ".join(dict.fromkeys(", ".join(pages).split(", "))),
            }
        )
    return pd.DataFrame(found, columns=["edition", "placed", "possible", "missing", "source_ids", "standing"])


def _unit_names_missing(tables: Tables, years: list[int], evidence: str) -> int:
    slots = at(tables["slots"], evidence)
    finalists = slots[(slots["track"] == "unit") & (slots["stage"] == "finalist")]
    return int(of_editions(finalists, years)["slots"].sum())
