"""The way in: the results at one level of evidence, as frames, subjects, charts and explanations.

One method a question; each hands over to a module beside this one. What a frame holds belongs to `analysis.analyst.frames`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import folders, prepare
from analysis.analyst import charts, frames, marks
from analysis.analyst.asked import Asked, InLanguage, OfStage, Strength
from analysis.analyst.changes import Changes, between_results
from analysis.analyst.charts import Chart
from analysis.analyst.explain import Explanation
from analysis.analyst.filters import named, one_of
from analysis.analyst.frame import Frame, Told
from analysis.analyst.reasons import Raw, Reason
from analysis.analyst.subjects import Region, Subject
from analysis.analyst.supposed import Supposed, with_name
from analysis.errors import Refused
from analysis.facts.regions import base_name, resolve
from analysis.findings.common import checked_edition, checked_evidence
from analysis.findings.injected import refuse_unknown
from analysis.folders import Folders
from analysis.statistics.results import Results
from analysis.vocabulary import Evidence, Level, Stage
from analysis.words import phrases
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary

if TYPE_CHECKING:
    from analysis.analyst.explorer import Explorer


def data(evidence: Strength = "all", *, raw: str | Path | None = None, language: InLanguage = "en") -> "Data":
    """Open the results: the way in.

    Takes the level of evidence, chosen once for all that follows: `all`, `stated` (not merely implied) or `corroborated`
    (by two publishers). `raw` is another folder of raw tables; by default it is the project's, or TRENDS_RAW. `language` is
    that of headlines, charts and pages. Prepares the data first where they have changed. Raises Refused, in one line, for
    what can't be used.

    >>> import analysis as tr
    >>> tr.data("corroborated").editions()["known"].tolist()
    [25, 15, 10, 27]
    """
    refuse_unknown()
    where = folders.folders() if raw is None else folders.of_raw(Path(raw))
    results, _ = prepare.prepare(where)
    return Data(results, checked_evidence(evidence), Words(language), where)


@dataclass(frozen=True, eq=False, repr=False)
class Data(Asked):
    """The results at one level of evidence.

    Frames: `status`, `places`, `names`, `winners`, `editions`, `selectivity`, `retention`, `provinces`, `claims`, `scores`,
    `next_finds`, `sources`, and every other one by `table(name)`. Subjects: `region`, `province`, `edition`, `national`,
    `press`, `indicator`, `quality`. Questions: `find`, `why`, `explain`, `suppose`, `differences`. Charts: `compare`,
    `ranks`, `map`, and `chart` for one's own.
    """

    _all: Results
    evidence: Evidence
    """The level of evidence that everything here stands at."""
    _words: Words
    _folders: Folders
    supposed: tuple[Supposed, ...] = ()
    """What is supposed here, and not known; it is marked on everything that is shown."""

    @property
    def _results(self) -> Results:
        return self._all.at(self.evidence)

    def at(self, evidence: Strength) -> "Data":
        """Look at the same data at another level of evidence."""
        return replace(self, evidence=checked_evidence(evidence))

    def in_language(self, language: InLanguage) -> "Data":
        """Look at the same data, with headlines, charts and pages in another language."""
        return replace(self, _words=Words(language))

    # One thing.

    def region(self, name: str, editions: Sequence[int] | None = None) -> Region:
        """Give all that is known of a province, regency or city, such as 'Kota Solok'; of some editions, or of all.

        >>> import analysis as tr
        >>> tr.data().region("Kota Solok").placed
        3 of 4
        """
        return Region("region", {"region": name, "editions": editions}, self)

    def province(self, name: str) -> Subject:
        """Give all that is known of the governments of a province, such as 'Sumatera Barat'."""
        return Subject("province", {"province": name}, self)

    def edition(self, year: int) -> Subject:
        """Give all that is known of an edition, such as 2020."""
        return Subject("edition", {"edition": checked_edition(year, self._all.editions)}, self)

    def national(self) -> Subject:
        """Give the trends of the country over the editions."""
        return Subject("national_trends", {}, self)

    def press(self) -> Subject:
        """Give what the press says, and what of it holds."""
        return Subject("claims", {}, self)

    def indicator(self, name: str) -> Subject:
        """Give what is known of a yearly score, such as 'ombudsman_compliance'."""
        known = self._all.indicators["indicator_id"].unique()
        return Subject("indicators", {"indicator": one_of("indicator", name, known)}, self)

    def quality(self) -> Subject:
        """Give how good the data are."""
        return Subject("data_quality", {}, self)

    # Questions.

    def find(self, text: str) -> Frame:
        """Find regions and institutions whose name has a text in it.

        >>> import analysis as tr
        >>> tr.data().find("solok")["name"].tolist()
        ['Kabupaten Solok', 'Kota Solok', 'Kabupaten Solok Selatan']
        """
        rows = frames.who(self._results)
        found = rows[rows["name"].str.contains(text.strip(), case=False, regex=False)]
        exact = found["name"].map(base_name).str.casefold() != text.strip().casefold()
        found = found.assign(exact=exact).sort_values(["exact", "name"], ignore_index=True)
        return Frame.of(found.drop(columns=["institution_id", "exact"]), self._told("find"))

    def why(self, region: str, edition: int, stage: OfStage = "finalist") -> Frame:
        """List the pages that the status of a region in an edition rests on, with what each of them supports.

        >>> import analysis as tr
        >>> tr.data().why("Kota Solok", 2019)["publisher"].nunique()
        4
        """
        year = checked_edition(edition, self._all.editions)
        rows = frames.status(self._results)
        asked = rows["name"].eq(named(self._all, region)) & rows["edition"].eq(year) & rows["stage"].eq(Stage(stage))
        if not asked.any():
            raise Refused(f"no list of {stage}s of {year} has been published")
        pages = rows.loc[asked, "source_ids"].iloc[0]
        sources = self._results.sources.set_index("source_id")
        found = sources.loc[list(pages), ["publisher", "title", "published_on", "kind", "url"]]
        return Frame.of(found.reset_index(drop=True), self._told("why"))

    def explain(self, what: str | Frame, at: Any = None, *, stage: OfStage = "finalist") -> Reason:
        """Explain a result: by which rule, from which rows of the raw tables, borne by which pages.

        Takes a region and an edition (None for how often it was placed), or a frame from here and the label of its row.

        >>> import analysis as tr
        >>> tr.data().explain("Kota Solok", 2022).because[-1].because[0].text
        'The only missing name is that of a regency'
        """
        from analysis.analyst.explain_results import explained  # here, since the schemas load slowly

        ways = Explanation(self._all, self.evidence, Raw(self._folders.raw), self._words)
        if isinstance(what, pd.DataFrame):
            if not isinstance(what, Frame) or at not in what.index:
                raise Refused("explain: name a frame of these results and the label of one of its rows, such as 0")
            return explained(ways, what.told.name, what.loc[at])
        name = named(self._all, what)
        if at is None:
            return ways.often(name)
        self.why(name, at, stage)  # refuses what no list was published of
        return ways.status(name, checked_edition(at, self._all.editions), Stage(stage))

    def suppose(self, region: str, edition: int, *, winner: bool = False) -> "Data":
        """Give everything as it would be if a missing name of an edition were that of a region; nothing is stored.

        `winner` supposes that it won as well. What is supposed is marked on every page, chart and workbook. Takes some
        seconds. Raises Refused where it can't be, since its status is known.
        """
        year = checked_edition(edition, self._all.editions)
        tables, supposed = with_name(self._all, named(self._all, region), year, winner=winner)
        results = prepare.derive_from(tables, self._folders)
        return replace(self, _all=results, supposed=(*self.supposed, supposed))

    def differences(self, other: "Data | Strength" = "corroborated") -> Changes:
        """Say what differs in another state of the data, or at another level of evidence, the most telling first.

        >>> import analysis as tr
        >>> print(tr.data().differences("stated").sentences[1])
        5 statuses of finalists differ: 5 finalist → unknown
        """
        other = other if isinstance(other, Data) else self.at(other)
        return between_results(self._results, other._results, self._words)

    def explore(self, *regions: str) -> "Explorer":
        """Open the explorer: pick regions, editions, list and evidence, and see strip, chart and table follow."""
        from analysis.analyst.explorer import Explorer  # here, since widgets load slowly

        return Explorer(self, regions or ("Kota Solok",))

    # Charts.

    def compare(self, *names: str, editions: Sequence[int] | None = None, title: str = "") -> Chart:
        """Draw the status of some regions by edition, one below the other, in the look of the pages.

        >>> import analysis as tr
        >>> print(tr.data().compare("Kota Solok", "Kota Ambon").alternative.split(". ")[0])
        Kota Solok and Kota Ambon by edition
        """
        if not names:
            raise Refused("compare: name one region or more, such as d.compare('Kota Solok', 'Kota Ambon')")
        asked = list(dict.fromkeys(named(self._all, name) for name in names))
        rows = pd.DataFrame(self.status(name=asked, edition=editions))
        wins = self.winners()
        won = set(zip(wins["name"], wins["edition"], strict=True))
        rows["winner"] = [pair in won for pair in zip(rows["name"], rows["edition"], strict=True)]
        rows = rows.sort_values("name", key=lambda names: names.map(asked.index), kind="stable")
        listed = self._words.listing(asked)
        title = title or self._words.say("{name} by edition", name=listed)
        return self._marked(charts.timeline(rows, self._words, title, self._footer(rows)))

    def ranks(self, *highlighted: str, edition: int | None = None, title: str = "") -> Chart:
        """Draw between which ranks each province may stand, some of them highlighted."""
        chosen = [str(resolve(self._all, name, [Level.PROVINCE])["region_name"]) for name in highlighted]
        title = title or self._words.say("Rank")
        return self._marked(charts.ranks(self.provinces(edition), self._words, title, self._footer(), chosen))

    def map(self, *, edition: int | None = None, title: str = "") -> Chart:
        """Draw how many governments of each province were placed, on a map of tiles."""
        regions = self._all.regions.rename(columns={"region_name": "province"})
        places = regions.loc[regions["kind"] == Level.PROVINCE, ["province", "tile_row", "tile_col"]]
        rows = pd.DataFrame(self.provinces(edition)).merge(places, on="province")
        title = title or self._words.say("Governments")
        return self._marked(charts.tiles(rows, self._words, title, self._footer()))

    def chart(self, drawn: Any, title: str, about: pd.DataFrame | None = None) -> Chart:
        """Make a figure of one's own a chart: with its title, its source, how complete the data are, and what it shows.

        Takes a figure, axes, or a grid of seaborn, best drawn with `tr.house()`; `about` is the frame that it shows.
        """
        return self._marked(charts.signed(drawn, title, self._footer(about)))

    def _marked(self, drawn: Chart) -> Chart:
        said = ". ".join(each.said(self._words) for each in self.supposed)
        return marks.chart(drawn, said) if said else drawn

    def _footer(self, rows: pd.DataFrame | None = None) -> str:
        """Say what a chart rests on: its publishers, how many names are known, and the evidence where some is left out."""
        pages = [] if rows is None or "source_ids" not in rows else rows["source_ids"].explode().dropna().unique()
        sources = self._all.sources.set_index("source_id")["publisher"]
        told = [phrases.source_line(sources.loc[list(pages)], self._words)] if len(pages) else []
        told.append(phrases.completeness(frames.editions(self._results), self._words))
        if self.evidence is not Evidence.ALL:
            told.append(Vocabulary(self._words).evidence(self.evidence))
        return " ".join(told)

    # How it shows itself.

    def _told(self, name: str) -> Told:
        return Told(name, self.made_from, self._results.sources, self._words.language)

    @property
    def made_from(self) -> str:
        """The level of evidence, the date of the newest source and what is supposed, in one line."""
        dates = self._all.sources["published_on"].dropna()
        dated = f"newest dated source {self._words.date(max(dates))}" if len(dates) else ""
        supposed = (each.said(self._words) for each in self.supposed)
        return " · ".join(filter(None, [f"evidence: {self.evidence}", dated, *supposed]))

    def __repr__(self) -> str:
        rows = frames.editions(self._results)
        known = "   ".join(f"{row.edition} {row.known} of {row.places}" for row in rows.itertuples())
        governments = self._all.governments
        count = int(governments["could_enter"].sum())
        return (
            f"Regional Trends · {self.made_from}\n"
            f"  finalists' names known   {known}\n"
            f"  governments              {count} could take part\n"
            'try  d.status()  d.places(at_least=2)  d.region("Kota Solok")  d.find("solok")  d.tables'
        )

    def _repr_html_(self) -> str:
        return f"<pre>{escape(repr(self))}</pre>"
