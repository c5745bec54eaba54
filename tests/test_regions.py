import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import Refused
from analysis.facts.regions import full_name, resolve


@pytest.mark.parametrize(
    ("given_name", "code"),
    [
        ("Kota Solok", "13.72"),
        ("kota  solok", "13.72"),
        ("Kabupaten Solok", "13.02"),
        ("Kab Solok", "13.02"),
        ("kab. Solok", "13.02"),
        ("Kab. Solok", "13.02"),
        ("Kab.Solok", "13.02"),
        ("Bali", "51"),
        ("Provinsi Bali", "51"),
        ("Provinsi Jambi", "15"),
        ("Pemko Solok", "13.72"),
        ("Pemkot Solok", "13.72"),
        ("Pemkab. Solok", "13.02"),
        ("Pemerintah Kabupaten Solok", "13.02"),
        ("Pemprov Jambi", "15"),
        ("DIY", "34"),
        ("Jogja", "34"),
        ("Kota Jogja", "34.71"),
        ("NTB", "52"),
        ("Pemprov NTB", "52"),
        ("Provinsi NTT", "53"),
        ("Pemda Kepri", "21"),
        ("Babel", "19"),
        ("Pemkab Solok", "13.02"),
        ("Sumbar", "13"),
        ("West Sumatra", "13"),
        ("Kab. Toba Samosir", "12.12"),
        ("Daerah Khusus Jakarta", "31"),
        ("Papua Selatan", "93"),
        ("Kepulauan Seribu", "31.01"),
    ],
)
def test_finds_a_region_by_its_full_name_or_alias(tables, given_name: str, code: str) -> None:
    assert resolve(tables, given_name)["region_code"] == code


@pytest.mark.parametrize(
    ("given_name", "line"),
    [
        ("Kota Solk", "did you mean Kota Solok?"),
        ("Kab. Solk", "did you mean Kabupaten Solok?"),
        ("Kab.", "name one of regions.csv"),
        ("Solok", "ambiguous: it may be Kabupaten Solok or Kota Solok"),
        ("Pemda Solok", "ambiguous: it may be Kabupaten Solok or Kota Solok"),
        ("Jambi", "ambiguous: it may be Provinsi Jambi or Kota Jambi"),
        ("Gorontalo", "ambiguous: it may be Provinsi Gorontalo or Kabupaten Gorontalo or Kota Gorontalo"),
        ("Ambon", "did you mean Kota Ambon?"),
        ("Kabupaten Kepulauan Seribu", "did you mean Kabupaten Administrasi Kepulauan Seribu?"),
        ("", "name one of regions.csv, such as Provinsi Aceh"),
        ("<script>", "name one of regions.csv"),
    ],
)
def test_refuses_what_is_not_clear_and_names_what_would_be(tables, given_name: str, line: str) -> None:
    with pytest.raises(Refused) as refused:
        resolve(tables, given_name)
    assert line in str(refused.value)
    assert repr(given_name)[1:-1] in str(refused.value)


def test_words_in_another_order_are_nearest(tables) -> None:
    with pytest.raises(Refused, match="did you mean Kota Solok"):
        resolve(tables, "Solok Kota")


def test_every_region_is_found_by_its_full_name(tables) -> None:
    for row in tables["regions"].itertuples():
        assert resolve(tables, full_name(row.region_name, row.kind))["region_code"] == row.region_code


@settings(deadline=None)  # the first look-up makes the table of names
@given(st.text(max_size=300))
def test_any_text_is_found_or_refused(tables, text: str) -> None:
    try:
        resolve(tables, text)
    except Refused as refused:
        assert "region" in str(refused)


def test_a_province_is_asked_for_among_provinces(tables) -> None:
    with pytest.raises(Refused, match="is not a province"):
        resolve(tables, "Kota Solok", kinds=["province"])
    assert resolve(tables, "Jambi", kinds=["province"])["region_code"] == "15"
