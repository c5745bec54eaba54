"""How often institutions come back, set against what drawing lots would bring: two sections of the page on the country.

Who they are is named in `analysis.pages.national_names`.
"""

from collections.abc import Iterable
from functools import partial

import pandas as pd

from analysis.display import charts
from analysis.display.blocks import Heading, Paragraph, Shown
from analysis.display.tables import Column, Kind, Part
from analysis.facts.citations import SourceIds
from analysis.findings.of_national_trends import NationalTrendsFindings, longest_run
from analysis.pages.page import Page
from analysis.vocabulary import Certainty, Group
from analysis.words import phrases, ranges


class AgainstLots(Page[NationalTrendsFindings]):
    """The sections on editions in a row."""

    def retention(self) -> list[Shown]:
        """Show who came back, against chance."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("Do they come back more often than lots would bring them?"))
        rows = found.retention
        if rows.empty:
            return [heading, Paragraph(say("Retention needs two editions in a row."))]
        institutions = rows[rows["track"] == Group.INSTITUTIONS]
        title = (
            say("Institutions come back more often than lots would bring them")
            if found.beyond_lot
            else say("How many institutions come back, and how many lots would bring back")
        )
        footer = self._footer(
            say("Lots: all of the cohort registered again and places drawn independently (hypergeometric)."),
            figures=self._registered_for(institutions["edition_to"]),
        )
        table = rows.assign(chance=rows["p_value"].where(rows["lower"] > 0))
        columns = [
            Column(
                say("Editions"),
                ("edition_from", "edition_to"),
                lambda earlier, later: say("{earlier} to {later}", earlier=str(earlier), later=str(later)),
            ),
            Column(say("Track"), "track", self.named.group),
            Column(
                say("Cohort: names known"),
                ("cohort", "cohort_size"),
                lambda cohort, size: say("{cohort} of {size}", cohort=cohort, size=size),
                Kind.NUMBER,
                (Part.NUMBER, Part.WHOLE),
            ),
            Column(say("Placed again"), ("lower", "upper"), words.interval, Kind.NUMBER),
            self._by_lot(),
            Column(
                say("Chance of at least the lower end"),
                "chance",
                partial(ranges.chance, words=words),
                Kind.SHARE,
            ),
        ]
        return [
            heading,
            charts.retention(institutions, words, title, footer),
            *(self._firm("beyond_lot") if found.beyond_lot else ()),
            self._table(say("Retention from one edition to the next"), table, columns),
        ]

    def _by_lot(self) -> Column:
        return Column(
            self.words.say("Expected by lot"),
            ("expected_low", "expected_high"),
            partial(ranges.expected, words=self.words),
            Kind.NUMBER,
        )

    def runs(self) -> list[Shown]:
        """Show runs of editions in a row, against lot."""
        found, words = self.findings, self.words
        say = words.say
        rows = found.runs[found.runs["track"] == Group.INSTITUTIONS]
        heading = Heading(say("How many were placed edition after edition?"))
        if rows.empty:
            return [heading, Paragraph(say("Runs need two editions."))]
        longest = longest_run(rows)
        title = words.plural(
            "At least one institution was placed in every edition from {first} to {last}",
            "At least {number} institutions were placed in every edition from {first} to {last}",
            int(longest["lower"]),
            first=str(longest["edition_from"]),
            last=str(longest["edition_to"]),
        )
        labelled = rows.assign(
            label=[phrases.between(row.edition_from, row.edition_to, words) for row in rows.itertuples()]
        )
        columns = [
            Column(say("Editions"), "label"),
            Column(say("In a row"), "editions", words.number, Kind.NUMBER),
            Column(say("Institutions"), ("lower", "upper"), words.interval, Kind.NUMBER),
            self._by_lot(),
        ]
        lots = say("Lots: everyone registers each time and places are drawn independently.")
        footer = self._footer(lots, figures=self._registered_for(found.editions["edition"]))
        return [
            heading,
            charts.runs(labelled, words, title, footer),
            *self._firm("runs"),
            self._table(say("Institutions placed in a row"), labelled, columns),
        ]

    def _footer(self, first: str, editions: pd.DataFrame | None = None, figures: Iterable[SourceIds] = ()) -> str:
        """Add source and completeness: of the editions asked for, unless a figure is over others."""
        editions = self.findings.editions if editions is None else editions
        return f"{first} {self._source_line(editions['source_ids'], figures)} {self._completeness(editions)}"

    def _registered_for(self, editions: Iterable[int]) -> list[SourceIds]:
        """Find the pages on how many institutions registered, which lots are drawn from."""
        rows = self.findings.selectivity
        rows = rows[(rows["track"] == Group.INSTITUTIONS) & rows["edition"].isin(list(editions))]
        return list(rows["source_ids"])

    def _shares(self, group: Group) -> pd.DataFrame:
        """Give the selectivity of a group where it is known."""
        rows = self.findings.selectivity
        return rows[rows["track"] == group].dropna(subset=["registered"])

    def _firm(self, headline: str) -> list[Shown]:
        """Say how firm a chart is where it is more, or less, than the evidence found bears out."""
        certainty = self.findings.certainties.get(headline)
        if certainty in (None, Certainty.HOLDS):
            return []
        return [Paragraph(self.named.certainty(certainty) + ".", kind="note")]
