"""Tab within a call offers the values that a filter or a name may have, in IPython; how it looks in Lab is tested there."""

import subprocess
import sys

import pytest

import analysis as tr
from analysis.analyst.completion import completed


@pytest.fixture(scope="module")
def chart(d: tr.Data) -> tr.Chart:
    return d.compare("Kota Solok")


@pytest.mark.parametrize(
    ("code", "written", "found"),
    [
        ('d.status(kind="', "", ["government", "province", "regency", "city", "ministry", "agency", "soe", "unit"]),
        ("d.status(edition=2018, kind='ci", "ci", ["city"]),
        ("d.status(kind=", "", ['"government"', '"province"', '"regency"', '"city"', '"ministry"', '"agency"', '"soe"', '"unit"']),
        ('d.places(province=["Jawa Timur", "Ja', "Ja", ["Jambi", "Jawa Barat", "Jawa Tengah", "Jawa Timur", "DKI Jakarta"]),
        ('d.region("solok', "solok", ["Kabupaten Solok", "Kabupaten Solok Selatan", "Kota Solok"]),
        ('d.compare("Kota Solok", "Kota Am', "Kota Am", ["Kota Ambon"]),
        ('d.names(name="Kementerian Desa, Pem', "Kementerian Desa, Pem", ["Kementerian Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi"]),
        ('d.explain("Kota Solok", ', "", ["2018", "2019", "2020", "2022"]),
        ('d.explain("Kota Solok", 2019, stage="', "", ["finalist", "winner"]),
        ('d.status(edition=[2018, 201', "201", ["2018", "2019"]),
        ('(\n  d.at("stated")\n  .names(  # don\'t (ask\n  track="', "", ["all", "general", "outstanding", "unit"]),
        ('d.region("Kota Solok").page("', "", ["id", "en"]),
        ('chart.save("x.svg", theme="', "", ["light", "dark"]),
        ('tr.data("corr', "corr", ["corroborated"]),
        ('d.ranks("Sumatera B', "Sumatera B", ["Sumatera Barat"]),
        ('d.tables["stat', "stat", ["status"]),
        ('d.scores(indicator="', "", ["ombudsman_compliance"]),
        ('d.sources(publisher="ambon.', "ambon.", ["ambon.go.id"]),
    ],
)  # fmt: skip
def test_values_are_offered_where_they_are_written(
    d: tr.Data, chart: tr.Chart, code: str, written: str, found: list[str]
):
    assert completed(code, {"d": d, "tr": tr, "chart": chart}) == (written, found)


@pytest.mark.parametrize(
    "code",
    [
        "d.status(",  # its filters are keywords
        'd.status(kind="city", ',
        'd.status("Kota',
        "d.region(na",  # a name of the notebook
        'd.status(kind="city")',
        'd.with_scores(frame, name="',
        'd.nothing(kind="',
        'frame.status(kind="',
        'd.region("Kota Solok", "x", "',
        'print("Kota S',
        "d.find('",
    ],
)
def test_nothing_is_offered_elsewhere(d: tr.Data, code: str):
    assert completed(code, {"d": d, "frame": d.places()})[1] == []


def test_ipython_asks_once_and_is_not_loaded_for_it():
    code = (
        "import sys, analysis as tr; tr.data; print('IPython' in sys.modules)\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "from analysis.analyst.completion import offer\n"
        "shell = InteractiveShell.instance(user_ns={'tr': tr}); offer(); offer()\n"
        "print(len(shell.Completer.custom_matchers), shell.complete(None, 'tr.data(\"st', 11))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n1 ('st', ['stated'])\n"
