"""Names lead to the pages that reports.yml names, in the page's own language, and nowhere else."""

from dataclasses import replace

import nbformat
import pandas as pd

from analysis.display.blocks import Heading, Paragraph
from analysis.display.references import of_regions
from analysis.reports.catalogue import Report, with_paths
from analysis.reports.parameter_sets import called
from analysis.reports.site.links import Link, links
from analysis.reports.site.page import names_in, render

SOLOK, AMBON = {"region": "Kota Solok"}, {"region": "Kota Ambon"}


def reports() -> list[Report]:
    subjects = [("region", SOLOK), ("region", AMBON), ("region", {**AMBON, "evidence": "stated"}), ("claims", {})]
    return with_paths([Report(name, given, language) for language in ("id", "en") for name, given in subjects])


def test_a_name_leads_to_the_page_that_shows_its_subject_whole() -> None:
    of_solok = links(reports(), [])["id/region/kota-solok.html"]
    assert of_solok.address("region/Kota Ambon") == "../region/kota-ambon.html"
    assert of_solok.address("claims/#claim-7") == "../claims/claims.html#claim-7"
    assert of_solok.address("region/Kota Solok") == ""  # itself
    assert of_solok.address("region/Kota Palu") == ""  # no page


def test_a_page_depends_on_the_pages_that_its_names_lead_to_and_on_no_other() -> None:
    given, path = reports(), "id/region/kota-solok.html"
    palu = Report("region", {"region": "Kota Palu"}, "id")
    before, named = links(given, [])[path], links(with_paths([*given, palu]), [])[path]
    asked_for = links(with_paths([*given, replace(palu, named=False)]), [])[path]
    names = ["region/Kota Ambon", "region/Kota Palu"]
    assert asked_for.hashed(names) == before.hashed(names) != named.hashed(names)
    assert named.hashed(names[:1]) == before.hashed(names[:1])


def test_a_page_leads_to_those_before_and_after_it_of_the_same_kind() -> None:
    named = ["Kota Padang", "Kota Solok", "Kota Sawahlunto", "Kota Ambon"]
    provinces = ["Sumatera Barat"] * 3 + ["Maluku"]
    given = [
        Report("region", {"region": name}, language, province=province)
        for name, province in zip(named, provinces, strict=True)
        for language in ("id", "en")
    ]
    given += [Report("edition", {"edition": year}, "id") for year in (2018, 2019)]
    given.insert(2, Report("region", {"region": "Kota Bukittinggi"}, "id", province="Sumatera Barat", named=False))
    found = links(with_paths(given), [])
    solok, ambon = found["id/region/kota-solok.html"], found["id/region/kota-ambon.html"]
    assert solok.before == Link("../region/kota-padang.html", "Kota Padang")
    assert solok.after == Link("../region/kota-sawahlunto.html", "Kota Sawahlunto")
    assert (ambon.before, ambon.after) == (None, None)  # of another province
    assert found["id/edition/2018.html"].after == Link("../edition/2019.html", "2019")
    assert solok.hashed([]) != replace(solok, after=None).hashed([])


def test_a_page_of_a_score_is_called_by_its_name_in_the_language_of_the_page() -> None:
    texts = [
        ("indicator", "ipm", "Human development", "Pembangunan manusia"),
        ("indicator", "tpt", "Jobless", "Pengangguran"),
    ]
    columns = ["kind", "text", "english", "indonesian"]
    tables = {"texts": pd.DataFrame(texts, columns=columns, dtype="str")}
    given = [
        Report("indicators", each, language, called=called(each, language, tables))
        for each in ({"indicator": "ipm"}, {"indicator": "tpt"})
        for language in ("id", "en")
    ]
    found = links(with_paths(given), [])
    assert found["id/indicators/ipm.html"].after == Link("../indicators/tpt.html", "Pengangguran")
    assert found["en/indicators/tpt.html"].before == Link("../indicators/ipm.html", "Human development")


def test_on_the_page_a_name_is_a_link_or_text() -> None:
    text = Paragraph("Kota Ambon, Kota Palu & Kota Solok", names=of_regions(["Kota Ambon", "Kota Palu", "Kota Solok"]))
    cell = nbformat.v4.new_code_cell()
    cell.outputs = [
        nbformat.v4.new_output("display_data", data, metadata=metadata)
        for data, metadata in (each._repr_mimebundle_() for each in (Heading("Kota Solok", 1), text))
    ]
    notebook = nbformat.v4.new_notebook(cells=[cell])
    page, _, _ = render(notebook, "id", links(reports(), [])["id/region/kota-solok.html"])
    assert '<p><a href="../region/kota-ambon.html">Kota Ambon</a>, Kota Palu &amp; Kota Solok</p>' in page
    assert "data-page" not in page
    assert names_in(notebook) == ("region/Kota Ambon", "region/Kota Palu", "region/Kota Solok")
