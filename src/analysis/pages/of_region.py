"""The page of one region: where it stood in each edition, and what can and can't be said of it."""

from functools import cached_property, partial
from typing import Any

from analysis.display import references
from analysis.display.blocks import Heading, Paragraph, Shown
from analysis.display.tables import Column, Kind, Part, Table
from analysis.facts.institutions import slug
from analysis.findings.of_region import RegionFindings
from analysis.pages.page import Page
from analysis.pages.region_answer import RegionAnswer
from analysis.pages.region_sentences import RegionSentences
from analysis.statistics.indicators import POINTS_FOR_A_TREND
from analysis.vocabulary import Answer, Area, Certainty, Group, Level, Stage, Status, TextKind, Trend
from analysis.words import phrases
from analysis.words.ranges import DASH


class RegionPage(Page[RegionFindings]):
    """What the notebook `region` shows, section by section."""

    @cached_property
    def sentences(self) -> RegionSentences:
        """What can be said of it."""
        return RegionSentences(self.findings, self.words)

    @property
    def _years(self) -> references.Names:
        """Let its editions lead to their pages."""
        return references.of_editions(self.findings.editions["edition"])

    def opening(self) -> list[Shown]:
        """Open the page with the region's name."""
        found, say = self.findings, self.words.say
        kind = self.named.kind(Level(found.kind))
        is_province = found.kind == Level.PROVINCE
        where = kind if is_province else say("{kind} in {province}", kind=kind, province=found.province)
        about = say("{where}. National competition on handling public complaints (SP4N-LAPOR!).", where=where)
        return self._opening(found.name, about, announced=found.announced)

    def answer(self) -> list[Shown]:
        """Answer first: the best fact, what each edition was for it, and key facts."""
        answer = RegionAnswer(self.findings, self.words, self._cite)
        cited = self._cite(answer.source_ids())
        # That a region could not take part is no matter of what pages say.
        mark = self.named.certainty(self.findings.certainty) if cited.numbers else ""
        text = self._of_these(self.findings.only, answer.headline())
        headline = Paragraph(text, cited, "lead", mark, self._years)
        return [headline, answer.strip(), answer.facts()]

    def editions(self) -> list[Shown]:
        """Say what stands behind each edition: who else was placed, and what the lists mean."""
        found, say = self.findings, self.words.say
        shown: list[Shown] = [Heading(say("Edition by edition"))]
        for firm, others in found.others.groupby("certainty"):
            text = " ".join(self.sentences.of_others(others))
            mark = self.named.certainty(Certainty(firm))
            names = {**self._years, **references.of_regions(name for placed in others["placed"] for name in placed)}
            shown.append(Paragraph(text, self._cite(others["source_ids"]), mark=mark, names=names))
        note = say(
            "Not placed means that no missing name can be its own; it does not say that it took part, since nobody "
            "has published who did. Unknown means that a missing name may be its own."
        )
        shown += [self._status_table(), Paragraph(note, kind="note")]
        if not (self.sentences.stage(Stage.FINALIST)["status"] == Status.NOT_ELIGIBLE).all():
            names = {**self._years, **self._compared()}
            cited = self._cite(self.sentences.shares["source_ids"])
            shown.append(Paragraph(self.sentences.thresholds(), cited, names=names))
        if found.streak_certainty is not None:
            mark = self.named.certainty(found.streak_certainty)
            lots = self.sentences.against_lot()
            shown.append(Paragraph(lots, self._cite(self.sentences.shares["source_ids"]), mark=mark))
        return shown

    def _compared(self) -> references.Names:
        """Let the name of a section lead to it on the page on the country."""
        section = self.words.say("How selective was each edition?")
        return {section.rstrip("?"): references.subject_page(references.COUNTRY, f"#{slug(section)}")}

    def wins(self) -> list[Shown]:
        """Say what it won and for what, and where it did not win or may have."""
        wins, say = self.findings.wins, self.words.say
        shown: list[Shown] = []
        if sentences := self.sentences.of_winners():
            cited = self._cite(self.sentences.winners()["source_ids"])
            shown.append(Paragraph(" ".join(sentences), cited, names=self._years))
        if len(wins):
            shown.append(self._table(say("Lists of winners that it stands on"), wins, self._win_columns()))
        return [Heading(say("Wins")), *shown] if shown else []

    def claims(self) -> list[Shown]:
        """List what was printed about it, and whether it holds."""
        claims, say = self.findings.claims, self.words.say
        if claims.empty:
            return []
        columns = [
            self._edition_column(),
            Column(
                say("Claim"),
                "statement",
                self.words.note,
                sources="source_ids",
                subject=references.CLAIMS,
                named="place",
            ),
            Column(say("Verdict"), "verdict", self.named.verdict),
        ]
        return [
            Heading(say("What the press says")),
            self._table(
                say("Claims about it, and whether they hold"), claims.assign(place="#" + claims["claim_id"]), columns
            ),
        ]

    def _status_table(self) -> Table:
        say, words, rows = self.words.say, self.words, self.findings.status
        # Who says so is counted of those that were placed; that it was not placed follows from whole lists.
        rows = rows.assign(publishers=rows["publishers"].where(rows["status"] == Status.PLACED))
        columns = [
            self._edition_column(),
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

    def peers(self) -> list[Shown]:
        """Set it beside the regions of its kind in its province and its island group."""
        found, words = self.findings, self.words
        say = words.say
        if not self.sentences.number_of_editions():
            return []
        shown: list[Shown] = [Heading(say("Other regions of its kind"))]
        own, kind = found.places.iloc[0], Level(found.kind)
        least, most, editions = int(own["places_lower"]), int(own["places_upper"]), self.sentences.number_of_editions()
        placed = say(
            "{name} has been placed in {interval} of {editions} editions.",
            name=found.name,
            interval=words.interval(least, most),
            editions=editions,
        )
        if least == editions > 1:
            placed = say("{name} has been placed in all {editions} editions.", name=found.name, editions=editions)
        shown.append(Paragraph(placed))
        columns = [
            Column(say("Region"), "name", subject=references.REGION),
            Column(say("Places so far"), ("places_lower", "places_upper"), words.interval, Kind.NUMBER),
            Column(say("Was {name} a finalist more often?", name=found.name), "ahead", self.named.ahead),
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
            none = (
                say("Of {regions} other {kind} of the province {name}, none is known to have been placed.", **values)
                if group.group == Area.PROVINCE
                else say(
                    "Of {regions} other {kind} of the island group {name}, none is known to have been placed.", **values
                )
            )
            shown.append(self._table(caption, peers, columns) if len(peers) else Paragraph(none))
        traced = say("The places of other regions are traced to their sources in the reports on them.")
        return [*shown, Paragraph(traced, kind="note")]

    def missing(self) -> list[Shown]:
        """Say what would change if a missing name turned up."""
        found, words = self.findings, self.words
        say = words.say
        sentences = []
        finalist, others = self.sentences.stage(Stage.FINALIST), found.others
        unknown = finalist.loc[finalist["status"] == Status.UNKNOWN, "edition"]
        alone = others.loc[others["only_one"] == Answer.UNKNOWN, "edition"]
        if len(unknown):
            text = say(
                "If {name} is among the missing names of {edition}, it has been placed at least {often}.",
                name=found.name,
                edition=phrases.either(unknown, words),
                often=phrases.times(int(found.places["places_lower"].iloc[0]) + 1, words),
            )
            sentences.append(text)
        if len(alone):
            text = say(
                "If a missing name of {edition} is another government of {province}, {name} was not the only one.",
                edition=phrases.either(alone, words),
                province=found.province,
                name=found.name,
            )
            sentences.append(text)
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
            if not self.sentences.number_of_editions():  # while editions were held it had no government to own one
                nothing = say("No service unit in {name} is known to have been placed.", name=found.name)
            if found.unit_names_missing:
                nothing += " " + words.plural(
                    "One name is missing from the lists of units, so there may have been one.",
                    "{number} names are missing from the lists of units, so there may have been one.",
                    found.unit_names_missing,
                )
            of_units = found.selectivity[found.selectivity["track"] == Group.UNITS]
            return [
                heading,
                Paragraph(nothing, self._cite(*([of_units["source_ids"]] if found.unit_names_missing else []))),
            ]
        columns = [
            Column(say("Unit"), "institution_name", sources="source_ids"),
            Column(say("Whose"), "own", lambda own: say("its own") if own else say("stands in it, belongs to another")),
            self._edition_column(),
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
        notes.append(
            say("Placements and yearly scores are given for different things: the one doesn't explain the other.")
        )
        trends = [Paragraph(self._trend(row)) for row in found.trends.itertuples()]
        return [heading, *trends, table, Paragraph(" ".join(notes), kind="note")]

    def _trend(self, row: Any) -> str:
        """Say what a series of scores shows, and how fast it changes."""
        say, change = self.words.say, self.words.change
        values = {
            "score": self.words.text(TextKind.INDICATOR, row.indicator_id),
            "years": phrases.between(row.first_year, row.last_year, self.words),
            "slope": change(row.slope),
            "interval": phrases.between(change(row.slope_low), change(row.slope_high), self.words),
        }
        match Trend(row.trend):
            case Trend.RISING:
                return say(
                    "{score} rose from {years}, by about {slope} a year ({interval} with 95% confidence).", **values
                )
            case Trend.FALLING:
                return say(
                    "{score} fell from {years}, by about {slope} a year ({interval} with 95% confidence).", **values
                )
            case Trend.RESTS_ON_ONE_POINT:
                return say("{score}, {years}: what looks like a trend rests on a single point.", **values)
            case _:
                return say("{score}, {years}: no trend is shown, which is not to say that there is none.", **values)
