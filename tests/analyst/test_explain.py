"""From a result to the rows and pages that it rests on: worked cases, and every row of every frame."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import analysis as tr
from analysis.analyst.reasons import Reason, Rows
from analysis.analyst.subjects import Subject
from analysis.folders import PROJECT
from analysis.vocabulary import MISSING_NAMES
from analysis.words.language import Words


def cells(rows: Rows) -> Iterator[dict[str, str]]:
    """The raw rows that are pointed at, read by their lines."""
    path = Path(rows.file) if Path(rows.file).is_absolute() else PROJECT / rows.file
    with path.open(encoding="utf-8") as file:
        reader = csv.reader(file)
        head, at = next(reader), 2
        found = {}
        for row in reader:
            found[at] = dict(zip(head, row, strict=True))
            at = reader.line_num + 1
    return (found[line] for line in rows.lines)


def rows_of(reason: Reason, table: str) -> list[dict[str, str]]:
    return [
        row
        for each in reason.everything()
        for rows in each.rows
        if re.search(rf"\b{table}\b", rows.file)
        for row in cells(rows)
    ]


def test_not_placed_since_the_one_open_slot_is_of_another_level(d: tr.Data):
    tree = d.explain("Kota Solok", 2022)
    assert tree.text == "Kota Solok, 2022, finalists: not placed"
    (slot,) = [each for each in tree.everything() if each.text.startswith("The only missing name")]
    assert [source.publisher for source in slot.sources] == ["transkepri.com"]
    assert [row["level"] for row in rows_of(slot, "open_slots")] == ["regency"]
    assert "└─ The only missing name is that of a regency" in repr(tree)
    assert '<a href="https://transkepri.com' in tree._repr_html_()


def test_placed_by_the_pages_that_say_so(d: tr.Data):
    tree = d.explain("Kota Solok", 2019)
    assert tree.because[0].text == "it stands on the list Top 30, by 4 publishers"
    evidence = rows_of(tree, "evidence")
    assert {row["institution_id"] for row in evidence} == {"kota-solok"}
    assert len(evidence) == 4
    assert rows_of(tree, "placements") == [
        {"list_id": "2019-finalist-general", "institution_id": "kota-solok", "aspect": "", "rank_in_aspect": ""}
    ]


def test_a_win_says_so_as_well(d: tr.Data):
    texts = [each.text for each in d.explain("Kota Semarang", 2019).everything()]
    assert "it won, and winners are drawn from the finalists" in texts


def test_unknown_while_names_are_missing(d: tr.Data):
    (reason,) = d.explain("Kota Padang", 2020).because
    assert reason.text.startswith("18 of 30 names of the list Top 46: instansi pemerintah are missing")


def test_not_eligible_since_it_was_founded_later(d: tr.Data):
    (reason,) = d.explain("Provinsi Papua Selatan", 2020).because
    assert reason.text == "it was founded on 25 July 2022, after the edition had closed"
    assert [row["region_name"] for row in rows_of(reason, "regions")] == ["Papua Selatan"]


def test_how_often_it_was_placed_is_explained_edition_by_edition(d: tr.Data):
    tree = d.explain("Kota Solok")
    assert tree.text == "Kota Solok: placed in 3 of 4 editions, won in 0 to 1"
    assert len(tree.because) == 8


@pytest.mark.parametrize("name", ["retention", "selectivity", "provinces", "editions", "next_finds"])
def test_a_count_leads_to_the_lists_that_it_counts(d: tr.Data, name: str):
    frame = getattr(d, name)()
    tree = d.explain(frame, frame.index[0])
    assert rows_of(tree, "lists")
    assert name == "editions" or tree.because[0].text.startswith("by the rule: ")
    assert "`" not in str(tree)  # what programs are made of


def test_retention_counts_the_lists_of_both_editions(d: tr.Data):
    tree = d.explain(d.retention(), 0)
    assert {row["edition"] for row in rows_of(tree, "lists")} == {"2018", "2019"}
    assert "At least the names of the earlier edition that are known to be on the later lists" in tree.because[0].text


@pytest.mark.parametrize("evidence", ["all", "corroborated"])
@pytest.mark.parametrize(
    ("name", "low"),
    [
        *((name, "placed_low") for name in ("provinces", "provinces_ever", "island_groups_ever", "runs")),
        ("level_mix", "names_low"),
        ("retention", "again_low"),
    ],
)
def test_those_who_make_up_a_lower_end_are_named(d: tr.Data, evidence, name: str, low: str):
    strict = d.at(evidence)
    frame = strict.table(name)
    rows = frame[frame["level"] != MISSING_NAMES] if "level" in frame else frame
    for label in rows.index[:: max(1, len(rows) // 3)]:
        reasons = strict.explain(frame, label).because
        (known,) = [each for each in reasons if each.text.startswith("known by name")]
        told = [each.text.partition(": ")[2] for each in reasons if each.text.startswith("missing names that can only")]
        assert len(known.because) + sum(map(int, told)) == rows.loc[label, low], label
        assert all(each.rows for each in known.because)


def test_the_governments_of_a_province_that_were_placed_are_named(d: tr.Data):
    frame = d.provinces(2020, name="Sumatera Barat")
    (known,) = [each for each in d.explain(frame, 0).because if each.text == "known by name: 1"]
    assert [each.text for each in known.because] == ["Kota Solok: 2020"]
    assert [row["institution_id"] for row in rows_of(known, "placements")] == ["kota-solok"]


def test_a_score_leads_to_its_row(d: tr.Data):
    scores = d.scores()
    (row,) = rows_of(d.explain(scores, 5), "ombudsman_compliance")
    assert float(row["value"]) == scores.loc[5, "value"]
    assert int(row["year"]) == scores.loc[5, "year"]


def test_every_status_and_name_of_two_editions_can_be_explained(d: tr.Data):
    for frame in (d.status(province="Papua"), d.status(kind="unit", edition=2022), d.names(edition=2022)):
        for label in frame.index:
            tree = d.explain(frame, label)
            assert tree.because, tree.text


@pytest.mark.parametrize("evidence", ["all", "corroborated"])
def test_a_row_of_every_table_can_be_explained(d: tr.Data, evidence):
    strict = d.at(evidence)
    for name, frame in strict.tables.items():
        tree = strict.explain(frame, frame.index[0]) if len(frame) else Reason("none")
        assert tree.text, name


def test_a_row_of_every_frame_of_a_subject_leads_to_rows_of_the_tables(d: tr.Data, subjects: dict[str, Subject]):
    for subject in subjects.values():
        for name, frame in subject.frames.items():
            if len(frame) and name != "sources":
                assert any(each.rows for each in d.explain(frame, frame.index[0]).everything()), (subject, name)


def test_what_stands_in_no_column_of_a_frame_is_known_of_its_rows(d: tr.Data, subjects: dict[str, Subject]):
    won = d.status(stage="winner", name="Kota Semarang", edition=2019)
    assert d.explain(won, 0).text == "Kota Semarang, 2019, winners: winner"
    assert {row["edition"] for row in rows_of(d.explain(d.provinces(2020), 0), "lists")} == {"2020"}
    own = subjects["region"].status
    assert d.explain(own, own.index[-1]).text == "Kota Solok, 2022, winners: not a winner"
    side_by_side = d.status(name="Kota Solok").by_edition()
    assert d.explain(side_by_side, "Kota Solok").text == d.explain("Kota Solok").text


def test_others_of_a_province_are_explained_by_who_was_placed_with_it(d: tr.Data):
    others = d.region("Kota Malang").others
    row = others[others["placed"].map(len) > 0].iloc[0]
    texts = [each.text for each in d.explain(others, row.name).because]
    assert [text.split(",")[0] for text in texts[: len(row["placed"])]] == list(row["placed"])


def test_what_is_supposed_is_explained_as_supposed(supposing: tr.Data):
    (reason,) = supposing.explain("Kota Padang", 2020).because
    assert reason.text == "it is supposed to stand on the list Top 46: instansi pemerintah"
    assert not any(each.rows for each in reason.everything())


def test_what_is_no_row_is_refused(d: tr.Data):
    with pytest.raises(tr.Refused, match="label of one of its rows"):
        d.explain(d.places(), 10_000)
    with pytest.raises(tr.Refused, match="did you mean Kota Solok"):
        d.explain("Kota Solk", 2019)


def test_it_is_said_in_indonesian_as_well(d: tr.Data):
    indonesian = tr.Data(d._all, d.evidence, Words("id"), d._folders)
    assert "29 dari 30 nama dalam daftar Top 51: instansi pemerintah umum diketahui" in repr(
        indonesian.explain("Kota Solok", 2022)
    )
