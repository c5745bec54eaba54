"""What all pages share: the findings, the words of one language, how sources are cited, the first and the last section.

What a single page says belongs to its own module; how a word of the vocabulary is said to `analysis.words.vocabulary`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Generic, TypeVar

import pandas as pd

from analysis.display import charts, references
from analysis.display.blocks import Heading, Paragraph, Shown
from analysis.display.references import Citation, numbered
from analysis.display.tables import Column, Kind, Table, is_nothing
from analysis.facts.citations import SourceIds, language_of
from analysis.facts.texts import said
from analysis.findings.described import Findings
from analysis.statistics.provinces import spans_nearly_all
from analysis.vocabulary import Certainty, Evidence, SourceKind
from analysis.words import phrases, ranges
from analysis.words.language import Words
from analysis.words.ranges import DASH
from analysis.words.vocabulary import Vocabulary

Found = TypeVar("Found", bound=Findings)


class Page(Generic[Found]):
    """The findings of a notebook, said in one language; each section is a method of a subclass."""

    def __init__(self, findings: Found, language: str) -> None:
        self.findings = findings
        self.words = replace(Words(language), texts=said(findings.texts, language))
        self.named = Vocabulary(self.words)
        # The strongest are cited first: what the government itself has published.
        sources = findings.sources.sort_values("kind", key=lambda kinds: kinds != SourceKind.OFFICIAL, kind="stable")
        self._numbers = dict(zip(sources["source_id"], sources["number"].tolist(), strict=True))
        kinds = ["" if is_nothing(kind) else self.named.source_kind(kind) for kind in sources["kind"]]
        self._kinds = dict(zip(self._numbers.values(), kinds, strict=True))

    def sources(self) -> list[Shown]:
        """Close the page: list the sources that its numbers rest on."""
        say, words = self.words.say, self.words
        rows = self.findings.sources.sort_values("number")
        rows = rows.assign(
            # What an analyst supposes, or has scores of, is no page and has no kind.
            title=rows["title"]
            .fillna(self._addresses(rows))
            .fillna(say("(no title shown)"))
            .where(rows["kind"].notna()),
            anchor="source-" + rows["number"].astype("str"),
            language=[self._other_language(title) for title in rows["title"]],
        )
        columns = [
            Column(say("No."), "number", kind=Kind.NUMBER, anchor="anchor"),
            Column(say("Publisher"), "publisher"),
            Column(say("Page"), ("title", "url"), self._titled, url="url", language="language"),
            Column(say("Date"), "published_on", words.date, Kind.DATE),
            Column(say("Kind"), "kind", self.named.source_kind),
        ]
        text = say("Every number on this page rests on these pages; small numbers in the text lead here.")
        return [Heading(say("Sources")), Paragraph(text), self._table(say("Sources used"), rows, columns)]

    def _other_language(self, title: Any) -> str:
        """Give the language of a title if it is not that of the page."""
        spoken = "" if is_nothing(title) else language_of(title)
        return "" if spoken == self.words.language else spoken

    def _addresses(self, rows: pd.DataFrame) -> pd.Series:
        """Call pages by publisher and path; takes the columns of sources."""
        paths = rows["url"].str.extract(r"^\w+://[^/]*(/[^?#]*)", expand=False).str.rstrip("/")
        return rows["publisher"] + paths

    def _titled(self, title: str, url: Any) -> str:
        return self.words.say("{title} (printed)", title=title) if pd.isna(url) else title

    def _opening(self, title: str, about: str, rests_on: str = "", announced: Sequence[int] = ()) -> list[Shown]:
        """Open the page: its title, what it is about, the date of its data and the evidence it rests on.

        Takes the editions that the page says nothing of, since no list of them is known yet.
        """
        evidence = Evidence(self.findings.evidence)
        if not rests_on and evidence is not Evidence.ALL:
            rests_on = self.named.evidence(evidence)
        about = " ".join(filter(None, [about, self._announced(announced), rests_on]))
        dated = [Paragraph(date, kind="dated")] if (date := self._data_date()) else []
        return [Heading(title, level=1), Paragraph(about, kind="about"), *dated]

    def _of_these(self, only: Sequence[int], headline: str) -> str:
        """Put before a headline which editions it is of, where it is not of all."""
        if not only:
            return headline
        return self.words.plural(
            "Edition of {years} only: {headline}",
            "Editions of {years} only: {headline}",
            len(only),
            years=phrases.years(only, self.words),
            headline=headline,
        )

    def _announced(self, editions: Sequence[int]) -> str:
        """Say that nothing is known of editions yet; '' without any."""
        if not editions:
            return ""
        return self.words.plural(
            "No list of the edition of {years} is known yet.",
            "No list of the editions of {years} is known yet.",
            len(editions),
            years=phrases.years(editions, self.words),
        )

    def _data_date(self) -> str:
        """Say the date of the newest source that bears one."""
        return phrases.newest(self.findings.sources["published_on"].dropna(), self.words)

    def _table(self, caption: str, frame: pd.DataFrame, columns: Sequence[Column], first: int | None = None) -> Table:
        """Make a table whose cells may cite the sources of this page; a column of dashes, which says nothing, is left out."""
        told = [
            column
            for column in columns
            if frame.empty or column.missing != DASH or not frame[column.names[0]].map(is_nothing).all()
        ]
        return Table(caption, frame, told, self._numbers, self._cited, first)

    def _long_table(self, caption: str, frame: pd.DataFrame, columns: Sequence[Column], first: int) -> list[Shown]:
        """Make a table of which the page shows the first rows, and say where the others are."""
        table = self._table(caption, frame, columns, first)
        if len(frame) <= first:
            return [table]
        text = self.words.say(
            "These are the first {shown} of {number} rows; the workbook (XLSX) has all.", shown=first, number=len(frame)
        )
        return [table, Paragraph(text, kind="note")]

    def _cite(self, *columns: Iterable[SourceIds]) -> Citation:
        """Cite sources; takes columns of source_ids."""
        return self._cited(numbered((source_ids for column in columns for source_ids in column), self._numbers))

    def _cited(self, numbers: Sequence[int]) -> Citation:
        """Name sources by their numbers on the page."""
        counted = self.words.plural("one source", "{number} sources", len(numbers))
        kinds: dict[str, list[int]] = {}
        for number in numbers:
            kinds.setdefault(self._kinds[number], []).append(number)
        return Citation(numbers, self.words.say("source"), counted, kinds)

    def _lead(self, text: str, sources: Citation, certainty: Certainty | None) -> Paragraph:
        """Say a headline, with how firm it is."""
        return Paragraph(text, sources, "lead", self.named.certainty(certainty) if certainty else "")

    def _edition_column(self) -> Column:
        """Make the column of editions, each of which leads to its page."""
        return Column(self.words.say("Edition"), "edition", subject=references.EDITION)

    def _win_columns(self) -> list[Column]:
        """Make the columns of wins: the edition, the list, and what it was won for."""
        say = self.words.say
        return [
            self._edition_column(),
            Column(say("List"), "label", sources="source_ids"),
            Column(say("Aspect"), "aspect", missing=say("not known")),
        ]

    def _figure_columns(self) -> list[Column]:
        """Make the columns of printed figures: measure, value with its sources, what use is made of it, and note."""
        say, words = self.words.say, self.words
        return [
            Column(say("Measure"), "measure", self.named.measure),
            Column(say("Figure"), "value", words.number, Kind.NUMBER, sources="source_ids"),
            Column(say("Use"), ("preferred", "in_range"), partial(phrases.use, words=words)),
            Column(say("Note"), "note", words.note),
        ]

    def _share_columns(self) -> list[Column]:
        """Make the columns of what share an area has: of all governments, and of those that were placed."""
        say, words = self.words.say, self.words
        ends = ("places_share_low", "places_share_high")
        return [
            Column(say("Share of governments"), "governments_share", partial(words.percent, decimals=1), Kind.SHARE),
            Column(say("Share of those placed"), ends, partial(ranges.percents, words=words), Kind.SHARE),
        ]

    def _ranked(self, provinces: pd.DataFrame, title: str, footer: str) -> list[Shown]:
        """Draw the ranks of those provinces whose rank can be told, and count the others.

        Takes rank_best, rank_worst, name and highlighted, one row a province.
        """
        told = provinces[~spans_nearly_all(provinces, len(provinces))]
        chart = charts.rank_intervals(told, self.words, title, footer)
        others = self.words.plural(
            "The rank of one more province can't be told: it may be almost any.",
            "The ranks of {number} more provinces can't be told: each may be almost any.",
            len(provinces) - len(told),
        )
        return [chart, *([Paragraph(others, kind="note")] if len(told) < len(provinces) else [])]

    def _movements(self, caption: str, rows: pd.DataFrame, *first: Column) -> list[Shown]:
        """Make the table of newcomers, returners and leavers, and say what they are; takes kind, lower and upper."""
        say = self.words.say
        columns = [
            *first,
            Column(say("Kind"), "kind", self.named.movement),
            Column(say("Number"), ("lower", "upper"), self.words.interval, Kind.NUMBER),
        ]
        note = say(
            "Newcomers were on no list before, returners were, but not in the edition before; leavers were in the edition "
            "before and are not now."
        )
        return [self._table(caption, rows, columns), Paragraph(note, kind="note")]

    def _source_line(self, *columns: Iterable[SourceIds]) -> str:
        """Name the publishers that a figure rests on, the first three of them; takes columns of source_ids."""
        sources = self.findings.sources
        used = sources[sources["number"].isin(self._cite(*columns).numbers)]
        return phrases.source_line(used["publisher"], self.words)

    def _completeness(self, editions: pd.DataFrame) -> str:
        """Say how many names of each edition are known; takes edition, places and known."""
        return phrases.completeness(editions, self.words)

    def _lengths_known(self) -> str:
        """Say how complete the numbers of places are: `lists` asks for the length of each list."""
        return self.words.say("The length of every list is known.")
