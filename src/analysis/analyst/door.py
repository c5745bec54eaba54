"""The way in: the results at one level of evidence, as frames, subjects, charts and explanations.

One method a question; each hands over to a module beside this one. What a frame holds belongs to `analysis.analyst.frames`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from analysis import folders, prepare
from analysis.adding.scores import About
from analysis.analyst import frames
from analysis.analyst.asked import InLanguage, OfStage, Strength
from analysis.analyst.changes import Changes, between_results
from analysis.analyst.drawn import Drawn
from analysis.analyst.explain import Explanation
from analysis.analyst.filters import named, one_of
from analysis.analyst.frame import Frame
from analysis.analyst.keywords import all_advising
from analysis.analyst.own_scores import OwnScores, columns_of, with_frame
from analysis.analyst.reasons import Raw, Reason
from analysis.analyst.subjects import Region, Subject
from analysis.analyst.supposed import FIRST as SUPPOSED
from analysis.analyst.supposed import Supposed, told_once, with_name
from analysis.analyst.told import Told
from analysis.errors import NoSuchName, Refused
from analysis.findings.common import checked_edition, checked_evidence
from analysis.findings.injected import refuse_unknown
from analysis.folders import Folders
from analysis.statistics.results import Results
from analysis.vocabulary import Evidence, Language, Stage
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


@all_advising
@dataclass(frozen=True, eq=False, repr=False)
class Data(Drawn):
    """The results at one level of evidence.

    Frames: `status`, `places`, `names`, `winners`, `editions`, `selectivity`, `retention`, `provinces`, `claims`, `scores`,
    `next_finds`, `sources`, and every other one by `table(name)`. Subjects: `region`, `province`, `edition`, `national`,
    `press`, `indicator`, `quality`. Questions: `find`, `why`, `explain`, `suppose`, `differences`. Charts: `compare`,
    `ranks`, `map`, and `chart` for one's own. Own yearly scores: `with_scores`.
    """

    _all: Results
    evidence: Evidence
    """The level of evidence that everything here stands at."""
    _words: Words
    _folders: Folders
    supposed: tuple[Supposed, ...] = ()
    """What is supposed here, and not known; it is marked on everything that is shown."""
    own_scores: tuple[OwnScores, ...] = ()
    """Yearly scores of one's own that were added here; pages that show them say so."""

    @property
    def _results(self) -> Results:
        return self._all.at(self.evidence)

    def at(self, evidence: Strength) -> "Data":
        """Look at the same data at another level of evidence.

        >>> import analysis as tr
        >>> tr.data().at("corroborated").editions()["known"].sum().item()
        77
        """
        return replace(self, evidence=checked_evidence(evidence))

    def in_language(self, language: InLanguage) -> "Data":
        """Look at the same data, with headlines, charts and pages in another language.

        >>> import analysis as tr
        >>> tr.data().in_language("id").region("Kota Solok").headline[:35]
        'Kota Solok tiga kali berturut-turut'
        """
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
        """Give all that is known of the governments of a province, such as 'Sumatera Barat'.

        >>> import analysis as tr
        >>> len(tr.data().province("Sumatera Barat").governments)
        80
        """
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
        return Frame.of(frames.find(self._results, text), self._told("find"))

    def why(self, region: str, edition: int, stage: OfStage = "finalist") -> Frame:
        """List the pages that the status of a region in an edition rests on, with what each of them supports.

        >>> import analysis as tr
        >>> tr.data().why("Kota Solok", 2019)["publisher"].nunique()
        4
        """
        year = checked_edition(edition, self._all.editions)
        of_stage = Stage(one_of("stage", stage, Stage))
        return Frame.of(frames.why(self._results, named(self._all, region), year, of_stage), self._told("why"))

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
            return explained(ways, what.told, at, what.loc[at])
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
        results = told_once(prepare.derive_from(tables, self._folders))
        return replace(self, _all=results, supposed=(*self.supposed, supposed))

    def with_scores(
        self,
        frame: pd.DataFrame,
        *,
        indicator: str,
        unit: str = "",
        english: str = "",
        indonesian: str = "",
        unit_in_indonesian: str = "",
        name: str = "name",
        year: str | int = "year",
        value: str = "value",
        decimal: Literal["", ",", "."] = "",
        source: str = "",
        breaks: Sequence[int] = (),
    ) -> "Data":
        """Give the same data with yearly scores of one's own, in memory, and told as own wherever they stand.

        Takes one row a score; `name`, `year` and `value` are its columns, `year` may be the year of all, and where a column
        `province` is there it tells regions of one name apart. `indicator` is an identifier, which `english` and `indonesian`
        put into words, `unit` such as 'score 0-100'; `source` is a page or a file; `breaks` are first years of other scales;
        `decimal` is what stands before decimals in values that are texts, if unclear. Names are matched as `trends import` does it; what can't be read is refused, with the nearest names.

        >>> import analysis as tr
        >>> rows = pd.DataFrame({"name": ["Kota Solok", "Kota Padang"], "year": [2023, 2023], "value": [71.5, 64.0]})
        >>> own = tr.data().with_scores(rows, indicator="answered", unit="score 0-100", english="Answered in time")
        >>> own.scores(indicator="answered")["value"].tolist()
        [64.0, 71.5]
        """
        says: dict[str, str] = {
            Language.ENGLISH: english or indonesian or indicator,
            Language.INDONESIAN: indonesian or english or indicator,
        }
        about = About(indicator, unit, "", says, unit_in_indonesian or unit, breaks)
        taken = columns_of(frame, name, year, value)
        results, own = with_frame(self._all, taken, about, source=source, decimal=decimal)
        return replace(self, _all=results, own_scores=(*self.own_scores, *([own] if own.number else [])))

    def differences(self, other: Strength | "Data" = "corroborated") -> Changes:
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

    # How it shows itself.

    if not TYPE_CHECKING:  # which would take any name then

        def __getattr__(self, name: str) -> Any:
            """Answer a name that is not offered with the nearest that is."""
            raise NoSuchName("d", name, () if name.startswith("_") else dir(self))

    def _told(self, name: str, /, **about: Any) -> Told:
        return Told(name, self.made_from, self._results.sources, self._words.language, about)

    @property
    def made_from(self) -> str:
        """The level of evidence, the date of the newest source, what is supposed and what is own, in one line."""
        pages = self._all.sources
        days = pages.loc[pages["source_id"] != SUPPOSED, "published_on"]
        dates, words = days.dropna(), self._words
        dated = words.say("newest dated source {day}", day=words.date(max(dates))) if len(dates) else ""
        dateless = len(days) - len(dates)
        undated = (
            words.plural("one source bears no date", "{number} sources bear no date", dateless) if dateless else ""
        )
        besides = [each.said(self._words) for each in self.supposed]
        besides += [each.said(self._words) for each in self.own_scores]
        level = Vocabulary(words).evidence_in_short(self.evidence)
        return " · ".join(filter(None, [level, ", ".join(filter(None, [dated, undated])), *besides]))

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
