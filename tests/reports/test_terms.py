"""Terms lead to what they mean where they are first used; marks and sources lead where they should."""

import re

import pytest

from analysis.pages.reading_guide import glossary, sections
from analysis.reports.site.terms import with_terms
from analysis.words.language import LANGUAGES, Words

ENGLISH = Words("en")


def linked(page: str) -> list[str]:
    return re.findall(r'<a class="term" href="\.\./how-to-read\.html#([^"]*)">([^<]*)</a>', with_terms(page, ENGLISH))


def test_a_term_is_linked_where_it_is_first_used_and_only_there():
    page = "<h2>Finalists</h2><p>Two finalists.</p><td>finalist</td><p>A finalist; its edition.</p>"
    assert linked(page) == [("finalist", "finalists"), ("edition", "edition")]


def test_nothing_is_linked_within_a_link_or_a_tag_and_no_part_of_a_word():
    page = '<p class="note"><a href="#">a finalist</a> <span title="edition">subseries</span> semi-finalist</p>'
    assert linked(page) == []


def test_of_two_terms_that_begin_alike_the_longer_one_counts():
    assert linked("<p>It was not placed; registered institutions.</p>") == [
        ("not-placed", "not placed"),
        ("registered", "registered institutions"),
    ]


def test_a_mark_leads_to_what_it_says():
    assert with_terms('<span class="mark">Certain</span>', ENGLISH) == (
        '<a class="mark" href="../how-to-read.html#certainty">Certain</a>'
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_that_is_led_to_has_a_name_of_its_own(language):
    words = Words(language)
    names = [each.name for each in (*sections(words), *glossary(words))]
    assert len(set(names)) == len(names)
    forms = [form.casefold() for each in glossary(words) for form in each.forms]
    assert len(set(forms)) == len(forms)
