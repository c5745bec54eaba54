"""The words around the entries of the index: headings, labels and buttons, in one language.

The entries themselves belong to `analysis.pages.of_index`; where the words stand, to the templates of
`analysis.reports.site`.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.vocabulary import Level, Outcome, Status
from analysis.words.language import Words
from analysis.words.phrases import sentence_case
from analysis.words.vocabulary import Vocabulary


def labels(words: Words, regions: int, editions: list[int]) -> dict[str, str]:
    """Give all headings, labels and buttons by name; takes how many regions there are, and the editions."""
    say = words.say
    return {
        "name": say("Regional Trends"),
        "title": say("Your region in the SP4N-LAPOR! competition"),
        "lead": say(
            "Indonesia's competition on handling public complaints, {first} to {last}: who of {regions} regions won, "
            "who was a finalist, and what is not known yet.",
            regions=regions,
            first=str(editions[0]),
            last=str(editions[-1]),
        )
        if editions
        else "",
        "skip": say("Skip to the results"),
        "skip_to_content": say("Skip to the content"),
        "all_reports": say("All reports"),
        "changes": say("What changed"),
        "all_changes": say("All changes"),
        "guide": say("How to read"),
        "data": say("All the data"),
        "language": say("Language"),
        "search": say("Search for a region or a report"),
        "search_hint": say("such as Solok, NTB or 13.72"),
        "filters": say("Filters"),
        "in_province": say("Province"),
        "kind": say("Kind"),
        "edition": say("Edition"),
        "status": say("Status"),
        "every": say("All"),
        "finalist_or_winner": say("Finalist or winner"),
        "won": say("Known winners"),
        "clear_all": say("Clear all"),
        "map": say("Provinces on the map"),
        "map_note": say(
            "The number: how many of its governments are known to have been finalists. Empty is none known. The names of the "
            "provinces stand in the list below."
        ),
        "list": say("Provinces as a list"),
        "country": say("The whole country"),
        "results": say("Results"),
        "order": say("In order: most wins known, then most finals known."),
        "more": say("Show more"),
        "none": say("Nothing fits."),
        "none_advice": say("Check the spelling, or clear the filters."),
        "only_regions": say(
            "Only regions have a report of their own. Ministries, agencies and state-owned enterprises stand in the reports "
            "on the whole country and on the editions."
        ),
        "similar": say("Nothing is spelled like that; these are similar."),
        "result": say("one result"),
        "results_counted": say("{number} results", number="{number}"),
        "no_report": say("no report yet"),
        "older": say("older version"),
        "signs": say("What the marks mean"),
        "sign_certain": say("certain: two publishers or more bear it out"),
        "sign_strong": say("strong: the evidence that was found bears it out"),
        "sign_unknown": say("Still unknown: names are missing from the list, and it could be one of them."),
        "sign_pale": say("Pale: of a hundred who could be it, at most one is."),
        "sign_not_placed": say("Not placed: it is certainly none of the missing names; it may not have taken part."),
        "sign_not_eligible": say("Not eligible: not founded yet, or without a government of its own."),
        "failed": say("Some reports could not be made; their last good versions stay."),
    }


def data(words: Words) -> dict[str, str]:
    """Give the words of the page that leads to the data."""
    say = words.say
    return {
        "title": say("All the data"),
        "lead": say(
            "Every table behind the reports, as facts with their sources and as what follows from them. What each column "
            "means stands in the descriptor."
        ),
        "rows": say("Rows: {number}", number="{number}"),
    }


def squares(editions: pd.DataFrame, words: Words) -> list[dict[str, Any]]:
    """Say how many finalists of each edition are known by name, as the card of the index shows it side by side.

    Takes edition, known and places.
    """
    return [
        {
            "edition": str(row.edition),
            "state": Status.PLACED if row.known == row.places else Status.UNKNOWN,
            "word": words.say("{known} of {all}", known=int(row.known), all=int(row.places)),
            "details": [words.say("finalists known by name")],
        }
        for row in editions.itertuples()
    ]


def outcomes(words: Words) -> dict[str, str]:
    """Name the outcomes by which the index can be filtered, besides having been placed at all."""
    return {
        outcome: sentence_case(Vocabulary(words).outcome(outcome))
        for outcome in (Outcome.WINNER, Outcome.UNKNOWN, Outcome.NOT_PLACED, Outcome.NOT_ELIGIBLE)
    }


def kinds(words: Words) -> dict[str, str]:
    """Name the kinds of regions by which the index can be filtered."""
    say = words.say
    return {
        Level.PROVINCE: say("Provincial governments"),
        Level.REGENCY: sentence_case(Vocabulary(words).kinds(Level.REGENCY)),
        Level.CITY: sentence_case(Vocabulary(words).kinds(Level.CITY)),
    }


def changes(words: Words, build: int, finished: str) -> dict[str, str]:
    """Give the words of the page that says what the last build did; takes when it ended, in ISO form."""
    say = words.say
    return {
        "title": say("What changed"),
        "when": say(
            "Build {build}, {date}, {time} UTC",
            build=str(build),
            date=words.date(finished[:10]),
            time=words.time(finished),
        )
        if finished
        else "",
        "nothing": say("Nothing changed."),
        "said": say("What pages say now"),
        "older": say("older version"),
    }


def headings_of_changes(words: Words) -> Mapping[str, str]:
    """Name what a build may have done to a report."""
    say = words.say
    return {"new": say("New"), "changed": say("Changed"), "failed": say("Failed"), "removed": say("Removed")}
