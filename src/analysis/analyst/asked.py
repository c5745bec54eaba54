"""Results asked for as frames: one method a frame, its filters as keywords that are checked.

What a frame holds belongs to `analysis.analyst.frames`; subjects, questions and charts to `analysis.analyst.door`.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd

from analysis.analyst import frames
from analysis.analyst.catalogue import Catalogue
from analysis.analyst.filters import kept
from analysis.analyst.frame import Frame, StatusFrame
from analysis.analyst.keywords import all_advising
from analysis.analyst.told import Told
from analysis.errors import Refused
from analysis.findings.common import checked_edition
from analysis.statistics.results import Results
from analysis.vocabulary import Stage

Strength = Literal["all", "stated", "corroborated"]
InLanguage = Literal["id", "en"]
Kind = Literal["government", "province", "regency", "city", "ministry", "agency", "soe", "unit"]
OfStage = Literal["finalist", "winner"]
OfTrack = Literal["all", "general", "outstanding", "unit"]
IslandGroup = Literal["Sumatera", "Jawa", "Bali-Nusa Tenggara", "Kalimantan", "Sulawesi", "Maluku", "Papua"]
InStatus = Literal["placed", "not_placed", "unknown", "not_eligible"]
Found = Literal["supported", "refuted", "undetermined"]
Editions = int | Sequence[int] | None
OneOrMore = str | Sequence[str] | None


@all_advising
class Asked(ABC):
    """The frames of `Data`."""

    _all: Results
    """The results at all levels of evidence."""

    @property
    @abstractmethod
    def _results(self) -> Results:
        """The results at the level of evidence that was chosen."""

    @abstractmethod
    def _told(self, name: str, /, **about: Any) -> Told:
        """Give what is told of a frame besides its values; `about` is the same in all rows, and stands in no column."""

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

        The kind `government` means provinces, regencies and cities. Provinces are the 34 of 2022, as on all pages: `Papua` has
        30 governments. One founded since, such as `Papua Selatan`, gives what lies in it today, here and in all frames.

        Returns one row an institution and edition, at one stage; `by_edition()` sets the editions side by side.

        >>> import analysis as tr
        >>> tr.data().status(edition=2020, province="Sumatera Barat")["status"].value_counts().to_dict()
        {'unknown': 19, 'placed': 1}
        """
        asked = {"province": province, "island_group": island_group, "kind": kind, "edition": edition}
        found = kept(frames.status(self._results), self._all, name=name, stage=stage, status=status, **asked)
        told = self._told("status", stage=stage).asking(name=name, **asked, stage=stage, status=status)
        return StatusFrame.of(found.drop(columns="stage"), told)

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

        `at_least` keeps those that were placed so often for certain. Without a `kind`, ministries, agencies and service units
        are there too; an institution that could enter no edition has 0 `editions`.

        >>> import analysis as tr
        >>> tr.data().places(province="Jawa Timur", kind="city", at_least=2)["name"].tolist()
        ['Kota Malang', 'Kota Mojokerto', 'Kota Madiun']
        """
        asked = {"province": province, "island_group": island_group, "kind": kind}
        if not isinstance(at_least, int):
            raise Refused(f"at_least {at_least!r} is not a whole number, such as 2")
        found = kept(frames.places(self._results), self._all, name=name, **asked)
        found = found[found["places_low"] >= at_least]
        order = ["places_low", "places_high", "wins_low", "name"]
        found = found.sort_values(order, ascending=[False, False, False, True], ignore_index=True)
        return Frame.of(found, self._told("places").asking(name=name, **asked, at_least=at_least))

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
        found = kept(frames.names(self._results), self._all, name=name, **asked)
        return Frame.of(found, self._told("names").asking(name=name, **asked))

    def winners(self, *, edition: Editions = None, kind: Kind | None = None, province: OneOrMore = None) -> Frame:
        """List the known winners, and the aspect that they won in where it is known.

        >>> import analysis as tr
        >>> tr.data().winners(edition=2019, kind="city")["name"].tolist()
        ['Kota Banjarbaru', 'Kota Banjarmasin', 'Kota Semarang']
        """
        found = self.names(edition=edition, stage="winner", kind=kind, province=province)
        told = self._told("winners", stage=Stage.WINNER).asking(edition=edition, kind=kind, province=province)
        return Frame.of(pd.DataFrame(found).drop(columns=["stage", "publishers"]), told)

    def editions(self) -> Frame:
        """Give every edition, with how many names of its lists there are, are known and are missing.

        >>> import analysis as tr
        >>> tr.data().editions()["missing"].tolist()
        [0, 11, 25, 4]
        """
        return Frame.of(frames.editions(self._results), self._told("editions"))

    def selectivity(self, *, edition: Editions = None) -> Frame:
        """Set the places of every edition and group of lists beside those who registered, as a share within bounds.

        >>> import analysis as tr
        >>> tr.data().selectivity(edition=2018).set_index("group").loc["edition", "registered"].item()
        162
        """
        found = kept(frames.selectivity(self._results), self._all, edition=edition)
        return Frame.of(found, self._told("selectivity").asking(edition=edition))

    def retention(self) -> Frame:
        """Count the names of every edition that came back in the next, as bounds, beside what drawing lots would give.

        >>> import analysis as tr
        >>> tr.data().retention().interval("again", of="cohort").iloc[0]
        12 to 20 of 25
        """
        return Frame.of(frames.retention(self._results), self._told("retention"))

    def provinces(self, edition: int | None = None, *, name: OneOrMore = None) -> Frame:
        """Count the governments of every province that were placed, and rank the provinces, as bounds.

        `edition` is a year; None counts those placed at least once, all editions together. Provinces are the 34 of 2022.

        >>> import analysis as tr
        >>> tr.data().provinces(name="Sumatera Barat").interval("placed", of="governments").iloc[0]
        2 to 20 of 20
        """
        if edition is None:
            found = kept(frames.provinces_ever(self._results), self._all, province=name)
        else:
            found = kept(frames.provinces(self._results), self._all, edition=edition, province=name)
            found = found.drop(columns="edition")
        found = found.sort_values(["placed_low", "placed_high", "province"], ascending=[False, False, True])
        about = {} if edition is None else {"edition": checked_edition(edition, self._all.editions)}
        return Frame.of(
            found.reset_index(drop=True), self._told("provinces", **about).asking(edition=edition, name=name)
        )

    def claims(self, *, verdict: Found | None = None, edition: Editions = None) -> Frame:
        """Give the claims that the press prints, with what the data say of them.

        >>> import analysis as tr
        >>> tr.data().claims(verdict="refuted")["edition"].tolist()
        [2019]
        """
        found = kept(frames.claims(self._results), self._all, verdict=verdict, edition=edition)
        return Frame.of(found, self._told("claims").asking(verdict=verdict, edition=edition))

    def scores(self, *, indicator: str | None = None, name: OneOrMore = None, province: OneOrMore = None) -> Frame:
        """Give the yearly scores of regions.

        >>> import analysis as tr
        >>> tr.data().scores(name="Kota Solok")["value"].tolist()
        [90.49]
        """
        found = kept(frames.scores(self._results), self._all, indicator=indicator, name=name, province=province)
        return Frame.of(found, self._told("scores").asking(indicator=indicator, name=name, province=province))

    def next_finds(self) -> Frame:
        """Rank what could be found next: missing names and second sources, by how many unknown statuses each settles.

        >>> import analysis as tr
        >>> tr.data().next_finds()["find"].iloc[0]
        'missing_name'
        """
        return Frame.of(frames.next_finds(self._results), self._told("next_finds"))

    def sources(self, *, publisher: str | None = None) -> Frame:
        """Give the pages that the data rest on.

        >>> import analysis as tr
        >>> tr.data().sources(publisher="ambon.go.id")["published_on"].tolist()
        ['2018-12', '2018-12']
        """
        found = kept(frames.sources(self._results), self._all, publisher=publisher)
        return Frame.of(found, self._told("sources").asking(publisher=publisher))

    def table(self, name: str) -> Frame:
        """Give any table, raw or derived, by its name: at this level of evidence, its bounds named as everywhere here.

        >>> import analysis as tr
        >>> len(tr.data().table("lists"))
        18
        """
        return self.tables[name]

    @property
    def tables(self) -> Catalogue:
        """All tables, with how many rows each has and what one row is."""
        return Catalogue(self._results, self._told(""))
