"""What `import analysis as tr` offers, and what `tr.data()` gives: frames at one level, filters, subjects."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import analysis as tr
from analysis.analyst.subjects import Subject
from analysis.folders import Folders
from analysis.vocabulary import Evidence

FRAMES = [
    *("status", "places", "names", "winners", "editions", "selectivity", "retention", "provinces"),
    *("claims", "scores", "next_finds", "sources"),
]


def of_a_fresh_python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_completion_offers_the_names_and_nothing_else():
    assert dir(tr) == sorted(tr.__all__)
    assert len(tr.__all__) <= 16
    assert all(hasattr(tr, name) for name in tr.__all__)


def test_the_way_in_stays_one_when_everything_is_loaded():
    code = "import analysis as tr, analysis.cli, analysis.facts.schemas; print(callable(tr.data), tr.data.__module__)"
    assert of_a_fresh_python(code).split() == ["True", "analysis.analyst.door"]


def test_the_package_loads_nothing_before_it_is_asked():
    code = "import sys, analysis; print(sorted(m for m in sys.modules if m.startswith('analysis')), 'pandas' in sys.modules)"
    assert of_a_fresh_python(code).strip() == "['analysis'] False"


def test_rooms_are_found_from_the_package_and_what_is_none_is_not():
    assert of_a_fresh_python("import analysis; print(analysis.findings.region.__name__)").strip() == "region"
    with pytest.raises(AttributeError, match="analysis has no 'datta'"):
        _ = tr.datta


def test_other_raw_tables_are_opened_beside_themselves(raw_copy: Path):
    (raw_copy.parent / "raw-processed").mkdir()
    assert len(tr.data(raw=raw_copy).names(edition=2018, stage="finalist")) == 25


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_says_what_each_of_its_columns_means(d: tr.Data, name: str):
    frame = getattr(d, name)()
    told = frame.columns_help()
    assert list(told.index) == list(frame.columns)
    assert (told["means"].str.len() > 2).all()
    gaps = frame.isna().any()
    assert not [column for column in frame if gaps[column] and not told.loc[column, "may_be_missing"]]


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_stands_at_one_level_with_years_as_numbers_and_both_bounds(d: tr.Data, name: str):
    frame = getattr(d.at("corroborated"), name)()
    assert "evidence" not in frame
    assert "corroborated" in frame.told.made_from
    assert all(pd.api.types.is_integer_dtype(frame[column]) for column in frame if column.startswith("edition"))
    lows = {column.removesuffix("_low") for column in frame if column.endswith("_low")}
    assert lows == {column.removesuffix("_high") for column in frame if column.endswith("_high")}
    assert not [column for column in frame if column.endswith(("lower", "upper", "best", "worst"))]


def test_every_table_says_what_its_columns_mean(d: tr.Data):
    for name, frame in d.tables.items():
        assert (frame.columns_help()["means"] != "").all(), name
        assert "evidence" not in frame or name == "evidence"
    assert "status" in repr(d.tables)


def test_who_was_placed_is_counted_once(d: tr.Data):
    assert (d.status(edition=2018)["status"] == "placed").sum() == 25
    assert d.editions().set_index("edition")["known"].to_dict() == {2018: 25, 2019: 29, 2020: 21, 2022: 47}


def test_filters_keep_what_is_asked_for(d: tr.Data):
    cities = d.status(province="Jawa Timur", kind="city", edition=[2018, 2019])
    assert set(cities["province"]) == {"Jawa Timur"}
    assert set(cities["kind"]) == {"city"}
    assert set(cities["edition"]) == {2018, 2019}
    assert len(cities) == 9 * 2


@pytest.mark.parametrize(
    ("ask", "advice"),
    [
        (lambda d: d.status(province="Jawa Timor"), "did you mean Provinsi Jawa Timur?"),
        (lambda d: d.status(kind="cty"), "kind 'cty' is not known; did you mean 'city'?"),
        (lambda d: d.status(edition=2021), "the edition of 2022 bears the title 'Tahun 2021'"),
        (lambda d: d.names(track="outstandig"), "did you mean 'outstanding'?"),
        (lambda d: d.scores(indicator="ombudsman"), "ombudsman_compliance"),
        (lambda d: d.region("Solok"), "it may be Kabupaten Solok or Kota Solok"),
        (lambda d: d.table("statuss"), "did you mean 'status'?"),
        (lambda d: d.at("corroborate"), "did you mean corroborated?"),
        (lambda d: d.places().interval("place"), "did you mean 'places'?"),
        (lambda d: d.places(provinse="Bali"), "d.places takes no 'provinse'; did you mean 'province'?"),
        (lambda d: d.compare("Kota Solok", edition=[2018]), "d.compare takes no 'edition'; did you mean 'editions'?"),
        (lambda d: d.places(at_least="1"), "at_least '1' is not a whole number"),
        (lambda d: d.places(kind="kota"), "there are: government, "),
        (
            lambda d: d.sources(publisher="kompas.com"),
            "publisher 'kompas.com' bears no source here; all of them stand in",
        ),
        (lambda d: d.sources(publisher="menpan.co"), "did you mean 'menpan.go.id'?"),
        (lambda d: d.provinces(name="Papua Selatan"), "its governments count for Papua"),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_one(d: tr.Data, ask, advice: str):
    with pytest.raises(tr.Refused) as refused:
        ask(d)
    assert advice in str(refused.value)
    assert "\n" not in str(refused.value)


def test_frames_count_the_governments_of_a_province_as_pages_do_and_answer_for_one_founded_since(d: tr.Data):
    could = d.places(kind="government").query("editions > 0")
    assert could.groupby("province").size().to_dict() == d.provinces().set_index("province")["governments"].to_dict()
    assert len(d.places(province="Papua")) == len(d.province("Papua").governments["name"].unique()) == 30
    of_new = d.status(province="Papua Selatan", edition=2022, kind="government")
    assert "Kabupaten Merauke" in set(of_new["name"])
    assert len(of_new) == 5


def test_what_is_shown_of_a_column_bears_its_name_and_by_which_filters_rows_were_kept(d: tr.Data):
    frame = d.status(name="Kota Solok")
    first = frame["source_ids"].iloc[0]
    assert f"{first[0]} +{len(first) - 1}" in repr(frame)
    assert "sources" not in repr(frame).splitlines()[0].split()
    assert "[4 rows · name Kota Solok, stage finalist · evidence: all" in repr(frame)
    assert "province Bali or Riau, at_least 1 ·" in repr(d.places(province=["Bali", "Riau"], at_least=1))
    assert d.status().columns_help().loc["source_ids", "means"].startswith("the pages that say how long the lists are")
    assert d.status().columns_help().loc["status", "means"].endswith(": placed, not_placed, unknown, not_eligible")
    assert " 405 " in repr(d.next_finds().head(1)).replace("405\n", "405 ")


def test_a_region_shows_itself_in_three_lines(d: tr.Data):
    first, course, frames = repr(d.region("Kota Solok")).splitlines()
    assert (
        first
        == "Kota Solok · city · Sumatera Barat · evidence: all · newest dated source July 2022, 76 sources bear no date"
    )
    assert course == "2018 finalist   2019 finalist   2020 finalist   2022 not placed   placed 3 of 4   won 0 to 1 of 4"
    assert frames.startswith("frames  .editions 4  .status 8  ")
    assert frames.endswith("   page  .page()")


def test_a_region_shows_its_strip_headline_and_frames_in_a_notebook(d: tr.Data):
    html = d.region("Kota Solok")._repr_html_()
    assert '<ol class="strip"' in html
    assert "Kota Solok was among the finalists three times running" in html
    assert 'title="One row an edition and stage: edition, stage, status, ' in html
    assert "<code>.status</code> 8" in html


def test_a_subject_has_its_findings_as_frames(d: tr.Data):
    region = d.region("Kota Solok")
    assert (
        list(region.places) == ["places_low", "places_high", "wins_low", "wins_high"] or "places_low" in region.places
    )
    assert "status" in dir(region)
    assert "_found" not in dir(region)
    with pytest.raises(AttributeError, match="Region has no 'statuss'; did you mean 'status'"):
        _ = region.statuss


def test_a_wrong_name_is_answered_with_the_nearest_that_is_offered(d: tr.Data):
    with pytest.raises(AttributeError, match="d has no 'regions'; did you mean 'region'"):
        _ = d.regions  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="analysis has no 'dat'; did you mean 'data'"):
        _ = tr.dat
    with pytest.raises(tr.Refused, match="stage 'winers' is not known; did you mean 'winner'"):
        d.why("Kota Solok", 2019, "winers")  # type: ignore[arg-type]
    with pytest.raises(AttributeError, match="the frame has no 'place_low'; did you mean 'places_low'"):
        _ = d.places().place_low
    with pytest.raises(KeyError) as missing:
        _ = d.places()["place_low"]
    assert missing.value.__notes__ == ["the frame has no 'place_low'; did you mean 'places_low'?"]
    assert dir(d.compare("Kota Solok")) == ["alternative", "drawn", "figure", "save"]


def test_every_subject_shows_itself(subjects: dict[str, Subject]):
    for found in subjects.values():
        assert len(repr(found).splitlines()) == 3
        assert found.frames
        assert "<details>" in found._repr_html_()


def test_frames_of_subjects_are_as_those_of_the_data(subjects: dict[str, Subject]):
    for subject in subjects.values():
        for name, frame in subject.frames.items():
            told = frame.columns_help()
            assert not [column for column in frame if len(told.loc[column, "means"]) < 3], (subject, name)
            years = [column for column in frame if column.startswith("edition")]
            assert all(pd.api.types.is_integer_dtype(frame[column]) for column in years if len(frame)), (subject, name)
            assert not [column for column in frame if column.endswith(("lower", "upper", "best", "worst"))]


def test_the_same_has_the_same_name_in_a_frame_of_a_subject(d: tr.Data, subjects: dict[str, Subject]):
    national = subjects["national"]
    assert list(national.retention) == list(d.retention())
    assert {"placed_low", "placed_high"} <= set(national.provinces)
    assert "edition" not in national.provinces
    by_year = subjects["province"].by_edition
    assert by_year["edition"].tolist() == [2018, 2019, 2020, 2022]
    assert "Kota Solok" in set(subjects["edition"].names["name"])


def test_statuses_stand_side_by_side_in_the_colours_of_the_charts(d: tr.Data):
    grid = d.status(province="Sumatera Barat", kind="city").by_edition()
    assert list(grid.columns) == [2018, 2019, 2020, 2022]
    assert "<td class=not_placed><b>not placed</b></td>" in grid._repr_html_()


def test_a_frame_stays_one_through_what_pandas_does(d: tr.Data):
    some = d.places().query("places_low > 1").head(3)
    assert isinstance(some, tr.Frame)
    assert some.told.name == "places"
    assert "evidence: all" in repr(some)


def test_evidence_can_be_given_as_a_word_of_the_vocabulary(d: tr.Data):
    assert d.at(Evidence.STATED).evidence is Evidence.STATED


def test_the_frozen_folders_are_those_of_the_data(d: tr.Data, known_folders: Folders):
    assert d._folders == known_folders
