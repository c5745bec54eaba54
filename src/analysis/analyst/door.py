"""The way in: the results at one level of evidence, as frames, subjects, charts and explanations.

One method a question; each hands over to a module beside this one. What a frame holds belongs to `analysis.analyst.frames`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from analysis import folders, prepare
from analysis.analyst import charts, frames
from analysis.analyst.catalogue import Catalogue
from analysis.analyst.charts import Chart
from analysis.analyst.explain import Explanation
from analysis.analyst.filters import kept, named, one_of
from analysis.analyst.frame import Frame, StatusFrame, Told
from analysis.analyst.reasons import Raw, Reason
from analysis.analyst.subjects import Region, Subject
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

Strength = Literal["all", "stated", "corroborated"]
InLanguage = Literal["id", "en"]
Kind = Literal["province", "regency", "city", "ministry", "agency", "soe", "unit"]
OfStage = Literal["finalist", "winner"]
OfTrack = Literal["all", "general", "outstanding", "unit"]
IslandGroup = Literal["Sumatera", "Jawa", "Bali-Nusa Tenggara", "Kalimantan", "Sulawesi", "Maluku", "Papua"]
InStatus = Literal["placed", "not_placed", "unknown", "not_eligible"]
Found = Literal["supported", "refuted", "undetermined"]
Editions = int | Sequence[int] | None
OneOrMore = str | Sequence[str] | None


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
class Data:
    """The results at one level of evidence.

    Frames: `status`, `places`, `names`, `winners`, `editions`, `selectivity`, `retention`, `provinces`, `claims`, `scores`,
    `next_finds`, `sources`, and every other one by `table(name)`. Subjects: `region`, `province`, `edition`, `national`,
    `press`, `indicator`, `quality`. Questions: `find`, `why`, `explain`.
    Charts: `compare`, `ranks`, `map`, and `chart` for one's own.
    """

    _all: Results
    evidence: Evidence
    """The level of evidence that everything here stands at."""
    _words: Words
    _folders: Folders

    @property
    def _results(self) -> Results:
        return self._all.at(self.evidence)

    def at(self, evidence: Strength) -> "Data":
        """Look at the same data at another level of evidence."""
        return Data(self._all, checked_evidence(evidence), self._words, self._folders)

    # Frames.

    def status(
        self,
        *,
        name: OneOrMore = None,
        province: OneOrMore = None,
        island_group: IslandGroup | None = None,
        kind: Kind | None = None,
        edition: Editions = None,
        stage: OfStage = "finalist",
        status: InStatus | None = None,
    ) -> StatusFrame:
        """Say what is known of every institution in every edition: placed, not placed, unknown, or not eligible.

        Returns one row an institution and edition, at one stage; `by_edition()` sets the editions side by side.

        >>> import analysis as tr
        >>> tr.data().status(edition=2020, province="Sumatera Barat")["status"].value_counts().to_dict()
        {'unknown': 19, 'placed': 1}
        """
        asked = {"province": province, "island_group": island_group, "kind": kind, "edition": edition}
        found = kept(frames.status(self._results), self._all, name=name, stage=stage, status=status, **asked)
        return StatusFrame.of(found.drop(columns="stage"), self._told("status"))

    def places(
        self,
        *,
        name: OneOrMore = None,
        province: OneOrMore = None,
        island_group: IslandGroup | None = None,
        kind: Kind | None = None,
        at_least: int = 0,
    ) -> Frame:
        """Count how often every institution was placed and won, as bounds, those first that were for certain.

        `at_least` keeps those that were placed so often for certain.

        >>> import analysis as tr
        >>> tr.data().places(province="Jawa Timur", kind="city", at_least=2)["name"].tolist()
        ['Kota Malang', 'Kota Mojokerto', 'Kota Madiun']
        """
        asked = {"province": province, "island_group": island_group, "kind": kind}
        found = kept(frames.places(self._results), self._all, name=name, **asked)
        found = found[found["places_low"] >= at_least]
        order = ["places_low", "places_high", "wins_low", "name"]
        found = found.sort_values(order, ascending=[False, False, False, True], ignore_index=True)
        return Frame.of(found, self._told("places"))

    def names(
        self,
        *,
        name: OneOrMore = None,
        edition: Editions = None,
        stage: OfStage | None = None,
        track: OfTrack | None = None,
        kind: Kind | None = None,
        province: OneOrMore = None,
    ) -> Frame:
        """List the names that are known to stand on the lists, as they were called then.

        >>> import analysis as tr
        >>> len(tr.data().names(edition=2018, stage="finalist"))
        25
        """
        asked = {"edition": edition, "stage": stage, "track": track, "kind": kind, "province": province}
        return Frame.of(kept(frames.names(self._results), self._all, name=name, **asked), self._told("names"))

    def winners(self, *, edition: Editions = None, kind: Kind | None = None, province: OneOrMore = None) -> Frame:
        """List the known winners, and the aspect that they won in where it is known.

        >>> import analysis as tr
        >>> tr.data().winners(edition=2019, kind="city")["name"].tolist()
        ['Kota Banjarbaru', 'Kota Banjarmasin', 'Kota Semarang']
        """
        found = self.names(edition=edition, stage="winner", kind=kind, province=province)
        return Frame.of(pd.DataFrame(found).drop(columns=["stage", "publishers"]), self._told("winners"))

    def editions(self) -> Frame:
        """Give every edition, with how many names of its lists there are, are known and are missing."""
        return Frame.of(frames.editions(self._results), self._told("editions"))

    def selectivity(self, *, edition: Editions = None) -> Frame:
        """Set the places of every edition and group of lists beside those who registered, as a share within bounds."""
        return Frame.of(kept(frames.selectivity(self._results), self._all, edition=edition), self._told("selectivity"))

    def retention(self) -> Frame:
        """Count the names of every edition that came back in the next, as bounds, beside what drawing lots would give."""
        return Frame.of(frames.retention(self._results), self._told("retention"))

    def provinces(self, edition: int | None = None, *, name: OneOrMore = None) -> Frame:
        """Count the governments of every province that were placed, and rank the provinces, as bounds.

        `edition` is a year; None counts those placed at least once, all editions together.

        >>> import analysis as tr
        >>> tr.data().provinces(name="Jawa Timur").interval("placed", of="governments").iloc[0]
        10 to 37 of 39
        """
        if edition is None:
            found = kept(frames.provinces_ever(self._results), self._all, province=name)
        else:
            found = kept(frames.provinces(self._results), self._all, edition=edition, province=name)
            found = found.drop(columns="edition")
        found = found.sort_values(["placed_low", "placed_high", "province"], ascending=[False, False, True])
        return Frame.of(found.reset_index(drop=True), self._told("provinces"))

    def claims(self, *, verdict: Found | None = None, edition: Editions = None) -> Frame:
        """Give the claims that the press prints, with what the data say of them."""
        found = kept(frames.claims(self._results), self._all, verdict=verdict, edition=edition)
        return Frame.of(found, self._told("claims"))

    def scores(self, *, indicator: str | None = None, name: OneOrMore = None, province: OneOrMore = None) -> Frame:
        """Give the yearly scores of regions."""
        found = kept(frames.scores(self._results), self._all, indicator=indicator, name=name, province=province)
        return Frame.of(found, self._told("scores"))

    def next_finds(self) -> Frame:
        """Rank what could be found next: missing names and second sources, by how many unknown statuses each settles."""
        return Frame.of(frames.next_finds(self._results), self._told("next_finds"))

    def sources(self, *, publisher: str | None = None) -> Frame:
        """Give the pages that the data rest on."""
        return Frame.of(kept(frames.sources(self._results), self._all, publisher=publisher), self._told("sources"))

    def table(self, name: str) -> Frame:
        """Give any table, raw or derived, by its name: at this level of evidence, its bounds named as everywhere here."""
        return self.tables[name]

    @property
    def tables(self) -> Catalogue:
        """All tables, with how many rows each has and what one row is."""
        return Catalogue(self._results, self._told(""))

    # One thing.

    def region(self, name: str) -> Region:
        """Give all that is known of a province, regency or city, such as 'Kota Solok'.

        >>> import analysis as tr
        >>> tr.data().region("Kota Solok").placed
        3 of 4
        """
        return Region("region", {"region": name}, self)

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
        >>> tr.data().explain("Kota Solok", 2022).because[0].because[0].text
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

    # Charts.

    def compare(self, *names: str, title: str = "") -> Chart:
        """Draw the status of some regions by edition, one below the other, in the look of the pages.

        >>> import analysis as tr
        >>> print(tr.data().compare("Kota Solok", "Kota Ambon").alternative.split(". ")[0])
        Kota Solok and Kota Ambon by edition
        """
        if not names:
            raise Refused("compare: name one region or more, such as d.compare('Kota Solok', 'Kota Ambon')")
        asked = list(dict.fromkeys(named(self._all, name) for name in names))
        rows = pd.DataFrame(self.status(name=asked))
        wins = self.winners()
        won = set(zip(wins["name"], wins["edition"], strict=True))
        rows["winner"] = [pair in won for pair in zip(rows["name"], rows["edition"], strict=True)]
        rows = rows.sort_values("name", key=lambda names: names.map(asked.index), kind="stable")
        listed = self._words.listing(asked)
        title = title or self._words.say("{name} by edition", name=listed)
        return charts.timeline(rows, self._words, title, self._footer(rows))

    def ranks(self, *highlighted: str, edition: int | None = None, title: str = "") -> Chart:
        """Draw between which ranks each province may stand, some of them highlighted."""
        chosen = [str(resolve(self._all, name, [Level.PROVINCE])["region_name"]) for name in highlighted]
        title = title or self._words.say("Rank")
        return charts.ranks(self.provinces(edition), self._words, title, self._footer(), chosen)

    def map(self, *, edition: int | None = None, title: str = "") -> Chart:
        """Draw how many governments of each province were placed, on a map of tiles."""
        regions = self._all.regions.rename(columns={"region_name": "province"})
        places = regions.loc[regions["kind"] == Level.PROVINCE, ["province", "tile_row", "tile_col"]]
        rows = pd.DataFrame(self.provinces(edition)).merge(places, on="province")
        return charts.tiles(rows, self._words, title or self._words.say("Governments"), self._footer())

    def chart(self, drawn: Any, title: str, about: pd.DataFrame | None = None) -> Chart:
        """Make a figure of one's own a chart: with its title, its source, how complete the data are, and what it shows.

        Takes a figure, axes, or a grid of seaborn, best drawn with `tr.house()`; `about` is the frame that it shows.
        """
        return charts.signed(drawn, title, self._footer(about))

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
        """The level of evidence and the date of the newest source, in one line."""
        dates = self._all.sources["published_on"].dropna()
        dated = f"newest dated source {self._words.date(max(dates))}" if len(dates) else ""
        return " · ".join(filter(None, [f"evidence: {self.evidence}", dated]))

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
