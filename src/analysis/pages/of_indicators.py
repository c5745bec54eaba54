"""The page on a yearly score: levels, changes, breaks, and how sparse it is."""

from dataclasses import replace
from functools import partial
from itertools import chain

from analysis.display import charts, references
from analysis.display.blocks import Heading, Paragraph, Shown
from analysis.display.tables import Column, Kind
from analysis.findings.of_indicators import IndicatorsFindings
from analysis.pages.page import Page
from analysis.statistics.indicators import POINTS_FOR_A_TREND
from analysis.vocabulary import Level, TextKind, Trend
from analysis.words import phrases

FEW = 4
"""With more scores a region, on average, the table of scores has a column for each year."""


class IndicatorsPage(Page[IndicatorsFindings]):
    """What the notebook `indicators` shows, section by section."""

    def opening(self) -> list[Shown]:
        """Open the page with the name of the score."""
        found, words = self.findings, self.words
        about = words.say(
            "A yearly score of regions ({unit}), apart from the competition.",
            unit=words.text(TextKind.UNIT, found.unit),
        )
        # The levels of evidence are said of places; what they come to here is said of scores.
        rests_on = words.say("Evidence: each score rests on the one page that prints it.")
        return self._opening(words.text(TextKind.INDICATOR, found.indicator), about, rests_on)

    def summary(self) -> list[Shown]:
        """Say how many scores are known, and how few that is."""
        found, words = self.findings, self.words
        say = words.say
        if found.scores.empty:
            return [Paragraph(say("No score stands on this evidence: each is given by a single page."), kind="lead")]
        own = found.scores[found.scores["autonomous"] == 1]
        text = words.plural(
            "Of one region scores are known ({scores}), of {governments} that have a government of their own.",
            "{scores} scores of {number} regions are known, of {governments} that have a government of their own.",
            own["region_code"].nunique(),
            scores=len(own),
            governments=found.governments,
        )
        if others := found.scores.loc[found.scores["autonomous"] != 1, "region_code"].nunique():
            text += " " + words.plural(
                "Besides, scores are known of one region that has none.",
                "Besides, scores are known of {number} regions that have none.",
                others,
            )
        longest = int(found.changes["points"].max()) if len(found.changes) else 1
        if longest < POINTS_FOR_A_TREND:
            text += " " + words.plural(
                "No series has more than one point: too few points for a trend.",
                "No series has more than {number} points: too few points for a trend.",
                longest,
            )
        breaks = [
            say(
                "Between {last} and {first} the scale changed: scores before and after can't be compared.",
                last=str(row.last_year),
                first=str(row.first_year),
            )
            for row in found.breaks.itertuples()
        ]
        extents = [
            say(
                "From {first} on, scores of {regions} are of another extent: they can't be compared with those before.",
                first=str(row.first_year),
                regions=words.listing(row.region_names),
            )
            for row in found.extents.itertuples()
        ]
        return [
            self._lead(text, self._cite(found.scores["source_ids"]), found.certainty),
            *map(Paragraph, [*breaks, *extents]),
        ]

    def levels(self) -> list[Shown]:
        """Show the scores, by year and series."""
        found, words = self.findings, self.words
        say = words.say
        if found.sparseness.empty:
            return []
        by_year = found.sparseness.groupby("year")["scored"].sum()
        title = words.plural(
            "At most one of {governments} governments has a known score in a year ({years})",
            "At most {number} of {governments} governments have a known score in a year ({years})",
            int(by_year.max()),
            years=words.listing(by_year.index[by_year == by_year.max()]),
            governments=found.governments,
        )
        known = words.listing(
            say("{year}: {scored}", year=str(year), scored=int(scored)) for year, scored in by_year.items()
        )
        footer = self._source_line(found.scores["source_ids"])
        footer = f"{footer} {say('Regions with a known score: {known}.', known=known)}"
        drawn = found.scores.assign(series=[self._series(series) for series in found.scores["series"]])
        note = say("The scores that are known are those that somebody printed: no fair picture of all regions.")
        return [
            Heading(say("Levels")),
            charts.scores(drawn, words, title, footer),
            Paragraph(note, kind="note"),
            self._scores(),
        ]

    def _scores(self) -> Shown:
        """List the scores: one a row where each region has a few, else one region a row and its years side by side."""
        scores, words = self.findings.scores, self.words
        say = words.say
        columns = [
            Column(say("Region"), "region_name", subject=references.REGION),
            Column(say("Province"), "province", subject=references.PROVINCE),
            Column(say("Year"), "year"),
            Column(say("Series"), "series", self._series),
            Column(say("Value"), "value", words.number, Kind.NUMBER, sources="source_ids"),
        ]
        years = sorted(scores["year"].unique())
        if len(scores) > FEW * scores["region_code"].nunique():
            key = ["region_code", "region_name", "province", "series"]
            wide = scores.pivot(index=key, columns="year", values="value").rename(columns=str)
            pages = scores.groupby(key)["source_ids"].agg(lambda each: tuple(sorted({*chain(*each)})))
            scores = wide.join(pages).reset_index()
            named = replace(columns[0], sources="source_ids")
            by_year = [Column(str(year), str(year), words.number, Kind.NUMBER) for year in years]
            columns = [named, *columns[1:2], *(columns[3:4] if scores["series"].nunique() > 1 else []), *by_year]
        return self._table(say("Scores known"), scores, columns)

    def _series(self, series: str) -> str:
        return self.words.text(TextKind.SERIES, series)

    def changes(self) -> list[Shown]:
        """List the changes within a series."""
        changes, words = self.findings.changes, self.words
        say = words.say
        heading = Heading(say("Changes within a series"))
        if changes.empty:
            return [heading, Paragraph(say("No region has two scores of one series."))]
        columns = [
            Column(say("Region"), "region_name", subject=references.REGION),
            Column(say("Series"), "series", self._series),
            Column(say("Years"), ("first_year", "last_year"), partial(phrases.between, words=words)),
            Column(say("First"), "first_value", words.number, Kind.NUMBER),
            Column(say("Last"), "last_value", words.number, Kind.NUMBER),
            Column(say("Change"), "change", words.change, Kind.NUMBER),
        ]
        if (changes["trend"] != Trend.TOO_FEW_POINTS).any():  # else the page says once that there is none to see
            columns.append(Column(say("Trend"), "trend", self.named.trend))
        if changes["slope"].notna().any():
            columns += [
                Column(say("Slope a year"), "slope", words.change, Kind.NUMBER),
                Column(say("With 95% confidence"), ("slope_low", "slope_high"), self._between, Kind.NUMBER),
            ]
        caption = say("Changes from the first to the last score of a series")
        return [heading, *self._trends(), self._table(caption, changes, columns)]

    def _between(self, low: float, high: float) -> str:
        return phrases.between(self.words.change(low), self.words.change(high), self.words)

    def _trends(self) -> list[Shown]:
        """Say how many series show a trend, and what that rests on."""
        say = self.words.say
        judged = self.findings.changes.loc[lambda rows: rows["trend"] != Trend.TOO_FEW_POINTS, "trend"]
        if judged.empty:
            return []
        counted = say(
            "Of {number} series with {points} points or more, {rising} rise and {falling} fall. Of the others no trend is "
            "shown, which is not to say that there is none.",
            number=len(judged),
            points=POINTS_FOR_A_TREND,
            rising=int((judged == Trend.RISING).sum()),
            falling=int((judged == Trend.FALLING).sum()),
        )
        rule = say(
            "A trend is shown where chance alone would give it in 5% of cases at most, corrected for looking at all of them "
            "at once, and whichever point is left out (Mann–Kendall, exact; Theil–Sen; Benjamini–Hochberg)."
        )
        return [Paragraph(counted), Paragraph(rule, kind="note")]

    def sparseness(self) -> list[Shown]:
        """Say how many regions have a score, year by year."""
        found, words = self.findings, self.words
        say = words.say
        kinds = found.scores.drop_duplicates("region_code").groupby("kind").size()
        counted = words.listing(self.named.kinds_counted(level, int(kinds[level])) for level in Level if level in kinds)
        columns = [
            Column(say("Year"), "year"),
            Column(say("Series"), "series", self._series),
            Column(say("Regions with a known score"), "scored", words.number, Kind.NUMBER),
            Column(say("Share of all governments"), "share", partial(words.percent, decimals=1), Kind.SHARE),
        ]
        shown: list[Shown] = [Heading(say("How sparse it is"))]
        if counted:
            shown.append(Paragraph(say("Scores are known of {counted}.", counted=counted)))
        return [*shown, self._table(say("Regions with a known score, by year"), found.sparseness, columns)]
