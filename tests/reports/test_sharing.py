"""What a page has for those who share, quote or cite it."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from analysis.errors import Refused
from analysis.pages.to_share import Said, bibtex, not_to_be_said, quotation
from analysis.reports import yml
from analysis.reports.catalogue import Report
from analysis.reports.manifest import Manifest
from analysis.reports.site import index
from analysis.reports.site.card import card
from analysis.reports.site.links import links
from analysis.reports.site.sharing import head, said, sharing
from analysis.reports.yml import Site
from analysis.statistics.results import Results
from analysis.words.language import Words

ENGLISH = Words("en")
SOLOK = Said(
    "Kota Solok",
    "Kota Solok was a finalist three times running.",
    "Strong: borne out by the evidence found",
    "Newest dated source: 1 July 2024",
    ["menpan.go.id", "antaranews.com", "menpan.go.id"],
    ["2022-06", "2022-06-17", "2018"],
    {"Kota Solok": {"2018": "placed", "2022": "not_placed"}},
)
REPORTS = [
    Report(notebook, {notebook: "Kota Solok"}, language, f"{language}/{notebook}/kota-solok.html")
    for notebook in ("region", "province")
    for language in ("id", "en")
]


def shared(report=REPORTS[1], site=Site(), formats=("png",)):  # noqa: B008 - it is frozen
    return sharing(SOLOK, links(REPORTS, formats, site)[report.path], Words(report.language))


def test_what_may_be_quoted_has_its_certainty_its_sources_and_its_date():
    assert quotation(SOLOK, ENGLISH) == (
        "Kota Solok was a finalist three times running. (Strong: borne out by the evidence found.) "
        "3 sources: menpan.go.id and antaranews.com. Newest dated source: 17 June 2022."
    )
    assert "dated" not in quotation(replace(SOLOK, dates=[]), ENGLISH)
    many = replace(SOLOK, publishers=list("abcde"))
    assert "5 sources: a, b, c and others." in quotation(many, ENGLISH)


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        ([{"2018": "won", "2019": "unknown", "2020": "unknown"}], "A was not placed in 2019 or 2020: names are still"),
        ([{"2018": "won", "2019": "not_placed"}], "A came first, or 25th: a list says who was chosen"),
        ([{"2018": "not_placed"}], "A took part and lost: who took part was never published"),
        ([], "Don't write one number where a range is given"),
        # On a page about several regions nothing is denied of its title, and of each only what is open of it.
        ([{"2018": "unknown"}, {"2018": "not_placed"}, {"2018": "unknown"}], "that A or C was not placed in 2018"),
        ([{"2018": "unknown"}, {"2019": "unknown"}], "that of A. Don't write that B was not placed in 2019"),
        ([{"2018": "won"}, {"2018": "not_placed"}], "A or B came first"),
    ],
)
def test_what_must_not_be_said_follows_from_the_editions(states, sentence):
    given = dict(zip("ABC", states, strict=False))
    assert sentence in not_to_be_said(replace(SOLOK, title="Cities of B", states=given), ENGLISH)


def test_of_yearly_scores_nothing_is_said_about_missing_names():
    text = not_to_be_said(replace(SOLOK, states={}, notebook="indicators"), ENGLISH)
    assert "stand for all regions" in text
    assert "names" not in text


def test_addresses_are_whole_where_the_site_is_known_and_relative_where_it_is_not():
    assert shared().own == "kota-solok.html"
    assert shared().twins == {"en": "kota-solok.html", "id": "../../id/region/kota-solok.html"}
    assert shared().card == "kota-solok.png"
    there = shared(site=Site("https://example.org/trends"))
    assert there.own == "https://example.org/trends/en/region/kota-solok.html"
    assert there.twins["id"] == "https://example.org/trends/id/region/kota-solok.html"
    assert there.card == "https://example.org/trends/en/region/kota-solok.png"
    assert there.own in there.citation
    assert f"url = {{{there.own}}}" in there.bibtex
    assert shared(formats=()).card == ""


def test_no_two_pages_have_one_title():
    titles = [shared(report).title for report in REPORTS]
    assert len(set(titles)) == len(REPORTS)
    assert shared().title == "Kota Solok · Region · Regional Trends"


def test_what_latex_would_read_as_a_command_is_written_for_it():
    written = bibtex(replace(SOLOK, title="A & B_{100%}"), "en/a.html", "en-a", ENGLISH)
    assert r"title = {{A \& B\_\{100\%\}}}" in written
    assert "howpublished = {en/a.html}" in written


def test_another_site_or_contact_changes_every_page():
    def hashes(site):
        return {each.hashed(()) for each in links(REPORTS, (), site).values()}

    assert not hashes(Site()) & hashes(Site("https://example.org"))
    assert not hashes(Site()) & hashes(Site(contact="mailto:a@example.org"))


def test_the_site_and_the_contact_stand_in_reports_yml():
    given = b"site_url: https://example.org/trends/\ncontact: data@example.org\nreports: [{notebook: region}]"
    assert yml.site(given) == Site("https://example.org/trends", "mailto:data@example.org")
    assert yml.site(b"reports: [{notebook: region}]") == Site()
    assert yml.site(b"contact: https://example.org/issues").contact == "https://example.org/issues"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "site_url: example.org",
            "site_url is 'example.org', which is not an address such as https://example.org/reports",
        ),
        ("site_url: 7", "site_url is 7, which"),
        ("contact: nobody", "contact is 'nobody', which is neither an address of the web nor of mail"),
        ("contact: 'javascript:alert(1)@x'", "which is neither"),
        ("contact: [a@example.org]", "which is neither"),
    ],
)
def test_a_wrong_site_or_contact_is_refused_in_one_line(line, said):
    for understand in (yml.site, yml.understood):
        with pytest.raises(Refused, match=re.escape(said)):
            understand(f"reports: [{{notebook: region}}]\n{line}".encode())


def test_what_a_page_says_first_is_taken_from_its_blocks():
    strip = {"kind": "strip", "label": "", "squares": [{"edition": "2018", "state": "won", "word": "", "details": []}]}
    sources = [(1, "menpan.go.id", "2018"), (2, "ombudsman.go.id", "2024"), (3, "antaranews.com", None)]
    blocks = [
        {"kind": "paragraph", "role": "dated", "text": "Newest dated source: 2024"},
        {"kind": "paragraph", "role": "lead", "text": "A.", "mark": "Certain", "sources": [1, 3]},
        strip,
        {"kind": "paragraph", "role": "name", "text": "B"},
        strip,
        {
            "kind": "table",
            "columns": [
                {"number": True, "keys": [1, 2, 3]},
                {"number": False, "keys": []},
                {"number": False, "keys": [date for *_, date in sources]},
            ],
            "rows": [
                [{"text": str(number), "anchor": f"source-{number}"}, {"text": publisher, "anchor": ""}]
                for number, publisher, _ in sources
            ],
        },
    ]
    publishers, states = ["menpan.go.id", "antaranews.com"], {"2018": "won"}
    dated = "Newest dated source: 2024"
    found = said(blocks, "T", "A.", "compare")
    assert found == Said("T", "A.", "Certain", dated, publishers, ["2018"], {"T": states, "B": states}, "compare")


@pytest.mark.parametrize("states", [["won", "placed", "not_placed", "unknown", "not_eligible"], []])
def test_a_card_is_as_large_as_it_is_shown_small_as_a_file_and_the_same_each_time(states):
    squares = [{"edition": "2018", "state": each, "word": each * 3, "details": ["x y " * 20]} for each in states]
    blocks = [{"kind": "strip", "label": "", "squares": squares}] if states else []
    facts = {"title": "Kabupaten " * 9, "description": "word " * 200, "author": "Regional Trends", "dated": "2022"}
    drawn = card(blocks, facts)
    assert Image.open(io.BytesIO(drawn)).size == (1200, 630)
    assert len(drawn) < 40_000
    assert card(blocks, facts) == drawn


@pytest.fixture(scope="module")
def around(processed: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages that lead to reports, of which there are none yet, where it is known where they are published."""
    folder = tmp_path_factory.mktemp("around")
    index.publish(Manifest(), folder, processed, Site("https://example.org/trends"))
    return folder


def test_pages_beside_the_reports_tell_in_their_head_what_they_are(around: Path) -> None:
    heads = {path.relative_to(around).as_posix(): path.read_text("utf-8") for path in around.rglob("*.html")}
    titles = [re.findall(r"<title>(.*?)</title>", text) for text in heads.values()]
    assert all(len(title) == 1 for title in titles)
    in_english = [title for (title,), path in zip(titles, heads, strict=True) if path.startswith("en/")]
    assert len(set(in_english)) == len(in_english) == 42
    for path, text in heads.items():
        assert f'<link rel="canonical" href="https://example.org/trends/{path}">' in text
        card = f"{path.partition('/')[0] if '/' in path else 'id'}/index.png"
        assert f'<meta property="og:image" content="https://example.org/trends/{card}">' in text
        assert re.search(r'<meta name="description" content="[^"]{20,300}">', text)
    twin = '<link rel="alternate" hreflang="en" href="https://example.org/trends/en/list-bali.html">'
    assert twin in heads["id/list-bali.html"]


def test_the_card_of_the_index_is_a_picture_in_each_language(around: Path) -> None:
    cards = [(around / language / "index.png").read_bytes() for language in ("id", "en")]
    assert [Image.open(io.BytesIO(each)).size for each in cards] == [(1200, 630)] * 2
    assert cards[0] != cards[1]


def test_addresses_beside_the_reports_are_relative_where_the_site_is_not_known() -> None:
    told = head("changes.html", "What changed", "", ENGLISH, ["id", "en"], Site())
    assert (told.own, told.card, told.twins["id"]) == ("changes.html", "index.png", "../id/changes.html")
    above = head("", "Regional Trends", "", ENGLISH, ["id", "en"], Site())
    assert (above.own, above.card, above.twins["id"]) == ("index.html", "en/index.png", "id/index.html")
