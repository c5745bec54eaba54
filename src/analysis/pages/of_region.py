"""The page of one region: where it stood in each edition, and what can and can't be said of it."""

from functools import partial

import pandas as pd

from analysis.display import charts
from analysis.display.blocks import Column, Heading, Kind, Paragraph, Part, Shown, Table
from analysis.findings.of_region import RegionFindings
from analysis.pages.page import Page
from analysis.pages.region_sentences import RegionSentences
from analysis.statistics.indicators import POINTS_FOR_A_TREND
from analysis.vocabulary import Answer, Area, Certainty, Group, Level, Stage, Status, TextKind
from analysis.words import phrases, ranges
from analysis.words.ranges import DASH


class RegionPage(Page[RegionFindings]):
    """What the notebook `region` shows, section by section."""

    @property
    def sentences(self) -> RegionSentences:
        """What can be said of it."""
        return RegionSentences(self.findings, self.words)

    def opening(self) -> list[Shown]:
        """Open the page with the region's name."""
        found, say = self.findings, self.words.say
        kind = self.named.kind(Level(found.kind))
        is_province = found.kind == Level.PROVINCE
        where = kind if is_province else say("{kind} in {province}", kind=kind, province=found.province)
        about = say(
            "{where}, in the national competition on handling public complaints (SP4N-LAPOR!), editions of {years}.",
            where=where,
            years=phrases.years(found.editions["edition"], self.words),
        )
        return self._opening(found.name, about)

    def summary(self) -> list[Shown]:
        """Say in a few sentences where it stood, and what the lists mean."""
        finalist = self.sentences.stage(Stage.FINALIST)
        shown: list[Shown] = [
            Paragraph(self.sentences.headline(), self._cite(finalist["source_ids"]), kind="lead"),
            self._firm(self.findings.certainty),
        ]
        winners = self.sentences.of_winners()
        if winners:
            shown.append(Paragraph(" ".join(winners), self._cite(self.sentences.winners()["source_ids"])))
        for firm, others in self.findings.others.groupby("certainty"):
            shown += [
                Paragraph(" ".join(self.sentences.of_others(others)), self._cite(others["source_ids"])),
                self._firm(Certainty(firm)),
            ]
        if not (finalist["status"] == Status.NOT_ELIGIBLE).all():
            shown.append(Paragraph(self.sentences.thresholds(), self._cite(self.findings.selectivity["source_ids"])))
        if self.findings.streak_certainty is not None:
            shown += [
                Paragraph(self.sentences.against_lot(), self._cite(self.sentences.shares()["source_ids"])),
                self._firm(self.findings.streak_certainty),
            ]
        return shown

    def timeline(self) -> list[Shown]:
        """Show its status by edition."""
        found, words = self.findings, self.words
        say = words.say
        status = found.status.sort_values(["stage", "edition"])
        labels = {
            Stage.FINALIST: say("{name}: finalists", name=found.name),
            Stage.WINNER: say("{name}: winners", name=found.name),
        }
        squares = pd.DataFrame(
            {
                "label": status["stage"].map(labels),
                "edition": status["edition"],
                "status": status["status"],
                "text": [
                    self._square(*row)
                    for row in status[["status", "stage", "labels", "missing", "size"]].itertuples(index=False)
                ],
            }
        )
        footer = f"{self._source_line(found.status['source_ids'])} {self._completeness(found.editions)}"
        note = say(
            "Not placed means that no missing name can be its own; it does not say that it took part, since nobody "
            "has published who did. Unknown means that a missing name may be its own."
        )
        return [
            Heading(say("Status by edition")),
            charts.status_timeline(squares, words, self.sentences.of_finalists(), footer),
            Paragraph(note, kind="note"),
            self._status_table(),
        ]

    def _status_table(self) -> Table:
        say, words, rows = self.words.say, self.words, self.findings.status
        # Who says so is counted of those that were placed; that it was not placed follows from whole lists.
        rows = rows.assign(publishers=rows["publishers"].where(rows["status"] == Status.PLACED))
        columns = [
            Column(say("Edition"), "edition"),
            Column(say("Stage"), "stage", self.named.stage),
            Column(say("Status"), ("status", "stage", "implied"), self._status, sources="source_ids"),
            Column(say("List"), "labels", ", ".join, missing=say("none open to it")),
            Column(
                say("Missing names"),
                ("missing", "size"),
                lambda missing, size: say("{missing} of {size}", missing=missing, size=size) if size else DASH,
                Kind.NUMBER,
                (Part.NUMBER, Part.WHOLE),
            ),
            Column(say("Publishers"), "publishers", words.number, Kind.NUMBER),
        ]
        return self._table(say("Status by edition"), rows, columns)

    def _status(self, status: str, stage: str, implied: bool) -> str:
        named = self.named.status(Status(status), Stage(stage))
        return f"{named} ({self.words.say('only implied')})" if implied else named

    def selectivity(self) -> list[Shown]:
        """Show how selective each edition was on the track of government institutions."""
        found, words = self.findings, self.words
        say = words.say
        shares = self.sentences.shares()
        heading = Heading(say("How selective was each edition?"))
        if shares.empty:
            return [heading, Paragraph(say("How many institutions registered is not known for these editions."))]
        title = say(
            "Of the government institutions that registered, {share} were placed",
            share=ranges.selectivity_of(shares, words),
        )
        footer = say("Places over registered government institutions.")
        if (shares["registered_low"] < shares["registered_high"]).any():
            footer += " " + say("The bar spans the figures on which sources disagree.")
        footer = f"{footer} {self._source_line(shares['source_ids'])} {self._lengths_known()}"
        return [heading, charts.selectivity(shares, words, title, footer, charts.KIND_COLOURS[Level(found.kind)])]

    def peers(self) -> list[Shown]:
        """Set it beside the regions of its kind in its province and its island group."""
        found, words = self.findings, self.words
        say = words.say
        if not self.sentences.number_of_editions():
            return []
        shown: list[Shown] = [Heading(say("Beside regions of its kind"))]
        own, kind = found.places.iloc[0], Level(found.kind)
        shown.append(
            Paragraph(
                say(
                    "{name} has been placed in {interval} of {editions} editions.",
                    name=found.name,
                    interval=words.interval(int(own["places_lower"]), int(own["places_upper"])),
                    editions=self.sentences.number_of_editions(),
                )
            )
        )
        columns = [
            Column(say("Region"), "name"),
            Column(say("Places so far"), ("places_lower", "places_upper"), words.interval, Kind.NUMBER),
            Column(say("Is {name} ahead?", name=found.name), "ahead", self._ahead),
        ]
        for group in found.peers_counted.itertuples():
            peers = found.peers[found.peers["group"] == group.group]
            values = {
                "kind": self.named.level(kind) if group.regions == 1 else self.named.kinds(kind),
                "name": group.name,
                "known": len(peers),
                "regions": int(group.regions),
            }
            caption = (
                say("Known to have been placed: {known} of {regions} other {kind} of the province {name}", **values)
                if group.group == Area.PROVINCE
                else say(
                    "Known to have been placed: {known} of {regions} other {kind} of the island group {name}", **values
                )
            )
            shown.append(self._table(caption, peers, columns) if len(peers) else Paragraph(f"{caption}."))
        traced = say("The places of other regions are traced to their sources in the reports on them.")
        return [*shown, Paragraph(traced, kind="note")]

    def _ahead(self, answer: str) -> str:
        return self.words.say("can't be known") if answer == Answer.UNKNOWN else self.named.answer(Answer(answer))

    def missing(self) -> list[Shown]:
        """Say what would change if a missing name turned up."""
        found, words = self.findings, self.words
        say = words.say
        sentences = []
        for row in self.sentences.stage(Stage.FINALIST).itertuples():
            edition = str(row.edition)
            if row.status == Status.UNKNOWN:
                known = int(found.places["places_lower"].iloc[0])
                text = say(
                    "If {name} is among the missing names of {edition}, it has been placed at least {often}.",
                    name=found.name,
                    edition=edition,
                    often=phrases.times(known + 1, words),
                )
                sentences.append(text)
        for row in found.others[(found.others["placed"].str.len() == 0) & (found.others["possible"] > 0)].itertuples():
            sentences.append(
                say(
                    "If a missing name of {edition} is another government of {province}, {name} was not the only one.",
                    edition=str(row.edition),
                    province=found.province,
                    name=found.name,
                )
            )
        if not sentences:
            sentences = [say("Nothing said here of its finalist's places would change.")]
        return [Heading(say("What would change if a missing name turned up?")), Paragraph(" ".join(sentences))]

    def units(self) -> list[Shown]:
        """List its service units, and units of others that stand in it."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("Service units"))
        if found.units.empty:
            nothing = say("No service unit of {name}, or in it, is known to have been placed.", name=found.name)
            if found.unit_names_missing:
                nothing += " " + words.plural(
                    "One name is missing from the lists of units, so there may have been one.",
                    "{number} names are missing from the lists of units, so there may have been one.",
                    found.unit_names_missing,
                )
            of_units = found.selectivity[found.selectivity["track"] == Group.UNITS]
            return [heading, Paragraph(nothing, self._cite(of_units["source_ids"]) if found.unit_names_missing else ())]
        columns = [
            Column(say("Unit"), "institution_name", sources="source_ids"),
            Column(say("Whose"), "own", lambda own: say("its own") if own else say("stands in it, belongs to another")),
            Column(say("Edition"), "edition"),
            Column(say("List"), "label"),
            Column(say("Stage"), "stage", self.named.stage),
        ]
        return [heading, self._table(say("Service units known to have been placed"), found.units, columns)]

    def scores(self) -> list[Shown]:
        """List its yearly scores, without a trend where there are too few."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("Yearly scores"))
        if found.scores.empty:
            return [heading, Paragraph(say("No yearly score of {name} is known to us.", name=found.name))]
        columns = [
            Column(say("Year"), "year"),
            Column(say("Score"), "indicator_id", partial(words.text, TextKind.INDICATOR)),
            Column(say("Series"), "series", partial(words.text, TextKind.SERIES)),
            Column(say("Unit of measure"), "unit", partial(words.text, TextKind.UNIT)),
            Column(say("Value"), "value", words.number, Kind.NUMBER, sources="source_ids"),
        ]
        table = self._table(say("Yearly scores known"), found.scores, columns)
        notes = []
        if found.scores[["indicator_id", "series"]].drop_duplicates()["indicator_id"].duplicated().any():
            notes.append(say("Scores of different series may not be compared."))
        if found.scores.groupby(["indicator_id", "series"]).size().max() < POINTS_FOR_A_TREND:
            notes.append(say("These are too few points for a trend."))
        return [heading, table, *([Paragraph(" ".join(notes), kind="note")] if notes else [])]

    def _square(self, status: str, stage: str, labels: tuple[str, ...], missing: int, size: int) -> str:
        named = self.named.status(Status(status), Stage(stage))
        if status == Status.PLACED:
            return f"{labels[0].split(':')[0]}\n{named}"
        if status == Status.UNKNOWN:
            return self.words.say("unknown\n{missing} of {size} missing", missing=missing, size=size)
        return named
