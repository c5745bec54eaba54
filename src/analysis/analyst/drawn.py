"""Charts of the results, in the look of the pages: each with its source and how complete the data are.

How a chart is drawn, saved and recoloured belongs to `analysis.analyst.charts`; what is asked otherwise to
`analysis.analyst.door`.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.analyst import charts, frames, marks
from analysis.analyst.asked import Asked, OfStage
from analysis.analyst.charts import Chart
from analysis.analyst.filters import named
from analysis.analyst.keywords import all_advising
from analysis.analyst.supposed import Supposed
from analysis.errors import Refused
from analysis.facts.citations import naming
from analysis.facts.regions import resolve
from analysis.vocabulary import Evidence, Level, Stage
from analysis.words import phrases
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary


@all_advising
class Drawn(Asked):
    """The charts of `Data`."""

    _words: Words
    evidence: Evidence
    supposed: tuple[Supposed, ...]

    def compare(
        self, *names: str, editions: Sequence[int] | None = None, stage: OfStage = "finalist", title: str = ""
    ) -> Chart:
        """Draw the status of some regions by edition, one below the other, in the look of the pages.

        Among finalists, winners are shown as such; of the stage `winner` it is said who didn't win, or may have.

        >>> import analysis as tr
        >>> print(tr.data().compare("Kota Solok", "Kota Ambon").alternative.split(". ")[0])
        Kota Solok and Kota Ambon by edition
        """
        if not names:
            raise Refused("compare: name one region or more, such as d.compare('Kota Solok', 'Kota Ambon')")
        asked = list(dict.fromkeys(named(self._all, name) for name in names))
        rows = pd.DataFrame(self.status(name=asked, edition=editions, stage=stage))
        wins = self.winners()
        won = set(zip(wins["name"], wins["edition"], strict=True))
        rows["won"] = [pair in won for pair in zip(rows["name"], rows["edition"], strict=True)]
        rows = rows.sort_values("name", key=lambda names: names.map(asked.index), kind="stable")
        listed = self._words.listing(asked)
        of_stage = Stage(stage)
        default = (
            self._words.say("{name} by edition", name=listed)
            if of_stage is Stage.FINALIST
            else self._words.say("{name} among the winners, by edition", name=listed)
        )
        return self._marked(charts.timeline(rows, self._words, of_stage, title or default, self._footer(rows)))

    def ranks(self, *highlighted: str, edition: int | None = None, title: str = "") -> Chart:
        """Draw between which ranks each province may stand, some of them highlighted.

        >>> import analysis as tr
        >>> tr.data().ranks("Jawa Timur").alternative.split(";")[0]
        'Rank by governments placed at least once. Jawa Timur: 1 to 5'
        """
        chosen = [str(resolve(self._all, name, [Level.PROVINCE])["region_name"]) for name in highlighted]
        say, of = self._words.say, str(edition)
        default = (
            say("Rank by governments placed at least once")
            if edition is None
            else say("Rank by governments placed in {edition}", edition=of)
        )
        rows = self.provinces(edition)
        return self._marked(charts.ranks(rows, self._words, title or default, self._of_names(edition), chosen))

    def map(self, *, edition: int | None = None, title: str = "") -> Chart:
        """Draw how many governments of each province were placed, on a map of tiles.

        >>> import analysis as tr
        >>> tr.data().map().alternative.split(";")[0]
        'Governments of each province placed at least once. Jawa Timur 10 to 37 of 39'
        """
        regions = self._all.regions.rename(columns={"region_name": "province"})
        places = regions.loc[regions["kind"] == Level.PROVINCE, ["province", "tile_row", "tile_col"]]
        rows = pd.DataFrame(self.provinces(edition)).merge(places, on="province")
        say, of = self._words.say, str(edition)
        default = (
            say("Governments of each province placed at least once")
            if edition is None
            else say("Governments of each province placed in {edition}", edition=of)
        )
        return self._marked(charts.tiles(rows, self._words, title or default, self._of_names(edition)))

    def chart(self, drawn: Any, title: str, about: pd.DataFrame | None = None) -> Chart:
        """Make a figure of one's own a chart: with its title, its source, how complete the data are, and what it shows.

        Takes a figure, axes, or a grid of seaborn, best drawn with `tr.house()`; `about` is the frame that it shows.
        """
        return self._marked(charts.signed(drawn, title, self._footer(about)))

    def _marked(self, drawn: Chart) -> Chart:
        said = ". ".join(each.said(self._words) for each in self.supposed)
        return marks.chart(drawn, said) if said else drawn

    def _of_names(self, edition: int | None) -> str:
        """Say what a chart rests on that counts all known finalists of an edition, or of all."""
        names = pd.DataFrame(self.names(edition=edition, stage="finalist", kind="government"))
        return self._footer(names.assign(source_ids=[naming(names["source_ids"])] * len(names)))

    def _footer(self, rows: pd.DataFrame | None = None) -> str:
        """Say what a chart rests on: its publishers, how many names are known, and the evidence where some is left out."""
        pages = [] if rows is None or "source_ids" not in rows else rows["source_ids"].explode().dropna().unique()
        sources = self._all.sources.set_index("source_id")["publisher"]
        told = [phrases.source_line(sources.loc[list(pages)], self._words)] if len(pages) else []
        told.append(phrases.completeness(frames.editions(self._results), self._words))
        if self.evidence is not Evidence.ALL:
            told.append(Vocabulary(self._words).evidence(self.evidence))
        return " ".join(told)
