"""The page of one region: where it stood in each edition, and what can and can't be said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis import charts
from analysis.findings.of_region import RegionFindings
from analysis.pages.common import (
    DASH,
    completeness,
    indicator_name,
    kind_in_plural,
    numbers_of,
    one_in,
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
        shown: list[Shown] = [
            Paragraph(self._headline(), self._cite(finalist), kind="lead"),
            Paragraph(standing_sentence(self.findings.standing, self.words), kind="standing"),
        ]
        winners = self._winner_sentences()
        if winners:
            shown.append(Paragraph(" ".join(winners), self._cite(self._stage("winner"))))
        others = self._others_sentences()
        if others:
            shown.append(Paragraph(" ".join(others)))
        if not (finalist["status"] == "not_eligible").all():
            shown.append(Paragraph(self._thresholds(), self._cite(self._shares())))
        if len(self.findings.streak):
            shown.append(Paragraph(self._against_lot()))
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

    def peers(self) -> list[Shown]:
        """Set it beside the regions of its kind in its province and its island group."""
        found, words = self.findings, self.words
        say = words.say
        shown: list[Shown] = [Heading(say("Beside regions of its kind"))]
        own = found.places.iloc[0]
        shown.append(
            Paragraph(
                say(
                    "{name} has been placed in {interval} of {editions} editions.",
                    name=found.name,
                    interval=words.interval(int(own["places_lower"]), int(own["places_upper"])),
                    editions=self._number_of_editions(),
                )
            )
        )
        ahead = {"yes": say("yes"), "no": say("no"), "unknown": say("can't be known")}
        for group in found.peers_counted.itertuples():
            peers = found.peers[found.peers["group"] == group.group]
            caption = say(
                "Other {kind} of {name}: {known} of {regions} are known to have been placed",
                kind=kind_in_plural(found.kind, words),
                name=group.name,
                known=len(peers),
                regions=int(group.regions),
            )
            rows = [
                (row.name, words.interval(int(row.places_lower), int(row.places_upper)), ahead[row.ahead])
                for row in peers.itertuples(index=False)
            ]
            columns = [say("Region"), say("Places so far"), say("Is {name} ahead?", name=found.name)]
            shown.append(Table(caption, columns, rows, numeric=(1,)) if rows else Paragraph(f"{caption}."))
        return shown

    def missing(self) -> list[Shown]:
        """Say what would change if a missing name turned up."""
        found, words = self.findings, self.words
        say = words.say
        sentences = []
        for row in self._stage("finalist").itertuples():
            edition = str(row.edition)
            if row.status == "unknown":
                sentences.append(
                    say(
                        "If {name} is among the missing names of {edition}, it was placed then.",
                        name=found.name,
                        edition=edition,
                    )
                )
        for row in found.others[(found.others["placed"] == "") & (found.others["possible"] > 0)].itertuples():
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
            return [heading, Paragraph(nothing)]
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
        note = say("Scores of different series may not be compared. These are too few points for a trend.")
        table = Table(say("Yearly scores known"), columns, rows, numeric=(4,))
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
        return status_word(status, stage, self.words)

    def _headline(self) -> str:
        """Say the status in all editions, with the reason for each that is unknown or impossible."""
        finalist = self._stage("finalist")
        sentences = [self._headline_of_finalists() + "."]
        for row in finalist[finalist["status"] == "unknown"].itertuples():
            sentences.append(
                self.words.plural(
                    "{edition} is unknown: one of {size} names is missing.",
                    "{edition} is unknown: {number} of {size} names are missing.",
                    row.missing,
                    edition=str(row.edition),
                    size=row.size,
                )
            )
        if (finalist["status"] == "not_eligible").any():
            sentences.append(self._why_not_eligible(finalist))
        return " ".join(sentences)

    def _headline_of_finalists(self) -> str:
        """Say in which editions it is known to have been a finalist, or that none is known."""
        say, name = self.words.say, self.findings.name
        finalist = self._stage("finalist").reset_index(drop=True)
        placed = finalist["status"] == "placed"
        named = years(finalist.loc[placed, "edition"], self.words)
        absent = finalist.loc[finalist["status"] == "not_placed", "edition"]
        if not placed.any():
            return self._headline_of_none(finalist, absent)
        number = int(placed.sum())
        running = bool(placed[placed.idxmax() : placed[placed].index[-1]].all())
        if number == 1:
            text = say("{name} was among the finalists in {years}", name=name, years=named)
        else:
            often = times(number, self.words)
            if running:
                text = say(
                    "{name} was among the finalists {often} running ({years})", name=name, often=often, years=named
                )
            else:
                text = say("{name} was among the finalists {often} ({years})", name=name, often=often, years=named)
        if len(absent):
            text = say("{headline}, and not in {years}", headline=text, years=years(absent, self.words))
        return text

    def _headline_of_none(self, finalist: pd.DataFrame, absent: pd.Series) -> str:
        """Say that no list names it, and in which editions that is certain."""
        say, name = self.words.say, self.findings.name
        if (finalist["status"] == "not_placed").all():
            return say("{name} was on no finalists' list", name=name)
        if (finalist["status"] == "not_eligible").all():
            return say("{name} could not take part", name=name)
        if len(absent):
            listed = years(absent, self.words)
            return say(
                "No list known to us names {name}; it was certainly not placed in {years}", name=name, years=listed
            )
        return say("No list known to us names {name}", name=name)

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

    def _others_sentences(self) -> list[str]:
        """Say whether it was the only government of its province where it was placed."""
        say, found = self.words.say, self.findings
        alone = found.others[(found.others["placed"] == "") & (found.others["possible"] == 0)]
        sentences = []
        if len(alone):
            listed = years(alone["edition"], self.words)
            sentences.append(
                say(
                    "In {years} it was the only government of {province} on the lists.",
                    years=listed,
                    province=found.province,
                )
            )
        for row in found.others.drop(alone.index).itertuples():
            values = {"edition": str(row.edition), "province": found.province}
            if row.placed:
                listed = self.words.listing(row.placed.split("; "))
                sentences.append(say("Also placed from {province} in {edition}: {names}.", names=listed, **values))
            else:
                sentences.append(
                    self.words.plural(
                        "Whether it was the only one of {province} in {edition} can't be decided: one name is missing.",
                        "Whether it was the only one of {province} in {edition} can't be decided: {number} names are "
                        "missing.",
                        row.missing,
                        **values,
                    )
                )
        return sentences

    def _thresholds(self) -> str:
        """Say that a longer list is no lower rank, with the selectivity of each edition."""
        say = self.words.say
        labels = self.words.listing(self.findings.editions["label"])
        sentences = [say("{labels} are thresholds of fields of different size, not ranks.", labels=labels)]
        shares = self._shares()
        parts = []
        for row in shares.itertuples():
            part = say(
                "{places} of {registered} in {edition}",
                places=int(row.places),
                registered=int(row.registered),
                edition=str(row.edition),
            )
            others = {int(row.registered_low), int(row.registered_high)} - {int(row.registered)}
            if others:
                listed = self.words.listing(self.words.number(each) for each in sorted(others))
                part += say(" (of {others} by another count)", others=listed)
            parts.append(part)
        if parts:
            listed = self.words.listing(parts)
            sentences.append(say("Of the government institutions registered, the lists took {parts}.", parts=listed))
            finalist = self._stage("finalist")
            placed = shares["edition"].isin(finalist.loc[finalist["status"] == "placed", "edition"])
            if placed.any():
                share = self._span_of_shares(shares[placed])
                if placed.all():
                    sentences.append(say("That is {share} where it was placed.", share=share))
                else:
                    rest = self._span_of_shares(shares[~placed])
                    sentences.append(
                        say(
                            "That is {share} where it was placed, and {rest} in the other editions.",
                            share=share,
                            rest=rest,
                        )
                    )
        if (self.findings.selectivity["track"] == "units").any():
            sentences.append(say("Service units have lists of their own."))
        return " ".join(sentences)

    def _number_of_editions(self) -> int:
        finalist = self._stage("finalist")
        return int((finalist["status"] != "not_eligible").sum())

    def _against_lot(self) -> str:
        """Set a run of editions against what lots would give, for all who could have been placed."""
        row = self.findings.streak.iloc[0]
        values = {"first": str(row["edition_from"]), "last": str(row["edition_to"]), "lower": int(row["lower"])}
        if pd.isna(row["expected_low"]):
            return self.words.say(
                "At least {lower} institutions were placed in every edition from {first} to {last}.", **values
            )
        low, high = (round(float(row[end]), 1) for end in ("expected_low", "expected_high"))
        expected = self.words.number(low)
        if low != high:
            expected = self.words.say("{low} to {high}", low=expected, high=self.words.number(high))
        return self.words.say(
            "Had lots been drawn each time, {expected} institutions would have been placed in every edition from {first} to "
            "{last}; at least {lower} were. Assumed: all register again, independently.",
            expected=expected,
            **values,
        )

    def _span_of_shares(self, shares: pd.DataFrame) -> str:
        low = (shares["places"] / shares["registered_high"]).astype(float).min()
        high = (shares["places"] / shares["registered_low"]).astype(float).max()
        return one_in(low, high, self.words)
