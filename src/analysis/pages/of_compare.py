"""The page that compares: two to eight regions side by side, and what can be said of who is ahead."""

from functools import partial

import pandas as pd

from analysis.display import references
from analysis.display.blocks import Heading, Paragraph, Shown, Square, Strip
from analysis.display.states import WON
from analysis.display.tables import Column, Kind
from analysis.findings.of_compare import RUNNING, CompareFindings
from analysis.pages.page import Page
from analysis.vocabulary import Outcome, Stage, Status, TextKind
from analysis.words import phrases

STATES = {
    Outcome.WINNER: WON,
    Outcome.PERHAPS_WINNER: Status.PLACED,
    Outcome.FINALIST: Status.PLACED,
    Outcome.NOT_PLACED: Status.NOT_PLACED,
    Outcome.UNKNOWN: Status.UNKNOWN,
    Outcome.NOT_ELIGIBLE: Status.NOT_ELIGIBLE,
}
"""By which state the square of an outcome is coloured."""


class ComparePage(Page[CompareFindings]):
    """What the notebook `compare` shows, section by section."""

    @property
    def _names(self) -> references.Names:
        return {
            **references.of_regions(self.findings.names),
            **references.of_editions(self.findings.editions["edition"]),
        }

    def opening(self) -> list[Shown]:
        """Open the page with what they are together."""
        found, say = self.findings, self.words.say
        about = say(
            "Side by side in the national competition on handling public complaints (SP4N-LAPOR!), editions of {years}.",
            years=phrases.years(found.editions["edition"], self.words),
        )
        return self._opening(self._title(), about, announced=found.announced)

    def _title(self) -> str:
        """Call them by what they are together, where that has a name; else by their names."""
        found, say = self.findings, self.words.say
        if found.cities_of:
            return say("Cities of {province}", province=found.cities_of)
        if found.all_running:
            return say("Placed {often} running", often=phrases.times(RUNNING, self.words))
        return self.words.listing(found.names)

    def answer(self) -> list[Shown]:
        """Answer first: who is known to have been placed and to have won most often; then a strip for each."""
        mark = self.named.certainty(self.findings.certainty)
        sentences = [self._most("places"), self._ahead_of_all(), self._most("wins")]
        text = " ".join(filter(None, sentences)) or self.words.say("None of them is on a list that is known.")
        text = self._of_these(self.findings.only, text)
        sources = self._cite(self.findings.sources["source_id"].map(lambda source: (source,)))
        return [Paragraph(text, sources, "lead", mark, self._names), *self._strips()]

    def _most(self, what: str) -> str:
        """Name those known to have most places, or wins; '' where none has any."""
        places, say = self.findings.places, self.words.say
        most = int(places[f"{what}_lower"].max())
        if not most:
            return ""
        leading = places.loc[places[f"{what}_lower"] == most, "name"]
        values = {"names": self.words.listing(leading), "often": phrases.times(most, self.words)}
        if what == "wins":
            return say("Most wins known: {names}, {often}", **values) + "."
        return say("Most often a finalist, as far as is known: {names}, {often}.", **values)

    def _ahead_of_all(self) -> str:
        """Name who has more finals than every other for certain; '' where nobody has, or it can't be known."""
        if not (name := self.findings.ahead_of_all):
            return ""
        return self.words.say("{name} is ahead of all the others, whatever names are still missing.", name=name)

    def _strips(self) -> list[Shown]:
        """Show what each edition was for each region."""
        shown: list[Shown] = []
        for name, rows in self.findings.outcomes.groupby("name", sort=False):
            label = self.words.say("{name} by edition", name=name)
            shown += [
                Paragraph(str(name), kind="name", names=self._names),
                Strip(label, [self._square(*row) for row in rows.itertuples(index=False)]),
            ]
        return shown

    def _square(self, name: str, edition: int, outcome: str, missing: int, size: int) -> Square:
        wins = self.findings.wins
        details = wins.loc[(wins["name"] == name) & (wins["edition"] == edition), "aspect"].dropna().tolist()
        if outcome == Outcome.UNKNOWN:
            details = [self.words.say("{missing} of {size} names missing", missing=missing, size=size)]
        if outcome == Outcome.PERHAPS_WINNER:
            details = [self.words.say("won? not known")]
        word = self._outcome(Outcome(outcome))
        return Square(str(edition), STATES[Outcome(outcome)], word, details, references.of_editions([edition]))

    def _outcome(self, outcome: Outcome) -> str:
        if outcome is Outcome.WINNER:
            return phrases.sentence_case(self.named.status(Status.PLACED, Stage.WINNER))
        return phrases.sentence_case(self.named.status(Status(STATES[outcome])))

    def places(self) -> list[Shown]:
        """Count places and wins."""
        say, words = self.words.say, self.words
        columns = [
            Column(say("Region"), "name", subject=references.REGION),
            Column(say("Province"), "province", subject=references.PROVINCE),
            Column(say("Finalist, known"), "places_lower", words.number, Kind.NUMBER),
            Column(say("Finalist, at most"), "places_upper", words.number, Kind.NUMBER),
            Column(say("Won, known"), "wins_lower", words.number, Kind.NUMBER),
            Column(say("Won, at most"), "wins_upper", words.number, Kind.NUMBER),
        ]
        years = phrases.years(self.findings.editions["edition"], words)
        caption = say("In how many of the editions of {years}", years=years)
        return [Heading(say("Finals and wins")), self._table(caption, self.findings.places, columns)]

    def ahead(self) -> list[Shown]:
        """Say of each pair whether the first was a finalist more often."""
        found, say = self.findings, self.words.say
        table = found.ahead.pivot(index="first", columns="second", values="ahead").reindex(found.names)
        columns = [Column(say("Region"), "first", subject=references.REGION)]
        columns += [Column(say("than {name}", name=name), name, self.named.ahead) for name in found.names]
        note = say("Yes or no holds however the missing names turn out. Where it depends on them, it can't be known.")
        caption = say("Was it a finalist more often …")
        return [
            Heading(say("Who is ahead?")),
            self._table(caption, table.reset_index(), columns),
            Paragraph(note, kind="note"),
        ]

    def wins(self) -> list[Shown]:
        """List the wins, with what they were for."""
        wins, say = self.findings.wins, self.words.say
        if wins.empty:
            return []
        columns = [
            Column(say("Region"), "name", subject=references.REGION),
            *self._win_columns(),
        ]
        return [Heading(say("Wins")), self._table(say("Lists of winners that they stand on"), wins, columns)]

    def scores(self) -> list[Shown]:
        """Set their newest yearly scores beside each other; those of different series are not comparable."""
        scores, say = self.findings.scores, self.words.say
        heading = Heading(say("Yearly scores"))
        if scores.empty:
            return [heading, Paragraph(say("No yearly score of any of them is known to us."))]
        columns = [
            Column(say("Region"), "name", subject=references.REGION),
            Column(say("Score"), "indicator_id", partial(self.words.text, TextKind.INDICATOR)),
            Column(say("Series"), "series", partial(self.words.text, TextKind.SERIES)),
            Column(say("Year"), "year"),
            Column(say("Value"), "value", self.words.number, Kind.NUMBER, sources="source_ids"),
        ]
        shown: list[Shown] = [heading, self._table(say("The newest score known of each series"), scores, columns)]
        without = [name for name in self.findings.names if name not in set(scores["name"])]
        notes = [say("Scores of different series or years may not be compared.")] if self._differ(scores) else []
        if without:
            notes.append(say("No score is known of {names}.", names=self.words.listing(without)))
        return [*shown, *([Paragraph(" ".join(notes), kind="note", names=self._names)] if notes else [])]

    def _differ(self, scores: pd.DataFrame) -> bool:
        return len(scores[["indicator_id", "series", "year"]].drop_duplicates()) > 1
