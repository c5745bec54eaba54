"""One thing at a time: a region, a province, an edition, with its findings as frames, its headline and its page.

What is found belongs to `analysis.findings`, what a page says to `analysis.pages`; here both are handed to an analyst.
"""

from collections.abc import Mapping
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.analyst import show
from analysis.analyst.asked import InLanguage
from analysis.analyst.frame import Frame
from analysis.analyst.frames import by_edition, renamed
from analysis.analyst.interval import Interval
from analysis.analyst.page import Page, page_of
from analysis.display.references import Citation, unmarked
from analysis.errors import NoSuchName
from analysis.findings.described import meanings
from analysis.pages.region_answer import RegionAnswer
from analysis.reports.subjects import SUBJECTS
from analysis.vocabulary import EVER, Level, Stage, Status
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary

if TYPE_CHECKING:
    from analysis.analyst.door import Data

MADE_FROM = {
    "streak": "runs",
    "wins": "winners",
    "units": "names",
    "open_slots": "slots",
    "all_editions": "editions",
    "by_edition": "provinces",
    "governments": "status",
    "facts": "edition_facts",
    "disagreements": "figures",
}
"""The frame or table that a frame of a subject has rows of, where it is called otherwise."""
STACKED = (("data_quality", "changes"), ("data_quality", "changes_counted"))
"""Findings that set levels of evidence side by side, which here is asked of `differences`."""


class Subject:
    """What is known of one thing: its findings as attributes, frames among them, and its page.

    `frames` names them all with their rows; `page()` gives the page that the reports have of it.
    """

    def __init__(self, notebook: str, parameters: Mapping[str, Any], data: "Data") -> None:
        self._notebook, self._parameters, self._data = notebook, dict(parameters), data
        find = SUBJECTS[notebook].find
        if "editions" in find.__annotations__:
            self._parameters.setdefault("editions", None)
        self._found = find(data._all, **self._parameters, evidence=data.evidence)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._fields():
            raise NoSuchName(type(self).__name__, name, dir(self))
        value = getattr(self._found, name)
        return self._frame(name, value) if isinstance(value, pd.DataFrame) else value

    def __dir__(self) -> list[str]:
        own = [name for name in object.__dir__(self) if not name.startswith("_")]
        return sorted({*own, *self._fields()})

    def _fields(self) -> list[str]:
        return [name for name in self._found.fields() if name != "texts" and (self._notebook, name) not in STACKED]

    def _frame(self, name: str, frame: pd.DataFrame) -> Frame:
        """Give a frame of the findings as those of `Data` are: bounds and editions alike, and explained by what it was made from."""
        told = MADE_FROM.get(name, name)
        if "edition" in frame and EVER in set(frame["edition"]):
            is_ever = frame["edition"].eq(EVER).all()
            frame, told = by_edition(frame, ever=is_ever), f"{told}_ever" if is_ever else told
        if {"institution_name", "region"} <= set(frame):
            frame = frame.assign(institution_name=frame["region"].fillna(frame["institution_name"])).drop(
                columns="region"
            )
        names = {old: "name" for old in ("institution_name", "region_name") if old in frame and "name" not in frame}
        renames = renamed(told.removesuffix("_ever"), list(frame)) | names
        about = {} if told in ("sources", "editions") else self._about()
        return Frame.of(frame.rename(columns=renames), self._data._told(told, **about))

    def _about(self) -> dict[str, Any]:
        """Say what all rows of its frames are about, and so say in no column."""
        told = {"edition": "edition", "indicator": "indicator_id"}
        return {told[name]: value for name, value in self._parameters.items() if name in told}

    @property
    def title(self) -> str:
        """Its name."""
        return str(getattr(self._found, "name", "") or next(iter(self._parameters.values()), self._notebook))

    @property
    def frames(self) -> dict[str, Frame]:
        """Its findings that are frames, by name."""
        found = {name: getattr(self, name) for name in self._fields()}
        return {name: frame for name, frame in found.items() if isinstance(frame, Frame)}

    def page(self, language: InLanguage | None = None) -> Page:
        """Give the page that the reports have of it, as it can be shown, saved and compared."""
        words = Words(language or self._data._words.language)
        supposed = [each.said(words) for each in self._data.supposed]
        cited = set(self._found.sources["source_id"])
        own = [each.said(words) for each in self._data.own_scores if each.source_id in cited]
        return page_of(self._notebook, self._found, words.language, supposed, own)

    def to_excel(self, path: str | Path) -> None:
        """Write the tables of its page as a workbook."""
        self.page().to_excel(path)

    def _lines(self) -> list[str]:
        """Say in few lines what is known of it."""
        return [f"{self.title} · {self._data.made_from}", self.page().lead]

    def __repr__(self) -> str:
        counted = "  ".join(f".{name} {len(frame)}" for name, frame in self.frames.items())
        return "\n".join([*filter(None, self._lines()), f"frames  {counted}   page  .page()"])

    def _repr_html_(self) -> str:
        title, *lines = self._lines()
        said = "".join(f"<p>{escape(line)}</p>" for line in filter(None, lines))
        return show.framed(f"<h3>{escape(title)}</h3>{said}{show.opened(self.frames, meanings(type(self._found)))}")


class Region(Subject):
    """What is known of a province, regency or city: its findings as attributes, frames among them, and its page."""

    @cached_property
    def placed(self) -> Interval:
        """In how many editions it was placed, of those that it could enter."""
        return self._often("places")

    @cached_property
    def won(self) -> Interval:
        """In how many editions it won, of those that it could enter."""
        return self._often("wins")

    @property
    def headline(self) -> str:
        """The best that is known of it, in a sentence or two."""
        return self._answer.headline()

    @property
    def strip(self) -> str:
        """What each edition was for it, as HTML."""
        return unmarked(self._answer.strip()._repr_mimebundle_()[0]["text/html"])

    @property
    def _answer(self) -> RegionAnswer:
        return RegionAnswer(self._found, self._data._words, lambda *_: Citation())

    def _about(self) -> dict[str, Any]:
        return {"name": self._found.name}

    def _often(self, what: str) -> Interval:
        row = self._found.places.iloc[0]
        low, high = int(row[f"{what}_lower"]), int(row[f"{what}_upper"])
        return Interval(low, high, self._found.editions_open_to_it)

    def _lines(self) -> list[str]:
        found, named = self._found, Vocabulary(self._data._words)
        where = [found.name, named.level(Level(found.kind)), found.province, self._data.made_from]
        status = found.status[found.status["stage"] == Stage.FINALIST]
        course = "   ".join(f"{row.edition} {named.status(Status(row.status))}" for row in status.itertuples())
        return [" · ".join(dict.fromkeys(where)), f"{course}   placed {self.placed}   won {self.won}"]

    def _repr_html_(self) -> str:
        return show.framed(
            f"<h3>{escape(self.title)}</h3><p>{escape(self.headline)}</p>{self.strip}"
            f"<p><small>{escape(self._data.made_from)}</small></p>{show.opened(self.frames, meanings(type(self._found)))}"
        )
