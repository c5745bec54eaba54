"""The page on a yearly score: levels, changes, breaks, and how sparse it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.display import charts
from analysis.display.blocks import Cell, Heading, Paragraph, Shown, Table
from analysis.findings.of_indicators import IndicatorsFindings
from analysis.pages.common import (
    data_date,
    indicator_name,
    kinds_counted,
    numbers_of,
    series_name,
    source_line,
    sources_section,
    standing_sentence,
    unit_name,
)
from analysis.statistics.indicators import POINTS_FOR_A_TREND
from analysis.words.language import Words
from analysis.words.ranges import DASH

Row = Sequence[str | Cell]


@dataclass(frozen=True)
class IndicatorsPage:
    """What the notebook `indicators` shows, section by section."""

    findings: IndicatorsFindings
    words: Words

    def opening(self) -> list[Shown]:
        """Open the page with the name of the score."""
        found, words = self.findings, self.words
        about = words.say(
            "A yearly score of regions ({unit}), apart from the competition.", unit=unit_name(found.unit, words)
        )
        # The levels of evidence are said of places; what they come to here is said of scores.
        rests_on = words.say("Evidence: each score rests on the one page that prints it.")
        facts = " ".join(filter(None, [about, data_date(found.sources, words), rests_on]))
        return [Heading(indicator_name(found.indicator, words), level=1), Paragraph(facts, kind="about")]

    def summary(self) -> list[Shown]:
        """Say how many scores are known, and how few that is."""
        found, words = self.findings, self.words
        say = words.say
        if found.scores.empty:
            return [Paragraph(say("No score stands on this evidence: each is given by a single page."), kind="lead")]
        regions = found.scores["region_code"].nunique()
        text = words.plural(
            "Of one region scores are known ({scores}), of {governments} that have a government of their own.",
            "{scores} scores of {number} regions are known, of {governments} that have a government of their own.",
            regions,
            scores=len(found.scores),
            governments=int(found.sparseness["governments"].iloc[0]),
        )
        longest = int(found.changes["points"].max()) if len(found.changes) else 1
        if longest < POINTS_FOR_A_TREND:
            text += " " + words.plural(
                "No series has more than one point: too few points for a trend.",
                "No series has more than {number} points: too few points for a trend.",
                longest,
            )
        shown: list[Shown] = [
            Paragraph(text, numbers_of(found.scores["source_ids"], found.sources), kind="lead"),
            Paragraph(standing_sentence(found.certainty, words), kind="standing"),
        ]
        for row in found.breaks.itertuples():
            shown.append(
                Paragraph(
                    say(
                        "Between {last} and {first} the scale changed: scores before and after can't be compared.",
                        last=str(row.last_year),
                        first=str(row.first_year),
                    )
                )
            )
        return shown

    def levels(self) -> list[Shown]:
        """Show the scores, by year and series."""
        found, words = self.findings, self.words
        say = words.say
        if found.scores.empty:
            return []
        by_year = found.sparseness.groupby("year")["scored"].sum()
        title = words.plural(
            "At most one of {governments} governments has a known score in a year ({years})",
            "At most {number} of {governments} governments have a known score in a year ({years})",
            int(by_year.max()),
            years=words.listing(by_year.index[by_year == by_year.max()]),
            governments=int(found.sparseness["governments"].iloc[0]),
        )
        footer = source_line(found.scores["source_ids"], found.sources, words)
        known = words.listing(
            say("{year}: {scored}", year=str(year), scored=int(scored)) for year, scored in by_year.items()
        )
        completeness = say("Regions with a known score: {known}.", known=known)
        footer = f"{footer} {completeness}"
        drawn = found.scores.assign(series=[series_name(each, words) for each in found.scores["series"]])
        rows: list[Row] = [
            (
                row.region_name,
                row.province,
                str(row.year),
                series_name(row.series, words),
                Cell(words.number(row.value), sources=numbers_of([row.source_ids], found.sources)),
            )
            for row in found.scores.itertuples()
        ]
        columns = [say("Region"), say("Province"), say("Year"), say("Series"), say("Value")]
        note = say("The scores that are known are those that somebody printed: no fair picture of all regions.")
        return [
            Heading(say("Levels")),
            charts.scores(drawn, words, title, footer),
            Paragraph(note, kind="note"),
            Table(say("Scores known"), columns, rows, numeric=(4,)),
        ]

    def changes(self) -> list[Shown]:
        """List the changes within a series."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("Changes within a series"))
        if found.changes.empty:
            return [heading, Paragraph(say("No region has two scores of one series."))]
        rows: list[Row] = [
            (
                row.region_name,
                series_name(row.series, words),
                say("{first} to {last}", first=str(row.first_year), last=str(row.last_year)),
                words.number(row.first_value),
                words.number(row.last_value),
                words.change(row.change) if pd.notna(row.change) else DASH,
                say("too few points") if row.trend == "too_few_points" else words.number(round(float(row.slope), 2)),
            )
            for row in found.changes.itertuples()
        ]
        columns = [
            say("Region"),
            say("Series"),
            say("Years"),
            say("First"),
            say("Last"),
            say("Change"),
            say("Slope a year"),
        ]
        return [heading, Table(say("Changes from the first to the last score of a series"), columns, rows, (3, 4, 5))]

    def sparseness(self) -> list[Shown]:
        """Say how many regions have a score, year by year."""
        found, words = self.findings, self.words
        say = words.say
        kinds = found.scores.drop_duplicates("region_code").groupby("kind").size()
        counted = words.listing(kinds_counted(str(kind), int(number), words) for kind, number in kinds.items())
        rows: list[Row] = [
            (
                str(row.year),
                series_name(row.series, words),
                words.number(int(row.scored)),
                words.percent(float(row.share), 1),
            )
            for row in found.sparseness.itertuples()
        ]
        columns = [say("Year"), say("Series"), say("Regions with a known score"), say("Share of all governments")]
        shown: list[Shown] = [Heading(say("How sparse it is"))]
        if counted:
            shown.append(Paragraph(say("Known are scores of {counted}.", counted=counted)))
        return [*shown, Table(say("Regions with a known score, by year"), columns, rows, numeric=(2, 3))]

    def sources(self) -> list[Shown]:
        """List the pages that all of this rests on."""
        return sources_section(self.findings.sources, self.words)
