"""The page of one region: where it stood in each edition, and what can and can't be said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.data.citations import SourceIds
from analysis.display import charts
from analysis.display.blocks import Cell, Heading, Paragraph, Shown, Table
from analysis.findings.of_region import RegionFindings
from analysis.pages.common import (
    completeness,
    indicator_name,
    kind_in_plural,
    lengths_known,
    level_word,
    numbers_of,
    opening,
    series_name,
    source_line,
    sources_section,
    standing_sentence,
    status_word,
    times,
    unit_name,
    years,
)
from analysis.pages.region_sentences import RegionSentences
from analysis.statistics.indicators import POINTS_FOR_A_TREND
from analysis.words import ranges
from analysis.words.language import Words
from analysis.words.ranges import DASH


@dataclass(frozen=True)
class RegionPage:
    """What the notebook `region` shows, section by section."""

    findings: RegionFindings
    words: Words

    @property
    def sentences(self) -> RegionSentences:
        """What can be said of it."""
        return RegionSentences(self.findings, self.words)

    def opening(self) -> list[Shown]:
        """Open the page with the region's name."""
        found, say = self.findings, self.words.say
        kind = {"province": say("Province"), "regency": say("Regency"), "city": say("City")}[found.kind]
        where = kind if found.kind == "province" else say("{kind} in {province}", kind=kind, province=found.province)
        about = say(
            "{where}, in the national competition on handling public complaints (SP4N-LAPOR!), editions of {years}.",
            where=where,
            years=years(found.editions["edition"], self.words),
        )
        return opening(found.name, about, found.sources, found.evidence, self.words)

    def summary(self) -> list[Shown]:
        """Say in a few sentences where it stood, and what the lists mean."""
        finalist = self.sentences.stage("finalist")
        shown: list[Shown] = [
            Paragraph(self.sentences.headline(), self._cite(finalist), kind="lead"),
            Paragraph(standing_sentence(self.findings.certainty, self.words), kind="standing"),
        ]
        winners = self.sentences.of_winners()
        if winners:
            shown.append(Paragraph(" ".join(winners), self._cite(self.sentences.winners())))
        for firm, others in self.findings.others.groupby("certainty"):
            shown += [
                Paragraph(" ".join(self.sentences.of_others(others)), self._cite(others)),
                Paragraph(standing_sentence(str(firm), self.words), kind="standing"),
            ]
        if not (finalist["status"] == "not_eligible").all():
            shown.append(Paragraph(self.sentences.thresholds(), self._cite(self.findings.selectivity)))
        if self.findings.streak_certainty is not None:
            shown += [
                Paragraph(self.sentences.against_lot(), self._cite(self.sentences.shares())),
                Paragraph(standing_sentence(self.findings.streak_certainty, self.words), kind="standing"),
            ]
        return shown

    def timeline(self) -> list[Shown]:
        """Show its status by edition."""
        found, words = self.findings, self.words
        say = words.say
        rows = pd.DataFrame(
            [
                {
                    "label": say("{name}: finalists", name=found.name)
                    if row.stage == "finalist"
                    else say("{name}: winners", name=found.name),
                    "edition": row.edition,
                    "status": row.status,
                    "text": self._square(row.status, row.stage, row.labels, row.missing, row.size),
                }
                for row in found.status.sort_values(["stage", "edition"]).itertuples()
            ]
        )
        footer = (
            f"{source_line(found.status['source_ids'], found.sources, words)} {completeness(found.editions, words)}"
        )
        table = Table(
            say("Status by edition"),
            [say("Edition"), say("Stage"), say("Status"), say("List"), say("Missing names"), say("Publishers")],
            [
                (
                    str(row.edition),
                    say("finalists") if row.stage == "finalist" else say("winners"),
                    Cell(
                        status_word(row.status, row.stage, words) + (f" ({say('only implied')})" if row.implied else ""),
                        sources=self._cite_one(row.source_ids),
                    ),
                    ", ".join(row.labels) or say("none open to it"),
                    say("{missing} of {size}", missing=row.missing, size=row.size) if row.size else DASH,
                    words.number(row.publishers) if row.status == "placed" else DASH,
                )
                for row in found.status.itertuples()
            ],
            numeric=(4, 5),
        )  # fmt: skip
        note = say(
            "Not placed means that no missing name can be its own; it does not say that it took part, since nobody "
            "has published who did. Unknown means that a missing name may be its own."
        )
        return [
            Heading(say("Status by edition")),
            charts.status_timeline(rows, words, self.sentences.of_finalists(), footer),
            Paragraph(note, kind="note"),
            table,
        ]

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
        footer = f"{footer} {source_line(shares['source_ids'], found.sources, words)} {lengths_known(words)}"
        return [heading, charts.selectivity(shares, words, title, footer, charts.KIND_COLOURS[found.kind])]

    def peers(self) -> list[Shown]:
        """Set it beside the regions of its kind in its province and its island group."""
        found, words = self.findings, self.words
        say = words.say
        if not self.sentences.number_of_editions():
            return []
        shown: list[Shown] = [Heading(say("Beside regions of its kind"))]
        own = found.places.iloc[0]
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
        ahead = {"yes": say("yes"), "no": say("no"), "unknown": say("can't be known")}
        for group in found.peers_counted.itertuples():
            peers = found.peers[found.peers["group"] == group.group]
            values = {
                "kind": level_word(found.kind, words) if group.regions == 1 else kind_in_plural(found.kind, words),
                "name": group.name,
                "known": len(peers),
                "regions": int(group.regions),
            }
            caption = (
                say("Known to have been placed: {known} of {regions} other {kind} of the province {name}", **values)
                if group.group == "province"
                else say(
                    "Known to have been placed: {known} of {regions} other {kind} of the island group {name}", **values
                )
            )
            rows = [
                (row.name, words.interval(int(row.places_lower), int(row.places_upper)), ahead[row.ahead])
                for row in peers.itertuples(index=False)
            ]
            columns = [say("Region"), say("Places so far"), say("Is {name} ahead?", name=found.name)]
            shown.append(Table(caption, columns, rows, numeric=(1,)) if rows else Paragraph(f"{caption}."))
        traced = say("The places of other regions are traced to their sources in the reports on them.")
        return [*shown, Paragraph(traced, kind="note")]

    def missing(self) -> list[Shown]:
        """Say what would change if a missing name turned up."""
        found, words = self.findings, self.words
        say = words.say
        sentences = []
        for row in self.sentences.stage("finalist").itertuples():
            edition = str(row.edition)
            if row.status == "unknown":
                known = int(found.places["places_lower"].iloc[0])
                text = say(
                    "If {name} is among the missing names of {edition}, it has been placed at least {often}.",
                    name=found.name,
                    edition=edition,
                    often=times(known + 1, words),
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
            of_units = found.selectivity[found.selectivity["track"] == "units"]
            return [heading, Paragraph(nothing, self._cite(of_units) if found.unit_names_missing else ())]
        rows: list[Sequence[str | Cell]] = [
            (
                Cell(row.institution_name, sources=self._cite_one(row.source_ids)),
                say("its own") if row.own else say("stands in it, belongs to another"),
                str(row.edition),
                row.label,
                say("finalists") if row.stage == "finalist" else say("winners"),
            )
            for row in found.units.itertuples()
        ]
        columns = [say("Unit"), say("Whose"), say("Edition"), say("List"), say("Stage")]
        return [heading, Table(say("Service units known to have been placed"), columns, rows)]

    def scores(self) -> list[Shown]:
        """List its yearly scores, without a trend where there are too few."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("Yearly scores"))
        if found.scores.empty:
            return [heading, Paragraph(say("No yearly score of {name} is known to us.", name=found.name))]
        rows: list[Sequence[str | Cell]] = [
            (
                str(row.year),
                indicator_name(row.indicator_id, words),
                series_name(row.series, words),
                unit_name(row.unit, words),
                Cell(words.number(row.value), sources=self._cite_one(row.source_ids)),
            )
            for row in found.scores.itertuples()
        ]
        columns = [say("Year"), say("Score"), say("Series"), say("Unit of measure"), say("Value")]
        table = Table(say("Yearly scores known"), columns, rows, numeric=(4,))
        notes = []
        if found.scores[["indicator_id", "series"]].drop_duplicates()["indicator_id"].duplicated().any():
            notes.append(say("Scores of different series may not be compared."))
        if found.scores.groupby(["indicator_id", "series"]).size().max() < POINTS_FOR_A_TREND:
            notes.append(say("These are too few points for a trend."))
        return [heading, table, *([Paragraph(" ".join(notes), kind="note")] if notes else [])]

    def sources(self) -> list[Shown]:
        """List the pages that all of this rests on."""
        return sources_section(self.findings.sources, self.words)

    def _cite(self, rows: pd.DataFrame) -> tuple[int, ...]:
        return numbers_of(rows["source_ids"], self.findings.sources)

    def _cite_one(self, source_ids: SourceIds) -> tuple[int, ...]:
        return numbers_of([source_ids], self.findings.sources)

    def _square(self, status: str, stage: str, labels: tuple[str, ...], missing: int, size: int) -> str:
        say = self.words.say
        if status == "placed":
            return f"{labels[0].split(':')[0]}\n{status_word(status, stage, self.words)}"
        if status == "unknown":
            return say("unknown\n{missing} of {size} missing", missing=missing, size=size)
        return status_word(status, stage, self.words)
