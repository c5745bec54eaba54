"""The page of one province: its governments over time, and its place among the provinces as an interval of ranks."""

from dataclasses import replace

import pandas as pd

from analysis.display import charts, references
from analysis.display.blocks import Fact, Facts, Heading, Paragraph, Shown
from analysis.display.tables import Column, Kind
from analysis.findings.of_province import ProvinceFindings
from analysis.pages.page import Page
from analysis.statistics.provinces import spans_nearly_all
from analysis.vocabulary import EVER, Stage, Status
from analysis.words import phrases


class ProvincePage(Page[ProvinceFindings]):
    """What the notebook `province` shows, section by section."""

    def opening(self) -> list[Shown]:
        """Open the page with the name of the province."""
        found = self.findings
        about = self.words.say(
            "All governments of the province. National competition on handling public complaints (SP4N-LAPOR!)."
        )
        return self._opening(found.name, about, announced=found.announced)

    @property
    def _named(self) -> references.Names:
        return {
            **references.of_regions(self.findings.governments["name"]),
            **references.of_editions(self.findings.all_editions["edition"]),
        }

    def answer(self) -> list[Shown]:
        """Answer first: who won, how many of its governments are known to have been placed; then which."""
        found = self.findings
        wins, placed = self._wins(), self._placed()
        text = self._of_these(found.only, " ".join(filter(None, [wins, self._tally() + "."])))
        lead = self._lead(text, self._cite([found.ranked_by], found.wins["source_ids"]), found.certainty)
        named = Paragraph(self._names(), self._cite(placed["source_ids"]), names=self._named)
        return [replace(lead, names=self._named), *self._facts(), *([named] if len(placed) else [])]

    def _wins(self) -> str:
        """Say who won, and when; '' where no win is known."""
        say, found = self.words.say, self.findings
        if found.wins.empty:
            return ""
        listed = self.words.listing(
            say("{name} ({years})", name=name, years=phrases.years(sorted(set(years)), self.words))
            for name, years in found.wins.groupby("name", sort=False)["edition"]
        )
        return say("Won: {names}.", names=listed)

    def _facts(self) -> list[Shown]:
        """Give what is known in numbers; none where no government of it is known to have been placed."""
        found, say, row = self.findings, self.words.say, self._overall()
        lower, number = int(found.tally["lower"]), int(found.tally["governments"])
        if not lower:
            return []
        facts = [
            Fact(
                say("{known} of {all}", known=lower, all=number),
                say("governments known to have been placed at least once"),
                self._cite([found.ranked_by]),
            )
        ]
        if len(found.wins):
            wins = found.wins[["name", "edition"]].drop_duplicates()
            facts.append(
                Fact(
                    say("{number}×", number=len(wins)),
                    say("won, as far as is known"),
                    self._cite(found.wins["source_ids"]),
                )
            )
        if self._rank_is_told() and not found.only:
            interval = self.words.interval(int(row["rank_best"]), int(row["rank_worst"]))
            text = say("its rank among {number} provinces by governments placed", number=len(found.provinces))
            facts.append(Fact(interval, text, self._cite([found.ranked_by])))
        return [Facts(facts)]

    def _rank_is_told(self) -> bool:
        """Whether its rank, over all editions, says something."""
        overall = self._overall().to_frame().T
        return not spans_nearly_all(overall, len(self.findings.provinces)).any()

    def wins(self) -> list[Shown]:
        """List the wins, with what they were for."""
        wins, say = self.findings.wins, self.words.say
        if wins.empty:
            return []
        columns = [
            Column(say("Government"), "name", subject=references.REGION),
            *self._win_columns(),
        ]
        return [
            Heading(say("Wins")),
            self._table(say("Lists of winners on which its governments stand"), wins, columns),
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
                    "won": rows["won"],
                    "text": [
                        self._square(*row) for row in rows[["status", "won", "missing", "size"]].itertuples(index=False)
                    ],
                }
            )
            shown.append(
                charts.status_timeline(squares, words, say("Its governments that were placed, by edition"), footer)
            )
        by_edition = {f"{edition}": rows for edition, rows in governments.groupby("edition")}
        table = governments[["region_code", "name"]].drop_duplicates()
        for edition, statuses in by_edition.items():
            of_edition = statuses.set_index("region_code")
            outcome = of_edition["status"].mask(of_edition["won"], Stage.WINNER)
            table[edition] = table["region_code"].map(outcome)
            # That it is not placed, or unknown, is said of all missing names together; their sources stand below the chart.
            cited = of_edition["source_ids"].where(of_edition["status"] == Status.PLACED)
            table[f"source_ids {edition}"] = [
                ids if isinstance(ids, tuple) else () for ids in table["region_code"].map(cited)
            ]
        columns = [Column(say("Government"), "name", subject=references.REGION)]
        columns += [Column(edition, edition, self._outcome, sources=f"source_ids {edition}") for edition in by_edition]
        return [*shown, self._table(say("Status of each government by edition"), table, columns)]

    def _outcome(self, outcome: str) -> str:
        if outcome == Stage.WINNER:
            return self.named.status(Status.PLACED, Stage.WINNER)
        return self.named.status(Status(outcome))

    def _square(self, status: str, won: bool, missing: int, size: int) -> str:
        if won:
            return self.named.status(Status.PLACED, Stage.WINNER)
        if status == Status.UNKNOWN:
            return self.words.say("unknown\n{missing} of {size} missing", missing=missing, size=size)
        return self.named.status(Status(status))

    def ranks(self) -> list[Shown]:
        """Show its rank among the provinces, where it says something; of the others those that do."""
        found, words = self.findings, self.words
        say = words.say
        number = len(found.provinces)
        by_edition = found.by_edition[(found.by_edition["upper"] > 0) | (found.by_edition["edition"] == EVER)]
        told = ~spans_nearly_all(by_edition, number)
        by_edition = by_edition.assign(rank_best=by_edition["rank_best"].where(told))
        columns = [
            Column(say("Edition"), "edition", self._edition, subject=references.EDITION, named="year"),
            Column(say("Governments"), "governments", words.number, Kind.NUMBER),
            Column(say("Placed"), ("lower", "upper"), words.interval, Kind.NUMBER),
            Column(
                say("Rank"),
                ("rank_best", "rank_worst"),
                lambda best, worst: words.interval(int(best), int(worst)),
                Kind.NUMBER,
                missing=say("can't be told"),
            ),
            *self._share_columns(),
        ]
        untold = say("Its rank among {number} provinces can't be told yet: too many names are missing.", number=number)
        years = by_edition["edition"].where(by_edition["edition"] != EVER)
        note = say(
            "A rank is an interval: the best and the worst that any completion of the lists allows. Where intervals "
            "overlap, nothing can be said of who is ahead. Provinces with as many share the better rank."
        )
        return [
            Heading(say("Among the provinces")),
            *(self._rank_chart() if self._rank_is_told() else [Paragraph(untold)]),
            self._table(say("Governments placed and rank, by edition"), by_edition.assign(year=years), columns),
            Paragraph(note, kind="note"),
        ]

    def _rank_chart(self) -> list[Shown]:
        found, say = self.findings, self.words.say
        rows = found.provinces.assign(highlighted=found.provinces["province_code"] == found.province_code)
        footer = say(
            "Rank by governments placed at least once, over all completions of the lists. {parts}",
            parts=self._completeness(found.all_editions),
        )
        return self._ranked(rows, self._rank(), f"{footer} {self._source_line([found.ranked_by])}")

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
            self._edition_column(),
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
        """Say how many of its governments are known to have been placed, in one line where none is."""
        row, say, name = self.findings.tally, self.words.say, self.findings.name
        lower, upper, number = int(row["lower"]), int(row["upper"]), int(row["governments"])
        if number == 1 and lower == upper:
            if lower and self.findings.only:
                return say("The only government of {name} was placed", name=name)
            if lower:
                return say("The only government of {name} was placed at least once, all editions together", name=name)
            return say("The only government of {name} was never placed", name=name)
        if number == 1:
            return say("Whether the only government of {name} was ever placed is not known", name=name)
        values = {"number": number, "name": name, "known": lower, "more": upper - lower}
        if not upper:
            return say("None of the {number} governments of {name} was ever placed", **values)
        if not lower:
            return say(
                "None of the {number} governments of {name} is on a list that is known; missing names may be of {more} of them",
                **values,
            )
        if lower == upper and self.findings.only:
            return say("{known} of the {number} governments of {name} were placed", **values)
        if lower == upper:
            return say("{known} of the {number} governments of {name} were placed, all editions together", **values)
        return say(
            "{known} of the {number} governments of {name} are known to have been placed; up to {more} more may be among the "
            "missing names",
            **values,
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
        """Name those that were placed, each with its editions."""
        say, placed = self.words.say, self._placed()
        if placed.empty:
            return say("No government of it is known to have been placed.")
        parts = self.words.listing(
            say("{name} ({years})", name=name, years=phrases.years(editions, self.words))
            for name, editions in placed.groupby("name", sort=False)["edition"]
        )
        return say("Known to have been placed: {parts}.", parts=parts)
