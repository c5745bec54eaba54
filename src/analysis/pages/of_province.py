"""The page of one province: its governments over time, and its place among the provinces as an interval of ranks."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.display import charts
from analysis.display.blocks import Cell, Heading, Paragraph, Shown, Table
from analysis.findings.of_province import ProvinceFindings
from analysis.pages.common import (
    completeness,
    numbers_of,
    opening,
    source_line,
    sources_section,
    standing_sentence,
    status_word,
    years,
)
from analysis.words import ranges
from analysis.words.language import Words

Row = Sequence[str | Cell]


@dataclass(frozen=True)
class ProvincePage:
    """What the notebook `province` shows, section by section."""

    findings: ProvinceFindings
    words: Words

    def opening(self) -> list[Shown]:
        """Open the page with the name of the province."""
        found, say = self.findings, self.words.say
        about = say(
            "The governments of the province in the national competition on handling public complaints (SP4N-LAPOR!), "
            "editions of {years}.",
            years=years(found.editions["edition"], self.words),
        )
        return opening(found.name, about, found.sources, found.evidence, self.words)

    def summary(self) -> list[Shown]:
        """Say how many of its governments were placed, and where that puts it among the provinces."""
        found = self.findings
        placed = found.governments[found.governments["status"] == "placed"]
        cited = numbers_of(placed["source_ids"], found.sources)
        return [
            Paragraph(f"{self._tally()}. {self._rank()}.", numbers_of([found.ranked_by], found.sources), kind="lead"),
            Paragraph(standing_sentence(self.findings.certainty, self.words), kind="standing"),
            Paragraph(self._names(), cited),
        ]

    def timeline(self) -> list[Shown]:
        """Show the status by edition of those that were placed, and list all."""
        found, words = self.findings, self.words
        say = words.say
        governments = found.governments
        ever = governments.loc[governments["status"] == "placed", "region_code"].unique()
        rows = governments[governments["region_code"].isin(ever)]
        shown: list[Shown] = [Heading(say("Its governments by edition"))]
        footer = f"{source_line(governments['source_ids'], found.sources, words)} {completeness(found.editions, words)}"
        if len(rows):
            squares = pd.DataFrame(
                {
                    "label": rows["name"],
                    "edition": rows["edition"],
                    "status": rows["status"],
                    "text": [self._square(row) for row in rows.itertuples()],
                }
            )
            shown.append(charts.status_timeline(squares, words, self._tally(), footer))
        table = governments.pivot(index=["region_code", "name"], columns="edition", values="status")
        sources = governments.pivot(index=["region_code", "name"], columns="edition", values="source_ids")
        body: list[Row] = [
            (
                name,
                *(
                    Cell(
                        status_word(status, "finalist", words),
                        sources=numbers_of([sources.loc[(code, name), edition]], found.sources)
                        if status == "placed"
                        else (),
                    )
                    for edition, status in row.items()
                ),
            )
            for (code, name), row in table.iterrows()
        ]
        columns = [say("Government"), *(str(edition) for edition in table.columns)]
        shown.append(Table(say("Status of each government by edition"), columns, body))
        return shown

    def ranks(self) -> list[Shown]:
        """Show the interval of rank of every province."""
        found, words = self.findings, self.words
        say = words.say
        rows = found.provinces.assign(highlighted=found.provinces["province_code"] == found.province_code)
        footer = say(
            "Rank by governments placed at least once, over all completions of the lists. {parts}",
            parts=completeness(found.all_editions, words),
        )
        footer = f"{footer} {source_line([found.ranked_by], found.sources, words)}"
        body: list[Row] = [
            (
                say("all editions") if row.edition == "all" else row.edition,
                words.number(int(row.governments)),
                words.interval(int(row.lower), int(row.upper)),
                words.interval(int(row.rank_best), int(row.rank_worst)),
                words.percent(row.governments_share, 1),
                ranges.percents(row.places_share_low, row.places_share_high, words),
            )
            for row in found.by_edition.itertuples()
        ]
        columns = [say("Edition"), say("Governments"), say("Placed"), say("Rank")]
        columns += [say("Share of governments"), say("Share of those placed")]
        note = say(
            "A rank is an interval: the best and the worst that any completion of the lists allows. Where intervals "
            "overlap, nothing can be said of who is ahead. Provinces with as many share the better rank."
        )
        return [
            Heading(say("Among the provinces")),
            charts.rank_intervals(rows, words, self._rank(), footer),
            Paragraph(note, kind="note"),
            Table(say("Governments placed and rank, by edition"), columns, body, numeric=range(1, 6)),
        ]

    def units(self) -> list[Shown]:
        """List the service units of its governments."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("Service units"))
        if found.units.empty:
            return [
                heading,
                Paragraph(
                    say(
                        "No service unit of its governments is known to have been placed; where names are missing there may have been one."
                    )
                ),
            ]
        rows: list[Row] = [
            (
                Cell(row.institution_name, sources=numbers_of([row.source_ids], found.sources)),
                str(row.edition),
                row.label,
                say("finalists") if row.stage == "finalist" else say("winners"),
            )
            for row in found.units.itertuples()
        ]
        columns = [say("Unit"), say("Edition"), say("List"), say("Stage")]
        return [heading, Table(say("Service units known to have been placed"), columns, rows)]

    def sources(self) -> list[Shown]:
        """List the pages that all of this rests on."""
        return sources_section(self.findings.sources, self.words)

    def _overall(self) -> pd.Series:
        by_edition = self.findings.by_edition
        return by_edition[by_edition["edition"] == "all"].iloc[0]

    def _tally(self) -> str:
        row, say, name = self._overall(), self.words.say, self.findings.name
        lower, upper, number = int(row["lower"]), int(row["upper"]), int(row["governments"])
        if number == 1 and lower == upper:
            if lower:
                return say("The only government of {name} was placed at least once, all editions together", name=name)
            return say("The only government of {name} was never placed", name=name)
        if number == 1:
            return say("Whether the only government of {name} was ever placed is not known", name=name)
        return say(
            "Of the {number} governments of {name}, {interval} were placed at least once, all editions together",
            number=number,
            name=name,
            interval=self.words.interval(lower, upper),
        )

    def _rank(self) -> str:
        row = self._overall()
        best, worst = int(row["rank_best"]), int(row["rank_worst"])
        if best == worst:
            return self.words.say(
                "Among {number} provinces {name} ranks {rank}",
                number=len(self.findings.provinces),
                name=self.findings.name,
                rank=best,
            )
        return self.words.say(
            "Among {number} provinces {name} ranks somewhere between {best} and {worst}",
            number=len(self.findings.provinces),
            name=self.findings.name,
            best=best,
            worst=worst,
        )

    def _names(self) -> str:
        """Name those that were placed, edition by edition."""
        found, say = self.findings, self.words.say
        placed = found.governments[found.governments["status"] == "placed"]
        if placed.empty:
            return say("No government of it is known to have been placed.")
        parts = [
            say("{names} in {edition}", names=self.words.listing(group["name"]), edition=str(edition))
            for edition, group in placed.groupby("edition")
        ]
        return say("Known to have been placed: {parts}.", parts="; ".join(parts))

    def _square(self, row: object) -> str:
        say = self.words.say
        status = row.status  # type: ignore[attr-defined]
        if status == "unknown":
            missing, size = row.missing, row.size  # type: ignore[attr-defined]
            return say("unknown\n{missing} of {size} missing", missing=missing, size=size)
        return status_word(status, "finalist", self.words)
