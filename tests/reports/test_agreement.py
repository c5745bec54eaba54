"""The line of the index on a subject, and the headline of its page, say the same, in both languages."""

import re
from collections.abc import Iterator
from inspect import signature
from typing import Any

import pytest

from analysis import pages
from analysis.analyst.page import sections
from analysis.display.blocks import Paragraph
from analysis.findings import of_index
from analysis.findings.of_index import IndexFindings
from analysis.pages.of_index import IndexPage
from analysis.reports.parameter_sets import editions, indicators, provinces
from analysis.reports.subjects import SUBJECTS
from analysis.statistics.results import Results
from analysis.words.language import LANGUAGES, Words

RUNNING = {"en": "running", "id": "berturut-turut"}


@pytest.fixture(scope="module")
def found(processed: Results) -> IndexFindings:
    return of_index.index_findings(processed)


def page_of(notebook: str, results: Results, language: str, **parameters: Any) -> tuple[Any, str]:
    """Give the findings of a subject and the headline of its page, the second section of its notebook."""
    find = SUBJECTS[notebook].find
    given = {"editions": None, "evidence": "all", **parameters}
    says = find(results, **{name: value for name, value in given.items() if name in signature(find).parameters})
    shown = getattr(getattr(pages, notebook)(says, language), sections(notebook)[1])()
    return says, next(each.text for each in shown if isinstance(each, Paragraph) and each.kind == "lead")


def numbers(text: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", text)]


def telling(index: IndexPage) -> Iterator[tuple[str, str, bool]]:
    """Give the regions that were placed, and of the others one for each thing that the editions brought them."""
    seen = set()
    for entry in index.regions():
        outcomes = tuple(sign.outcome for sign in entry.signs)
        if entry.rank[1] or outcomes not in seen:
            yield entry.name, entry.answer, set(outcomes) == {"not_eligible"}
        seen.add(outcomes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_won_and_was_placed_as_often_in_the_index_as_on_its_page(
    processed: Results, found: IndexFindings, language: str
) -> None:
    for name, line, never_eligible in telling(IndexPage(found, Words(language))):
        headline = page_of("region", processed, language, region=name)[1].removeprefix(name)
        assert (RUNNING[language] in line) == (RUNNING[language] in headline), name
        if never_eligible:
            assert set(numbers(line)) <= set(numbers(headline)), name
        else:  # wins come first, then finals, and what the line leaves out is where it was not placed
            assert numbers(headline)[: len(numbers(line))] == numbers(line), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_province_has_as_many_placed_and_winners_in_the_index_as_on_its_page(
    processed: Results, found: IndexFindings, language: str
) -> None:
    rows = found.until_2022.set_index("name")
    for name in provinces(processed):
        line = IndexPage(found, Words(language)).report("province", {"province": name}, "", "").answer
        says, headline = page_of("province", processed, language, province=name)
        assert says.wins["name"].nunique() == rows.loc[name, "governments_won"], name
        placed, governments = rows.loc[name, "governments_placed"], rows.loc[name, "governments"]
        if governments > 1:
            assert {placed or governments, governments} <= set(numbers(line)) & set(numbers(headline)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_index_counts_of_the_whole_country_stands_in_the_headline(
    processed: Results, found: IndexFindings, language: str
) -> None:
    asked: list[tuple[str, dict[str, Any]]] = [(each, {}) for each in ("national_trends", "data_quality", "claims")]
    asked += [("edition", {"edition": each}) for each in editions(processed)]
    asked += [("indicators", {"indicator": each}) for each in indicators(processed)]
    for notebook, parameters in asked:
        line = IndexPage(found, Words(language)).report(notebook, parameters, "", "").answer
        headline = page_of(notebook, processed, language, **parameters)[1]
        assert set(numbers(line)) <= set(numbers(headline)), (line, headline)
        if notebook == "national_trends":
            assert line.rstrip(".") in headline
