"""The explorer: what is chosen is what is shown, the code gives the same, and nothing older stays."""

from pathlib import Path

import pandas as pd
import pytest

import analysis as tr
from analysis.analyst import door, screen
from analysis.analyst.explorer import Explorer


@pytest.fixture
def explorer(d: tr.Data) -> Explorer:
    return d.explore("Kota Solok")


def shown(explorer: Explorer) -> str:
    return str(explorer._screen.value)


def choose(explorer: Explorer, **values: object) -> None:
    for name, value in values.items():
        explorer._controls[name].value = value


def test_it_opens_with_strip_headline_chart_and_what_they_were_made_from(explorer: Explorer):
    html = shown(explorer)
    assert "Kota Solok was among the finalists three times running" in html
    assert '<ol class="strip"' in html
    assert "<svg role=" in html
    assert "Kota Solok · finalists · evidence: all" in html


def test_everything_follows_a_change(explorer: Explorer):
    choose(explorer, evidence="corroborated", language="id", editions=(2018, 2019), stage="winner")
    html = shown(explorer)
    assert "2018, 2019 · pemenang · bukti: dinyatakan dua penerbit" in html
    assert "Kota Solok dua kali berturut-turut menjadi finalis" in html
    assert "2022" not in html.split("<svg")[0].replace("8 September 2022", "")


def test_controls_and_tables_speak_the_language_that_is_chosen(explorer: Explorer):
    said = [control.description for control in explorer._controls.values()]
    assert said == ["", "Editions", "Stage", "List", "Evidence", "Language", "Suppose"]
    assert explorer._controls["evidence"].options[2] == ("Stated by two publishers", "corroborated")
    choose(explorer, track="general", language="id")
    said = [control.description for control in explorer._controls.values()]
    assert said == ["", "Edisi", "Tahap", "Daftar", "Bukti", "Bahasa", "Andaikan"]
    assert explorer._controls["stage"].options[0] == ("finalis", "finalist")
    assert [each.description for each in explorer._buttons.values()] == ["Buku kerja", "Laporan"]
    assert explorer._more.placeholder == "tambah daerah"
    assert explorer.choice.track == "general"
    assert "<th>Belum diketahui</th>" in shown(explorer)
    choose(explorer, language="en")
    assert explorer._controls["stage"].description == "Stage"


def test_the_code_opens_the_data_as_they_were_opened(supposing: tr.Data, d: tr.Data):
    assert 'd = d.suppose("Kota Padang", 2020)\n' in supposing.explore("Kota Padang").code
    assert f'raw="{d._folders.raw}"' in d.explore().code
    rows = pd.DataFrame({"name": ["Kota Solok"], "value": [70.0]})
    own = d.with_scores(rows, year=2023, indicator="answered", unit="score 0-100")
    assert "# d = d.with_scores(...), as before: One own score" in own.explore().code


def test_the_code_gives_what_is_on_the_screen(explorer: Explorer, d: tr.Data, monkeypatch: pytest.MonkeyPatch):
    choose(explorer, regions=["Kota Ambon", "Kota Solok"], evidence="stated", editions=(2019, 2020), track="general")
    monkeypatch.setattr(
        tr, "data", lambda evidence, language="en", **_: d.at(evidence).in_language(language), raising=False
    )
    names: dict[str, object] = {}
    exec(explorer.code, names)
    pd.testing.assert_frame_equal(
        pd.DataFrame(names["status"])[["name", "edition", "status"]].sort_values(
            ["name", "edition"], ignore_index=True
        ),
        screen.statuses(explorer.data, explorer.choice)[["name", "edition", "status"]],
    )
    assert (
        names["chart"].alternative == explorer.data.compare(*explorer.choice.regions, editions=[2019, 2020]).alternative
    )
    assert set(names["names"]["track"]) <= {"general"}


def test_a_supposition_is_offered_where_the_status_is_unknown_and_marked(
    explorer: Explorer, supposing: tr.Data, monkeypatch
):
    monkeypatch.setattr(door.Data, "suppose", lambda *_: supposing)
    choose(explorer, regions=["Kota Padang"])
    padang = [("Kota Padang", 2019), ("Kota Padang", 2020)]
    assert [value for _, value in explorer._controls["supposed"].options] == [(), *padang]
    choose(explorer, supposed=("Kota Padang", 2020))
    assert shown(explorer).count("Supposed, not known: Kota Padang was a finalist in 2020") >= 3
    choose(explorer, regions=["Kota Solok", "Kota Padang"])  # of which the first has nothing to suppose
    assert 'd.suppose("Kota Padang", 2020)' in explorer.code
    choose(explorer, regions=["Kota Solok"])
    assert "Supposed" not in shown(explorer)
    assert explorer._controls["supposed"].options == (("nothing, as no finalist status is unknown", ()),)


def test_what_fails_leaves_nothing_old(explorer: Explorer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(screen, "html", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        choose(explorer, evidence="stated")
    assert shown(explorer) == ""


def test_a_refusal_takes_the_place_of_what_was_shown(explorer: Explorer):
    explorer._controls["regions"].allowed_tags = []
    choose(explorer, regions=["Kota Nowhere"])
    assert "Kota Nowhere" in shown(explorer)
    assert "<svg" not in shown(explorer)


def test_a_region_that_is_typed_is_added_once(explorer: Explorer):
    for _ in range(2):
        explorer._more.value = "Kota Ambon"
    assert explorer.choice.regions == ("Kota Solok", "Kota Ambon")
    assert explorer._more.value == ""
    assert "Kota Ambon" in shown(explorer)


def test_a_region_that_is_typed_amiss_is_answered_with_the_nearest(explorer: Explorer):
    explorer._more.value = "Kota Ambonn"
    assert "did you mean Kota Ambon?" in explorer._advice.value
    assert explorer.choice.regions == ("Kota Solok",)
    explorer._more.value = "kota ambon"
    assert explorer.choice.regions == ("Kota Solok", "Kota Ambon")
    assert explorer._advice.value == ""


def test_chart_table_and_names_are_of_the_stage_that_is_chosen(explorer: Explorer):
    choose(explorer, regions=["Kota Solok", "Kota Ambon"], stage="winner")
    assert "Kota Solok and Kota Ambon among the winners, by edition. " in shown(explorer)
    assert "2018 not a winner" in shown(explorer)
    known = len(explorer.data.winners(province=["Sumatera Barat", "Maluku"]))
    assert f"Names that are known of Sumatera Barat and Maluku: {known}</summary>" in shown(explorer)


def test_the_table_has_regions_in_the_order_in_which_they_were_picked(explorer: Explorer):
    choose(explorer, regions=["Kota Solok", "Kota Ambon"])
    assert [*screen.statuses(explorer.data, explorer.choice)["name"].unique()] == ["Kota Solok", "Kota Ambon"]


def test_nothing_chosen_shows_nothing_old(explorer: Explorer):
    choose(explorer, regions=[])
    assert "Kota Solok" not in shown(explorer)


@pytest.mark.parametrize("at", [0, 1])
def test_a_button_writes_the_workbook_or_the_report(explorer: Explorer, tmp_path: Path, monkeypatch, at: int):
    monkeypatch.chdir(tmp_path)
    choose(explorer, regions=["Kota Solok", "Kota Ambon"])
    [*explorer._buttons.values()][at].click()
    for name in ("kota-solok", "kota-ambon"):
        path = tmp_path / f"{name}.{['xlsx', 'html'][at]}"
        assert path.exists()
        assert str(path) in explorer._saved.value


def test_without_widgets_strip_and_table_are_shown(explorer: Explorer):
    data, _ = explorer._repr_mimebundle_()
    assert '<ol class="strip"' in data["text/html"]
    assert data["text/plain"].splitlines()[0].startswith("Kota Solok · finalists · evidence: all")
