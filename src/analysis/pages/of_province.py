"""The page of one province: its governments over time, and its place among the provinces as an interval of ranks."""

import pandas as pd

from analysis.display import charts
from analysis.display.blocks import Column, Heading, Kind, Paragraph, Shown
from analysis.findings.of_province import ProvinceFindings
from analysis.pages.page import Page
from analysis.vocabulary import EVER, Status
from analysis.words import phrases


class ProvincePage(Page[ProvinceFindings]):
    """What the notebook `province` shows, section by section."""

    def opening(self) -> list[Shown]:
        """Open the page with the name of the province."""
        found = self.findings
        about = self.words.say(
            "The governments of the province in the national competition on handling public complaints (SP4N-LAPOR!), "
            "editions of {years}.",
            years=phrases.years(found.editions["edition"], self.words),
        )
        return self._opening(found.name, about, announced=found.announced)

    def summary(self) -> list[Shown]:
        """Say how many of its governments were placed, and where that puts it among the provinces."""
        return [
            self._lead(
                f"{self._tally()}. {self._rank()}.", self._cite([self.findings.ranked_by]), self.findings.certainty
            ),
            Paragraph(self._names(), self._cite(self._placed()["source_ids"])),
        ]

    def timeline(self) -> list[Shown]:
        """Show the status by edition of those that were placed, and list all."""
        found, words = self.findings, self.words
        say = words.say
        governments = found.governments
        rows = governments[governments["region_code"].isin(self._placed()["region_code"])]
        shown: list[Shown] = [Heading(say("Its governments by edition"))]
        footer = f"{self._source_line(governments['source_ids'])} {self._completeness(found.editions)}"
        if len(rows):
            squares = pd.DataFrame(
                {
                    "label": rows["name"],
                    "edition": rows["edition"],
                    "status": rows["status"],
                    "text": [self._square(*row) for row in rows[["status", "missing", "size"]].itertuples(index=False)],
                }
            )
            shown.append(charts.status_timeline(squares, words, self._tally(), footer))
        by_edition = {f"{edition}": rows for edition, rows in governments.groupby("edition")}
        table = governments[["region_code", "name"]].drop_duplicates()
        for edition, statuses in by_edition.items():
            of_edition = statuses.set_index("region_code")
            table[edition] = table["region_code"].map(of_edition["status"])
            # That it is not placed, or unknown, is said of all missing names together; their sources stand below the chart.
            cited = of_edition["source_ids"].where(of_edition["status"] == Status.PLACED)
            table[f"source_ids {edition}"] = [
                ids if isinstance(ids, tuple) else () for ids in table["region_code"].map(cited)
            ]
        columns = [Column(say("Government"), "name")]
        columns += [
            Column(edition, edition, self.named.status, sources=f"source_ids {edition}") for edition in by_edition
        ]
        return [*shown, self._table(say("Status of each government by edition"), table, columns)]

    def _square(self, status: str, missing: int, size: int) -> str:
        if status == Status.UNKNOWN:
            return self.words.say("unknown\n{missing} of {size} missing", missing=missing, size=size)
        return self.named.status(Status(status))

    def ranks(self) -> list[Shown]:
        """Show the interval of rank of every province."""
        found, words = self.findings, self.words
        say = words.say
        rows = found.provinces.assign(highlighted=found.provinces["province_code"] == found.province_code)
        footer = say(
            "Rank by governments placed at least once, over all completions of the lists. {parts}",
            parts=self._completeness(found.all_editions),
        )
        footer = f"{footer} {self._source_line([found.ranked_by])}"
        columns = [
            Column(say("Edition"), "edition", self._edition),
            Column(say("Governments"), "governments", words.number, Kind.NUMBER),
            Column(say("Placed"), ("lower", "upper"), words.interval, Kind.NUMBER),
            Column(say("Rank"), ("rank_best", "rank_worst"), words.interval, Kind.NUMBER),
            *self._share_columns(),
        ]
        note = say(
            "A rank is an interval: the best and the worst that any completion of the lists allows. Where intervals "
            "overlap, nothing can be said of who is ahead. Provinces with as many share the better rank."
        )
        return [
            Heading(say("Among the provinces")),
            charts.rank_intervals(rows, words, self._rank(), footer),
            Paragraph(note, kind="note"),
            self._table(say("Governments placed and rank, by edition"), found.by_edition, columns),
        ]

    def _edition(self, edition: str) -> str:
        return self.words.say("all editions") if edition == EVER else edition

    def units(self) -> list[Shown]:
        """List the service units of its governments."""
        units, say = self.findings.units, self.words.say
        heading = Heading(say("Service units"))
        if units.empty:
            nothing = say(
                "No service unit of its governments is known to have been placed; where names are missing there may have been one."
            )
            return [heading, Paragraph(nothing)]
        columns = [
            Column(say("Unit"), "institution_name", sources="source_ids"),
            Column(say("Edition"), "edition"),
            Column(say("List"), "label"),
            Column(say("Stage"), "stage", self.named.stage),
        ]
        return [heading, self._table(say("Service units known to have been placed"), units, columns)]

    def _placed(self) -> pd.DataFrame:
        return self.findings.governments[self.findings.governments["status"] == Status.PLACED]

    def _overall(self) -> pd.Series:
        by_edition = self.findings.by_edition
        return by_edition[by_edition["edition"] == EVER].iloc[0]

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
        values = {"number": len(self.findings.provinces), "name": self.findings.name}
        if best == worst:
            return self.words.say("Among {number} provinces {name} ranks {rank}", rank=best, **values)
        return self.words.say(
            "Among {number} provinces {name} ranks somewhere between {best} and {worst}",
            best=best,
            worst=worst,
            **values,
        )

    def _names(self) -> str:
        """Name those that were placed, edition by edition."""
        say, placed = self.words.say, self._placed()
        if placed.empty:
            return say("No government of it is known to have been placed.")
        parts = [
            say("{names} in {edition}", names=self.words.listing(group["name"]), edition=str(edition))
            for edition, group in placed.groupby("edition")
        ]
        return say("Known to have been placed: {parts}.", parts="; ".join(parts))
