"""The register of subjects: whole for every notebook, and clear about what half a subject lacks."""

import re
from pathlib import Path

import pytest

from analysis import findings, pages
from analysis.errors import Refused
from analysis.findings import of_claims, of_index
from analysis.pages.of_index import IndexPage
from analysis.pages.page import Page
from analysis.reports import lab, notebooks, subjects
from analysis.reports.subjects import ALL, SUBJECTS, Subject, of_notebook
from analysis.vocabulary import Language
from analysis.words.language import Words

PROJECT = Path(__file__).parents[2]
NOTEBOOKS = {name: each for name, each in notebooks.read(PROJECT).items() if name not in notebooks.GUIDES}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_notebook_has_a_whole_subject(name: str) -> None:
    subject = of_notebook(name, NOTEBOOKS[name].parameters)
    assert subject is SUBJECTS[name]
    assert issubclass(getattr(pages, name), Page)
    assert len({subject.heading(Words(language)) for language in Language}) == len(Language)
    assert all(ALL in sets for sets in subject.values.values())


def test_no_subject_lacks_its_notebook() -> None:
    assert SUBJECTS.keys() == NOTEBOOKS.keys()


def test_jupyterlabs_first_page_says_of_each_what_it_answers() -> None:
    assert lab._answers(Words("en")).keys() == {*SUBJECTS, *notebooks.GUIDES}


def test_the_index_says_of_each_what_its_page_says(processed) -> None:
    page = IndexPage(of_index.index_findings(processed), Words("en"))
    for name, subject in SUBJECTS.items():
        parameters = {parameter: sets[ALL](processed)[0] for parameter, sets in subject.values.items()}
        # Regions have entries of their own.
        assert page.report(name, parameters, "", "").answer or name == "region", name


def test_a_notebook_of_another_kind_has_no_subject() -> None:
    assert of_notebook("a_notebook_of_mine", ["language", "colour"]) is None


def test_half_a_subject_is_told_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> str:
        with pytest.raises(Refused) as refused:
            of_notebook("of_the_sea", ["language", "evidence", "of_the_sea"])
        return str(refused.value).removeprefix("notebook of_the_sea is half a subject: missing is ")

    monkeypatch.setattr(findings, "of_the_sea", lambda: None, raising=False)
    assert told() == "a page of_the_sea in analysis.pages, an entry in analysis.reports.subjects"
    half = Subject(of_claims.claims_findings, lambda words: words.say("Island group"))
    monkeypatch.setitem(SUBJECTS, "of_the_sea", half)
    assert told() == ("a page of_the_sea in analysis.pages, values of its parameter of_the_sea in its entry")
    monkeypatch.setattr(pages, "of_the_sea", pages.claims, raising=False)
    assert told() == "values of its parameter of_the_sea in its entry"
    of_tables = {"of_the_sea": {ALL: lambda tables: sorted(set(tables["regions"]["island_group"]))}}
    monkeypatch.setitem(SUBJECTS, "of_the_sea", Subject(half.find, half.heading, of_tables))
    assert of_notebook("of_the_sea", ["of_the_sea", "editions"]) is SUBJECTS["of_the_sea"]


def test_an_entry_of_which_a_part_is_forgotten_cannot_be_made() -> None:
    with pytest.raises(TypeError, match=re.escape("missing 1 required positional argument: 'heading'")):
        Subject(of_claims.claims_findings)  # type: ignore[call-arg]


def test_a_parameter_of_a_new_subject_is_refused_with_advice_as_others_are(monkeypatch: pytest.MonkeyPatch) -> None:
    of_two = Subject(
        of_claims.claims_findings,
        lambda words: words.say("Island group"),
        {"island": {ALL: lambda _: ["Jawa", "Bali"]}},
    )
    monkeypatch.setitem(SUBJECTS, "islands", of_two)
    assert subjects.as_known("island", "Jawa", {}) == "Jawa"
    with pytest.raises(Refused, match=r"island 'Jaw' is not known; did you mean 'Jawa'\?"):
        subjects.as_known("island", "Jaw", {})
