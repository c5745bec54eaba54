"""What is prepared step by step is what is prepared from nothing; and only what rests on a change is worked out again."""

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import worlds
from hypothesis import given, settings
from hypothesis import strategies as st
from test_bounds import few

from analysis import prepare
from analysis.statistics.derived import Derived, Part, derived

LOSES_A_ROW = ("placements", "evidence", "open_slots", "claims")
ANOTHER = {
    "figures": ("value", 99),
    "sources": ("publisher", "another"),
    "lists": ("size", 5),
    "regions": ("island_group", "Jawa"),
    "institutions": ("institution_name", "another"),
}
"""A column of a table, and what stands in it afterwards."""


def content(frame: pd.DataFrame) -> bytes:
    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), out)
    return out.getvalue().to_pybytes()


def read_back(made: Derived) -> Derived:
    """Make of derived tables what lies in the processed folder."""
    return made._replace(frames={name: prepare._read(content(frame)) for name, frame in made.frames.items()})


def anew(before: Derived, after: Derived) -> set[Part]:
    """Name the parts that were worked out again."""
    return {part for part, given in after.parts.items() if before.parts.get(part) != given}


@st.composite
def changes(draw, tables):
    """Take a row away, or change a word or a number of one."""
    name = draw(st.sampled_from([name for name in (*LOSES_A_ROW, *ANOTHER) if len(tables[name])]))
    frame = tables[name]
    row = draw(st.integers(0, len(frame) - 1))
    if name in ANOTHER:
        column, value = ANOTHER[name]
        return {**tables, name: frame.assign(**{column: frame[column].where(frame.index != row, value)})}
    changed = {**tables, name: frame.drop(index=row).reset_index(drop=True)}
    if name == "placements":
        gone = frame.loc[row]
        rest = tables["evidence"]
        same = (rest["list_id"] == gone["list_id"]) & (rest["institution_id"] == gone["institution_id"])
        changed["evidence"] = rest[~same].reset_index(drop=True)
    return changed


def with_claims(tables, data):
    """Let the press say something of every edition."""
    institutions = st.sampled_from(tables["institutions"]["institution_id"].tolist())
    rows = [
        {"claim_id": f"claim-{year}", "kind": "placed", "edition": year, "institution_id": data.draw(institutions)}
        for year in tables["editions"]["edition"]
    ]
    claims = pd.DataFrame(rows).assign(statement="…", source_id=data.draw(st.sampled_from(["first", "press"])))
    return {**tables, "claims": claims.reindex(columns=tables["claims"].columns).astype(tables["claims"].dtypes)}


@settings(few, max_examples=max(1, few.max_examples // 8))
@given(worlds.worlds(), st.data())
def test_step_by_step_gives_the_same_bytes_as_from_nothing(world, data):
    first = with_claims(worlds.tables(world), data)
    made = derived(first)
    for _ in range(2):
        tables = data.draw(changes(first))  # the second undoes the first, so that a row comes back
        made, from_nothing = derived(tables, read_back(made)), derived(tables)
        assert made.parts == from_nothing.parts
        for name, frame in from_nothing.frames.items():
            assert content(made.frames[name]) == content(frame), name


@pytest.fixture(scope="module")
def before(tables) -> Derived:
    return read_back(derived(tables))


@pytest.mark.parametrize("table", ["sources", "figures", "texts"])
def test_a_word_that_no_statistic_reads_makes_nothing_anew(tables, before, table: str):
    column = {"sources": "title", "figures": "note", "texts": "english"}[table]
    after = derived({**tables, table: tables[table].assign(**{column: "another"})}, before)
    assert not anew(before, after)


def test_a_government_that_was_never_placed_decides_no_claim_when_it_gets_a_row(tables, before):
    row = {"institution_id": "kota-sabang", "institution_name": "Pemerintah Kota Sabang", "level": "city"}
    rows = pd.DataFrame([{**row, "region_code": "11.72"}])
    assert row["institution_id"] not in set(tables["institutions"]["institution_id"])
    after = derived({**tables, "institutions": pd.concat([tables["institutions"], rows], ignore_index=True)}, before)
    assert {step for step, *_ in anew(before, after)} == {"names"}


def test_a_figure_makes_anew_what_is_set_against_figures(tables, before):
    figures = tables["figures"]
    after = derived({**tables, "figures": figures.assign(value=figures["value"] + 1)}, before)
    assert {step for step, *_ in anew(before, after)} == {"registered"}


def test_a_name_makes_anew_what_rests_on_its_edition_and_level_of_evidence(tables, before):
    institution, page = "kabupaten-majalengka", tables["sources"]["source_id"].iloc[0]
    placement = {"list_id": "2022-finalist-general", "institution_id": institution}
    rows = {"placements": placement, "evidence": {**placement, "source_id": page, "supports": "states"}}
    turned_up = {name: pd.concat([tables[name], pd.DataFrame([row])], ignore_index=True) for name, row in rows.items()}
    turned_up["open_slots"] = tables["open_slots"][tables["open_slots"]["list_id"] != "2022-finalist-general"]
    after = derived({**tables, **turned_up}, before)
    for step, evidence, edition in anew(before, after):
        assert edition in ("2022", "whole", "all"), (step, evidence)
        assert evidence != "corroborated" or step == "claims", edition
    rows = after.frames["status"].query("edition == 2022 and stage == 'finalist' and evidence == 'all'")
    assert rows.set_index("institution_id").loc[institution, "status"] == "placed"


def test_a_name_leaves_the_lists_of_later_editions_as_they_were_where_the_same_may_own_their_slots(tables, before):
    placement = {"list_id": "2019-finalist-general", "institution_id": "kota-ambon"}
    page = {"source_id": tables["sources"]["source_id"].iloc[0], "supports": "states"}
    rows = {"placements": placement, "evidence": placement | page}
    turned_up = {name: pd.concat([tables[name], pd.DataFrame([row])], ignore_index=True) for name, row in rows.items()}
    of_levels = {part for part in anew(before, derived({**tables, **turned_up}, before)) if part[0] == "levels"}
    assert of_levels == {("levels", "all", "2019"), ("levels", "stated", "2019")}
