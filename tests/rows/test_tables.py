import shutil

import pandas as pd
import pytest
from editing import edit, found, remove_rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.errors import FaultyData
from analysis.facts.reading import examine, read
from analysis.facts.schemas import TABLES

TOP_25 = "2018-finalist,2018,finalist,all,Top 25,25,,antaranews-com"
LEVELS = "ministry, agency, soe, province, regency, city, unit"
CODE = "is not a region code such as 13 or 13.10 (text: a spreadsheet must not turn it into a number)"
DATE = "is not a date such as 2022-05-12, 2022-05 or 2022"


def test_the_projects_own_tables_have_no_fault_and_the_types_of_the_schemas(tables):
    assert list(tables) == list(TABLES)
    for name, frame in tables.items():
        assert list(frame.columns) == list(TABLES[name].columns)
        for column, schema in TABLES[name].columns.items():
            assert str(frame[column].dtype) == {"Int64": "Int64", "Float64": "Float64"}.get(str(schema.dtype), "str")


# One careless change each, all made in one copy: every fault is found, and nothing else is blamed.
CHANGES = {
    "a word for a number": (
        ("lists.csv", TOP_25, TOP_25.replace(",25,", ",thirty,")),
        "size 'thirty' is not a whole number",
    ),
    "a decimal for a whole number": (
        ("aspects.csv", "Dampak Terbaik,2,pacitanku-com", "Dampak Terbaik,2.0,pacitanku-com"),
        "size '2.0' is not a whole number: write 2",
    ),
    "an empty cell": (
        ("lists.csv", "Top 10 UPP,10,", "Top 10 UPP,,"),
        "size is empty; it is its official length, in names",
    ),
    "a decimal comma": (
        ("indicators/ombudsman_compliance.csv", "before-2022,68.52", 'before-2022,"68,52"'),
        "value '68,52' is not a number such as 88.73: write 68.52",
    ),
    "a number out of bounds": (
        ("figures.csv", "2020,registered,276,0,0", "2020,registered,276,0,2"),
        "in_range '2' is not from 0 to 1",
    ),
    "a negative count": (
        ("figures.csv", "2022,registered,537,", "2022,registered,-537,"),
        "value '-537' is not from 0 to 999999",
    ),
    "a value that is not allowed": (
        ("institutions.csv", "PT Pertamina (Persero),soe", "PT Pertamina (Persero),company"),
        f"level 'company' is not one of {LEVELS}",
    ),
    "a day that is not on the calendar": (
        ("edition_facts.csv", "2022,awarded_on,2022-06-16", "2022,awarded_on,2022-02-30"),
        f"value '2022-02-30' {DATE}",
    ),
    "a month that is not on the calendar": (
        ("edition_facts.csv", "2022,finalists_on,2022-05", "2022,finalists_on,2022-13"),
        f"value '2022-13' {DATE}",
    ),
    "a date as a spreadsheet shows it": (
        ("edition_facts.csv", "2020,awarded_on,2020-11-25", "2020,awarded_on,25/11/2020"),
        f"value '25/11/2020' {DATE}: perhaps 2020-11-25?",
    ),
    "the date of a page": (
        ("sources.csv", "(Serambinews),2022-05-13", "(Serambinews),2022-02-30"),
        f"published_on '2022-02-30' {DATE}",
    ),
    "an address without https": (
        ("sources.csv", "news,https://aktual.com/kemenpan-rb-kembali-menetapkan-pemkab-", "news,aktual.com/"),
        "url 'aktual.com/muara-enim-masuk-top-51-pengelola-pengaduan-pelayanan-publik-terbaik' is not a web address such as https://…",
    ),
    "an identifier with a space": (
        ("claims.csv", "ambon-2018-rank,", "Ambon 2018,"),
        "claim_id 'Ambon 2018' is not an identifier of small letters, digits and hyphens",
    ),
    "a space at an end": (
        ("edition_facts.csv", "awarded_at,Jakarta,", "awarded_at, Jakarta,"),
        "value ' Jakarta' has a space at an end",
    ),
    "13.2 for 13.02": (
        ("indicators/ombudsman_compliance.csv", "13.02,2022", "13.2,2022"),
        f"region_code '13.2' {CODE}",
    ),
    "31.0 for 31": (
        ("region_aliases.csv", "31,Daerah Khusus Jakarta", "31.0,Daerah Khusus Jakarta"),
        f"region_code '31.0' {CODE}",
    ),
    "13.1 for 13.10": (
        ("regions.csv", "1,,13.10,13,,,", "1,,13.1,13,,,"),
        f"region_code_2022 '13.1' {CODE}",
    ),
    "a source that is not there": (
        ("edition_facts.csv", "decree,Keputusan Menteri PANRB 310/2019,babarito-com", "decree,310/2019,babarito"),
        "source_id 'babarito' is no source_id of sources.csv: correct it or add its row",
    ),
    "a region that is not there": (
        ("region_aliases.csv", "34,DIY", "99,DIY"),
        "region_code '99' is no region_code of regions.csv: correct it or add its row",
    ),
    "evidence that does not say what it supports": (
        ("evidence.csv", "2018-finalist,kota-solok,ambon-go-id,states", "2018-finalist,kota-solok,ambon-go-id,"),
        "supports is empty; it is states: the page says so; implies: read from a later win and the like",
    ),
    "a stray comma": (
        ("organisers.csv", "2018,partner,Kantor Staf Presiden,", "2018,partner,Kantor, Staf Presiden,"),
        "number of cells: 5, of the header's: 4. A stray or a missing comma? A text with a comma stands in double quotes",
    ),
    "a missing comma": (
        ("organisers.csv", "2018,partner,Ombudsman Republik Indonesia,", "2018,Ombudsman Republik Indonesia,"),
        "number of cells: 3, of the header's: 4. A stray or a missing comma? A text with a comma stands in double quotes",
    ),
    "a key that stands twice": (
        ("edition_facts.csv", None, "2018,decree,640,menpan-go-id"),
        "edition '2018', fact 'decree' stands on line 7 already; a key may stand once",
    ),
}


@pytest.fixture(scope="module")
def careless(raw, tmp_path_factory):
    """What is found in a copy with all of CHANGES, and what should be."""
    changed = shutil.copytree(raw, tmp_path_factory.mktemp("careless") / "raw")
    expected = {name: f"{change[0]} line {edit(changed, *change)}: {text}" for name, (change, text) in CHANGES.items()}
    return found(changed), expected


@pytest.mark.parametrize("name", CHANGES)
def test_a_fault_is_told_with_its_place_and_what_would_be_right(careless, name):
    faults, expected = careless
    assert expected[name] in faults


def test_all_faults_are_found_at_once_and_nothing_else_is_blamed(careless):
    faults, expected = careless
    assert sorted(faults) == sorted(expected.values())


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "editions.csv",
            None,
            "2018,5,Tahun 2018,",
            [
                "edition '2018' is out of order: it stands after 2022",
                "edition '2018' stands on line 2 already; a key may stand once",
            ],
        ),
        (
            "edition_facts.csv",
            "awarded_at,Jakarta,",
            'awarded_at,"Jakarta\n",',
            ["value 'Jakarta\\n' has a space at an end"],
        ),
        (
            "organisers.csv",
            None,
            '2022,supporter,"Yayasan,topsumbar-2022',
            ["can't be read as CSV (unexpected end of data): is a double quote missing?"],
        ),
        (
            "organisers.csv",
            None,
            '2022,supporter,"Yayasan" Satu,topsumbar-2022',
            ["can't be read as CSV (',' expected after '\"'): is a double quote missing?"],
        ),
        (
            "region_aliases.csv",
            "region_code,alias",
            "region_code,name",
            ["column 'name' is not one of region_code, alias", "column alias is missing"],
        ),
        (
            "open_slots.csv",
            "list_id,level,source_id,note",
            "list_id,level,source_id,note,level",
            ["column level stands twice"],
        ),
        (
            "organisers.csv",
            "edition,role,organisation,source_id",
            "edition,role,organisation,source_id,",
            ["column '' is not one of edition, role, organisation, source_id"],
        ),
    ],
    ids=[
        "an edition that stands twice",
        "a line break at the end of a cell",
        "a quote that is not closed",
        "a quote in the midst of a text",
        "a column with another name",
        "a column that stands twice",
        "a column too many",
    ],
)
def test_a_fault_of_a_line_or_a_header_is_told(raw_copy, file, old, new, expected):
    line = edit(raw_copy, file, old, new)
    assert found(raw_copy) == [f"{file} line {line}: {text}" for text in expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "organisers.csv: is empty; its first line would be edition,role,organisation,source_id"),
        (b"\n\n", "organisers.csv: is empty; its first line would be edition,role,organisation,source_id"),
        (
            b"edition;role;organisation;source_id\r\n2018;partner;Ombudsman;topsumbar-2022\r\n",
            "organisers.csv line 1: its cells are separated by semicolons, as Excel does where the system's list separator is one: set that to a comma (in Windows: Region settings), or save the file with LibreOffice, with commas",
        ),
        (
            b"edition\trole\torganisation\tsource_id\n2018\tpartner\tOmbudsman\ttopsumbar-2022\n",
            "organisers.csv line 1: its cells are separated by tabs: save the file with commas",
        ),
        (
            "edition,role,organisation,source_id\n".encode("utf-16"),
            "organisers.csv line 1: byte ff is not UTF-8 text: save the file as CSV UTF-8",
        ),
        (
            "edition,role,organisation,source_id\n".encode("utf-16-le"),
            "organisers.csv line 1: byte 00 is not UTF-8 text: save the file as CSV UTF-8",
        ),
        (
            "edition,role,organisation,source_id\n2018,partner,Café,topsumbar-2022\n".encode("latin-1"),
            "organisers.csv line 2: byte e9 is not UTF-8 text: save the file as CSV UTF-8",
        ),
        (
            b"\xef\xbb\xbfedition,role,organisation,source_id\n\xe92018,partner,KSP,topsumbar-2022\n",
            "organisers.csv line 2: byte e9 is not UTF-8 text: save the file as CSV UTF-8",
        ),
    ],
    ids=["empty", "blank lines only", "semicolons", "tabs", "UTF-16", "UTF-16 unmarked", "Latin-1", "marked Latin-1"],
)
def test_a_file_saved_otherwise_than_as_csv_utf_8_is_told_how_to_save_it(raw_copy, content, expected):
    (raw_copy / "organisers.csv").write_bytes(content)
    assert found(raw_copy) == [expected]


def _without(raw, file, column):
    """Take a column out of a file, header and cells, as a spreadsheet does."""
    frame = pd.read_csv(raw / file, dtype="str", keep_default_na=False)
    frame.drop(columns=column).to_csv(raw / file, index=False, lineterminator="\n")


def test_the_other_columns_are_checked_where_one_is_missing(raw_copy):
    line = edit(raw_copy, "lists.csv", TOP_25, TOP_25.replace(",25,", ",thirty,").replace("antaranews-com", "antara"))
    _without(raw_copy, "lists.csv", "label")
    assert found(raw_copy) == [
        "lists.csv line 1: column label is missing",
        f"lists.csv line {line}: size 'thirty' is not a whole number",
        f"lists.csv line {line}: source_id 'antara' is no source_id of sources.csv: correct it or add its row",
    ]


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ("10000", "from 1 to 9999"),
        (str(2**31), "from 1 to 9999"),
        (str(10**20), "a whole number of up to 15 digits"),
    ],
)
def test_a_number_out_of_bounds_is_told_once_and_no_other_is_blamed(raw_copy, size, said):
    line = edit(raw_copy, "lists.csv", TOP_25, TOP_25.replace(",25,", f",{size},"))
    assert found(raw_copy) == [f"lists.csv line {line}: size '{size}' is not {said}"]


def test_a_year_that_is_none_is_told_once_and_not_where_it_is_meant(raw_copy):
    line = edit(raw_copy, "editions.csv", "2022,4,", "20222,4,")
    assert found(raw_copy) == [f"editions.csv line {line}: edition '20222' is not from 1900 to 2200"]


def test_what_is_accepted_of_a_figure_stands_while_that_is_none(raw_copy):
    line = edit(raw_copy, "figures.csv", "2022,registered,573,", "2022,registered,1.573,")
    assert found(raw_copy) == [f"figures.csv line {line}: value '1.573' is not a whole number: write 1573"]


def test_a_line_with_a_cell_too_many_hides_no_fault_of_others_where_a_column_is_missing(raw_copy):
    line = edit(raw_copy, "lists.csv", TOP_25, TOP_25.replace(",25,", ",thirty,"))
    _without(raw_copy, "lists.csv", "label")
    ragged = edit(raw_copy, "lists.csv", "2018-winner,2018,winner", "2018-winner,,2018,winner")
    faults = found(raw_copy)
    assert len(faults) == 3
    assert f"lists.csv line {line}: size 'thirty' is not a whole number" in faults
    assert faults[2].startswith(f"lists.csv line {ragged}: number of cells: 8, of the header's: 7")


@pytest.mark.parametrize("spoilt", ["2018-finalist;kota-solok,,", "2018-finalist,kota-solok,,,"])
def test_a_line_with_a_cell_too_few_or_too_many_blames_no_other_table(raw_copy, spoilt):
    line = edit(raw_copy, "placements.csv", "2018-finalist,kota-solok,,", spoilt)
    (fault,) = found(raw_copy)
    assert fault.startswith(f"placements.csv line {line}: number of cells: {spoilt.count(',') + 1}, of the header's: 4")


def test_a_quote_that_is_not_closed_hides_no_fault_before_it(raw_copy):
    line = edit(raw_copy, "lists.csv", TOP_25, TOP_25.replace(",25,", ",thirty,"))
    end = edit(raw_copy, "lists.csv", None, '2022-more,2022,finalist,all,"Top,1,,menpan-go-id')
    assert found(raw_copy) == [
        f"lists.csv line {line}: size 'thirty' is not a whole number",
        f"lists.csv line {end}: can't be read as CSV (unexpected end of data): is a double quote missing?",
    ]


def test_codes_that_a_spreadsheet_turned_into_numbers_are_told_where_they_stand_and_nothing_else_is_blamed(raw_copy):
    path = raw_copy / "regions.csv"
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    turned = frame["region_code"].str.fullmatch(r"[0-9]{2}\.[0-9]0")
    frame.loc[turned, "region_code"] = frame.loc[turned, "region_code"].str[:-1]
    frame.to_csv(path, index=False, lineterminator="\n")
    expected = [
        f"regions.csv line {at + 2}: region_code '{frame['region_code'][at]}' {CODE}" for at in frame.index[turned]
    ]
    assert len(expected) > 20
    assert found(raw_copy) == expected


def test_a_missing_file_is_told_with_the_header_it_would_have_and_nothing_else_is_blamed(raw_copy):
    (raw_copy / "sources.csv").unlink()
    header = "source_id,publisher,title,published_on,kind,url"
    assert found(raw_copy) == [f"sources.csv: is missing; its first line would be {header}"]


def test_a_folder_in_place_of_a_file_is_told(raw_copy):
    (raw_copy / "claims.csv").unlink()
    (raw_copy / "claims.csv").mkdir()
    assert found(raw_copy) == ["claims.csv: can't be read: Is a directory"]


def test_a_raw_folder_that_is_not_there_is_told(tmp_path):
    faults = examine(tmp_path / "rwa")[1]
    assert [str(fault) for fault in faults] == [f"{tmp_path / 'rwa'}: is not a folder with the raw tables"]


def _crlf(raw):
    for path in raw.glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def _marked(raw):
    for path in raw.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def _blank_lines(raw):
    for path in raw.glob("*.csv"):
        path.write_bytes(path.read_bytes() + b"\n\r\n\n")


def _no_last_line_end(raw):
    for path in raw.glob("*.csv"):
        path.write_bytes(path.read_bytes().rstrip(b"\n"))


@pytest.mark.parametrize("save", [_crlf, _marked, _blank_lines, _no_last_line_end])
def test_what_editors_do_to_a_file_without_changing_its_cells_changes_nothing(raw_copy, tables, save):
    save(raw_copy)
    for name, frame in read(raw_copy).items():
        pd.testing.assert_frame_equal(frame, tables[name])


def test_partial_dates_are_accepted(raw_copy):
    edit(raw_copy, "edition_facts.csv", "2022,awarded_on,2022-06-16", "2022,awarded_on,2022-06")
    edit(raw_copy, "edition_facts.csv", "2022,launched_on,2022-02-17", "2022,launched_on,2022")
    assert found(raw_copy) == []


def test_tables_of_which_nothing_is_known_yet_may_have_their_header_only(raw_copy):
    emptied = ["open_slots", "claims", "figures", "organisers", "region_aliases", "edition_facts"]
    for name in emptied:
        path = raw_copy / f"{name}.csv"
        path.write_text(path.read_text("utf-8").split("\n", 1)[0] + "\n", "utf-8")
    remove_rows(raw_copy, examine(raw_copy)[1])  # texts that stand nowhere now
    tables = read(raw_copy)
    for name in emptied:
        assert tables[name].empty
        assert list(tables[name].columns) == list(TABLES[name].columns)


@pytest.mark.parametrize("emptied", [False, True], ids=["no folder", "no file in it"])
def test_a_folder_of_scores_that_got_lost_is_told(raw_copy, emptied):
    shutil.rmtree(raw_copy / "indicators")
    if emptied:
        (raw_copy / "indicators").mkdir()
    header = "region_code,year,indicator_id,series,value,unit,source_id"
    assert found(raw_copy) == [f"indicators/: no CSV in it; the first line of a file would be {header}"]


def test_of_scores_nothing_may_be_known_yet(raw_copy):
    path = raw_copy / "indicators" / "ombudsman_compliance.csv"
    path.write_text(path.read_text("utf-8").split("\n", 1)[0] + "\n", "utf-8")
    remove_rows(raw_copy, examine(raw_copy)[1])  # texts that stand nowhere now
    assert read(raw_copy)["indicators"].empty


def test_a_score_stands_once_in_all_files_of_scores(raw_copy):
    shutil.copy(raw_copy / "indicators" / "ombudsman_compliance.csv", raw_copy / "indicators" / "second.csv")
    scores = len(read_lines(raw_copy / "indicators" / "second.csv")) - 1
    faults = found(raw_copy)
    assert len(faults) == scores
    assert faults[0] == (
        "indicators/second.csv line 2: region_code '13', year '2021', indicator_id 'ombudsman_compliance', "
        "series 'before-2022' stands on line 2 of indicators/ombudsman_compliance.csv already; a key may stand once"
    )


def read_lines(path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def test_lines_are_counted_as_an_editor_counts_them_behind_a_cell_with_line_breaks(raw_copy):
    edit(raw_copy, "sources.csv", "Pemerintah Aceh masuk Top 51 (Serambinews)", '"Pemerintah Aceh\n\nmasuk Top 51"')
    line = edit(raw_copy, "sources.csv", "Muara Enim Top 51 (Aktual),2022-05,news", "Muara Enim,2022-05,blog")
    assert line == 5
    assert found(raw_copy) == ["sources.csv line 5: kind 'blog' is not one of official, news"]


def test_reading_raises_all_faults_of_files_rows_and_cells_together(raw_copy):
    line = edit(raw_copy, "lists.csv", TOP_25, TOP_25.replace(",25,", ",thirty,"))
    (raw_copy / "claims.csv").unlink()
    (raw_copy / "organisers.csv").write_bytes(b"\xff")
    with pytest.raises(FaultyData) as refused:
        read(raw_copy)
    places = [(fault.file, fault.line) for fault in refused.value.faults]
    assert places == [("claims.csv", 0), ("lists.csv", line), ("organisers.csv", 1)]
    assert str(refused.value).splitlines() == found(raw_copy)


FILES = sorted([f"{name}.csv" for name in TABLES if name != "indicators"] + ["indicators/ombudsman_compliance.csv"])


@st.composite
def damaged(draw, text: str) -> str:
    """A text of a table after one careless change: a line or cell deleted, doubled or replaced, a delimiter added."""
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    change = draw(st.sampled_from(["delete", "double", "cell", "cell", "cell", "insert"]))
    if change == "delete":
        del lines[at]
    elif change == "double":
        lines.insert(at, lines[at])
    elif change == "cell":
        cells = lines[at].split(",")
        other = st.sampled_from(lines[draw(st.integers(0, len(lines) - 1))].split(","))
        which = draw(st.integers(0, len(cells) - 1))
        cells[which] = draw(st.one_of(st.just(""), other, st.text(max_size=8), st.from_regex(r"\A-?[0-9]{1,5}\Z")))
        lines[at] = ",".join(cells)
    else:
        place = draw(st.integers(0, len(lines[at])))
        lines[at] = lines[at][:place] + draw(st.sampled_from([",", '"', ";", "\t", "\r", "\0"])) + lines[at][place:]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def battered(raw, tmp_path_factory):
    return shutil.copytree(raw, tmp_path_factory.mktemp("battered") / "raw")


@settings(max_examples=settings().max_examples // 8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_happens_to_a_table_its_faults_are_told_and_never_raised(battered, data):
    files = data.draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=2, unique=True))
    before = {file: (battered / file).read_bytes() for file in files}
    try:
        for file in files:
            text = data.draw(damaged(before[file].decode()))
            (battered / file).write_bytes(text.encode("utf-8", "surrogatepass"))
        faults = examine(battered)[1]
        for fault in faults:
            assert fault.line <= (battered / fault.file).read_bytes().replace(b"\r", b"\n").count(b"\n") + 1
            assert str(fault).isprintable()
    finally:
        for file, content in before.items():
            (battered / file).write_bytes(content)
