"""Tables as offices publish them become scores of the right regions, or are refused with line and advice."""

import contextlib
import io
import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from editing import edit

from analysis import cli
from analysis.adding import published, scores, sheets
from analysis.adding.names import Name, Regions, match
from analysis.adding.numbers import numbers
from analysis.errors import Refused
from analysis.facts import reading
from analysis.folders import folders

ABOUT = scores.About("ipm", "index 0-100", "antaranews-com", {"en": "HDI", "id": "IPM"}, "indeks 0 sampai 100")

BPS = """\
"Indeks Pembangunan Manusia Menurut Kabupaten/Kota, 2020-2022",,,
,,,
Provinsi/Kabupaten/Kota,Indeks Pembangunan Manusia,,
,2020,2021,2022*
SUMATERA BARAT,"72,38","72,65","73,26"
Solok,"69,04",-,"70,02"
Kota Solok,"78,29","78,41","78,77*"
PAPUA,"60,44","60,62","61,39"
Merauke,"70,09","70,49","71,02"
PAPUA SELATAN,...,...,"66,10"
Merauke,"70,09","70,49","71,02"
INDONESIA,"71,94","72,29","72,91"
,,,
Catatan: * angka sementara 2022,,,
Sumber: BPS,,,
"""


@pytest.fixture(scope="module")
def regions(tables) -> Regions:
    return Regions.of(tables)


@pytest.fixture
def read(tables, tmp_path):
    """Read a text, or rows of a workbook, as a file: what is found in it."""

    def of(content, *, year=None, column="", sheet="", decimal="", about=ABOUT):
        path = tmp_path / ("table.csv" if isinstance(content, str | bytes) else "table.xlsx")
        if isinstance(content, str | bytes):
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        else:
            content.save(path)
        found = published.read(sheets.read(path), path.name, Regions.of(tables), year=year, column=column, sheet=sheet)
        frame = found.cells.rename(columns={"cell": "value"})
        imported = scores.imported(tables, frame, about, file=path.name, decimal=decimal)
        return imported, [str(each) for each in (*found.notes, *imported.told)]

    return of


def values(imported: scores.Imported) -> dict[tuple[str, int], float]:
    keys = imported.indicators[["region_code", "year", "value"]].itertuples(index=False, name=None)
    return {(code, year): value for code, year, value in keys}


def meant(regions: Regions, *texts: str) -> list[str | None]:
    """Match names; one that ends in ! has no value."""
    names = [Name(text.rstrip("!"), has_value=not text.endswith("!")) for text in texts]
    return [each.region_code for each in match(regions, names)]


def test_a_table_of_the_statistics_office(read):
    found, told = read(BPS)
    assert found.faults == []
    assert values(found) == {
        ("13", 2020): 72.38, ("13", 2021): 72.65, ("13", 2022): 73.26,
        ("13.02", 2020): 69.04, ("13.02", 2022): 70.02,
        ("13.72", 2020): 78.29, ("13.72", 2021): 78.41, ("13.72", 2022): 78.77,
        ("91", 2020): 60.44, ("91", 2021): 60.62, ("91", 2022): 61.39,
        ("93", 2022): 66.1,
        ("93.01", 2020): 70.09, ("93.01", 2021): 70.49, ("93.01", 2022): 71.02,
    }  # fmt: skip
    assert told == [
        "table.csv line 12: warning: 'INDONESIA' is a total and is left out",
        "table.csv: warning: marks of footnotes are left out, as in '78,77*'; numbers that had one: 1",
        "table.csv: warning: stand twice with the same values, and are taken once: Kabupaten Merauke",
    ]


def test_a_province_of_another_extent_begins_a_series_of_its_own(read):
    found, _ = read(BPS)
    papua = found.indicators[found.indicators["region_code"] == "91"]
    assert papua["series"].tolist() == ["all-years", "all-years", "all-years-borders-2022"]
    assert set(found.indicators.loc[found.indicators["region_code"] == "93.01", "series"]) == {"all-years"}
    assert "all-years-borders-2022" in set(found.texts["text"])


def test_a_new_scale_begins_a_series_of_its_own(read):
    about = scores.About(**{**vars(ABOUT), "breaks": (2021,)})
    found, _ = read(BPS, about=about)
    solok = found.indicators[found.indicators["region_code"] == "13.72"]
    assert solok["series"].tolist() == ["before-2021", "from-2021", "from-2021"]
    assert ["series", "from-2021", "scale from 2021", "skala sejak 2021"] in found.texts.to_numpy().tolist()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_separators_and_encodings(read, separator, encoding):
    rows = [["Wilayah", "2020", "2021"], ["Kota Solok", "78,29", "78,41"], ["Kota Padang", "1,5", "–"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    found, _ = read(text.encode(encoding))
    assert values(found) == {("13.72", 2020): 78.29, ("13.72", 2021): 78.41, ("13.71", 2020): 1.5}


def test_years_in_rows_and_names_only_where_they_change(read):
    found, _ = read("Tahun,Kabupaten/Kota,Nilai\n2020,Kota Solok,1.5\n2021,,2.5\n2020,Kota Padang,3.5\n2021,,4.5\n")
    assert values(found) == {("13.72", 2020): 1.5, ("13.72", 2021): 2.5, ("13.71", 2020): 3.5, ("13.71", 2021): 4.5}


def test_regions_side_by_side_and_years_below_each_other(read):
    found, _ = read("Tahun,Kota Solok,Kota Padang\n2020,1.5,3.5\n2021,2.5,4.5\n")
    assert values(found) == {("13.72", 2020): 1.5, ("13.72", 2021): 2.5, ("13.71", 2020): 3.5, ("13.71", 2021): 4.5}


def test_a_year_that_the_table_does_not_say(read):
    table = "Wilayah,Nilai\nKota Solok,1.5\nKota Padang,3.5\n"
    with pytest.raises(Refused, match="says no year for its values: name it with --year"):
        read(table)
    assert values(read(table, year=2022)[0]) == {("13.72", 2022): 1.5, ("13.71", 2022): 3.5}
    found, told = read("Nilai tahun 2021,\n" + table)
    assert set(found.indicators["year"]) == {2021}
    assert told == ["table.csv: warning: all values are of 2021, the year in its title"]
    with pytest.raises(Refused, match="say the years, 2020: leave --year out"):
        read(table.replace("Nilai", "2020"), year=2022)


def test_several_columns_of_a_year(read):
    table = "Wilayah,Laki-laki 2020,Perempuan 2020\nKota Solok,1.5,2.5\nKota Padang,3.5,4.5\n"
    with pytest.raises(Refused, match="name one with --column, of 'Laki-laki 2020', 'Perempuan 2020'"):
        read(table)
    assert values(read(table, column="perempuan")[0]) == {("13.72", 2020): 2.5, ("13.71", 2020): 4.5}


@pytest.mark.parametrize("years", [("2020.0", "2021.0"), ("31-12-2020", "31/12/2021"), ("2020-12-31", "1.1.2021")])
def test_years_as_programs_and_spreadsheets_leave_them(read, years):
    first, second = years
    found, _ = read(f"Nama,Tanggal,Nilai\nKota Solok,{first},1.5\nKota Solok,{second},2.5\nKota Padang,{first},3.5\n")
    assert values(found) == {("13.72", 2020): 1.5, ("13.72", 2021): 2.5, ("13.71", 2020): 3.5}


def test_a_date_beside_columns_of_years_gives_no_years(read):
    found, _ = read("Nama,2020,2021,Tanggal\nKota Solok,1.5,2.5,2023-01-05\nKota Padang,3.5,4.5,2023-01-05\n")
    assert values(found) == {("13.72", 2020): 1.5, ("13.72", 2021): 2.5, ("13.71", 2020): 3.5, ("13.71", 2021): 4.5}


def test_a_footnote_on_a_year_and_columns_without_one(read):
    found, told = read("Nama,2020,20211),Rata-rata\nKota Solok,1.5,2.5,2\nKota Padang,3.5,4.5,4\n")
    assert values(found)["13.72", 2021] == 2.5
    assert told == ["table.csv: warning: columns without a year in their heading are left out: D 'Rata-rata'"]


@pytest.mark.parametrize("year", [None, 2020])
def test_tables_of_other_years_below_each_other_are_refused(read, year):
    table = "Nilai {},\nNama,Nilai\nKota Solok,1\nKota Padang,2\n{},\nKota Bogor,3\nKota Bandung,4\n"
    with pytest.raises(Refused, match="line 5: speaks of 2021 amid other values"):
        read(table.format("2020" if year is None else "", "Tahun 2021"), year=year)
    assert set(read(table.format("2020", "Tahun 2020 (lanjutan)"))[0].indicators["year"]) == {2020}


def test_tables_beside_each_other_are_refused_and_capitals_are_no_regions_to_read(read):
    with pytest.raises(Refused, match="columns A and C name regions that differ"):
        read("Nama,2020,Nama,2021\nKota Solok,1,Kota Padang,2\nKota Padang,3,Kota Solok,4\n")
    found, _ = read("Provinsi,Ibu Kota,2020\nJawa Timur,Surabaya,1.5\nBali,Denpasar,2.5\n")
    assert values(found) == {("35", 2020): 1.5, ("51", 2020): 2.5}


def test_a_row_of_a_province_without_a_name_is_its_own(read):
    found, _ = read("Provinsi;Wilayah;2020\nJambi;;71\nJambi;Kerinci;3\n;Kota Jambi;2\nBali;;1\nBali;Badung;4\n")
    assert values(found) == {
        ("15", 2020): 71, ("15.01", 2020): 3, ("15.71", 2020): 2, ("51", 2020): 1, ("51.03", 2020): 4,
    }  # fmt: skip


@pytest.mark.parametrize("total", ["INDONESIA,,2020,50", "Bali,,2020,50", "Jumlah,,2021,50"])
def test_a_name_holds_for_the_years_below_it_and_not_for_a_total(read, total):
    found, _ = read(f"Provinsi,Wilayah,Tahun,Nilai\nJambi,Kerinci,2020,1\n,,2021,2\n,Kota Jambi,2021,3\n{total}\n")
    of_bali = {("51", 2020): 50} if total.startswith("Bali") else {}
    assert values(found) == {("15.01", 2020): 1, ("15.01", 2021): 2, ("15.71", 2021): 3} | of_bali


def test_kinds_above_the_first_name_and_in_a_column(read):
    book = "Kabupaten/Kota,2020\nKabupaten/Regency,\n1 Solok,1\n2 Agam,2\nKota/Municipality,\n1 Padang,3\n2 Solok,4\n"
    expected = {("13.02", 2020): 1, ("13.06", 2020): 2, ("13.71", 2020): 3, ("13.72", 2020): 4}
    assert values(read(book)[0]) == expected
    column = "Jenis,Nama,2020\nKab.,Solok,1\nKabupaten,Agam,2\nKota,Kota Padang,3\nKota,Solok,4\n"
    assert values(read(column)[0]) == expected


def test_a_workbook_with_merged_heads_and_a_province_of_several_rows(read):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Tabel 1. Nilai", None, None, None])
    sheet.append(["Provinsi", "Kabupaten/Kota", "Nilai", None])
    sheet.append([None, None, 2020, 2021])
    sheet.append(["Sumatera Barat", "Solok", 69.04, 69.5])
    sheet.append([None, "Kota Solok", 78, None])
    sheet.append(["Gorontalo", "Gorontalo", 66.1, 66.2])
    sheet.append([None, "Kota Gorontalo", 0.775, "NA"])
    sheet.cell(7, 3).number_format = "0.0%"
    for merged in ("A1:D1", "A2:A3", "B2:B3", "C2:D2", "A4:A5", "A6:A7"):
        sheet.merge_cells(merged)
    book.create_sheet("Catatan")["A1"] = "Sumber: BPS"
    assert values(read(book)[0]) == {
        ("13.02", 2020): 69.04, ("13.02", 2021): 69.5, ("13.72", 2020): 78,
        ("75.01", 2020): 66.1, ("75.01", 2021): 66.2, ("75.71", 2020): 77.5,
    }  # fmt: skip


def test_formulas_without_values_are_no_empty_cells(read):
    book = openpyxl.Workbook()
    for row in (["Wilayah", 2020], ["Kota Solok", "=1+1"], ["Kota Padang", 3]):
        book.active.append(row)
    with pytest.raises(Refused, match="cell B2 of sheet 'Sheet' is a formula whose value the file doesn't hold"):
        read(book)


def test_codes_alone_as_a_spreadsheet_leaves_them(read):
    book = openpyxl.Workbook()
    for row in (["Kode", 2020], [13.72, 1.5], [13.1, 2.5], [1371, 3.5], [13, 4.5]):
        book.active.append(row)
    found, told = read(book)
    assert values(found) == {("13.72", 2020): 1.5, ("13.10", 2020): 2.5, ("13.71", 2020): 3.5, ("13", 2020): 4.5}
    assert "numbers them; other offices number some of them otherwise" in told[0]


def test_names_win_over_the_codes_of_another_office(read):
    # The statistics office numbers Kepulauan Mentawai 1301, which is Pesisir Selatan elsewhere.
    found, _ = read("Kode,Wilayah,2020\n1301,Kepulauan Mentawai,1.5\n1302,Pesisir Selatan,2.5\n")
    assert values(found) == {("13.09", 2020): 1.5, ("13.01", 2020): 2.5}


def test_names_in_the_context_of_their_province(regions):
    assert meant(regions, "GORONTALO", "Boalemo", "Gorontalo", "Kota Gorontalo") == ["75", "75.02", "75.01", "75.71"]
    assert meant(regions, "JAWA BARAT", "Kota Bandung", "Banjar", "KALIMANTAN SELATAN", "Banjar", "Kotabaru") == [
        "32", "32.73", "32.79", "63", "63.03", "63.02",
    ]  # fmt: skip
    assert meant(regions, "PAPUA BARAT", "Sorong", "Kota Sorong") == ["92", "96.01", "96.71"]  # as in 2022
    assert meant(regions, "Kabupaten!", "1. Solok", "Kota!", "1. Padang", "2. Solok") == [
        None, "13.02", None, "13.71", "13.72",
    ]  # fmt: skip
    assert meant(regions, "Jawa Tengah", "Yogyakarta", "Jawa Timur") == ["33", "34", "35"]
    assert meant(regions, "DI Yogyakarta", "Sleman", "Yogyakarta") == ["34", "34.04", "34.71"]
    assert meant(regions, "Kota!", "Sungai Penuh", "Jambi", "Yogyakarta") == [None, "15.72", "15.71", "34.71"]
    assert meant(regions, "Aceh", "Jambi", "Gorontalo", "Gorontalo", "Sulawesi Barat") == ["11", "15", "75", "75", "76"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kotabaru", "63.02"),
        ("Kota Baru", "63.02"),
        ("Kotawaringin Barat", "62.01"),
        ("Toba Samosir / Toba", "12.12"),
        ("Mamuju Utara / Pasangkayu", "76.01"),
        ("Maluku Tenggara Barat / Kepulauan Tanimbar", "81.03"),
        ("Kota Makasar", "73.71"),
        ("Kota Banjar Baru", "63.72"),
        ("Siau Tagulandang Biaro", "71.09"),
        ("Kab. Kep. Mentawai 1)", "13.09"),
        ("D.I. Yogyakarta", "34"),
        ("Kota Jakarta Selatan", "31.74"),
        ("12. KABUPATEN SOLOK *)", "13.02"),
        ("Adm. Kepulauan Seribu", "31.01"),
        ("Kab. Admin. Kep. Seribu", "31.01"),
        ("Pangkajene & Kepulauan", "73.10"),
        ("Peg. Bintang", "95.02"),
    ],
)
def test_spellings(regions, text, code):
    assert meant(regions, text) == [code]


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("Wilayah,2020\nKota Solok,1.5\nSolok,2.5\nKabupaten Agam,1.5\n", "line 3: 'Solok' may be Kabupaten Solok / Kota Solok: write it in full"),
        ("Wilayah,2020\nKota Solok,1.5\nKota Pdaang,2.5\nKota Padang,3\n", "line 3: 'Kota Pdaang' is no region: is it Kota Padang"),
        ("Wilayah,2020\nKota Solok,1.5\nKab. Padang,2.5\nKota Padang,3\n", "line 3: 'Kab. Padang' is no region: is it Kota Padang?"),
        ("Wilayah,2020\nKota Solok,1.5\nKota Padang,abc\n", "line 3: 'abc' of Kota Padang is not a number (column B)"),
        ("Wilayah,2020\nKota Solok,1.234\nKota Padang,2\n", "line 2: '1.234' of Kota Solok may have decimals or thousands"),
        ("Wilayah,2020\nKota Solok,1.5\nKota Padang,2\nKota Solok,3\n", "line 4: Kota Solok has two values of 2020: 1.5 on line 2 and 3 here"),
        ("Wilayah,Tahun,Nilai\nKota Solok,2020,1.5\nKota Padang,2020,2\nKota Solok,,3\n", "line 4: the value of Kota Solok has no year"),
        ("Wilayah,2020\nACEH,1.5\nKabupaten Aceh Barat,1\nKabupaten Aceh Jaya,1\nKabupaten Pidie,1\nKabupaten Aceh Besar,1\nSleman,2\n", "line 7: 'Sleman' stands under Provinsi Aceh, but Kabupaten Sleman lies elsewhere"),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_told_with_its_line_and_nothing_is_taken(read, table, fault):
    found, told = read(table)
    assert len(found.indicators) == len(found.texts) == 0
    assert any(f"table.csv {fault}" in each for each in told), told


def worth(cells: list[str], decimal: str = "") -> list[float | None]:
    return vars(numbers(cells, decimal))["values"]


def test_the_other_numbers_tell_what_a_separator_is():
    assert worth(["1.234", "2,5"]) == [1234.0, 2.5]
    assert worth(["1.234", "2.5"]) == [1.234, 2.5]
    assert worth(["1,234", "1,234,567"]) == [1234.0, 1234567.0]
    assert worth(["1.234"], ",") == [1234.0]
    assert numbers(["72.3", "1.2.3", "12,34,5"]).wrong == [1, 2]
    assert numbers(["72.3"], ",").wrong == [0]
    assert worth(["71.2 r", "72,3 1)", "72,3¹", "−0,5", "1 234,5"]) == [71.2, 72.3, 72.3, -0.5, 1234.5]


def test_a_score_that_differs_from_one_that_is_there(tables):
    frame = pd.DataFrame({"name": ["Kota Solok", "Kabupaten Solok"], "year": [2024, 2024], "value": [90.49, 11.0]})
    about = scores.About("ombudsman_compliance", "score 0-100", "antaranews-com", {})
    found = scores.imported(tables, frame, about)
    assert [str(each) for each in found.faults] == [
        "frame line 2: 11 of region 13.02 and 2024 differs from 97.73, which is in the tables already"
    ]
    found = scores.imported(tables, frame.iloc[:1], about)
    assert len(found.indicators) == 0
    assert found.faults == []


WORDS = (
    "--indicator", "ipm", "--unit", "index 0-100", "--unit-in-indonesian", "indeks 0 sampai 100",
    "--english", "Human development index", "--indonesian", "Indeks pembangunan manusia",
    "--source", "https://www.bps.go.id/ipm", "--publisher", "bps.go.id",
)  # fmt: skip


@pytest.fixture
def raw_in_use(raw_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRENDS_RAW", str(raw_copy))
    return raw_copy


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_command_writes_what_the_check_passes(raw_in_use: Path, tmp_path: Path, capsys):
    (tmp_path / "bps.csv").write_text(BPS, "utf-8")
    before = content(raw_in_use)
    assert cli.invoke(["import", str(tmp_path / "bps.csv"), *WORDS, "--dry-run"]) == 0
    assert content(raw_in_use) == before
    assert "+ bps-go-id,bps.go.id,,,official,https://www.bps.go.id/ipm" in capsys.readouterr().out
    assert cli.invoke(["import", str(tmp_path / "bps.csv"), *WORDS]) == 0
    assert reading.examine(raw_in_use)[1] == []
    changed = {file for file, text in content(raw_in_use).items() if before.get(file) != text}
    assert changed == {"indicators/ipm.csv", "sources.csv", "texts.csv"}
    assert (
        "13.72,2021,ipm,all-years,78.41,index 0-100,bps-go-id\n" in (raw_in_use / "indicators" / "ipm.csv").read_text()
    )
    capsys.readouterr()
    assert cli.invoke(["import", str(tmp_path / "bps.csv"), "--indicator", "ipm", "--source", "bps-go-id"]) == 0
    assert capsys.readouterr().out == "nothing to add\n"


def test_nothing_is_written_where_the_check_would_fail(raw_in_use: Path, tmp_path: Path, capsys):
    (tmp_path / "off.csv").write_text("Wilayah,2020\nKota Solok,1.5\nKota Padang,250\n", "utf-8")
    before = content(raw_in_use)
    assert cli.invoke(["import", str(tmp_path / "off.csv"), *WORDS, "--language", "en"]) == 1
    told = capsys.readouterr().err
    assert "value '250.0' is off its scale: index 0-100" in told
    assert "nothing was written" in told
    assert content(raw_in_use) == before


def test_a_warning_can_be_accepted_with_its_reason(raw_in_use: Path, tmp_path: Path):
    rows = "".join(
        f"Kota {name},{value}\n"
        for name, value in zip(
            ("Solok", "Padang", "Bukittinggi", "Pariaman", "Payakumbuh"), (50, 51, 52, 53, 1), strict=True
        )
    )
    (tmp_path / "far.csv").write_text(f"Wilayah,2020\n{rows}", "utf-8")
    assert cli.invoke(["import", str(tmp_path / "far.csv"), *WORDS]) == 1
    assert cli.invoke(["import", str(tmp_path / "far.csv"), *WORDS, "--accept", "It is that low."]) == 0
    assert reading.examine(raw_in_use)[1] == []


@pytest.mark.usefixtures("raw_in_use")
def test_what_is_missing_is_named_and_a_file_that_is_none_refused(tmp_path: Path, capsys):
    (tmp_path / "bps.csv").write_text(BPS, "utf-8")
    assert cli.invoke(["import", str(tmp_path / "bps.csv"), "--indicator", "ipm"]) == 2
    assert capsys.readouterr().err == "--english is missing: name of the score in English\n"
    assert cli.invoke(["import", str(tmp_path / "none.csv"), *WORDS]) == 2
    assert "none.csv: can't be read: No such file" in capsys.readouterr().err
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    assert cli.invoke(["import", str(tmp_path / "other.csv"), *WORDS]) == 2
    assert capsys.readouterr().err == "other.csv: no names of regions in it, in a column or a row\n"
    assert cli.invoke(["import", str(tmp_path / "bps.csv"), *WORDS[:-2]]) == 2
    assert "--publisher is missing" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(raw_in_use: Path, tmp_path: Path, monkeypatch):
    (tmp_path / "bps.csv").write_text(BPS, "utf-8")
    before = content(raw_in_use)
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name == "ipm.csv":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    assert cli.invoke(["import", str(tmp_path / "bps.csv"), *WORDS]) == 2
    assert content(raw_in_use) == before


CUT_OFF = """
import os, signal, sys
from pathlib import Path
from analysis import cli

steps, replace = int(sys.argv[1]), Path.replace

def until(self, target):
    global steps
    steps -= 1
    if steps < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)

Path.replace = until
cli.invoke(sys.argv[2:])
"""


@pytest.mark.parametrize("steps", [0, 2])
def test_a_kill_between_two_files_leaves_all_as_they_were_or_whole(raw_in_use: Path, tmp_path: Path, steps: int):
    (tmp_path / "bps.csv").write_text(BPS, "utf-8")
    before = content(raw_in_use)
    asked = ["import", str(tmp_path / "bps.csv"), *WORDS]
    killed = subprocess.run([sys.executable, "-c", CUT_OFF, str(steps), *asked], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert reading.examine(folders().raw)[1] == []
    changed = {file for file, text in content(raw_in_use).items() if before.get(file) != text}
    seen = {file for file in changed if not Path(file).name.startswith(".")}
    assert seen == ({"indicators/ipm.csv", "sources.csv", "texts.csv"} if steps else set())
    assert cli.invoke(asked) == 0
    assert len(reading.examine(raw_in_use)[0]["indicators"].query("indicator_id == 'ipm'")) == 15
    assert content(raw_in_use).keys() - before.keys() == {"indicators/ipm.csv"}


def at_a_terminal(answers: str, *asked: str) -> tuple[int, str]:
    """Run a command at a terminal, at which somebody types; give its exit code and what stands on the screen."""
    keyboard, screen = pty.openpty()
    command = [sys.executable, "-m", "analysis.cli", *asked]
    with subprocess.Popen(command, stdin=screen, stdout=screen, stderr=screen, start_new_session=True) as process:
        os.close(screen)
        os.write(keyboard, answers.encode())
        shown = b""
        with contextlib.suppress(OSError):  # which is how its end is told
            while select.select([keyboard], [], [], 60)[0]:
                shown += os.read(keyboard, 4096)
        process.kill()  # one that waits for more than was typed
    os.close(keyboard)
    return process.returncode, shown.decode()


def test_at_a_terminal_what_is_missing_is_asked_for(raw_in_use: Path, tmp_path: Path):
    (tmp_path / "two.csv").write_text("Wilayah,2020\nKota Solok,1.5\nKota Padang,3\n", "utf-8")
    words = "Human development\nPembangunan manusia\nindex 0-100\nindeks 0 sampai 100\n"
    code, shown = at_a_terminal(
        f"{words}https://www.bps.go.id/ipm\n\nIPM\n2022-05\n", "import", str(tmp_path / "two.csv"), "--indicator", "ipm"
    )
    assert code == 0
    assert "Owner of the site [bps.go.id]: " in shown
    assert "+ indicator,ipm,Human development,Pembangunan manusia" in shown
    assert (
        "bps-go-id,bps.go.id,IPM,2022-05,official,https://www.bps.go.id/ipm\n"
        in (raw_in_use / "sources.csv").read_text()
    )
    assert reading.examine(raw_in_use)[1] == []


def test_at_a_terminal_lists_are_asked_for_until_there_are_no_more_and_wrong_answers_again(raw_in_use: Path):
    page = "menpan.go.id\nhttps://www.menpan.go.id/2026\n\n\n5 May\n2026-05\n"
    lists = "Top 30\nfinalist,general,30,Top 30\nwinner,general,10,Top 10\n\n"
    code, shown = at_a_terminal(f"{page}\n\n{lists}", "new-edition", "2026")
    assert code == 0
    wrong = ["menpan.go.id' is neither", "'5 May' is not a date", "list 'Top 30' is not of the form"]
    assert [each for each in wrong if each not in shown] == []
    assert [*reading.examine(raw_in_use)[0]["lists"].query("edition == 2026")["size"]] == [30, 10]


def test_at_a_terminal_who_knows_says_whether_a_slot_is_filled(raw_in_use: Path):
    with (raw_in_use / "open_slots.csv").open("a") as file:
        file.write("2020-finalist-general,city,topsumbar-2022,A city.\n")
    slots = (raw_in_use / "open_slots.csv").read_text()
    words = ["add-name", "Kota Padang", "--list", "2020-finalist-general", "--source", "topsumbar-2022"]
    code, shown = at_a_terminal("n\n", *words)
    assert (code, "others are missing as well: is it this name? [y/N]" in shown) == (0, True)
    assert (raw_in_use / "open_slots.csv").read_text() == slots


def test_at_a_terminal_a_wrong_answer_is_told_and_asked_for_again_in_the_readers_language(raw_in_use: Path):
    answers = "2022\n2022-finalist-general\n\nhttps://jatim.bps.go.id/top\n\n\n16/06/2022\n2022-06-16\n"
    edit(raw_in_use, "sources.csv", None, "bps,BPS,,,official,https://www.bps.go.id/other")
    edit(raw_in_use, "organisers.csv", None, "2022,supporter,BPS,bps")
    code, shown = at_a_terminal(answers, "add-name", "Kabupaten Natuna", "--language", "id")
    assert code == 0
    told = [
        "Daftar yang memuatnya (salah satu dari 2018-finalist, ",
        "daftar '2022' bukan list_id dalam lists.csv",
        "Alamat halaman (https://…), atau source_id-nya: ",
        "ini harus diisi; Ctrl+C menghentikan perintah",
        "Pemilik situs [BPS]: ",
        "'16/06/2022' bukan tanggal seperti 2022-05-12, 2022-05, atau 2022: mungkin 2022-06-16?",
        "sudah ditulis: ",
    ]
    assert [each for each in told if each not in shown] == []
    assert (
        "jatim-bps-go-id,BPS,,2022-06-16,official,https://jatim.bps.go.id/top"
        in content(raw_in_use)["sources.csv"].decode()
    )


def test_at_a_terminal_who_stops_answering_has_written_nothing(raw_in_use: Path):
    before = content(raw_in_use)
    code, shown = at_a_terminal("https://www.menpan.go.id/2026\n\x04", "new-edition", "2026")
    assert (code, "Aborted!" in shown) == (1, True)
    assert content(raw_in_use) == before


WHOLE_BOOK = io.BytesIO()
openpyxl.Workbook().save(WHOLE_BOOK)
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("holds", "line"),
    [
        (WHOLE_BOOK.getvalue()[:-100], "is broken, or only a part of a workbook: download or save it again"),
        (OLD_EXCEL, "is in the old form of Excel, whatever its name says"),
        (OLD_EXCEL + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (b"\xef\xbb\xbf<!doctype html><table>", "is a web page, whatever its name says"),
        (b"Not found\n", "is a text without columns, whatever its name says"),
        (b"%PDF-1.7\n1 0 obj, 2;", "is neither CSV nor XLSX, or broken"),
        (bytes(range(256)), "is neither CSV nor XLSX, or broken"),
        (b"", "is empty"),
    ],
)
def test_a_workbook_that_is_none_is_told_from_one_without_regions(tmp_path: Path, holds: bytes, line: str):
    path = tmp_path / "ipm.xlsx"
    path.write_bytes(holds)
    with pytest.raises(Refused) as refused:
        sheets.read(path)
    assert line in str(refused.value)


def test_a_frame_without_a_column_is_refused(tables):
    with pytest.raises(Refused, match="frame: has no column 'year'; it has name, value"):
        scores.imported(tables, pd.DataFrame({"name": [], "value": []}), ABOUT)
