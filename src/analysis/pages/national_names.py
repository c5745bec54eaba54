"""Who stands on the lists of the country: named first, then counted.

Which bounds the missing names allow besides is said in `analysis.pages.of_national_trends`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.display import references
from analysis.display.blocks import Fact, Facts, Paragraph, Shown
from analysis.display.references import Citation, Names
from analysis.display.tables import Column, Table
from analysis.findings.of_national_trends import NationalTrendsFindings
from analysis.findings.placings import most_wins
from analysis.vocabulary import EVER, Area, Level
from analysis.words import phrases
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary

NAMED_AT_MOST = 5
"""More names than these make no headline."""
OFTEN = 2
"""Editions in which those have been placed that are listed as placed most often, or won."""


@dataclass(frozen=True)
class NationalNames:
    """What the page on the country says of those on the lists, in one language."""

    findings: NationalTrendsFindings
    words: Words
    cite: Callable[..., Citation]

    @property
    def _placed(self) -> pd.DataFrame:
        return self.findings.placings

    def _editions(self) -> list[int]:
        return [int(edition) for edition in self.findings.editions["edition"]]

    def names(self, rows: pd.DataFrame) -> Names:
        """Let the names of governments, of provinces and of editions lead to their pages; takes rows of `placings`."""
        provinces = references.of_provinces(self.findings.provinces["name"])
        return {
            **provinces,
            **references.of_regions(rows["region"].dropna()),
            **references.of_editions(self.findings.all_editions["edition"]),
        }

    def stayers(self) -> pd.DataFrame:
        """Give those known to have been placed in every edition, where there are two or more."""
        number = len(self._editions())
        return self._placed[(self._placed["placed"].str.len() == number) & (number > 1)]

    def headline(self) -> list[str]:
        """Name those in every edition and those with the most wins; none where nobody or too many would be named."""
        say, sentences = self.words.say, []
        stayers, winners = self.stayers(), most_wins(self._placed)
        if 0 < len(stayers) <= NAMED_AT_MOST:
            names, years = self._listed(stayers), phrases.years(self._editions(), self.words)
            sentences.append(say("{names}: finalists in every edition ({years}).", names=names, years=years))
        if 0 < len(winners) <= NAMED_AT_MOST:
            often = phrases.times(len(winners["won"].iloc[0]), self.words)
            sentences.append(say("Most wins known: {names}, {often}", names=self._listed(winners), often=often) + ".")
        return sentences

    def facts(self) -> Facts:
        """Count, with what they are of: those placed in every edition, the most wins, the provinces that were reached."""
        found, say = self.findings, self.words.say
        names, winners, facts = self.names(self._placed), most_wins(self._placed), []
        if len(stayers := self.stayers()):
            text = self.words.plural(
                "institution placed in every edition: {names}",
                "institutions placed in every edition: {names}",
                len(stayers),
                names=self._listed(stayers),
            )
            facts.append(Fact(say("{number} or more", number=len(stayers)), text, names=names))
        if len(winners):
            text = say("the most wins known: {names}", names=self._listed(winners))
            facts.append(Fact(say("{number}×", number=len(winners["won"].iloc[0])), text, names=names))
        together = ", ".join(map(str, found.only)) or EVER  # of several, but not of all, it isn't worked out
        reached = found.reached[(found.reached["area"] == Area.PROVINCE) & (found.reached["edition"] == together)]
        for row in reached.itertuples():
            value = say("{known} of {all}", known=int(row.lower), all=int(row.areas))
            text = say("provinces known to have had a government placed")
            facts.append(Fact(value, text, self.cite(found.all_editions["source_ids"])))
        return Facts(facts)

    def often(self, table: Callable[..., Table]) -> Table:
        """List those placed in several editions, or that won, those placed most often first."""
        say, named = self.words.say, Vocabulary(self.words)
        rows = self._placed
        rows = rows[(rows["placed"].str.len() >= OFTEN) | (rows["won"].str.len() >= OFTEN)]
        columns = [
            Column(say("Institution"), "name", subject=references.REGION, named="region"),
            Column(say("Level"), "level", lambda level: named.level(Level(level))),
            Column(say("Finalist in"), "placed", self._years),
            Column(say("Won in"), "won", self._years),
            Column(say("Won for"), "aspects", "; ".join),
        ]
        return table(say("Known to have been placed in two editions or more"), rows, columns)

    def stayed(self) -> list[Shown]:
        """Name those placed in every edition, those that came back, and those that were new."""
        say, placed = self.words.say, self._placed
        names = self.names(placed)
        texts = []
        if len(stayers := self.stayers()):
            texts.append(say("In every edition: {names}.", names=self._listed(stayers)))
        if len(back := placed[placed["is_back"]]):
            text = say("Came back after a gap, for certain: {names}.", names=self._listed(back, with_editions=True))
            texts.append(text)
        if len(back := placed[placed["may_be_back"]]):
            text = say(
                "Came back after a gap, unless they are among names that are missing in between: {names}.",
                names=self._listed(back, with_editions=True),
            )
            texts.append(text)
        for edition in self._editions():
            sure, perhaps = (placed[placed[column] == edition] for column in ("is_new", "may_be_new"))
            if len(sure):
                text = say(
                    "New in {edition}, for certain: {names}.",
                    edition=str(edition),
                    names=self._listed(sure.sort_values("name")),
                )
                texts.append(text)
            if len(perhaps):
                text = say(
                    "New in {edition}, unless they are among names that are missing from earlier lists: {names}.",
                    edition=str(edition),
                    names=self._listed(perhaps.sort_values("name")),
                )
                texts.append(text)
        return [Paragraph(text, names=names) for text in texts]

    def provinces(self) -> list[Shown]:
        """Name the provinces in which a government was placed, and those in which none is known to have been."""
        say, rows = self.words.say, self.findings.provinces
        known, never, open_ = (
            rows[rows["lower"] > 0],
            rows[rows["upper"] == 0],
            rows[(rows["lower"] == 0) & (rows["upper"] > 0)],
        )
        names = self.names(self._placed)
        texts = []
        if len(known):
            ordered = known.sort_values(["lower", "name"], ascending=[False, True])
            listed = self.words.listing(
                say("{name} ({number})", name=row.name, number=int(row.lower))
                for row in ordered[["name", "lower"]].itertuples(index=False)
            )
            texts.append(say("Governments known to have been placed, by province: {names}.", names=listed))
        if len(open_):
            text = self.words.plural(
                "In one province no government is known to have been placed, though a missing name may be of it: {names}.",
                "In {number} provinces no government is known to have been placed, though missing names may be of them: {names}.",
                len(open_),
                names=self.words.listing(open_["name"]),
            )
            texts.append(text)
        if len(never):
            texts.append(say("Never placed, for certain: {names}.", names=self.words.listing(never["name"])))
        return [Paragraph(text, names=names) for text in texts]

    def _years(self, editions: Iterable[int]) -> str:
        return phrases.years(editions, self.words)

    def _listed(self, rows: pd.DataFrame, *, with_editions: bool = False) -> str:
        if not with_editions:
            return self.words.listing(rows["name"])
        return self.words.listing(
            self.words.say("{name} ({years})", name=name, years=self._years(placed))
            for name, placed in zip(rows["name"], rows["placed"], strict=True)
        )
