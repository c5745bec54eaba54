"""The page of one region: where it stood in each edition, and what can and can't be said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis import charts
from analysis.findings.region import RegionFindings
from analysis.pages.common import (
    DASH,
    completeness,
    numbers_of,
    one_in,
    opening,
    source_line,
    sources_section,
    status_word,
    times,
    years,
)
from analysis.shown import Cell, Heading, Paragraph, Shown, Table
from analysis.wording import Words


@dataclass(frozen=True)
class RegionPage:
    """What the notebook `region` shows, section by section."""

    findings: RegionFindings
    words: Words

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
        finalist = self._stage("finalist")
        shown: list[Shown] = [Paragraph(self._headline(), self._cite(finalist), kind="lead")]
        winners = self._winner_sentences()
        if winners:
            shown.append(Paragraph(" ".join(winners), self._cite(self._stage("winner"))))
        if self.findings.autonomous:
            shown.append(Paragraph(self._thresholds(), self._cite(self._shares())))
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
                    "text": self._square(row.status, row.stage, row.label, row.missing, row.size),
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
                    Cell(status_word(row.status, row.stage, words), sources=self._cite_one(row.source_ids)),
                    row.label or say("none open to it"),
                    say("{missing} of {size}", missing=row.missing, size=row.size),
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
            charts.status_timeline(rows, words, self._headline_of_finalists(), footer),
            Paragraph(note, kind="note"),
            table,
        ]

    def selectivity(self) -> list[Shown]:
        """Show how selective each edition was on the track of government institutions."""
        found, words = self.findings, self.words
        say = words.say
        shares = self._shares()
        heading = Heading(say("How selective was each edition?"))
        if shares.empty:
            return [heading, Paragraph(say("How many institutions registered is not known for these editions."))]
        title = say(
            "Of the government institutions that registered, {share} were placed", share=self._span_of_shares(shares)
        )
        footer = say(
            "Places over registered government institutions; the bar spans the figures on which sources disagree."
        )
        footer = f"{footer} {source_line(shares['source_ids'], found.sources, words)}"
        return [heading, charts.selectivity(shares, words, title, footer, charts.KIND_COLOURS[found.kind])]

    def units(self) -> list[Shown]:
        """List its service units, and units of others that stand in it."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("Service units"))
        if found.units.empty:
            open_lists = say("Lists of service units have missing names too, so this is no proof that there was none.")
            nothing = say("No service unit of {name}, or in it, is known to have been placed.", name=found.name)
            return [heading, Paragraph(f"{nothing} {open_lists}")]
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
                Cell(words.number(row.value), sources=self._cite_one(row.source_ids)),
            )
            for row in found.scores.itertuples()
        ]
        columns = [say("Year"), say("Score"), say("Series"), say("Value")]
        note = say(
            "Scores of different series have different scales and may not be compared. {number} known: too few points "
            "for a trend.",
            number=len(rows),
        )
        table = Table(say("Yearly scores, 0 to 100"), columns, rows, numeric=(3,))
        return [heading, table, Paragraph(note, kind="note")]

    def sources(self) -> list[Shown]:
        """List the pages that all of this rests on."""
        return sources_section(self.findings.sources, self.words)

    def _stage(self, stage: str) -> pd.DataFrame:
        return self.findings.status[self.findings.status["stage"] == stage]

    def _shares(self) -> pd.DataFrame:
        rows = self.findings.selectivity
        return rows[rows["track"] == "institutions"].dropna(subset=["registered"])

    def _cite(self, rows: pd.DataFrame) -> tuple[int, ...]:
        return numbers_of(rows["source_ids"], self.findings.sources)

    def _cite_one(self, source_ids: str) -> tuple[int, ...]:
        return numbers_of([source_ids], self.findings.sources)

    def _square(self, status: str, stage: str, label: str, missing: int, size: int) -> str:
        say = self.words.say
        if status == "placed":
            return f"{label.split(':')[0]}\n{status_word(status, stage, self.words)}"
        if status == "unknown":
            return say("unknown\n{missing} of {size} missing", missing=missing, size=size)
        return "\n".join(status_word(status, stage, self.words).split(" ", 1))

    def _headline(self) -> str:
        """Say the status in all editions, with the reason for each that is unknown or impossible."""
        say = self.words.say
        finalist = self._stage("finalist")
        sentences = [self._headline_of_finalists() + "."]
        absent = finalist.loc[finalist["status"] == "not_placed", "edition"]
        if len(absent) and (finalist["status"] == "placed").any():
            sentences = [
                say(
                    "{headline}, and not in {years}.",
                    headline=sentences[0].rstrip("."),
                    years=years(absent, self.words),
                )
            ]
        for row in finalist[finalist["status"] == "unknown"].itertuples():
            sentences.append(
                say(
                    "{edition} is unknown: {missing} of {size} names are missing.",
                    edition=str(row.edition),
                    missing=row.missing,
                    size=row.size,
                )
            )
        if (finalist["status"] == "not_eligible").any():
            sentences.append(self._why_not_eligible(finalist))
        return " ".join(sentences)

    def _headline_of_finalists(self) -> str:
        """Say in which editions it is known to have been a finalist, or that none is known."""
        say, name = self.words.say, self.findings.name
        finalist = self._stage("finalist")
        placed = finalist["status"] == "placed"
        editions = finalist.loc[placed, "edition"]
        named = years(editions, self.words)
        if not placed.any():
            if (finalist["status"] == "not_placed").all():
                return say("{name} was on no finalists' list", name=name)
            if (finalist["status"] == "not_eligible").all():
                return say("{name} could not take part", name=name)
            certain = finalist.loc[finalist["status"] == "not_placed", "edition"]
            if len(certain):
                return say(
                    "No list known to us names {name}; it was certainly not placed in {years}",
                    name=name,
                    years=years(certain, self.words),
                )
            return say("No list known to us names {name}", name=name)
        if len(editions) == 1:
            return say("{name} was among the finalists in {years}", name=name, years=named)
        positions = placed.reset_index(drop=True)
        running = bool(positions[positions.idxmax() : positions[positions].index[-1]].all())
        often = times(len(editions), self.words)
        if running:
            return say("{name} was among the finalists {often} running ({years})", name=name, often=often, years=named)
        return say("{name} was among the finalists {often} ({years})", name=name, often=often, years=named)

    def _why_not_eligible(self, finalist: pd.DataFrame) -> str:
        say, found = self.words.say, self.findings
        if not found.autonomous:
            return say("It is an administrative area without a government of its own, so it could not take part.")
        return say(
            "It was founded on {date}, so it could not take part in {years}.",
            date=self.words.date(found.exists_from),
            years=years(finalist.loc[finalist["status"] == "not_eligible", "edition"], self.words),
        )

    def _winner_sentences(self) -> list[str]:
        """Say in which editions it won, did not, or may have."""
        say = self.words.say
        finalists = self._stage("finalist").set_index("edition")["status"]
        rows = self._stage("winner").set_index("edition")
        was_finalist = rows.index.map(finalists).isin(["placed"])
        won = rows.index[rows["status"] == "placed"]
        lost = rows.index[(rows["status"] == "not_placed") & was_finalist]
        sentences = []
        if len(won):
            sentences.append(say("It was among the winners in {years}.", years=years(won, self.words)))
        if len(lost):
            sentences.append(say("As a finalist it did not win in {years}.", years=years(lost, self.words)))
        for row in rows[(rows["status"] == "unknown") & was_finalist].itertuples():
            sentences.append(
                say(
                    "Whether it won in {edition} is unknown: {missing} of {size} winners' names are missing.",
                    edition=str(row.Index),
                    missing=row.missing,
                    size=row.size,
                )
            )
        return sentences

    def _thresholds(self) -> str:
        """Say that a longer list is no lower rank, with the selectivity of each edition."""
        say = self.words.say
        labels = self.words.listing(self.findings.editions["label"])
        sentences = [say("{labels} are thresholds of fields of different size, not ranks.", labels=labels)]
        shares = self._shares()
        if not shares.empty:
            parts = []
            for row in shares.itertuples():
                part = say(
                    "{places} of {registered} registered in {edition}",
                    places=int(row.places),
                    registered=int(row.registered),
                    edition=str(row.edition),
                )
                others = {int(row.registered_low), int(row.registered_high)} - {int(row.registered)}
                if others:
                    listed = self.words.listing(self.words.number(each) for each in sorted(others))
                    part += say(" ({others} by another count)", others=listed)
                parts.append(part)
            sentences.append(
                say(
                    "For government institutions the lists took {parts}: {share}.",
                    parts=self.words.listing(parts),
                    share=self._span_of_shares(shares),
                )
            )
        return " ".join(sentences)

    def _span_of_shares(self, shares: pd.DataFrame) -> str:
        low = (shares["places"] / shares["registered_high"]).astype(float).min()
        high = (shares["places"] / shares["registered_low"]).astype(float).max()
        return one_in(low, high, self.words)


def indicator_name(indicator_id: str, words: Words) -> str:
    """Name an indicator; one that is not known by name is shown by its id."""
    known = {"ombudsman_compliance": words.say("Ombudsman RI compliance with service standards")}
    return known.get(indicator_id, indicator_id.replace("_", " "))


def series_name(series: str, words: Words) -> str:
    """Name a series of scores."""
    known = {"before-2022": words.say("scale before 2022"), "from-2022": words.say("scale from 2022")}
    return known.get(series, series)
