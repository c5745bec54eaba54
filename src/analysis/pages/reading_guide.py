"""How to read the reports, and what their terms mean, in one language: a page of its own, to which all others link.

What a report says belongs to the module of its page. Where these texts stand belongs to `analysis.reports.site`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.vocabulary import Status, Verdict
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary


@dataclass(frozen=True)
class Section:
    """A heading, the name by which links lead to it, and its paragraphs."""

    name: str
    heading: str
    paragraphs: Sequence[str]


@dataclass(frozen=True)
class Term:
    """A term of the pages: the name by which links lead to it, the forms in which it is written, what it means."""

    name: str
    forms: Sequence[str]
    meaning: str

    @property
    def term(self) -> str:
        """The form under which it is listed."""
        return self.forms[0]


def title(words: Words) -> str:
    """Name the page."""
    return words.say("How to read the reports")


def glossary_title(words: Words) -> str:
    """Name the list of terms."""
    return words.say("What the terms mean")


def sections(words: Words) -> list[Section]:
    """Give the sections of the page, the glossary apart."""
    say = words.say
    return [
        Section(
            "certainty",
            say("How firm a sentence is"),
            [
                say("Certain: true with the strictest evidence as well, where two publishers or more state it."),
                say("Strong: true with the evidence that was found, whatever the missing names may be."),
                say("Open: a name that turns up could change it. The sentence says which names are missing."),
                say("Two pages of one publisher are one witness. A mark speaks of the evidence, never of the region."),
            ],
        ),
        Section(
            "status",
            say("Placed, not placed, unknown"),
            [
                say(
                    "Not every list was archived whole. A region that is on no list we know is not placed only if no "
                    "missing name could be its own; otherwise it is unknown. Unknown is never a no, and never counted as 0."
                ),
                say("Not placed doesn't mean that it took part: who took part was never published."),
            ],
        ),
        Section(
            "ranges",
            say("Why there are ranges"),
            [
                say(
                    "“12 to 20 of 25” is what every way of filling in the missing names allows: at least 12, at most 20, "
                    "and no number between is likelier than another. Where a list is whole, both ends meet."
                ),
                say(
                    "Where sources give different numbers, both are told, and what follows from them is a range as well."
                ),
            ],
        ),
        Section(
            "lists",
            say("A list is a threshold, not a ranking"),
            [
                say(
                    "“Top 25” says: among the 25 chosen. It doesn't say who is ahead of whom. From Top 25 to Top 46 nobody "
                    "has fallen; editions are compared by how many of those registered were chosen."
                ),
            ],
        ),
        Section(
            "sources",
            say("Sources"),
            [
                say(
                    "Small numbers, or the word “12 sources”, lead to the pages that say so, at the end of a report; from "
                    "there an arrow leads back. Anyone can open and check them."
                ),
            ],
        ),
        Section(
            "take-away",
            say("To take away"),
            [
                say(
                    "Every report is also a workbook (XLSX) with real numbers and a document to print (PDF). A click on the "
                    "heading of a column sorts a table; charts are saved as SVG or PNG. At the end of a report stands what may "
                    "be quoted, with its certainty and sources, and what must not be made of it."
                ),
            ],
        ),
    ]


def glossary(words: Words) -> list[Term]:
    """Give the terms of the pages, each with its meaning."""
    say, named = words.say, Vocabulary(words)

    def forms(text: str) -> list[str]:
        return text.split("|")

    return [
        Term("edition", forms(say("edition|editions")), say("One holding of the competition, named by its year.")),
        Term(
            "finalist",
            forms(say("finalist|finalists")),
            say("An institution on a published list such as the Top 25. The winners are drawn from the finalists."),
        ),
        Term(
            "service-unit",
            forms(say("service unit|service units")),
            say("An office that serves the public. It belongs to an institution and competes in a track of its own."),
        ),
        Term(
            "outstanding-achievement",
            ["Outstanding Achievement"],
            say("The track for winners of earlier editions."),
        ),
        Term(
            "not-placed",
            [named.status(Status.NOT_PLACED)],
            say("On none of an edition's lists, for certain. It may not have taken part."),
        ),
        Term(
            "unknown",
            [named.status(Status.UNKNOWN)],
            say("A missing name may be its own, so it can't be said whether it was placed."),
        ),
        Term(
            "only-implied",
            [say("only implied")],
            say("No page names it on the list, but too few others are left that could be on it."),
        ),
        Term(
            "registered",
            forms(say("registered institutions|registered")),
            say("Those that entered. Only how many they were was published, and sources differ."),
        ),
        Term(
            "selectivity",
            forms(say("selectivity")),
            say("How many of those registered were chosen: the only way to compare lists of different length."),
        ),
        Term(
            "newcomer",
            forms(say("newcomer|newcomers")),
            say("A finalist that was on no list of any edition before."),
        ),
        Term(
            "by-lot",
            forms(say("by lot|lots")),
            say("What would come of it if places were drawn by lot: something to compare with, not an explanation."),
        ),
        Term(
            "publisher",
            forms(say("publisher|publishers")),
            say("The owner of a site, of the press or of an office. Two pages of one publisher count as one witness."),
        ),
        Term(
            "supported",
            [named.verdict(Verdict.SUPPORTED)],
            say("Of a printed claim: true, however the missing names may be filled in."),
        ),
        Term(
            "refuted",
            [named.verdict(Verdict.REFUTED)],
            say("Of a printed claim: false, however the missing names may be filled in."),
        ),
        Term(
            "undetermined",
            [named.verdict(Verdict.UNDETERMINED)],
            say("Of a printed claim: true or false, depending on the missing names."),
        ),
        Term(
            "series",
            forms(say("series")),
            say("The years of a score that share a scale. Scores of two series aren't compared."),
        ),
    ]
