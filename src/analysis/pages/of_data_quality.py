"""The page on data quality: what is known, from whom, how strongly, and where sources disagree."""

from typing import Any

import pandas as pd

from analysis.display import charts
from analysis.display.blocks import Heading, Paragraph, Shown
from analysis.display.references import REGION, subject_page
from analysis.display.tables import Column, Kind
from analysis.findings.of_data_quality import DataQualityFindings
from analysis.pages.page import Page
from analysis.vocabulary import (
    EVER,
    MISSING_NAMES,
    Area,
    Evidence,
    Find,
    Group,
    Level,
    Movement,
    Stage,
    Status,
    Verdict,
)
from analysis.words import phrases

PUBLISHERS, CONCLUSIONS = 10, 12
"""Rows that the page shows of tables that are too long to be read."""
GOVERNMENT_OF = "Pemerintah "
"""Begins the name of a government, before that of its region."""


class DataQualityPage(Page[DataQualityFindings]):
    """What the notebook `data_quality` shows, section by section."""

    def opening(self) -> list[Shown]:
        """Open the page."""
        say = self.words.say
        about = say("What is known of the published lists, from whom, how strongly, and where sources disagree.")
        return self._opening(say("How good the data are"), about, announced=self.findings.announced)

    def summary(self) -> list[Shown]:
        """Say how many names are known, and how many of them rest on one publisher."""
        lists, say = self.findings.lists, self.words.say
        finalists = lists[lists["stage"] == Stage.FINALIST]
        size, known = int(finalists["size"].sum()), int(finalists["known"].sum())
        alone = int((finalists["stated"] + finalists["implied"]).sum())
        if self.findings.evidence == Evidence.ALL:
            text = say(
                "Of {size} finalists' places in all editions, the names of {known} are known and {open} are missing. "
                "{alone} of the known names rest on a single publisher or are only implied.",
                size=size,
                known=known,
                open=size - known,
                alone=alone,
            )
        else:
            text = say(
                "Of {size} finalists' places in all editions, the names of {known} stand on this evidence and {open} "
                "do not.",
                size=size,
                known=known,
                open=size - known,
            )
        return [
            self._lead(text, self._cite(finalists["source_ids"]), self.findings.certainty),
        ]

    def lists(self) -> list[Shown]:
        """Show for every list how many names are known, and how strongly."""
        lists, say = self.findings.lists, self.words.say
        rows = lists.assign(label=lists["edition"].astype("str") + " " + lists["label"])
        worst = rows.sort_values("open").iloc[-1]
        title = say(
            "Most is missing from the list {label}: {open} of {size} names",
            label=worst["label"],
            open=int(worst["open"]),
            size=int(worst["size"]),
        )
        if not worst["open"]:
            title = say("Every name on every list is known")
        footer = say("Names of each list by their strongest evidence.")
        footer = f"{footer} {self._source_line(lists['source_ids'])}"
        return [Heading(say("What is known of each list")), charts.lists_known(rows, self.words, title, footer)]

    def governments(self) -> list[Shown]:
        """Count the governments of all regions by what is known of them."""
        say, named = self.words.say, self.named
        rows = self.findings.statuses.pivot_table(
            index=["edition", "stage"], columns="status", values="governments", fill_value=0, aggfunc="sum"
        )
        rows = rows.reindex(columns=list(Status), fill_value=0).astype("int64").reset_index()
        headings = {status: named.status(status) for status in Status} | {Status.PLACED: say("placed")}
        columns = [self._edition_column(), Column(say("Stage"), "stage", named.stage)]
        columns += [Column(headings[status], status, self.words.number, Kind.NUMBER) for status in Status]
        note = say("Where names are missing, most governments are unknown: they are neither placed nor not placed.")
        return [
            Heading(say("What is known of the governments of all regions")),
            Paragraph(note),
            self._table(say("Governments by edition, stage and status"), rows, columns),
        ]

    def publishers(self) -> list[Shown]:
        """List the publishers that most of the names rest on."""
        publishers, say, number = self.findings.publishers, self.words.say, self.words.number
        shown = min(len(publishers), PUBLISHERS)
        columns = [
            Column(say("Publisher"), "publisher"),
            Column(say("Kind"), "kind", self.named.source_kind),
            Column(say("Pages"), "pages", number, Kind.NUMBER),
            Column(say("Names"), "names", number, Kind.NUMBER),
            Column(say("Names it alone supports"), "alone", number, Kind.NUMBER),
        ]
        sentence = say(
            "{number} publishers support the names on the lists; the {shown} that support most stand here. Many local "
            "stories repeat one release, so two pages are not always two witnesses.",
            number=len(publishers),
            shown=shown,
        )
        return [
            Heading(say("Who says so")),
            Paragraph(sentence),
            *self._long_table(say("Publishers by the names they support"), publishers, columns, PUBLISHERS),
        ]

    def disagreements(self) -> list[Shown]:
        """List the figures on which sources disagree, and what is done about it."""
        say = self.words.say
        columns = [self._edition_column(), *self._figure_columns()]
        return [
            Heading(say("Where sources disagree")),
            Paragraph(say("Conflicting figures stand side by side; selectivity is given with the range they span.")),
            self._table(say("Conflicting figures"), self.findings.disagreements, columns),
        ]

    def next_finds(self) -> list[Shown]:
        """Say what to look for next: the finds that would settle most."""
        finds, words = self.findings.next_finds, self.words
        say = words.say
        heading = Heading(say("What to look for next"))
        if finds.empty:
            return [heading, Paragraph(say("Nothing is left to find: every status is settled."))]
        named = {name for names in finds["names"] for name in names}
        governments = {
            name: subject_page(REGION, name.removeprefix(GOVERNMENT_OF)) for name in named if GOVERNMENT_OF in name
        }
        columns = [
            Column(say("List"), ("edition", "label"), "{} {}".format),
            Column(say("What to find"), "find", self.named.find),
            Column(say("How many"), "finds", words.number, Kind.NUMBER),
            Column(say("Statuses settled"), "settles", words.number, Kind.NUMBER),
            Column(say("Settled by each"), "settles_each", lambda number: words.number(round(number, 1)), Kind.NUMBER),
            Column(say("For whom"), "names", words.listing, mentions=governments),
        ]
        note = say("A second source settles what is known only under the strictest evidence.")
        return [
            heading,
            Paragraph(self._first_find(finds.iloc[0])),
            self._table(say("What would settle most"), finds.head(15), columns),
            Paragraph(note, kind="note"),
        ]

    def _first_find(self, first: pd.Series) -> str:
        values = {"edition": str(first["edition"]), "label": first["label"], "settles": int(first["settles"])}
        if first["find"] == Find.MISSING_NAME:
            return self.words.plural(
                "The one missing name of {label} ({edition}) would settle {settles} unknown statuses.",
                "The {number} missing names of {label} ({edition}) would settle {settles} unknown statuses.",
                int(first["finds"]),
                **values,
            )
        return self.words.plural(
            "A second source for one name of {label} ({edition}) would settle {settles} statuses.",
            "Second sources for {number} names of {label} ({edition}) would settle {settles} statuses.",
            int(first["finds"]),
            **values,
        )

    def changes(self) -> list[Shown]:
        """Show which conclusions change with the evidence asked for."""
        found, say = self.findings, self.words.say
        heading = Heading(say("What changes with the evidence"))
        counted = found.changes_counted
        if counted.empty:
            return [heading, Paragraph(say("No conclusion changes with the evidence."))]
        listing = self.words.listing(
            say("{result} ({number})", result=phrases.result(row.result, self.words), number=int(row.conclusions))
            for row in counted.itertuples()
        )
        text = say("Conclusions that change with the evidence, by result: {counted}.", counted=listing)
        shown: list[Shown] = [heading, Paragraph(text)]
        if (counted["listed"] < counted["conclusions"]).any():
            # Hundreds of rows would hide the others.
            left_out = say(
                "Of provinces and island groups the table has only what is said of all editions together, not of each; "
                "places, wins and statuses of single institutions are only counted."
            )
            shown.append(Paragraph(left_out))
        rows = found.changes.assign(about=[self._about(row) for row in found.changes.itertuples()])
        columns = [
            Column(say("Result"), "result", lambda result: phrases.result(result, self.words)),
            Column(say("Of what"), "about"),
        ]
        columns += [Column(self.named.evidence_heading(level), level, self._concluded) for level in Evidence]
        return [*shown, *self._long_table(say("Conclusions by level of evidence"), rows, columns, CONCLUSIONS)]

    def _concluded(self, text: str) -> str:
        """Say a conclusion: a verdict, or the ends of an interval as they are."""
        return self.named.verdict(Verdict(text)) if text in list(Verdict) else text

    def _about(self, row: Any) -> str:
        """Put the key of a conclusion in the reader's words; takes a row of `changes`."""
        say, named = self.words.say, self.named
        if row.result == "claims":
            return self.words.note(row.statement)
        if row.result in ("retention", "runs"):
            return f"{phrases.between(row.edition_from, row.edition_to, self.words)}, {named.group(Group(row.track))}"
        if row.result == "level_mix":
            level = say("missing names") if row.level == MISSING_NAMES else named.level(Level(row.level))
            return f"{row.edition}, {level}"
        if row.result == "newcomers":
            return f"{row.edition}, {named.movement(Movement(row.kind))}"
        if row.result == "reached":
            areas = {Area.PROVINCE: say("provinces reached"), Area.ISLAND_GROUP: say("island groups reached")}
            edition = say("all editions") if row.edition == EVER else row.edition
            return f"{edition}, {areas[Area(row.area)]}"
        what = say("rank") if row.conclusion == "rank" else say("governments placed")
        return f"{row.province if row.result == 'provinces' else row.island_group}, {what}"
