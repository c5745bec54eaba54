"""Names in a text are marked with what they stand for, and text is escaped whether it holds names or not."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.display.blocks import Paragraph
from analysis.display.references import of_editions, of_provinces, of_regions, subject_page, with_names
from analysis.display.tables import Column, Table


def test_a_name_is_marked_with_what_it_stands_for() -> None:
    names = {**of_regions(["Kota Solok"]), **of_editions([2018])}
    assert with_names("Kota Solok: 2018 & 2019", names) == (
        '<a data-page="region/Kota Solok">Kota Solok</a>: <a data-page="edition/2018">2018</a> &amp; 2019'
    )


def test_of_two_names_that_begin_alike_the_longer_one_counts_and_a_part_of_a_word_is_no_name() -> None:
    names = of_regions(["Kabupaten Solok", "Kabupaten Solok Selatan"])
    assert with_names("Kabupaten Solok Selatan", names) == (
        '<a data-page="region/Kabupaten Solok Selatan">Kabupaten Solok Selatan</a>'
    )
    assert with_names("Riausatu, se-Riau, 2018-2019", {**of_provinces(["Riau"]), **of_editions([2018])}) == (
        "Riausatu, se-Riau, 2018-2019"
    )


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=6), max_size=4))
def test_no_name_lets_markup_through(text: str, names: list[str]) -> None:
    html = with_names(text, of_regions(names))
    assert html.replace("</a>", "").count("<") == html.count('<a data-page="')


def test_paragraphs_and_cells_have_their_names_marked_and_their_text_as_it_was() -> None:
    data, _ = Paragraph("Kota Solok menang.", names=of_regions(["Kota Solok"]))._repr_mimebundle_()
    assert data["text/html"] == '<p><a data-page="region/Kota Solok">Kota Solok</a> menang.</p>'
    assert data["text/plain"] == "Kota Solok menang."
    frame = pd.DataFrame({"name": ["Pemerintah Kota Solok", "BPOM"], "region": ["Kota Solok", None]})
    html = Table("", frame, [Column("Name", "name", subject="region", named="region")])._repr_mimebundle_()[0][
        "text/html"
    ]
    assert f'<td><a data-page="{subject_page("region", "Kota Solok")}">Pemerintah Kota Solok</a></td>' in html
    assert "<td>BPOM</td>" in html
